"""What every format says of remarks on rules, in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from afitrack.lint import Remark
from afitrack.lint.acceptance import Linted
from afitrack.report.lines import counted


def told(one: Remark) -> str:
    """A remark without its place: what it is about, what is wrong and what to do, its code."""
    return f"{said(one)} [{one.code}]"


def said(one: Remark) -> str:
    """A remark with neither its place nor its code."""
    stop = "" if one.message.endswith("?") else "."
    return f"{one.at}: {one.message}{stop}"


def looked_at(linted: Linted) -> str:
    """How many remarks there are, and of how much."""
    found = f"{counted(len(linted.remarks), 'remark')} on the rules"
    accepted = f"; {len(linted.accepted)} accepted in afitrack.toml" if linted.accepted else ""
    return (
        f"{found}{accepted}. {counted(linted.afis, 'AFI')} and "
        f"{counted(linted.requirements, 'requirement')} read, and "
        f"{counted(linted.items, 'evidence item')} for their types."
    )


def unread(linted: Linted) -> str:
    """How much kept evidence from being read; nothing where all could be."""
    if not linted.unread:
        return ""
    problems = counted(linted.unread, "problem")
    return f"{problems} kept evidence from being read: afitrack validate says why."


def identified(force: str, remarks: Iterable[Remark]) -> Iterator[tuple[Remark, str]]:
    """Each remark with what tells it apart from run to run: no line and no words, which move."""
    seen = Counter[str]()
    for one in remarks:
        identity = f"{force}/{one.code}/{one.at}"
        seen[identity] += 1
        number = seen[identity]
        yield one, identity if number == 1 else f"{identity}#{number}"
