"""How ``check`` comes to an assessment: alone, or against a base."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from afitrack.compare.against import Against
    from afitrack.gate import Terms
    from afitrack.model.assessment import Assessment
    from afitrack.model.baseline import Baseline
    from afitrack.model.revision import Revision


@dataclass(frozen=True)
class Judgement:
    """An assessment, the gate that was agreed for it, and what it is held against.

    ``earlier`` is what went back in an earlier quarter, where the change begins a new one.
    """

    assessment: Assessment
    configured: tuple[str, ...]
    baseline: Baseline | None = None
    before: Assessment | None = None
    ref: str = ""
    commit: str = ""
    revisions: tuple[Revision, ...] = ()
    earlier: tuple[str, ...] = ()

    def terms(self) -> tuple[Terms, Against | None, Assessment]:
        """What the gate goes by, what changed since the base, and the assessment with all said."""
        from afitrack.compare.ratchet import met
        from afitrack.gate import Terms
        from afitrack.pipeline.ratchet import ratcheted

        ratchet, against, assessment = None, None, self.assessment
        if self.baseline is not None:
            met_then = met(self.before) if self.before is not None else frozenset[str]()
            ratchet, assessment = ratcheted(assessment, self.baseline, met_then)
        if self.before is not None:
            from afitrack.compare.against import compare_against

            against = compare_against(self.ref, self.commit, self._shown(self.before), assessment)
            against = replace(against, revisions=self.revisions)
        regressed = (*against.regressed, *self._gone_back()) if against else None
        return Terms(ratchet, regressed), against, assessment

    def of(self, selected: Assessment) -> Judgement:
        """The same of the AFIs that were asked for."""
        return replace(self, assessment=selected)

    def _gone_back(self) -> Iterator[str]:
        shown = {one.afi for one in self.assessment.standings}
        return (one for one in self.earlier if one.split(" ")[0].split("/")[0] in shown)

    def _shown(self, before: Assessment) -> Assessment:
        if not self.assessment.left_out:
            return before
        shown = {one.afi for one in self.assessment.standings}
        return replace(before, standings=tuple(s for s in before.standings if s.afi in shown))


def judge_alone(
    project: Path, quarter: str | None, as_of: str | None, formats: Iterable[str] = ()
) -> Judgement:
    """The project's quarter with its own baseline; leaves with code 2 where it cannot be judged."""
    from afitrack.cli.assessing import judged
    from afitrack.pipeline.ratchet import baseline_of

    assessment, configured = judged(project, quarter, as_of, formats)
    baseline, assessment = baseline_of(project, assessment)
    return Judgement(assessment, configured, baseline)


def judge_beside(
    project: Path, quarter: str | None, as_of: str | None, ref: str, formats: Iterable[str] = ()
) -> Judgement:
    """The same against a git ref, by whose policy it is judged; a missing ref is code 2."""
    from afitrack.cli.assessing import looking_back
    from afitrack.cli.options import is_folder, opened, parse_day, usage
    from afitrack.cli.progress import progress
    from afitrack.cli.quarters import chosen
    from afitrack.git import Trouble
    from afitrack.load.remembered import remembering
    from afitrack.pipeline.against import judge_against
    from afitrack.pipeline.base import base_scene

    day = parse_day(as_of)
    is_folder(project)
    with remembering(), base_scene(project, ref, beside=True) as based:
        if isinstance(based, Trouble):
            usage(f"--base: {based.message}")
        policy = based.scene.project.config
        scene = opened(project, policy)
        # A change that takes away the newest quarter must not choose an older one.
        quarters = tuple(sorted({*scene.quarters, *based.scene.quarters}))
        tell = progress()
        judged = chosen(quarter, quarters, day)
        # Nor may it begin a new one, so that nobody looks at the newest of the base.
        newest = chosen(quarter, based.scene.quarters, day)
        pairing = judge_against(based, scene, judged, day, tell, newest)
        after = looking_back(scene, pairing.after, formats, tell)
    return Judgement(
        assessment=after,
        configured=policy.gate.on,
        baseline=pairing.baseline,
        before=pairing.before,
        ref=ref,
        commit=based.commit,
        revisions=pairing.revisions,
        earlier=pairing.regressed_earlier,
    )


def hint(judgement: Judgement, breached: Sequence[str]) -> Iterator[str]:
    """How a force begins: said where gaps breach the gate and there is no baseline."""
    if "gaps" in breached and judgement.baseline is None:
        yield (
            "afitrack: these gaps can be let through as known, and new ones refused: run "
            "'afitrack baseline create' and commit baseline.json."
        )
