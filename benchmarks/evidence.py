"""The evidence of a generated force for one quarter and one AFI: ten or eleven items.

Four documents with an attachment each, a register as CSV, one or two with inline rows, four
measures. About one requirement in six is a gap, so that the report has something to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from afitrack.model.quarter import Quarter

CSV_ROWS, INLINE_ROWS = 14, 6
ATTACHMENT = "{title}, {quarter}.\n" + "What was decided, by whom, and what follows from it.\n" * 40


@dataclass(frozen=True)
class Written:
    """The text of an evidence file and of the attachments it names, by path."""

    toml: str
    attachments: dict[str, bytes]


def evidence_for(quarter: Quarter, afi: int) -> Written:
    """What is submitted for one AFI, the same in every run."""
    attachments: dict[str, bytes] = {}
    items: list[str] = []
    for kind in ("policy", "minutes"):
        for number in (1, 2):
            path = f"files/{kind}-{afi:03d}-{number}.txt"
            title = f"{kind.capitalize()} {number} for practice {afi}"
            attachments[path] = ATTACHMENT.format(title=title, quarter=quarter).encode()
            line = _attachment(path, attachments[path])
            items.append(_item(quarter, afi, kind, number, title, f"attachments = [{line}]\n"))
    path = f"files/register-{afi:03d}.csv"
    attachments[path] = "".join(_register(quarter, afi)).encode()
    line = f'table = "{path}"\nattachments = [{_attachment(path, attachments[path])}]\n'
    items.append(_item(quarter, afi, "register", 1, "Register of groups", line))
    for number in range(1, 3 if afi % 5 == 0 else 2):
        rows = "".join(_sampled(quarter, afi, row) for row in range(INLINE_ROWS))
        items.append(_item(quarter, afi, "sample", number, "Plans sampled", rows))
    # A figure that stays the same from quarter to quarter is remarked on.
    turn = quarter.year * 4 + quarter.number
    for number in (1, 2):
        value = f"{96 - afi % 4}.{number}{turn % 10}"
        rate = f'measure = {{ value = {value}, unit = "%", of = "quality" }}\n'
        items.append(_item(quarter, afi, "rate", number, "Reviews on time", rate))
        value = f"{20 + (afi + turn) % 10}"
        days = f'measure = {{ value = {value}, unit = "days", of = "effect" }}\n'
        items.append(_item(quarter, afi, "effect", number, "Days to a plan", days))
    return Written("\n".join(items), attachments)


def _item(quarter: Quarter, afi: int, kind: str, number: int, title: str, rest: str) -> str:
    as_at, day = quarter.end - timedelta(days=5 - number), timedelta(days=1)
    return (
        f'[[item]]\nid = "{kind}-{afi:03d}-{number}-{quarter}"\ntype = "{kind}-{afi:03d}"\n'
        f'title = "{title}"\ncovers = {{ from = {quarter.start}, to = {quarter.end} }}\n'
        f"as-at = {as_at}\n"
        f'submitted = {{ by = "soc-analyst", on = {quarter.end + 4 * day} }}\n'
        f'approved = {{ by = "acc-crime", on = {quarter.end + 6 * day} }}\n'
        f'marking = "OFFICIAL-SENSITIVE"\n{rest}'
    )


def _attachment(path: str, data: bytes) -> str:
    return f'{{ path = "{path}", sha256 = "{hashlib.sha256(data).hexdigest()}" }}'


def _register(quarter: Quarter, afi: int) -> Iterator[str]:
    yield "ref,status,officer,trained,reviewed\n"
    for row in range(CSV_ROWS):
        status = "archived" if row % 7 == 6 else "active"
        officer = "" if afi % 6 == 5 and row == 3 else f"PC {1000 + 17 * afi + row}"
        yield f"OCG-{afi:03d}-{row:02d},{status},{officer},yes,{quarter.start}\n"


def _sampled(quarter: Quarter, afi: int, row: int) -> str:
    score = 2 if row < afi % 3 else 4
    return f'[[item.row]]\nref = "P-{afi:03d}-{row}"\nscore = {score}\nsampled = {quarter.start}\n'
