"""How a plan says what to submit, and what it must answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from afitrack.compare.plan import Answer, Need, Part
from afitrack.report.escape import shown
from afitrack.report.lines import counted

_PARTS: Final = {
    Part.MEETS: "",
    Part.KEEPS: " It is met now, and the newest item decides: the new one must hold too.",
    Part.BESIDE: " It is read beside this requirement's own items and must go with them.",
    Part.COMPARES: " Only a figure is needed: a later quarter's is compared with it.",
}


def need_text(need: Need) -> str:
    """Which items of which type, and how new."""
    kind = shown(need.evidence_type)
    if need.corrects:
        names = shown(", ".join(need.corrects))
        text = f"{kind}: put {names} right; as at {need.as_at}, so no item can be newer yet."
        more = f" Submit {counted(need.items, 'item')} more, data as at that day."
        return text + more if need.items else text
    text = f"{kind}: {counted(need.items, 'item')}, data as at {need.as_at}"
    if need.newer_than is not None:
        text += f", newer than {need.newer_than}"
    text += f", no later than {need.latest}." if need.as_at < need.latest else "."
    if need.spaced:
        text += f" Meetings by {', '.join(map(str, need.days))} at the latest."
    return text


def approvals_text(keys: Sequence[str]) -> str:
    """What an approval must have for afitrack.toml to let it count, and how to come by it."""
    digest = "the item's digest, as afitrack digest ITEM prints it once all else is in the form"
    if "signature" not in keys:
        return f"For an approval to count, it must name {digest}."
    return (
        f"For an approval to count, it must name {digest}, and a signature, as afitrack digest "
        "ITEM --sign KEY makes it."
    )


def answer_text(answer: Answer, with_found: bool) -> str:
    """What a requirement asks of the items, and what there is so far."""
    asks = answer.asks
    text = f"- {asks.key[0]}/{asks.key[1]}: {asks.requirement.title}."
    if answer.part is not Part.COMPARES:
        text += f" Required: {asks.required}."
    text += _PARTS[answer.part]
    if answer.better_than:
        text += f" It must better {' and '.join(answer.better_than)}."
    if answer.part is Part.MEETS and with_found:
        text += f" So far: {asks.found}."
    return shown(f"{text} Owner: {asks.owner_title or 'nobody yet'}. ({asks.location})")
