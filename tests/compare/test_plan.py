"""``next`` is exact: submitting what it names, and nothing less, does what it says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afitrack.compare.plan import Part, Plan, Step
from afitrack.integrity.digest import digest_item
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import PROOF
from afitrack.model.verdict import Status
from building import INSPECTION, Table, build_project, to_toml
from project import Project
from submitting import follow, plan_of, statuses, submit

EXAMPLE = Path(__file__).parents[2] / "examples" / "exampleshire"
RULES = Project(EXAMPLE).assess("2023-24-Q4", "2024-04-15")
AFIS = [standing.afi for standing in RULES.standings]
NOW, QUARTER = "2024-04-15", "2023-24-Q4"
Q4, NEXT = Quarter(2023, 4), Quarter(2024, 1)
ORDER = list(Status)
GOOD = (Status.EVIDENCED, Status.READY)

PEOPLE: dict[str, list[Any]] = {
    "role": [{"id": role, "title": role.title()} for role in ("chief", "analyst", "clerk")],
    "person": [
        {"id": "ann", "name": "Ann", "holds": [{"role": "chief"}]},
        {"id": "bob", "name": "Bob", "holds": [{"role": "analyst"}]},
        {"id": "cy", "name": "Cy", "holds": [{"role": "clerk"}]},
    ],
}


def small(
    root: Path,
    *requires: Table,
    evidence: Mapping[str, Sequence[Table]] | None = None,
    people: Table = PEOPLE,
    **keys: Any,
) -> Project:
    """A project with one AFI, T-1."""
    return project_of(root, [_afi("T-1", requires, **keys)], evidence, people)


def project_of(
    root: Path,
    afis: Sequence[Table],
    evidence: Mapping[str, Sequence[Table]] | None = None,
    people: Table = PEOPLE,
) -> Project:
    project = build_project(root, {"inspection": INSPECTION, "afi": afis}, evidence or {})
    project.write("people.toml", to_toml(people))
    return project


def _afi(name: str, requires: Sequence[Table], **keys: Any) -> dict[str, Any]:
    afi = {"id": name, "kind": "afi", "title": "Test", "asks": "Something.", "owner": "chief"}
    return afi | keys | ({"requires": list(requires)} if requires else {})


def needs(kind: str, name: str = "r", **keys: Any) -> dict[str, Any]:
    """A requirement; ``keys`` are its own, with underscores for hyphens."""
    table = {
        "id": name,
        "kind": kind,
        "title": "A requirement",
        "nature": "practice",
        "evidence-type": f"type-{name}",
    }
    return table | {key.replace("_", "-"): value for key, value in keys.items()}


def item(name: str, quarter: Quarter = Q4, as_at: str = "", **keys: Any) -> dict[str, Any]:
    """An item of type ``type-r`` for a quarter."""
    day = date.fromisoformat(as_at) if as_at else quarter.end
    table = {
        "id": name,
        "type": "type-r",
        "title": "An item",
        "covers": {"from": quarter.start, "to": quarter.end},
        "as-at": day,
        "submitted": {"by": "cy", "on": max(day, quarter.end)},
        "marking": "OFFICIAL",
    }
    return table | {key.replace("_", "-"): value for key, value in keys.items()}


def followed(project: Project, plan: Plan) -> list[Step]:
    """Follow a plan in a copy of the project; every status must be as it says, or better.

    At the steps it aims at it must be just that.
    """
    copy = Project(project.root.parent / f"copy-{plan.afi}")
    shutil.copytree(project.root, copy.root)
    steps = []
    for step in follow(copy, plan):
        found = statuses(copy, step)
        for afi, expected in step.statuses:
            assert ORDER.index(found[afi]) >= ORDER.index(expected), (afi, step)
        if step.status is Status.READY:
            assert found[plan.afi] is Status.READY
        steps.append(step)
    return steps


def unneeded(project: Project, plan: Plan) -> Iterator[str]:
    """The needs of the first step that evidences it without which it does so all the same."""
    first = next((n for n, step in enumerate(plan.steps) if step.status in GOOD), None)
    for left_out, need in enumerate(plan.steps[first].needs if first is not None else ()):
        copy = Project(project.root.parent / f"without-{plan.afi}-{left_out}")
        shutil.copytree(project.root, copy.root)
        for number, step in enumerate(plan.steps[: (first or 0) + 1]):
            submit(copy, step, left_out if number == first else None)
            found = statuses(copy, step)[plan.afi]
        if ORDER.index(found) >= ORDER.index(step.status):
            yield need.evidence_type


def check(project: Project, plan: Plan) -> None:
    """Follow a plan, and see that none of its first items is too much."""
    followed(project, plan)
    assert not list(unneeded(project, plan))


def wanted(step: Step) -> dict[str, int]:
    """What a step needs: items by type."""
    return {need.evidence_type: need.items for need in step.needs}


# The synthetic force.


@pytest.fixture
def example(tmp_path: Path) -> Project:
    shutil.copytree(EXAMPLE, tmp_path / "exampleshire")
    return Project(tmp_path / "exampleshire")


@pytest.mark.parametrize("afi", AFIS)
def test_every_afi_of_the_example_does_as_its_plan_says(example: Project, afi: str) -> None:
    plan = plan_of(example, afi, QUARTER, NOW)
    check(example, plan)
    behind = [one for one in RULES.standings if afi in (one.afi, one.parent) and one.outcomes]
    is_judged = behind and all(o.kind != "pending" for one in behind for o in one.needed)
    proves = all(any(o.nature in PROOF for o in one.outcomes) for one in behind)
    assert (plan.evidenced is not None) == bool(is_judged)
    assert (plan.ready is not None) == bool(is_judged and proves)
    if plan.status is Status.READY:
        assert [wanted(step) for step in plan.steps] == [{}]


def test_what_the_example_lacks(example: Project) -> None:
    now, then = plan_of(example, "SOC-1", QUARTER, NOW).steps
    assert list(wanted(now)) == [
        "ancillary-order-log",
        "release-meeting-minutes",
        "lifetime-review",
    ]
    # The policy is carried until May, so it is due anew; the review is not.
    assert "lifetime-policy" in wanted(then)
    assert "lifetime-review" not in wanted(then)
    assert now.needs[1].answers[0].asks.owner_title == "Head of Neighbourhood Policing"


def test_only_the_documents_that_are_lacking_are_asked_for(example: Project) -> None:
    now, *_, last = plan_of(example, "PROBLEM", QUARTER, NOW).steps
    assert wanted(now)["problem-case-study"] == 1
    assert wanted(last)["problem-case-study"] == 3


def test_a_failing_item_has_to_be_outdone_by_a_newer_one(example: Project) -> None:
    (now,) = plan_of(example, "CALL", QUARTER, NOW).steps
    (need,) = now.needs
    assert (need.newer_than, need.as_at) == (date(2024, 3, 31), date(2024, 4, 1))
    assert now.status is Status.READY


# The rules that ship, with people.toml in which nobody is named yet.


@pytest.fixture
def shipped(tmp_path: Path) -> Project:
    for name in ("rules", "evidence"):
        shutil.copytree(EXAMPLE.parents[1] / name, tmp_path / "shipped" / name)
    for name in ("afitrack.toml", "people.toml"):
        shutil.copy(EXAMPLE.parents[1] / name, tmp_path / "shipped" / name)
    return Project(tmp_path / "shipped")


@pytest.mark.parametrize("afi", ["SOC-1", "SOC-2", "SOC-3", "SOC-4"])
def test_every_afi_of_the_rules_that_ship_does_as_its_plan_says(shipped: Project, afi: str) -> None:
    plan = plan_of(shipped, afi, "2023-24-Q3", "2024-01-12")
    followed(shipped, plan)
    assert plan.ready is not None


# Each kind, from nothing.

KINDS = {
    "document": needs("document", count=2, attachments=2),
    "register": needs(
        "register",
        key="k",
        where={"field": "state", "in": ["on"], "otherwise": ["off"]},
        exclude={"field": "why"},
        each=[
            {"field": "a", "is": "yes"},
            {"field": "b", "within": "14 days", "of": "c"},
            {"field": "d", "differs-from": "e"},
            {"field": "f", "at-least": 3},
            {"field": "g", "no-earlier-than": "as-at"},
            {"field": "h", "is": "absent"},
        ],
        bands={"field": "band", "date": "seen", "within": {"high": "28 days"}},
        as_at_within="45 days",
    ),
    "join": needs(
        "register",
        key="k",
        join={
            "type": "plans",
            "key": "of",
            "each": [{"field": "owner", "is": "present"}],
            "parts": {"field": "p", "of": ["pursue", "prevent"]},
        },
    ),
    "sample": needs("sample", key="k", each=[{"field": "good", "is": "yes"}], size=30),
    "survey": needs("survey", response="70%", correct="90%", population_at_least=200),
    "meeting": needs("meeting", count=2, longest_gap="28 days", attended_by="chief", decision=True),
    "milestone": needs("milestone", count=2, finding_type="findings"),
    "attestation": needs("attestation", by="chief", attests="findings"),
    "target": needs("measure", target=90, direction="at-least", unit="%", of="effect"),
    "baseline": needs("measure", better_than_baseline=True, direction="at-most", unit="days"),
    "approved": needs("document", approved_by=["chief", "analyst"], valid_for="12 months"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_met_from_nothing(kind: str, tmp_path: Path) -> None:
    project = small(tmp_path / "p", KINDS[kind])
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert (plan.evidenced, plan.ready) == (Q4, NEXT)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_met_while_the_quarter_runs(kind: str, tmp_path: Path) -> None:
    project = small(tmp_path / "p", KINDS[kind], sustain=3)
    plan = plan_of(project, "T-1", QUARTER, "2024-02-10")
    check(project, plan)
    assert (plan.evidenced, plan.ready) == (Q4, NEXT.following())


# What is there already.


def test_one_new_register_must_hold_for_all_who_read_it(tmp_path: Path) -> None:
    good = needs("register", "good", key="k", each=[{"field": "a", "is": "yes"}])
    bad = needs("register", "bad", key="k", each=[{"field": "b", "is": "yes"}])
    shared = [one | {"evidence-type": "type-r"} for one in (good, bad)]
    there = [item("there", row=[{"k": "1", "a": "yes", "b": "no"}])]
    project = small(tmp_path / "p", *shared, evidence={QUARTER: there})
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    (need,) = plan.steps[0].needs
    assert {a.asks.key[1]: a.part for a in need.answers} == {"good": Part.KEEPS, "bad": Part.MEETS}


def test_what_is_as_at_today_has_to_be_put_right(tmp_path: Path) -> None:
    there = item("there", as_at=NOW, measure={"value": 10, "unit": "%", "of": "quality"})
    asked = needs("measure", target=90, direction="at-least", unit="%")
    project = small(tmp_path / "p", asked, evidence={QUARTER: [there]})
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    (need,) = plan.steps[0].needs
    assert need.corrects == ("there",)


def test_items_that_grow_too_old_before_the_window_ends_are_asked_for_twice(tmp_path: Path) -> None:
    project = small(tmp_path / "p", needs("document", as_at_within="10 days"))
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    now, again, _ = plan.steps
    assert (now.quarter, again.quarter) == (Q4, Q4)
    assert again.needs[0].as_at == date(2024, 4, 21)


def test_items_that_can_last_to_the_end_of_the_window_are_asked_for_once(tmp_path: Path) -> None:
    project = small(tmp_path / "p", needs("document", as_at_within="20 days"))
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert [step.quarter for step in plan.steps] == [Q4, NEXT]
    assert plan.steps[0].needs[0].as_at == date(2024, 4, 11)


def test_what_is_not_known_yet_counts_later(tmp_path: Path) -> None:
    late = item("late", as_at="2024-04-10", attachments=[b"plan"])
    late["submitted"] = {"by": "cy", "on": date(2024, 4, 20)}
    project = small(tmp_path / "p", needs("document"), evidence={QUARTER: [late]}, sustain=1)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert plan.ready == Q4


def test_carried_items_are_asked_for_only_when_they_no_longer_count(tmp_path: Path) -> None:
    old = item("old", Quarter(2023, 2), attachments=[b"plan"])
    asked = needs("document", valid_for="12 months")
    project = small(tmp_path / "p", asked, evidence={"2023-24-Q2": [old]}, sustain=8)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    # As at 30 September 2023, so good for the last time in Q1; the next one again for a year.
    asks = {str(step.quarter): wanted(step) for step in plan.steps if step.needs}
    assert list(asks) == ["2024-25-Q2", "2025-26-Q2"]
    # In the other quarters something has to be filed all the same.
    assert next(step for step in plan.steps if step.quarter == NEXT).any_item


def test_meetings_are_asked_for_where_the_gaps_are(tmp_path: Path) -> None:
    held = [
        item(f"m-{on}", meeting={"on": date.fromisoformat(on), "decisions": ["Yes."]})
        for on in ("2024-01-25", "2024-03-20")
    ]
    project = small(
        tmp_path / "p", KINDS["meeting"] | {"attended-by": []}, evidence={QUARTER: held}
    )
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    (need,) = plan.steps[0].needs
    assert (need.days, need.spaced) == ((date(2024, 2, 22),), True)


# Items beside.


def test_an_attestation_is_due_again_when_more_is_to_be_vouched_for(tmp_path: Path) -> None:
    vouch = needs("attestation", "vouch", by="chief", attests="type-r")
    project = small(tmp_path / "p", needs("document", count=2), vouch)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    submit(project, plan.steps[0])
    (tmp_path / "p" / "rules" / "rules.toml").write_text(
        (tmp_path / "p" / "rules" / "rules.toml").read_text().replace('"count" = 2', '"count" = 3')
    )
    again = plan_of(project, "T-1", QUARTER, NOW)
    check(project, again)
    assert wanted(again.steps[0]) == {"type-r": 1, "type-vouch": 1}


def test_where_the_counterparts_are_wrong_only_they_are_asked_for(tmp_path: Path) -> None:
    own = item("own", row=[{"k": "1"}])
    plans = item("plans", row=[{"of": "1", "owner": "", "p": "pursue"}], type="plans")
    project = small(tmp_path / "p", KINDS["join"], evidence={QUARTER: [own, plans]})
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert wanted(plan.steps[0]) == {"plans": 1}


def test_a_change_is_traced_to_a_finding_that_is_there(tmp_path: Path) -> None:
    finding = item("finding", attachments=[b"finding"], type="findings")
    project = small(tmp_path / "p", KINDS["milestone"], evidence={QUARTER: [finding]})
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert wanted(plan.steps[0]) == {"type-r": 2}


# Groups.


def test_of_a_group_only_the_cheapest_that_are_lacking(tmp_path: Path) -> None:
    members = [
        needs("document", "many", count=3, group="g"),
        needs("pending", "never", asks="Something.", group="g"),
        needs("document", "one", group="g"),
        needs("survey", "there", response="1%", correct="1%", group="g"),
    ]
    found = item("s", survey={"population": 9, "responses": 9, "correct": 9}, type="type-there")
    project = small(
        tmp_path / "p",
        *members,
        group=[{"id": "g", "title": "Any two", "need": 2}],
        evidence={QUARTER: [found]},
    )
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert wanted(plan.steps[0]) == {"type-one": 1}


def test_a_group_is_met_by_practice_when_readiness_hangs_on_it(tmp_path: Path) -> None:
    members = [
        needs("document", "cheap", nature="design", group="g"),
        needs("document", "dear", nature="outcome", count=2, group="g"),
    ]
    project = small(tmp_path / "p", *members, group=[{"id": "g", "title": "Any"}])
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert [wanted(step) for step in plan.steps] == [{"type-cheap": 1}, {"type-dear": 2}]


def test_a_group_without_enough_that_can_be_met(tmp_path: Path) -> None:
    members = [
        needs("pending", "never", asks="Something.", group="g"),
        needs("document", "one", group="g"),
    ]
    project = small(tmp_path / "p", *members, group=[{"id": "g", "title": "Both", "need": 2}])
    plan = plan_of(project, "T-1", QUARTER, NOW)
    followed(project, plan)
    (blocked,) = plan.blocked
    assert (blocked.unit, blocked.earliest, plan.evidenced) == ("g", None, None)
    assert "1 of the 2 requirements" in blocked.reason


# Over quarters.


def test_often_enough_is_counted_from_now_on(tmp_path: Path) -> None:
    asked = needs("document", met_in={"quarters": 2, "of-last": 3})
    project = small(tmp_path / "p", asked, needs("document", "other"))
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    (blocked,) = plan.blocked
    assert (blocked.unit, blocked.earliest) == ("r", NEXT)
    asks = [(step.quarter, wanted(step)) for step in plan.steps if step.needs]
    # The other one serves nothing before all of it can be met.
    assert asks[0] == (Q4, {"type-r": 1})
    assert asks[1] == (NEXT, {"type-r": 1, "type-other": 1})
    # It has held twice, so the third quarter needs no more of it.
    assert asks[2] == (NEXT.following(), {"type-other": 1})


def test_what_held_before_is_counted(tmp_path: Path) -> None:
    asked = needs("document", met_in={"quarters": 2, "of-last": 3})
    old = item("old", Quarter(2023, 2), attachments=[b"plan"])
    project = small(tmp_path / "p", asked, evidence={"2023-24-Q2": [old]}, sustain=1)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert [wanted(step) for step in plan.steps] == [{"type-r": 1}]


TREND = needs("measure", better_than="previous-quarter", direction="at-least", unit="%")


def figure(value: int, quarter: Quarter) -> dict[str, Any]:
    measure = {"value": value, "unit": "%", "of": "quality"}
    return item(f"figure-{quarter}", quarter, measure=measure)


def test_a_figure_without_one_before_cannot_be_met_now(tmp_path: Path) -> None:
    project = small(tmp_path / "p", TREND)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    (blocked,) = plan.blocked
    assert blocked.reason == "there is no figure of Q3 2023/24 to compare with"
    assert (blocked.earliest, plan.evidenced) == (NEXT, NEXT)
    ground = next(step for step in plan.steps if step.needs)
    assert [a.part for need in ground.needs for a in need.answers] == [Part.COMPARES]


def test_a_figure_has_to_better_the_one_before(tmp_path: Path) -> None:
    evidence = {"2023-24-Q3": [figure(60, Quarter(2023, 3))], QUARTER: [figure(50, Q4)]}
    project = small(tmp_path / "p", TREND, evidence=evidence)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert plan.steps[0].needs[0].answers[0].better_than == ("the figure of Q3 2023/24, 60%",)


def test_nothing_betters_a_hundred_per_cent(tmp_path: Path) -> None:
    evidence = {"2023-24-Q3": [figure(100, Quarter(2023, 3))]}
    project = small(tmp_path / "p", TREND, evidence=evidence)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert "100%, which nothing can better" in plan.blocked[0].reason
    asked = TREND | {"target": 100}
    never = plan_of(small(tmp_path / "q", asked), "T-1", QUARTER, NOW)
    assert never.ready is None
    assert any("cannot be bettered" in reason for reason in never.never)


@pytest.mark.parametrize("in_a_row", [1, 3])
@pytest.mark.parametrize("than", ["previous-quarter", "same-quarter-last-year"])
def test_trends_in_a_row(than: str, in_a_row: int, tmp_path: Path) -> None:
    asked = TREND | {"better-than": than, "in-a-row": in_a_row, "target": 80}
    quarters = [Q4.shift(-back) for back in range(5, 0, -1)]
    evidence = {str(q): [figure(40 + n, q)] for n, q in enumerate(quarters)}
    for name, given in (("with", evidence), ("without", {})):
        project = small(tmp_path / name / "p", asked, evidence=given)
        check(project, plan_of(project, "T-1", QUARTER, NOW))


# What stands in the way.


def test_a_closed_quarter_is_not_planned_for(tmp_path: Path) -> None:
    project = small(tmp_path / "p", needs("document"))
    plan = plan_of(project, "T-1", "2023-24-Q3", NOW)
    check(project, plan)
    assert (plan.asked_closed, plan.begins) == (date(2024, 1, 31), Q4)


def test_an_earlier_quarter_that_is_still_open_is_named(tmp_path: Path) -> None:
    project = small(tmp_path / "p", needs("document"))
    assert plan_of(project, "T-1", "2024-25-Q1", NOW).open_before == (Q4,)
    assert plan_of(project, "T-1", QUARTER, NOW).open_before == ()


def test_without_practice_or_outcome_it_is_never_ready(tmp_path: Path) -> None:
    project = small(tmp_path / "p", needs("document", nature="design"))
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert (plan.evidenced, plan.ready) == (Q4, None)
    assert plan.never == ("T-1 has no requirement of practice or outcome",)


def test_a_role_that_nobody_holds_is_to_be_named_first(tmp_path: Path) -> None:
    left = {"id": "ann", "name": "Ann", "holds": [{"role": "chief", "to": date(2024, 1, 1)}]}
    people = {**PEOPLE, "person": [left, *PEOPLE["person"][1:]]}
    asked = needs("document", approved_by="chief")
    project = small(tmp_path / "p", asked, people=people)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert plan.steps[0].people == ("Chief",)


def test_who_approves_cannot_submit(tmp_path: Path) -> None:
    only = {"role": PEOPLE["role"], "person": PEOPLE["person"][:1]}
    project = small(tmp_path / "p", needs("document", approved_by="chief"), people=only)
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert plan.steps[0].people == ("somebody to submit it",)


@pytest.mark.parametrize(
    ("asked", "keys", "words"),
    [
        ("", (), None),
        ('digest = "required"', ("digest",), "it must name the item's digest, as afitrack digest"),
        ("signed = true", ("digest", "signature"), "and a signature, as afitrack digest ITEM --s"),
    ],
)
def test_what_an_approval_must_have_is_said(
    tmp_path: Path, asked: str, keys: tuple[str, ...], words: str | None
) -> None:
    # What is there is approved and fails, as at today: it is put right, and approved anew.
    there = item("there", as_at=NOW, measure={"value": 10, "unit": "%", "of": "quality"})
    bound = {"digest": digest_item(there, QUARTER), "signature": "approvals/there.sig"}
    approval = {"by": "ann", "on": date.fromisoformat(NOW)}
    there["approved"] = [approval | {key: bound[key] for key in keys}]
    figure = needs("measure", target=90, direction="at-least", unit="%", approved_by="chief")
    other = needs("document", "other")
    project = small(tmp_path / "p", KINDS["approved"] | {"id": "plan"}, figure, other)
    project.write(f"evidence/{QUARTER}/there.toml", to_toml({"item": [there]}))
    config = (project.root / "afitrack.toml").read_text()
    project.write("afitrack.toml", f"{config}\n[approvals]\n{asked}\n")
    plan = plan_of(project, "T-1", QUARTER, NOW)
    assert plan.steps[0].needs[0].corrects == ("there",)
    check(project, plan)
    assert (plan.evidenced, plan.ready) == (Q4, NEXT)
    assert [step.approvals for step in plan.steps] == [keys] * len(plan.steps)
    options = ("next", "T-1", "--quarter", QUARTER, "--as-of", NOW)
    text = " ".join(project.run(*options).stdout.split())
    assert ("For an approval to count" in text) == bool(keys)
    assert words is None or words in text
    read = json.loads(project.run(*options, "--format", "json").stdout)
    assert read["steps"][0]["approvals_must_have"] == list(keys)


def test_where_nobody_has_to_approve_no_digest_is_asked_for(tmp_path: Path) -> None:
    project = small(tmp_path / "p", needs("document"))
    config = (project.root / "afitrack.toml").read_text()
    project.write("afitrack.toml", f'{config}\n[approvals]\ndigest = "required"\n')
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert all(step.approvals == () for step in plan.steps)


def test_files_that_cannot_be_read_are_mended_first(tmp_path: Path) -> None:
    project = small(tmp_path / "p", needs("document"), evidence={"2023-24-Q3": [item("i")]})
    project.write("evidence/2023-24-Q4/broken.toml", "[[item]\n")
    plan = plan_of(project, "T-1", QUARTER, NOW)
    assert [one.code for one in plan.mend] == ["toml-syntax"]
    (tmp_path / "p" / "evidence" / "2023-24-Q4" / "broken.toml").unlink()
    check(project, plan)


def test_old_files_that_bear_on_nothing_are_only_counted(tmp_path: Path) -> None:
    """They are read, to know where the quarter before stood; nobody need mend them first."""
    project = small(
        tmp_path / "p", needs("document"), evidence={"2023-24-Q3": [item("i")]}, sustain=1
    )
    good = plan_of(project, "T-1", QUARTER, NOW)
    project.write("evidence/2023-24-Q3/broken.toml", "[[item]\n")
    plan = plan_of(project, "T-1", QUARTER, NOW)
    assert plan.mend == ()
    assert [one.code for one in plan.wrong_elsewhere] == ["toml-syntax"]
    assert plan.steps == good.steps
    check(project, plan)
    options = ("next", "T-1", "--quarter", QUARTER, "--as-of", NOW)
    told = project.run(*options)
    assert told.exit_code == 3
    assert "mend" not in told.stdout
    assert "1 problem in files of older quarters bears on none of this" in told.stdout
    read = json.loads(project.run(*options, "--format", "json").stdout)
    assert [one["code"] for one in read["wrong_elsewhere"]] == ["toml-syntax"]


def test_a_waived_gap_still_needs_evidence(tmp_path: Path) -> None:
    project = small(tmp_path / "p", needs("document"))
    waiver = {
        "afi": "T-1",
        "requirement": "r",
        "reason": "Because.",
        "approved": {"by": "ann", "on": date(2024, 1, 2)},
        "from": date(2024, 1, 2),
        "expires": date(2024, 6, 1),
    }
    project.write("waivers.toml", to_toml({"waiver": [waiver]}))
    plan = plan_of(project, "T-1", QUARTER, NOW)
    check(project, plan)
    assert wanted(plan.steps[0]) == {"type-r": 1}


def test_a_cause_of_concern_is_ready_with_the_last_of_its_recommendations(tmp_path: Path) -> None:
    concern = {"id": "C", "kind": "cause-of-concern", "title": "A cause", "asks": "Something."}
    children = [
        _afi(f"C-{n}", [needs("document", f"r{n}")], kind="recommendation", parent="C", sustain=n)
        for n in (1, 3)
    ]
    project = project_of(tmp_path / "p", [concern, *children])
    plan = plan_of(project, "C", QUARTER, NOW)
    check(project, plan)
    assert (plan.evidenced, plan.ready) == (Q4, NEXT.following())
    assert wanted(plan.steps[0]) == {"type-r1": 1, "type-r3": 1}
    # C-1 needs no run of quarters, so it has to be met again only in the last.
    assert wanted(plan.steps[1]) == {"type-r3": 1}


# The command.


@pytest.mark.parametrize("afi", AFIS)
def test_the_text_fits_the_terminal_and_bears_its_marking(afi: str) -> None:
    told = Project(EXAMPLE).run("next", afi, "--as-of", NOW)
    lines = told.stdout.splitlines()
    assert told.exit_code == 0
    assert max(map(len, lines)) <= 80
    assert lines[0] == lines[-1] == "OFFICIAL-SENSITIVE"


def test_the_json_says_the_same() -> None:
    told = Project(EXAMPLE).run("next", "SOC-1", "--as-of", NOW, "--format", "json")
    plan = json.loads(told.stdout)
    assert (plan["evidenced_in"], plan["ready_in"]) == ("2023-24-Q4", "2024-25-Q1")
    assert plan["steps"][0]["needs"][0]["answers"][0]["requirement"] == "ancillary-orders"
    assert plan["steps"][0]["by"] == "2024-05-01"
    assert plan["schema_version"]


def test_an_unknown_afi_is_a_usage_error() -> None:
    told = Project(EXAMPLE).run("next", "SOC-11", "--as-of", NOW)
    assert told.exit_code == 2
    assert "SOC-1" in told.stderr


def test_hostile_words_do_not_act(tmp_path: Path) -> None:
    asked = needs("document") | {"title": "a\u202e\u001b[2J::error::x"}
    project = small(tmp_path / "p", asked)
    told = project.run("next", "T-1", "--quarter", QUARTER, "--as-of", NOW).stdout
    assert "\u202e" not in told
    assert "\u001b" not in told
    assert "::error" not in told
