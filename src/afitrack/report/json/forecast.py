"""What ``forecast`` says, as JSON."""

from __future__ import annotations

from typing import Any

from afitrack.compare.forecast import Forecast, Outlook
from afitrack.compare.lapse import Lapse
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.json.plain import day
from afitrack.report.json.record import step


def render(forecast: Forecast) -> bytes:
    """The forecast as one JSON object, with the AFIs that stay as they are."""
    now, then = forecast.now, forecast.then
    return dump(
        {
            "schema_version": VERSION,
            "force": {"id": now.force_id, "name": now.force_name},
            "as_of": day(now.as_of),
            "on": day(then.as_of),
            "quarter": str(now.quarter),
            "quarter_then": str(then.quarter),
            "owner": forecast.owner,
            "marking": forecast.marking.value,
            "afis": [_outlook(one) for one in forecast.outlooks],
            "diagnostics": diagnostics(forecast.diagnostics),
        }
    )


def _outlook(one: Outlook) -> dict[str, Any]:
    return {
        "id": one.afi,
        "title": one.title,
        "owner": one.owner,
        "status": one.now.value,
        "status_then": one.then.value,
        "decayed": [_lapse(lapse) for lapse in one.lapses],
        "gained": list(one.gained),
        "waivers_expired": [
            {
                "requirement": ended.requirement,
                "title": ended.title,
                "owner": ended.owner,
                "expires": day(ended.expires),
            }
            for ended in one.waivers
        ],
        "actions_overdue": [step(late) for late in one.steps],
        "deadlines_passed": [
            {"name": deadline.name, "on": day(deadline.on)} for deadline in one.deadlines
        ],
    }


def _lapse(lapse: Lapse) -> dict[str, Any]:
    return {
        "requirement": lapse.requirement,
        "title": lapse.title,
        "owner": lapse.owner,
        "last_day": day(lapse.last_day),
        "only_for": str(lapse.only_for) if lapse.only_for is not None else None,
        "reason": lapse.reason.value,
        "found": lapse.found,
        "waived_until": day(lapse.waived_until),
    }
