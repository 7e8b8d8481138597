"""Assess one quarter, or each of a run of quarters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from afitrack.assess import stand
from afitrack.facts import exhibits, known_on
from afitrack.load import EVIDENCE, Submission
from afitrack.model.assessment import Assessment, Counts, Exhibit, Use
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.marking import highest, known_marking
from afitrack.model.quarter import Quarter
from afitrack.model.requirement import Asked
from afitrack.pipeline.course import Stage, Tell, run_course, silent, uncollected
from afitrack.pipeline.scene import Scene, quarters_without_evidence
from afitrack.source import Location


def assess_quarter(scene: Scene, quarter: Quarter, as_of: date, tell: Tell = silent) -> Assessment:
    """Judge every AFI of a project by what was submitted for ``quarter``, as known on ``as_of``.

    Earlier quarters are judged too, for what sustained and regressed mean, each as it was known
    by the end of its own submission window.
    """
    (assessment,) = assess_quarters(scene, quarter, quarter, as_of, tell)
    return assessment


def assess_quarters(
    scene: Scene, first: Quarter, last: Quarter, as_of: date, tell: Tell = silent
) -> Iterator[Assessment]:
    """The assessment of each quarter from ``first`` to ``last``, reading and judging each once."""
    with uncollected():
        # The last stage is let go before Python searches again, so that it is not gone through.
        stages = run_course(scene, first, last, as_of, tell)
        yield from (_assessment(scene, stage, as_of) for stage in stages)


def _assessment(scene: Scene, stage: Stage, as_of: date) -> Assessment:
    project, own, asked = scene.project, stage.own, stage.history[-1].asked
    config = project.config
    index = exhibits(project.rulebook, own.items, asked)
    diagnostics = (*stage.diagnostics, *_nothing_submitted(own, asked))
    return Assessment(
        force_id=config.force.id,
        force_name=config.force.name,
        quarter=own.quarter,
        as_of=as_of,
        reference=asked.reference,
        closes=asked.closes,
        quarters_read=stage.read,
        quarters_without_evidence=quarters_without_evidence(scene.quarters, own.quarter, as_of),
        marking=highest(known_marking(f.item.marking) for f in (*stage.carried, *own.items)),
        inspections=tuple(dict.fromkeys(p.inspection for p in project.rulebook.entries)),
        standings=stand(
            config.force.id,
            project.rulebook,
            project.ledger,
            config.evidence.late_after,
            stage.history,
        ),
        left_out=0,
        exhibits=index,
        diagnostics=tuple(sorted(diagnostics, key=Diagnostic.sort_key)),
        counts=_counts(own, index),
        unread=tuple(sorted(stage.unread, key=Diagnostic.sort_key)),
        rag=config.rag.key,
    )


def _nothing_submitted(own: Submission, asked: Asked) -> list[Diagnostic]:
    if any(known_on(one, asked) for one in own.items):
        return []
    remedy = "submit evidence in this folder, or name another quarter with --quarter"
    message = (
        f"nothing that can be read was submitted for {own.quarter}, so only what earlier "
        f"evidence still answers was judged; {remedy}"
    )
    if own.items:
        message = (
            f"nothing was submitted for {own.quarter} by {asked.reference}, so only what "
            "earlier evidence still answers was judged: "
            f"whatever is there came later, and is not yet known; {remedy}"
        )
    return [Diagnostic(Location(f"{EVIDENCE}/{own.quarter}"), "no-evidence", message)]


def _counts(own: Submission, index: Sequence[Exhibit]) -> Counts:
    uses = Counter(exhibit.use for exhibit in index)
    return Counts(
        files_found=own.files_found,
        files_read=own.files_read,
        files_rejected=own.files_found - own.files_read,
        items_read=len(index),
        items_used=uses[Use.USED],
        items_unused=uses[Use.UNUSED],
        items_not_yet_known=uses[Use.NOT_YET_KNOWN],
    )
