"""What may land on a base: in a real repository, as a continuous integration job sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from project import INSPECTION, Project, afi, item, requirement
from weaker.landing import (
    AUTHOR,
    CONFIG,
    FILES,
    PEOPLE,
    RULES,
    STRICT,
    WEAK,
    Landing,
    approval,
    refused,
)

WAIVER = """\
[[waiver]]
afi = "T-1"
requirement = "r"
reason = "Later."
approved = { by = "olive", on = 2023-12-01 }
from = 2023-12-01
expires = 2024-02-01
"""
MORE_EVIDENCE = {"evidence/2023-24-Q3/two.toml": item("two")}
OLIVE = "Olive Owens <olive@testshire.example>"


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def test_evidence_lands_while_the_rules_stay(landing: Landing) -> None:
    assert not landing.change(MORE_EVIDENCE).judge().diagnostics


def test_stricter_rules_land_with_evidence(landing: Landing) -> None:
    told = landing.change({"rules/rules.toml": STRICT, **MORE_EVIDENCE}).judge()
    assert [str(one) for one in told.revisions] == ["T-1/r: count: 2 → 3"]
    assert not told.diagnostics


def test_weaker_rules_alone_are_refused(landing: Landing) -> None:
    (one,) = landing.change({"rules/rules.toml": WEAK}).judge().diagnostics
    assert one.code == "rules-weakened"
    assert "T-1/r: count: 2 → 1; Owner of the rules must approve it, with digest " in one.message
    assert str(one.location).startswith("rules/rules.toml:12:")


def test_weaker_rules_with_evidence_are_refused_whoever_approves(landing: Landing) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    landing.change({**MORE_EVIDENCE, **approval(digest)}, OLIVE)
    (one,) = landing.judge().diagnostics
    assert one.code == "rules-and-evidence"
    assert "T-1/r: count: 2 → 1; evidence/2023-24-Q3/two.toml changed too" in one.message


@pytest.mark.parametrize("path", ["evidence/2023-24-Q3/files/.hidden", "evidence/note"])
def test_any_file_below_evidence_is_evidence(landing: Landing, path: str) -> None:
    landing.change({"rules/rules.toml": WEAK, path: "x"})
    assert landing.codes() == ["rules-and-evidence"]


def test_evidence_that_was_taken_away_has_changed(landing: Landing) -> None:
    landing.change({"rules/rules.toml": WEAK, "evidence/2023-24-Q3/one.toml": None})
    assert landing.codes() == ["rules-and-evidence"]


def test_approved_weaker_rules_land_and_are_listed(landing: Landing) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    (one,) = landing.change(approval(digest), OLIVE).judge().diagnostics
    assert one.code == "rules-weakened-approved"
    assert "count: 2 → 1; approved by olive on 2024-01-10: One will do." in one.message


def test_an_approval_is_void_after_a_further_change(landing: Landing) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    landing.change({**approval(digest), "rules/rules.toml": WEAK + "# more\n"}, OLIVE)
    assert landing.codes() == ["rules-weakened"]


@pytest.mark.parametrize(
    ("by", "on", "says"),
    [
        ("sam", "2024-01-10", "who was not Owner of the rules"),
        ("olive", "2022-12-31", "who was not Owner of the rules"),
        ("olive", "2024-01-13", "only on 2024-01-13"),
        ("rule-owner", "2024-01-10", "cannot be told as one person"),
        ("kim", "2024-01-10", "cannot be told as one person"),
    ],
)
def test_who_may_not_approve(landing: Landing, by: str, on: str, says: str) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    (one,) = landing.change(approval(digest, by, on), OLIVE).judge().diagnostics
    assert one.code == "rules-weakened"
    assert says in one.message


@pytest.mark.parametrize(
    ("author", "message"),
    [
        (OLIVE, "change"),
        (AUTHOR, "change\n\nCo-authored-by: Olive Owens <olive@testshire.example>\n"),
        (AUTHOR, "change\n\n* co-authored-by: olive <OLIVE@testshire.example>\n"),
    ],
)
def test_who_changed_the_rules_may_not_approve_them(
    landing: Landing, author: str, message: str
) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}, author, message).digest()
    (one,) = landing.change(approval(digest), OLIVE).judge().diagnostics
    assert one.code == "rules-weakened"
    assert "who changed the rules; somebody else must" in one.message
    oscar = "Oscar Owens <oscar@testshire.example>"
    landing.change(approval(digest, "oscar"), oscar)
    assert landing.codes() == ["rules-weakened-approved"]


@pytest.mark.parametrize("author", ["X <x@elsewhere.example>", "Sam Smith <x@elsewhere.example>"])
def test_an_author_nobody_knows_may_be_the_approver(landing: Landing, author: str) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}, author).digest()
    (one,) = landing.change(approval(digest), OLIVE).judge().diagnostics
    assert one.code == "rules-weakened"
    assert f"{author} changed the rules and is not in people.toml" in one.message


@pytest.mark.parametrize("author", [AUTHOR, "Olive Owens <sam@testshire.example>"])
def test_nobody_writes_down_anothers_approval(landing: Landing, author: str) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    landing.change(approval("0" * 64), OLIVE)
    (one,) = landing.change(approval(digest), author).judge().diagnostics
    assert one.code == "rules-weakened"
    assert "no commit of olive's brought in its approval" in one.message
    landing.change({"rules-approvals.toml": None}).change(approval(digest), OLIVE)
    assert landing.codes() == ["rules-weakened-approved"]


def test_changes_that_are_not_committed_have_no_author(landing: Landing) -> None:
    landing.change({"rules/rules.toml": STRICT}).save().write({"rules/rules.toml": WEAK})
    (one,) = landing.write(approval(landing.digest_as_is())).judge_as_is().diagnostics
    assert "not committed yet" in one.message


def test_a_history_that_is_not_whole_tells_no_authors(landing: Landing) -> None:
    digest = landing.change({"rules/rules.toml": WEAK}).digest()
    landing.change(approval(digest), OLIVE).save()
    landing.shallow()
    codes = [one.code for one in landing.judge_as_is().diagnostics]
    assert codes == ["rules-weakened", "history-unknown"]


def test_an_approval_does_not_count_twice(tmp_path: Path) -> None:
    digest = Landing(tmp_path / "once").change({"rules/rules.toml": WEAK}).digest()
    landing = Landing(tmp_path / "twice", {**FILES, **approval(digest)})
    (one,) = landing.change({"rules/rules.toml": WEAK}).judge().diagnostics
    assert "already in the base" in one.message


def test_a_change_cannot_appoint_its_own_judge(landing: Landing) -> None:
    own = CONFIG.replace("rule-owner", "soc-analyst")
    digest = landing.change({"rules/rules.toml": WEAK, "afitrack.toml": own}, OLIVE).digest()
    told = landing.change(approval(digest, "sam")).judge()
    assert {one.code for one in told.diagnostics} == {"rules-weakened"}
    assert "[rules] approved-by: rule-owner → soc-analyst" in str(told.revisions[0])


def test_without_a_rule_owner_nobody_approves(tmp_path: Path) -> None:
    landing = Landing(tmp_path, {**FILES, "afitrack.toml": CONFIG.partition("[rules]")[0]})
    (one,) = landing.change({"rules/rules.toml": WEAK}).judge().diagnostics
    assert "names no role that may approve it" in one.message


@pytest.mark.parametrize(
    "files",
    [
        {"rules/rules.toml": None, "rules/other.toml": RULES},
        {"rules/rules.toml": "# A comment.\n" + RULES.replace(" = ", "  =  ")},
        {"people.toml": PEOPLE.replace("SOC analyst", "Analyst")},
        {"rules/tests/test.toml": "# A test.\n"},
    ],
    ids=["renamed", "laid out otherwise", "another title", "a test"],
)
def test_what_says_the_same_is_no_weakening(landing: Landing, files: dict[str, str | None]) -> None:
    told = landing.change({**files, **MORE_EVIDENCE}).judge()
    assert not refused(told.diagnostics)
    assert not [one for one in told.revisions if one.weakens]


def test_rules_that_cannot_be_read_are_an_error_and_no_weakening(landing: Landing) -> None:
    assert landing.change({"rules/rules.toml": RULES + "oops"}).codes() == ["toml-syntax"]


def test_what_only_the_changes_own_policy_finds_wrong_hides_nothing(landing: Landing) -> None:
    """By the base's policy all of it can be read, so only the comparison would miss it."""
    short = '\n[waivers]\nlongest = "1 day"\n'
    landing = Landing(landing.root, {**FILES, "waivers.toml": WAIVER})
    landing.change({"rules/rules.toml": WEAK, "afitrack.toml": CONFIG + short}).save()
    result = Project(landing.root).check("--base", "at-1", "--gate", "none")
    assert result.exit_code == 3, result.output
    assert "longer than the 1 day that afitrack.toml allows" in " ".join(result.stdout.split())


def test_a_base_that_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    landing = Landing(tmp_path, {**FILES, "rules/rules.toml": "oops"})
    told = landing.change({"rules/rules.toml": RULES}).judge()
    assert [one.code for one in told.diagnostics] == ["rules-weakened"]
    assert "unreadable at the base (rules/rules.toml:1:5)" in told.diagnostics[0].message


def test_what_only_judging_shows_is_seen(tmp_path: Path) -> None:
    """Turned away by a stricter test, the newest register no longer spoils an older one."""
    rules = INSPECTION + afi(
        requirement(
            "register",
            key='"ref"',
            each='[{ field = "owner", is = "present" }]',
        )
    )
    old = item("old", as_at="2023-12-28", approved='{ by = "olive", on = 2024-01-09 }')
    rows = ('[[item.row]]\nref = "a"\nowner = "x"\n', '[[item.row]]\nref = "a"\nowner = ""\n')
    files = {
        "rules/rules.toml": rules,
        "evidence/2023-24-Q3/one.toml": old + rows[0] + "\n" + item("new") + rows[1],
    }
    landing = Landing(tmp_path, {**FILES, **files})
    stricter = rules.replace('kind = "register"', 'kind = "register"\napproved-by = "rule-owner"')
    told = landing.change({"rules/rules.toml": stricter}).judge()
    weaker = [str(one) for one in told.revisions if one.weakens]
    assert len(weaker) == 1
    assert weaker[0].startswith("T-1/r: on the evidence of 2023-24-Q3: a gap (")
    assert [one.code for one in told.diagnostics] == ["rules-weakened"]
