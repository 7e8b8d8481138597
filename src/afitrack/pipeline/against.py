"""Judges a change beside its base: the same quarter, the same day, the base's policy.

What a change may not do, whatever its evidence shows, is an objection: a function in
``OBJECTIONS`` from both sides to diagnostics. They join the diagnostics of the change, so every
format tells them and a refusal is exit 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from afitrack.compare.against import compare_against
from afitrack.compare.ratchet import open_gaps, units
from afitrack.integrity.chain import is_seals_file
from afitrack.integrity.links import broken
from afitrack.load import EVIDENCE
from afitrack.load.baseline import BASELINE, load_baseline
from afitrack.model.assessment import Assessment
from afitrack.model.baseline import Baseline
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.quarter import Quarter
from afitrack.model.revision import Revision
from afitrack.pipeline.base import Based
from afitrack.pipeline.course import Tell, silent
from afitrack.pipeline.quarter import assess_quarter
from afitrack.pipeline.revised import revised
from afitrack.pipeline.revised_tests import tests_revised
from afitrack.pipeline.scene import Scene
from afitrack.source import Location


@dataclass(frozen=True)
class Pairing:
    """Base and head: what each is, and where its AFIs stand.

    ``proposed`` is the head's baseline and ``agreed`` the base's. ``earlier`` has both sides of the
    base's newest quarter, where the change begins a newer one, in which the base has nothing to
    lose.
    """

    based: Based
    scene: Scene
    before: Assessment
    after: Assessment
    proposed: Baseline | None
    agreed: Baseline | None
    revisions: tuple[Revision, ...] = ()
    earlier: tuple[Assessment, Assessment] | None = None

    @property
    def baseline(self) -> Baseline | None:
        """The baseline that counts: the base's, with what the head may add to it."""
        if self.proposed is None:
            return self.agreed
        grown = frozenset(self.grown)
        agreed = self.agreed.gaps if self.agreed is not None else ()
        known = {one.id for one in agreed}
        added = [one for one in self.proposed.gaps if one.id not in grown | known]
        gaps = sorted((*agreed, *added), key=lambda one: one.id)
        return replace(self.agreed or self.proposed, gaps=tuple(gaps))

    @property
    def grown(self) -> tuple[str, ...]:
        """Gaps that the head adds to the baseline and may not.

        It may add those of requirements that the base does not have. A first baseline may also
        hold what is open at the base.
        """
        if self.proposed is None:
            return ()
        there = frozenset(units(self.before))
        known = self._open_at_base() if self.agreed is None else self.agreed.ids
        return tuple(sorted((self.proposed.ids - known) & there))

    @property
    def regressed_earlier(self) -> tuple[str, ...]:
        """What went back in the base's newest quarter, each with the quarter."""
        if self.earlier is None:
            return ()
        before, after = self.earlier
        went = compare_against(self.based.ref, self.based.commit, before, after).regressed
        return tuple(f"{one} ({after.quarter})" for one in went)

    def _open_at_base(self) -> frozenset[str]:
        sides = (self.before, *(self.earlier or ())[:1])
        return frozenset.intersection(*(frozenset(open_gaps(one)) for one in sides))


def judge_against(
    based: Based,
    scene: Scene,
    quarter: Quarter,
    as_of: date,
    tell: Tell = silent,
    newest: Quarter | None = None,
) -> Pairing:
    """Judge both sides; ``scene`` is the head, opened under the base's policy.

    ``newest`` is the base's newest quarter: it is held against its base as well where ``quarter``
    is a later one. The head's diagnostics hold what there is to object to the change.
    """
    before = assess_quarter(based.scene, quarter, as_of, tell)
    after = assess_quarter(scene, quarter, as_of, tell)
    force = scene.project.config.force.id
    proposed, wrong = load_baseline(scene.project.root, force)
    agreed, _ = load_baseline(based.folder, force)
    pairing = Pairing(based, scene, before, after, proposed, agreed)
    if newest is not None and newest < quarter:
        was = assess_quarter(based.scene, newest, as_of, tell)
        now = assess_quarter(scene, newest, as_of, tell)
        pairing = replace(pairing, earlier=(was, now))
    rules = revised(based, scene.project.root, quarter, as_of)
    tests = tests_revised(based, scene.project)
    pairing = replace(pairing, revisions=(*rules.revisions, *tests.revisions))
    wrong += (*rules.diagnostics, *tests.diagnostics)
    wrong += [one for objection in OBJECTIONS for one in objection(pairing)]
    everything = sorted({*after.diagnostics, *wrong}, key=Diagnostic.sort_key)
    return replace(pairing, after=replace(after, diagnostics=tuple(everything)))


def _baseline_grown(pairing: Pairing) -> Iterable[Diagnostic]:
    if pairing.grown:
        message = (
            f"it lets through what the base's does not: {', '.join(pairing.grown)}. A baseline "
            "only shrinks; submit the evidence, or have the gap waived for a time in waivers.toml"
        )
        yield Diagnostic(Location(BASELINE), "baseline-grown", message)


def _gone_back(pairing: Pairing) -> Iterable[Diagnostic]:
    if pairing.regressed_earlier and pairing.earlier is not None:
        quarter = pairing.earlier[1].quarter
        went = ", ".join(pairing.regressed_earlier)
        message = (
            f"against '{pairing.based.ref}' this went back: {went}; "
            f'the gate "regression" counts it, and check --quarter {quarter} tells more'
        )
        yield Diagnostic(Location(f"{EVIDENCE}/{quarter}"), "earlier-regressed", message)


def _base_unread(pairing: Pairing) -> Iterable[Diagnostic]:
    wrong = [
        one for one in pairing.before.diagnostics if one.is_serious and one.code != "no-evidence"
    ]
    if wrong:
        message = (
            f"at '{pairing.based.ref}', {len(wrong)} problems keep files from being read, the "
            f"first at {wrong[0].location} [{wrong[0].code}]; what they hide cannot be compared"
        )
        yield Diagnostic(Location("afitrack.toml"), "base-unread", message)


def _unsealed(pairing: Pairing) -> Iterable[Diagnostic]:
    there = pairing.scene.project.chain.contents
    for path, content in sorted(pairing.based.scene.project.chain.contents.items()):
        if is_seals_file(path) and there.get(path) != content:
            wrong = "is missing" if path not in there else "is not what it was"
            message = (
                f"this file is at '{pairing.based.ref}' and {wrong}; seals are never changed or "
                f"taken away, so put it back: git checkout {pairing.based.commit[:10]} -- {path}"
            )
            yield broken(path, message)


OBJECTIONS: Final[tuple[Callable[[Pairing], Iterable[Diagnostic]], ...]] = (
    _baseline_grown,
    _gone_back,
    _base_unread,
    _unsealed,
)
