"""Kinds of requirement: what must hold, and how it sounds when it does not.

A new kind is a file here and a line in ``KINDS``. It knows no engine, no file and no status.
"""

from __future__ import annotations

from typing import Final

from afitrack.model.requirement import Requirement
from afitrack.requirements.document import DocumentRequirement
from afitrack.requirements.measure import MeasureRequirement
from afitrack.requirements.pending import PendingRequirement
from afitrack.requirements.register import RegisterRequirement

KINDS: Final[dict[str, type[Requirement]]] = {
    "document": DocumentRequirement,
    "measure": MeasureRequirement,
    "pending": PendingRequirement,
    "register": RegisterRequirement,
}
