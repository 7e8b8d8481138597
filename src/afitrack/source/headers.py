"""Where the tables written ``[[name]]`` stand, told by their headers alone.

Most of what is reported concerns an item or a requirement as a whole. Its place is found here in a
twentieth of the time that a scan of the whole file takes.
"""

from __future__ import annotations

import re

from afitrack.source.lexis import STRING_PATTERN
from afitrack.source.place import Route

_BETWEEN = re.compile(
    rf"(?: [^\"'\#\n]++ | {STRING_PATTERN} | \#[^\n]*+ | \n[ \t]*+(?!\[) )*+",
    re.VERBOSE | re.DOTALL,
)
# Inside a list a line may begin with a bracket too, but with none of these names: no value begins
# with a letter save those left out.
_HEADER = re.compile(
    r"\n[ \t]*+(\[\[?)(?!true|false|inf|nan)([A-Za-z][A-Za-z0-9_-]*+(?:\.[A-Za-z0-9_-]++)*+)\]"
)


def headed(text: str) -> dict[Route, tuple[int, int]]:
    """Line and column, from 1, of each table of a list, by its route.

    Taken for granted is that tomli accepted the text. It is empty where a line might be misread.
    """
    places: dict[Route, tuple[int, int]] = {}
    counts: dict[Route, int] = {}
    text = f"\n{text}"
    line, counted, position = 0, 0, 0
    while (between := _BETWEEN.match(text, position)) and between.end() < len(text):
        header = _HEADER.match(text, between.end())
        if not header:
            return {}
        position = header.end()
        route = _route(header[2].split("."), counts)
        if header[1] == "[":
            continue
        counts[route] = counts.get(route, 0) + 1
        start = header.start(1)
        line += text.count("\n", counted, start)
        counted = start
        places[*route, counts[route] - 1] = (line, start - text.rindex("\n", 0, start))
    return places


def _route(names: list[str], counts: dict[Route, int]) -> Route:
    """The names, each list of tables on the way followed by the position of its latest table."""
    *parents, last = names
    route: Route = ()
    for name in parents:
        route = (*route, name)
        if route in counts:
            route = (*route, counts[route] - 1)
    return (*route, last)
