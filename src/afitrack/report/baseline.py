"""``baseline.json``: sorted and byte-stable, so that a difference in git is one in the gaps."""

from __future__ import annotations

from afitrack.model.baseline import Baseline
from afitrack.report.json import VERSION, dump
from afitrack.report.json.plain import day


def render(baseline: Baseline) -> bytes:
    """The baseline as it is committed."""
    return dump(
        {
            "schema_version": VERSION,
            "force": baseline.force,
            "quarter": str(baseline.quarter),
            "as_of": day(baseline.as_of),
            "commit": baseline.commit,
            "rules": baseline.rules,
            "marking": baseline.marking.value,
            "gaps": [{"id": one.id, "reason": one.reason} for one in baseline.gaps],
        }
    )
