"""What stands beside a seal that lets late evidence in: who did it, when, and why."""

from __future__ import annotations

from pydantic import Field

from afitrack.model.shape import Day, Name, Shape, Text


class Amendment(Shape):
    """``seals/<number>-<quarter>.toml``."""

    by: Name = Field(description="The person who let it in.")
    on: Day = Field(description="The day it was let in.")
    reason: Text = Field(description="Why it came late.")
