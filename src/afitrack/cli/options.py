"""Options that every reading command takes, and how their words become values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from afitrack.model.config import Config
    from afitrack.model.diagnostic import Diagnostic
    from afitrack.model.people import People
    from afitrack.pipeline import Scene

ProjectOption = Annotated[
    Path,
    typer.Option(
        "--project",
        metavar="FOLDER",
        show_default=False,
        help="The project's folder, where afitrack.toml is; by default this one.",
    ),
]
QuarterOption = Annotated[
    str | None,
    typer.Option(
        "--quarter", metavar="QUARTER", help="As 2023-24-Q3; by default the newest with evidence."
    ),
]
AfiArgument = Annotated[str, typer.Argument(metavar="AFI", help="The AFI's id, as SOC-1.")]
AfisOption = Annotated[
    list[str] | None,
    typer.Option("--afi", metavar="AFI", help="Only this AFI; may be repeated."),
]
OwnerOption = Annotated[
    str | None,
    typer.Option("--owner", metavar="ROLE", help="Only what this role of people.toml answers for."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The day to judge by, as 2024-01-12; by default today."
    ),
]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file, and not to the screen."
    ),
]


def usage(message: str) -> NoReturn:
    """Say what is wrong with the command line and leave with code 2."""
    from afitrack.report.escape import shown

    typer.echo(f"afitrack: {shown(message)}", err=True)
    raise typer.Exit(2)


def known_format(name: str, formats: Iterable[str]) -> None:
    """A usage error that lists all formats, unless ``name`` is one of them."""
    known = tuple(formats)
    if name not in known:
        usage(f"'{name}' is not a format; the formats are {', '.join(known)}")


def known_role(name: str | None, people: People) -> str | None:
    """The id of the role of ``--owner``, if one is given; a usage error that lists all of them."""
    from afitrack.model.people import same_name

    if name is None:
        return None
    role = people.roles.get(same_name(name))
    if role is None:
        known = ", ".join(one.id for one in people.roles.values()) or "none"
        usage(f"'{name}' is not a role of people.toml; the roles are {known}")
    return role.id


def parse_day(text: str | None) -> date:
    """The day of ``--as-of``; today where none is given. The only place that reads the clock."""
    from datetime import date

    return date.today() if text is None else day_of_option("--as-of", text)


def day_of_option(name: str, text: str) -> date:
    """A day as an option gives it; leaves with code 2 when it is none, or none afitrack knows."""
    from datetime import date

    from afitrack.model.shape import FIRST_DAY, LAST_DAY

    try:
        # Python would take a week's number too, as 2024-W02-5.
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) is None:
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        usage(f"{name} '{text[:40]}' is not a day; write it as 2024-01-12")
    if not FIRST_DAY <= day <= LAST_DAY:
        usage(f"{name} {day} cannot be judged; name a day from {FIRST_DAY} to {LAST_DAY}")
    return day


def not_for_a_terminal(name: str, output: Path | None) -> None:
    """A usage error where a format that is no text would be printed on a terminal."""
    import sys

    from afitrack.report import BINARY

    if name in BINARY and output is None and sys.stdout is not None and sys.stdout.isatty():
        usage(f"{name} is not for a terminal; name a file with --output (-o)")


def opened(project: Path, policy: Config | None = None) -> Scene:
    """The project in a folder; leaves with code 2 when its configuration cannot be used.

    A ``policy`` counts in place of the project's own configuration.
    """
    from afitrack.pipeline import Unusable, open_project

    is_folder(project)
    scene = open_project(project, policy)
    if isinstance(scene, Unusable):
        say(scene.diagnostics)
        raise typer.Exit(2)
    return scene


def is_folder(project: Path) -> None:
    """A usage error unless a folder is there."""
    try:
        there = project.is_dir()
    except OSError as error:
        usage(f"--project {project} cannot be opened: {error.strerror}")
    if not there:
        usage(f"--project {project} is not a folder")


def say(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Print diagnostics on stderr."""
    from afitrack.report.text import diagnostic_lines

    for line in diagnostic_lines(diagnostics):
        typer.echo(line, err=True)
