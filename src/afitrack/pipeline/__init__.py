"""The corridor: load, facts, engine, assess, one line a stage."""

from __future__ import annotations

from afitrack.pipeline.past import with_history
from afitrack.pipeline.quarter import assess_quarter
from afitrack.pipeline.reading import read_everything
from afitrack.pipeline.scene import Scene, Unusable, default_quarter, open_project

__all__ = [
    "Scene",
    "Unusable",
    "assess_quarter",
    "default_quarter",
    "open_project",
    "read_everything",
    "with_history",
]
