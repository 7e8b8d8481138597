"""No verdict stands unless the engine and the plain loop both give it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from afitrack.cli import main
from afitrack.engine import durable
from afitrack.engine.table import Table
from project import AS_OF, QUARTER, afi, item, new_project, requirement

ENGINE = "durable_rules_engine"
Post = Callable[[Table, Sequence[tuple[int, ...]]], list[str]]
RULES = (
    afi(requirement("measure", target="1", direction='"at-least"', unit='"x"'))
    + requirement("register", "rows", key='"ref"', each='[{ field = "a", is = "present" }]')
    + afi("", id='"T-2"', kind='"cause-of-concern"')
    + afi(requirement("document"), id='"T-3"', kind='"recommendation"', parent='"T-2"')
)


class Run:
    """``afitrack check`` in this process, ended by its exit code."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self) -> tuple[object, str, str]:
        """The exit code, and what stands on stdout and stderr."""
        self._capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capfd.readouterr()
        return ended.value.code, said.out, said.err


@pytest.fixture(params=["text", "json"])
def check(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    figure = item(measure='{ value = 2, unit = "x", of = "effect" }')
    project = new_project(tmp_path, RULES, figure + item("thing-2", row='[{ ref = "R-1" }]'))
    when = ["--quarter", QUARTER, "--as-of", AS_OF, "--format", request.param]
    arguments = ["afitrack", "check", "--project", str(project.root), *when]
    monkeypatch.setattr(sys, "argv", arguments)
    return Run(capfd)


class Falsified:
    """The engine, but for one of its answers: another rule of the same table."""

    def __init__(self, post: Post, place: int, step: int) -> None:
        self._post, self._place, self._step = post, place, step
        self.told, self.tables = 0, dict[int, Table]()

    def __call__(self, table: Table, rows: Sequence[tuple[int, ...]]) -> list[str]:
        """Its answers; counts them all."""
        answers = self._post(table, rows)
        for number, answer in enumerate(answers):
            self.tables[self.told] = table
            if self.told == self._place:
                names = [rule.id for rule in table.rows]
                answers[number] = names[(names.index(answer) + self._step) % len(names)]
            self.told += 1
        return answers


def test_an_honest_engine_gives_a_verdict(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Falsified(durable.post, -1, 0)
    monkeypatch.setattr(durable, "post", engine)
    code, out, err = check()
    assert (code, err) == (1, "")
    assert "T-2" in out
    assert {table.name for table in engine.tables.values()} == {
        "outcome",
        "quantifier",
        "waiver",
        "status",
        "concern",
    }


def test_any_one_false_answer_is_no_verdict(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = durable.post
    whole = Falsified(honest, -1, 0)
    monkeypatch.setattr(durable, "post", whole)
    check()
    for place in range(whole.told):
        monkeypatch.setattr(durable, "post", Falsified(honest, place, 1))
        code, out, err = check()
        assert (code, out) == (70, ""), place
        assert err.count("\n") == 1
        assert f"table {whole.tables[place].name}" in err
        assert "plain loop" in err


def test_no_other_answer_at_all_is_a_verdict(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = durable.post
    whole = Falsified(honest, -1, 0)
    monkeypatch.setattr(durable, "post", whole)
    check()
    for step in range(1, len(whole.tables[0].rows)):
        monkeypatch.setattr(durable, "post", Falsified(honest, 0, step))
        assert check()[:2] == (70, ""), step


def test_without_the_engine_check_refuses(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "_RULESETS", {})
    monkeypatch.setitem(sys.modules, ENGINE, None)
    code, out, err = check()
    assert (code, out) == (70, "")
    assert err.startswith("afitrack: durable-rules cannot be imported")
    assert err.count("\n") == 1


def test_a_false_answer_leaves_an_old_file_as_it_was(
    check: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "report"
    old.write_text("old")
    monkeypatch.setattr(durable, "post", Falsified(durable.post, 0, 1))
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--output", str(old)])
    assert check()[0] == 70
    assert old.read_text() == "old"
