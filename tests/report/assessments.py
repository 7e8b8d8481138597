"""Two assessments that every format is tried on: one with a bit of everything, one with nothing.

They are built by hand, so they hang on no engine and no file. ``full`` has every status, flag,
reason, state and use, and a problem of each severity; no one project could have all of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from afitrack.gate import GateResult, decide_gate
from afitrack.model.assessment import Assessment, Counts, Use
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.marking import Marking
from afitrack.model.rulebook import Inspection
from afitrack.model.verdict import Reason, Status
from afitrack.source import Location
from report import afis
from report.parts import FORCE, ITEMS, QUARTER, considered, exhibit, gap, standing

AS_OF = date(2024, 1, 12)
PEEL = Inspection.model_validate(
    {
        "id": "peel-2021",
        "title": "PEEL 2021/22: Testshire Police",
        "body": "HMICFRS",
        "page-updated": date(2022, 4, 1),
        "address": "https://inspectorate.example/peel/testshire",
    }
)
VISIT = Inspection.model_validate(
    {
        "id": "custody-2022",
        "title": "Custody visit",
        "body": "HMICFRS",
        "published": date(2023, 12, 7),
    }
)
DIAGNOSTICS = (
    Diagnostic(Location("afitrack.toml", 4, 1), "config", "the gate 'gap' is not known"),
    Diagnostic(Location(ITEMS, 5, 9), "unused-item", "no requirement asks for the type 'poster'"),
    Diagnostic(Location(ITEMS, 12, 3), "self-approval", "sam submitted it and approved it"),
    Diagnostic(Location(ITEMS, 40, 2), "unknown-key", "'aproved' is not a key of an item"),
)


def gate_of(assessment: Assessment, *rules: str) -> GateResult:
    """What the gate makes of it; the gate ``gaps`` unless others are named."""
    return decide_gate(assessment, rules or ("gaps",))


def empty() -> Assessment:
    """Nothing under track, nothing submitted, nothing wrong."""
    return Assessment(
        force_id=FORCE,
        force_name="Testshire Police",
        quarter=QUARTER,
        as_of=AS_OF,
        reference=AS_OF,
        closes=date(2024, 1, 31),
        quarters_read=(),
        quarters_without_evidence=(),
        marking=Marking.OFFICIAL_SENSITIVE,
        inspections=(),
        standings=(),
        left_out=0,
        exhibits=(),
        diagnostics=(),
        counts=Counts(0, 0, 0, 0, 0, 0, 0),
    )


def full() -> Assessment:
    """A bit of everything."""
    return replace(
        empty(),
        as_of=date(2024, 2, 20),
        reference=date(2024, 1, 31),
        quarters_read=(QUARTER.previous(), QUARTER),
        quarters_without_evidence=(QUARTER.following(),),
        inspections=(PEEL, VISIT),
        standings=(
            afis.regressed(),
            afis.concern(),
            afis.recommendation(),
            afis.other_body(),
            afis.evidenced(),
            afis.ready(),
            afis.capped(),
            afis.partly(),
            afis.recorded(),
        ),
        left_out=2,
        exhibits=tuple(
            exhibit(name, use) for name, use in zip(("plan", "poster", "late"), Use, strict=True)
        ),
        diagnostics=DIAGNOSTICS,
        counts=Counts(9, 7, 2, 3, 1, 1, 1),
        rag=(("green", "implemented"), ("white", "rests on another body")),
    )


def many(entries: int, requirements: int) -> Assessment:
    """So many AFIs with so many gaps each."""
    return replace(
        empty(),
        standings=tuple(
            standing(
                f"A-{n}",
                n * 100,
                Status.PARTLY_EVIDENCED,
                *(
                    gap(f"A-{n}", f"r-{m}", Reason.BELOW, considered=(considered(f"i-{n}-{m}"),))
                    for m in range(requirements)
                ),
            )
            for n in range(1, entries + 1)
        ),
    )
