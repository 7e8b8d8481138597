"""What lies beside the items that a requirement judges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from afitrack.model.item import Filed


class Shelf(Protocol):
    """What else was submitted, for kinds that look beyond the items they judge."""

    def accepted(self, evidence_type: str) -> Sequence[Filed]:
        """Items of another type that were known, traced, dated and in time for the quarter."""

    def earlier(self, quarters: int) -> Sequence[Filed]:
        """Items of the requirement's own type accepted for the quarter that many back."""


class EmptyShelf:
    """Nothing else was submitted."""

    def accepted(self, evidence_type: str) -> Sequence[Filed]:  # noqa: ARG002
        """No items."""
        return ()

    def earlier(self, quarters: int) -> Sequence[Filed]:  # noqa: ARG002
        """No items."""
        return ()
