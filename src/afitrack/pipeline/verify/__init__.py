"""Verifies a project: what is sealed, what history says of it, who approved what, who signed."""

from __future__ import annotations

from afitrack.pipeline.verify.base import Base, base_at
from afitrack.pipeline.verify.forms import versions_here
from afitrack.pipeline.verify.verify import judge_history, verify

__all__ = ["Base", "base_at", "judge_history", "verify", "versions_here"]
