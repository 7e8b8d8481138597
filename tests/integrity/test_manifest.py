"""A manifest is what sha256sum writes, and what it reads."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afitrack.integrity.manifest import Malformed, parse_manifest, render_manifest

DIGEST = hashlib.sha256(b"x").hexdigest()
PATHS = st.text(st.characters(exclude_characters="\0"), min_size=1).filter(
    lambda text: text.isascii() or max(text) < "\ud800" or min(text) > "\udfff"
)


@given(st.dictionaries(PATHS, st.just(DIGEST), min_size=1))
def test_what_is_written_is_read(digests: dict[str, str]) -> None:
    data = render_manifest(digests)
    assert parse_manifest(data) == digests
    assert data.count(b"\n") == len(digests)


def test_sha256sum_agrees(tmp_path: Path) -> None:
    names = ["plain", "with blank", " led by one", "back\\slash", "line\nfeed", "é", "*star"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    written = render_manifest(dict.fromkeys(names, DIGEST))
    (tmp_path / "manifest").write_bytes(written)
    command = ["sha256sum", "-c", "--strict", "--quiet", "manifest"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    listed = sorted(names, key=str.encode)
    own = subprocess.run(
        ["sha256sum", "--", *listed], cwd=tmp_path, capture_output=True, check=True
    )
    assert own.stdout == written


GOOD = f"{DIGEST}  a\n{DIGEST}  b\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        (GOOD[:-1], 1),
        (f"{GOOD}\n", 3),
        (GOOD.replace("\n", "\r\n"), 1),
        (f"{DIGEST}  b\n{DIGEST}  a\n", 1),
        (f"{GOOD}{DIGEST}  b\n", 1),
        (f"{DIGEST.upper()}  a\n", 1),
        (f"{GOOD}{DIGEST} *c\n", 3),
        (f"\\{DIGEST}  a\n", 1),
        (f"\\{DIGEST}  a\\x\n", 1),
        (f"{DIGEST}  a\\b\n", 1),
        (f"# a comment\n{GOOD}", 1),
    ],
)
def test_all_else_is_malformed(text: str, line: int) -> None:
    read = parse_manifest(text.encode())
    assert isinstance(read, Malformed)
    assert read.line == line
