"""When the engine must not answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from afitrack.engine import EngineError, EngineMissing, Rule, Table, Test, decide, durable
from afitrack.engine.exact import LIMIT

REINSTALL = (
    "CC='gcc -DPyEval_CallObject=PyObject_CallObject' pip install "
    "--force-reinstall --no-cache-dir --no-binary durable-rules durable-rules"
)
TABLE = Table(
    "traffic",
    ("cars", "lanes"),
    (
        Rule("none", (Test("cars", "==", 0),), "empty"),
        Rule("room", (Test("cars", "<=", "lanes"),), "flowing"),
        Rule("some", (Test("cars", "<", 100),), "dense"),
    ),
    (("empty",), ("flowing",), ("dense",)),
    neutral=("cars", "lanes"),
)
ROWS = [(0, 2), (2, 2), (3, 2)]


class FalseEngine:
    """Answers as it is told to, whatever it is asked."""

    error = RuntimeError

    def __init__(self, code: int = 0, answer: str | None = "", another: str | None = None) -> None:
        self.code, self.answer, self.another = code, answer, another

    def create_ruleset(self, name: str, definition: str) -> int:
        if self.code < 0:
            raise self.error("error code: 106")
        return len(name + definition)

    def assert_event(self, handle: int, event: str) -> tuple[int, int]:
        if self.code > 9:
            raise self.error(f"error code: {self.code}")
        return self.code, handle * len(event)

    def start_action_for_state(self, handle: int, session: int) -> Any:
        return None if self.answer is None else (f"{handle} {session}", self.answer)

    def complete_and_start_action(self, handle: int, session: int) -> str | None:
        return self.another if handle <= session else None


def test_each_row_gets_its_decision_in_the_rows_order() -> None:
    assert decide(TABLE, ROWS * 2) == ["empty", "flowing", "dense"] * 2
    assert decide(TABLE, []) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((1,), "row 0=1: 1 values for 2 fields"),
        ((1, 2, 3), "3 values for 2 fields"),
        ((), "0 values for 2 fields"),
        ((1, True), "lanes=True: not integers"),
        ((1.0, 2), "cars=1.0 lanes=2: not integers"),
        (("1", 2), "cars='1' lanes=2: not integers"),
        ((None, 2), "not integers"),
        ((LIMIT + 1, 2), "not integers within 2^53"),
        ((1, -LIMIT - 1), "not integers within 2^53"),
    ],
)
def test_a_row_must_be_complete_and_of_exact_integers(row: tuple[Any, ...], said: str) -> None:
    with pytest.raises(EngineError) as caught:
        decide(TABLE, [*ROWS, row])
    assert said in str(caught.value)
    assert "table traffic, row" in str(caught.value)


def test_the_largest_integers_are_taken() -> None:
    assert decide(TABLE, [(LIMIT, LIMIT), (-LIMIT, -LIMIT)]) == ["flowing", "flowing"]


def test_a_row_without_a_decision_is_an_error_and_spoils_nothing() -> None:
    with pytest.raises(EngineError, match=r"traffic, row cars=100 lanes=9: engine: no decision"):
        decide(TABLE, [(1, 1), (100, 9), (1, 1)])
    assert TABLE not in durable._RULESETS
    assert decide(TABLE, ROWS) == ["empty", "flowing", "dense"]


def test_a_false_answer_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    true_answers = durable.post(TABLE, ROWS)
    monkeypatch.setattr(durable, "post", lambda *_: [*true_answers[:2], "none"])
    with pytest.raises(EngineError) as caught:
        decide(TABLE, ROWS)
    assert str(caught.value) == (
        "table traffic, row cars=3 lanes=2: the engine decides none, the plain loop some"
    )


@pytest.mark.parametrize("answers", [[], ["none", "room"], ["none", "room", "some", "some"]])
def test_lost_and_surplus_decisions_are_found_out(
    answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "post", lambda *_: answers)
    with pytest.raises(EngineError, match=rf"traffic: 3 rows, {len(answers)} decisions"):
        decide(TABLE, ROWS)


@pytest.mark.parametrize(
    ("engine", "said"),
    [
        (FalseEngine(code=1), r"no decision \(code 1\)"),
        (FalseEngine(code=2), r"no decision \(code 2\)"),
        (FalseEngine(code=203), "error code: 203"),
        (FalseEngine(code=-1), "the engine refuses it: error code: 106"),
        (FalseEngine(answer=None), "not an answer"),
        (FalseEngine(answer=""), "not an answer"),
        (FalseEngine(answer="[]"), "not an answer"),
        (FalseEngine(answer="{}"), "not an answer"),
        (FalseEngine(answer='{"r0":{}, "r1":{}}'), "not an answer"),
        (FalseEngine(answer='{"r9":{"m":{"cars":0,"lanes":2}}}'), "not an answer"),
        (FalseEngine(answer='{"r0":{"m":{"cars":0,"lanes":1}}}'), "none for another row"),
        (FalseEngine(answer='{"r0":{"m":{"cars":0}}}'), "none for another row"),
        (FalseEngine(answer='{"r0":{"m":{"cars":0,"lanes":2}}}', another="{}"), "more than one"),
        (FalseEngine(answer='{"r1":{"m":{"cars":0,"lanes":2}}}'), "room, the plain loop none"),
    ],
)
def test_an_engine_that_misbehaves_is_found_out(
    engine: FalseEngine, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "_RULESETS", {})
    monkeypatch.setattr(durable, "_import_engine", lambda: engine)
    with pytest.raises(EngineError, match=f"traffic.*{said}"):
        decide(TABLE, ROWS[:1])


@pytest.mark.parametrize("rows", [ROWS, []])
def test_without_the_engine_nothing_is_decided(
    rows: list[tuple[int, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "_RULESETS", {})
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineMissing) as caught:
        decide(TABLE, rows)
    remedy = "pip install durable-rules" if sys.version_info < (3, 13) else REINSTALL
    assert str(caught.value).endswith(f"; run: {remedy}")


def test_an_engine_that_was_built_for_another_python_has_a_remedy_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    symbol = "/lib/durable_rules_engine.so:\nundefined symbol: PyEval_CallObject"
    (tmp_path / "durable_rules_engine.py").write_text(f"raise ImportError({symbol!r})\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "durable_rules_engine", raising=False)
    monkeypatch.setattr(durable, "_RULESETS", {})
    with pytest.raises(EngineMissing) as caught:
        decide(TABLE, ROWS)
    assert str(caught.value) == (
        "durable-rules cannot be imported (/lib/durable_rules_engine.so: undefined symbol: "
        f"PyEval_CallObject); run: {REINSTALL}"
    )


def test_the_engine_is_imported_only_when_something_is_to_be_decided() -> None:
    program = (
        "import sys; from afitrack.engine import load_table; load_table('status');"
        "sys.exit(any('durable' in m and 'afitrack' not in m for m in sys.modules))"
    )
    path = [folder for folder in sys.path if folder]
    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {path!r}; {program}"], check=True
    )
