"""The seals of a project in their one order: what each is called and what it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from afitrack.model.quarter import Quarter, parse_quarter

SEALS: Final = "seals"
_NAME: Final = re.compile(
    rf"{SEALS}/(?P<number>[0-9]{{3,6}})-(?P<quarter>\d{{4}}-\d\d-Q[1-4])"
    r"\.(?P<what>sha256|sha256\.sig|toml)",
    re.ASCII,
)


@dataclass(frozen=True)
class Seal:
    """One manifest: the files of a quarter with their digests, and the seals' own files it names.

    ``digest`` is of the manifest itself.
    """

    number: int
    quarter: Quarter
    path: str
    digest: str
    files: Mapping[str, str]
    beside: Mapping[str, str]

    @property
    def folder(self) -> str:
        """The folder whose files it names."""
        return f"evidence/{self.quarter}"

    @property
    def note(self) -> str:
        """Where it says who let late evidence in, and why."""
        return f"{self.path.removesuffix('.sha256')}.toml"

    @property
    def signature(self) -> str:
        """Where its signature stands, if it has one."""
        return f"{self.path}.sig"


@dataclass(frozen=True)
class Chain:
    """Every seal that can be read, in order of their numbers, and all bytes of their folder."""

    seals: tuple[Seal, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def latest(self) -> Mapping[Quarter, Seal]:
        """The seal that each sealed quarter goes by: its newest."""
        return {seal.quarter: seal for seal in self.seals}


NO_SEALS: Final = Chain()


def seal_path(number: int, quarter: Quarter) -> str:
    """Where a seal stands."""
    return f"{SEALS}/{number:03}-{quarter}.sha256"


def is_seals_file(path: str) -> bool:
    """Whether a path is that of a seal, of its note or of its signature."""
    return quarter_of(path) is not None


def number_of(path: str) -> int:
    """The number in a seal's name; 0 where there is none."""
    match = _NAME.fullmatch(path)
    return int(match["number"]) if match else 0


def quarter_of(path: str) -> Quarter | None:
    """The quarter in a seal's name; None where there is none."""
    match = _NAME.fullmatch(path)
    try:
        return parse_quarter(match["quarter"]) if match else None
    except ValueError:
        return None
