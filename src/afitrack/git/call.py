"""Calls git so that nothing a repository holds is run.

Whoever can propose a change may also have planted a configuration: a pager, a hook, a monitor, a
helper that fetches. Git is called with an environment of its own, told where the repository is
instead of looking for it, and asked only to read objects, never to look at the working tree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

SECONDS: Final = 300

# Each of these would otherwise be taken from the repository's own configuration.
_SETTINGS: Final = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.attributesFile=/dev/null",
    "core.excludesFile=/dev/null",
    "core.commitGraph=false",
    "core.quotePath=true",
    "core.alternateRefsCommand=",
    "core.sshCommand=false",
    "core.askPass=false",
    "credential.helper=",
    "diff.external=",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "protocol.allow=never",
    "uploadpack.packObjectsHook=",
)


class GitError(Exception):
    """Git could not do what it was asked, with what it said."""


def find_program(name: str, outside: Path) -> str | None:
    """Where a program is, by the absolute folders of PATH that do not lie in ``outside``."""
    folders = [one for one in os.get_exec_path() if _is_trusted(one, outside)]
    return shutil.which(name, path=os.pathsep.join(folders)) if folders else None


def call_git(program: str, git_dir: Path, *words: str, stdin: bytes | None = None) -> bytes:
    """What a git command prints, which must be one that only reads objects.

    Raises:
        GitError: when git does not end with 0, or not within five minutes.
    """
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    command = [program, "--no-pager", "--literal-pathspecs", *settings, *words]
    try:
        done = subprocess.run(
            command,
            input=stdin if stdin is not None else b"",
            capture_output=True,
            env=environment(git_dir),
            cwd=git_dir,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(said or f"git {words[0]} ended with {done.returncode}")
    return done.stdout


def environment(git_dir: Path) -> dict[str, str]:
    """All that git may know of its surroundings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "GIT_DIR": str(git_dir),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_PAGER": "cat",
        "HOME": os.devnull,
        "LC_ALL": "C",
        "TZ": "UTC",
    }


def _is_trusted(folder: str, outside: Path) -> bool:
    path = Path(folder)
    return path.is_absolute() and not path.resolve().is_relative_to(outside.resolve())
