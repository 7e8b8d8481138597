"""Read everything, judge nothing."""

from __future__ import annotations

from collections import Counter

from afitrack.load import read_window
from afitrack.model.assessment import Reading
from afitrack.model.diagnostic import Diagnostic
from afitrack.pipeline.course import Tell, silent, uncollected
from afitrack.pipeline.scene import Scene


@uncollected()
def read_everything(scene: Scene, tell: Tell = silent) -> Reading:
    """Every quarter there is, and everything wrong in it."""
    project, diagnostics, counts = scene.project, list(scene.diagnostics), Counter[str]()
    quarters = scene.quarters if project is not None else ()
    if project is not None and quarters:
        for own in read_window(project, quarters[0], quarters[-1], quarters[-1].end):
            tell(str(own.quarter))
            diagnostics += own.diagnostics
            counts.update(files=own.files_found, read=own.files_read, items=len(own.items))
    return Reading(
        quarters=quarters,
        files_found=counts["files"],
        files_read=counts["read"],
        items_read=counts["items"],
        diagnostics=tuple(sorted(diagnostics, key=Diagnostic.sort_key)),
    )
