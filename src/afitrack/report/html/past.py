"""Where an AFI stood quarter by quarter: a strip of bars, told in words and in a table too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from afitrack.model.standing import Standing, Stood
from afitrack.model.verdict import Status

_STEP: Final = 44
_FOOT: Final = 66
_LOOKS: Final = {
    Status.NOT_EVIDENCED: (6, "none"),
    Status.PARTLY_EVIDENCED: (20, "url(#past-hatch)"),
    Status.EVIDENCED: (34, "url(#past-weave)"),
    Status.READY: (48, "solid"),
}
_NO_EVIDENCE: Final = "no evidence submitted"
_NOT_RAISED: Final = "not raised yet"


@dataclass(frozen=True)
class Point:
    """One quarter of a strip. ``status`` is None where ``told`` says why there is none."""

    quarter: str
    told: str
    status: Status | None


@dataclass(frozen=True)
class Strip:
    """The quarters of one AFI, oldest first, and the chart of them; ``name`` is unique to it."""

    name: str
    points: tuple[Point, ...]
    chart: Markup


def strip(standing: Standing, name: str) -> Strip | None:
    """An AFI's strip; none where there is no quarter before, or nothing is judged.

    ``name`` is a word of ours that nothing else on the page bears.
    """
    if len(standing.history) < 2 or standing.status is Status.RECORDED:
        return None
    points = tuple(_point(standing, one) for one in standing.history)
    return Strip(name, points, _chart(standing, points, name))


def _point(standing: Standing, stood: Stood) -> Point:
    quarter, raised = stood.quarter.short, standing.calendar.raised
    if raised is not None and raised > stood.quarter.end:
        return Point(quarter, _NOT_RAISED, None)
    if not stood.submitted:
        return Point(quarter, _NO_EVIDENCE, None)
    return Point(quarter, stood.status.words, stood.status)


def _chart(standing: Standing, points: tuple[Point, ...], name: str) -> Markup:
    return Markup(
        '<svg class="past" viewBox="0 0 {width} 98" width="{width}" height="98" role="img" '
        'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{title}</title>'
        '<desc id="{name}-d">{desc}</desc>{bars}</svg>'
    ).format(
        width=_STEP * len(points),
        name=name,
        title=f"{standing.afi}, quarter by quarter",
        desc=f"{'; '.join(f'{one.quarter} {one.told}' for one in points)}.",
        bars=Markup("").join(_bar(n, one) for n, one in enumerate(points)),
    )


def _bar(n: int, point: Point) -> Markup:
    quarter, year = point.quarter.split()
    left = n * _STEP + 2
    label = Markup('<text x="{}" y="82">{}</text>').format(left, quarter)
    if n == 0 or quarter == "Q1":
        label += Markup('<text x="{}" y="96">{}</text>').format(left, year[2:])
    name = point.status.value if point.status is not None else "none"
    return Markup('<use href="#b-{}" x="{}"/>{}').format(name, left, label)


def bars() -> Markup:
    """The bars that strips are made of, each with its sign above it, to be drawn once a page."""
    filled = (
        Markup(
            '<g id="b-{name}"><use href="#i-{name}" x="12" y="{sign}" width="12" height="12"/>'
            '<rect {look} y="{top}" width="36" height="{height}"/></g>'
        ).format(
            name=status.value,
            sign=_FOOT - height - 15,
            look=_look(fill),
            top=_FOOT - height,
            height=height,
        )
        for status, (height, fill) in _LOOKS.items()
    )
    nothing = Markup('<path id="b-none" class="l" d="M12 {}h12"/>').format(_FOOT - 4)
    return Markup("").join((*filled, nothing))


def _look(fill: str) -> Markup:
    if fill in ("none", "solid"):
        return Markup('class="b {}"').format(fill)
    return Markup('class="b" fill="{}"').format(fill)
