"""How much of a check each stage takes, told by clocks around the corridor's own calls."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import GeneratorType
from typing import Any
from unittest.mock import patch

STAGES = {
    "load": (
        "pipeline.scene.load_project",
        "pipeline.scene.quarters_with_evidence",
        "load.window.load_once",
    ),
    "facts": (
        "pipeline.course.judge",
        "pipeline.course.signals",
        "pipeline.course.quality",
        "pipeline.course.prints_of",
        "pipeline.quarter.exhibits",
    ),
    "engine": ("assess.history.decide", "assess.status.decide"),
    "assess": ("pipeline.course.decide_quarter", "pipeline.quarter.stand"),
    "report": ("report.text.render", "gate.decide_gate"),
}


@dataclass
class Clock:
    """Seconds by stage. The clock of a stage stands still while another runs inside it."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    _running: list[str] = field(default_factory=list)
    _since: float = 0.0

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, or the generator it returns, with the clock of its stage around it."""

        def call(*args: Any, **kwargs: Any) -> Any:
            with self._in(stage):
                result = function(*args, **kwargs)
            return self._steps(stage, result) if isinstance(result, GeneratorType) else result

        return call

    def _steps(self, stage: str, generator: Iterator[Any]) -> Iterator[Any]:
        end = object()
        while True:
            with self._in(stage):
                step = next(generator, end)
            if step is end:
                return
            yield step

    @contextmanager
    def _in(self, stage: str) -> Iterator[None]:
        self._turn()
        self._running.append(stage)
        yield
        self._turn()
        self._running.pop()

    def _turn(self) -> None:
        now = time.process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


@contextmanager
def stage_clock() -> Iterator[Clock]:
    """Times the stages of every check that runs meanwhile."""
    clock = Clock()
    with ExitStack() as patches:
        for stage, names in STAGES.items():
            for name in names:
                module, _, function = f"afitrack.{name}".rpartition(".")
                found = getattr(__import__(module, fromlist=[function]), function)
                patches.enter_context(patch(f"{module}.{function}", clock.timed(stage, found)))
        yield clock
