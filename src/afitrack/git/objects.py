"""Reads objects by their ids, many in one call, and finds what commits hold at a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from afitrack.git.call import GitError
from afitrack.git.repo import Repo

_FOUND: Final = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64}) blob [0-9]+")


def read_objects(repo: Repo, ids: Iterable[str], kind: str = "blob") -> Mapping[str, bytes]:
    """The bytes of each object; all must be of the ``kind`` given.

    Raises:
        GitError: when one is missing or is something else.
    """
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return {}
    asked = "".join(f"{one}\n" for one in wanted).encode("ascii")
    answer = repo.ask("cat-file", "--batch", "--buffer", stdin=asked)
    found, at = dict[str, bytes](), 0
    for one in wanted:
        end = answer.index(b"\n", at)
        head = answer[at:end].decode("ascii", "replace").split()
        if head[:2] != [one, kind]:
            raise GitError(f"the object {one} is missing or damaged")
        at = end + 1 + int(head[2])
        found[one] = answer[end + 1 : at]
        at += 1
    return found


def blobs_at(repo: Repo, places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str | None]:
    """For each commit and path from the project's folder, the blob's id; None where there is none.

    A path with a line feed in it has none: no file is read under such a name.
    """
    wanted = tuple(dict.fromkeys(one for one in places if "\n" not in one[1]))
    if not wanted:
        return {}
    asked = "".join(f"{commit}:{repo.prefix}{path}\n" for commit, path in wanted)
    answer = repo.ask(
        "cat-file", "--batch-check", "--buffer", stdin=asked.encode("utf-8", "surrogateescape")
    )
    lines = answer.removesuffix(b"\n").split(b"\n")
    found = map(_FOUND.fullmatch, lines)
    return {
        place: match[1].decode("ascii") if match else None
        for place, match in zip(wanted, found, strict=True)
    }
