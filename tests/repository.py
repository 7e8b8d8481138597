"""A project in a git repository of its own, with fixed names and days."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import Result

from project import QUARTER, Project, afi, item, new_project, requirement

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@testshire.example",
    "GIT_AUTHOR_DATE": "2024-01-10T12:00:00Z",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@testshire.example",
    "GIT_COMMITTER_DATE": "2024-01-10T12:00:00Z",
    "HOME": os.devnull,
    "LC_ALL": "C",
    "PATH": os.environ["PATH"],
}


@dataclass(frozen=True)
class Repository:
    """A repository, and the project in it."""

    top: Path
    project: Project

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.top, env=ENVIRONMENT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, message: str = "a change") -> str:
        """Commit all there is and return the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def check(self, *options: str) -> Result:
        """Check the working tree against ``main``."""
        return self.project.check("--base", "main", *options)

    def base(self, *options: str) -> dict[str, Any]:
        """What the JSON says of the base."""
        found: dict[str, Any] = self.project.json("--base", "main", *options)["base"]
        return found


RULES = afi(
    requirement("document", "plan", evidence_type='"plan"')
    + requirement("document", "review", evidence_type='"review"')
)


def submitted(project: Project, *names: str, **keys: str) -> str:
    """Items with an attachment, one of each type named, as ``plan-1``; written for the quarter."""
    text = ""
    for name in names:
        kind, _, number = name.partition("-")
        path = f"files/{name}.txt"
        digest = project.write(f"evidence/{QUARTER}/{path}", f"{kind} {number or 1}")
        attached = f'[{{ path = "{path}", sha256 = "{digest}" }}]'
        text += item(name, type=f'"{kind}"', attachments=attached, **keys)
    project.write(f"evidence/{QUARTER}/evidence.toml", text)
    return text


def new_repository(top: Path, *names: str, rules: str = RULES) -> Repository:
    """A plan and a review are required of one AFI; ``names`` are submitted, by default a plan.

    Committed on ``main``; what follows is on the branch ``change``.
    """
    top.mkdir(exist_ok=True)
    project = new_project(top, rules, "")
    submitted(project, *(names or ("plan-1",)))
    repository = Repository(top, project)
    repository.git("init", "--quiet", "--initial-branch=main")
    repository.commit("begin")
    repository.git("checkout", "--quiet", "-b", "change")
    return repository
