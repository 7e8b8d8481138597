"""Which items answer a requirement in a quarter, and what turns the others away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from reader.days import first_day, last_day, lasts_until
from reader.files import Item, Project
from reader.people import People

Table = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One requirement, asked for one quarter, as known on one day."""

    project: Project
    requirement: Table
    quarter: int
    today: date

    @property
    def people(self) -> People:
        """Who is who."""
        return self.project.people

    @cached_property
    def reached(self) -> list[Item]:
        """Items of its type filed for the quarter, or earlier and still young enough."""
        wanted = self.requirement["evidence-type"]
        return [one for one in self.project.items_of(wanted) if self.is_in_reach(one)]

    @cached_property
    def known(self) -> list[Item]:
        """Those of them that had been submitted by the day."""
        return [one for one in self.reached if self._is_known(one)]

    @cached_property
    def accepted(self) -> list[Item]:
        """Those of them that nothing turns away."""
        return [one for one in self.known if not self.objections(one)]

    def beside(self, wanted: str, *, whatever: bool = False) -> list[Item]:
        """Items of another type that count for the quarter; ``whatever`` their age and period."""
        return [
            one
            for one in self.project.items_of(wanted)
            if self.is_in_reach(one)
            and self._is_known(one)
            and self._is_plain(one)
            and (whatever or (self.lies_right(one) and not self._is_too_old(one)))
        ]

    def earlier(self, quarter: int) -> list[Item]:
        """Items accepted for an earlier quarter, as it was known then, whatever their age."""
        today = min(self.today, lasts_until(last_day(quarter), self.project.window))
        then = Question(self.project, self.requirement, quarter, today)
        own = [one for one in then.known if one.quarter == quarter]
        return [one for one in own if not then.objections(one) - {"stale"}]

    def is_in_reach(self, item: Item) -> bool:
        """Whether an item answers in the quarter by where it was filed and by its age."""
        if item.quarter > self.quarter:
            return False
        if item.quarter == self.quarter:
            return True
        as_at = item.table["as-at"]
        length = self.requirement.get("valid-for")
        if length is None or as_at == "unknown":
            return False
        # Data younger than the item's own window belong to a later quarter.
        closes = lasts_until(last_day(item.quarter), self.project.window)
        return as_at <= closes and lasts_until(as_at, length) >= self.today

    def objections(self, item: Item) -> set[str]:
        """Everything by which an item is turned away before its kind reads it."""
        requirement, table, against = self.requirement, item.table, set[str]()
        if "measure" in table:
            of = table["measure"].get("of", "activity")
            is_proof = requirement["nature"] in ("practice", "outcome")
            if (of == "activity" and is_proof) or of != requirement.get("of", of):
                against.add("volume-not-effect")
        if "promised-for" in table:
            against.add("undelivered")
        if table["submitted"] == "unknown":
            against.add("untraced")
        as_at, covers = table["as-at"], table["covers"]
        if as_at == "unknown" or covers == "unknown" or as_at > self.today:
            against.add("undated")
        if as_at != "unknown" and self._is_too_old(item):
            against.add("stale")
        if covers != "unknown" and not self._lies_right(covers, item.quarter):
            against.add("wrong-period")
        least = requirement.get("attachments", 1 if requirement["kind"] == "document" else 0)
        if len(table.get("attachments", [])) < least:
            against.add("no-attachment")
        roles = requirement.get("approved-by", [])
        for role in [roles] if isinstance(roles, str) else roles:
            if not any(self._approves(role, table, one) for one in _approvals(table)):
                against.add("not-approved")
        return against

    def _is_too_old(self, item: Item) -> bool:
        return any(
            lasts_until(item.table["as-at"], self.requirement[key]) < self.today
            for key in ("as-at-within", "valid-for")
            if key in self.requirement
        )

    def _is_known(self, item: Item) -> bool:
        submitted = item.table["submitted"]
        return bool(submitted == "unknown" or submitted["on"] <= self.today)

    def _is_plain(self, item: Item) -> bool:
        table = item.table
        return (
            "unknown" not in (table["submitted"], table["as-at"], table["covers"])
            and table["as-at"] <= self.today
            and "promised-for" not in table
        )

    def lies_right(self, item: Item) -> bool:
        """Whether a known period lies to the item's own quarter as asked."""
        return self._lies_right(item.table["covers"], item.quarter)

    def _lies_right(self, covers: Table, quarter: int) -> bool:
        start, end = first_day(quarter), last_day(quarter)
        match self.requirement.get("covers", "contains"):
            case "contains":
                return bool(covers["from"] <= start and end <= covers["to"])
            case "overlaps":
                return bool(covers["from"] <= end and start <= covers["to"])
            case _:
                return bool(start <= covers["to"] <= end)

    def _approves(self, role: str, table: Table, approval: Table) -> bool:
        if "unknown" in (table["as-at"], table["submitted"]):
            return False
        approver = self.people.meant(approval["by"], approval["on"])
        submitter = self.people.meant(table["submitted"]["by"], table["submitted"]["on"])
        # Only what is certain counts: a post nobody held may have been filled by the approver.
        return bool(
            len(approver) == 1
            and approver <= self.people.in_post(role, approval["on"])
            and submitter
            and not approver & submitter
            and table["as-at"] <= approval["on"] <= self.today
        )


def _approvals(table: Table) -> list[Table]:
    approved = table.get("approved", [])
    return [approved] if isinstance(approved, dict) else approved
