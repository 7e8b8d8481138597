"""User text in the Markdown of GitHub and GitLab, also inside their HTML: nothing of it acts.

Both make links of names, numbers and addresses only after Markdown has become HTML, so a character
reference does not stop them; what stands in ``code`` they leave alone. Signs that start such a link
stand in ``code``; all other punctuation that means something is a reference.
"""

from __future__ import annotations

import re
from typing import Final

from afitrack.report.inert import inert

_LINKED: Final = re.compile(
    r"@|[#$%~^](?=[\w\"{\[])|[!&](?=\d)|:(?=//)|:(?=[\w+-]+(?::|$))|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):"
    r"|\[(?=[\[+\w-])|\{(?=[+-])|(?<=\bGH)-(?=\d)|\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,64}\b",
    re.IGNORECASE,
)
_ACTIVE: Final = re.compile(r"[#$&*<>@\[\\\]^_`{|}~]")


def escape(text: str) -> str:
    """``text`` on one line, a line feed as a break."""
    shown = inert(text, keep="\n").strip()
    parts, end = [], 0
    for found in _LINKED.finditer(shown):
        parts += [_references(shown[end : found.start()]), code(found.group())]
        end = found.end()
    parts.append(_references(shown[end:]))
    return "<br>".join(line.strip() for line in "".join(parts).split("\n"))


def code(text: str) -> str:
    """``text`` as code: a name or a place, of which nothing makes a link."""
    return f"<code>{_references(inert(text))}</code>" if text else ""


def _references(text: str) -> str:
    return _ACTIVE.sub(lambda found: f"&#{ord(found.group())};", text)
