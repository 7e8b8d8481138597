"""What became of each requirement and group of an AFI in a quarter, earlier quarters in view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from reader.days import last_day, lasts_until
from reader.files import Project
from reader.judging import Reading, judge

Table = dict[str, Any]


@dataclass(frozen=True)
class Unit:
    """One thing that an AFI needs: met, a gap and why, and whether the gap is waived."""

    reason: str | None
    waived: bool
    expires: bool


class Quarters:
    """A project's requirements, quarter by quarter, as known on one day."""

    def __init__(self, project: Project, as_of: date) -> None:
        self.project, self._as_of = project, as_of
        self._read: dict[tuple[str, str, int], Reading] = {}

    def today(self, quarter: int) -> date:
        """The reference day of a quarter."""
        return min(self._as_of, lasts_until(last_day(quarter), self.project.window))

    def reading(self, afi: Table, requirement: Table, quarter: int) -> Reading:
        """What the evidence of one quarter does for a requirement."""
        place = (afi["id"], requirement["id"], quarter)
        if place not in self._read:
            today = self.today(quarter)
            self._read[place] = judge(self.project, requirement, quarter, today)
        return self._read[place]

    def reason(self, afi: Table, requirement: Table, quarter: int) -> str | None:
        """Why a requirement is a gap, whether or not it is asked over several quarters."""
        own = self.reading(afi, requirement, quarter).reason
        if "met-in" not in requirement:
            return own
        back = range(requirement["met-in"]["of-last"])
        held = [self.reading(afi, requirement, quarter - n).reason is None for n in back]
        if sum(held) >= requirement["met-in"]["quarters"]:
            return None
        return "too-seldom"

    def units(self, afi: Table, quarter: int) -> dict[str, Unit]:
        """Everything the AFI needs: requirements that stand alone, and groups."""
        alone = [one for one in afi.get("requires", []) if "group" not in one]
        units = {one["id"]: self._alone(afi, one, quarter) for one in alone}
        return units | {one["id"]: self._group(afi, one, quarter) for one in afi.get("group", [])}

    def is_waived(self, afi: Table, name: str, quarter: int) -> bool:
        """Whether a waiver runs on the reference day that was known by then."""
        today = self.today(quarter)
        return any(
            (one["afi"], one["requirement"]) == (afi["id"], name)
            and one["from"] <= today <= one["expires"]
            and one["approved"]["on"] <= today
            for one in self.project.waivers
        )

    def _alone(self, afi: Table, requirement: Table, quarter: int) -> Unit:
        reason = self.reason(afi, requirement, quarter)
        waived = reason is not None and self.is_waived(afi, requirement["id"], quarter)
        expires = reason is None and self.reading(afi, requirement, quarter).expires
        return Unit(reason, waived, expires)

    def _group(self, afi: Table, group: Table, quarter: int) -> Unit:
        members = [one for one in afi["requires"] if one.get("group") == group["id"]]
        met = [one for one in members if self.reason(afi, one, quarter) is None]
        need = group.get("need", 1)
        if len(met) < need:
            return Unit("short", self.is_waived(afi, group["id"], quarter), False)
        readings = [self.reading(afi, one, quarter) for one in met]
        decays = any(one.expires for one in readings)
        return Unit(None, False, decays and sum(one.lasts for one in readings) < need)
