"""A gate is met because of what was judged, and never because nothing was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from project import CONFIG, Project, afi, item, new_project, requirement

POLICY = requirement("document", "policy", nature='"design"')


def project(root: Path) -> Project:
    """An AFI that is a gap, a comment, and a recommendation that rests on another body."""
    rules = (
        afi(POLICY, owner='"acc-crime"')
        + afi("", id='"C-1"', kind='"comment"', owner='"soc-analyst"')
        + afi(
            POLICY,
            id='"R-1"',
            kind='"recommendation"',
            depends_on='{ body = "The Home Office", reason = "Law." }',
        )
    )
    return new_project(root, rules, item(type='"another"'))


def refused(made: Project, *options: str) -> str:
    result = made.check(*options)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    return " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--gate", "afi:C-1"), "C-1 is only recorded and not judged, so nothing could breach it; "
         "there is T-1, R-1"),
        (("--gate", "afi:C-2"), "there is no 'C-2'; there is T-1, R-1"),
        (("--gate", "kind:comment"), "the rules have no comment that is judged"),
        (("--gate", "kind:cause-of-concern"), "so nothing could breach it; there is afi"),
        (("--gate", "kind:recommendation"), "that is judged and counts against the force"),
        (("--gate", "afi:R-1", "--afi", "T-1"), "'afi:R-1' is about nothing that --afi and"),
        (("--gate", "kind:afi", "--afi", "R-1"), "'kind:afi' is about nothing that --afi and"),
        (("--afi", "C-1"), "is only recorded and not judged, so nothing could breach a gate"),
        (("--owner", "soc-analyst"), "give --gate none to look at it"),
    ],
)  # fmt: skip
def test_a_gate_that_nothing_could_breach_is_a_usage_error(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    assert said in refused(project(tmp_path), *options)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--gate", "afi:T-1"), 1),
        (("--gate", "afi:R-1"), 1),
        (("--gate", "kind:afi"), 1),
        (("--gate", "kind:afi", "--afi", "T-1"), 1),
        (("--gate", "afi:T-1", "--owner", "acc-crime"), 1),
        (("--gate", "below:evidenced"), 1),
        (("--afi", "R-1"), 0),
        (("--gate", "none", "--afi", "C-1"), 0),
    ],
)
def test_a_gate_about_something_is_judged(
    tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    assert project(tmp_path).check(*options).exit_code == code


def test_the_same_of_the_gate_in_the_configuration(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("afitrack.toml", f'{CONFIG}\n[gate]\non = ["kind:cause-of-concern"]\n')
    assert refused(made).startswith("afitrack: afitrack.toml, [gate]: 'kind:cause-of-concern': ")


def test_a_kind_may_stand_in_a_file_that_could_not_be_read(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("rules/other.toml", "not toml")
    result = made.check("--gate", "kind:cause-of-concern", "--format", "json")
    read = json.loads(result.stdout_bytes)
    assert (read["exit_code"], read["gate"]["met"]) == (3, False)


def test_a_report_of_a_part_tells_no_gate_about_the_rest(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("afitrack.toml", f'{CONFIG}\n[gate]\non = ["afi:T-1", "gaps"]\n')
    options = ("--quarter", "2023-24-Q3", "--as-of", "2024-01-12", "--format", "json")
    for part, told in ((), {"invalid", "afi:T-1", "gaps"}), (("--afi", "R-1"), {"invalid", "gaps"}):
        read = json.loads(made.run("report", *options, *part).stdout_bytes)
        assert {one["rule"] for one in read["gate"]["rules"]} == told
