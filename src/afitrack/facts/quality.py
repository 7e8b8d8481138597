"""Signs of evidence that was filed without much thought: told, never judged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from afitrack.model.diagnostic import Diagnostic
from afitrack.model.item import Filed

MANY_TYPES: Final = 3
_PLACEHOLDER: Final = re.compile(
    r"\b(?:xxx+|tbc|tba|todo|lorem ipsum|to be confirmed|to be completed|insert .{0,20}here)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Prints:
    """What a quarter's items can be recognised by in the next: content and files, to item ids."""

    contents: Mapping[object, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


def prints_of(items: Iterable[Filed]) -> Prints:
    """How the items of a quarter can be recognised again."""
    contents: dict[object, str] = {}
    digests: dict[str, str] = {}
    for filed in sorted(items, key=lambda filed: filed.item.id):
        contents.setdefault(_content(filed), filed.item.id)
        for attachment in filed.item.attachments:
            digests.setdefault(attachment.sha256, filed.item.id)
    return Prints(contents, digests)


def quality(items: Iterable[Filed], before: Prints) -> list[Diagnostic]:
    """Every sign in a quarter's items, held against the quarter before."""
    listed = sorted(items, key=lambda filed: filed.item.id)
    return [
        *_same_document(listed),
        *(sign for filed in listed for sign in _repeated(filed, before)),
        *(sign for filed in listed for sign in _placeholder(filed)),
    ]


def _content(filed: Filed) -> object:
    """Everything an item says but its id, its days and who submitted and approved it."""
    item = filed.item
    return (
        item.type,
        item.title,
        item.measure,
        item.survey,
        item.meeting and item.meeting.decisions,
        item.milestone and item.milestone.change,
        item.population,
        tuple(sorted(attachment.sha256 for attachment in item.attachments)),
        tuple(tuple(row.cells.items()) for row in filed.rows),
    )


def _same_document(items: Iterable[Filed]) -> Iterator[Diagnostic]:
    offered: dict[str, dict[str, Filed]] = defaultdict(dict)
    for filed in items:
        for attachment in filed.item.attachments:
            offered[attachment.sha256].setdefault(filed.item.type, filed)
    for by_type in offered.values():
        if len(by_type) >= MANY_TYPES:
            last = max(by_type.values(), key=lambda filed: filed.item.id)
            names = ", ".join(sorted(filed.item.id for filed in by_type.values()))
            message = f"the same file is offered as {len(by_type)} types of evidence ({names})"
            yield Diagnostic(last.location, "same-document", message)


def _repeated(filed: Filed, before: Prints) -> Iterator[Diagnostic]:
    item = filed.item
    twin = before.contents.get(_content(filed))
    if twin is not None:
        message = f"{item.id} says just what {twin} said a quarter ago; only its days differ"
        yield Diagnostic(filed.location, "copied-forward", message)
        return
    for attachment in item.attachments:
        earlier = before.digests.get(attachment.sha256)
        if earlier is not None:
            message = f"a file of {item.id} is byte for byte one of {earlier} a quarter ago"
            yield Diagnostic(filed.location, "identical-file", message)


def _placeholder(filed: Filed) -> Iterator[Diagnostic]:
    item = filed.item
    texts = [item.title, item.note or ""]
    texts += item.meeting.decisions if item.meeting else ()
    texts += [item.milestone.change] if item.milestone else []
    texts += [item.attestation.statement] if item.attestation else []
    texts += [cell for row in filed.rows for cell in row.cells.values() if isinstance(cell, str)]
    found = _PLACEHOLDER.search("\n".join(texts))
    if found is not None:
        message = f"{item.id} still says '{found.group()}'; say what is meant"
        yield Diagnostic(filed.location, "placeholder", message)
