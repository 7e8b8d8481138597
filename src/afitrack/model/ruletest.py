"""Tests of rules, as a file in ``rules/tests/`` writes them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from afitrack.model.item import Cell
from afitrack.model.shape import Day, Identifier, Line, Many, Shape, Text

ALONE = ""


def _by_unit(value: object) -> object:
    return {ALONE: value} if isinstance(value, str) else value


Expected = Annotated[dict[str, Line], BeforeValidator(_by_unit), Field(min_length=1)]
"""What should be found: one word, or for an AFI a word for each of several of its parts."""


class GivenWaiver(Shape):
    """``waiver`` of a test: a waiver that runs while it is judged."""

    requirement: Identifier = Field(description="The requirement or group waived.")
    start: Day = Field(alias="from", description="The first day it holds.")
    expires: Day = Field(description="The last day it holds.")


class Change(Shape):
    """One thing varied, and what should be found then."""

    that: Line = Field(description="What is tried, in a few words; names the case.")
    of: Identifier | None = Field(
        default=None, description="The given item that is changed; without it, the first."
    )
    item: dict[str, Any] = Field(default_factory=dict, description="Its keys that are changed.")
    row: dict[str, Cell] = Field(
        default_factory=dict, description="Cells that are changed, in one row or several."
    )
    in_rows: dict[str, Cell] = Field(
        default_factory=dict, description="Only rows with these cells are changed."
    )
    count: int = Field(
        default=1, ge=1, le=100_000, description="In how many rows, counted from the last."
    )
    copies: int | None = Field(
        default=None, ge=1, le=10_000, description="How often its rows stand, in place of before."
    )
    also: Many[Identifier] = Field(default=(), description="Items given besides.")
    without: Many[Identifier] = Field(default=(), description="Items that are not given.")
    quarters: int | None = Field(
        default=None, ge=1, le=40, description="For how many quarters all is filed alike."
    )
    as_of: Day | None = Field(default=None, description="The day to judge by.")
    waiver: Many[GivenWaiver] = Field(default=(), description="Waivers that run.")
    expect: Expected = Field(description="What should be found.")
    fails: Many[Line] | None = Field(
        default=None, description="The references of exactly the rows that should fail."
    )
    turned_away: Many[Identifier] | None = Field(
        default=None, description="Exactly the items that should be turned away."
    )


class RuleTest(Shape):
    """``[[test]]``: what is given, what should be found, and cases that vary one thing each."""

    requirement: Line | None = Field(
        default=None, description="The requirement or group that is tried, as SOC-2/lro-assigned."
    )
    afi: Identifier | None = Field(default=None, description="The AFI that is tried as a whole.")
    given: Many[Identifier] = Field(default=(), description="The items given, by their names.")
    quarters: int = Field(
        default=1, ge=1, le=40, description="For how many quarters all is filed alike."
    )
    as_of: Day | None = Field(default=None, description="The day to judge by.")
    waiver: Many[GivenWaiver] = Field(default=(), description="Waivers that run.")
    expect: Expected = Field(description="What should be found.")
    fails: Many[Line] | None = Field(
        default=None, description="The references of exactly the rows that should fail."
    )
    turned_away: Many[Identifier] | None = Field(
        default=None, description="Exactly the items that should be turned away."
    )
    shared: Many[Identifier] = Field(
        default=(), description="Cases of the file that are tried here too."
    )
    case: Many[Change] = Field(default=(), description="Cases that vary one thing each.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")

    @model_validator(mode="after")
    def _of_one_thing(self) -> RuleTest:
        if (self.requirement is None) == (self.afi is None):
            raise ValueError("say what is tried: 'requirement', as 'SOC-2/lro-assigned', or 'afi'")
        if self.requirement is not None and self.requirement.count("/") != 1:
            raise ValueError("name a requirement with its AFI, as 'SOC-2/lro-assigned'")
        return self

    @property
    def target(self) -> str:
        """What is tried, as the test names it."""
        return self.requirement or self.afi or ""


class CommonFile(Shape):
    """What every file of rule tests may name; its entries are read one by one."""

    item: dict[Identifier, dict[str, Any]] = Field(
        default_factory=dict, description="Evidence items that tests give, by name."
    )
    shared: dict[Identifier, dict[str, Any]] = Field(
        default_factory=dict, description="Cases that several tests try, by name."
    )


class RuleTestFile(CommonFile):
    """A file of rule tests; its cases and tests are read one by one."""

    quarter: Line = Field(description="The quarter judged, as 2023-24-Q3.")
    as_of: Day | None = Field(
        default=None,
        description="The day to judge by; without it, the last on which evidence counts.",
    )
    test: Many[dict[str, Any]] = Field(min_length=1, description="The tests.")
