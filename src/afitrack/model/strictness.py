"""Which of two settings of a rule asks more: said once for each key, next to what the key means.

A key is weakened by every change that its *facet* does not show to be stricter. So a key that no
facet speaks of can be set, but never changed unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from afitrack.model.people import same_name

Compare = Callable[[Any, Any], "Way"]


class Way(Enum):
    """What became of a setting, the worst first."""

    WEAKER = "weaker"
    UNPROVEN = "cannot be shown to be stricter"
    STRICTER = "stricter"
    SAID = "said differently"
    SAME = "the same"

    @property
    def weakens(self) -> bool:
        """Whether it counts as a weakening: what is not shown to be stricter does."""
        return self in (Way.WEAKER, Way.UNPROVEN)


_WORST_FIRST: Final = tuple(Way)


@dataclass(frozen=True)
class Facet:
    """Keys of a table that are compared together, by their values in this order.

    A single key is compared by its value, several by tuples of theirs.
    """

    keys: tuple[str, ...]
    compare: Compare

    def values(self, table: object) -> Any:
        """What a table says under the facet's keys."""
        found = tuple(getattr(table, key) for key in self.keys)
        return found if len(self.keys) > 1 else found[0]


def by(compare: Compare, *keys: str) -> tuple[Facet, ...]:
    """A facet for each of some keys, all compared alike."""
    return tuple(Facet((key,), compare) for key in keys)


def facets_of(kind: type) -> tuple[Facet, ...]:
    """The facets of a shape, one for every key: the last that names it, else ``fixed``."""
    told: Sequence[Facet] = getattr(kind, "facets", ())
    last = {key: facet for facet in told for key in facet.keys}
    keys: Iterable[str] = getattr(kind, "model_fields", ())
    return tuple(dict.fromkeys(last.get(key, Facet((key,), fixed)) for key in keys))


def worst(ways: Iterable[Way]) -> Way:
    """What several changes come to together."""
    return min(ways, key=_WORST_FIRST.index, default=Way.SAME)


def changes(was: object, now: object) -> Iterator[tuple[Facet, Way]]:
    """What became of each facet of two tables of one shape."""
    for facet in facets_of(type(was)):
        yield facet, facet.compare(facet.values(was), facet.values(now))


def fixed(was: Any, now: Any) -> Way:
    """Of no other value can it be shown that it asks as much."""
    return Way.SAME if was == now else Way.UNPROVEN


def fixed_name(was: str, now: str) -> Way:
    """The same for a name, however it is spelt."""
    return Way.SAME if same_name(was) == same_name(now) else Way.UNPROVEN


def said(was: Any, now: Any) -> Way:
    """Words for a reader: no verdict goes by them."""
    return Way.SAME if was == now else Way.SAID


def recorded(was: Any, now: Any) -> Way:
    """A fact of the past: it may be added, and not be changed."""
    return Way.SAME if was == now else Way.SAID if was is None else Way.UNPROVEN


def more(was: Any, now: Any) -> Way:
    """A number of which more is asked; without one nothing is."""
    return _ordered(was, now, lambda: _number(now) > _number(was))


def less(was: Any, now: Any) -> Way:
    """A number that may not be passed; without one nothing is asked."""
    return _ordered(was, now, lambda: bool(now < was))


def shorter(was: Any, now: Any) -> Way:
    """A length of time that may not be passed; without one nothing is asked."""
    if was is not None and now is not None:
        if now.never_longer(was):
            return Way.SAME if was.never_longer(now) else Way.STRICTER
        return Way.WEAKER if was.never_longer(now) else Way.UNPROVEN
    return _ordered(was, now, lambda: False)


def switched_on(was: bool, now: bool) -> Way:
    """Something that is asked or not."""
    return _ordered(was or None, now or None, lambda: False)


def all_of(was: Sequence[str], now: Sequence[str]) -> Way:
    """Names that are all asked for: with one more it is stricter."""
    before, after = set(map(same_name, was)), set(map(same_name, now))
    return Way.SAME if before == after else Way.STRICTER if before < after else Way.WEAKER


def one_of(was: Sequence[str] | None, now: Sequence[str] | None) -> Way:
    """Words of which one is enough: with one less it is stricter."""
    return all_of(now, was) if was is not None and now is not None else _ordered(was, now, bool)


def table(was: Any, now: Any) -> Way:
    """A table of its own, facet by facet; without it nothing is asked."""
    if was is not None and now is not None:
        return worst(way for _, way in changes(was, now))
    return _ordered(was, now, lambda: False)


def _number(value: Any) -> Any:
    return getattr(value, "percent", value)


def _ordered(was: Any, now: Any, is_stricter: Callable[[], bool]) -> Way:
    if was == now:
        return Way.SAME
    if was is None or now is None:
        return Way.STRICTER if was is None else Way.WEAKER
    return Way.STRICTER if is_stricter() else Way.WEAKER
