"""What a kind of requirement tells whoever plans what to submit.

By default it is met by its newest item alone, and what it reads beside must fit.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from afitrack.model.item import Filed
from afitrack.model.progress import Comparison, Progress, Tie

if TYPE_CHECKING:
    from afitrack.model.requirement import Asked, Reading


class Outlook:
    """The part of a requirement that planning asks; a kind overrides what is otherwise with it."""

    @property
    @abstractmethod
    def also_reads(self) -> frozenset[str]:
        """Other evidence types it reads beside its own."""

    @property
    def acting(self) -> tuple[str, ...]:
        """The roles whose holders must act, beside those who approve."""
        return ()

    @property
    def tie(self) -> Tie | None:
        """How it rests on what it reads beside its own items."""
        return Tie.FITS if self.also_reads else None

    def progress(
        self,
        accepted: Sequence[Filed],  # noqa: ARG002
        readings: Sequence[Reading],  # noqa: ARG002
        asked: Asked,  # noqa: ARG002
    ) -> Progress | None:
        """How many different things there are of those needed; None where the newest decides."""
        return None

    def holds_alone(self, deciding: Sequence[Filed], asked: Asked) -> bool:  # noqa: ARG002
        """Whether its own items hold, whatever may be wrong in the items beside them."""
        return False

    def comparison(self, asked: Asked) -> Comparison | None:  # noqa: ARG002
        """What it asks of the figures of earlier quarters, and which of those there are."""
        return None


def holding(accepted: Sequence[Filed], readings: Sequence[Reading]) -> list[Filed]:
    """The accepted items that no reading names as failing, of a kind that judges all together."""
    failing = {row.key for reading in readings for row in reading.rows}
    return [one for one in accepted if one.item.id not in failing]
