"""Judges what a rule test gives, by the corridor that judges evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from afitrack.assess import stand
from afitrack.load import Project, Submission
from afitrack.model.quarter import Quarter
from afitrack.model.rulebook import Rulebook
from afitrack.model.standing import Outcome, Standing, State
from afitrack.model.trial import STATUS, Difference, Found, RuleCase
from afitrack.model.verdict import Status
from afitrack.pipeline.course import run_course
from afitrack.pipeline.scene import Scene

_STATUSES: Final = tuple(status.value for status in Status)
_OUTCOMES: Final[Mapping[str, int]] = {State.WAIVED.value: 1, State.MET.value: 2}
"""Any gap is less than something waived."""


def judged(stage: Project, rulebook: Rulebook, case: RuleCase) -> Found:
    """What is found of a case's target when the rules are those of ``rulebook``."""
    project = replace(stage, rulebook=rulebook, ledger=case.ledger)
    quarters = tuple(sorted({one.quarter for one in case.items} | set(case.refused)))
    (last,) = run_course(
        Scene(project, quarters, ()),
        case.quarter,
        case.quarter,
        case.as_of,
        read_quarters=_Given(case).between,
    )
    config = project.config
    standings = stand(
        config.force.id, rulebook, project.ledger, config.evidence.late_after, last.history
    )
    return _found(next(one for one in standings if one.afi == case.target.afi))


class _Given:
    """A case's items as the quarters they are filed for would be read."""

    def __init__(self, case: RuleCase) -> None:
        self.case = case

    def between(
        self,
        project: Project,  # noqa: ARG002
        first: Quarter,
        last: Quarter,
        as_of: date,  # noqa: ARG002
    ) -> Iterator[Submission]:
        """Every quarter up to ``last``, from ``first`` or the oldest item's."""
        case = self.case
        quarter = min([first, *(one.quarter for one in case.items)])
        while quarter <= last:
            own = tuple(one for one in case.items if one.quarter == quarter)
            unread = case.refused.get(quarter, ())
            yield Submission(quarter, own, len(own), len(own), unread)
            quarter = quarter.following()


def _found(standing: Standing) -> Found:
    outcomes = standing.outcomes
    considered = [one for outcome in outcomes for one in outcome.considered]
    return Found(
        words={STATUS: standing.status.value} | {o.requirement: _word(o) for o in outcomes},
        because={STATUS: _why(standing)} | {o.requirement: _because(o) for o in outcomes},
        required={o.requirement: o.required for o in outcomes},
        fails=frozenset(row.key for outcome in outcomes for row in outcome.rows),
        turned_away=frozenset(one.item for one in considered if not one.accepted),
    )


def _word(outcome: Outcome) -> str:
    if outcome.gap is None or outcome.state is State.WAIVED:
        return outcome.state.value
    return outcome.gap.reason.value


def _because(outcome: Outcome) -> str:
    rows = "; ".join(map(str, outcome.rows[:3]))
    more = f"; and {len(outcome.rows) - 3} more" if len(outcome.rows) > 3 else ""
    return f"{outcome.found}{f'. Failing: {rows}{more}' if rows else ''}"


def _why(standing: Standing) -> str:
    if standing.children:
        return ", ".join(f"{name} is {status.value}" for name, status in standing.children)
    needed = [one for one in standing.outcomes if one.counts]
    unmet = ", ".join(f"{one.requirement} ({_word(one)})" for one in needed if not one.met)
    if unmet:
        return f"not met: {unmet}"
    sustained = f"sustained for {standing.sustained} of the {standing.sustain} quarters needed"
    return f"all {len(needed)} requirements are met, {sustained}"


def differences(case: RuleCase, found: Found) -> tuple[Difference, ...]:
    """Everything in which what was found is not what should be."""
    return tuple(_differences(case, found))


def _differences(case: RuleCase, found: Found) -> Iterator[Difference]:
    for of, word in case.expected.items():
        if found.words[of] != word:
            lets_through = _lets_through(word, found.words[of])
            yield _difference(found, of, of, (word, found.words[of]), lets_through=lets_through)
    whole = case.target.unit or STATUS
    for of, wanted, there in (
        ("rows that fail", case.fails, found.fails),
        ("items turned away", case.turned_away, found.turned_away),
    ):
        if wanted is not None and wanted != there:
            both = _listed(wanted), _listed(there)
            yield _difference(found, of, whole, both, lets_through=bool(wanted - there))


def _difference(
    found: Found, of: str, whole: str, both: tuple[str, str], *, lets_through: bool | None
) -> Difference:
    why, required = found.because[whole], found.required.get(whole)
    return Difference(of, *both, why, lets_through, required)


def _lets_through(expected: str, found: str) -> bool | None:
    """Whether what was found is better than what should be; None where neither is the better."""
    better = _rank(found) - _rank(expected)
    return better > 0 if better else None


def _rank(word: str) -> int:
    return _STATUSES.index(word) if word in _STATUSES else _OUTCOMES.get(word, 0)


def _listed(names: Iterable[str]) -> str:
    listed = sorted(names)
    more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
    return f"{', '.join(listed[:5])}{more}" if listed else "none"
