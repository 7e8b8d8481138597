"""The good project that every hostile hand begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostile.base import good_project
from project import Project


@pytest.fixture
def good(tmp_path: Path) -> Project:
    """A project whose only AFI is evidenced."""
    return good_project(tmp_path)
