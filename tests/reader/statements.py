"""Attestations: somebody vouches for what was submitted."""

from __future__ import annotations

from reader.admission import Question
from reader.days import quarter_number
from reader.files import Item


def judge_statement(question: Question, item: Item) -> str:
    """Whether the right person vouched in time for everything, as it is."""
    statement = item.table.get("attestation")
    if statement is None:
        return "bad"
    attester = question.people.meant(statement["by"], statement["on"])
    role = question.requirement["by"]
    there = question.beside(question.requirement["attests"], whatever=True)
    counting = {one.table["id"]: one for one in there}
    lying_right = {name for name, one in counting.items() if question.lies_right(one)}
    named = {one["item"] for one in statement["of"]}
    good = (
        len(attester) == 1
        and attester <= question.people.in_post(role, statement["on"])
        and quarter_number(statement["quarter"]) == item.quarter
        and statement["on"] <= question.today
        and all(
            _is_as_attested(counting.get(one["item"]), one["sha256"]) for one in statement["of"]
        )
        and named <= lying_right
        and all(counting[name].table["as-at"] <= statement["on"] for name in named)
        and named >= {name for name, one in counting.items() if one.quarter == question.quarter}
    )
    return "good" if good else "bad"


def _is_as_attested(item: Item | None, digest: str) -> bool:
    return item is not None and digest in [
        one["sha256"] for one in item.table.get("attachments", [])
    ]
