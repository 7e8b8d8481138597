"""The synthetic force: what its page says is what the tool says, on every machine."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from afitrack.model.verdict import Flag, Reason, Status
from project import Project

HERE = Path(__file__).parent.parent
ROOT, PAGE = HERE / "examples" / "exampleshire", HERE / "docs" / "exampleshire.md"
FILES = sorted(path for path in ROOT.rglob("*") if path.is_file())
QUARTERS = ("2022-23-Q4", "2023-24-Q1", "2023-24-Q2", "2023-24-Q3", "2023-24-Q4")
LAST, AS_OF = QUARTERS[-1], "2024-04-15"

# These need a file that cannot be read, tell of a kind's own refusal, or of a requirement that is
# not judged; the example has none of them.
NOT_SHOWN = {Flag.UNREAD.value, Reason.NOT_ACCEPTED.value, Reason.PENDING.value}


@cache
def judged(quarter: str, as_of: str = AS_OF) -> dict[str, Any]:
    return Project(ROOT).json("--gate", "none", quarter=quarter, as_of=as_of)


def afi(name: str, quarter: str, as_of: str = AS_OF) -> dict[str, Any]:
    found: dict[str, Any] = next(a for a in judged(quarter, as_of)["afis"] if a["id"] == name)
    return found


def requirement(name: str, quarter: str, as_of: str = AS_OF) -> dict[str, Any]:
    entry, _, wanted = name.partition("/")
    requirements = afi(entry, quarter, as_of)["requirements"]
    found: dict[str, Any] = next(r for r in requirements if r["id"] == wanted)
    return found


def table(first: str) -> list[tuple[str, ...]]:
    """The rows of the page's table whose first column is called ``first``."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
    return rows


@pytest.mark.parametrize("column", range(5), ids=QUARTERS)
def test_statuses_are_those_of_the_page(column: int) -> None:
    documented = {row[0]: row[column + 1].replace(" ", "-") for row in table("AFI")}
    assert documented == {a["id"]: a["status"] for a in judged(QUARTERS[column])["afis"]}


def test_the_page_shows_every_flag() -> None:
    rows = table("Flag")
    assert {row[0] for row in rows} == {flag.value for flag in Flag} - NOT_SHOWN
    for flag, name, _ in rows:
        assert flag in afi(name, LAST)["flags"], (flag, name)


def test_every_status_is_shown_in_the_last_quarter() -> None:
    shown = {a["status"] for a in judged(LAST)["afis"]}
    assert shown == {status.value for status in Status}


def test_the_page_shows_every_reason() -> None:
    rows = table("Reason")
    assert {row[0] for row in rows} == {reason.value for reason in Reason} - NOT_SHOWN
    for reason, name, quarter, as_of, _ in rows:
        assert requirement(name, quarter, as_of)["gap"]["reason"] == reason, name


def test_a_later_day_changes_no_verdict_of_a_past_quarter() -> None:
    for quarter in QUARTERS[:-1]:
        later = judged(quarter, "2031-01-01")
        assert later["afis"] == judged(quarter)["afis"]


def test_a_cause_of_concern_stands_as_the_worst_of_its_recommendations() -> None:
    order = [status.value for status in Status]
    for quarter in QUARTERS:
        entries = judged(quarter)["afis"]
        children = [a["status"] for a in entries if a["parent"] == "VET"]
        assert len(children) == 2
        assert afi("VET", quarter)["status"] == min(children, key=order.index)


def test_evidence_is_carried_forward() -> None:
    stra = requirement("APSTRA/stra", LAST)
    assert stra["met"]
    assert [item["quarter"] for item in stra["items"] if item["accepted"]] == ["2023-24-Q1"]


def test_vanished_and_excluded_rows_are_named_and_counted() -> None:
    assert requirement("SOC-2/lro-assigned", LAST)["rows"]["vanished"] == ["OCG-009"]
    assert requirement("SOC-1/ancillary-orders", LAST)["rows"]["vanished"] == ["CASE-014"]
    assert requirement("SOC-2/lro-assigned", "2023-24-Q3")["rows"]["vanished"] == []
    # Four archived groups and three that its item leaves out with reasons.
    assert requirement("SOC-2/lro-assigned", LAST)["rows"]["excluded"] == 7


def test_a_blank_scope_fails_and_is_not_left_out() -> None:
    failing = requirement("SOC-1/nominals", "2023-24-Q2")["rows"]["failing"]
    assert {"key": "NOM-012", "reasons": ["status is blank"]} in failing


@pytest.mark.parametrize("quarter", QUARTERS)
def test_only_warnings_and_sums_that_hold(quarter: str) -> None:
    read = judged(quarter)
    assert {one["severity"] for one in read["diagnostics"]} <= {"warning"}
    counts, uses = read["counts"], Counter(item["use"] for item in read["items"])
    assert counts["files_found"] == counts["files_read"]
    assert counts["files_rejected"] == 0
    assert counts["items_read"] == len(read["items"]) == sum(uses.values())
    assert counts["items_used"] == uses["used"] > 0
    assert counts["items_unused"] == uses["unused"]
    assert counts["items_not_yet_known"] == uses["not-yet-known"]
    assert read["exit_code"] == 0


def test_the_warnings_of_the_last_quarter() -> None:
    codes = Counter(one["code"] for one in judged(LAST)["diagnostics"])
    wanted = (
        "copied-forward",
        "identical-file",
        "marking-missing",
        "promise-past",
        "stale-data",
        "unused-item",
    )
    assert codes == dict.fromkeys(wanted, 1)
    assert {item["marking"] for item in judged(LAST)["items"]} == {"OFFICIAL", "OFFICIAL-SENSITIVE"}


def test_the_gate_decides_the_code_and_not_what_is_shown() -> None:
    run = Project(ROOT).check
    agreed, silent = (run(*gate, quarter=LAST, as_of=AS_OF) for gate in ((), ("--gate", "none")))
    assert (agreed.exit_code, silent.exit_code) == (1, 0)
    assert "regressed" in silent.stdout
    body = agreed.stdout.split("Gate ")[0]
    assert silent.stdout.startswith(body)


def test_the_default_quarter_is_the_last_with_evidence() -> None:
    result = Project(ROOT).run("check", "--as-of", AS_OF, "--gate", "none")
    wanted = Project(ROOT).check("--gate", "none", quarter=LAST, as_of=AS_OF)
    assert result.stdout_bytes == wanted.stdout_bytes


def test_it_is_valid() -> None:
    result = Project(ROOT).run("validate")
    assert result.exit_code == 0
    assert "error" not in result.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_says_that_it_is_synthetic(path: Path) -> None:
    head, _, _ = path.read_text(encoding="utf-8").partition("\n")
    assert "synthetic" in head.lower()
    if path.suffix == ".csv":
        assert path.stem.endswith("-synthetic")
        with path.open(encoding="utf-8", newline="") as file:
            assert {row["synthetic"] for row in csv.DictReader(file)} == {"yes"}


def test_it_is_small_and_leads_nowhere() -> None:
    assert sum(path.stat().st_size for path in FILES) < 400_000
    addresses = re.findall(r"@([\w.-]+)", "".join(p.read_text(encoding="utf-8") for p in FILES))
    assert set(addresses) == {"exampleshire.example"}


MACHINES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"},
)
COMMANDS = (
    ("check", "--gate", "none"),
    ("check", "--gate", "none", "--format", "json"),
    ("why", "SUPERVISE"),
)


def copied(folder: Path, paths: list[Path]) -> Path:
    for path in paths:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder


def test_two_machines_write_the_same_bytes(tmp_path: Path) -> None:
    one = copied(tmp_path / "one", FILES)
    other = copied(tmp_path / "a" / "much longer path", FILES[::-1])
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "afitrack", *command, "--as-of", AS_OF, "--project", project],
            env={**os.environ, "PYTHONPATH": str(HERE / "src"), **machine},
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for machine, cwd, project in zip(MACHINES, (one, tmp_path), (".", str(other)), strict=True)
        for command in COMMANDS
    ]
    ended = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0] * len(started)
    assert {err for _, err in ended} == {b""}
    outputs = [out for out, _ in ended]
    half = len(COMMANDS)
    assert outputs[:half] == outputs[half:]
    assert len(set(outputs)) == half
