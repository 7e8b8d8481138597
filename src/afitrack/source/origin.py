"""Where the values of a file stand, found when it is asked for."""

from __future__ import annotations

from afitrack.source.headers import headed
from afitrack.source.place import Location, Route
from afitrack.source.places import Places
from afitrack.source.scan import scan


class Origin:
    """Which file something was read from, and where in it each value stands.

    *path* is relative to the project's root. What is kept of a file is its bytes alone: what it
    said, as tomli read it, takes ten times as much.
    """

    __slots__ = ("_headed", "_places", "_raw", "path")

    def __init__(self, path: str, raw: bytes) -> None:
        self.path = path
        self._raw = raw
        self._headed: dict[Route, tuple[int, int]] | None = None
        self._places: Places | None = None

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return len(self._raw)

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """The place of the value at *route*, or of its key.

        A table stands where its header does. Where nothing is at *route*, it is the place of the
        nearest table or list that is there; at worst the first line. Never raises.
        """
        if not key and route and isinstance(route[-1], int):
            if self._headed is None:
                self._headed = headed(self._raw.decode("utf-8-sig"))
            if place := self._headed.get(route):
                return Location(self.path, *place)
        if self._places is None:
            self._places = scan(self._raw.decode("utf-8-sig"))
        return Location(self.path, *self._places.locate(route, key=key))
