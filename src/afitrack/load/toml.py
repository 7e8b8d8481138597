"""Reads one of a project's TOML files within its size."""

from __future__ import annotations

from pathlib import Path

from afitrack.source import Fault, Folders, SourceFile, parse_toml, read_file

LARGEST = 1024 * 1024


def read_toml(root: Path | Folders, path: str) -> SourceFile | Fault:
    """The file at ``path`` from ``root`` as TOML, or what is wrong with it."""
    data = read_file(root, path, LARGEST)
    return data if isinstance(data, Fault) else parse_toml(data, path)
