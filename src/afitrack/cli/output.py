"""Writes what a command has to say: to stdout, or to a file that is whole or untouched."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

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
        _unwritten(output, error)


def append(content: bytes, output: Path) -> None:
    """Add ``content`` to the end of a file, which is made where there is none.

    Raises:
        typer.Exit: with code 74 when it cannot be written.
    """
    try:
        with output.open("ab") as file:
            file.write(content)
    except OSError as error:
        _unwritten(output, error)


def _unwritten(output: Path | None, error: OSError) -> NoReturn:
    from afitrack.report.escape import shown

    where = "the standard output" if output is None else shown(str(output))
    with contextlib.suppress(OSError):
        typer.echo(f"afitrack: {where} cannot be written: {error.strerror}", err=True)
    raise typer.Exit(UNWRITTEN) from None


def _print(content: bytes) -> None:
    # A program whose standard output is closed has none.
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError:
        # What is left in the buffer must not fail again at exit.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _replace(content: bytes, output: Path) -> None:
    if output.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder stands there; name a file")
    if output.exists():
        _refuse(output)
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


def _refuse(output: Path) -> None:
    """Raise where putting a new file in the place of what stands there would do harm."""
    if not output.is_file():
        raise OSError(errno.EINVAL, "a device or pipe stands there; leave out --output")
    if not os.access(output, os.W_OK):
        raise PermissionError(errno.EACCES, "the file there is write-protected")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
