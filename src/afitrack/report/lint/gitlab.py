"""Remarks on rules as GitLab code quality; what is accepted is left out.

A remark is *minor*, as nothing that is judged: it is advice.
"""

from __future__ import annotations

from afitrack.lint.acceptance import Linted
from afitrack.report.document import document
from afitrack.report.gitlab.entries import entry, problems
from afitrack.report.lint.told import identified, said


def render(linted: Linted, exit_code: int) -> bytes:  # noqa: ARG001
    """Every remark by place, then every problem with a file."""
    remarks = (
        entry(said(one), one.code, identity, "minor", one.location)
        for one, identity in identified(linted.force, linted.remarks)
    )
    return document([*remarks, *problems(linted.diagnostics)])
