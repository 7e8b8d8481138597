"""Reads a project from disk. A user's mistake is a diagnostic; ids are unique from here on."""

from __future__ import annotations

from afitrack.load.evidence import Submission, load_evidence
from afitrack.load.project import Project, load_project
from afitrack.load.quarters import EVIDENCE, quarters_with_evidence
from afitrack.load.rule_approvals import load_rules_approvals, policy_digest
from afitrack.load.window import asked_of, earliest_that_matters, read_window

__all__ = [
    "EVIDENCE",
    "Project",
    "Submission",
    "asked_of",
    "earliest_that_matters",
    "load_evidence",
    "load_project",
    "load_rules_approvals",
    "policy_digest",
    "quarters_with_evidence",
    "read_window",
]
