"""Where each key and value stands, as a tree in flat arrays.

Flat because a list of a million ones must not become a million objects.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from afitrack.source.place import Route


class Places:
    """Offsets into one text, by numbered nodes; node 0 is the top of the file."""

    def __init__(self, text: str) -> None:
        self._keys = array("I", [0])
        self._values = array("I", [0])
        self._inside: dict[int, dict[str, int] | array[int]] = {}
        self._line_starts = array("I", [0])
        self._line_starts.extend(match.end() for match in re.finditer("\n", text))

    def locate(self, route: Route, *, key: bool) -> tuple[int, int]:
        """Line and column, from 1, of the value at *route*, or its key, or the nearest around."""
        offset = self._find(route, key=key)
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _find(self, route: Route, *, key: bool) -> int:
        node = 0
        for step in route:
            found = self._step(node, step)
            if found is None:
                return self._values[node]
            node = found
        return self._keys[node] if key else self._values[node]

    def _step(self, node: int, step: str | int) -> int | None:
        inside = self._inside.get(node)
        if isinstance(step, str):
            return inside.get(step) if isinstance(inside, dict) else None
        if isinstance(inside, array) and 0 <= step < len(inside):
            return inside[step]
        return None

    def child(self, table: int, name: str) -> int | None:
        """The node under a key of *table*; where that is a list of tables, of its last one."""
        return self._table(table).get(name)

    def key_of(self, node: int) -> int:
        """The offset of the key that *node* was first set by."""
        return self._keys[node]

    def add(self, table: int, name: str, key: int, value: int) -> int:
        """A new node under a key of *table*, given the offsets of its key and of its value."""
        node = self._table(table)[name] = self._node(key, value)
        return node

    def append(self, list_: int, value: int) -> int:
        """A new node at the end of the list *list_*."""
        inside = self._inside.setdefault(list_, array("I"))
        node = self._node(value, value)
        if isinstance(inside, array):
            inside.append(node)
        return node

    def extend(self, list_: int, values: list[int]) -> None:
        """New nodes at the end of the list *list_*, one for each offset."""
        inside = self._inside.setdefault(list_, array("I"))
        if isinstance(inside, array):
            inside.extend(range(len(self), len(self) + len(values)))
            self._keys.extend(values)
            self._values.extend(values)

    def __len__(self) -> int:
        return len(self._keys)

    def move(self, node: int, key: int, value: int) -> None:
        """Let *node* stand elsewhere: a table's own header is found after its children's."""
        self._keys[node] = key
        self._values[node] = value

    def _table(self, node: int) -> dict[str, int]:
        inside = self._inside.setdefault(node, {})
        return inside if isinstance(inside, dict) else self._table(inside[-1])

    def _node(self, key: int, value: int) -> int:
        self._keys.append(key)
        self._values.append(value)
        return len(self._keys) - 1
