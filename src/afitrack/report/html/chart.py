"""Charts as inline SVG: told in words, filled with patterns, never by colour alone.

The page shows the same numbers in a table beside each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

WIDTH: Final = 340
STEP: Final = 50
LENGTH: Final = WIDTH - 2
FILLS: Final = ("none", "hatch", "weave", "solid")


@dataclass(frozen=True)
class Bar:
    """One bar: its name, what it says at its end, how long it is, and of what.

    ``part`` is filled. ``whole`` is an outline: around the filled part, or below it when
    ``apart``, as for an earlier value.
    """

    name: str
    told: str
    part: int
    whole: int
    fill: str
    apart: bool = False


def bar_chart(chart: str, title: str, desc: str, bars: Sequence[Bar]) -> Markup:
    """The chart as an ``svg`` element; ``chart`` is a word of ours that no other chart bears."""
    most = max((max(bar.part, bar.whole) for bar in bars), default=0) or 1
    body = Markup("").join(_bar(chart, n, bar, most) for n, bar in enumerate(bars))
    return Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{chart}-t {chart}-d"><title id="{chart}-t">{title}</title>'
        '<desc id="{chart}-d">{desc}</desc><defs>{patterns}</defs>{body}</svg>'
    ).format(
        width=WIDTH,
        height=STEP * len(bars),
        chart=chart,
        title=title,
        desc=desc,
        patterns=patterns(chart),
        body=body,
    )


def _bar(chart: str, n: int, bar: Bar, most: int) -> Markup:
    top = n * STEP
    filled, outlined = (round(LENGTH * one / most) for one in (bar.part, bar.whole))
    return Markup(
        '<text x="0" y="{y}">{name}</text><text class="n" x="{width}" y="{y}">{told}</text>{bars}'
    ).format(
        y=top + 13,
        width=WIDTH,
        name=bar.name,
        told=bar.told,
        bars=_apart(chart, top, bar, filled, outlined)
        if bar.apart
        else _rect("o", top, 18, outlined) + _rect(_fill(chart, bar.fill), top, 18, filled),
    )


def _apart(chart: str, top: int, bar: Bar, filled: int, outlined: int) -> Markup:
    return _rect(_fill(chart, bar.fill), top, 13, filled) + _rect("o", top + 15, 5, outlined)


def _fill(chart: str, fill: str) -> str:
    return fill if fill in ("none", "solid") else f"url(#{chart}-{fill})"


def _rect(fill: str, top: int, height: int, length: int) -> Markup:
    if not length:
        return Markup("")
    look = Markup('class="o"') if fill == "o" else Markup('class="b" fill="{}"').format(fill)
    if fill in ("none", "solid"):
        look = Markup('class="b {}"').format(fill)
    return Markup('<rect {} x="1" y="{}" width="{}" height="{}"/>').format(
        look, top + 20, length, height
    )


def patterns(chart: str) -> Markup:
    """What bars are filled with; ``chart`` is the first word of the patterns' ids."""
    return Markup(
        '<pattern id="{0}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path class="p" d="M-1 1 1-1M0 6 6 0M5 7 7 5"/></pattern>'
        '<pattern id="{0}-weave" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<rect class="w" width="5" height="5"/><circle class="h" cx="2.5" cy="2.5" r="1.2"/>'
        "</pattern>"
    ).format(escape(chart))
