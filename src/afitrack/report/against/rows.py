"""What changed since a base as rows of plain text, for formats that make a table of it."""

from __future__ import annotations

from collections.abc import Iterator

from afitrack.compare.against import Against
from afitrack.report.told import in_words

Row = tuple[str, str, str]
"""What became of it, what it is, and what there is to know."""


def rows(against: Against) -> Iterator[Row]:
    """Each change, the steps back first."""
    for one in against.withdrawals:
        instead = f"replaced by {', '.join(one.replaced_by)}" if one.replaced_by else one.title
        yield "withdrawn", f"{one.afi}/{one.requirement}", f"{one.item}: {instead}"
    changes = against.changes
    for move in changes.moves:
        yield move.change.value.replace("-", " "), f"{move.afi}/{move.requirement}", move.title
    for status in changes.statuses:
        words = f"{in_words(status.before)}, now {in_words(status.after)}"
        yield "status", status.afi, words
    for rule in changes.rules:
        name = f"{rule.afi}/{rule.requirement}" if rule.requirement else rule.afi
        before, after = rule.before or "not there", rule.after or "not there"
        yield "rule changed", name, f"was: {before}; is: {after}"
