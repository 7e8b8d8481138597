"""Lints: what in the rules cannot be meant, told before evidence is judged by them.

A lint is advice. It knows rules, people, waivers and which evidence types were ever submitted; it
judges no evidence and no status. A new lint is a file here, a line in ``LINTS`` and a page in
``docs/lint``.
"""

from __future__ import annotations

from typing import Final

from afitrack.lint.activity import activity_as_proof
from afitrack.lint.ages import age_of_decades, never_carried, stale_before_close
from afitrack.lint.columns import impossible_tests, tests_never_missed
from afitrack.lint.effect import volume_as_effect
from afitrack.lint.figures import figures_never_missed, impossible_count, impossible_target
from afitrack.lint.owned import no_due_date, no_owner
from afitrack.lint.pending import not_judged
from afitrack.lint.readiness import never_ready
from afitrack.lint.roles import nobody_else, vacant_role
from afitrack.lint.subject import Lint, Remark, Spot, Subject, Submitted
from afitrack.lint.types import misspelt_type, unknown_type
from afitrack.lint.waivers import overlapping_waivers, waiver_before_approval

__all__ = ["LINTS", "Lint", "Remark", "Spot", "Subject", "Submitted", "remarks"]

LINTS: Final[dict[str, Lint]] = {
    # What can never be met.
    "activity-as-proof": Lint(
        "A figure of activity is asked where none is ever taken.", activity_as_proof
    ),
    "impossible-target": Lint("A target lies where no figure can be.", impossible_target),
    "impossible-tests": Lint("Tests on a row contradict each other.", impossible_tests),
    "impossible-count": Lint("More is asked than a quarter has days for.", impossible_count),
    "stale-before-close": Lint(
        "Evidence grows too old before its quarter closes.", stale_before_close
    ),
    "never-ready": Lint("No requirement can show practice or outcome.", never_ready),
    "not-judged": Lint("A requirement is of a kind that is not judged yet.", not_judged),
    # What asks nothing.
    "never-missed": Lint("A figure or a length can never be missed.", figures_never_missed),
    "test-never-missed": Lint("Every row that counts passes a test.", tests_never_missed),
    "age-of-decades": Lint("Something may be more than ten years old.", age_of_decades),
    "never-carried": Lint("'valid-for' is too short to reach another quarter.", never_carried),
    "volume-as-effect": Lint("A count may answer where an effect is meant.", volume_as_effect),
    # Who, when and what for.
    "no-owner": Lint("Nobody answers for an AFI.", no_owner),
    "no-due-date": Lint("An AFI has no deadline.", no_due_date),
    "vacant-role": Lint("Nobody holds a role that must act.", vacant_role),
    "nobody-else": Lint("Nobody is left to submit what a role approves.", nobody_else),
    "unknown-type": Lint("No item was ever of the type asked for.", unknown_type),
    "misspelt-type": Lint("Items are of a type nearly like one asked for.", misspelt_type),
    "overlapping-waivers": Lint("Two waivers of one gap run at once.", overlapping_waivers),
    "waiver-before-approval": Lint(
        "A waiver begins before it was approved.", waiver_before_approval
    ),
}


def remarks(subject: Subject) -> tuple[Remark, ...]:
    """Everything the lints say, by place."""
    return tuple(
        sorted(
            Remark(spot.location, code, spot.at, message)
            for code, lint in LINTS.items()
            for spot, message in lint.find(subject)
        )
    )
