"""Turns complete integer rows into decisions, each derived twice.

The only room with durable-rules. It knows no item, no date and no user's file: its tables ship
with afitrack, and what is absent reaches it as a count of zero. It imports `afitrack.source` only.
"""

from afitrack.engine.decide import decide
from afitrack.engine.errors import EngineError, EngineMissing
from afitrack.engine.read import load_table
from afitrack.engine.table import Rule, Table, Test

__all__ = [
    "EngineError",
    "EngineMissing",
    "Rule",
    "Table",
    "Test",
    "decide",
    "load_table",
]
