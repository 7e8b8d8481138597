"""Holds an item's approvals against what they are of, and against what the project asks of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from afitrack.integrity.digest import digest_item, void_message
from afitrack.load.wording import quoted
from afitrack.model.config import ApprovalsTable
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Approval, Item
from afitrack.model.quarter import Quarter
from afitrack.source import Route, SourceFile


def check_approvals(
    item: Item,
    table: Mapping[str, Any],
    quarter: Quarter,
    asked: ApprovalsTable,
    source: SourceFile,
    route: Route,
) -> tuple[Item, list[Diagnostic]]:
    """The item with those approvals that count, and what is wrong with the others."""
    is_digest_due = asked.digest == "required" or asked.signed
    if not is_digest_due and all(one.digest is None for one in item.approved):
        return item, []
    wrong = list[Diagnostic]()
    counted = list[Approval]()
    for number, approval in enumerate(item.approved):
        place = (*route, "approved", number)
        if approval.digest is not None:
            wrong += _void(approval.digest, item, table, quarter, source, place)
        lacking = list(_lacking(approval, asked))
        if lacking:
            message = (
                f"the approval by {quoted(approval.by)} does not count: it has no "
                f"{' and no '.join(lacking)}, which afitrack.toml asks for under [approvals]; "
                f"run afitrack digest {item.id}, and let {quoted(approval.by)} add it"
            )
            wrong.append(Diagnostic(source.locate(place), "approval-uncounted", message))
        else:
            counted.append(approval)
    if len(counted) == len(item.approved):
        return item, wrong
    return item.model_copy(update={"approved": tuple(counted)}), wrong


def _void(
    digest: str,
    item: Item,
    table: Mapping[str, Any],
    quarter: Quarter,
    source: SourceFile,
    place: Route,
) -> Iterator[Diagnostic]:
    now = digest_item(table, str(quarter))
    if digest != now:
        message = void_message(item.id, now)
        yield Diagnostic(source.locate(place), "approval-void", message)


def _lacking(approval: Approval, asked: ApprovalsTable) -> Iterator[str]:
    there = {"digest": approval.digest, "signature": approval.signature}
    yield from (f"'{key}'" for key in asked.demands if there[key] is None)
