"""Tells of files that belong to no item; once, with the cause, where a form is at fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from afitrack.load.toml import LARGEST
from afitrack.model.diagnostic import Diagnostic
from afitrack.source import Fault, Folders, Location, read_file

_SHOWN: Final = 5
# Beyond so many bytes to look through, nobody can tell what a form names.
_MOST_SEARCHED: Final = 500_000_000
_STRAY: Final = (
    "no item names this file as an attachment, so it was not read; name it in the form of the item "
    "it belongs to, or take it out"
)


def unread_files(
    folders: Folders, folder: str, unnamed: Sequence[str], forms: Iterable[str]
) -> Iterator[Diagnostic]:
    """What is said of a quarter's ``unnamed`` files; ``forms`` are those with something wrong.

    A file whose name stands in such a form is told at the form, and so is one beside a form of
    which no text can be had.
    """
    left = list(unnamed)
    for form, text in _texts(folders, forms, len(unnamed)).items() if unnamed else ():
        theirs = [one for one in left if _may_belong(one, form, text)]
        if theirs:
            yield Diagnostic(Location(form), "unread-file", _told(theirs, folder, text is None))
            left = [one for one in left if one not in set(theirs)]
    yield from (Diagnostic(Location(one), "unread-file", _STRAY) for one in left)


def _texts(folders: Folders, forms: Iterable[str], names: int) -> Mapping[str, bytes | None]:
    texts, searched = dict[str, bytes | None](), 0
    for form in sorted(set(forms)):
        data = read_file(folders, form, LARGEST) if searched < _MOST_SEARCHED else b""
        searched += len(data) * names if isinstance(data, bytes) else 0
        texts[form] = None if isinstance(data, Fault) or searched >= _MOST_SEARCHED else data
    return texts


def _may_belong(path: str, form: str, text: bytes | None) -> bool:
    if text is None:
        return path.startswith(form.rpartition("/")[0] + "/")
    name = re.escape(path.rpartition("/")[2].encode())
    return re.search(rb"(?<![\w.-])" + name + rb"(?![\w-])", text) is not None


def _told(theirs: Sequence[str], folder: str, is_hidden: bool) -> str:
    names = ", ".join(one.removeprefix(f"{folder}/") for one in theirs[:_SHOWN])
    more = f" and {len(theirs) - _SHOWN} more" if len(theirs) > _SHOWN else ""
    count = "1 file" if len(theirs) == 1 else f"{len(theirs)} files"
    was = "was" if len(theirs) == 1 else "were"
    which = "beside it, which may belong to it," if is_hidden else "that it names"
    return (
        f"as something is wrong with this form, {count} {which} {was} not read: {names}{more}; put "
        "the form right first"
    )
