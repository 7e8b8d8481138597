"""``afitrack report``: one judgement, as many files as are asked for, whole or untouched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import afitrack
from afitrack import report as reports
from afitrack.cli import app
from afitrack.report import BINARY, EXTENSIONS, REPORTS
from project import AS_OF, QUARTER, Project, afi, item, new_project, requirement

RULES = afi(requirement("document", "plan"), owner='"acc-crime"') + afi(
    requirement("document", "other", evidence_type='"other"'), id='"T-2"'
)
NAMES = {"html": f"testshire-{QUARTER}.html", "json": f"testshire-{QUARTER}.json"}


@pytest.fixture
def made(tmp_path: Path) -> Project:
    return new_project(tmp_path / "project", RULES, item("plan-1"))


def write(made: Project, *options: str | Path, code: int = 0) -> bytes:
    words = ("report", "--quarter", QUARTER, "--as-of", AS_OF, *map(str, options))
    result = made.run(*words)
    assert result.exit_code == code, result.output
    return result.stdout_bytes if code in (0, 3, 4) else result.stderr_bytes


def test_formats_and_files_are_paired_in_order(made: Project, tmp_path: Path) -> None:
    page, data = tmp_path / "a.html", tmp_path / "b.json"
    assert write(made, "--format", "html", "-o", page, "--format", "json", "-o", data) == b""
    assert page.read_bytes().startswith(b"<!doctype html>")
    assert json.loads(data.read_bytes())["force"]["id"] == "testshire"


def test_files_in_a_folder_are_named_by_force_and_quarter(made: Project, tmp_path: Path) -> None:
    write(made, "--format", "html", "--format", "json", "--output-dir", tmp_path)
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == set(NAMES.values())


def test_one_format_without_a_file_goes_to_stdout(made: Project) -> None:
    assert write(made, "--format", "html").endswith(b"</html>\n")


@pytest.mark.parametrize("name", REPORTS)
def test_it_writes_what_check_writes(made: Project, name: str) -> None:
    assert write(made, "--format", name) == made.check("--format", name).stdout_bytes


def test_gaps_leave_the_exit_code_0_and_are_told(made: Project) -> None:
    read = json.loads(write(made, "--format", "json"))
    assert not read["gate"]["met"]
    assert made.check().exit_code == 1


def test_what_cannot_be_read_is_in_the_report_and_in_the_exit_code(made: Project) -> None:
    made.write(f"evidence/{QUARTER}/more.toml", "[[item]]\nid = 1\n")
    page = write(made, "--format", "html", code=3).decode()
    assert "more.toml" in page
    assert "in the files read" in page
    made.write(f"evidence/{QUARTER}/more.toml", item("more-1", marking='"SECRET"'))
    assert b"marking-refused" in write(made, "--format", "html", code=4)


def test_only_some_afis_can_be_shown(made: Project) -> None:
    page = write(made, "--format", "html", "--afi", "T-1").decode()
    assert "1 other AFI not shown" in page
    assert 'id="afi-T-1"' in page
    assert 'id="afi-T-2"' not in page
    assert 'id="afi-T-2"' not in write(made, "--format", "html", "--owner", "acc-crime").decode()
    assert b"did you mean 'T-1'" in write(made, "--format", "html", "--afi", "T-11", code=2)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("", "name a --format; the formats are "),
        ("--format nonsense", "the formats are "),
        ("--format html --format json", "there are 2 --format and 0 --output"),
        ("--format html --format json -o a.html", "there are 2 --format and 1 --output"),
        ("--format html -o a.html -o b.html", "there are 1 --format and 2 --output"),
        ("--format html --format json -o a -o ./a", "written to the same file"),
        ("--format html --format html --output-dir .", "written to the same file"),
        ("--format html -o a.html --output-dir .", "not both"),
    ],
)
def test_a_command_line_that_does_not_add_up_is_refused(
    made: Project, options: str, said: str
) -> None:
    told = write(made, *options.split(), code=2).decode()
    assert said in told
    if "formats are" in said:
        assert all(name in told for name in REPORTS)


def test_a_gate_that_is_not_one_is_a_configuration_error(made: Project) -> None:
    made.write("afitrack.toml", '[force]\nid = "x"\nname = "X"\n\n[gate]\non = ["nonsense"]\n')
    assert b"is not a gate" in write(made, "--format", "html", code=2)


@pytest.mark.parametrize("where", ["-o", "--output-dir"])
def test_a_file_that_cannot_be_written_is_74(made: Project, tmp_path: Path, where: str) -> None:
    assert b"cannot be written" in write(
        made, "--format", "html", where, tmp_path / "no/x", code=74
    )
    assert not (tmp_path / "no").exists()


def test_a_folder_where_a_file_is_due_is_74(made: Project, tmp_path: Path) -> None:
    assert b"a folder stands there" in write(made, "--format", "html", "-o", tmp_path, code=74)


def test_an_old_file_stays_whole_when_the_new_one_cannot_be_written(
    made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "a.html"
    page.write_text("old")

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    assert b"No space left" in write(made, "--format", "html", "-o", page, code=74)
    assert page.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.html"]


def test_nothing_is_written_unless_all_can_be_rendered(
    made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr("afitrack.report.json.render", broken)
    options = ("--format", "html", "--format", "json", "--output-dir", str(tmp_path))
    result = CliRunner().invoke(app, ["report", "--project", str(made.root), *options])
    assert isinstance(result.exception, RuntimeError)
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("command", ["check", "report"])
@pytest.mark.parametrize("name", sorted(BINARY))
def test_a_binary_format_is_not_printed_on_a_terminal(
    made: Project, tmp_path: Path, command: str, name: str
) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "afitrack", command, "--project", str(made.root)]
    source = str(Path(afitrack.__file__).parent.parent)
    done = subprocess.run(
        [*words, "--as-of", AS_OF, "--format", name],
        env={"PYTHONPATH": source},
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert f"{name} is not for a terminal" in done.stderr.decode()
    assert "--output (-o)" in done.stderr.decode()
    where = ("-o", str(tmp_path / "file"))
    made.run(command, "--as-of", AS_OF, "--format", name, *where)
    assert (tmp_path / "file").read_bytes().startswith(b"PK")


def test_a_format_whose_package_is_missing_is_a_usage_error(
    made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> None:
        raise ModuleNotFoundError(name="docx")

    monkeypatch.setattr(reports, "import_module", missing)
    assert b"needs the package 'docx'" in write(made, "--format", "html", code=2)


def test_every_format_has_an_extension_of_its_own() -> None:
    assert set(REPORTS) == set(EXTENSIONS)
    assert len(set(EXTENSIONS.values())) == len(EXTENSIONS)
    assert set(EXTENSIONS) >= BINARY


def test_the_page_is_the_same_whatever_the_hash_seed(made: Project) -> None:
    words = ["report", "--project", str(made.root), "--quarter", QUARTER, "--as-of", AS_OF]
    source = str(Path(afitrack.__file__).parent.parent)
    pages = {
        subprocess.run(
            [sys.executable, "-m", "afitrack", *words, "--format", "html"],
            env={"PYTHONPATH": source, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1
