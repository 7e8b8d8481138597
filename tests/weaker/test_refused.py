"""Every change of ``changes`` proposed in a real repository, and what ``check --base`` does.

There is one repository, with a commit on the base for each change alone and one for each with a
file of evidence. The evidence of the base is whole, so that nothing else is ever refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pytest

from building import to_toml
from committed import Repository
from project import Project, item
from weaker.changes import STRICTER, WEAKER
from weaker.rulesets import Tables, changed, tables

SUBMITTED: Final = '{ by = "clerk", on = 2024-01-08 }'
EVIDENCE: Final = {"evidence/2023-24-Q3/one.toml": item("one", submitted=SUBMITTED)}
MORE: Final = {"evidence/2023-24-Q3/two.toml": item("two", submitted=SUBMITTED)}
REFUSALS: Final = {"rules-weakened", "rules-and-evidence"}
PLACES: Final = ("rules/rules.toml", "afitrack.toml", "people.toml", "waivers.toml")
UNTOUCHED: Final = "rules untouched"
FORTY, TWENTY = 40, 20
# With evidence all are tried every time; alone, which is told apart later, all are in a long run.
ALONE: Final = [
    pytest.param(name, marks=[pytest.mark.long] if n >= FORTY else [])
    for n, name in enumerate(WEAKER)
]


@dataclass(frozen=True)
class Verdict:
    """What the command said, and how it left."""

    code: int
    read: Mapping[str, Any]

    @property
    def refused(self) -> list[Mapping[str, Any]]:
        """The diagnostics that refuse weaker rules."""
        return [one for one in self.read["diagnostics"] if one["code"] in REFUSALS]

    @property
    def weaker(self) -> list[Mapping[str, Any]]:
        """The revisions that weaken."""
        return [one for one in self.read["base"]["rules_revised"] if one["weakens"]]


@dataclass(frozen=True)
class Proposals:
    """The repository, and the number of each proposal in it."""

    repository: Repository
    numbers: Mapping[tuple[str, bool], int]

    def check(self, name: str, *, evidence: bool) -> Verdict:
        """Run the command on a proposal, with evidence or alone."""
        self.repository.turn(self.numbers[name, evidence])
        options = ("--base", "at-1", "--gate", "none", "--format", "json")
        result = Project(self.repository.root).check(*options)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return Verdict(result.exit_code, json.loads(result.stdout_bytes))


def written(read: Tables) -> dict[str, str]:
    """The tables as the files of a project."""
    return {
        "rules/rules.toml": to_toml({key: read[key] for key in ("inspection", "afi")}),
        "afitrack.toml": to_toml(read["config"]),
        "people.toml": to_toml(read["people"]),
        "waivers.toml": to_toml({"waiver": read["waiver"]}),
    }


@pytest.fixture(scope="module")
def proposals(tmp_path_factory: pytest.TempPathFactory) -> Proposals:
    repository = Repository(tmp_path_factory.mktemp("proposals"))
    repository.commit({**written(tables()), **EVIDENCE})
    numbers: dict[tuple[str, bool], int] = {}
    for name, change in {**WEAKER, **STRICTER}.items():
        files = written(changed(change))
        numbers[name, False] = repository.commit(files, after=(1,))
        numbers[name, True] = repository.commit({**files, **MORE}, after=(1,))
    numbers[UNTOUCHED, True] = repository.commit(MORE, after=(1,))
    repository.save()
    return Proposals(repository, numbers)


def test_there_are_as_many_as_were_asked_for() -> None:
    assert len(WEAKER) >= FORTY
    assert len(STRICTER) >= TWENTY
    assert not set(WEAKER) & set(STRICTER)


def test_evidence_alone_is_let_through(proposals: Proposals) -> None:
    verdict = proposals.check(UNTOUCHED, evidence=True)
    assert verdict.code == 0
    assert not verdict.read["diagnostics"]
    assert not verdict.read["base"]["rules_revised"]


@pytest.mark.parametrize("name", WEAKER)
def test_weaker_rules_with_evidence_are_refused(proposals: Proposals, name: str) -> None:
    _is_refused(proposals.check(name, evidence=True), "rules-and-evidence")


@pytest.mark.parametrize("name", ALONE)
def test_weaker_rules_alone_are_refused_until_approved(proposals: Proposals, name: str) -> None:
    _is_refused(proposals.check(name, evidence=False), "rules-weakened")


@pytest.mark.parametrize("name", STRICTER)
def test_stricter_rules_with_evidence_are_let_through(proposals: Proposals, name: str) -> None:
    verdict = proposals.check(name, evidence=True)
    assert verdict.code == 0
    assert not verdict.refused
    assert not verdict.weaker
    assert verdict.read["base"]["rules_revised"]


def _is_refused(verdict: Verdict, code: str) -> None:
    """Refused for that and nothing else, each weakening listed as before → after with its place."""
    assert verdict.code == 4
    listed = verdict.read["diagnostics"]
    assert {one["severity"] for one in listed} <= {"refusal", "warning"}
    assert {one["code"] for one in listed if one["severity"] == "refusal"} == {code}
    assert len(verdict.refused) == len(verdict.weaker) > 0
    for one in verdict.weaker:
        told = f"{one['what']}: {one['before']} → {one['after']}"
        places = {_place(said) for said in verdict.refused if told in said["message"]}
        assert _place(one["location"]) in places
        assert one["before"] != one["after"]
        assert one["location"]["path"] in PLACES


def _place(told: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(told[key] for key in ("path", "line", "column"))
