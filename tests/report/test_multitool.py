"""SARIF as Microsoft's own tool takes it: what its validator says, and how it matches two runs.

`make multitool` brings the tool from npm. Where it is missing nothing here runs, and the run says
so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from afitrack.model.assessment import Assessment
from afitrack.report import report
from project import Project
from report.assessments import empty, full, gate_of
from report.hostile_text import HOSTILE, tainted

ROOT = Path(__file__).parent.parent.parent
PACKAGE = Path(__file__).parent / "multitool/node_modules/@microsoft/sarif-multitool-linux"
NAME = "Sarif.Multitool"
# The rules of the format, and those of GitHub's code scanning.
RULES = "Sarif;Gh"
# Asks for a page about the tool, and afitrack has no address of its own to give.
NO_HOME = "SARIF2005"


@pytest.fixture(scope="module")
def multitool() -> str:
    found = shutil.which(NAME, path=f"{PACKAGE}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        pytest.skip(f"NO MULTITOOL: SARIF was not shown to {NAME}; `make multitool` brings it")
    return found


def run(multitool: str, *arguments: str | Path) -> str:
    ran = subprocess.run(
        [multitool, *map(str, arguments)],
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def said(multitool: str, folder: Path, **logs: bytes) -> dict[str, Counter[str]]:
    """The errors and warnings of the validator, counted by rule, for each log by its name."""
    for name, content in logs.items():
        (folder / f"{name}.sarif").write_bytes(content)
    output = folder / "said.json"
    files = [folder / f"{name}.sarif" for name in logs]
    levels = ("--level", "Error;Warning", "--rule-kind", RULES)
    told = run(multitool, "validate", *files, "-o", output, "--log", "ForceOverwrite", *levels)
    assert f"{len(files)} files scanned" in told
    found: dict[str, Counter[str]] = {name: Counter() for name in logs}
    for one in json.loads(output.read_text("utf-8-sig"))["runs"][0]["results"]:
        place = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        found[Path(place).stem][one["ruleId"]] += 1
    return found


def sarif(assessment: Assessment) -> bytes:
    return report("sarif").render(assessment, gate_of(assessment))


def changed(old: str, new: str) -> bytes:
    text = sarif(full()).decode()
    assert old in text
    return text.replace(old, new).encode()


def test_nothing_is_wrong_whatever_users_wrote(multitool: str, tmp_path: Path) -> None:
    logs = {
        "hostile": sarif(tainted(full(), " ".join(HOSTILE.values()))),
        "full": sarif(full()),
        "empty": sarif(empty()),
        "wiltshire": sarif(Project(ROOT).assess("2023-24-Q3", "2024-01-12")),
        "exampleshire": sarif(
            Project(ROOT / "examples/exampleshire").assess("2023-24-Q4", "2024-04-15")
        ),
    }
    assert said(multitool, tmp_path, **logs) == {name: Counter({NO_HOME: 1}) for name in logs}


def test_deliberate_errors_are_told(multitool: str, tmp_path: Path) -> None:
    found = said(
        multitool,
        tmp_path,
        index=changed('"ruleIndex": 1,', '"ruleIndex": 999,'),
        line=changed('"startLine": ', '"startLine": -'),
        place=changed('"uri": "rules/', '"uri": "rules\\\\ a/'),
        version=changed('"version": "2.1.0"', '"version": "2.2.0"'),
    )
    expected = {"index": "SARIF1009", "line": "JSON1008", "place": "SARIF1002"}
    assert {name: rule for name, rule in expected.items() if found[name][rule]} == expected
    assert found["version"]["JSON1019"]


def test_two_quarters_are_matched_by_the_gap(multitool: str, tmp_path: Path) -> None:
    """Its own comparison of two logs, by fingerprint, agrees with afitrack's."""
    example = Project(ROOT / "examples/exampleshire")
    before = tmp_path / "before.sarif"
    before.write_bytes(sarif(example.assess("2023-24-Q3", "2024-01-15")))
    now = sarif(example.assess("2023-24-Q4", "2024-04-15"))
    bare = json.loads(now)
    for one in results(bare):
        del one["baselineState"]
    bare["runs"][0]["results"] = [one for one in results(bare) if one["kind"] == "fail"]
    current, output = tmp_path / "current.sarif", tmp_path / "matched.sarif"
    current.write_text(json.dumps(bare), encoding="utf-8")
    run(multitool, "match-results-forward", current, "-r", before, "-o", output)
    matched = states(json.loads(output.read_text("utf-8-sig")))
    ours = states(json.loads(now))
    assert len(set(ours.values())) > 1
    assert {gap: state for gap, state in matched.items() if state != "absent"} == ours


def results(log: Any) -> list[Any]:
    found: list[Any] = log["runs"][0]["results"]
    return found


def states(log: Any) -> dict[str, str]:
    return {
        one["properties"]["gap"]: one["baselineState"]
        for one in results(log)
        if one.get("kind", "fail") == "fail"
    }
