"""Text that tries to act in some sink, and an assessment that has it wherever users write text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any, TypeVar

from afitrack.model.item import Attachment
from afitrack.model.rulebook import Inspection

Told = TypeVar("Told")
HOSTILE = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "xml": "]]> --> <x/> &amp; &lt; &#0; <!DOCTYPE x>",
    "control": "\x1b[31m\x00\x07\x7f",
    "bidirectional": "\u202e\u2066\u200b\ufeff\u2028",
    "not-characters": "\ud800\uffff\U000e0041",
    "log-command": "\r\n::error file=x::owned\n::set-output name=a::b\n ::add-mask::c\n",
    "old-log-command": " ##[error]owned ##vso[task.setvariable variable=a]b ###[x] ::::",
    "log-section": "\nsection_start:1:a[collapsed=true]\r\x1b[0Ka\nsection_end:2:a\r\x1b[0K",
    "log-group": "##[group]a\n::group::b\n##teamcity[message text='a']\n##vso[task.debug]",
    "percent": "%0A%25::%",
    "property": ",title=owned,file=/etc/passwd::",
    "markdown": '`code` *b* _i_ ~s~ ^t^ [link](javascript:alert(1)) ![i](x) \\ \\* | cell | "q"',
    "blocks": "\n# head\n> quote\n- a\n+ b\n1. one\n2) two\n---\n===\n    code\n```\nfence\n",
    "references": " @all #1 GH-1 :smile: https://evil.example www.evil.example a@evil.example",
    "placeholders": "{0} {{1}} ${{ secrets.TOKEN }} {{ insert: param, x }} {% x %}",
    "formula": '=HYPERLINK("http://evil.example") +1 -1 @SUM(A1)',
    "paths": " ../../etc/passwd C:\\Windows\\ //evil.example/x ?a#b",
    "spelt-already": "\\x1b \\u202e %0A &#58;",
}
# Closed vocabularies and ids that may hold letters, digits, dots, dashes and underscores alone.
_FIXED = {
    *("afi", "children", "code", "colour", "due_set_by", "evidence_type", "force_id", "group"),
    *("how", "id", "inspection", "item", "kind", "nature", "parent", "proposed", "requirement"),
    *("sha256", "type"),
}


def tainted(value: Told, text: str) -> Told:
    """What is reported, ``text`` before and after a mark of its own in each text field."""
    numbers = count(1)

    def change(_: str) -> str:
        return marked(text, next(numbers))

    changed: Told = _changed(value, change)
    return changed


def marked(text: str, number: int) -> str:
    """What stands in the field of that number."""
    return f"{text}Q{number}Q{text}"


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(one, change) for one in value)
    if isinstance(value, Inspection):
        return value.model_copy(update={"title": change(value.title), "body": change(value.body)})
    if isinstance(value, Attachment):
        return value.model_copy(update={"path": change(value.path)})
    if is_dataclass(value) and not isinstance(value, type):
        free = [field.name for field in fields(value) if field.name not in _FIXED]
        return replace(value, **{name: _changed(getattr(value, name), change) for name in free})
    return value
