"""Evidence items in OSCAL: a resource for each, an observation for each look taken at one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from afitrack.model.assessment import Assessment
from afitrack.model.gap import Considered
from afitrack.model.item import Attachment
from afitrack.model.quarter import Quarter
from afitrack.model.standing import Outcome
from afitrack.report.oscal.escape import block, line
from afitrack.report.oscal.identity import uuid_of
from afitrack.report.oscal.parts import instant, properties
from afitrack.report.told import item_told
from afitrack.report.uri import relative_uri
from afitrack.source import Location


def observations(assessment: Assessment, afi: str, outcome: Outcome) -> list[dict[str, Any]]:
    """Each item that a requirement looked at, as it was found; days are as-at days.

    OSCAL must have a day: where the as-at day is unknown it is the reference day, and said so.
    """
    return [_observation(assessment, afi, outcome, one) for one in outcome.considered]


def related(assessment: Assessment, afi: str, outcome: Outcome) -> list[dict[str, Any]]:
    """References to the same observations."""
    return [
        {"observation-uuid": _identity(assessment, afi, outcome, one)} for one in outcome.considered
    ]


def resources(assessment: Assessment, looked_at: Iterable[Considered]) -> list[dict[str, Any]]:
    """A resource for each item of the quarter, and for each carried one that was looked at."""
    own = {
        (assessment.quarter, one.item): _resource(
            (assessment.quarter, one.item),
            one.title,
            one.location,
            {
                "evidence-type": one.type,
                "as-at": str(one.as_at or "unknown"),
                "submitted-by": one.submitted_by,
                "submitted-on": str(one.submitted_on or "unknown"),
                "attachments": str(one.attachments),
                "use": one.use.value,
            },
            one.marking.value,
            one.files,
        )
        for one in assessment.exhibits
    }
    for one in looked_at:
        key = (one.quarter, one.item)
        if key not in own:
            facts = {"as-at": str(one.as_at or "unknown"), "quarter": str(one.quarter)}
            own[key] = _resource(key, one.title, one.location, facts, assessment.marking.value)
    return list(own.values())


def _observation(
    assessment: Assessment, afi: str, outcome: Outcome, one: Considered
) -> dict[str, Any]:
    expires = outcome.expires if outcome.met and one.decided else None
    return {
        "uuid": _identity(assessment, afi, outcome, one),
        "title": line(f"{one.title}, for {afi}/{outcome.requirement}"),
        "description": block(item_told(one)),
        "props": properties(
            {
                "accepted": "yes" if one.accepted else "no",
                "decided": "yes" if one.decided else "no",
                "as-at": str(one.as_at or "unknown"),
                "quarter": str(one.quarter),
            }
        ),
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "relevant-evidence": [
            {"href": f"#{_resource_uuid((one.quarter, one.item))}", "description": block(one.title)}
        ],
        "collected": instant(one.as_at or assessment.reference),
        **({"expires": instant(expires, end=True)} if expires else {}),
    }


def _identity(assessment: Assessment, afi: str, outcome: Outcome, one: Considered) -> str:
    gap = f"{assessment.force_id}/{afi}/{outcome.requirement}"
    return uuid_of("observation", gap, one.quarter, one.item)


def _resource(
    key: tuple[Quarter, str],
    title: str,
    where: Location,
    facts: Mapping[str, str | None],
    marking: str,
    attachments: Iterable[Attachment] = (),
) -> dict[str, Any]:
    return {
        "uuid": _resource_uuid(key),
        "title": line(title),
        "props": [
            {"name": "type", "value": "evidence"},
            {"name": "marking", "value": marking},
            *properties({"item": key[1], **facts}),
        ],
        "rlinks": [
            {"href": relative_uri(where.path)},
            *(_file(key[0], one) for one in attachments),
        ],
    }


def _file(quarter: Quarter, one: Attachment) -> dict[str, Any]:
    return {
        "href": relative_uri(f"evidence/{quarter}/{one.path}"),
        "hashes": [{"algorithm": "SHA-256", "value": one.sha256}],
    }


def _resource_uuid(key: tuple[Quarter, str]) -> str:
    return uuid_of("item", *key)
