"""Statuses quarter after quarter, and the sum of what is under track."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from afitrack.compare.trend import trend
from afitrack.model.assessment import Assessment
from afitrack.model.quarter import parse_quarter
from afitrack.pipeline.quarter import assess_quarters
from courses import NEXT, OTHER, Q1, Q2, Q3, Q4, RATE, THING, course, filed, rated, read, said
from project import Project, afi, requirement, scene_of

LAST = "2024-06-30"


def statuses(project: Project, *options: str, code: int = 0) -> dict[str, list[str]]:
    """Each AFI's statuses, oldest first."""
    quarters = read(project, "trend", "--as-of", LAST, *options, code=code)["quarters"]
    return {name: [q["statuses"][name] for q in quarters] for name in quarters[0]["statuses"]}


def test_the_table_in_words(tmp_path: Path) -> None:
    comment = 'id = "NOTE"\nkind = "comment"\ntitle = "N"\nasks = "N."\n'
    rules = afi(THING, sustain="2") + afi(OTHER, id='"AN-AFI"') + f"[[afi]]\n{comment}"
    evidence = {q: filed(q) + (filed(q, "other") if q == Q2 else "") for q in (Q1, Q2, Q3)}
    text = said(course(tmp_path, rules, evidence), "trend", "--as-of", "2024-01-31")
    assert text == (
        "OFFICIAL\n"
        "Testshire Police, Q1 2023/24 to Q3 2023/24, as of 2024-01-31\n"
        "\n"
        "          Q1    Q2    Q3\n"
        "       23/24 23/24 23/24\n"
        "T-1        +     R     R\n"
        "AN-AFI     -     +     -\n"
        "NOTE       .     .     .\n"
        "\n"
        "-  not evidenced     ~  partly evidenced     +  evidenced\n"
        "R  ready for verification     .  recorded, not judged\n"
        "\n"
        "AFIs under track, by name:\n"
        "Open at the start (2): T-1, AN-AFI\n"
        "Raised on a day not known, so taken as open from the start (2): T-1, AN-AFI\n"
        "Q1 2023/24: 2 open + 0 new - 0 completed by the inspectorate = 2 carried forward\n"
        "Q2 2023/24: 2 open + 0 new - 0 completed by the inspectorate = 2 carried forward\n"
        "Q3 2023/24: 2 open + 0 new - 0 completed by the inspectorate = 2 carried forward\n"
        "Over all (1 April 2023 to 31 December 2023): 2 open + 0 new - 0 completed by the\n"
        "  inspectorate = 2 carried forward\n"
        "Carried forward at the end (2): T-1, AN-AFI\n"
        "\n"
        "2 warnings about the files read: check tells those of a quarter, --format json\n"
        "  all.\n"
        "\n"
        "OFFICIAL\n"
    )


def test_a_miss_breaks_what_is_sustained(tmp_path: Path) -> None:
    values = {Q1: "95", Q2: "95", Q3: "80", Q4: "95", NEXT: "95"}
    evidence = {quarter: rated(quarter, value) for quarter, value in values.items()}
    project = course(tmp_path, afi(RATE, sustain="2"), evidence)
    found = statuses(project, "--as-of", "2024-07-31")["T-1"]
    assert found == [
        "evidenced",
        "ready-for-verification",
        "not-evidenced",
        "evidenced",
        "ready-for-verification",
    ]


def test_a_register_carried_forward_counts_to_its_last_day(tmp_path: Path) -> None:
    register = requirement(
        "register", key='"ocg"', at_least='"100%"', rows_are='"OCGs"', valid_for='"100 days"',
        each='[{ field = "lro", is = "present" }]',
    )  # fmt: skip
    rows = '[{ ocg = "OCG-1", lro = "LRO-1" }]'
    evidence = {
        Q3: filed(Q3, as_at="2023-12-29", row=rows) + rated(Q3, "95"),
        Q4: rated(Q4, "95", submitted='{ by = "soc-analyst", on = 2024-04-01 }'),
    }
    project = course(tmp_path, afi(register + RATE), evidence)
    # 100 days after 29 December 2023.
    on, after = (statuses(project, "--as-of", day)["T-1"] for day in ("2024-04-07", "2024-04-08"))
    assert on == ["evidenced", "ready-for-verification"]
    assert after == ["evidenced", "partly-evidenced"]


def test_it_says_what_check_says(tmp_path: Path) -> None:
    evidence = {q: rated(q, v) for q, v in ((Q1, "95"), (Q2, "10"), (Q4, "95"))}
    project = course(tmp_path, afi(RATE) + afi(THING, id='"T-2"'), evidence)
    found = statuses(project)
    for index, quarter in enumerate((Q1, Q2, Q3, Q4)):
        code = project.json(quarter=quarter, as_of=LAST)
        assert {a["id"]: a["status"] for a in code["afis"]} == {
            name: listed[index] for name, listed in found.items()
        }


def test_many_quarters_are_told_in_blocks(tmp_path: Path) -> None:
    name = "A" * 80
    rules = afi(THING) + afi(THING, id=f'"{name}"')
    text = said(course(tmp_path, rules, {Q3: filed(Q3)}), "trend", "--from", "2014-15-Q1",
                "--as-of", "2024-01-31")  # fmt: skip
    assert text.count(f"\n{name}\n") == text.count("\nT-1 ") == 5
    assert len(re.findall(r" \+$", text, re.MULTILINE)) == len(("T-1", name))


def test_a_quarter_without_evidence_is_named(tmp_path: Path) -> None:
    project = course(tmp_path, afi(THING), {Q1: filed(Q1), Q3: filed(Q3)})
    text = said(project, "trend", "--as-of", "2024-01-31")
    assert f"\nNo evidence was submitted for {Q2}.\n" in text
    listed = read(project, "trend", "--as-of", "2024-01-31")["quarters"]
    assert [one["has_evidence"] for one in listed] == [True, False, True]


def test_the_last_quarter_must_have_evidence(tmp_path: Path) -> None:
    project = course(tmp_path, afi(THING), {Q1: filed(Q1)})
    text = said(project, "trend", "--to", Q2, "--as-of", "2024-01-31", code=3)
    assert "[no-evidence]" in text
    (tmp_path / "none").mkdir()
    empty = course(tmp_path / "none", afi(THING), {})
    assert "[no-evidence]" in said(empty, "trend", "--as-of", "2024-01-31", code=3)


def test_what_is_wrong_in_any_quarter_decides_the_exit_code(tmp_path: Path) -> None:
    project = course(tmp_path, afi(THING), {q: filed(q) for q in (Q1, Q2)})
    project.write(f"evidence/{Q1}/more.toml", "item = 1\n")
    text = said(project, "trend", "--as-of", LAST, code=3)
    assert f"evidence/{Q1}/more.toml" in text
    digest = project.write(f"evidence/{Q1}/a.txt", "a")
    attached = f'[{{ path = "a.txt", sha256 = "{digest}" }}]'
    project.write(f"evidence/{Q1}/more.toml", filed(Q1, "other", attachments=attached))
    project.write(f"evidence/{Q1}/a.txt", "b")
    assert read(project, "trend", "--as-of", LAST, code=4)["diagnostics"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--from", Q3, "--to", Q2), "is later than the last quarter"),
        (("--to", "2031-32-Q1"), "has not begun"),
        (("--from", "2023-Q4"), "--from '2023-Q4' could mean two quarters"),
        (("--to", "Q9"), "--to 'Q9' is not a quarter"),
        (("--format", "html"), "is not a format"),
    ],
)
def test_usage(tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    project = course(tmp_path, afi(THING), {Q1: filed(Q1)})
    result = project.run("trend", "--as-of", LAST, *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    project = course(tmp_path / "p", afi(THING), {Q1: filed(Q1)})
    file = tmp_path / "trend.txt"
    assert project.run("trend", "--as-of", LAST, "-o", str(file)).stdout == ""
    assert file.read_text().startswith("OFFICIAL\nTestshire Police, Q1 2023/24 to Q1 2023/24")


def test_forty_quarters_are_read_once_each_and_none_is_kept(tmp_path: Path) -> None:
    first = parse_quarter("2014-15-Q1")
    quarters = [str(first.shift(number)) for number in range(40)]
    project = course(tmp_path, afi(THING), {quarter: filed(quarter) for quarter in quarters})
    scene = scene_of(project.root)
    told: list[str] = []
    living: list[weakref.ref[Assessment]] = []
    most = 0

    def watched() -> Iterator[Assessment]:
        nonlocal most
        for one in assess_quarters(scene, first, first.shift(39), date(2024, 6, 1), told.append):
            living.append(weakref.ref(one))
            yield one
            del one
            gc.collect()
            most = max(most, sum(ref() is not None for ref in living))

    # What was there before cannot be what is kept, and need not be searched forty times.
    gc.freeze()
    try:
        found = trend(watched())
    finally:
        gc.unfreeze()
    assert [str(column.quarter) for column in found.columns] == quarters
    assert sorted(set(told)) == sorted(told)
    assert set(quarters) <= set(told)
    assert most <= 2


def test_nothing_to_show_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="at least one quarter"):
        trend(())


def test_section_55_counts_the_day_of_publication(tmp_path: Path) -> None:
    project = course(tmp_path, afi(THING), {Q3: filed(Q3)}, "published = 2019-05-02\n")
    standing = project.standing()
    assert standing.calendar.last_lawful_day == date(2019, 6, 26)
    assert standing.calendar.raised == date(2019, 5, 2)
