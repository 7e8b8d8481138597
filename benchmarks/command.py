"""One afitrack command, then what it took: ``python -m benchmarks.command WORD ...``."""

from __future__ import annotations

import time

from afitrack.cli import main
from benchmarks.peak import peak

if __name__ == "__main__":
    try:
        main()
    except SystemExit as left:
        print(left.code or 0, time.process_time(), peak())
