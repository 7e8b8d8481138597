"""What the rules that ship for Wiltshire mean: what is just enough, and what is not enough."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from afitrack.model.standing import Outcome
from answering import QUARTER, REFERENCE, Evidence, answer, answer_in, merged
from building import build_project

RULES = Path(__file__).parent.parent / "rules" / "wiltshire-peel-2018.toml"
NOW, BEFORE = str(QUARTER), str(QUARTER.previous())
DAY = timedelta(days=1)

Change = Callable[[Evidence], object]


@cache
def rules() -> dict[str, dict[str, Any]]:
    read = tomllib.loads(RULES.read_text(encoding="utf-8"), parse_float=Decimal)
    return {afi["id"]: afi for afi in read["afi"]}


def asked(afi: str, name: str) -> list[dict[str, Any]]:
    """A requirement, or the members of a group."""
    return [one for one in rules()[afi]["requires"] if name in (one["id"], one.get("group"))]


def judged(root: Path, afi: str, name: str, evidence: Evidence) -> Outcome:
    groups = [one for one in rules()[afi].get("group", ()) if one["id"] == name]
    table = {"id": "T-1", "kind": "afi", "title": "T", "asks": "T.", "requires": asked(afi, name)}
    table |= {"group": groups} if groups else {}
    project = build_project(root, {"afi": [table]}, evidence)
    return project.outcome(name, quarter=NOW, as_of=str(REFERENCE))


def item(evidence: Evidence, evidence_type: str, quarter: str = NOW) -> dict[str, Any]:
    return next(one for one in evidence[quarter] if one["type"] == evidence_type)


def row(
    evidence: Evidence, evidence_type: str, quarter: str = NOW, **cells: object
) -> dict[str, Any]:
    """The first row of a register with these cells; a hyphen is written as an underscore."""
    wanted = {key.replace("_", "-"): value for key, value in cells.items()}
    return next(
        one
        for one in item(evidence, evidence_type, quarter)["row"]
        if wanted.items() <= one.items()
    )


def none_of(evidence: Evidence, reason: str = "", **quarters: tuple[str, ...]) -> None:
    """No disruptions under some Ps, each in some quarters."""
    for p, quarter in ((p, quarter) for p, some in quarters.items() for quarter in some):
        row(evidence, "disruptions-by-p", quarter, p=p).update(
            {"disruptions": 0, "nil-reason": reason}
        )


def stays(evidence: Evidence) -> None:
    """The abstraction rate is what it was, and nothing is reported."""
    evidence[NOW].remove(item(evidence, "abstraction-report"))
    before = item(evidence, "abstraction-rate", BEFORE)["measure"]
    item(evidence, "abstraction-rate")["measure"] = before


def nil(evidence: Evidence, reason: str) -> None:
    """Under one P there is no action."""
    row(evidence, "4p-plan-register", p="protect").update(
        {"action": "", "owner": "", "due": "", "nil-reason": reason}
    )


def overdue(evidence: Evidence, days: int) -> None:
    """Every group waits for an LRO, one of them so many days more than the rest."""
    register = item(evidence, "ocg-register")
    for one in register["row"]:
        one["lro-since"] = ""
    register["row"][0]["lro-needed-since"] -= days * DAY


ENOUGH: dict[str, tuple[str, str, Change]] = {
    "a P with nothing to do, and the reason for it": (
        "SOC-2", "four-p-plan", lambda e: nil(e, "no premises at risk"),
    ),
    "an LRO not yet found, in the days allowed": ("SOC-2", "lro-vacancy", lambda e: overdue(e, 0)),
    "a P at nil for a reason, two quarters running": (
        "SOC-4", "spread-over-four-ps",
        lambda e: none_of(e, "no premises at risk", protect=(NOW, BEFORE)),
    ),
    "one P at nil in one quarter and another in the next": (
        "SOC-4", "spread-over-four-ps", lambda e: none_of(e, protect=(NOW,), prepare=(BEFORE,)),
    ),
    "an abstraction rate that fell, and no report": (
        "SOC-3", "abstraction-rate", lambda e: e[NOW].remove(item(e, "abstraction-report")),
    ),
    "an abstraction rate that rose, explained": (
        "SOC-3", "abstraction-rate",
        lambda e: item(e, "abstraction-rate")["measure"].update(value=90),
    ),
}  # fmt: skip

NOT_ENOUGH: dict[str, tuple[str, str, Change, str, str]] = {
    "a plan sampled by the nominal's own manager": (
        "SOC-1", "partner-powers",
        lambda e: item(e, "partner-powers-sample")["row"][0].update(sampler="somebody else"),
        "below", "sampler and manager are the same person",
    ),
    "a meeting that decided nothing": (
        "SOC-1", "release-meeting",
        lambda e: item(e, "release-and-handover-meeting")["meeting"].update(decisions=[]),
        "below", "it records no decision",
    ),
    "a board without its chair": (
        "SOC-4", "soc-board",
        lambda e: item(e, "soc-board-minutes")["meeting"].update(attended=["clerk"]),
        "below", "nobody attended who was The soc-board-chair",
    ),
    "a board that met in another quarter": (
        "SOC-4", "soc-board",
        lambda e: item(e, "soc-board-minutes")["meeting"].update(on=QUARTER.start - DAY),
        "below", "outside Q3 2023/24",
    ),
    "an LRO not found in time": (
        "SOC-2", "lro-vacancy", lambda e: overdue(e, 1), "below", "R-0001 (lro-since is blank)",
    ),
    "a plan that passes over a P": (
        "SOC-2", "four-p-plan",
        lambda e: item(e, "4p-plan-register")["row"].remove(
            row(e, "4p-plan-register", ocg="R-0002", p="prevent")
        ),
        "below", "R-0002 (no row for prevent in 4p-plan-register-2023-24-Q3-0)",
    ),
    "a P with nothing to do, and no reason": (
        "SOC-2", "four-p-plan", lambda e: nil(e, ""), "below", "no action, no owner, no due",
    ),
    "a group in no band": (
        "SOC-2", "plan-reviews", lambda e: item(e, "ocg-register")["row"][0].update(band="urgent"),
        "below", "band is 'urgent', which the rule does not list",
    ),
    "a plan sampled by its own LRO": (
        "SOC-2", "plan-quality",
        lambda e: item(e, "plan-quality-sample")["row"][0].update(lro="somebody"),
        "below", "sampler and lro are the same person",
    ),
    "a few who know much": (
        "SOC-3", "knowledge-check",
        lambda e: item(e, "ocg-knowledge-check").update(
            survey={"population": 200, "responses": 139, "correct": 139}
        ),
        "below", "139 of the 200 asked answered (69.5%)",
    ),
    "an area without a disruption, this quarter": (
        "SOC-3", "team-disruptions",
        lambda e: item(e, "neighbourhood-disruption-count")["row"][0].update(
            {"disruptions-by-teams": 0}
        ),
        "too-seldom", "1 of the last 2 quarters",
    ),
    "disruptions in every area, but only this quarter": (
        "SOC-3", "team-disruptions", lambda e: e.pop(BEFORE),
        "too-seldom", "1 of the last 2 quarters",
    ),
    "an abstraction rate that stayed, without a report": (
        "SOC-3", "abstraction-rate", stays, "short", "0 of 1 needed are met",
    ),
    "an evaluation that leaves out displacement": (
        "SOC-4", "closed-plans-evaluated",
        lambda e: row(e, "plan-evaluation-register", ocg="R-0001").update(displacement="no"),
        "below", "displacement is 'no'",
    ),
    "a comparison that names nothing that does not work": (
        "SOC-4", "what-does-not-work",
        lambda e: [one.update(finding="works") for one in item(e, "tactic-comparison")["row"]],
        "too-seldom", "1 of the last 4 quarters",
    ),
    "a change older than its finding": (
        "SOC-4", "change-from-finding",
        lambda e: [
            one["milestone"].update(on=one["milestone"]["on"] - DAY)
            for one in next(iter(e.values()))
            if "milestone" in one
        ],
        "below", "before its finding",
    ),
    "a change that goes back to nothing submitted": (
        "SOC-4", "change-from-finding",
        lambda e: next(iter(e.values())).remove(item(e, "tactic-comparison", next(iter(e)))),
        "below", "is no tactic-comparison that counts here",
    ),
    "no major disruption to moderate": (
        "SOC-4", "moderation-major",
        lambda e: [
            one.update(severity="minor") for one in item(e, "disruption-moderation-register")["row"]
        ],
        "unknown-scope", "unknown, not 100%",
    ),
    "a P at nil two quarters running": (
        "SOC-4", "spread-over-four-ps", lambda e: none_of(e, protect=(NOW, BEFORE)),
        "short", "spread-protect: it held in 0 of the last 2 quarters",
    ),
    "a P that is left out": (
        "SOC-4", "spread-over-four-ps",
        lambda e: [
            item(e, "disruptions-by-p", quarter)["row"].remove(
                row(e, "disruptions-by-p", quarter, p="prepare")
            )
            for quarter in (NOW, BEFORE)
        ],
        "short", "spread-prepare: it held in 0 of the last 2 quarters",
    ),
}  # fmt: skip


def good(afi: str, name: str) -> Evidence:
    """Just enough for a requirement or each of a group; the four Ps in both quarters."""
    quarters = [QUARTER, QUARTER.previous()] if name == "spread-over-four-ps" else None
    answers = (answer_in(one, quarters) if quarters else answer(one) for one in asked(afi, name))
    return copy.deepcopy(merged(answers))


@pytest.mark.parametrize("story", ENOUGH)
def test_it_is_enough(story: str, tmp_path: Path) -> None:
    afi, name, change = ENOUGH[story]
    evidence = good(afi, name)
    change(evidence)
    assert judged(tmp_path, afi, name, evidence).met


@pytest.mark.parametrize("story", NOT_ENOUGH)
def test_it_is_not_enough(story: str, tmp_path: Path) -> None:
    afi, name, change, reason, says = NOT_ENOUGH[story]
    evidence = good(afi, name)
    assert judged(tmp_path / "good", afi, name, evidence).met
    change(evidence)
    gap = judged(tmp_path / "changed", afi, name, evidence).gap
    assert gap is not None
    assert gap.reason.value == reason
    assert says in f"{gap.found} {' '.join(map(str, gap.rows))}"
