"""What moved between two assessments, and why it is called what it is called."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from afitrack.compare.changes import Changes, compare_assessments, compare_course
from afitrack.compare.moves import Change
from afitrack.model.assessment import Assessment
from afitrack.model.standing import State
from afitrack.pipeline.quarter import assess_quarters
from courses import OTHER, Q1, Q2, Q3, Q4, RATE, THING, course, filed, rate, rated, read, said
from project import Project, afi, requirement, scene_of

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "exampleshire"
AS_OF = "2024-04-30"
WAIVER = """\
[[waiver]]
afi = "T-1"
requirement = "rate"
reason = "A new system."
approved = { by = "acc-crime", on = 2023-12-20 }
from = 2024-01-01
expires = 2024-03-31
"""


def moves(project: Project, before: str = Q3, after: str = Q4) -> dict[str, str]:
    """Each requirement that moved, and how."""
    listed = read(project, "diff", before, after, "--as-of", AS_OF)["moves"]
    return {one["requirement"]: change for change, ones in listed.items() for one in ones}


def one_move(root: Path, then: str, rule: str = RATE, now: str | None = None) -> str:
    """How a requirement moved that was met in Q3; ``then`` is Q4's evidence, beside other."""
    evidence = {Q3: now or rated(Q3, "95"), Q4: then + filed(Q4, "other")}
    found = moves(course(root, afi(rule) + afi(OTHER, id='"T-2"'), evidence))
    assert found.pop("other") == "cured"
    return found["rate"]


def test_a_waiver_one_day_past_its_last(tmp_path: Path) -> None:
    early = '{ by = "soc-analyst", on = 2024-03-30 }'
    evidence = {Q3: filed(Q3), Q4: filed(Q4, submitted=early)}
    project = course(tmp_path, afi(THING + RATE), evidence)
    project.write("waivers.toml", WAIVER)
    last, after = "2024-03-31", "2024-04-01"
    assert project.check(quarter=Q4, as_of=last).exit_code == 0
    assert project.check(quarter=Q4, as_of=after).exit_code == 1
    quiet = read(project, "diff", Q3, Q4, "--as-of", last)["moves"]
    assert not any(quiet.values())
    found = read(project, "diff", Q3, Q4, "--as-of", after)["moves"]
    assert [one["requirement"] for one in found.pop("waiver-expired")] == ["rate"]
    assert not any(found.values())
    text = said(project, "diff", Q3, Q4, "--as-of", after)
    assert "Waiver expired: the gap is open again (1)\n  T-1  rate: A requirement." in text
    assert "It was waived until 2024-03-31, by acc-crime." in text
    assert "0 regressed, 0 decayed, 1 waiver expired" in text


def test_a_shell_sees_the_waiver_expire(tmp_path: Path) -> None:
    early = '{ by = "soc-analyst", on = 2024-03-30 }'
    project = course(tmp_path, afi(THING + RATE), {Q4: filed(Q4, submitted=early)})
    project.write("waivers.toml", WAIVER)
    told = ("check", "--project", str(project.root), "--quarter", Q4, "--as-of")
    ends = {}
    for day in ("2024-03-31", "2024-04-01"):
        command = [sys.executable, "-m", "afitrack", *told, day]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert f"Exit {done.returncode}." in done.stdout
        ends[day] = done.returncode
    assert ends == {"2024-03-31": 0, "2024-04-01": 1}


def test_waived_and_met(tmp_path: Path) -> None:
    project = course(tmp_path, afi(THING + RATE), {q: filed(q) for q in (Q2, Q3)})
    project.write("waivers.toml", WAIVER)
    assert moves(project, Q2, Q3) == {"rate": "waived"}
    project.write(f"evidence/{Q4}/evidence.toml", filed(Q4) + rated(Q4, "95"))
    assert moves(project, Q3, Q4) == {"rate": "cured"}


def test_a_waiver_does_not_hide_what_was_lost(tmp_path: Path) -> None:
    evidence = {Q2: filed(Q2) + rated(Q2, "95"), Q3: filed(Q3) + rated(Q3, "80")}
    project = course(tmp_path, afi(THING + RATE), evidence)
    project.write("waivers.toml", WAIVER)
    assert moves(project, Q2, Q3) == {"rate": "regressed"}
    text = " ".join(said(project, "diff", Q2, Q3, "--as-of", AS_OF).split())
    assert "It is waived until 2024-03-31, by acc-crime." in text


CARRIED = rate("rate", valid_for='"100 days"')
APPROVED = rate("rate", approved_by='"acc-crime"')
YOUNG = rate("rate", as_at_within='"60 days"')
OFTEN = rate("rate", met_in="{ quarters = 1, of-last = 1 }")
ALEX = '{ by = "acc-crime", on = 2024-01-10 }'


@pytest.mark.parametrize(
    ("then", "rule", "now", "change"),
    [
        pytest.param("", RATE, None, "decayed", id="not renewed"),
        pytest.param("", CARRIED, None, "decayed", id="carried until it was too old"),
        pytest.param(
            rated(Q4, "95", submitted='{ by = "soc-analyst", on = 2024-05-02 }'),
            RATE,
            None,
            "decayed",
            id="renewed too late to be known",
        ),
        pytest.param("", OFTEN, None, "decayed", id="in too few quarters, nothing newer"),
        pytest.param(rated(Q4, "80"), OFTEN, None, "regressed", id="in too few quarters, worse"),
        pytest.param(rated(Q4, "80"), RATE, None, "regressed", id="worse"),
        pytest.param(rated(Q4, "80"), CARRIED, None, "regressed", id="worse, a good one carried"),
        pytest.param(
            rated(Q4, "95"),
            APPROVED,
            rated(Q3, "95", approved=ALEX),
            "regressed",
            id="newer, but not approved",
        ),
        pytest.param(
            rated(Q4, "95", as_at="2024-01-02"), YOUNG, None, "regressed", id="newer, but stale"
        ),
    ],
)
def test_decayed_or_regressed(
    tmp_path: Path, then: str, rule: str, now: str | None, change: str
) -> None:
    assert one_move(tmp_path, then, rule, now) == change


def test_decayed_after_it_was_renewed_once(tmp_path: Path) -> None:
    # Met in Q1 by one item and in Q2 by another, which is too old in Q4: still nothing is worse.
    rule = rate("rate", valid_for='"7 months"', as_at_within='"150 days"')
    evidence = {Q1: rated(Q1, "95"), Q2: rated(Q2, "95"), Q4: filed(Q4)}
    project = course(tmp_path, afi(rule + THING), evidence)
    assert moves(project, Q1, Q4) == {"rate": "decayed", "thing": "cured"}


TWO = requirement("document", "rate", evidence_type='"rate"', count="2", valid_for='"120 days"')


def document(project: Project, quarter: str, name: str, as_at: str) -> str:
    digest = project.write(f"evidence/{quarter}/{name}.txt", name)
    files = f'[{{ path = "{name}.txt", sha256 = "{digest}" }}]'
    return filed(quarter, "rate", id=f'"{name}"', as_at=as_at, attachments=files, measure=None)


def test_too_few_that_remain_are_decay_and_too_few_anew_are_not(tmp_path: Path) -> None:
    project = course(tmp_path, afi(TWO) + afi(OTHER, id='"T-2"'), {})
    old = document(project, Q3, "old", "2023-12-01") + document(project, Q3, "new", "2023-12-29")
    project.write(f"evidence/{Q3}/evidence.toml", old + filed(Q3, "other"))
    project.write(f"evidence/{Q4}/evidence.toml", filed(Q4, "other"))
    # 120 days after 1 December is 30 March; after 29 December, 27 April.
    listed = read(project, "diff", Q3, Q4, "--as-of", "2024-04-20")["moves"]
    assert [one["reason"] for one in listed["decayed"]] == ["too-few"]
    more = filed(Q4, "rate", measure=None) + filed(Q4, "other")
    project.write(f"evidence/{Q4}/evidence.toml", more)
    listed = read(project, "diff", Q3, Q4, "--as-of", "2024-04-20")["moves"]
    assert [one["reason"] for one in listed["regressed"]] == ["too-few"]


@pytest.mark.parametrize(
    ("then", "change"),
    [
        (filed(Q4, "other"), "decayed"),
        (filed(Q4, "other") + rated(Q4, "80", "a"), "regressed"),
        (filed(Q4, "other") + rated(Q4, "80", "b"), "decayed"),
    ],
)
def test_a_group_decays_when_its_lost_members_do(tmp_path: Path, then: str, change: str) -> None:
    members = rate("a", group='"either"') + rate("b", group='"either"')
    group = '[[afi.group]]\nid = "either"\ntitle = "Either"\nneed = 1\n\n'
    rules = afi(group + members) + afi(OTHER, id='"T-2"')
    evidence = {Q3: rated(Q3, "95", "a") + filed(Q3, "other"), Q4: then}
    assert moves(course(tmp_path, rules, evidence)) == {"either": change}


def test_gaps_of_what_was_raised_in_between_are_new(tmp_path: Path) -> None:
    rules = (
        afi(THING, raised="2024-03-31")
        + afi(OTHER, id='"T-2"', raised="2023-12-31")
        + afi(RATE, id='"T-3"', raised="2024-04-01")
    )
    evidence = {q: filed(q, "unasked") for q in (Q3, Q4)}
    project = course(tmp_path, rules, evidence)
    assert moves(project) == {"thing": "new-gap"}
    assert read(project, "diff", Q3, Q4, "--as-of", AS_OF)["gaps_in_both"] == 2


def two(root: Path, rules: str, other: str, **evidence: str) -> Changes:
    """Two states of a project's rules, and of its evidence for Q3."""
    projects = [
        course(root / name, rules, {Q3: evidence.get(name, filed(Q3) + rated(Q3, "80"))})
        for name, rules in (("before", rules), ("after", other))
    ]
    return compare_assessments(*(one.assess(as_of="2024-01-31") for one in projects))


def test_a_rule_that_changed_is_kept_apart(tmp_path: Path) -> None:
    weaker = rate("rate", target="80", direction='"at-least"')
    changes = two(tmp_path, afi(THING + RATE), afi(THING + weaker))
    (change,) = changes.rules
    assert (change.requirement, change.was, change.now) == ("rate", State.GAP, State.MET)
    assert change.before is not None
    assert "at least 90%" in change.before
    assert changes.moves == ()
    assert [(one.afi, one.ruled) for one in changes.statuses] == [("T-1", True)]


@pytest.mark.parametrize(
    "after",
    [
        rate("rate", nature='"outcome"'),
        rate("rate", "thing"),
        requirement("document", "rate", evidence_type='"rate"', nature='"practice"'),
    ],
    ids=("nature", "type of evidence", "kind"),
)
def test_all_that_makes_a_rule(tmp_path: Path, after: str) -> None:
    changes = two(tmp_path, afi(THING + RATE), afi(THING + after))
    assert [one.requirement for one in changes.rules] == ["rate"]


def test_new_and_gone(tmp_path: Path) -> None:
    changes = two(tmp_path, afi(THING), afi(RATE, sustain="1") + afi(OTHER, id='"T-2"'))
    listed = {(one.afi, one.requirement): (one.was, one.now) for one in changes.rules}
    assert listed == {
        ("T-1", None): (None, None),
        ("T-1", "rate"): (None, State.GAP),
        ("T-1", "thing"): (State.MET, None),
        ("T-2", None): (None, None),
        ("T-2", "other"): (None, State.GAP),
    }
    assert [(one.afi, one.requirement, one.change) for one in changes.moves] == [
        ("T-1", "rate", Change.NEW_GAP),
        ("T-2", "other", Change.NEW_GAP),
    ]
    back = compare_assessments(changes.after, changes.before)
    assert {one.change for one in back.moves} == set()
    assert ("T-2", None) in {(one.afi, one.requirement) for one in back.rules}


def test_a_member_that_changed_takes_its_group_along(tmp_path: Path) -> None:
    group = '[[afi.group]]\nid = "either"\ntitle = "Either"\nneed = 1\n\n'
    strict, mild = (rate("rate", target=str(n), group='"either"') for n in (90, 80))
    other = rate("other", group='"either"')
    changes = two(tmp_path, afi(group + strict + other), afi(group + mild + other))
    assert [one.requirement for one in changes.rules] == ["either", "rate"]
    assert changes.moves == ()


def test_what_was_withdrawn_is_named_and_a_regression(tmp_path: Path) -> None:
    rules = afi(THING + RATE)
    changes = two(tmp_path, rules, rules, before=filed(Q3) + rated(Q3, "95"), after=filed(Q3))
    (move,) = changes.moves
    assert move.change is Change.REGRESSED
    assert move.withdrawn == (f"rate-{Q3}",)
    assert changes.rules == ()


def test_one_quarter_later_in_time_decays(tmp_path: Path) -> None:
    project = course(tmp_path, afi(YOUNG + THING), {Q3: filed(Q3) + rated(Q3, "95")})
    project.write(f"evidence/{Q3}/evidence.toml", filed(Q3) + rated(Q3, "95", as_at="2023-11-20"))
    before, after = (project.assess(as_of=day) for day in ("2024-01-19", "2024-01-20"))
    assert [one.change for one in compare_assessments(before, after).moves] == [Change.DECAYED]


REGISTER = requirement(
    "register", key='"ocg"', at_least='"50%"', rows_are='"OCGs"',
    each='[{ field = "lro", is = "present" }]',
)  # fmt: skip


def test_rows_that_vanished_on_the_way(tmp_path: Path) -> None:
    def register(quarter: str, *names: str) -> str:
        rows = ", ".join(f'{{ ocg = "{name}", lro = "L" }}' for name in names)
        return filed(quarter, row=f"[{rows}]", measure=None)

    evidence = {Q2: register(Q2, "A", "B", "C"), Q3: register(Q3, "A", "B"), Q4: register(Q4, "A")}
    project = course(tmp_path, afi(REGISTER), evidence)
    listed = read(project, "diff", Q2, Q4, "--as-of", AS_OF)["vanished"]
    assert [(one["quarter"], one["rows"]) for one in listed] == [(Q3, ["C"]), (Q4, ["B"])]
    assert "  T-1  C (in Q3 2023/24; r)\n" in said(project, "diff", Q2, Q4, "--as-of", AS_OF)
    here = project.assess(quarter=Q4, as_of=AS_OF)
    assert compare_assessments(here, here).vanished == ()


def test_what_others_record(tmp_path: Path) -> None:
    project = course(tmp_path, afi(THING), {q: filed(q) for q in (Q3, Q4)})
    entries = (
        ("declared", "in-progress", "2024-01-10"),
        ("declared", "complete", "2024-04-10"),
        ("inspectorate", "being-progressed", "2024-04-12"),
    )
    decisions = "".join(
        f'[[{table}]]\nafi = "T-1"\nstatus = "{status}"\non = {day}\nby = "acc-crime"\n'
        'reference = "Board"\n'
        for table, status, day in entries
    )
    project.write("decisions.toml", decisions)
    listed = read(project, "diff", Q3, Q4, "--as-of", AS_OF)["recorded"]
    assert [(o["by"], o["before"], o["after"]["status"]) for o in listed] == [
        ("force", "in-progress", "complete"),
        ("inspectorate", None, "being-progressed"),
    ]
    text = said(project, "diff", Q3, Q4, "--as-of", AS_OF)
    assert "  T-1  the force said in progress, now complete (2024-04-10, Board)\n" in text
    assert "  T-1  the inspectorate said nothing, now being progressed" in text


def test_regressions_stand_first(tmp_path: Path) -> None:
    rules = afi(THING + RATE + OTHER, owner='"acc-crime"', due="{ date = 2024-02-01, "
                'set-by = "force" }')  # fmt: skip
    evidence = {Q3: filed(Q3) + rated(Q3, "95"), Q4: filed(Q4, "other") + rated(Q4, "80")}
    text = said(course(tmp_path, rules, evidence), "diff", Q3, Q4, "--as-of", AS_OF)
    assert text == (
        "OFFICIAL\n"
        "Testshire Police: what changed from Q3 2023/24 (1 October to 31 December 2023)\n"
        "  to Q4 2023/24 (1 January to 31 March 2024), as of 2024-04-30\n"
        "\n"
        "Regressed: met before, and worse or withdrawn since (1)\n"
        "  T-1  rate: A requirement. The figure is 80%. Owner: Assistant Chief Constable\n"
        "      (Crime). Due 2024-02-01.\n"
        "\n"
        "Decayed: met before, and too old or not renewed since (1)\n"
        "  T-1  thing: A requirement. No measure of type thing was submitted for Q4\n"
        "      2023/24. Owner: Assistant Chief Constable (Crime). Due 2024-02-01.\n"
        "\n"
        "Cured: not met before, and met now (1)\n"
        "  T-1  other: A requirement.\n"
        "\n"
        "1 regressed, 1 decayed, 0 waiver expired, 0 new gap, 0 waived, 1 cured; 0 gaps\n"
        "  open in both; 0 rule changes.\n"
        "OFFICIAL\n"
    )


def test_what_a_user_writes_cannot_act(tmp_path: Path) -> None:
    rule = rate("rate", title='"::error::\\u001b[31m\\u202e"')
    project = course(tmp_path, afi(rule), {Q3: rated(Q3, "95"), Q4: rated(Q4, "80")})
    text = said(project, "diff", Q3, Q4, "--as-of", AS_OF)
    assert "\\x3a\\x3aerror" in text
    assert not {"\x1b", "\u202e"} & {*text}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((Q4, Q3), "name the earlier quarter first"),
        ((Q3, Q3), "is not later than"),
        ((Q3, "2031-32-Q1"), "has not begun"),
        (("2023-Q3", Q4), "could mean two quarters"),
    ],
)
def test_usage(tmp_path: Path, arguments: tuple[str, str], words: str) -> None:
    result = course(tmp_path, afi(THING), {Q3: filed(Q3)}).run("diff", *arguments, "--as-of", AS_OF)
    assert result.exit_code == 2
    assert words in result.stderr


def test_exit_codes(tmp_path: Path) -> None:
    project = course(tmp_path, afi(THING), {Q3: filed(Q3), Q4: filed(Q4)})
    assert said(project, "diff", Q3, Q4, "--as-of", AS_OF)
    # Neither of the two may be empty; a hole in between is no fault of theirs.
    assert "[no-evidence]" in said(project, "diff", Q2, Q3, "--as-of", AS_OF, code=3)
    project.write(f"evidence/{Q1}/evidence.toml", filed(Q1))
    assert said(project, "diff", Q1, Q3, "--as-of", AS_OF)
    project.write(f"evidence/{Q3}/secret.toml", filed(Q3, "other", marking='"SECRET"'))
    assert read(project, "diff", Q3, Q4, "--as-of", AS_OF, code=4)["diagnostics"]


def example() -> Iterator[Assessment]:
    scene = scene_of(EXAMPLE)
    yield from assess_quarters(scene, scene.quarters[0], scene.quarters[-1], date(2024, 4, 15))


def states(assessment: Assessment) -> dict[tuple[str, str], Any]:
    return {
        (one.afi, outcome.requirement): outcome
        for one in assessment.standings
        for outcome in one.needed
    }


def test_every_move_is_told_once_and_what_was_lost_is_what_check_calls_lost() -> None:
    course = list(example())
    for before, after in combinations(course, 2):
        changes = compare_assessments(before, after)
        was, now = states(before), states(after)
        told = [(one.afi, one.requirement) for one in changes.moves]
        assert len(told) == len({*told})
        assert changes.rules == ()
        assert {key for key in now if was[key].state is not now[key].state} == {
            (one.afi, one.requirement) for one in changes.moves if one.change is not Change.NEW_GAP
        }
        if before.quarter.following() == after.quarter:
            lost = {key for key, one in now.items() if one.lost}
            assert lost == {
                (one.afi, one.requirement)
                for one in changes.moves
                if one.change in (Change.REGRESSED, Change.DECAYED)
            }


def test_a_course_compares_its_ends() -> None:
    course = list(example())
    changes = compare_course(iter(course))
    assert changes.moves == compare_assessments(course[0], course[-1]).moves
    nothing = compare_course(course[:1])
    assert not any((nothing.moves, nothing.rules, nothing.statuses, nothing.vanished))
