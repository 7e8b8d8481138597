"""What is lost by a day if nothing more is submitted, and that check says the same on that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from afitrack.compare.forecast import forecast
from afitrack.model.assessment import Assessment
from afitrack.model.quarter import parse_quarter, quarter_of
from afitrack.pipeline import assess_quarter
from courses import NEXT, OTHER, Q3, Q4, RATE, THING, course, filed, rate, rated, read, said
from project import Project, afi, scene_of

Key = tuple[str, str]
EXAMPLE = Path(__file__).parents[2] / "examples" / "exampleshire"
NOW = "2024-04-10"
LAST_COMES = date(2024, 7, 5)
GROUP = '[[afi.group]]\nid = "either"\ntitle = "Either"\nneed = 1\n\n'
RULES = "".join(
    (
        afi(
            rate("year", valid_for='"12 months"')
            + rate("hundred", valid_for='"6 months"', as_at_within='"100 days"')
            + rate("quarterly", owner='"soc-analyst"'),
            owner='"acc-crime"',
            due='{ date = 2024-06-30, set-by = "force" }',
        ),
        afi(
            GROUP
            + rate("a", group='"either"', valid_for='"6 months"')
            + rate("b", group='"either"')
            + rate("gap"),
            id='"T-2"',
            owner='"acc-crime"',
        ),
        '[[afi]]\nid = "C"\nkind = "cause-of-concern"\ntitle = "C"\nasks = "C."\n'
        'raised = 2024-01-01\nowner = "acc-crime"\n\n',
        afi(rate("year", "year", valid_for='"12 months"'), id='"R"', kind='"recommendation"',
            parent='"C"', sustain="1"),
    )
)  # fmt: skip
EVIDENCE = {
    Q4: "".join(
        (
            *(rated(Q4, "95", kind) for kind in ("year", "hundred", "quarterly", "a", "b")),
            # Filed already, though it counts only once it has been submitted.
            rated(Q4, "95", "gap", submitted='{ by = "soc-analyst", on = 2024-04-12 }'),
        )
    ),
    "2024-25-Q2": rated("2024-25-Q2", "95", "quarterly", as_at="2024-07-01",
                        submitted=f'{{ by = "soc-analyst", on = {LAST_COMES} }}'),
}  # fmt: skip
WAIVER = """\
[[waiver]]
afi = "T-2"
requirement = "gap"
reason = "A new system."
approved = { by = "acc-crime", on = 2024-01-02 }
from = 2024-01-03
expires = 2024-05-20
"""
ACTION = """\
[[action]]
id = "A-1"
afi = "T-2"
requirement = "gap"
commentary = "It is being bought."
next-step = "Buy it."
who = "soc-analyst"
by = 2024-05-31
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = course(tmp_path_factory.mktemp("forecast"), RULES, EVIDENCE, "published = 2024-05-02\n")
    made.write("waivers.toml", WAIVER)
    made.write("actions.toml", ACTION)
    return made


def ahead(project: Project, day: str, *options: str) -> dict[str, dict[str, Any]]:
    listed = read(project, "forecast", "--on", day, "--as-of", NOW, *options)["afis"]
    return {one["id"]: one for one in listed}


def states(judged: dict[str, Any]) -> dict[Key, str]:
    """What became of everything that counts, by AFI and id."""
    return {
        (one["id"], each["id"]): each["state"]
        for one in judged["afis"]
        for each in one["requirements"]
        if each["group"] is None
    }


@dataclass(frozen=True)
class Answer:
    """What a day shows: each AFI's status, what became of all that counts, steps not done."""

    statuses: Mapping[str, str]
    states: Mapping[Key, str]
    overdue: Sequence[str]


def answer_of(found: Assessment) -> Answer:
    """As it is assessed."""
    return Answer(
        {one.afi: one.status.value for one in found.standings},
        {(s.afi, o.requirement): o.state.value for s in found.standings for o in s.needed},
        [step.id for one in found.standings for step in one.steps if step.overdue],
    )


def answer_on(project: Project, day: date) -> Answer:
    """As check says it."""
    checked = project.json("--gate", "none", quarter=str(quarter_of(day)), as_of=str(day))
    return Answer(
        {one["id"]: one["status"] for one in checked["afis"]},
        states(checked),
        [step["id"] for one in checked["afis"] for step in one["actions"] if step["overdue"]],
    )


def test_it_agrees_with_check_on_every_day_of_the_next_year(project: Project) -> None:
    """Check is asked wherever a day shows something else than the day before, and of both days."""
    scene = scene_of(project.root)
    today = date.fromisoformat(NOW)
    now = assess_quarter(scene, parse_quarter(Q4), today)
    held, before, changes = answer_of(now).states, None, 0
    for day in (today + timedelta(number) for number in range(366)):
        assessed = assess_quarter(scene, quarter_of(day), day)
        then, found = answer_of(assessed), forecast(now, assessed)
        if then != before:
            changes += 1
            assert answer_on(project, day) == then, day
            assert before is None or answer_on(project, day - timedelta(1)) == before, day
        before = then
        assert {one.afi: one.then.value for one in found.outlooks} == then.statuses, day
        assert [step.id for one in found.outlooks for step in one.steps] == then.overdue, day
        assert {(one.afi, lost.requirement) for one in found.outlooks for lost in one.lapses} == {
            key for key, state in held.items() if state == "met" != then.states[key]
        }, day
        assert {(one.afi, name) for one in found.outlooks for name in one.gained} == {
            key for key, state in then.states.items() if state == "met" != held[key]
        }, day
        assert {(one.afi, end.requirement) for one in found.outlooks for end in one.waivers} == {
            key for key, state in held.items() if (state, then.states[key]) == ("waived", "gap")
        }, day
    assert changes >= 8


def test_evidence_counts_to_the_last_day_that_is_told(project: Project) -> None:
    late = ahead(project, "2025-04-09")
    told = {
        (name, one["requirement"]): one["last_day"]
        for name, found in late.items()
        for one in found["decayed"]
    }
    assert told.pop(("T-2", "either")) in (None, "2024-09-29")
    assert told == {
        ("T-1", "year"): "2025-03-29",
        ("T-1", "hundred"): "2024-07-07",
        ("T-1", "quarterly"): None,
        ("R", "year"): "2025-03-29",
    }
    for (name, requirement), last in told.items():
        if last is not None:
            on, after = (
                project.json("--gate", "none", quarter=str(quarter_of(day)), as_of=str(day))
                for day in (date.fromisoformat(last), date.fromisoformat(last) + timedelta(1))
            )
            assert states(on)[name, requirement] == "met"
            assert states(after)[name, requirement] != "met"


def test_every_day_that_the_example_is_told_is_its_last() -> None:
    scene = scene_of(EXAMPLE)
    today = date(2024, 4, 15)
    first = assess_quarter(scene, parse_quarter(Q4), today)
    told = {
        (standing.afi, one.requirement): one.expires
        for standing in first.standings
        for one in standing.outcomes
        if one.met and one.expires is not None
    }
    assert len(told) >= 7
    for key, last in told.items():
        for day, holds in ((last, True), (last + timedelta(1), False)):
            then = assess_quarter(scene, quarter_of(day), day)
            met = {(s.afi, o.requirement) for s in then.standings for o in s.outcomes if o.met}
            assert (key in met) == holds, (key, day)
            lapses = {
                (one.afi, lapse.requirement): lapse.last_day
                for one in forecast(first, then).outlooks
                for lapse in one.lapses
            }
            assert lapses.get(key) == (None if holds else last)


def test_what_is_submitted_already_counts_when_its_day_comes(project: Project) -> None:
    assert [one["requirement"] for one in ahead(project, "2024-07-04")["T-1"]["decayed"]] == [
        "quarterly"
    ]
    assert ahead(project, str(LAST_COMES))["T-1"]["decayed"] == []


def test_in_words(project: Project) -> None:
    text = said(project, "forecast", "--on", "2024-07-10", "--quarter", Q4, "--as-of", NOW)
    assert text == EXPECTED


EXPECTED = """\
OFFICIAL
Testshire Police: what will no longer count on 2024-07-10 if nothing more is
  submitted, as of 2024-04-10
Now: Q4 2023/24 (1 January to 31 March 2024). Then: Q2 2024/25 (1 July to 30
  September 2024).

T-1  evidenced, then partly evidenced  Test
  - hundred: met by evidence that counts until 2024-07-07. A requirement. Owner:
      Assistant Chief Constable (Crime).
  - its deadline passes on 2024-06-30. Owner: Assistant Chief Constable (Crime).

T-2  partly evidenced  Test
  - gap: its waiver ends on 2024-05-20. Owner: Assistant Chief Constable
      (Crime).
  - next step not done by 2024-05-31: Buy it. (SOC analyst)

C  ready for verification  C
  - comments under section 55 are due by 2024-06-26. Owner: Assistant Chief
      Constable (Crime).

R  ready for verification  Test
  - comments under section 55 are due by 2024-06-26. Owner: nobody yet.

Assistant Chief Constable (Crime): 1 requirement no longer met (T-1 1).
OFFICIAL
"""


def test_one_owner(project: Project) -> None:
    found = ahead(project, "2024-06-15", "--owner", "SOC-analyst")
    assert {name: [r["requirement"] for r in one["decayed"]] for name, one in found.items()} == {
        "T-1": ["quarterly"],
        "T-2": [],
    }
    assert [step["id"] for step in found["T-2"]["actions_overdue"]] == ["A-1"]
    assert found["T-2"]["waivers_expired"] == []
    text = said(project, "forecast", "--on", "2024-06-15", "--as-of", NOW, "--owner", "acc-crime")
    assert "Only what Assistant Chief Constable (Crime) answers for.\n" in text
    assert "Buy it" not in text
    assert "its waiver ends on 2024-05-20" in text


def test_today_nothing_is_lost(project: Project) -> None:
    # Nothing of the quarter is known on its last day, which is an error of its own.
    same = read(project, "forecast", "--on", "2024-03-31", "--as-of", "2024-03-31", code=3)
    assert all(one["decayed"] == [] for one in same["afis"])
    text = said(project, "forecast", "--on", "2024-03-31", "--as-of", "2024-03-31", code=3)
    assert "Nothing that is met now will be lost.\n" in text
    assert "As they are (4): T-1, T-2, C, R.\n" in text


def test_lost_under_a_waiver_is_lost(tmp_path: Path) -> None:
    made = course(tmp_path, afi(RATE + THING), {Q4: rated(Q4, "95")})
    made.write("waivers.toml", WAIVER.replace("T-2", "T-1").replace("gap", "rate"))
    (lost,) = ahead(made, "2024-05-01")["T-1"]["decayed"]
    assert lost["waived_until"] == "2024-05-20"
    text = said(made, "forecast", "--on", "2024-05-01", "--as-of", NOW)
    assert "rate: met for Q4 2023/24 only; then waived until 2024-05-20." in text


def test_within_the_quarter_it_says_what_will_be_wrong(tmp_path: Path) -> None:
    rule = rate("rate", as_at_within='"60 days"')
    evidence = {
        Q3: rated(Q3, "95", as_at="2023-10-20", submitted=SOON)
        + filed(Q3, as_at="2023-12-09", submitted=SOON)
    }
    made = course(tmp_path, afi(rule + THING), evidence)
    text = said(made, "forecast", "--on", "2023-12-31", "--as-of", "2023-12-19")
    assert "then partly evidenced" in text
    assert "- rate: will not be met: turned away: rate-2023-24-Q3 (stale:" in text


SOON = '{ by = "soc-analyst", on = 2023-12-10 }'


def test_exit_codes(tmp_path: Path) -> None:
    made = course(tmp_path, afi(THING) + afi(OTHER, id='"T-2"'), {Q4: filed(Q4)})
    assert said(made, "forecast", "--on", "2031-01-01", "--as-of", NOW)
    # That there is nothing now is another matter.
    none = said(made, "forecast", "--on", "2031-01-01", "--as-of", NOW, "--quarter", Q3, code=3)
    assert "[no-evidence]" in none
    made.write(f"evidence/{NEXT}/evidence.toml", "[[item]]\n")
    assert f"evidence/{NEXT}/evidence.toml" in said(
        made, "forecast", "--on", "2024-05-01", "--as-of", "2024-03-31", code=3
    )
    made.write(f"evidence/{NEXT}/evidence.toml", filed(NEXT, "other", marking='"SECRET"'))
    assert read(made, "forecast", "--on", "2024-05-01", "--as-of", "2024-03-31", code=4)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--on", "2024-04-09"), "is before the as-of day"),
        (("--on", "soon"), "--on 'soon' is not a day"),
        (("--on", "2024-W19-5"), "--on '2024-W19-5' is not a day"),
        (("--on", "20240510"), "--on '20240510' is not a day"),
        (("--on", "２０２４-05-10"), "is not a day"),
        (("--on", "9999-12-31"), "--on 9999-12-31 cannot be judged"),
        (("--on", "2024-05-01", "--owner", "nobody"), "the roles are acc-crime, soc-analyst"),
        (("--on", "2024-05-01", "--quarter", NEXT.replace("4-25-Q1", "5-26-Q1")), "has not begun"),
    ],
)
def test_usage(project: Project, options: tuple[str, ...], words: str) -> None:
    result = project.run("forecast", "--as-of", NOW, *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_what_a_user_writes_cannot_act(tmp_path: Path) -> None:
    rule = rate("rate", title='"::error::\\u001b[31m"')
    made = course(tmp_path, afi(rule), {Q4: rated(Q4, "95")})
    text = said(made, "forecast", "--on", "2024-05-01", "--as-of", NOW)
    assert "\\x3a\\x3aerror" in text
    assert "\x1b" not in text
