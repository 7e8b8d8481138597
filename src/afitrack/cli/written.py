"""Writes new files into a project, all or none, and asks for signatures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typer

from afitrack.cli.output import UNWRITTEN


def write_new(root: Path, contents: Mapping[str, bytes]) -> None:
    """Write files that must not exist yet, in the order given.

    Raises:
        typer.Exit: with code 74 when one cannot be written; those before it are taken back.
    """
    done = list[Path]()
    try:
        for path, data in contents.items():
            file = root / path
            file.parent.mkdir(exist_ok=True)
            with file.open("xb") as opened:
                done.append(file)
                opened.write(data)
    except OSError as error:
        from afitrack.report.escape import shown

        for file in reversed(done):
            file.unlink(missing_ok=True)
        typer.echo(f"afitrack: {shown(path)} cannot be written: {error.strerror}", err=True)
        raise typer.Exit(UNWRITTEN) from None


def signed(root: Path, key: Path, text: bytes) -> bytes:
    """A signature of a text by a key; leaves with code 2 when there can be none."""
    from afitrack.cli.options import usage
    from afitrack.git import GitError
    from afitrack.git.signature import find_keygen, sign

    try:
        return sign(find_keygen(root), key, text)
    except GitError as error:
        usage(f"--sign {key}: {error}")
