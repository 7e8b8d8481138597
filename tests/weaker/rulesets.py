"""Rule sets without any file, and the changes that make them weaker or stricter."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from afitrack.model.config import Config
from afitrack.model.ledger import Recorded, Waiver
from afitrack.model.people import People, PeopleFile, same_name
from afitrack.model.revision import RuleSet
from afitrack.model.rulebook import Afi, Inspection, Placed, Rulebook
from afitrack.requirements import KINDS
from afitrack.source import Location

Tables = dict[str, Any]
Change = Callable[[Tables], object]

_COMMON = {"title": "Something", "nature": "practice", "evidence-type": "thing"}


def requirement(kind: str, name: str, **keys: Any) -> Tables:
    return {
        "id": name,
        "kind": kind,
        **_COMMON,
        **{key.replace("_", "-"): value for key, value in keys.items()},
    }


def tables() -> Tables:
    """One AFI that has every kind of requirement, each with all it can ask."""
    requires = [
        requirement(
            "document",
            "policy",
            count=2,
            attachments=2,
            valid_for="12 months",
            as_at_within="92 days",
            approved_by=["chief", "deputy"],
            covers="contains",
        ),
        requirement(
            "register",
            "rows",
            key="ref",
            where={"field": "status", "in": ["active", "dormant"], "otherwise": ["closed"]},
            each=[
                {"field": "owner", "is": "present"},
                {"field": "grade", "in": ["a", "b"]},
                {"field": "score", "at-least": 3},
                {"field": "days", "at-most": 9},
                {"field": "decided", "within": "28 days", "of": "raised"},
                {"field": "visited", "no-older-than": "30 days"},
            ],
            bands={"field": "risk", "date": "seen", "within": {"high": "7 days", "low": "28 days"}},
            join={
                "type": "plan",
                "key": "ref",
                "each": [{"field": "action", "is": "present"}],
                "parts": {"field": "p", "of": ["pursue", "prevent"]},
            },
            at_least="95%",
        ),
        requirement(
            "sample",
            "sampled",
            key="ref",
            each=[{"field": "good", "is": "yes"}],
            size=20,
            share_of_population="10%",
            at_least="80%",
        ),
        requirement("survey", "asked", response="60%", correct="90%", population_at_least=50),
        requirement(
            "meeting", "met", count=3, longest_gap="35 days", attended_by=["chief"], decision=True
        ),
        requirement(
            "measure",
            "figure",
            target=90,
            direction="at-least",
            unit="%",
            of="effect",
            better_than="previous-quarter",
            in_a_row=2,
            better_than_baseline=True,
            met_in={"quarters": 3, "of-last": 4},
        ),
        requirement("milestone", "changed", count=2, finding_type="finding"),
        requirement("attestation", "vouched", by="chief", attests="record", as_at_within="92 days"),
        requirement("document", "one", group="either", evidence_type="one"),
        requirement("document", "other", group="either", evidence_type="other"),
        requirement("document", "third", group="either", evidence_type="third"),
    ]
    afi = {
        "id": "T-1",
        "kind": "afi",
        "title": "Test",
        "asks": "Something.",
        "owner": "chief",
        "sustain": 2,
        "due": {"date": date(2024, 3, 31), "set-by": "force"},
        "group": [{"id": "either", "title": "Two of them", "need": 2}],
        "requires": requires,
    }
    other = {
        "id": "T-2",
        "kind": "afi",
        "title": "Another",
        "asks": "More.",
        "requires": [requirement("document", "plan")],
    }
    return {
        "inspection": {"id": "peel", "title": "PEEL", "body": "HMICFRS"},
        "afi": [afi, other],
        "config": {
            "force": {"id": "testshire", "name": "Testshire"},
            "gate": {"on": ["gaps", "below:evidenced", "overdue"]},
            "evidence": {"submission-window": "31 days", "late-after": "14 days"},
            "waivers": {"longest": "6 months", "renewals": 1},
            "rules": {"approved-by": "board"},
        },
        "people": {
            "role": [{"id": r, "title": r} for r in ("chief", "deputy", "board", "clerk")],
            "person": [
                {
                    "id": "alex",
                    "name": "Alex Adams",
                    "aliases": ["A. Adams"],
                    "holds": [{"role": "chief", "to": date(2024, 12, 31)}],
                },
                {"id": "sam", "name": "Sam Smith", "holds": [{"role": "clerk"}]},
            ],
        },
        "waiver": [
            {
                "afi": "T-1",
                "requirement": "policy",
                "reason": "It is late.",
                "approved": {"by": "chief", "on": date(2024, 1, 1)},
                "from": date(2024, 1, 1),
                "expires": date(2024, 2, 1),
            }
        ],
    }


def rule_set(read: Mapping[str, Any]) -> RuleSet:
    """The rule set that the tables of all files make."""
    inspection = Inspection.model_validate(read["inspection"])
    entries = []
    for table in read["afi"]:
        requires = tuple(
            KINDS[one["kind"]].model_validate(one) for one in table.get("requires", ())
        )
        afi = Afi.model_validate({**table, "requires": requires})
        place = Location("rules/rules.toml")
        entries.append(Placed(afi, inspection, place, {one.id: place for one in requires}))
    file = PeopleFile.model_validate(read["people"])
    people = People(
        {same_name(role.id): role for role in file.role},
        {person.id: person for person in file.person},
        {same_name(name): one.id for one in file.person for name in one.names()},
    )
    waivers = tuple(
        Recorded(Waiver.model_validate(one), Location("waivers.toml")) for one in read["waiver"]
    )
    rulebook = Rulebook(tuple(entries), frozenset(), {})
    return RuleSet(rulebook, Config.model_validate(read["config"]), people, waivers)


def changed(change: Change) -> Tables:
    """The tables with one change made to them."""
    read = copy.deepcopy(tables())
    change(read)
    return read


def required(read: Tables, name: str) -> Tables:
    """A requirement's table."""
    (found,) = (one for afi in read["afi"] for one in afi["requires"] if one["id"] == name)
    assert isinstance(found, dict)
    return found
