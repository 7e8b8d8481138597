"""Rules that were made stricter and are brought back as they were, by what writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from afitrack.load.rule_approvals import policy_digest
from committed import Repository
from project import Project
from weaker.landing import FILES, RULES, WEAK, Files, approval

OLIVE = "Olive Owens <olive@testshire.example>"
OSCAR = "Oscar Owens <oscar@testshire.example>"
SAM = "Sam Smith <sam@testshire.example>"
STRICTER = {"rules/rules.toml": RULES}
LATE, EARLY = "1900000000 +0000", "1000000000 +0000"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The base is ``at-2``: it asks more than the commit before it, from which a branch begins."""
    made = Repository(tmp_path)
    made.commit({**FILES, "rules/rules.toml": WEAK}, OSCAR)
    made.commit(STRICTER, SAM)
    made.commit({"README.md": "A branch."}, OSCAR, after=(1,))
    return made


def left(repository: Repository, by: str, author: str, base: str = "at-2") -> tuple[int, str]:
    """Have the newest commit's rules approved; the exit code of the check and what it says."""
    repository.save()
    repository.commit(approval(policy_digest(repository.root), by), author)
    repository.save()
    result = Project(repository.root).check("--base", base, "--gate", "none")
    return result.exit_code, " ".join(result.stdout.split())


def test_who_merges_so_that_older_rules_win_changed_them(repository: Repository) -> None:
    repository.commit({}, OLIVE, after=(3, 2))
    code, said = left(repository, "olive", OLIVE)
    assert code == 4
    assert "approved by 'olive', who changed the rules; somebody else must" in said


def test_somebody_else_may_approve_it(repository: Repository) -> None:
    repository.commit({}, OLIVE, after=(3, 2))
    assert left(repository, "oscar", OSCAR)[0] == 0


def test_a_rule_file_that_a_merge_leaves_out(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit(FILES, OSCAR)
    more = RULES.replace("T-1", "T-2").partition("\n\n")[2]
    repository.commit({"rules/more.toml": f'inspection = "peel-test"\n\n{more}'}, SAM)
    repository.commit({"README.md": "A branch."}, OSCAR, after=(1,))
    repository.commit({}, OLIVE, after=(3, 2))
    code, said = left(repository, "olive", OLIVE)
    assert code == 4
    assert "who changed the rules" in said


def test_a_branch_that_is_behind_the_base_is_not_known_to_be_anybodys(
    repository: Repository,
) -> None:
    code, said = left(repository, "olive", OLIVE)
    assert code == 4
    assert "in commits older than the base (merge the base in first)" in said


def test_who_only_merges_the_base_in_has_changed_nothing(repository: Repository) -> None:
    weaker = WEAK.replace("attachments = 1\n", "")
    repository.commit({"rules/rules.toml": weaker}, SAM, after=(2,))
    repository.commit({"README.md": "Of the base."}, OSCAR, after=(2,))
    repository.commit({"README.md": "Of the base."}, OLIVE, after=(4, 5))
    assert left(repository, "olive", OLIVE, "at-5")[0] == 0


def test_forged_dates_bring_no_old_commit_into_the_change(tmp_path: Path) -> None:
    """Git itself, asked for what the base has not, would list the old approval once more."""
    repository = Repository(tmp_path)
    repository.commit({**FILES, "rules/rules.toml": WEAK}, OSCAR, dates=LATE)
    repository.save()
    digest = policy_digest(tmp_path)
    approved = repository.commit(approval(digest), OLIVE, dates=LATE)
    base = approved
    changes: list[Files] = [STRICTER, {"rules-approvals.toml": None}]
    changes += ({"note": str(n)} for n in range(8))
    for n, files in enumerate(changes):
        base = repository.commit(files, SAM, after=(base,), dates=f"{1000 - n} +0000")
    branch = repository.commit({"README.md": "x"}, SAM, after=(approved,), dates=LATE)
    merged = {"rules/rules.toml": WEAK, **approval(digest)}
    repository.commit(merged, SAM, after=(base, branch), dates=LATE)
    repository.save()
    result = Project(tmp_path).check("--base", f"at-{base}", "--gate", "none")
    assert result.exit_code == 4, result.stdout
    assert "no commit of olive's brought in its approval" in " ".join(result.stdout.split())
