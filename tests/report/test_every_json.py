"""Whatever stands in a project, no command's JSON has anything in it that a CI system obeys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from afitrack.cli import app
from courses import Q3, Q4, RATE, THING, course, filed, rated
from project import CONFIG, PEOPLE, Project, afi
from repository import Repository

NOW = "2024-04-15"
HOSTILE = "::error::a ##[error]b ##vso[task.setvariable variable=x]c :::: ###[d]"
ACTS = re.compile(r"::|##")
COMMANDS = {
    "check": ("check", "--gate", "none"),
    "check against a base": ("check", "--gate", "none", "--base", "main"),
    "diff": ("diff", Q3, Q4),
    "due": ("due", "--quarter", Q4),
    "forecast": ("forecast", "--on", "2025-01-01"),
    "next": ("next", "T-1"),
    "rules impact": ("rules", "impact", "main"),
    "rules lint": ("rules", "lint"),
    "test": ("test",),
    "trend": ("trend",),
    "validate": ("validate",),
    "verify": ("verify",),
    "why": ("why", "T-1"),
    "why-not": ("why-not", "T-1"),
}
UNDATED = {"rules lint", "test", "validate", "verify"}
RECORDS = f"""\
[[declared]]
afi = "T-1"
status = "complete"
on = 2024-04-01
by = "acc-crime"
reference = "{HOSTILE}"
"""
WAIVER = f"""\
[[waiver]]
afi = "T-1"
requirement = "thing"
reason = "{HOSTILE}"
approved = {{ by = "acc-crime", on = 2024-01-02 }}
from = 2024-01-02
expires = 2024-05-01
"""
ACTION = f"""\
[[action]]
id = "A-1"
afi = "T-1"
commentary = "{HOSTILE}"
next-step = "{HOSTILE}"
who = "acc-crime"
by = 2024-02-01
"""
ACCEPTED = f"""
[[lint.accept]]
code = "no-owner"
at = "{HOSTILE}"
reason = "{HOSTILE}"
"""
TEST = f"""\
quarter = "{Q3}"

[item.thing]

[[test]]
requirement = "T-1/thing"
given = ["thing"]
expect = "met"
case = [{{ that = "{HOSTILE}", item = {{ as-at = "unknown" }}, expect = "undated" }}]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A repository in which every text is hostile, and file names with it."""
    text = f'"{HOSTILE}"'
    rules = afi(THING + RATE.replace('"A requirement"', text), title=text, asks=text)
    evidence = {Q3: rated(Q3, "95", title=text), Q4: rated(Q4, "80", title=text)}
    made = course(tmp_path_factory.mktemp("json"), rules, evidence)
    made.write("afitrack.toml", CONFIG.replace('"Testshire Police"', text) + ACCEPTED)
    made.write("people.toml", PEOPLE.replace('"SOC analyst"', text).replace('"Sam Smith"', text))
    made.write("decisions.toml", RECORDS)
    made.write("waivers.toml", WAIVER)
    made.write("actions.toml", ACTION)
    made.write("rules/tests/t.toml", TEST)
    repository = Repository(made.root, made)
    repository.git("init", "--quiet", "--initial-branch=main")
    repository.commit("begin")
    assert made.run("seal", Q3, "--as-of", NOW).exit_code == 0
    made.write(f"evidence/{Q3}/::error::a ##[b].txt", HOSTILE)
    made.write(f"evidence/{Q4}/::error::a ##[b].txt", HOSTILE)
    broken = filed(Q4, "other", title=text).replace('marking = "OFFICIAL"', f"marking = {text}")
    made.write(f"evidence/{Q4}/::error::a.toml", broken)
    rules_file = made.root / "rules" / "rules.toml"
    rules_file.write_text(rules_file.read_text().replace("target = 90", "target = 70"))
    return made


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Each command that takes --format."""
    group = group or typer.main.get_command(app)
    context = typer.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "list_commands"):
            yield from commands(command, (*path, name))
        elif any("--format" in one.opts for one in command.params):
            yield " ".join((*path, name))


def test_no_command_is_forgotten() -> None:
    # report writes the formats of check, which are tried in test_ci_logs.
    assert set(commands()) == {*COMMANDS, "report"} - {"check against a base"}


@pytest.mark.parametrize("name", COMMANDS)
def test_json_that_is_printed_is_no_command(project: Project, name: str) -> None:
    day = () if name in UNDATED else ("--as-of", NOW)
    result = project.run(*COMMANDS[name], *day, "--format", "json")
    assert result.exit_code in (0, 1, 3, 4), result.output
    assert ACTS.findall(result.stdout) == []
    texts = list(_texts(json.loads(result.stdout)))
    # The data are not changed: whoever reads the JSON has them as they were written.
    assert any("::error::a" in one for one in texts), texts


def test_a_baseline_is_no_command(tmp_path: Path) -> None:
    text = f'"{HOSTILE}"'
    rules = afi(RATE.replace('"A requirement"', text), title=text, asks=text)
    made = course(tmp_path, rules, {Q4: rated(Q4, "80", title=text)})
    result = made.run("baseline", "create", "--quarter", Q4, "--as-of", NOW)
    assert result.exit_code == 0, result.output
    written = (made.root / "baseline.json").read_text()
    assert ACTS.findall(written) == []
    assert "T-1" in written


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
