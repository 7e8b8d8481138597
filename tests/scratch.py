"""A git repository of evidence to try commands in, as a newcomer's shell would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import afitrack

ROOT: Final = Path(__file__).parent.parent
SOURCE: Final = Path(afitrack.__file__).parent.parent
EXAMPLE: Final = ROOT / "examples" / "exampleshire"
GIT_SETTINGS: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Sam Smith",
    "GIT_AUTHOR_EMAIL": "sam@force.example",
    "GIT_AUTHOR_DATE": "2024-04-10T12:00:00Z",
    "GIT_COMMITTER_NAME": "Sam Smith",
    "GIT_COMMITTER_EMAIL": "sam@force.example",
    "GIT_COMMITTER_DATE": "2024-04-10T12:00:00Z",
}


def install(folder: Path) -> Path:
    """A folder with a command ``afitrack`` that runs this checkout's."""
    program = folder / "bin" / "afitrack"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(
        f'#!/bin/sh\nexport PYTHONPATH="{SOURCE}" PYTHONSAFEPATH=1\n'
        f'exec "{sys.executable}" -m afitrack "$@"\n'
    )
    program.chmod(0o755)
    return program.parent


@dataclass(frozen=True)
class Scratch:
    """A folder with a shell whose PATH begins with an afitrack."""

    root: Path
    bin: Path

    def run(self, script: str, shell: str = "bash", **env: str) -> subprocess.CompletedProcess[str]:
        """What a script prints, both streams together, and how it ends."""
        told = {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.bin),
            "LC_ALL": "C.UTF-8",
            **GIT_SETTINGS,
            **env,
        }
        return subprocess.run(
            [shell, "-eu", *(("-o", "pipefail") if shell == "bash" else ()), "-c", script],
            cwd=self.root,
            env=told,
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )

    def commit(self, message: str) -> None:
        """Commit everything there is."""
        done = self.run(f"git add -A && git commit -qm '{message}'")
        assert done.returncode == 0, done.stdout


def repository(folder: Path) -> Scratch:
    """Exampleshire in a git repository of its own, with one commit on main."""
    root = folder / "force"
    shutil.copytree(EXAMPLE, root)
    scratch = Scratch(root, install(folder))
    done = scratch.run("git init -q -b main")
    assert done.returncode == 0, done.stdout
    scratch.commit("The project as it is")
    return scratch
