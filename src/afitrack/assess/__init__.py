"""Puts decisions, items, reasons and places together: statuses, flags, gaps.

Reads no file and knows no today.
"""

from __future__ import annotations

from afitrack.assess.history import Judged, decide_quarter
from afitrack.assess.standing import stand
from afitrack.assess.status import statuses

__all__ = ["Judged", "decide_quarter", "stand", "statuses"]
