"""User text in a code quality report: on one line, as GitLab shows it."""

from __future__ import annotations

from afitrack.report.hidden import spelt


def escape(text: str) -> str:
    """``text`` on one line, hidden characters spelt out; GitLab shows it as plain text."""
    return spelt(text)
