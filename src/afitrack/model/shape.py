"""What every table of a user's file has in common: closed, frozen, kebab-case, strict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
)

from afitrack.model.spelling import heading

Element = TypeVar("Element")
Many = Annotated[tuple[Element, ...], Strict(False)]

Identifier = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
Column = Annotated[Line, AfterValidator(heading)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5000, strip_whitespace=True)]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Shape(BaseModel):
    """A table whose keys are a closed vocabulary and whose values are taken as written."""

    model_config = ConfigDict(
        alias_generator=_kebab,
        arbitrary_types_allowed=True,
        defer_build=True,
        extra="forbid",
        frozen=True,
        strict=True,
    )


def _exact(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _unknown(value: Any) -> Any:
    # TOML has no null, so None can only stand for the word.
    return None if isinstance(value, str) and value == "unknown" else value


def one_or_many(value: Any) -> Any:
    """Let a single entry stand for a list of one."""
    return value if isinstance(value, (list, tuple)) else (value,)


FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
# The digits are counted natively only where this stands first.
Number = Annotated[Decimal, Field(max_digits=40), BeforeValidator(_exact)]
DayOrUnknown = Annotated[Day | None, BeforeValidator(_unknown)]
OrUnknown = BeforeValidator(_unknown)
OneOrMany = BeforeValidator(one_or_many)
