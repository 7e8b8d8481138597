"""Verifies a project: what is sealed, what history says of it, who approved what, who signed."""

from __future__ import annotations

from afitrack.pipeline.verify.forms import versions_here
from afitrack.pipeline.verify.verify import verify

__all__ = ["verify", "versions_here"]
