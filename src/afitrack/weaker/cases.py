"""What became of rule tests: cases that are missing, and cases that expect something else.

No verdict rests on a test, so none of it weakens a rule; but a rule that is weakened goes unseen by
a test that is taken away with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from afitrack.model.revision import Revision
from afitrack.model.strictness import Way
from afitrack.model.trial import STATUS, RuleCase, Target

_MOST_NAMED = 5


def cases_revised(
    before: Iterable[RuleCase], after: Iterable[RuleCase]
) -> tuple[tuple[Revision, str], ...]:
    """Each revision, by what is tested, with what more there is to say; new cases are none."""
    was, now = _by_target(before), _by_target(after)
    found = (
        one for target, cases in was.items() for one in _of(target, cases, now.get(target, {}))
    )
    return tuple(sorted(found, key=lambda one: one[0].sort_key()))


def _of(
    target: Target, before: Mapping[str, RuleCase], after: Mapping[str, RuleCase]
) -> Iterator[tuple[Revision, str]]:
    missing = [name for name in before if name not in after]
    if missing:
        there, here = _counted(len(before)), _counted(len(after))
        place = before[missing[0]].location
        revision = Revision(target.afi, target.unit, "rule tests", there, here, Way.SAID, place)
        yield revision, f"; missing: {_listed(missing)}"
    for name, case in after.items():
        was, now = _expected(before.get(name, case)), _expected(case)
        if was != now:
            what = f"rule test '{name}'"
            yield Revision(target.afi, target.unit, what, was, now, Way.SAID, case.location), ""


def _by_target(cases: Iterable[RuleCase]) -> defaultdict[Target, dict[str, RuleCase]]:
    """Cases by name; of several that have one name, each further one has a number after it."""
    found = defaultdict[Target, dict[str, RuleCase]](dict)
    seen = Counter[str]()
    for one in cases:
        seen[one.name] += 1
        name = one.name.removeprefix(f"{one.target}: ")
        name = "as it is" if name == str(one.target) else name
        number = f" ({seen[one.name]})" if seen[one.name] > 1 else ""
        found[one.target][f"{name}{number}"] = one
    return found


def _expected(case: RuleCase) -> str:
    usual = case.target.unit or STATUS
    words = [
        word if name == usual else f"{name} {word}" for name, word in sorted(case.expected.items())
    ]
    if case.fails is not None:
        words.append(f"failing {', '.join(sorted(case.fails)) or 'nothing'}")
    if case.turned_away is not None:
        words.append(f"turned away {', '.join(sorted(case.turned_away)) or 'nothing'}")
    return "; ".join(words)


def _counted(number: int) -> str:
    return f"{number} case{'' if number == 1 else 's'}" if number else "none"


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    shown = ", ".join(f"'{name}'" for name in names[:_MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown
