"""Files that must be read, and all that may stand in their place."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from afitrack.source import Fault, Folders, Location, digest_file, folders, read_file

LIMIT = 100
Reader = Callable[[Path | Folders, str, int], bytes | str | Fault]


@pytest.fixture(params=[True, False], ids=["by-handle", "by-name"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs as on Linux, and as on a system without folder handles."""
    monkeypatch.setattr(folders, "_BY_HANDLE", request.param)


@pytest.fixture(params=[read_file, digest_file], ids=["read", "digest"])
def reader(request: pytest.FixtureRequest) -> Reader:
    function: Reader = request.param
    return function


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence" / "a.toml").write_bytes(b"a = 1\n")
    (tmp_path / "outside.toml").write_bytes(b"secret = 1\n")
    return folder


def code(answer: bytes | str | Fault, path: str) -> str:
    assert isinstance(answer, Fault), answer
    assert answer.location == Location(path, 1, 1)
    assert answer.message.isprintable()
    return answer.code


def test_a_file_is_read_whole(root: Path) -> None:
    assert read_file(root, "evidence/a.toml", LIMIT) == b"a = 1\n"


def test_a_digest_is_that_of_the_bytes(root: Path) -> None:
    assert digest_file(root, "evidence/a.toml", LIMIT) == hashlib.sha256(b"a = 1\n").hexdigest()


def test_an_empty_file_is_read_but_has_no_digest(root: Path) -> None:
    (root / "none").write_bytes(b"")
    assert read_file(root, "none", LIMIT) == b""
    assert code(digest_file(root, "none", LIMIT), "none") == "file-empty"


@pytest.mark.parametrize("size", [0, 1, LIMIT - 1, LIMIT])
def test_a_file_up_to_the_limit_is_read(root: Path, size: int) -> None:
    (root / "f").write_bytes(b"x" * size)
    assert read_file(root, "f", LIMIT) == b"x" * size


@pytest.mark.parametrize("size", [LIMIT + 1, 50 * LIMIT])
def test_a_larger_one_is_refused(root: Path, reader: Reader, size: int) -> None:
    (root / "f").write_bytes(b"x" * size)
    assert code(reader(root, "f", LIMIT), "f") == "too-large"


def test_a_sparse_file_of_a_terabyte_is_refused_unread(root: Path, reader: Reader) -> None:
    with (root / "f").open("wb") as file:
        file.truncate(1 << 40)
    assert code(reader(root, "f", LIMIT), "f") == "too-large"


@pytest.mark.parametrize("grown", [LIMIT, LIMIT + 1])
def test_a_file_that_grows_meanwhile(
    root: Path, monkeypatch: pytest.MonkeyPatch, grown: int
) -> None:
    target = root / "f"
    target.write_bytes(b"x")
    plain_read = os.read

    def grow_and_read(handle: int, size: int) -> bytes:
        target.write_bytes(b"x" * grown)
        return plain_read(handle, size)

    monkeypatch.setattr(os, "read", grow_and_read)
    answer = read_file(root, "f", LIMIT)
    if grown > LIMIT:
        assert code(answer, "f") == "too-large"
    else:
        assert answer == b"x" * grown


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../outside.toml",
        "evidence/../../outside.toml",
        "evidence/./a.toml",
        "./evidence/a.toml",
        "evidence//a.toml",
        "evidence/",
        "/etc/passwd",
        "//server/share",
        "evidence\\a.toml",
        "C:/evidence/a.toml",
        "c:a.toml",
        "evidence/a.toml\0.csv",
        "\ud800",
    ],
)
def test_a_path_that_may_lead_out_is_refused(root: Path, reader: Reader, path: str) -> None:
    assert code(reader(root, path, LIMIT), path) == "path-outside"


def test_a_link_out_of_the_tree_is_refused(root: Path, reader: Reader) -> None:
    (root / "link.toml").symlink_to(root.parent / "outside.toml")
    assert code(reader(root, "link.toml", LIMIT), "link.toml") == "symlink"


def test_a_link_within_the_tree_is_refused(root: Path, reader: Reader) -> None:
    (root / "link.toml").symlink_to("evidence/a.toml")
    assert code(reader(root, "link.toml", LIMIT), "link.toml") == "symlink"


def test_a_dangling_or_circular_link_is_a_link(root: Path, reader: Reader) -> None:
    (root / "a").symlink_to("b")
    (root / "b").symlink_to("a")
    (root / "c").symlink_to("nowhere")
    assert code(reader(root, "a", LIMIT), "a") == "symlink"
    assert code(reader(root, "c", LIMIT), "c") == "symlink"


@pytest.mark.parametrize("path", ["late/a.toml", "early/deeper/a.toml"])
def test_a_linked_parent_is_refused(root: Path, reader: Reader, path: str) -> None:
    (root / "real" / "deeper").mkdir(parents=True)
    (root / "real" / "deeper" / "a.toml").write_bytes(b"a = 1\n")
    (root / "late").symlink_to("real/deeper")
    (root / "early").symlink_to("real")
    assert code(reader(root, path, LIMIT), path) == "symlink"


def test_the_root_itself_may_be_a_link(root: Path) -> None:
    (root.parent / "alias").symlink_to(root)
    assert read_file(root.parent / "alias", "evidence/a.toml", LIMIT) == b"a = 1\n"


def test_a_pipe_does_not_make_it_wait(root: Path, reader: Reader) -> None:
    os.mkfifo(root / "pipe")
    assert code(reader(root, "pipe", LIMIT), "pipe") == "not-a-file"


def test_a_socket_is_no_file(root: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert code(reader(root, "s", LIMIT), "s") == "not-a-file"


def test_a_folder_or_a_device_is_no_file(root: Path, reader: Reader) -> None:
    assert code(reader(root, "evidence", LIMIT), "evidence") == "not-a-file"
    assert code(reader(Path("/dev"), "zero", LIMIT), "zero") == "not-a-file"


@pytest.mark.parametrize("path", ["none", "none/a.toml", "evidence/a.toml/b"])
def test_what_is_missing_is_missing(root: Path, reader: Reader, path: str) -> None:
    assert code(reader(root, path, LIMIT), path) == "file-missing"


def test_a_missing_root_is_missing(root: Path, reader: Reader) -> None:
    assert code(reader(root / "none", "a.toml", LIMIT), "a.toml") == "file-missing"


@pytest.mark.parametrize("path", ["x" * 300, f"{'x' * 300}/a.toml"])
def test_a_name_too_long_for_the_system_is_to_be_changed(
    root: Path, reader: Reader, path: str
) -> None:
    answer = reader(root, path, LIMIT)
    assert code(answer, path) == "file-name"
    assert isinstance(answer, Fault)
    assert "too long" in answer.message
    assert "rename" in answer.message
    assert "permissions" not in answer.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_unreadable(root: Path, reader: Reader) -> None:
    (root / "evidence" / "a.toml").chmod(0)
    assert code(reader(root, "evidence/a.toml", LIMIT), "evidence/a.toml") == "unreadable"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EIO])
def test_whatever_the_system_says_is_a_fault(
    root: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    assert code(reader(root, "evidence/a.toml", LIMIT), "evidence/a.toml") == "unreadable"


def test_a_broken_disk_is_a_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "read", refuse)
    monkeypatch.setattr(hashlib, "file_digest", refuse)
    for function in (read_file, digest_file):
        answer = function(root, "evidence/a.toml", LIMIT)
        assert code(answer, "evidence/a.toml") == "unreadable"


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts handles in /proc")
def test_no_handle_is_left_open(root: Path, reader: Reader) -> None:
    (root / "link").symlink_to("evidence")
    (root / "large").write_bytes(b"x" * 1000)
    (root / "none").write_bytes(b"")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for path in ("evidence/a.toml", "link/a.toml", "large", "evidence", "none", "x/y", "..", "\0"):
        reader(root, path, LIMIT)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_a_hostile_name_is_escaped_in_the_message(root: Path, reader: Reader) -> None:
    answer = reader(root, "../\x1b[31m\n\u202e" + "x" * 1000, LIMIT)
    assert isinstance(answer, Fault)
    assert answer.message.isprintable()
    assert len(answer.message) < 300


def test_a_location_reads_as_an_editor_jumps() -> None:
    assert str(Location("rules/a.toml", 64, 1)) == "rules/a.toml:64:1"
    assert Location("a", 2, 1) < Location("a", 10, 1) < Location("b")


def test_files_are_read_by_folders_that_are_held(root: Path) -> None:
    (root / "b").write_bytes(b"b")
    with Folders(root) as held:
        for _ in range(2):
            assert read_file(held, "evidence/a.toml", LIMIT) == b"a = 1\n"
            assert read_file(held, "b", LIMIT) == b"b"
            assert code(read_file(held, "evidence/none", LIMIT), "evidence/none") == "file-missing"
            assert code(read_file(held, "none/a", LIMIT), "none/a") == "file-missing"


def test_a_link_is_refused_in_a_folder_that_is_held(root: Path, reader: Reader) -> None:
    (root / "evidence" / "link").symlink_to("a.toml")
    (root / "linked").symlink_to("evidence")
    with Folders(root) as held:
        assert isinstance(read_file(held, "evidence/a.toml", LIMIT), bytes)
        for path in ("evidence/link", "linked/a.toml"):
            for _ in range(2):
                assert code(reader(held, path, LIMIT), path) == "symlink"


def test_a_link_put_in_the_place_of_a_folder_leads_nowhere(root: Path) -> None:
    (root.parent / "elsewhere").mkdir()
    (root.parent / "elsewhere" / "a.toml").write_bytes(b"secret = 1\n")
    with Folders(root) as held:
        read_file(held, "evidence/a.toml", LIMIT)
        (root / "evidence").rename(root / "before")
        (root / "evidence").symlink_to(root.parent / "elsewhere")
        answer = read_file(held, "evidence/a.toml", LIMIT)
    if isinstance(answer, bytes):
        assert answer == b"a = 1\n"
    else:
        assert code(answer, "evidence/a.toml") == "symlink"


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts handles in /proc")
def test_few_folders_are_held_and_none_afterwards(root: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    with Folders(root) as held:
        for number in range(50):
            (root / str(number)).mkdir()
            (root / str(number) / "f").write_bytes(b"f")
            assert read_file(held, f"{number}/f", LIMIT) == b"f"
        assert len(os.listdir("/proc/self/fd")) <= before + 10  # noqa: PTH208
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
