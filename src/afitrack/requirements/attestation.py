"""``kind = "attestation"``: the holder of a role vouches for every item of a type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Final, Literal

from pydantic import Field

from afitrack.model.common_facets import UNPROVEN_AGE
from afitrack.model.content import Attestation, Attested
from afitrack.model.item import Filed
from afitrack.model.people import People, same_name
from afitrack.model.progress import Tie
from afitrack.model.requirement import Asked, FailingRow, Reading, Requirement, Verdict
from afitrack.model.shape import Identifier, Name
from afitrack.model.strictness import Facet, by, fixed, fixed_name
from afitrack.requirements.criteria import covers_quarter
from afitrack.requirements.person import doubt_of

# An attestation binds to bytes, so there must be some.
_NO_FILE: Final = "it has no file whose digest could be attested (key 'attachments')"


class AttestationRequirement(Requirement):
    """Met when one attestation names every item of the type that counts for the quarter."""

    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        *UNPROVEN_AGE,
        *by(fixed_name, "by"),
        *by(fixed, "attests"),
    )

    kind: Literal["attestation"]
    by: Name = Field(description="The role whose holder must say it.")
    attests: Identifier = Field(description="The type of the items that must be vouched for.")

    @property
    def also_reads(self) -> frozenset[str]:
        """The items vouched for."""
        return frozenset((self.attests,))

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role it names."""
        return (*super().roles, self.by)

    @property
    def acting(self) -> tuple[str, ...]:
        """Whoever must say it."""
        return (self.by,)

    @property
    def tie(self) -> Tie:
        """It names each item that it vouches for."""
        return Tie.NAMES

    @property
    def limits_beside(self) -> bool:
        """Never: else an item would only have to be old, or short, to need nobody's word."""
        return False

    def required(self, people: People) -> str:
        """What must hold, as half a sentence after 'required'."""
        attester = people.title(self.by)
        return f"every item of type {self.attests} of the quarter attested by {attester}"

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"attestation of type {self.evidence_type}"

    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Judge who says it, when and of which quarter, then each item it is or should be about."""
        attestation = filed.item.attestation
        if attestation is None:
            found = "the item attests nothing (key 'attestation')"
            return Reading(filed, Verdict.FAILS, found)
        shelf = {same_name(f.item.id): f for f in asked.shelf.accepted(self.attests)}
        failing = self._items(attestation, shelf, asked)
        named = {same_name(one.item) for one in attestation.of}
        due = {key for key, one in shelf.items() if one.quarter == asked.quarter}
        whole = len(named | due)
        items = "item" if whole == 1 else "items"
        held = f"{whole - len(failing)} of {whole} {items} of type {self.attests} attested"
        faults = [*self._speaker(attestation, asked), *_time(attestation, filed, asked)]
        verdict = Verdict.FAILS if failing or faults else Verdict.PASSES
        rests_on = {filed.item.id: tuple(shelf[name] for name in sorted(named & set(shelf)))}
        found = "; ".join([held, *faults])
        return Reading(filed, verdict, found, rows=failing, rests_on=rests_on)

    def _speaker(self, attestation: Attestation, asked: Asked) -> Iterator[str]:
        doubt = doubt_of(attestation.by, self.by, attestation.on, asked.people)
        if doubt is not None:
            yield f"attested by '{attestation.by}', {doubt}"

    def _items(
        self, attestation: Attestation, shelf: Mapping[str, Filed], asked: Asked
    ) -> tuple[FailingRow, ...]:
        reasons: dict[str, list[str]] = defaultdict(list)
        names = {same_name(one.item): one.item for one in attestation.of}
        for one in attestation.of:
            key = same_name(one.item)
            if key in shelf:
                reasons[key] += _unbound(one, attestation.on, shelf[key])
                reasons[key] += filter(None, [covers_quarter(self, shelf[key], asked)])
            else:
                reasons[key].append("no such item counts for this quarter")
        for key, filed in shelf.items():
            if filed.quarter == asked.quarter and key not in names:
                none = "" if filed.item.attachments else f", and {_NO_FILE}"
                reasons[key].append(f"not attested{none}")
        names |= {key: filed.item.id for key, filed in shelf.items()}
        failing = ((names[key], tuple(dict.fromkeys(why))) for key, why in reasons.items() if why)
        return tuple(FailingRow(name, why) for name, why in sorted(failing))


def _time(attestation: Attestation, filed: Filed, asked: Asked) -> Iterator[str]:
    if attestation.quarter != str(filed.quarter):
        yield f"it speaks of {attestation.quarter}, but was filed for {filed.quarter}"
    if attestation.on > asked.reference:
        yield f"attested only on {attestation.on}, after the reference day {asked.reference}"


def _unbound(attested: Attested, on: date, filed: Filed) -> Iterator[str]:
    as_at = filed.item.as_at
    if not filed.item.attachments:
        yield _NO_FILE
    elif attested.sha256 not in {attachment.sha256 for attachment in filed.item.attachments}:
        yield "none of its files has the digest that was attested"
    if as_at is not None and on < as_at:
        yield f"attested on {on}, before its data as at {as_at}"
