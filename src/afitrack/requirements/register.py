"""``kind = "register"``: rows of which a share must hold, every failing row named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from afitrack.model.item import Cell, Filed
from afitrack.model.people import People
from afitrack.model.requirement import Asked, Reading, Requirement, Tally, Verdict
from afitrack.model.shape import Column, Line, Many
from afitrack.model.share import Share, parse_share, share_of
from afitrack.model.strictness import Facet, by, fixed, more, said, table
from afitrack.requirements.bands import Bands
from afitrack.requirements.join import Counterparts, Join
from afitrack.requirements.predicate import Predicate, RowContext, at_least_these
from afitrack.requirements.rows import Exclude, Further, Judgement, RowRules, Scope, narrows


class RegisterRequirement(Requirement):
    """Met when the rows in scope that hold are at least the share required.

    Rows in scope that are none at all are *unknown*, never 100 %.
    """

    numbers: ClassVar[tuple[str, ...]] = (*Requirement.numbers, "at-least", "each", "bands", "join")
    facets: ClassVar[tuple[Facet, ...]] = (
        *Requirement.facets,
        *by(said, "rows_are"),
        # A row more that counts, and holds, may be what lifts a share or ends an empty register.
        *by(fixed, "key", "exclude"),
        *by(narrows, "where"),
        *by(at_least_these, "each"),
        *by(table, "bands", "join"),
        *by(more, "at_least"),
    )

    kind: Literal["register"]
    key: Column = Field(description="The column by which a row is named.")
    rows_are: Line = Field(default="rows", description="What a row in scope is called, as plural.")
    where: Scope | None = Field(default=None, description="Which rows count; all, without it.")
    exclude: Exclude | None = Field(
        default=None, description="The column in which a row says why it does not count."
    )
    each: Many[Predicate] = Field(default=(), description="What must hold for each of them.")
    bands: Bands | None = Field(
        default=None, description="A date that must be the younger, the graver the row's band."
    )
    join: Join | None = Field(
        default=None, description="Rows of another register that each of them must have."
    )
    at_least: Annotated[Share, BeforeValidator(parse_share)] = Field(
        default_factory=lambda: parse_share("100%"), description="The share that must hold."
    )

    @model_validator(mode="after")
    def _asks_something(self) -> RegisterRequirement:
        if not self.each and self.bands is None and self.join is None:
            raise ValueError("say what must hold for each row: 'each', 'bands' or 'join'")
        return self

    @property
    def also_reads(self) -> frozenset[str]:
        """The register it is joined with."""
        return frozenset((self.join.type,)) if self.join else frozenset()

    def required(self, people: People) -> str:  # noqa: ARG002
        """What must hold, as half a sentence after 'required'."""
        tests = [predicate.describe() for predicate in self.each]
        tests += [part.describe() for part in (self.bands, self.join) if part is not None]
        return f"{self.at_least} of {self.rows_are} where {' and '.join(tests)}"

    def missing(self) -> str:
        """What is missing while nothing was submitted."""
        return f"register of type {self.evidence_type}"

    @property
    def rules(self) -> RowRules:
        """How its rows are judged."""
        return RowRules(self.key, self.where, self.each, self.exclude)

    def row_keys(self, filed: Filed) -> frozenset[str]:
        """The references of its rows."""
        return frozenset(map(self.rules.name, filed.rows)) - {""}

    def read(self, filed: Filed, asked: Asked) -> Reading:
        """Judge every row; count those in scope, those that hold, those left out."""
        as_at = filed.item.as_at
        assert as_at is not None  # an item without an as-at day is never accepted
        others = self.join.against(asked) if self.join else None
        further = self._further(as_at, others)
        judged = self.rules.judge(filed, RowContext(as_at, asked.people), further)
        found = self._found(judged)
        found += self.rules.no_column(filed, *(self.bands.fields if self.bands else ()))
        found += others.hints if others else ""
        verdict = self._verdict(judged.tally)
        return Reading(
            filed=filed,
            verdict=verdict,
            found=found,
            rows=judged.failing,
            tally=judged.tally,
            rests_on={filed.item.id: others.filed} if others else {},
        )

    def holds_alone(self, deciding: Sequence[Filed], asked: Asked) -> bool:
        """Whether its rows hold, whatever may be wrong in the register it is joined with."""
        alone = self.model_copy(update={"join": None})
        passing = (alone.read(one, asked).verdict is Verdict.PASSES for one in deciding)
        return bool(deciding) and all(passing)

    def _further(self, as_at: date, others: Counterparts | None) -> Further | None:
        if self.bands is None and others is None:
            return None

        def faults(key: str, cells: Mapping[str, Cell]) -> Iterator[str]:
            late = self.bands.failing(cells, as_at) if self.bands else None
            if late is not None:
                yield late
            # A row without a reference is told so; it has no counterparts to look for.
            if others is not None and key:
                yield from others.faults(key)

        return faults

    def _verdict(self, tally: Tally) -> Verdict:
        if not tally.in_scope:
            return Verdict.EMPTY
        reached = self.at_least.reached(tally.passing, tally.in_scope)
        return Verdict.PASSES if reached else Verdict.FAILS

    def _found(self, judged: Judgement) -> str:
        tally = judged.tally
        if not tally.in_scope:
            return f"0 of 0 {self.rows_are} ({judged.left_out}): unknown, not 100%"
        share = share_of(tally.passing, tally.in_scope)
        return f"{tally.passing} of {tally.in_scope} {self.rows_are} ({share}; {judged.left_out})"
