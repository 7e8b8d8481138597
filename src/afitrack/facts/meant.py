"""Which evidence type was probably meant, where no requirement asks for an item's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from afitrack.load.wording import nearly
from afitrack.model.rulebook import Rulebook

# Comparing takes its time, and a quarter may hold thousands of types that nobody asks for.
_MOST_TYPES: Final = 50
_MOST_OFFERED: Final = 3


def types_meant(rulebook: Rulebook, unused: Iterable[str]) -> dict[str, str]:
    """By unused type, ``; did you mean …?`` where a type, requirement or AFI is nearly called so.

    Of more than fifty types only the first fifty are compared.
    """
    asked = tuple(sorted(rulebook.evidence_types))
    by_id = dict(_ids(rulebook))
    meant: dict[str, str] = {}
    for kind in islice(dict.fromkeys(unused), _MOST_TYPES):
        near = nearly(kind, asked)
        called = None if near else nearly(kind, tuple(by_id))
        if near:
            meant[kind] = f"; did you mean '{near}'?"
        elif called:
            name, types = by_id[called]
            meant[kind] = f"; did you mean {_offered(types)}, which {name} asks for?"
    return meant


def _ids(rulebook: Rulebook) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """By the id of a requirement or AFI: its name, and the evidence types it asks for."""
    for placed in rulebook.entries:
        afi = placed.afi
        for one in afi.requires:
            yield one.id, (f"{afi.id}/{one.id}", (one.evidence_type,))
    # An AFI's id is unique; that of a requirement is so in its AFI only, and gives way.
    for placed in rulebook.entries:
        types = tuple(dict.fromkeys(one.evidence_type for one in placed.afi.requires))
        if types:
            yield placed.afi.id, (placed.afi.id, types)


def _offered(types: tuple[str, ...]) -> str:
    quoted = [f"'{one}'" for one in types[:_MOST_OFFERED]]
    if len(types) > _MOST_OFFERED:
        quoted[-1] = "another"
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
