"""When an AFI last moved, and how long what meets a requirement still counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.test_three_statuses import said
from courses import THING, filed
from project import QUARTER, afi, item, new_project, requirement

ON, SUBMITTED = "2024-01-11", "2024-01-08"
OTHER = afi(THING, id='"T-2"')
ACTION = """\
[[action]]
id = "A-1"
afi = "{}"
commentary = "Two chapters are agreed."
next-step = "Ask for it."
who = "acc-crime"
by = 2024-01-31
done = 2024-01-11
"""


@pytest.mark.parametrize(
    ("file", "entry"),
    [
        ("decisions.toml", said("declared", "in-progress", ON)),
        ("decisions.toml", said("inspectorate", "being-progressed", ON)),
        ("actions.toml", ACTION.format("T-1")),
    ],
)
def test_an_entry_moves_its_own_afi_and_no_other(tmp_path: Path, file: str, entry: str) -> None:
    evidence = filed(QUARTER, submitted=f'{{ by = "soc-analyst", on = {SUBMITTED} }}')
    project = new_project(tmp_path, afi(THING) + OTHER, evidence)
    project.write(file, entry)
    assert not project.assess().diagnostics
    moved = {one.afi: str(one.calendar.moved) for one in project.assess().standings}
    assert moved == {"T-1": ON, "T-2": SUBMITTED}
    idle = {one.afi: one.calendar.idle for one in project.assess().standings}
    assert idle == {"T-1": 1, "T-2": 4}


@pytest.mark.parametrize(("names", "is_met"), [(("a", "b"), True), (("a",), False)])
def test_what_is_no_longer_enough_has_no_last_day(
    tmp_path: Path, names: tuple[str, ...], is_met: bool
) -> None:
    project = new_project(
        tmp_path, afi(requirement("document", count="2", valid_for='"12 months"')), ""
    )
    items = ""
    for name in names:
        digest = project.write(f"evidence/{QUARTER}/files/{name}.txt", name)
        attached = f'[{{ path = "files/{name}.txt", sha256 = "{digest}" }}]'
        items += item(name, attachments=attached)
    project.write(f"evidence/{QUARTER}/evidence.toml", items)
    outcome = project.outcome("r")
    assert outcome.met == is_met
    assert (outcome.expires is not None) == is_met
