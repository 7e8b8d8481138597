"""The page a board reads: one file that loads nothing, runs nothing it needs and prints well.

Every text of a user is escaped by the template engine and has its hidden characters spelt out.
A content security policy lets nothing run or load but the style and the script printed in it.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment, Use
from afitrack.model.marking import Marking
from afitrack.model.standing import State
from afitrack.model.verdict import Flag, Status
from afitrack.report.banner import NOT_PUBLIC
from afitrack.report.html import afi, words
from afitrack.report.html.chart import patterns
from afitrack.report.html.past import bars
from afitrack.report.html.view import page_of
from afitrack.report.key import OWN_WORD

_MARKING: Final = "MARKING"
# The page may be printed to a CI job's log, where a line with :: or ##[ in it can be a command.
_ACTIVE: Final = re.compile(r":(?=:)|#(?=#)|\t")


def render(assessment: Assessment, gate: GateResult) -> bytes:
    """The whole assessment as one HTML file."""
    style, script = _style(assessment.marking), _part("script.js")
    text = (
        _templates()
        .get_template("page.html.j2")
        .render(
            page=page_of(assessment, gate),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )
    return f"{text.strip()}\n".encode()


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _style(marking: Marking) -> str:
    """The style, with the marking for the head of each printed page."""
    return _part("style.css").replace(_MARKING, marking.value)


@cache
def _part(name: str) -> str:
    return (files(__name__) / "templates" / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    # Autoescape must be said: by default it goes by the template's name, which ends in .j2.
    environment = Environment(
        loader=PackageLoader(__name__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "became": words.became,
        "counted": words.counted,
        "day": words.day,
        "short_day": words.short_day,
        "stopped": words.stopped,
        "sentence": words.sentence,
        "summary": afi.summary,
        "times": afi.times,
        "went_back": afi.went_back,
        "went_forward": afi.went_forward,
    }
    environment.globals |= {
        "FLAG": words.FLAG,
        "FLAG_MEANS": words.FLAG_MEANS,
        "Flag": Flag,
        "KIND": words.KIND,
        "NATURES": words.NATURES,
        "NOT_PUBLIC": NOT_PUBLIC,
        "SEVERITY": words.SEVERITY,
        "STATE": words.STATE,
        "STATUS": words.STATUS,
        "STATUS_MEANS": words.STATUS_MEANS,
        "State": State,
        "Status": Status,
        "OWN_WORD": OWN_WORD,
        "BARS": bars(),
        "PATTERNS": patterns("past"),
        "Use": Use,
    }
    return environment


def _seen(value: Any) -> Any:
    """What the page holds for a value: markup of ours as it is, a text unable to act or deceive."""
    if isinstance(value, Markup):
        return value
    plain = str(escape(words.visible(str(value))))
    return Markup(_ACTIVE.sub(lambda found: f"&#{ord(found.group())};", plain))
