"""Kinds of requirement: what must hold, and how it sounds when it does not.

A new kind is a file here and a line in ``KINDS``. It knows no engine, no file and no status.
"""

from __future__ import annotations

from typing import Final

from afitrack.model.requirement import Requirement
from afitrack.requirements.attestation import AttestationRequirement
from afitrack.requirements.document import DocumentRequirement
from afitrack.requirements.measure import MeasureRequirement
from afitrack.requirements.meeting import MeetingRequirement
from afitrack.requirements.milestone import MilestoneRequirement
from afitrack.requirements.pending import PendingRequirement
from afitrack.requirements.register import RegisterRequirement
from afitrack.requirements.sample import SampleRequirement
from afitrack.requirements.survey import SurveyRequirement

KINDS: Final[dict[str, type[Requirement]]] = {
    "attestation": AttestationRequirement,
    "document": DocumentRequirement,
    "measure": MeasureRequirement,
    "meeting": MeetingRequirement,
    "milestone": MilestoneRequirement,
    "pending": PendingRequirement,
    "register": RegisterRequirement,
    "sample": SampleRequirement,
    "survey": SurveyRequirement,
}
