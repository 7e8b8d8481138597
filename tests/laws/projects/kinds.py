"""Draws what each kind of requirement asks beside the criteria common to all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from laws.projects.plan import Table

SPANS = (
    "30 days",
    "92 days",
    "13 weeks",
    "1 month",
    "3 months",
    "6 months",
    "12 months",
    "1 year",
)
PROOF = ("practice", "outcome")
SHARES = ("100%", "95%", "99.5 %", "80%", "66.666667%", "50%", "33.3%", "0.1%")
FIELDS = ("one", "two", "three")
STATES = ("active", "open", "archived", "dormant")
BANDS = ("high", "Medium", "low")
PARTS = ("pursue", "Prevent", "protect")


def _document(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    return {"count": draw.choice((1, 2, 3))} if draw.random() < 0.3 else {}


def _register(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    table: Table = {"key": "ref", "each": _tests(draw)}
    if draw.random() < 0.5:
        table["at-least"] = draw.choice(SHARES)
    if draw.random() < 0.5:
        counted = draw.choice((1, 2))
        where = {"field": "state", "in": list(STATES[:counted])}
        if draw.random() < 0.8:
            where["otherwise"] = list(STATES[counted : draw.choice((3, 4))])
        table["where"] = where
    if draw.random() < 0.2:
        table["exclude"] = {"field": "left-out"}
    if draw.random() < 0.25:
        within = {band: draw.choice(SPANS) for band in BANDS[: draw.choice((1, 2, 3))]}
        table["bands"] = {"field": "band", "date": "seen", "within": within}
    if draw.random() < 0.3:
        table["join"] = _join(draw, other)
    if ("bands" in table or "join" in table) and draw.random() < 0.5:
        del table["each"]
    return table


def _join(draw: Random, other: str) -> Table:
    join: Table = {"type": other, "key": "of"}
    if draw.random() < 0.7:
        join["each"] = _tests(draw)
        if draw.random() < 0.4:
            join["or-nil"] = "nil"
    if draw.random() < 0.4:
        join["parts"] = {"field": "part", "of": list(PARTS[: draw.choice((1, 2, 3))])}
    return join


def _measure(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    table: Table = {
        "direction": draw.choice(("at-least", "at-most")),
        "unit": draw.choice(("%", "days")),
    }
    if draw.random() < 0.4:
        table["of"] = draw.choice(("quality", "effect", "activity")[: 2 if nature in PROOF else 3])
    if draw.random() < 0.5:
        table["target"] = draw.choice((90, Decimal("89.99"), 0, Decimal("-0.5"), Decimal("1E+3")))
        return table
    if draw.random() < 0.7:
        table["better-than"] = draw.choice(("previous-quarter",) * 2 + ("same-quarter-last-year",))
        if draw.random() < 0.5:
            table["in-a-row"] = draw.choice((1, 2, 3))
    if "better-than" not in table or draw.random() < 0.3:
        table["better-than-baseline"] = True
    if draw.random() < 0.3:
        table["target"] = 20 if table["direction"] == "at-least" else 80
    return table


def _sample(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    table: Table = {"key": "ref", "each": _tests(draw)}
    sizes: Table = {
        "size": draw.choice((1, 2, 3, 5)),
        "share-of-population": draw.choice(("20%", "33.3%", "50%", "100%")),
    }
    chosen = draw.choice((("size",), ("share-of-population",), tuple(sizes)))
    table |= {key: sizes[key] for key in chosen}
    if draw.random() < 0.5:
        table["at-least"] = draw.choice(SHARES)
    if draw.random() < 0.3:
        table |= {"sampler": "four", "sampled": "five"}
    return table


def _meeting(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    table: Table = {}
    if draw.random() < 0.5:
        table["count"] = draw.choice((1, 2, 3))
    if draw.random() < 0.4:
        table["longest-gap"] = draw.choice(("31 days", "45 days", "1 month", "2 months", "7 weeks"))
    if draw.random() < 0.5:
        table["attended-by"] = draw.choice(("chief", ["chief", "deputy"], ["deputy"]))
    if draw.random() < 0.5:
        table["decision"] = draw.choice((True, True, False))
    return table


def _survey(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    table: Table = {"response": draw.choice(SHARES), "correct": draw.choice(SHARES)}
    if draw.random() < 0.3:
        table["population-at-least"] = draw.choice((1, 3, 20))
    return table


def _attestation(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    return {"by": draw.choice(("chief", "deputy")), "attests": other}


def _milestone(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    table: Table = {"finding-type": other}
    if draw.random() < 0.3:
        table["count"] = draw.choice((1, 2))
    return table


def _pending(draw: Random, nature: str, other: str) -> Table:  # noqa: ARG001
    return {"asks": "Something else."}


def _tests(draw: Random) -> list[Table]:
    return [_test(draw) for _ in range(draw.choice((1, 1, 2, 3)))]


def _test(draw: Random) -> Table:
    one, other = draw.sample(FIELDS, 2)
    number = draw.choice((3, Decimal("2.5"), 0))
    bound = draw.choice((other, "as-at"))
    test = draw.choice(
        (
            {"is": draw.choice(("present", "absent", "yes", "no"))},
            {"in": ["Red", "blue"]},
            {"at-least": number},
            {"at-most": number},
            {"within": draw.choice(SPANS), "of": other},
            {"no-earlier-than": bound},
            {"no-later-than": bound},
            {"no-older-than": draw.choice(SPANS)},
            {"differs-from": other},
        )
    )
    return {"field": one} | test


DRAWN: dict[str, Callable[[Random, str, str], Table]] = {
    "document": _document,
    "register": _register,
    "measure": _measure,
    "sample": _sample,
    "meeting": _meeting,
    "survey": _survey,
    "attestation": _attestation,
    "milestone": _milestone,
    "pending": _pending,
}
"""What a kind asks, by the requirement's nature and another type of evidence."""
