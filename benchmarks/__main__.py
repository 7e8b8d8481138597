"""Time afitrack beside what merely parsing the same files costs, measured in the same run."""

from __future__ import annotations

import argparse
import os

from benchmarks import against, formats, history, national, sizes


def main() -> None:
    """Read the command line and run what it asks for."""
    options = argparse.ArgumentParser(prog="benchmarks/run.py", description=__doc__)
    options.add_argument("--rounds", type=int, default=7, help="take the best of so many")
    options.add_argument("--national", action="store_true", help="all forces over ten years")
    options.add_argument("--formats", action="store_true", help="every format of a large force")
    options.add_argument("--base", action="store_true", help="a check against a git ref")
    options.add_argument("--history", action="store_true", help="one force over ten years")
    options.add_argument("--forces", type=int, default=national.NATION, help="fewer forces")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")
    asked = options.parse_args()
    if asked.formats:
        formats.run()
    elif asked.national:
        national.run(asked.forces, asked.workers)
    elif asked.base:
        against.run(asked.rounds)
    elif asked.history:
        history.run()
    else:
        sizes.run(asked.rounds)


if __name__ == "__main__":
    main()
