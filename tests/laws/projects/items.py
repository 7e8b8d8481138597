"""Draws items for a requirement: good ones on the limit, and ones that miss it by a day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from laws.projects.people import NAMES, ROLES
from laws.projects.plan import Filing, Table
from laws.projects.rows import draw_counterparts, draw_rows
from laws.projects.said import SAID, Scene, draw_figure
from laws.projects.spans import earliest
from reader.days import first_day, last_day
from reader.people import People

DAY = timedelta(days=1)


SPEAK_OF = ("attestation", "milestone")
"""Kinds whose items name other items."""


class Drawer:
    """Draws the items of one quarter, each with an id, given what was filed for earlier ones."""

    def __init__(
        self, draw: Random, quarter: int, today: date, people: People, badness: float,
        before: list[Filing],
    ) -> None:  # fmt: skip
        self._draw, self._quarter, self._today = draw, quarter, today
        self._people, self._badness, self._before = people, badness, before
        self.own = list[Filing]()

    def add(self, filing: Filing) -> Filing:
        """Keep an item of the quarter."""
        filing.table = {"id": f"item-{self._quarter}-{len(self.own)}"} | filing.table
        self.own.append(filing)
        return filing

    def answer(self, requirement: Table) -> None:
        """Add items for a requirement, mostly as many as it takes, and what they are read with."""
        for _ in range(pieces(requirement) + self._draw.choice((0, 0, 0, 1, 2))):
            filing = self.add(self._item(requirement))
            if "join" in requirement and self._draw.random() >= self._badness / 2:
                self._add_partner(requirement, filing)

    def _item(self, requirement: Table) -> Filing:
        filed = [*self._before, *self.own]
        other = requirement.get("attests") or requirement.get("finding-type")
        if other and not any(one.table["type"] == other for one in self.own):
            self.add(self._plain(other, requirement))
            filed = [*self._before, *self.own]
        return draw_item(
            self._draw, requirement, self._quarter, self._today, self._people, self._badness, filed
        )

    def _plain(self, kind: str, requirement: Table) -> Filing:
        """An item that counts beside a requirement's own."""
        like = {key: value for key, value in requirement.items() if key in COMMON}
        other = like | {"kind": "other", "evidence-type": kind, "attachments": 1}
        return draw_item(
            self._draw, other, self._quarter, self._today, self._people, self._badness, []
        )

    def _add_partner(self, requirement: Table, filing: Filing) -> None:
        join = requirement["join"]
        partner = self._plain(join["type"], requirement)
        as_at = partner.table["as-at"]
        for row in filing.rows:
            if (name := str(row.get("ref", "")).strip()) and as_at != "unknown":
                partner.rows += draw_counterparts(self._draw, join, name, as_at, self._badness)
        columns = sorted({name for row in partner.rows for name in row})
        if columns and self._draw.random() < self._badness / 6:
            gone = self._draw.choice(columns)
            partner.rows = [{k: v for k, v in row.items() if k != gone} for row in partner.rows]
        partner.as_csv = self._draw.random() < 0.3
        self.add(partner)


COMMON = ("nature", "covers", "as-at-within", "valid-for")


def pieces(requirement: Table) -> int:
    """How many items it takes."""
    if "longest-gap" in requirement:
        return max(3, int(requirement.get("count", 1)))
    return int(requirement.get("count", 1))


def draw_item(
    draw: Random, requirement: Table, quarter: int, today: date, people: People, badness: float,
    filed: list[Filing],
) -> Filing:  # fmt: skip
    """An item for ``requirement``, filed for ``quarter`` and judged as known ``today``.

    ``filed`` is what was filed before it, of which it may speak.
    """

    def bad() -> bool:
        return draw.random() < badness

    as_at = _as_at(draw, requirement, quarter, today, bad())
    handed_in = today + DAY if bad() else draw.choice((today, max(as_at, first_day(quarter))))
    submitted = {
        "by": draw.choice((*NAMES["ben"], "analyst", "dee")),
        "on": min(handed_in, today + DAY),
    }
    if bad() or draw.random() < 0.04:
        submitted["by"] = draw.choice((*NAMES["ann"], *ROLES))
    table: Table = {
        "type": requirement["evidence-type"],
        "title": "An item",
        "covers": _covers(draw, requirement, quarter, bad()),
        "as-at": as_at,
        "submitted": "unknown" if bad() and draw.random() < 0.5 else submitted,
    }
    if draw.random() < 0.9:
        table["marking"] = "OFFICIAL"
    if bad() and draw.random() < 0.3:
        table["promised-for"] = today
    if approved := _approvals(draw, requirement, submitted, as_at, today, people, bad()):
        table["approved"] = approved[0] if len(approved) == 1 and draw.random() < 0.5 else approved
    if requirement["kind"] == "measure" and not (bad() and bad()):
        table["measure"] = draw_figure(draw, requirement, quarter, bad())
    elif bad():
        table["measure"] = {"value": 7, "unit": "days", "of": draw.choice(("activity", "effect"))}
    filing = Filing(table, contents=_contents(draw, requirement, bad()))
    if requirement["kind"] in ("register", "sample"):
        filing.rows = draw_rows(draw, requirement, as_at, badness)
        filing.as_csv = draw.random() < 0.4
    if requirement["kind"] in SAID and not (bad() and bad()):
        scene = Scene(draw, requirement, quarter, today, people, filed)
        table |= SAID[requirement["kind"]](scene, filing, bad())
    if draw.random() < 0.1:
        table["excluded"] = [{"rows": 2, "reason": "Transferred"}, {"rows": 1, "reason": "Merged"}]
    if bad() and draw.random() < 0.5:
        table[draw.choice(("as-at", "covers"))] = "unknown"
    return filing


def _as_at(draw: Random, requirement: Table, quarter: int, today: date, bad: bool) -> date:
    limits = [requirement[key] for key in ("as-at-within", "valid-for") if key in requirement]
    oldest = max((earliest(today, limit) for limit in limits), default=first_day(quarter))
    middle = min(today, last_day(quarter))
    if bad:
        return draw.choice((today + DAY, oldest - DAY, oldest - DAY, oldest - 9 * DAY))
    return max(oldest, draw.choice((today, oldest, middle, middle, middle - DAY)))


def _covers(draw: Random, requirement: Table, quarter: int, bad: bool) -> Table:
    start, end = first_day(quarter), last_day(quarter)
    long = DAY * 200
    good = {
        "contains": ((start, end), (start - DAY, end + DAY), (start - long, end)),
        "overlaps": ((end, end + long), (start - long, start), (start, end), (start + DAY, end)),
        "ends-in": ((start - long, start), (end, end), (start, end)),
    }
    missed = {
        "contains": ((start + DAY, end), (start, end - DAY), (start, start)),
        "overlaps": ((end + DAY, end + long), (start - long, start - DAY)),
        "ends-in": ((start - long, start - DAY), (start, end + DAY)),
    }
    period = draw.choice((missed if bad else good)[requirement.get("covers", "contains")])
    return {"from": period[0], "to": period[1]}


def _approvals(
    draw: Random, requirement: Table, submitted: Table, as_at: date, today: date,
    people: People, bad: bool,
) -> list[Table]:  # fmt: skip
    roles = requirement.get("approved-by", [])
    roles = [roles] if isinstance(roles, str) else list(roles)
    if draw.random() < 0.1:
        roles.append(draw.choice(ROLES))
    approvals = list[Table]()
    for role in roles:
        on = draw.choice((as_at, today, today)) if as_at <= today else today
        by = _approver(draw, role, on, people)
        if bad:
            on = draw.choice((on, on, as_at - DAY, today + DAY))
            by = draw.choice((by, *ROLES, *NAMES["dee"], *NAMES["cat"]))
        # That the submitter approves is a refusal, and tried elsewhere.
        behind = people.meant(by, on)
        if len(behind) != 1 or behind != people.meant(submitted["by"], submitted["on"]):
            approvals.append({"by": by, "on": on})
    if bad and approvals and draw.random() < 0.4:
        approvals.pop(draw.randrange(len(approvals)))
    return approvals


def _approver(draw: Random, role: str, on: date, people: People) -> str:
    holders = sorted(people.in_post(role, on))
    return draw.choice((role, *NAMES[draw.choice(holders)])) if holders else role


def _contents(draw: Random, requirement: Table, bad: bool) -> list[bytes]:
    least = requirement.get("attachments", 1 if requirement["kind"] == "document" else 0)
    count = max(0, least - 1) if bad else least + draw.choice((0, 0, 0, 1))
    # Few different contents, so that two documents are sometimes the same.
    return [b"content %d" % draw.randrange(6) for _ in range(count)]
