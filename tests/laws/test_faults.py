"""Faults that were found and mended, each on the least that shows it."""

from __future__ import annotations

from pathlib import Path

from project import PEOPLE, Project, afi, item, new_project, requirement

FIGURE = '{ value = 2, unit = "x", of = "quality" }'
MEASURE = {"target": "1", "direction": '"at-least"', "unit": '"x"'}


def test_a_person_does_not_differ_from_the_post_they_hold(tmp_path: Path) -> None:
    each = '[{ field = "sampler", differs-from = "lro" }]'
    rules = afi(requirement("register", key='"ref"', each=each))
    rows = '[{ ref = "R-1", sampler = "Alex Adams", lro = "acc-crime" }]'
    assert not new_project(tmp_path, rules, item(row=rows)).outcome("r").met


def test_nobody_can_be_told_apart_from_a_post_that_is_vacant(tmp_path: Path) -> None:
    each = '[{ field = "sampler", differs-from = "lro" }]'
    rules = afi(requirement("register", key='"ref"', each=each))
    rows = '[{ ref = "R-1", sampler = "Alex Adams", lro = "vacant" }]'
    project = new_project(tmp_path, rules, item(row=rows))
    project.write("people.toml", PEOPLE + '[[role]]\nid = "vacant"\ntitle = "A vacant post"\n')
    assert not project.outcome("r").met


def test_a_number_with_an_exponent_is_a_number(tmp_path: Path) -> None:
    each = '[{ field = "score", at-least = 3 }]'
    rules = afi(requirement("register", key='"ref"', each=each))
    rows = '[{ ref = "R-1", score = 1e3 }]'
    assert new_project(tmp_path, rules, item(row=rows)).outcome("r").met


def test_a_rule_for_other_evidence_changes_no_outcome(tmp_path: Path) -> None:
    kept = requirement("measure", **MEASURE, covers='"overlaps"', valid_for='"30 days"')
    late = item("late", measure=FIGURE, covers="{ from = 2023-01-01, to = 2023-12-31 }")
    other = afi(requirement("document", evidence_type='"other"'), id='"T-2"', sustain="4")
    met = set()
    for name, rules in (("one", afi(kept)), ("two", afi(kept) + other)):
        project = new_project(tmp_path / name, rules, item("now", type='"other"'))
        project.write("evidence/2022-23-Q4/late.toml", late)
        met.add(project.outcome("r").met)
    assert len(met) == 1


def test_the_previous_status_is_what_was_said_then(tmp_path: Path) -> None:
    project = _three_quarters(tmp_path)
    project.write("evidence/2023-24-Q1/damaged.toml", "[[item]\n")
    then = project.standing(quarter="2023-24-Q2", as_of="2023-11-30")
    assert project.standing().previous is then.status


def test_what_is_read_only_to_compare_caps_nothing(tmp_path: Path) -> None:
    project = _three_quarters(tmp_path)
    project.write("evidence/2023-24-Q2/damaged.toml", "[[item]\n")
    standing = project.standing()
    assert standing.previous.value == "partly-evidenced"
    assert standing.status.value == "ready-for-verification"
    assert project.check("--gate", "none").exit_code == 3
    project.write("evidence/2023-24-Q3/damaged.toml", "[[item]\n")
    assert project.standing().status.value == "partly-evidenced"


def test_an_old_item_of_the_quarter_has_to_be_attested_too(tmp_path: Path) -> None:
    rules = afi(
        requirement("attestation", by='"acc-crime"', attests='"plan"', as_at_within='"30 days"')
    )
    plans = item("new", type='"plan"') + item("old", type='"plan"', as_at="2023-10-02")
    said = (
        '{ by = "acc-crime", on = 2024-01-10, quarter = "2023-24-Q3", statement = "Read.", '
        f'of = [{{ item = "new", sha256 = "{"0" * 64}" }}] }}'
    )
    project = new_project(tmp_path, rules, plans + item("word", attestation=said))
    names = {row.key for row in project.outcome("r").rows}
    assert "old" in names


def test_meetings_count_until_too_few_of_them_do(tmp_path: Path) -> None:
    rules = afi(requirement("meeting", count="2", valid_for='"3 months"'))
    held = [
        item(name, as_at=day, meeting=f"{{ on = {day}, attended = [], decisions = [] }}")
        for name, day in (("first", "2023-11-05"), ("second", "2023-12-20"))
    ]
    outcome = new_project(tmp_path, rules, "".join(held)).outcome("r")
    assert str(outcome.expires) == "2024-02-05"


def test_a_change_counts_no_longer_than_its_finding(tmp_path: Path) -> None:
    rules = afi(requirement("milestone", finding_type='"finding"', valid_for='"3 months"'))
    change = '{ on = 2023-12-20, change = "Visits by night.", finding = "found" }'
    found = item("found", type='"finding"', as_at="2023-10-20")
    project = new_project(tmp_path, rules, found + item("made", milestone=change))
    assert str(project.outcome("r").expires) == "2024-01-20"


def test_a_column_that_must_be_blank_has_to_be_there_in_a_joined_register(tmp_path: Path) -> None:
    join = '{ type = "other", key = "k", each = [{ field = "closed", is = "absent" }] }'
    rules = afi(requirement("register", key='"k"', join=join))
    other = item("other", type='"other"', row='[{ k = "1", clsoed = "yes" }]')
    project = new_project(tmp_path, rules, item(row='[{ k = "1" }]') + other)
    assert not project.outcome("r").met


def test_a_quarter_for_which_nothing_was_submitted_sustains_nothing(tmp_path: Path) -> None:
    rules = afi(requirement("measure", **MEASURE, valid_for='"12 months"'), sustain="1")
    early = item(
        measure=FIGURE,
        covers="{ from = 2023-04-01, to = 2023-06-30 }",
        as_at="2023-06-30",
        submitted='{ by = "soc-analyst", on = 2023-07-01 }',
    )
    project = new_project(tmp_path, rules, early, quarter="2023-24-Q1")
    assert "no-evidence" in {one.code for one in project.assess().diagnostics}
    assert project.standing().status.value == "evidenced"
    assert project.check("--gate", "none").exit_code == 3
    then = project.standing(quarter="2023-24-Q1", as_of="2023-07-31")
    assert then.status.value == "ready-for-verification"


def _three_quarters(root: Path) -> Project:
    project = new_project(root, afi(requirement("measure", **MEASURE), sustain="1"), _figure(3))
    for quarter in (1, 2):
        project.write(f"evidence/2023-24-Q{quarter}/figure.toml", _figure(quarter))
    return project


def _figure(quarter: int) -> str:
    start, end, later = {
        1: ("2023-04-01", "2023-06-30", "2023-07-10"),
        2: ("2023-07-01", "2023-09-30", "2023-10-10"),
        3: ("2023-10-01", "2023-12-31", "2024-01-10"),
    }[quarter]
    return item(
        f"figure-{quarter}",
        measure=FIGURE,
        covers=f"{{ from = {start}, to = {end} }}",
        as_at=end,
        submitted=f'{{ by = "soc-analyst", on = {later} }}',
    )
