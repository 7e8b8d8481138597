"""Items filed for a quarter, without any file: what a kind of requirement is given to judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from afitrack.model.item import Filed, Item, Row
from afitrack.model.people import People, Person, Role, same_name
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Asked, Requirement
from afitrack.requirements import KINDS
from afitrack.source import Origin

QUARTER = Quarter(2023, 3)
REFERENCE = date(2024, 1, 12)
AS_AT = date(2023, 12, 29)
FILE = Origin("evidence/2023-24-Q3/evidence.toml", b"")

Kind = TypeVar("Kind", bound=Requirement)


@dataclass(frozen=True)
class OpenShelf:
    """Other items, by type, and items of earlier quarters, by how many quarters back."""

    others: Mapping[str, Sequence[Filed]] = field(default_factory=dict)
    before: Mapping[int, Sequence[Filed]] = field(default_factory=dict)

    def accepted(self, evidence_type: str) -> Sequence[Filed]:
        return self.others.get(evidence_type, ())

    def earlier(self, quarters: int) -> Sequence[Filed]:
        return self.before.get(quarters, ())


def people() -> People:
    """Alex, then Kim, is chief; Sam and Jo are both analysts, and Jo is deputy too."""
    persons = [
        _person("alex", "Alex Adams", "chief", until=date(2023, 11, 15), aliases=["A. Adams"]),
        _person("kim", "Kim Khan", "chief", since=date(2023, 11, 16)),
        _person("sam", "Sam Smith", "analyst"),
        _person("jo", "Jo Jones", "analyst", "deputy"),
    ]
    titles = {"chief": "Chief Officer", "analyst": "Analyst", "deputy": "Deputy"}
    roles = [Role(id=name, title=title) for name, title in titles.items()]
    return People(
        {role.id: role for role in roles},
        {person.id: person for person in persons},
        {same_name(name): person.id for person in persons for name in person.names()},
    )


def _person(
    name: str,
    full: str,
    *held: str,
    since: date | None = None,
    until: date | None = None,
    aliases: Sequence[str] = (),
) -> Person:
    days = ({"from": since} if since else {}) | ({"to": until} if until else {})
    holds = [{"role": role} | days for role in held]
    table = {"id": name, "name": full, "aliases": aliases, "holds": holds}
    return Person.model_validate(table)


def asked(
    shelf: OpenShelf | None = None, quarter: Quarter = QUARTER, reference: date = REFERENCE
) -> Asked:
    """What is asked, with what else was submitted."""
    return Asked(quarter, reference, people(), shelf=shelf or OpenShelf())


def required(kind: type[Kind], **keys: Any) -> Kind:
    """A requirement; ``keys`` are its own, with underscores for hyphens."""
    name = next(name for name, one in KINDS.items() if one is kind)
    table = {
        "id": "r",
        "kind": name,
        "title": "A requirement",
        "nature": "practice",
        "evidence-type": "thing",
    }
    return kind.model_validate(table | {key.replace("_", "-"): v for key, v in keys.items()})


def filed(name: str = "thing-1", quarter: Quarter = QUARTER, **keys: Any) -> Filed:
    """An item that covers its quarter; ``keys`` are more of its own."""
    table = {
        "id": name,
        "type": "thing",
        "title": "A thing",
        "covers": {"from": quarter.start, "to": quarter.end},
        "as-at": AS_AT if quarter == QUARTER else quarter.end,
        "submitted": {"by": "sam", "on": REFERENCE},
    }
    item = Item.model_validate(table | {key.replace("_", "-"): v for key, v in keys.items()})
    rows = tuple(map(Row, item.row))
    return Filed(item, quarter, rows, FILE, ())
