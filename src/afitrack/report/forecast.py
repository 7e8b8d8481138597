"""What ``forecast`` says: each AFI now and then, what ends in between, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from afitrack.compare.forecast import Forecast, Outlook
from afitrack.compare.lapse import Lapse
from afitrack.compare.owners import titled
from afitrack.report.escape import shown
from afitrack.report.json.forecast import render as _json
from afitrack.report.lines import counted, text_of, wrapped
from afitrack.report.problems import problem_lines

_DEADLINES: Final = {
    "due": "its deadline passes on",
    "section-55": "comments under section 55 are due by",
}


def _text(forecast: Forecast) -> bytes:
    told = [one for one in forecast.outlooks if not one.stays]
    lines = [
        forecast.marking.value,
        *_head(forecast),
        "",
        *(line for one in told for line in (*_outlook(one, forecast), "")),
        *problem_lines(forecast.diagnostics),
        *_foot(forecast, told),
        forecast.marking.value,
    ]
    return text_of(lines)


def _head(forecast: Forecast) -> Iterator[str]:
    now, then = forecast.now, forecast.then
    yield from wrapped(
        f"{shown(now.force_name)}: what will no longer count on {then.as_of} if nothing more is "
        f"submitted, as of {now.as_of}"
    )
    yield from wrapped(f"Now: {now.quarter.in_full}. Then: {then.quarter.in_full}.")
    if forecast.owner is not None:
        whose = titled(forecast.owner, forecast.titles)
        yield from wrapped(f"Only what {shown(whose)} answers for.")


def _outlook(one: Outlook, forecast: Forecast) -> Iterator[str]:
    status = one.now.words
    if one.then is not one.now:
        status += f", then {one.then.words}"
    yield from wrapped(f"{one.afi}  {status}  {shown(one.title)}", "", 7)
    for text in _ends(one, forecast):
        yield from wrapped(f"- {shown(text)}", "  ", 4)
    if one.is_quiet:
        worst = f" It stands as the worst of {', '.join(one.children)}." if one.children else ""
        yield from wrapped(f"Nothing of its own ends.{worst}", "       ", 0)


def _ends(one: Outlook, forecast: Forecast) -> Iterator[str]:
    for lapse in one.lapses:
        owner = titled(lapse.owner, forecast.titles)
        yield f"{lapse.requirement}: {_until(lapse)}. {lapse.title}. Owner: {owner}."
    for ended in one.waivers:
        owner = titled(ended.owner, forecast.titles)
        yield f"{ended.requirement}: its waiver ends on {ended.expires}. Owner: {owner}."
    for step in one.steps:
        yield f"next step not done by {step.by}: {step.next_step} ({step.who_title})"
    for deadline in one.deadlines:
        owner = titled(one.owner, forecast.titles)
        yield f"{_DEADLINES[deadline.name]} {deadline.on}. Owner: {owner}."
    for requirement in one.gained:
        yield f"{requirement}: will be met by what was submitted but is not known yet"


def _until(lapse: Lapse) -> str:
    if lapse.last_day is not None:
        text = f"met by evidence that counts until {lapse.last_day}"
    elif lapse.only_for is not None:
        text = f"met for {lapse.only_for.short} only"
    else:
        text = f"will not be met: {lapse.found}"
    return f"{text}; then waived until {lapse.waived_until}" if lapse.waived_until else text


def _foot(forecast: Forecast, told: list[Outlook]) -> Iterator[str]:
    stay = [one.afi for one in forecast.outlooks if one.stays]
    if stay:
        yield from wrapped(f"As they are ({len(stay)}): {', '.join(stay)}.")
    lost: dict[str, dict[str, int]] = {}
    for one in told:
        for lapse in one.lapses:
            afis = lost.setdefault(titled(lapse.owner, forecast.titles), {})
            afis[one.afi] = afis.get(one.afi, 0) + 1
    for owner, afis in sorted(lost.items()):
        each = ", ".join(f"{afi} {number}" for afi, number in afis.items())
        yield from wrapped(
            f"{shown(owner)}: {counted(sum(afis.values()), 'requirement')} no longer met ({each})."
        )
    if not lost:
        yield "Nothing that is met now will be lost."


FORMATS: Final[dict[str, Callable[[Forecast], bytes]]] = {"json": _json, "text": _text}
