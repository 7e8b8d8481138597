"""Who changed the rules does not approve them under another name, address or key of theirs."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Final

import pytest

from project import Project
from weaker.landing import AUTHOR, FILES, PEOPLE, WEAK, Landing, approval

OLIVE: Final = "Olive Owens <olive@testshire.example>"


def _public(number: int) -> str:
    kind = b"ssh-ed25519"
    parts = (kind, bytes([number] * 32))
    blob = b"".join(len(one).to_bytes(4, "big") + one for one in parts)
    return f"ssh-ed25519 {base64.b64encode(blob).decode()}"


FIRST, SECOND, SAMS = (_public(number) for number in (1, 2, 3))
OLIVES: Final = f'id = "olive"\naliases = ["O. Owens"]\nkeys = ["{FIRST}", "{SECOND}"]'
KNOWN: Final = (
    PEOPLE.replace('emails = ["olive@', 'emails = ["olive@home.example", "olive@')
    .replace('id = "olive"', OLIVES)
    .replace('id = "sam"', f'id = "sam"\nkeys = ["{SAMS}"]')
)
CHANGED: Final = "approved by '{}', who changed the rules; somebody else must"


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path, {**FILES, "people.toml": KNOWN})


def refused_because(landing: Landing, why: str) -> bool:
    """Whether the command leaves with 4 and says why."""
    result = Project(landing.root).check("--base", "at-1", "--gate", "none")
    said = " ".join(result.stdout.split())
    return result.exit_code == 4 and why in said and "[rules-weakened]" in said


def lands(landing: Landing) -> bool:
    """Whether the command lets it through, as approved."""
    result = Project(landing.root).check("--base", "at-1", "--gate", "none")
    return result.exit_code == 0 and "[rules-weakened-approved]" in " ".join(result.stdout.split())


@pytest.mark.parametrize("by", ["olive", "O. Owens"])
@pytest.mark.parametrize(
    ("author", "message"),
    [
        ("Somebody <olive@home.example>", "change"),
        ("O. Owens <sam@testshire.example>", "change"),
        (AUTHOR, "change\n\nCo-authored-by: x <OLIVE@home.example>\n"),
        (AUTHOR, "change\n\nCo-authored-by: O. Owens <sam@testshire.example>\n"),
    ],
    ids=["address", "alias", "co-author by address", "co-author by alias"],
)
def test_another_name(landing: Landing, by: str, author: str, message: str) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}, author, message).digest()
    landing.change(approval(digest, by), OLIVE).save()
    assert refused_because(landing, CHANGED.format(by))
    landing.change(approval(digest, by), "Olive <olive@home.example>").save()
    assert refused_because(landing, CHANGED.format(by))


@pytest.mark.parametrize("key", [FIRST, SECOND])
def test_another_key(landing: Landing, key: str) -> None:
    """Written under Sam's address and signed with a key of Olive's, who approves it."""
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    landing.repository.sign(key)
    landing.write(approval(digest)).repository.commit_here(OLIVE)
    assert refused_because(landing, CHANGED.format("olive"))


def test_a_key_of_the_author_is_theirs(landing: Landing) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    landing.repository.sign(SAMS)
    landing.write(approval(digest)).repository.commit_here(OLIVE)
    landing.repository.sign(SECOND)
    assert lands(landing)


def test_an_approval_under_anothers_name_and_ones_own_key(landing: Landing) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    landing.write(approval(digest)).repository.commit_here(OLIVE)
    landing.repository.sign(SAMS)
    assert refused_because(landing, "no commit of olive's brought in its approval")


def test_a_second_person_of_ones_own_is_none(landing: Landing) -> None:
    """Appointed by the change itself: who owns the rules is as the base has it."""
    more = '\n[[person]]\nid = "two"\nname = "Two"\nemails = ["two@testshire.example"]\n'
    people = f'{KNOWN}{more}holds = [{{ role = "rule-owner" }}]\n'
    files = {"rules/rules.toml": WEAK, "people.toml": people}
    digest = landing.change(files, OLIVE).digest()
    landing.change(approval(digest, "two"), "Two <two@testshire.example>").save()
    assert refused_because(landing, "approved by 'two', who cannot be told as one person")
