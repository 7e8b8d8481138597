from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from afitrack.model.item import Filed
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Reading, Verdict
from afitrack.requirements.attestation import AttestationRequirement
from filing import AS_AT, QUARTER, REFERENCE, OpenShelf, asked, filed, people, required
from project import INSPECTION, afi, item, new_project, requirement
from project import QUARTER as QUARTER_NAME

ONE, TWO = "1" * 64, "2" * 64
REQUIREMENT = required(AttestationRequirement, by="chief", attests="plan")


def plan(name: str, *digests: str, as_at: date = AS_AT, quarter: Quarter = QUARTER) -> Filed:
    files = [{"path": f"{n}.txt", "sha256": digest} for n, digest in enumerate(digests)]
    return filed(name, quarter, type="plan", attachments=files, as_at=as_at)


def read(
    *plans: Filed,
    of: tuple[tuple[str, str], ...] = (("plan-1", ONE),),
    by: str = "kim",
    on: date = date(2024, 1, 5),
    quarter: str = "2023-24-Q3",
) -> Reading:
    said = {
        "by": by,
        "on": on,
        "quarter": quarter,
        "statement": "I have read them.",
        "of": [{"item": name, "sha256": digest} for name, digest in of],
    }
    shelf = OpenShelf({"plan": plans})
    return REQUIREMENT.read(filed("statement", attestation=said), asked(shelf))


def reasons(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {row.key: row.reasons for row in reading.rows}


def test_it_holds_for_one_of_several_files() -> None:
    assert read(plan("plan-1", TWO, ONE)).verdict is Verdict.PASSES
    assert read(plan("PLAN-1", ONE)).verdict is Verdict.PASSES


def test_every_item_of_the_quarter_must_be_attested() -> None:
    reading = read(plan("plan-1", ONE), plan("plan-2", TWO))
    assert reading.verdict is Verdict.FAILS
    assert reasons(reading) == {"plan-2": ("not attested",)}
    both = read(plan("plan-1", ONE), plan("plan-2", TWO), of=(("plan-1", ONE), ("plan-2", TWO)))
    assert both.verdict is Verdict.PASSES


def test_an_item_of_an_earlier_quarter_may_be_attested_but_need_not() -> None:
    earlier = plan("plan-0", TWO, as_at=date(2023, 9, 30), quarter=Quarter(2023, 2))
    reading = read(plan("plan-1", ONE), earlier)
    assert (reading.verdict, reading.found) == (
        Verdict.PASSES,
        "1 of 1 item of type plan attested",
    )
    assert read(earlier, of=(("plan-0", TWO),)).verdict is Verdict.PASSES


def test_nothing_on_the_shelf_is_not_nothing_wrong() -> None:
    reading = read()
    assert reading.verdict is Verdict.FAILS
    assert reasons(reading) == {"plan-1": ("no such item counts for this quarter",)}


def test_other_bytes_are_another_item() -> None:
    assert read(plan("plan-1", TWO)).verdict is Verdict.FAILS
    assert read(plan("plan-1")).verdict is Verdict.FAILS
    twice = read(plan("plan-1", ONE), of=(("plan-1", ONE), ("Plan-1", TWO)))
    assert reasons(twice) == {"plan-1": ("none of its files has the digest that was attested",)}
    assert "0 of 1 item of" in twice.found


@pytest.mark.parametrize(
    ("on", "passes"),
    [
        (date(2023, 12, 28), False),
        (AS_AT, True),
        (REFERENCE, True),
        (date(2024, 1, 13), False),
    ],
)
def test_the_day_lies_from_the_as_at_day_to_the_reference_day(on: date, passes: bool) -> None:
    verdict = read(plan("plan-1", ONE), on=on).verdict
    assert verdict is (Verdict.PASSES if passes else Verdict.FAILS)


@pytest.mark.parametrize(
    ("by", "passes"),
    [
        ("kim", True),
        ("Kim Khan", True),
        ("chief", True),
        ("alex", False),
        ("analyst", False),
        ("sam", False),
        ("nobody we know", False),
    ],
)
def test_one_person_who_holds_the_role_that_day(by: str, passes: bool) -> None:
    verdict = read(plan("plan-1", ONE), by=by).verdict
    assert verdict is (Verdict.PASSES if passes else Verdict.FAILS)


def test_it_speaks_of_the_quarter_it_was_filed_for() -> None:
    reading = read(plan("plan-1", ONE), quarter="2023-24-Q2")
    assert reading.verdict is Verdict.FAILS
    assert "it speaks of 2023-24-Q2" in reading.found


def test_a_quarter_that_is_none_is_refused_in_plain_words() -> None:
    with pytest.raises(ValidationError, match="could mean two quarters"):
        read(quarter="2023-Q4")


def test_order_does_not_matter() -> None:
    first, second, third = plan("b", ONE), plan("a", ONE), plan("c", ONE)
    of = (("c", TWO), ("d", ONE), ("b", ONE))
    reading = read(first, second, third, of=of)
    assert reading.rows == read(third, second, first, of=of[::-1]).rows
    assert [row.key for row in reading.rows] == ["a", "c", "d"]


def test_an_item_that_attests_nothing_fails() -> None:
    assert REQUIREMENT.read(filed(), asked()).verdict is Verdict.FAILS


def test_an_item_without_a_file_cannot_be_attested_and_that_is_said() -> None:
    said = "it has no file whose digest could be attested (key 'attachments')"
    reading = read(plan("plan-1"), plan("plan-2"))
    assert reasons(reading) == {"plan-1": (said,), "plan-2": (f"not attested, and {said}",)}


def test_who_must_attest_is_told_by_the_title_of_the_post() -> None:
    assert REQUIREMENT.required(people()).endswith("of the quarter attested by Chief Officer")


def test_an_item_needs_somebodys_word_whatever_period_it_covers(tmp_path: Path) -> None:
    """Another requirement may take it by 'overlaps', so it may be what decides there."""
    rules = requirement("register", key='"k"', each='[{ field = "ok", is = "yes" }]')
    rules = rules.replace('kind = "register"', 'kind = "register"\ncovers = "overlaps"')
    said = {"evidence_type": '"word"', "by": '"acc-crime"', "attests": '"thing"'}
    project = new_project(tmp_path, afi(rules + requirement("attestation", "word", **said)), "")
    digest = project.write(f"evidence/{QUARTER_NAME}/a.txt", "a")
    whole = {"row": '[{ k = "1", ok = "yes" }]'}
    whole["attachments"] = f'[{{ path = "a.txt", sha256 = "{digest}" }}]'
    month = whole | {"covers": "{ from = 2023-12-01, to = 2023-12-31 }", "as_at": "2023-12-30"}

    def found(*named: str) -> tuple[bool, str]:
        of = ", ".join(f'{{ item = "{name}", sha256 = "{digest}" }}' for name in named)
        statement = (
            f'{{ by = "alex", on = 2024-01-05, quarter = "{QUARTER_NAME}", '
            f'statement = "So it is.", of = [{of}] }}'
        )
        word = item("word-1", type='"word"', attestation=statement)
        path = f"evidence/{QUARTER_NAME}/evidence.toml"
        project.write(path, item(**whole) + item("thing-2", **month) + word)
        assert project.outcome("r").met
        outcome = project.outcome("word")
        return outcome.met, "; ".join(map(str, outcome.rows))

    assert found("thing-1") == (False, "thing-2 (not attested)")
    is_met, why = found("thing-1", "thing-2")
    assert not is_met
    assert "does not cover 2023-24-Q3" in why
    project.write(
        "rules/rules.toml",
        INSPECTION + afi(rules + requirement("attestation", "word", covers='"overlaps"', **said)),
    )
    assert found("thing-1", "thing-2") == (True, "")
    assert found("thing-1") == (False, "thing-2 (not attested)")
