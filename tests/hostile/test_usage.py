"""Command lines that are wrong, answers that cannot be written, and what comes before what."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import afitrack
from hostile.base import OTHER, OTHER_RULES, PLAN, RULES, RULES_TEXT, TABLE
from hostile.judging import assert_orderly, judged
from project import QUARTER, Project

DAY = ("--as-of", "2024-01-12")
READINGS = "2023-24-Q3 (October to December 2023) or 2023-24-Q4 (January to March 2024)"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--quarter", "2023-Q4"), f"'2023-Q4' could mean two quarters; write {READINGS}"),
        (("--quarter", "Q4 2023"), f"'Q4 2023' could mean two quarters; write {READINGS}"),
        (("--quarter", "2023/24 Q3"), "did you mean 2023-24-Q3?"),
        (("--quarter", "2023-25-Q3"), "did you mean 2023-24-Q3?"),
        (("--quarter", "2023-24-Q5"), "write the financial year and quarter, as 2023-24-Q3"),
        (("--quarter", "0001-02-Q1"), "is not a year afitrack knows"),
        (("--quarter", "last"), "'last' is not a quarter"),
        (("--quarter", "../../etc"), "is not a quarter"),
        (
            ("--quarter", "2024-25-Q1"),
            "Q1 2024/25 (1 April to 30 June 2024) has not begun on 2024-",
        ),
        (("--quarter", "2199-00-Q4"), "has not begun on"),
        (("--as-of", "yesterday"), "--as-of 'yesterday' is not a day; write it as 2024-01-12"),
        (("--as-of", "12/01/2024"), "is not a day; write it as 2024-01-12"),
        (("--as-of", "2024-02-30"), "is not a day"),
        (("--as-of", "20240112"), "is not a day"),
        (("--as-of", "2024-W02-5"), "is not a day"),
        (("--as-of", "2024-01-12T00:00"), "is not a day"),
        (("--as-of", "٢٠٢٤-01-12"), "is not a day"),
        (("--as-of", "0001-01-01"), "cannot be judged; name a day from 1990-01-01 to 2199-12-31"),
        (("--as-of", "9999-12-31"), "cannot be judged; name a day from 1990-01-01 to 2199-12-31"),
        (("--as-of", ""), "is not a day"),
        (("--format", "yaml"), "'yaml' is not a format; the formats are "),
        (("--format", "JSON"), "'JSON' is not a format; the formats are "),
        (("--format", ""), "'' is not a format; the formats are "),
        (("--gate", "gap"), "'gap' is not a gate; the gates are none, invalid, gaps"),
        (("--gate", ""), "'' is not a gate; the gates are none, invalid, gaps"),
        (("--gate", "afi"), "write afi:ID"),
        (("--gate", "gaps:x"), "'gaps:x' is not a gate; write gaps"),
        (("--gate", "afi:T-9"), "there is no 'T-9'; there is T-1"),
        (("--gate", "below:closed"), "there is no 'closed'; there is not-evidenced"),
        (("--gate", "none", "--gate", "gaps"), "'none' stands alone"),
        (("--afi", "T-11"), "there is no AFI 'T-11'; did you mean 'T-1'?"),
        (("--afi", "t-1"), "there is no AFI 't-1'; did you mean 'T-1'?"),
        (("--afi", "nothing-like-it"), "there is no AFI 'nothing-like-it'; there is T-1"),
        (("--owner", "acc-crim"), "'acc-crim' owns nothing here; did you mean 'acc-crime'?"),
        (("--quarte", QUARTER), "No such option: --quarte"),
        (("extra",), "unexpected extra argument"),
    ],
)
def test_a_wrong_command_line_is_exit_2(good: Project, options: Sequence[str], said: str) -> None:
    result = good.run("check", *({} if "--as-of" in options else DAY), *options)
    assert_orderly(result)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize("day", ["1990-01-01", "2023-10-01", "2199-12-31"])
def test_the_first_and_last_days_are_days(good: Project, day: str) -> None:
    result = good.run("check", "--as-of", day)
    assert_orderly(result)
    assert result.exit_code in (0, 1, 3)


@pytest.mark.parametrize("quarter", ["1900-01-Q1", "1989-90-Q4", "2023-24-Q3", "2199-00-Q3"])
def test_the_first_and_last_quarters_are_quarters(good: Project, quarter: str) -> None:
    (good.root / "evidence" / quarter).mkdir(exist_ok=True)
    for command in ("check", "validate"):
        options = ("--quarter", quarter, "--as-of", "2199-12-31") if command == "check" else ()
        assert_orderly(good.run(command, *options))


@pytest.mark.parametrize("command", ["check", "why", "validate"])
def test_a_folder_that_is_none_or_no_project_is_exit_2(
    tmp_path: Path, good: Project, command: str
) -> None:
    afi = ("T-1",) if command == "why" else ()
    (tmp_path / "empty").mkdir()
    for name, said in (("no", "is not a folder"), ("people.toml", "is not a folder"),
                       ("empty", "there is no afitrack.toml here")):  # fmt: skip
        result = Project(good.root / name).run(command, *afi)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    "options", [("check", "--afi", "T-2"), ("check", "--gate", "afi:T-2"), ("why", "T-2")]
)
def test_what_is_unknown_may_stand_in_a_file_that_could_not_be_read(
    good: Project, options: Sequence[str]
) -> None:
    good.write("rules/z.toml", RULES_TEXT.replace('"T-1"', '"T-2"') + "=")
    result = good.run(*options, *DAY)
    assert result.exit_code == 2
    assert "rules/z.toml:44:1: error:" in result.stderr


# What cannot be written.


@pytest.mark.parametrize("command", [("check",), ("why", "T-1"), ("validate",)])
@pytest.mark.parametrize(
    ("target", "said"),
    [
        (".", "a folder stands there; name a file"),
        ("evidence", "a folder stands there; name a file"),
        ("no/such/folder.txt", "No such file or directory"),
        ("people.toml/x", "Not a directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_an_answer_that_cannot_be_written_is_exit_74(
    good: Project, command: tuple[str, ...], target: str, said: str
) -> None:
    before = sorted(good.root.rglob("*"))
    day = () if command == ("validate",) else DAY
    result = good.run(*command, *day, "--output", str(good.root / target))
    assert (result.exit_code, result.stdout) == (74, "")
    assert said in result.stderr
    assert sorted(good.root.rglob("*")) == before


@pytest.mark.parametrize("step", ["fsync", "write-protection"])
def test_an_old_file_stays_as_it_was(
    good: Project, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "gaps.txt"
    old.write_text("old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    before = sorted(tmp_path.iterdir())
    result = good.check("--output", str(old))
    assert (result.exit_code, old.read_text()) == (74, "old")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("name", ["pipe", "device"])
def test_no_file_takes_the_place_of_a_device_or_pipe(
    good: Project, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "pipe" if name == "pipe" else Path(os.devnull)
    if name == "pipe":
        os.mkfifo(target)
    result = good.check("--output", str(target))
    assert result.exit_code == 74
    assert "a device or pipe stands there" in result.stderr
    assert not stat.S_ISREG(target.stat().st_mode)


def test_a_written_file_is_whole_and_replaces_the_old_one(good: Project, tmp_path: Path) -> None:
    new = tmp_path / "gaps.txt"
    new.write_text("old" * 10_000)
    new.chmod(0o640)
    result = good.check("--output", str(new))
    assert (result.exit_code, result.stdout) == (0, "")
    assert new.read_bytes() == good.check().stdout_bytes
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_link_is_replaced_and_not_followed(good: Project, tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("old")
    (tmp_path / "gaps.txt").symlink_to("victim")
    assert good.check("--output", str(tmp_path / "gaps.txt")).exit_code == 0
    assert (tmp_path / "victim").read_text() == "old"


def in_shell(project: Project, rest: str) -> subprocess.CompletedProcess[str]:
    command = f'"{sys.executable}" -m afitrack check --project . --as-of 2024-01-12 {rest}'
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(Path(afitrack.__file__).parents[1])},
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("rest", "code", "said"),
    [
        (">&-", 74, "the standard output cannot be written: it is closed"),
        (">/dev/full", 74, "the standard output cannot be written: No space left on device"),
        ("2>&-", 0, ""),
        (">&- 2>&-", 74, ""),
    ],
)
def test_streams_that_are_closed_or_full(good: Project, rest: str, code: int, said: str) -> None:
    done = in_shell(good, rest)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert said in done.stderr


# What comes before what.


def test_several_faults_at_once_and_none_is_hidden(good: Project) -> None:
    assert good.check().exit_code == 0
    good.write("rules/z.toml", OTHER_RULES.replace('"T-1"', '"T-2"').replace('"plan"', '"other"'))
    answer = judged(good)
    assert (answer["exit_code"], answer["gate"]["met"]) == (1, False)
    good.write(f"evidence/{QUARTER}/broken.toml", "a = ")
    assert judged(good)["exit_code"] == 3
    good.write(PLAN, "altered")
    answer = judged(good)
    assert answer["exit_code"] == 4
    assert {d["code"] for d in answer["diagnostics"]} == {"toml-syntax", "attachment-altered"}
    assert [rule["met"] for rule in answer["gate"]["rules"]] == [False, False]
    result = good.check("--afi", "T-3")
    assert result.exit_code == 2
    assert "broken.toml:1:5: error:" in result.stderr
    assert "attachment-altered" in result.stderr
    good.write("afitrack.toml", "a = ")
    result = good.check("--output", str(good.root))
    assert result.exit_code == 2
    assert "afitrack.toml:1:5: configuration:" in result.stderr


def test_what_cannot_be_written_comes_before_all_that_is_judged(good: Project) -> None:
    good.write(TABLE, "altered")
    assert good.check("--output", str(good.root)).exit_code == 74


@pytest.mark.parametrize("code", [0, 1, 3, 4])
def test_json_is_whole_on_every_code_that_judges(good: Project, code: int) -> None:
    if code == 1:
        (good.root / OTHER).unlink()
    elif code == 3:
        good.write(RULES, RULES_TEXT.replace("nature", "natur"))
    elif code == 4:
        good.write(PLAN, "altered")
    answer = judged(good)
    assert answer["exit_code"] == code
    schema = json.loads(files("afitrack.report.json").joinpath("schema.json").read_text())
    Draft202012Validator(schema).validate(answer)
