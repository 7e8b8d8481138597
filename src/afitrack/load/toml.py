"""Reads one of a project's TOML files within its size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path

from afitrack.source import Fault, Folders, SourceFile, parse_toml, read_file

LARGEST = 1024 * 1024
MOST_REMEMBERED = 16 * 1024 * 1024
"""How many bytes of text are remembered at once; what is parsed takes some ten times as much."""


class _Memory:
    """Files parsed lately, by path, each kept until it was asked for once more."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, SourceFile]] = {}
        self._size = 0

    def parse(self, data: bytes, path: str) -> SourceFile | Fault:
        known = self._files.pop(path, None)
        if known is not None:
            self._size -= len(known[0])
            if known[0] == data:
                return known[1]
        source = parse_toml(data, path)
        if isinstance(source, SourceFile) and self._size + len(data) <= MOST_REMEMBERED:
            source = replace(source, made={})
            self._files[path] = (data, source)
            self._size += len(data)
        return source


_memory: ContextVar[_Memory | None] = ContextVar("memory", default=None)


@contextmanager
def remembering_files(*, at_all: bool = True) -> Iterator[None]:
    """Meanwhile a file that is read twice with the same path and bytes is parsed once.

    Not ``at_all`` is for what need not be read again.
    """
    token = _memory.set(_Memory() if at_all else None)
    try:
        yield
    finally:
        _memory.reset(token)


def read_toml(root: Path | Folders, path: str) -> SourceFile | Fault:
    """The file at ``path`` from ``root`` as TOML, or what is wrong with it."""
    data = read_file(root, path, LARGEST)
    if isinstance(data, Fault):
        return data
    memory = _memory.get()
    return parse_toml(data, path) if memory is None else memory.parse(data, path)
