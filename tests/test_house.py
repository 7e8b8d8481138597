"""The house rules that a machine can keep: places, sizes, clocks, imports at start-up."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from afitrack.requirements import KINDS

SOURCE = Path(__file__).parent.parent / "src" / "afitrack"
MODULES = sorted(SOURCE.rglob("*.py"))
HEAVY = ("pydantic", "tomli", "durable_rules_engine", "durable", "jinja2", "afitrack.load")


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_after("import afitrack.cli")
    assert "typer" in loaded
    assert not loaded & set(HEAVY)


def test_judging_loads_neither_durable_lang_nor_reports_it_does_not_write() -> None:
    code = "from afitrack.pipeline import open_project; import afitrack.report.text"
    loaded = loaded_after(code)
    assert not loaded & {"durable", "durable.lang", "afitrack.report.json", "jinja2", "xlsxwriter"}


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=SOURCE.parent.parent,
    )
    assert done.returncode == 0, done.stdout


ALLOWED = {
    "tomli only in source": {"source"},
    "Only git starts another program": {"git"},
    "durable-rules only in engine": {"engine"},
    "typer only in cli": {"cli"},
    "pydantic only where user files take shape": {"model", "requirements", "load"},
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_contract_of_only_some_rooms_holds_for_all_others(name: str) -> None:
    """Or a new room could do what no room but one may."""
    rooms = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    listed = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {one["name"]: one for one in listed["tool"]["importlinter"]["contracts"]}
    kept = {module.removeprefix("afitrack.") for module in contracts[name]["source_modules"]}
    assert rooms - kept - {"__init__", "__main__", "__pycache__"} == ALLOWED[name]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_modules_are_small(module: Path) -> None:
    assert len(module.read_text().splitlines()) <= 250


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_public_things_say_what_they_are(module: Path) -> None:
    tree = ast.parse(module.read_text())
    nodes = [tree, *(n for n in ast.walk(tree) if isinstance(n, ast.ClassDef | ast.FunctionDef))]
    public = [n for n in nodes if not getattr(n, "name", "module").startswith("_")]
    inner = {id(m) for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) for m in n.body}
    private = {
        id(m)
        for n in ast.walk(tree)
        if isinstance(n, ast.ClassDef) and n.name.startswith("_")
        for m in n.body
    }
    silent = [n for n in public if not ast.get_docstring(n) and id(n) not in inner | private]
    assert not [getattr(n, "name", module.name) for n in silent]


def test_only_the_door_reads_the_clock() -> None:
    clock = re.compile(r"date\.today\(|datetime\.now\(|time\.time\(|time\.monotonic\(|utcnow\(")
    readers = [m for m in MODULES if clock.search(m.read_text())]
    assert readers
    assert {m.relative_to(SOURCE).parts[0] for m in readers} == {"cli"}


def test_nothing_prints_but_the_door() -> None:
    printers = [m for m in MODULES if re.search(r"(?<![.\w])print\(", m.read_text())]
    assert {m.relative_to(SOURCE).parts[0] for m in printers} <= {"cli"}


def test_a_kind_is_known_by_its_own_file() -> None:
    """Whoever judges or plans asks a requirement; only lints and witnesses are of one kind."""
    kind = re.compile(r"\b[A-Z][a-z]+Requirement\b")
    knowing = {m.relative_to(SOURCE).as_posix() for m in MODULES if kind.search(m.read_text())}
    own = {f"requirements/{name}.py" for name in ("__init__", *KINDS)}
    others = {one for one in knowing if one.partition("/")[0] not in ("lint", "weaker")}
    assert others == own
