"""What the documentation says is so: its commands, files, tables and links are tried.

CONTRIBUTING.md says how pages are written. With AFITRACK_GOLDEN=1 the output of commands is written
anew; where a block holds ``...`` it keeps as many lines before and after it as it had.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

import afitrack
from afitrack.gate import GATES, INVALID, NONE, ExitCode
from afitrack.load import load_evidence, load_project, quarters_with_evidence
from afitrack.load.ruletests import load_rule_tests
from afitrack.model.diagnostic import CODES, Diagnostic, Severity
from afitrack.model.shape import Shape
from afitrack.model.verdict import Flag, Reason, Status
from afitrack.report import REPORTS
from afitrack.requirements import KINDS
from pages import BLOCK, RENEW, Block, blocks, commands, matches, renewed

ROOT = Path(__file__).parent.parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
REFERENCE = [
    *(
        ROOT / f"docs/{page}.md"
        for page in ("rules", "rule-changes", "rule-tests", "evidence", "records")
    ),
    *(ROOT / "docs/kinds").glob("*.md"),
]
CHECK = "afitrack check --quarter 2023-24-Q3 --as-of 2024-01-12"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def run(command: str, folder: Path) -> tuple[list[str], int]:
    """What a command of the documentation prints, and its exit code."""
    assert not re.search(r"[|><;&`$\\]", command), f"no shell here: {command}"
    program, *words = shlex.split(command)
    if program == "cat":
        return [line for word in words for line in (folder / word).read_text().splitlines()], 0
    if program == "sha256sum" and words[:1] == ["-c"]:
        checked = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True)
        return [*checked.stdout.splitlines(), *checked.stderr.splitlines()], checked.returncode
    if program == "sha256sum":
        return [f"{digest(folder / word)}  {word}" for word in words], 0
    assert program == "afitrack", f"not a command that is tried: {command}"
    assert not {"-o", "--output"} & set(words), f"writes a file: {command}"
    source = str(Path(afitrack.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", "afitrack", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": source},
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout.splitlines(), done.returncode


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def scratch(root: Path, page: str) -> None:
    """The project of a page's examples: configuration and people, until the page shows its own.

    What is recorded beside the evidence names AFIs, so its page stands on the rules of another.
    """
    homes = [("docs/rules.md", "afitrack.toml"), ("docs/evidence.md", "people.toml")]
    if page == "docs/records.md":
        homes.append(("docs/rules.md", "rules/peel-2018.toml"))
    for home, path in homes:
        text = next(block.text for block in blocks(ROOT / home) if block.path == path)
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def test_the_first_project_can_be_copied_as_its_page_shows_it() -> None:
    home = ROOT / "examples/first-project"
    shown: dict[str, str] = {}
    for block in blocks(ROOT / "docs/first-project.md"):
        if block.path is not None:
            shown.setdefault(block.path, block.text)
    files = {path.relative_to(home).as_posix() for path in home.rglob("*.toml")}
    assert {path: shown.get(path) for path in files} == {
        path: (home / path).read_text(encoding="utf-8") for path in files
    }
    assert len(files) == 4


def wrong_in(root: Path) -> list[Diagnostic]:
    project, wrong = load_project(root)
    for quarter in quarters_with_evidence(root)[0] if project else ():
        wrong += load_evidence(project, quarter).diagnostics if project else ()
    if project is not None and (root / "rules/tests").exists():
        wrong += load_rule_tests(project).diagnostics
    return [one for one in wrong if one.severity is not Severity.WARNING]


def place(block: Block, root: Path) -> list[str]:
    """Write a block's file into the page's project; what is wrong with it, unless it should be."""
    if block.path is None:
        return []
    file = root / block.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block.text, encoding="utf-8")
    found = [one for one in wrong_in(root) if one.location.path == block.path]
    good = bool(found) == ("wrong" in block.info)
    return [] if good else [f"{block.path}: {found or 'nothing is wrong with it'}"]


def attempt(command: str, shown: list[str], folder: Path) -> tuple[list[str], int]:
    """The lines a command prints and its exit code; make leaves with 0 and is not run."""
    if not command.startswith("make "):
        return run(command, folder)
    assert f"\n{command.removeprefix('make ')}: " in (ROOT / "Makefile").read_text(), command
    return (run(CHECK, ROOT)[0] if command == "make check" and shown else []), 0


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_files_and_commands(page: Path, tmp_path: Path) -> None:
    """Files load, in a project of the page's own; commands print what the page shows."""
    scratch(tmp_path, named(page))
    text = page.read_text(encoding="utf-8")
    wrong, end, parts = list[str](), 0, list[str]()
    for block in blocks(page):
        if block.info[0] == "toml":
            tomllib.loads(block.text)
        wrong += place(block, tmp_path)
        if block.info[0] == "console" and "shell" not in block.info:
            parts.append(text[end : block.start])
            end = block.start + len(block.text)
            for command, shown, code in commands(block):
                real, real_code = attempt(
                    command, shown, tmp_path if "page" in block.info else ROOT
                )
                if code != real_code or not (RENEW or matches(shown, real)):
                    wrong.append("\n".join((f"$ {command}", *real, f"# exit {real_code}")))
                ending = [f"# exit {code}"] if code else []
                parts += [f"{line}\n" for line in (f"$ {command}", *renewed(shown, real), *ending)]
    if RENEW:
        page.write_text("".join((*parts, text[end:])), encoding="utf-8")
    assert not wrong, "\n\n".join(wrong)


def rows(page: str, header: str) -> list[list[str]]:
    """The cells of the tables of a page whose first column has this header."""
    found, inside = list[list[str]](), False
    for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        inside = cells[0] == header or (inside and bool(cells)) if cells else False
        if inside and cells[0] != header and not cells[0].startswith("--"):
            found.append(cells)
    return found


def test_every_diagnostic_is_listed() -> None:
    exits = {"refusal": "4", "error": "3", "configuration": "2", "warning": "none"}
    expected = {
        code: (severity.value, exits[severity.value], meaning)
        for code, (severity, meaning) in CODES.items()
    }
    listed = rows("docs/diagnostics.md", "Code")
    assert {code.strip("`"): (*said[:2], said[2]) for code, *said in listed} == expected
    assert all(said[3] for _, *said in listed)


def test_every_format_is_told_of() -> None:
    pages = [*(ROOT / "docs/formats").glob("*.md"), ROOT / "docs/json.md"]
    told = "".join(page.read_text(encoding="utf-8") for page in pages)
    formats = [name for name in REPORTS if name != "text"]
    assert [name for name in formats if not re.search(rf"`{name}`|--format {name}\b", told)] == []


def test_every_exit_code_is_listed() -> None:
    listed = [int(code) for code, *_ in rows("docs/exit-codes.md", "Code")]
    assert listed == [*sorted(int(code) for code in ExitCode), 143]


@pytest.mark.parametrize(
    ("header", "words"), [("Status", Status), ("Flag", Flag), ("Reason", Reason)]
)
def test_every_word_of_a_report_is_listed(header: str, words: type[Enum]) -> None:
    listed = {re.sub("[, ]+", "-", word) for word, *_ in rows("docs/statuses.md", header)}
    listed -= {"Evidence-status", "Declared-status", "Inspectorate-status"}
    assert listed == {word.value for word in words}


def test_every_kind_and_gate_is_documented() -> None:
    assert {page.stem for page in (ROOT / "docs/kinds").glob("*.md")} >= set(KINDS)
    gates = {re.split("[`:]", cell)[1] for cell, *_ in rows("docs/rules.md", "Gate")}
    assert gates == {*GATES, NONE, INVALID}


def shapes(base: type[Shape] = Shape) -> Iterator[type[Shape]]:
    for shape in base.__subclasses__():
        yield shape
        yield from shapes(shape)


def test_every_key_is_documented_and_no_other() -> None:
    keys = {info.alias or "" for shape in shapes() for info in shape.model_fields.values()}
    said = "".join(page.read_text(encoding="utf-8") for page in REFERENCE)
    assert sorted(key for key in keys if f"`{key}`" not in said) == []
    listed = {cell for page in REFERENCE for cell, *_ in rows(named(page), "Key")}
    assert sorted(set(re.findall("`([^`]+)`", " ".join(listed))) - keys) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere_and_no_path_is_a_machines(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"/(?:work|tmp|home|root|Users|mnt|opt)/|[A-Z]:\\Users", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", text)):
        if re.match("[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = [re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings]
            assert anchor in slugs, target
