"""``python benchmarks/run.py``: time afitrack; ``--national`` for all forces over ten years."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    # A script's own folder comes first on the path; the modules here are found from above it.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    runpy.run_module("benchmarks", run_name="__main__")
