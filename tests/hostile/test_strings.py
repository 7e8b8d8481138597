"""Strings that would act on a terminal, in a CI log or in a browser are shown, and do nothing."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afitrack.cli import app
from afitrack.report.escape import shown
from hostile.base import CSV, OTHER, OTHER_TEXT, REGISTER, RULES, RULES_TEXT, TABLE, register_text
from hostile.judging import judged
from project import CONFIG, PEOPLE, QUARTER, Project

HOSTILE = {
    "terminal": "\x1b[31mred\x1b[0m",
    "terminal of one character": "\x9b31mred",
    "bell and backspace": "a\a\b\b",
    "title of a terminal": "\x1b]0;gone\a",
    "right to left": "\u202eneddih\u202c",
    "isolate": "\u2066a\u2069",
    "zero width": "a\u200bb\ufeffc",
    "tag characters": "a\U000e0041b",
    "line separators": "a\u2028b\u2029c\u0085d",
    "private use": "a\ue000b",
    "github": "::error file=a.toml,line=1::gone",
    "github after a line": "a\n::set-output name=a::b",
    "github after a return": "a\r::add-mask::b",
    "github of old": "##[error]gone",
    "azure": "##vso[task.setvariable variable=a]b",
    "teamcity": "##teamcity[buildStatus status='SUCCESS']",
    "gitlab": "\x1b[0Ksection_start:1:a\r\x1b[0Kb",
    "script": "<script>alert(1)</script>",
    "formula": "=cmd|' /C calc'!A0",
    "markup of rich": "[red]gone[/red] [link=http://x.example]y[/link]",
    "braces": "{0} %s ${x} {{x}}",
    "long": "x" * 190,
    "wide": "漢字" * 60,
    "combining": "a" + "\u0301" * 100,
}
COMMAND = re.compile(r"::|##[A-Za-z]*\[")


def quoted(text: str) -> str:
    """As a TOML string."""
    plain = "".join(
        f"\\u{ord(c):04x}" if c < " " or "\x7f" <= c < "\xa0" or c in '"\\' else c for c in text
    )
    return f'"{plain}"'


def everywhere(project: Project, text: str) -> None:
    """Write a string wherever a file may hold one."""
    word = quoted(text)
    project.write("afitrack.toml", CONFIG.replace('"Testshire Police"', word))
    people = PEOPLE.replace('"SOC analyst"', word).replace('"Sam Smith"', word)
    project.write("people.toml", people + f"aliases = [{quoted('other ' + text)}]\n")
    rules = RULES_TEXT
    for old in ("PEEL test", "HMICFRS", "A plan", "Lead responsible officers"):
        rules = rules.replace(f'"{old}"', word)
    rules = re.sub('asks = ".*"', lambda _: f"asks = {word}\npriority = {word}", rules)
    rules = rules.replace('unit = "%"', f"unit = {word}").replace('["active"]', f"[{word}]")
    project.write(RULES, rules)
    cell = text.replace('"', '""')
    table = CSV + f'"{cell}","{cell}","{cell}",no,\n'
    project.write(TABLE, table)
    project.write(REGISTER, register_text(table).replace('"Register of groups"', word))
    other = OTHER_TEXT.replace('"Sam Smith"', word).replace('"Assessed in time"', word)
    other = other.replace('unit = "%"', f"unit = {word}").replace(
        'marking = "OFFICIAL"', f"marking = {word}"
    )
    project.write(OTHER, f"{other}{word} = 1\nnote = {word}\n")


def assert_tame(text: str) -> None:
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not {c for c in text if unicodedata.category(c) in hidden} - {"\n"}
    assert not COMMAND.search(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_string_is_shown_and_does_nothing(good: Project, name: str) -> None:
    everywhere(good, HOSTILE[name])
    for result in (good.check(), good.run("validate"), good.run("why", "T-1")):
        assert result.exit_code == 3
        assert_tame(result.stdout)
        assert_tame(result.stderr)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_string_is_whole_in_json(good: Project, name: str) -> None:
    everywhere(good, HOSTILE[name])
    answer = judged(good)
    whole = HOSTILE[name].strip()
    assert answer["force"]["name"] == whole
    assert (answer["afis"][0]["title"], answer["afis"][0]["asks"]) == (whole, whole)
    register = next(one for one in answer["items"] if one["id"] == "register-1")
    assert register["title"] == whole
    failing = answer["afis"][0]["requirements"][0]["gap"]["rows"]
    assert whole in {row["key"] for row in failing}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_name_is_shown_and_does_nothing(good: Project, name: str) -> None:
    plain = HOSTILE[name].replace("/", "")[:60]
    for folder in (f"evidence/{QUARTER}", "evidence", "rules"):
        (good.root / folder / f"{plain}.toml").write_text("a = ")
        (good.root / folder / plain).mkdir()
        (good.root / folder / plain / "x.toml").write_text("a = ")
    result = good.check()
    assert result.exit_code == 3
    assert_tame(result.stdout)
    judged(good)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_word_of_the_command_line_is_shown_and_does_nothing(good: Project, name: str) -> None:
    word = HOSTILE[name]
    for options in (
        ("--format", word),
        ("--quarter", word),
        ("--as-of", word),
        ("--gate", word),
        ("--gate", f"afi:{word}"),
        ("--afi", word),
        ("--owner", word),
        ("--project", word),
    ):
        project = () if "--project" in options else ("--project", str(good.root))
        day = () if "--as-of" in options else ("--as-of", "2024-01-12")
        result = CliRunner().invoke(app, ["check", *day, *options, *project])
        assert (result.exit_code, result.stdout) == (2, "")
        assert_tame(result.stderr)


def test_an_output_that_cannot_be_written_is_shown_and_does_nothing(
    good: Project, tmp_path: Path
) -> None:
    result = good.check("--output", str(tmp_path / "no" / "\x1b[31m::error::"))
    assert result.exit_code == 74
    assert_tame(result.stderr)


@pytest.mark.parametrize("text", [*HOSTILE.values(), "\ud800", "###[a", "##::[", ":::"])
def test_what_is_shown_is_tame_and_stays_so(text: str) -> None:
    assert_tame(shown(text))
    assert shown(shown(text)) == shown(text)
    plain = text.encode("unicode_escape").decode()
    assert shown(plain) == plain or COMMAND.search(plain)
