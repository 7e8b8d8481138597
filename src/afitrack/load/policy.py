"""Holds a project's own ``afitrack.toml`` against the policy it is judged by.

Whoever proposes a change could propose a milder policy with it. What is proposed counts once it is
merged; until then it is told, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from afitrack.load.wording import quoted
from afitrack.model.config import Config
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.shape import Shape
from afitrack.source import Location, Route, SourceFile

REMOVED: Final = (
    "afitrack.toml is there at the base and not here; put it back. It was judged by the base's"
)


def removed(path: str) -> Diagnostic:
    """What is said when the policy was taken away."""
    return Diagnostic(Location(path), "policy-removed", REMOVED)


def differences(source: SourceFile, own: Config, policy: Config) -> list[Diagnostic]:
    """Where a project's own configuration says something else than the policy."""
    return [
        Diagnostic(
            source.locate(route),
            "policy-changed",
            f"{'.'.join(map(str, route))} is {_told(now)} here and {_told(then)} at the base, by "
            "which it was judged; what stands here counts once it is merged",
        )
        for route, now, then in _different(own, policy, ())
    ]


def _different(own: Shape, policy: Shape, route: Route) -> Iterator[tuple[Route, object, object]]:
    for name, field in type(policy).model_fields.items():
        here = (*route, field.alias or name)
        now, then = getattr(own, name), getattr(policy, name)
        if isinstance(now, Shape) and isinstance(then, Shape):
            yield from _different(now, then, here)
        elif now != then:
            yield here, now, then


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_told, value))}]"
    if isinstance(value, BaseModel):
        return quoted(value.model_dump_json(by_alias=True))
    return "not there" if value is None else quoted(str(value))
