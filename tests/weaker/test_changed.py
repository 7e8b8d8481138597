"""Which files two states of a project do not have alike, and that none is read by a way round."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afitrack.load import changed
from afitrack.source import digest_file

FILES = {"evidence/a/b.toml": b"x = 1\n", "evidence/a/empty": b"", "evidence/.hidden": b"y"}


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    before, after = tmp_path / "before", tmp_path / "after"
    for root in (before, after):
        for path, content in FILES.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    return before, after


def test_two_states_alike(states: tuple[Path, Path]) -> None:
    assert changed.changed_files(*states, "evidence") == ()


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("content", [b"x = 2\n", b"z", b"more than there was", None])
def test_what_is_otherwise_or_gone(
    states: tuple[Path, Path], path: str, content: bytes | None
) -> None:
    file = states[1] / path
    file.unlink() if content is None else file.write_bytes(content)
    assert changed.changed_files(*states, "evidence") == (path,)
    assert changed.changed_files(states[1], states[0], "evidence") == (path,)


@pytest.mark.parametrize("swapped", ["link", "pipe"])
def test_a_file_swapped_while_it_is_looked_at_is_neither_followed_nor_waited_for(
    states: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, swapped: str
) -> None:
    path, real = "evidence/a/b.toml", digest_file

    def swap(root: Path, relative: str, size: int) -> object:
        file = states[1] / path
        if root == states[1] and file.is_file() and not file.is_symlink():
            file.unlink()
            file.symlink_to(states[0] / path) if swapped == "link" else os.mkfifo(file)
        return real(root, relative, size)

    monkeypatch.setattr(changed, "digest_file", swap)
    assert changed.changed_files(*states, "evidence") == (path,)
