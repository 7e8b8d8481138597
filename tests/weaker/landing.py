"""A project in a git repository: a base, and a change that wants to land on it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from afitrack.load.rule_approvals import policy_digest
from afitrack.model.diagnostic import Diagnostic, Severity
from afitrack.model.quarter import Quarter
from afitrack.pipeline.base import Based, base_scene
from afitrack.pipeline.revised import Revised, revised
from committed import Repository
from project import INSPECTION, afi, item, person, requirement, role

AUTHOR = "Sam Smith <sam@testshire.example>"
AS_OF, QUARTER = date(2024, 1, 12), Quarter(2023, 3)
OWNS = 'role = "rule-owner", from = 2023-01-01'
CONFIG = """\
[force]
id = "testshire"
name = "Testshire Police"

[rules]
approved-by = "rule-owner"
"""
PEOPLE = "\n".join(
    (
        role("rule-owner", "Owner of the rules"),
        role("soc-analyst", "SOC analyst"),
        person("olive", "Olive Owens", OWNS, emails='["olive@testshire.example"]'),
        person("oscar", "Oscar Owens", OWNS, emails='["oscar@testshire.example"]'),
        person("sam", "Sam Smith", 'role = "soc-analyst"', emails='["sam@testshire.example"]'),
    )
)
RULES = INSPECTION + afi(requirement("document", count="2", attachments="1"))
WEAK = RULES.replace("count = 2", "count = 1")
STRICT = RULES.replace("count = 2", "count = 3")
EVIDENCE = {
    "evidence/2023-24-Q3/one.toml": item("one", attachments="[]").replace("attachments = []\n", ""),
}
Files = Mapping[str, str | None]
FILES: Mapping[str, str] = {
    "afitrack.toml": CONFIG,
    "people.toml": PEOPLE,
    "rules/rules.toml": RULES,
    **EVIDENCE,
}


@dataclass
class Landing:
    """A base commit, and commits on top of it."""

    root: Path
    files: Files = field(default_factory=lambda: dict(FILES))

    def __post_init__(self) -> None:
        self.repository = Repository(self.root)
        self.repository.commit(self.files, AUTHOR)

    def change(self, files: Files, author: str = AUTHOR, message: str = "change") -> Landing:
        """One commit more."""
        self.repository.commit(files, author, message=message)
        return self

    def save(self) -> Landing:
        """Write the repository and its files; ``at-1`` is the base."""
        self.repository.save()
        here = set(self.repository.trees[-1])
        for path in self.root.rglob("*"):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and not name.startswith(".git/") and name not in here:
                path.unlink()
        return self

    def digest(self) -> str:
        """What the rules of the last commit have for a digest."""
        return self.save().digest_as_is()

    def digest_as_is(self) -> str:
        """The same, with the files as they are in the folder."""
        return policy_digest(self.root)

    def write(self, files: Mapping[str, str | None]) -> Landing:
        """Write files that are not committed."""
        for path, text in files.items():
            (self.root / path).write_text(text or "")
        return self

    def judge(self) -> Revised:
        """What there is to say of the change."""
        return self.save().judge_as_is()

    def judge_as_is(self) -> Revised:
        """The same, with the files as they are in the folder."""
        with base_scene(self.root, "at-1") as based:
            assert isinstance(based, Based)
            return revised(based, self.root, QUARTER, AS_OF)

    def codes(self) -> list[str]:
        """The codes of its diagnostics."""
        return [one.code for one in self.judge().diagnostics]

    def shallow(self) -> None:
        """Let the history look as if it had not been fetched whole."""
        head = subprocess.run(
            ["git", "rev-parse", "at-1"], cwd=self.root, capture_output=True, check=True
        )
        (self.root / ".git/shallow").write_bytes(head.stdout)


def approval(digest: str, by: str = "olive", on: str = "2024-01-10") -> Files:
    """An approval of rules."""
    text = f'[[approval]]\ndigest = "{digest}"\nby = "{by}"\non = {on}\nreason = "One will do."\n'
    return {"rules-approvals.toml": text}


def refused(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether something is refused."""
    return any(one.severity is Severity.REFUSAL for one in diagnostics)
