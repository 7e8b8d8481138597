"""``python -m afitrack``: the same as the ``afitrack`` command."""

import sys

if __name__ == "__main__":
    # Python looks for modules first where it stands, which is a checkout that others may write to.
    if not sys.flags.safe_path:
        del sys.path[0]
    from afitrack.cli import main

    main()
