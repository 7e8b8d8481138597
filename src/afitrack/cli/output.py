"""Writes what a command has to say: to stdout, or to a file that is whole or untouched."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

import typer

UNWRITTEN = 74


def deliver(content: bytes, output: Path | None) -> None:
    """Write ``content`` to a file, or to stdout as it is.

    Raises:
        typer.Exit: with code 74 when it cannot be written; an old file then stays as it was.
    """
    try:
        if output is None:
            _print(content)
        else:
            _replace(content, output)
    except OSError as error:
        where = output or "the standard output"
        with contextlib.suppress(OSError):
            print(f"afitrack: {where} cannot be written: {error.strerror}", file=sys.stderr)
        raise typer.Exit(UNWRITTEN) from None


def _print(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has gone; what is left in the buffer must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _replace(content: bytes, output: Path) -> None:
    if output.is_dir():
        raise IsADirectoryError(21, "a folder stands there; name a file")
    handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask())
        part.replace(output)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
