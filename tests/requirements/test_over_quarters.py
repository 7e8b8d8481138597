"""What is said of a requirement over quarters, and what may not come in beside itself."""

from __future__ import annotations

from pathlib import Path

from project import Project, afi, item, new_project, requirement

BEFORE = {
    "covers": "{ from = 2023-07-01, to = 2023-09-30 }",
    "as_at": "2023-09-29",
    "submitted": '{ by = "soc-analyst", on = 2023-10-02 }',
}


def test_what_is_met_by_an_earlier_quarter_says_so(tmp_path: Path) -> None:
    rules = afi(
        requirement("measure", target="1", direction='"at-least"', unit='"x"')
        + "met-in = { quarters = 1, of-last = 2 }\n"
    )
    project = new_project(tmp_path, rules, item("other", type='"other"'))
    figure = item("old", measure='{ value = 1, unit = "x", of = "effect" }', **BEFORE)
    project.write("evidence/2023-24-Q2/old.toml", figure)
    outcome = project.outcome("r")
    assert outcome.met
    assert outcome.found == "it held in 1 of the last 2 quarters"


def _register(name: str, day: str, count: int, *, approved: bool) -> str:
    approval = '{ by = "acc-crime", on = 2024-01-10 }' if approved else None
    rows = f'[{{ k = "1", n = {count} }}]'
    return item(name, as_at=day, row=rows, approved=approval)


def test_an_unapproved_register_does_not_come_in_beside_itself(tmp_path: Path) -> None:
    rules = afi(
        requirement(
            "register",
            key='"k"',
            join='{ type = "thing", key = "k", each = [{ field = "n", at-least = 1 }] }',
            approved_by='"acc-crime"',
        )
    )
    old = _register("old", "2023-12-20", 0, approved=True)
    new = _register("new", "2023-12-29", 5, approved=False)
    project: Project = new_project(tmp_path, rules, old)
    assert not project.outcome("r").met
    project.write("evidence/2023-24-Q3/new.toml", new)
    assert not project.outcome("r").met
