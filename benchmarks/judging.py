"""The thing measured, a whole check in this process, and the floor under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import tomli

from afitrack.gate import decide_gate
from afitrack.model.assessment import Assessment
from afitrack.pipeline import Scene, assess_quarter, open_project
from afitrack.report import report
from afitrack.source import Fault, Folders, read_file
from benchmarks.projects import Check


def judge(check: Check) -> Assessment:
    """What ``afitrack check`` does between its command line and its output."""
    scene = open_project(check.root)
    assert isinstance(scene, Scene)
    assessment = assess_quarter(scene, check.quarter, check.as_of)
    result = decide_gate(assessment, scene.project.config.gate.on)
    report("text").render(assessment, result)
    # A fault in a generated project would be timed on a way that no sound project takes.
    assert not assessment.diagnostics, assessment.diagnostics[0]
    return assessment


def judge_all(checks: Iterable[Check]) -> None:
    """One check after another; nothing is kept."""
    for check in checks:
        judge(check)


@contextmanager
def toml_files_read() -> Iterator[list[Path]]:
    """The project's TOML files that are read meanwhile, in order, each as often as it is read."""
    files: list[Path] = []

    def noted(root: Path | Folders, path: str, limit: int) -> bytes | Fault:
        data = read_file(root, path, limit)
        if not isinstance(data, Fault):
            files.append((root.root if isinstance(root, Folders) else root) / path)
        return data

    with patch("afitrack.load.toml.read_file", noted):
        yield files


def parse_all(files: Iterable[Path]) -> None:
    """The floor: the same files read, decoded and parsed, and nothing else."""
    for file in files:
        tomli.loads(file.read_bytes().decode(), parse_float=Decimal)
