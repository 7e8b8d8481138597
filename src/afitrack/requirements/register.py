"""``kind = "register"``: rows of which a share must hold, every failing row named."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from afitrack.model.item import Filed
from afitrack.model.requirement import Asked, Reading, Requirement, Tally, Verdict
from afitrack.model.shape import Line, Many
from afitrack.model.share import Share, parse_share, share_of
from afitrack.requirements.predicate import Predicate, RowContext
from afitrack.requirements.rows import RowRules, Scope


class RegisterRequirement(Requirement):
    """Met when the rows in scope that hold are at least the share required.

    Rows in scope that are none at all are *unknown*, never 100 %.
    """

    numbers: ClassVar[tuple[str, ...]] = (*Requirement.numbers, "at-least", "each")

    kind: Literal["register"]
    key: Line = Field(description="The column by which a row is named.")
    rows_are: Line = Field(default="rows", description="What a row in scope is called, as plural.")
    where: Scope | None = Field(default=None, description="Which rows count; all, without it.")
    each: Many[Predicate] = Field(min_length=1, description="What must hold for each of them.")
    at_least: Annotated[Share, BeforeValidator(parse_share)] = Field(
        default_factory=lambda: parse_share("100%"), description="The share that must hold."
    )

    def required(self) -> str:
        """What must hold, as half a sentence after 'required'."""
        tests = " and ".join(predicate.describe() for predicate in self.each)
        return f"{self.at_least} of {self.rows_are} where {tests}"

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"register of type {self.evidence_type}"

    @property
    def rules(self) -> RowRules:
        """How its rows are judged."""
        return RowRules(self.key, self.where, self.each)

    def row_keys(self, filed: Filed) -> frozenset[str]:
        """The references of its rows."""
        return frozenset(map(self.rules.name, filed.rows)) - {""}

    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Judge every row; count those in scope, those that hold, those left out."""
        assert filed.item.as_at is not None  # an item without an as-at day is never accepted
        tally, failing = self.rules.judge(filed, RowContext(filed.item.as_at, asked.people))
        found = self._found(tally) + self.rules.no_column(filed)
        return Reading(filed, self._verdict(tally), found, rows=failing, tally=tally)

    def _verdict(self, tally: Tally) -> Verdict:
        if not tally.in_scope:
            return Verdict.EMPTY
        reached = self.at_least.reached(tally.passing, tally.in_scope)
        return Verdict.PASSES if reached else Verdict.FAILS

    def _found(self, tally: Tally) -> str:
        left_out = f"{tally.excluded} excluded"
        if not tally.in_scope:
            return f"0 of 0 {self.rows_are} ({left_out}): unknown, not 100%"
        share = share_of(tally.passing, tally.in_scope)
        return f"{tally.passing} of {tally.in_scope} {self.rows_are} ({share}; {left_out})"
