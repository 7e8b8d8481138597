"""With a base, what did not change is parsed once, and nothing comes of it but time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from afitrack.load import remembered, toml
from afitrack.source import Fault, SourceFile, parse_toml
from project import QUARTER
from repository import new_repository, submitted


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    counts = Counter[str]()

    def counting(data: bytes, path: str) -> SourceFile | Fault:
        counts[path] += 1
        return parse_toml(data, path)

    monkeypatch.setattr(toml, "parse_toml", counting)
    return counts


def test_unchanged_files_are_parsed_once(tmp_path: Path, parsed: Counter[str]) -> None:
    repository = new_repository(tmp_path)
    repository.check()
    assert parsed["rules/rules.toml"] == 1
    assert set(parsed.values()) == {1}
    assert len(parsed) == 4


def test_what_changed_is_parsed_again(tmp_path: Path, parsed: Counter[str]) -> None:
    repository = new_repository(tmp_path)
    submitted(repository.project, "plan-1", "review-1")
    assert repository.check().exit_code == 0
    assert {path for path, times in parsed.items() if times == 2} == {
        f"evidence/{QUARTER}/evidence.toml"
    }


def test_nothing_is_remembered_beyond_a_check_nor_without_a_base(
    tmp_path: Path, parsed: Counter[str]
) -> None:
    repository = new_repository(tmp_path)
    for _ in range(2):
        repository.check()
    repository.project.check()
    assert set(parsed.values()) == {3}


def test_what_is_remembered_is_bounded(
    tmp_path: Path, parsed: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (toml, remembered):
        monkeypatch.setattr(room, "MOST_REMEMBERED", 0)
    repository = new_repository(tmp_path)
    told = repository.check().stdout
    assert set(parsed.values()) == {2}
    monkeypatch.undo()
    assert repository.check().stdout == told
