"""Calls ssh-keygen to sign and to check signatures, as safely as git is called.

It is taken from a folder outside the project, is told everything and looks nothing up; only to
sign may it ask the user's agent.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from afitrack.git.call import GitError, find_program
from afitrack.git.commit import key_of

NAMESPACE: Final = "afitrack"
LARGEST_SIGNATURE: Final = 64 * 1024
_SECONDS: Final = 120
_KEY: Final = re.compile(r"(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}")
_PERSON: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def find_keygen(outside: Path) -> str:
    """Where ssh-keygen is, taken from no folder that lies in ``outside``.

    Raises:
        GitError: when there is none.
    """
    found = find_program("ssh-keygen", outside)
    if found is None:
        raise GitError("there is no ssh-keygen on this machine; install OpenSSH")
    return found


def sign(program: str, key: Path, text: bytes) -> bytes:
    """An armoured signature of ``text`` by a private key, or by a public one that an agent has.

    Raises:
        GitError: when it cannot be made.
    """
    kept = {name: os.environ[name] for name in ("SSH_AUTH_SOCK",) if name in os.environ}
    words = ("-Y", "sign", "-f", str(key.resolve()), "-n", NAMESPACE)
    done = _call(program, words, text, kept)
    if done.returncode or key_of(done.stdout.decode("ascii", "replace")) is None:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(said or "ssh-keygen made no signature")
    return done.stdout


def holds(program: str, person: str, keys: Iterable[str], text: bytes, signature: bytes) -> bool:
    """Whether a signature of ``text`` is by one of a person's keys.

    Raises:
        GitError: when ssh-keygen cannot be run.
    """
    plain = [" ".join(one.split()[:2]) for one in keys]
    lines = [f'{person} namespaces="{NAMESPACE}" {one}\n' for one in plain if _KEY.fullmatch(one)]
    if not lines or not _PERSON.fullmatch(person) or len(signature) > LARGEST_SIGNATURE:
        return False
    with tempfile.TemporaryDirectory(prefix="afitrack-") as folder:
        signers, file = Path(folder, "signers"), Path(folder, "signature")
        signers.write_text("".join(lines), encoding="ascii")
        file.write_bytes(signature)
        words = ("-Y", "verify", "-f", str(signers), "-I", person, "-n", NAMESPACE, "-s", str(file))
        return _call(program, words, text, {}).returncode == 0


def _call(
    program: str, words: Iterable[str], text: bytes, kept: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [program, *words],
            input=text,
            capture_output=True,
            env={"LC_ALL": "C", "HOME": os.devnull, "SSH_ASKPASS_REQUIRE": "never", **kept},
            cwd=Path(program).parent,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from error
