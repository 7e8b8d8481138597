"""A plan in its parts: steps, what each needs, and what cannot be had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.marking import Marking
from afitrack.model.prospect import Asks
from afitrack.model.quarter import Quarter
from afitrack.model.verdict import Status
from afitrack.source import Location


class Part(Enum):
    """What an item does for a requirement that reads it.

    It *meets* it; or goes on meeting it, because the newest item decides (*keeps*); or is read
    *beside* the requirement's own; or states a figure that a later quarter's *compares* with.
    """

    MEETS = "meets"
    KEEPS = "keeps"
    BESIDE = "beside"
    COMPARES = "compares"


@dataclass(frozen=True)
class Answer:
    """A requirement that a needed item must answer, and in which part.

    ``better_than`` are the figures it must better, with their quarters.
    """

    asks: Asks
    part: Part
    better_than: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    """Items of one type to submit for a quarter.

    The plan supposes data as at ``as_at``; younger ones do as well, up to ``latest``. They must be
    younger than ``newer_than``. ``corrects`` are items as at the reference day itself, which none
    can be younger than: they are put right, and ``items`` are what is needed beside them. ``days``
    are days on which meetings were held, as the plan supposes; where ``spaced``, each is the last
    day that will do.
    """

    evidence_type: str
    items: int
    as_at: date
    newer_than: date | None
    latest: date
    corrects: tuple[str, ...]
    days: tuple[date, ...]
    spaced: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Step:
    """What to submit for a quarter, and what is expected of it then, as known on ``reference``.

    ``any_item`` says that nothing else is filed for the quarter, which then sustains nothing: any
    item will do, whatever it shows. ``people`` have to be named in people.toml first. ``approvals``
    are the keys beyond who and when that an approval of what is needed must have to count.
    """

    quarter: Quarter
    reference: date
    closes: date
    is_now: bool
    needs: tuple[Need, ...]
    any_item: bool
    people: tuple[str, ...]
    approvals: tuple[str, ...]
    status: Status
    statuses: tuple[tuple[str, Status], ...]


@dataclass(frozen=True)
class Blocked:
    """What cannot be met in the quarter whatever is submitted, why, and from when on it can."""

    afi: str
    unit: str
    title: str
    owner_title: str | None
    reason: str
    earliest: Quarter | None
    location: Location


@dataclass(frozen=True)
class Plan:
    """What would make an AFI evidenced, and ready for verification.

    ``asked`` is the quarter asked about, ``begins`` the first whose evidence still counts, and
    ``status`` where the AFI stands in that one. ``evidenced`` and ``ready`` are the quarters in
    which it will be so at the earliest; ``never`` says why it will not. ``mend`` must be put right
    first; what is ``wrong_elsewhere`` bears on nothing in it. ``open_before`` are
    earlier quarters for which evidence still counts.
    """

    force_id: str
    force_name: str
    as_of: date
    marking: Marking
    afi: str
    title: str
    asked: Quarter
    asked_closed: date | None
    begins: Quarter
    status: Status
    mend: tuple[Diagnostic, ...]
    wrong_elsewhere: tuple[Diagnostic, ...]
    blocked: tuple[Blocked, ...]
    steps: tuple[Step, ...]
    evidenced: Quarter | None
    ready: Quarter | None
    never: tuple[str, ...]
    open_before: tuple[Quarter, ...]
