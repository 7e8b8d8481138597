"""A share is never printed as more than it is: in the text and in the JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from project import Project, afi, item, new_project, requirement

EACH = '[{ field = "lro", is = "present" }]'
REGISTER = requirement(
    "register", key='"ocg"', rows_are='"OCGs"', at_least='"100%"', each=EACH,
    where='{ field = "status", in = ["active"], otherwise = ["archived"] }',
)  # fmt: skip
SAMPLE = requirement(
    "sample", key='"ocg"', rows_are='"OCGs"', at_least='"100%"', size="1", each=EACH,
    sampler='"sampler"', sampled='"sampled"',
)  # fmt: skip


def rows(good: int, bad: int, status: str = "active") -> str:
    cells = [
        f'{{ ocg = "OCG-{n:03}", status = "{status}", lro = "{"L" if n < good else ""}", '
        'sampler = "sam", sampled = "alex" }'
        for n in range(good + bad)
    ]
    return f"[{', '.join(cells)}]"


def judged(root: Path, rule: str, good: int, bad: int, **keys: str) -> tuple[str, dict[str, Any]]:
    """The text that ``check`` prints, and the requirement of its JSON."""
    status = keys.pop("status", "active")
    evidence = item(row=rows(good, bad, status), population="400", **keys)
    project: Project = new_project(root, afi(rule), evidence)
    text = project.check()
    assert text.exit_code == 1
    (one,) = project.json()["afis"]
    (outcome,) = one["requirements"]
    return " ".join(text.stdout.split()), outcome


@pytest.mark.parametrize("rule", [REGISTER, SAMPLE], ids=["register", "sample"])
def test_199_of_200_at_100_per_cent_is_a_gap_of_99_5_per_cent(tmp_path: Path, rule: str) -> None:
    text, outcome = judged(tmp_path, rule, 199, 1)
    assert "(99.5%" in text.partition("Required:")[0]
    assert (outcome["rows"]["passing"], outcome["rows"]["in_scope"]) == (199, 200)
    assert (outcome["state"], outcome["gap"]["reason"]) == ("gap", "below")
    assert "99.5%" in outcome["found"]
    for said in (text.partition("Required:")[0], outcome["found"], outcome["gap"]["found"]):
        assert "100%" not in said
    assert "OCG-199" in text


def test_a_hair_below_is_not_rounded_up(tmp_path: Path) -> None:
    text, outcome = judged(tmp_path, REGISTER, 1999, 1)
    assert "1999 of 2000 OCGs (99.9%" in text
    assert "100%" not in outcome["found"]


def test_0_of_0_is_unknown_and_a_gap(tmp_path: Path) -> None:
    text, outcome = judged(tmp_path, REGISTER, 3, 0, status="archived")
    assert "0 of 0 OCGs" in text
    assert "unknown, not 100%" in text
    assert (outcome["state"], outcome["gap"]["reason"]) == ("gap", "unknown-scope")
    assert outcome["gap"]["found"] == "0 of 0 OCGs (3 excluded): unknown, not 100%"
    assert (outcome["rows"]["passing"], outcome["rows"]["in_scope"]) == (0, 0)
