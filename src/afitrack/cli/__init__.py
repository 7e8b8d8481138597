"""The door: reads the command line and the clock, prints, writes, exits.

Only typer is imported here; each command imports what it needs when it runs, so that ``--help``
and shell completion answer at once.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import ClassVar

import typer

from afitrack import __version__
from afitrack.cli.baseline import baseline
from afitrack.cli.check import check
from afitrack.cli.diff import diff
from afitrack.cli.digest import digest
from afitrack.cli.due import due
from afitrack.cli.forecast import forecast
from afitrack.cli.lazy import LazyGroup, Offered
from afitrack.cli.next import next_
from afitrack.cli.report import write_reports
from afitrack.cli.rules import rules
from afitrack.cli.seal import seal
from afitrack.cli.test import try_tests
from afitrack.cli.trend import trend
from afitrack.cli.validate import validate
from afitrack.cli.verify import verify
from afitrack.cli.why import why
from afitrack.cli.why_not import why_not


class _Commands(LazyGroup):
    offered: ClassVar[Offered] = {
        "check": check,
        "report": write_reports,
        "why": why,
        "why-not": why_not,
        "next": next_,
        "due": due,
        "trend": trend,
        "diff": diff,
        "forecast": forecast,
        "validate": validate,
        "seal": seal,
        "verify": verify,
        "digest": digest,
        "test": try_tests,
        "rules": rules,
        "baseline": baseline,
    }


app = typer.Typer(
    name="afitrack",
    cls=_Commands,
    help="Shows, with evidence, where each area for improvement stands.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"afitrack {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and leave."
    ),
) -> None:
    """Shows, with evidence, where each area for improvement stands."""


def main() -> None:
    """Run afitrack and leave with its exit code; an uncaught exception is 70, never 1."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # a broken program must not look like a gate that is not met
        from afitrack.cli.failure import report_failure

        sys.exit(report_failure(error))


def _terminated(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise SystemExit(128 + number)
