"""Several waivers of one gap: which is a renewal, which is shown, and what cannot be waived."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from courses import Q4, RATE, THING, course, filed, rate
from project import CONFIG, Project, afi

DAY = "2024-04-15"
GROUP = '[[afi.group]]\nid = "either"\ntitle = "Either"\nneed = 1\n\n'


def waiver(start: str, expires: str, reason: str = "A new system.", name: str = "rate") -> str:
    return (
        f'[[waiver]]\nafi = "T-1"\nrequirement = "{name}"\nreason = "{reason}"\n'
        f'approved = {{ by = "acc-crime", on = {start} }}\nfrom = {start}\nexpires = {expires}\n\n'
    )


def waived(root: Path, *waivers: str, renewals: int = 1, rules: str = THING + RATE) -> Project:
    project = course(root, afi(rules), {Q4: filed(Q4)})
    project.write("afitrack.toml", f"{CONFIG}\n[waivers]\nrenewals = {renewals}\n")
    project.write("waivers.toml", "".join(waivers))
    return project


def faults(project: Project, code: str = "waiver") -> list[tuple[int, str]]:
    """Where in waivers.toml something is wrong, and what."""
    found = project.assess(Q4, DAY).diagnostics
    return [(one.location.line, one.message) for one in found if one.code == code]


LONG, INSIDE = waiver("2024-01-01", "2024-06-30"), waiver("2024-02-01", "2024-03-31", "Too.")
NEXT = waiver("2024-07-01", "2024-12-31")


@pytest.mark.parametrize("ordered", list(permutations((LONG, INSIDE, NEXT))))
def test_a_waiver_within_another_renews_nothing(tmp_path: Path, ordered: tuple[str, ...]) -> None:
    assert faults(waived(tmp_path, *ordered)) == []
    ((_, message),) = faults(waived(tmp_path, *ordered, renewals=0))
    assert message == "this is renewal number 1 of the waiver of rate; afitrack.toml allows 0"


def test_the_last_in_time_is_the_one_too_many_wherever_it_stands(tmp_path: Path) -> None:
    third = waiver("2025-01-01", "2025-03-31")
    ((line, message),) = faults(waived(tmp_path, third, LONG, NEXT))
    assert line == 1
    assert "renewal number 2" in message


def test_overlaps_do_not_go_on_for_ever(tmp_path: Path) -> None:
    again = [
        waiver(start, end)
        for start, end in (
            ("2024-01-01", "2024-06-30"),
            ("2024-06-01", "2024-11-30"),
            ("2024-11-01", "2025-04-30"),
        )
    ]
    ((line, _),) = faults(waived(tmp_path, *again))
    assert line == 17


def test_another_gap_has_renewals_of_its_own(tmp_path: Path) -> None:
    other = waiver("2024-07-01", "2024-12-31", name="thing")
    assert faults(waived(tmp_path, LONG, other, renewals=0)) == []


EARLY, LATE = waiver("2024-01-01", "2024-05-31", "Long."), waiver("2024-04-01", "2024-04-20", "Sh.")


@pytest.mark.parametrize("ordered", [(EARLY, LATE), (LATE, EARLY)])
def test_of_two_that_run_the_one_that_ends_last_is_shown(
    tmp_path: Path, ordered: tuple[str, str]
) -> None:
    project = waived(tmp_path, *ordered)
    for day in (DAY, "2024-04-21", "2024-05-01"):
        gap = project.outcome("rate", quarter=Q4, as_of=day).gap
        assert gap is not None
        assert gap.waiver is not None
        assert (gap.waiver.reason, str(gap.waiver.expires)) == ("Long.", "2024-05-31")


def test_a_member_of_a_group_is_not_waived_and_the_group_is(tmp_path: Path) -> None:
    rules = THING + GROUP + rate("a", group='"either"') + rate("b", group='"either"')
    of_member = waiver("2024-01-01", "2024-06-30", name="a")
    project = waived(tmp_path, of_member, rules=rules)
    ((line, message),) = faults(project, "unknown-name")
    assert (line, message) == (
        1,
        "'a' is one of the group 'either', and only the group is a gap; name the group",
    )
    project.write("waivers.toml", of_member.replace('"a"', '"either"'))
    assert faults(project, "unknown-name") == []
    assert project.check("--gate", "gaps", quarter=Q4, as_of=DAY).exit_code == 0
    assert project.outcome("either", quarter=Q4, as_of=DAY).state.value == "waived"
