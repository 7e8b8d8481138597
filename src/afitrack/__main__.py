"""``python -m afitrack``: the same as the ``afitrack`` command."""

from afitrack.cli import main

if __name__ == "__main__":
    main()
