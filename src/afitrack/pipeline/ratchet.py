"""Brings a project's baseline to its assessment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from afitrack.compare.ratchet import hold, known_gaps
from afitrack.git import GitError, Trouble, open_repo, resolve
from afitrack.load.baseline import BASELINE, load_baseline
from afitrack.load.digest import rules_digest
from afitrack.model.assessment import Assessment
from afitrack.model.baseline import Baseline, Ratchet
from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Location


def baseline_of(root: Path, assessment: Assessment) -> tuple[Baseline | None, Assessment]:
    """The baseline in a project's folder, and the assessment with what is wrong with it."""
    baseline, wrong = load_baseline(root, assessment.force_id)
    return baseline, with_diagnostics(assessment, wrong)


def ratcheted(
    assessment: Assessment, baseline: Baseline, met_at_base: frozenset[str] = frozenset()
) -> tuple[Ratchet, Assessment]:
    """What the baseline lets through, and the assessment with what is cured said in it."""
    ratchet = hold(baseline, assessment, met_at_base)
    if not ratchet.cured:
        return ratchet, assessment
    message = (
        f"no gap any more: {', '.join(ratchet.cured)}; take out what is cured with 'afitrack "
        "baseline prune', so that it is a new gap should it come back"
    )
    said = Diagnostic(Location(BASELINE), "baseline-cured", message)
    return ratchet, with_diagnostics(assessment, [said])


def new_baseline(root: Path, assessment: Assessment) -> Baseline:
    """A baseline of everything that is open now."""
    return Baseline(
        force=assessment.force_id,
        quarter=assessment.quarter,
        as_of=assessment.as_of,
        commit=_commit(root),
        rules=rules_digest(root),
        marking=assessment.marking,
        gaps=known_gaps(assessment),
    )


def with_diagnostics(assessment: Assessment, more: list[Diagnostic]) -> Assessment:
    """The assessment with more said, each once and in order of place."""
    everything = sorted({*assessment.diagnostics, *more}, key=Diagnostic.sort_key)
    return replace(assessment, diagnostics=tuple(everything)) if more else assessment


def _commit(root: Path) -> str | None:
    repo = open_repo(root)
    if isinstance(repo, Trouble):
        return None
    try:
        commit = resolve(repo, "HEAD")
    except GitError:
        return None
    return None if isinstance(commit, Trouble) else commit
