"""Numbers of rule tables, and the smallest step that makes each of them stricter."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from afitrack.model.verdict import Reason
from answering import QUARTER, REFERENCE
from building import Table
from limits import as_at_of, earliest, numbers_in

STEP: Final = Decimal("0.000001")
_GAPS: Final = {
    "as-at-within": Reason.STALE,
    "valid-for": Reason.MISSING,
    "attachments": Reason.NO_ATTACHMENT,
}

Step = str | int


@dataclass(frozen=True)
class Number:
    """A number of a rule file: where it stands, and what it says."""

    afi: str
    requirement: str
    route: tuple[Step, ...]
    value: Any

    def __str__(self) -> str:
        return "/".join(map(str, (self.afi, self.requirement or "itself", *self.route)))


def afis(folder: Path) -> list[dict[str, Any]]:
    """Every AFI of a folder of rules, as its table says it."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))]
    return [afi for text in texts for afi in tomllib.loads(text, parse_float=Decimal)["afi"]]


def numbers_of(afi: Table) -> Iterator[Number]:
    """Every number of an AFI, its own and those of its requirements."""
    own = {key: value for key, value in afi.items() if key != "requires"}
    for route, value in numbers_in(own):
        yield Number(afi["id"], "", route, value)
    for requirement in afi.get("requires", ()):
        for route, value in numbers_in(requirement):
            yield Number(afi["id"], requirement["id"], route, value)


def stricter(number: Number, requirement: Table) -> Any:
    """The number a step to the stricter side; the least step there is."""
    value, as_at = number.value, as_at_of(requirement, QUARTER)
    match requirement["kind"], number.route:
        case _, ("as-at-within" | "valid-for",):
            return a_day_less(value, REFERENCE)
        case _, ("attachments",):
            return value + 1
        case "document" | "meeting" | "milestone", ("count",):
            return value + 1
        case (
            ("sample", ("size",))
            | ("measure", ("in-a-row",))
            | ("survey", ("population-at-least",))
        ):
            return value + 1
        case "meeting", ("longest-gap",):
            return a_day_less(value, REFERENCE)
        case "measure", ("target",):
            return value + (STEP if requirement["direction"] == "at-least" else -STEP)
        case "survey", ("response" | "correct",):
            return a_step_more(value)
        case ("register" | "sample", ("at-least",)) | ("sample", ("share-of-population",)):
            return a_step_more(value)
        case "register", ("bands", "within", str()):
            return a_day_less(value, as_at)
        case "register" | "sample", (("each", int(), test) | ("join", "each", int(), test)):
            match test:
                case "within" | "no-older-than":
                    return a_day_less(value, as_at)
                case "at-least":
                    return value + STEP
                case "at-most":
                    return value - STEP
    raise LookupError(f"no case covers {number} = {value!r}; add one here")


def a_day_less(length: str, day: date) -> str:
    """How many days ``length`` goes back from ``day``, less one."""
    return f"{(day - earliest(length, day)).days - 1} days"


def a_step_more(share: str) -> str:
    """The share that is larger by the least step."""
    return f"{Decimal(share.rstrip('% ')) + STEP}%"


def changed(requirement: Table, route: tuple[Step, ...], value: Any) -> dict[str, Any]:
    """A copy of a requirement with one value put in another's place."""
    copied: dict[str, Any] = copy.deepcopy(dict(requirement))
    table: Any = copied
    for part in route[:-1]:
        table = table[part]
    table[route[-1]] = value
    return copied


def gap_of(number: Number, requirement: Table) -> Reason:
    """What the gap is called once the number is a step stricter."""
    if number.route == ("count",) and requirement["kind"] == "document":
        return Reason.TOO_FEW
    return _GAPS.get(str(number.route[-1]), Reason.BELOW)
