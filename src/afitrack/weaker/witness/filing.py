"""Makes up items: good in every respect that all kinds share, but for what is given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from afitrack.model.duration import Duration
from afitrack.model.item import Filed, Item, Row
from afitrack.model.quarter import Quarter
from afitrack.source import Origin
from afitrack.weaker.witness.contest import CLERK, QUARTER, REFERENCE, holder

_SOURCE: Final = Origin("made-up", b"")
_LONGEST: Final = 36_600

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Envelope:
    """What all kinds look at: the type, the period, the age, the files, the approvals."""

    type: str
    approvers: tuple[str, ...] = ()
    attachments: int = 0
    as_at: date = REFERENCE
    quarter: Quarter = QUARTER
    covers: tuple[date, date] | None = None

    def at(self, as_at: date) -> Envelope:
        """The same with data of another day."""
        return replace(self, as_at=as_at)

    def file(self, name: str, content: Content) -> Filed:
        """An item in it."""
        start, end = self.covers or (self.quarter.start, self.quarter.end)
        on = max(self.as_at, self.quarter.end)
        table = {
            "id": name,
            "type": self.type,
            "title": "Made up",
            "covers": {"from": start, "to": end},
            "as-at": self.as_at,
            "submitted": {"by": holder(CLERK), "on": on},
            "approved": [{"by": holder(role), "on": on} for role in self.approvers],
            "attachments": [
                {"path": f"{name}-{n}", "sha256": _digest(f"{name}-{n}")}
                for n in range(self.attachments)
            ],
        }
        item = Item.model_validate({**table, **content})
        return Filed(item, self.quarter, tuple(map(Row, item.row)), _SOURCE, ())


def plain(evidence_type: str, name: str, content: Content) -> Filed:
    """An item of another type, beside those that answer."""
    return Envelope(evidence_type, attachments=1).file(name, content)


def digest_of(name: str) -> str:
    """The digest of an item's first file."""
    return _digest(f"{name}-0")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def edge(length: Duration, day: date) -> date:
    """The earliest day from which a length still reaches ``day``."""
    first = day
    for back in range(1, _LONGEST):
        earlier = day - timedelta(days=back)
        if length.after(earlier) < day:
            break
        first = earlier
    return first


def around(length: Duration, day: date) -> Sequence[date]:
    """The edge, and the day before it."""
    last = edge(length, day)
    return (last, last - timedelta(days=1))
