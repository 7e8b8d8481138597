"""What the force says, what the inspectorate recorded and what evidence shows stay three things."""

from __future__ import annotations

from pathlib import Path

import pytest

from afitrack.model.standing import Standing
from afitrack.model.verdict import Flag, Status
from courses import THING, filed
from project import QUARTER, afi, new_project

LAST_DAY = "2024-01-12"
EVIDENCED, MISSING = filed(QUARTER), filed(QUARTER, "another")


def said(table: str, status: str, on: str) -> str:
    by = "acc-crime" if table == "declared" else "HMICFRS"
    return (
        f'[[{table}]]\nafi = "T-1"\nstatus = "{status}"\non = {on}\nby = "{by}"\n'
        'reference = "Minutes"\n\n'
    )


def stood(root: Path, evidence: str, *decisions: str) -> Standing:
    project = new_project(root, afi(THING), evidence)
    project.write("decisions.toml", "".join(decisions))
    return project.standing(as_of=LAST_DAY)


@pytest.mark.parametrize(
    ("evidence", "decisions", "told"),
    [
        (MISSING, [("declared", "complete")], ["the force declared it complete on 2023-12-01"]),
        (MISSING, [("declared", "in-progress")], []),
        (MISSING, [("declared", "not-started")], []),
        (EVIDENCED, [("declared", "complete")], []),
        (EVIDENCED, [("declared", "in-progress")], []),
        (EVIDENCED, [("declared", "not-started")], ["the force declared it not started on"]),
        (MISSING, [("inspectorate", "complete")], ["the inspectorate recorded complete on"]),
        (
            MISSING,
            [("inspectorate", "no-further-action-needed")],
            ["the inspectorate recorded no further action needed on 2023-12-01, but it is not"],
        ),
        (MISSING, [("inspectorate", "being-progressed")], []),
        (MISSING, [("inspectorate", "awaiting-review")], []),
        (EVIDENCED, [("inspectorate", "complete")], []),
        (
            EVIDENCED,
            [("inspectorate", "complete"), ("declared", "in-progress")],
            ["the inspectorate recorded complete, but the force still declares it in progress"],
        ),
        (EVIDENCED, [("inspectorate", "complete"), ("declared", "complete")], []),
        (EVIDENCED, [("inspectorate", "being-progressed"), ("declared", "in-progress")], []),
    ],
)
def test_where_they_do_not_go_together(
    tmp_path: Path, evidence: str, decisions: list[tuple[str, str]], told: list[str]
) -> None:
    files = [said(table, status, "2023-12-01") for table, status in decisions]
    standing = stood(tmp_path, evidence, *files)
    is_there = evidence is EVIDENCED
    assert (standing.status is Status.EVIDENCED, len(standing.gaps)) == (is_there, not is_there)
    assert len(standing.contradictions) == len(told)
    assert all(map(str.startswith, standing.contradictions, told))
    assert (Flag.CONTRADICTED in standing.flags) == bool(told)


@pytest.mark.parametrize(("on", "is_known"), [(LAST_DAY, True), ("2024-01-13", False)])
@pytest.mark.parametrize("table", ["declared", "inspectorate"])
def test_what_is_recorded_later_is_not_known_yet(
    tmp_path: Path, table: str, on: str, is_known: bool
) -> None:
    standing = stood(tmp_path, MISSING, said(table, "complete", on))
    assert len((*standing.declared, *standing.inspectorate)) == is_known
    assert bool(standing.contradictions) == is_known


def test_the_newest_counts_and_the_rest_is_history(tmp_path: Path) -> None:
    newer, older = ("complete", "2023-12-02"), ("in-progress", "2023-12-01")
    standing = stood(tmp_path, MISSING, said("declared", *newer), said("declared", *older))
    assert [one.status for one in standing.declared] == ["in-progress", "complete"]
    assert len(standing.contradictions) == 1
