"""What is due for a quarter, of whom and by when: for before the evidence exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from afitrack.compare.duties import Duty, duties_of
from afitrack.model.assessment import Assessment
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.people import People, same_name
from afitrack.model.quarter import Quarter
from afitrack.model.rulebook import Placed


@dataclass(frozen=True)
class Checklist:
    """Every duty of a quarter; ``closes`` is the last day for its evidence."""

    force_id: str
    force_name: str
    quarter: Quarter
    as_of: date
    closes: date
    marking: str
    duties: tuple[Duty, ...]
    diagnostics: tuple[Diagnostic, ...]

    def by_owner(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties by the title of who answers for them, those of nobody last."""
        names = sorted({one.owner_title or "" for one in self.duties}, key=lambda n: (not n, n))
        return {
            name or "Nobody yet": tuple(d for d in self.duties if (d.owner_title or "") == name)
            for name in names
        }


def make_checklist(
    now: Assessment, closing: Assessment, entries: Sequence[Placed], people: People
) -> Checklist:
    """The checklist of a quarter, from how it stands now and will on its last day as things are."""
    return Checklist(
        force_id=now.force_id,
        force_name=now.force_name,
        quarter=now.quarter,
        as_of=now.as_of,
        closes=now.closes,
        marking=now.marking.value,
        duties=tuple(duties_of(now, closing, entries, people)),
        diagnostics=tuple(one for one in now.diagnostics if one.code != "no-evidence"),
    )


def owned(whole: Checklist, owner: str) -> Checklist:
    """What one role answers for."""
    plain = same_name(owner)
    mine = (one for one in whole.duties if one.owner is not None and same_name(one.owner) == plain)
    return replace(whole, duties=tuple(mine))
