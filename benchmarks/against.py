"""What ``check --base`` costs beside a plain check of the same project, git's own time included."""

from __future__ import annotations

import resource
import subprocess
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from afitrack.cli import app
from benchmarks.projects import NEWEST, Check, forces

AIM = 2.2
_QUARTERS, _SIZES = 7, (10, 50)


def run(rounds: int) -> None:
    """Print the ratio for a small and a large force; one item of the newest quarter changed."""
    print("| AFIs | Items | Check s | Check with --base s | Ratio |")
    print("|---:|---:|---:|---:|---:|")
    worst = 0.0
    for afis in _SIZES:
        with tempfile.TemporaryDirectory() as name:
            (check, *_), items = forces(Path(name), 1, _QUARTERS, afis)
            _commit(check.root)
            _change(check)
            pairs = [(_seconds(check), _seconds(check, "--base", "HEAD")) for _ in range(rounds)]
        plain, against = (min(times) for times in zip(*pairs, strict=True))
        worst = max(worst, against / plain)
        print(f"| {afis} | {items:,} | {plain:.3f} | {against:.3f} | {against / plain:.2f} |")
    print(
        f"\nAt most {AIM} times a plain check: {'met' if worst <= AIM else 'missed'}, {worst:.2f}."
    )


def _commit(root: Path) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@force.example"]
    for words in (["init", "--quiet"], ["add", "--all"], [*names, "commit", "--quiet", "-m", "a"]):
        subprocess.run(["git", *words], cwd=root, check=True)


def _change(check: Check) -> None:
    file = min((check.root / "evidence" / str(NEWEST)).glob("*.toml"))
    file.write_text(f"{file.read_text()}\n# looked at again\n")


def _seconds(check: Check, *options: str) -> float:
    words = ["check", "--project", str(check.root), "--as-of", str(check.as_of), *options]
    began = _spent()
    result = CliRunner().invoke(app, [*words, "--gate", "none"])
    taken = _spent() - began
    assert result.exit_code == 0, result.output
    return taken


def _spent() -> float:
    """Seconds of the processor, this program's and those of the git it called."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
