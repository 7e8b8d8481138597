"""Files that cannot be read: what is wrong, where, and nothing is evidenced meanwhile."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from afitrack.load import evidence, load_evidence, load_project, walk
from afitrack.model.quarter import parse_quarter
from hostile.base import OTHER, OTHER_RULES, OTHER_TEXT, PLAN, REGISTER, RULES
from hostile.judging import found, judged, message, statuses
from project import CONFIG, PEOPLE, QUARTER, Project

FOLDER = f"evidence/{QUARTER}"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{0}\nsize 10\n"

# What is written, and the code and place it is reported with.
BROKEN: dict[str, tuple[str | bytes, str, str]] = {
    "broken": ("a = 1\nb = \n", "toml-syntax", "2:5"),
    "empty": ("", "empty", "1:1"),
    "blank": (" \n\n", "empty", "1:1"),
    "comment only": ("# nothing\n", "empty", "1:1"),
    "cut": (OTHER_TEXT[:33], "toml-syntax", "3:8"),
    "cp1252": (b'a = 1\nb = "\xa35"\n', "encoding", "2:6"),
    "utf-16": (OTHER_TEXT.encode("utf-16"), "encoding", "1:1"),
    "utf-16 without a mark": (OTHER_TEXT.encode("utf-16-le"), "encoding", "1:1"),
    "nul": ('a = "x\0y"\n', "nul-byte", "1:7"),
    "merge": ("a = 1\n<<<<<<< HEAD\nb = 1\n", "merge-marker", "2:1"),
    "merge, middle": ("a = 1\n=======\nb = 2\n", "merge-marker", "2:1"),
    "lfs pointer": (POINTER.format("0" * 64), "lfs-pointer", "1:1"),
    "zip": (b"PK\x03\x04\x14\0\0\0", "zip-file", "1:1"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "zip-file", "1:1"),
    "lists too deep": ("a = " + "[" * 100_000, "too-deep", "1:69"),
    "tables too deep": ("a = " + "{b=" * 100_000, "too-deep", "1:197"),
    "dotted key": (".".join(["a"] * 20_000) + " = 1\n", "too-deep", "1:1"),
    "dotted header": (f"[{'.'.join(['a'] * 20_000)}]\n", "too-deep", "1:2"),
    "long integer": (f"a = {'9' * 5_000}\n", "number-too-long", "1:5"),
    "long exponent": ("a = 1e99999\n", "number-too-long", "1:5"),
    "nan": ("a = nan\n", "not-a-number", "1:5"),
    "inf": ("a = -inf\n", "not-a-number", "1:5"),
    "duplicate key": ("a = 1\nb = 2\na = 3\n", "toml-syntax", "3:1"),
    "duplicate table": ("[a]\n[b]\n[a]\n", "toml-syntax", "3:2"),
    "date out of range": ("a = 2023-02-30\n", "toml-syntax", "1:5"),
    "toml 1.1": ("a = {\n  b = 1\n}\n", "toml-1-1", "1:5"),
    "curly quotes": ("a = “b”\n", "toml-syntax", "1:5"),
    "no toml": ("Dear all,\nplease find attached\n", "toml-syntax", "1:6"),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("path", [f"{FOLDER}/x.toml", f"{FOLDER}/sub/x.toml", "rules/x.toml"])
def test_a_broken_file_is_placed_and_nothing_is_evidenced(
    good: Project, path: str, name: str
) -> None:
    content, code, place = BROKEN[name]
    good.write(path, content)
    answer = judged(good)
    assert found(answer) == [f"{code} {path}:{place}"]
    assert statuses(answer) == ["partly-evidenced"]
    assert answer["exit_code"] == 3
    in_evidence = path.startswith(FOLDER)
    assert answer["counts"]["files_found"] == 4 + in_evidence
    assert answer["counts"]["files_rejected"] == in_evidence


@pytest.mark.parametrize("name", BROKEN)
def test_broken_people_are_placed_and_nobody_is_called_unknown(good: Project, name: str) -> None:
    content, code, place = BROKEN[name]
    good.write("people.toml", content)
    answer = judged(good)
    assert found(answer) == [f"{code} people.toml:{place}"]
    assert answer["exit_code"] == 3


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_configuration_is_exit_2(good: Project, name: str) -> None:
    content, _, place = BROKEN[name]
    good.write("afitrack.toml", content)
    result = good.check()
    assert result.exit_code == 2
    assert f"afitrack.toml:{place}: configuration:" in result.stderr
    assert not result.stdout


@pytest.mark.parametrize("name", ["afitrack.toml", "people.toml", RULES, REGISTER, OTHER])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_a_byte_order_mark_and_windows_line_ends_are_fine(
    good: Project, name: str, mark: str
) -> None:
    text = (good.root / name).read_text()
    good.write(name, mark + text.replace("\n", "\r\n"))
    answer = judged(good)
    assert (found(answer), statuses(answer), answer["exit_code"]) == ([], ["evidenced"], 0)


@pytest.mark.parametrize("name", ["files/plan.txt", "x.toml"])
def test_a_file_of_100_mb_is_not_read(good: Project, name: str) -> None:
    good.write(f"{FOLDER}/{name}", "")
    os.truncate(good.root / FOLDER / name, 100 * 1024 * 1024)
    answer = judged(good)
    code = {"x.toml": 3, "files/plan.txt": 4}[name]
    assert answer["exit_code"] == code


@pytest.mark.parametrize("parent", [FOLDER, f"{FOLDER}/files", "rules"])
def test_of_very_many_files_no_more_than_the_first_are_read(
    good: Project, parent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Writing ten thousand files takes longer than all the other tests.
    assert walk.MOST_FILES == 5_000
    monkeypatch.setattr(walk, "MOST_FILES", 50)
    for number in range(100):
        (good.root / parent / f"{number}.toml").write_text("a = 1\n")
    answer = judged(good)
    assert answer["exit_code"] == 3
    assert message(answer, "too-many-files").startswith("there are more than 5,000 files here")
    assert answer["counts"]["files_found"] == (4 if parent == "rules" else 51)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def bound(path: Path) -> None:
    # A socket's name may have a hundred characters and no more.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def folder(path: Path) -> None:
    path.mkdir()
    (path / "inner.toml").write_text("a = ")


def link_in(path: Path) -> None:
    path.symlink_to("other.toml")


def link_out(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def link_to_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_a_folder(path: Path) -> None:
    path.symlink_to("/etc", target_is_directory=True)


LINKS = [link_in, link_out, link_to_nowhere, link_to_itself, link_to_a_folder]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and sockets")
@pytest.mark.parametrize("make", [fifo, bound, folder])
@pytest.mark.parametrize("name", ["x.toml", "x"])
def test_what_is_no_file_is_not_opened(
    good: Project, name: str, make: Callable[[Path], None]
) -> None:
    make(good.root / FOLDER / name)
    answer = judged(good)
    is_folder = make is folder and name == "x"
    broken = f"toml-syntax {FOLDER}/x/inner.toml:1:5"
    assert found(answer) == [broken if is_folder else f"not-a-file {FOLDER}/{name}:1:1"]
    assert answer["exit_code"] == 3


@pytest.mark.parametrize("make", LINKS)
@pytest.mark.parametrize("path", [f"{FOLDER}/x.toml", f"{FOLDER}/x", f"{FOLDER}/files/x.txt"])
def test_a_link_in_the_evidence_is_refused(
    good: Project, path: str, make: Callable[[Path], None]
) -> None:
    make(good.root / path)
    answer = judged(good)
    assert found(answer) == [f"symlink {path}:1:1"]
    assert (answer["exit_code"], statuses(answer)) == (4, ["partly-evidenced"])


def moved_behind_a_link(root: Path, path: str) -> None:
    (root / path).rename(root / "moved")
    (root / path).symlink_to(root / "moved")


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        (PLAN, [f"symlink {PLAN}:1:1", f"symlink {OTHER}:9:25"]),
        (f"{FOLDER}/files", [f"symlink {FOLDER}/files:1:1", f"symlink {OTHER}:9:25",
                             f"symlink {REGISTER}:11:25"]),
        (OTHER, [f"symlink {OTHER}:1:1"]),
        (RULES, [f"symlink {RULES}:1:1"]),
        ("rules", ["symlink rules:1:1"]),
        ("people.toml", ["symlink people.toml:1:1"]),
        (FOLDER, ["symlink evidence/2023-24-Q3:1:1", "no-evidence evidence/2023-24-Q3:1:1"]),
        ("evidence", ["symlink evidence:1:1", "no-evidence evidence/2023-24-Q3:1:1"]),
    ],
)  # fmt: skip
def test_a_link_in_the_place_of_what_is_needed_is_refused(
    good: Project, path: str, refused: list[str]
) -> None:
    moved_behind_a_link(good.root, path)
    answer = judged(good)
    assert sorted(found(answer)) == sorted(refused)
    assert answer["exit_code"] == 4


def test_a_link_in_the_place_of_the_configuration_is_exit_2(good: Project) -> None:
    moved_behind_a_link(good.root, "afitrack.toml")
    result = good.check()
    assert (result.exit_code, "symbolic link" in result.stderr) == (2, True)


def test_a_link_to_nowhere_in_the_place_of_rules_or_evidence_is_refused(good: Project) -> None:
    for name in ("rules", "evidence"):
        (good.root / name).rename(good.root / f"{name}-moved")
        (good.root / name).symlink_to("nowhere")
    answer = judged(good)
    assert answer["exit_code"] == 4
    assert {"symlink rules:1:1", "symlink evidence:1:1"} <= set(found(answer))


@pytest.mark.parametrize("broken", ["marking = ", "marking = “x”", "attachment = 1\nattached = "])
def test_files_of_a_form_that_cannot_be_read_are_told_once_with_it(
    good: Project, broken: str
) -> None:
    good.write(OTHER, OTHER_TEXT.replace('marking = "OFFICIAL"', broken, 1))
    good.write(f"{FOLDER}/files/stray.txt", "x")
    answer = judged(good)
    listed = [one for one in answer["diagnostics"] if one["code"] == "unread-file"]
    places = [one["path"] for one in listed]
    assert places == [f"{FOLDER}/files/stray.txt", OTHER]
    assert "1 file that it names was not read: files/plan.txt; put the form" in listed[1]["message"]


def test_a_misspelt_list_of_attachments_is_the_cause(good: Project) -> None:
    good.write(OTHER, OTHER_TEXT.replace("attachments", "atachments"))
    answer = judged(good)
    listed = [one for one in answer["diagnostics"] if one["code"] == "unread-file"]
    assert [one["path"] for one in listed] == [OTHER]


def test_files_beside_a_form_of_which_nothing_can_be_read_may_be_its_own(good: Project) -> None:
    (good.root / OTHER).unlink()
    (good.root / OTHER).mkdir()
    for number in range(7):
        good.write(f"{FOLDER}/files/more-{number}.txt", "x")
    answer = judged(good)
    (told,) = [one for one in answer["diagnostics"] if one["code"] == "unread-file"]
    assert told["path"] == OTHER
    assert "8 files beside it, which may belong to it, were not read" in told["message"]
    assert "files/more-4.txt and 3 more" in told["message"]


NAMES = {
    f"{FOLDER}/x.TOML": (3, f"file-name {FOLDER}/x.TOML:1:1"),
    f"{FOLDER}/x.Toml": (3, f"file-name {FOLDER}/x.Toml:1:1"),
    f"{FOLDER}/.x.toml": (0, f"unread-file {FOLDER}/.x.toml:1:1"),
    f"{FOLDER}/.git/x.toml": (0, f"unread-file {FOLDER}/.git:1:1"),
    f"{FOLDER}/x.toml.bak": (0, f"unread-file {FOLDER}/x.toml.bak:1:1"),
    f"{FOLDER}/~$register.xlsx": (0, f"unread-file {FOLDER}/~$register.xlsx:1:1"),
    f"{FOLDER}/x\x1b[31m.toml": (3, f"file-name {FOLDER}/x\x1b[31m.toml:1:1"),
    f"{FOLDER}/x\n::error.txt": (3, f"file-name {FOLDER}/x\n::error.txt:1:1"),
    f"{FOLDER}/x\u202etxt.toml": (3, f"file-name {FOLDER}/x\u202etxt.toml:1:1"),
    f"{FOLDER}/d\u202e/x.toml": (3, f"file-name {FOLDER}/d\u202e:1:1"),
    f"{FOLDER}/1/2/3/4/5/6/7/8/x.toml": (3, f"wrong-folder {FOLDER}/1/2/3/4/5/6/7/8:1:1"),
    "evidence/x.toml": (3, "wrong-folder evidence/x.toml:1:1"),
    "evidence/x.TOML": (3, "wrong-folder evidence/x.TOML:1:1"),
    "evidence/notes.md": (0, "unread-file evidence/notes.md:1:1"),
    "evidence/2023-24-Q1": (3, "wrong-folder evidence/2023-24-Q1:1:1"),
    "evidence/2023-Q4/x.toml": (3, "wrong-folder evidence/2023-Q4:1:1"),
    "evidence/2023-24-q3/x.toml": (3, "wrong-folder evidence/2023-24-q3:1:1"),
    "evidence/2023-24-Q5/x.toml": (3, "wrong-folder evidence/2023-24-Q5:1:1"),
    "evidence/2023-25-Q3/x.toml": (3, "wrong-folder evidence/2023-25-Q3:1:1"),
    "rules/x.TOML": (3, "file-name rules/x.TOML:1:1"),
    "rules/.x.toml": (0, "unread-file rules/.x.toml:1:1"),
    "rules/README.md": (0, "unread-file rules/README.md:1:1"),
    "rules/sub/x.toml": (3, "wrong-folder rules/sub/x.toml:1:1"),
}


@pytest.mark.parametrize("path", NAMES)
def test_a_file_in_a_wrong_place_or_of_a_wrong_name_is_named(good: Project, path: str) -> None:
    code, expected = NAMES[path]
    good.write(path, OTHER_TEXT)
    answer = judged(good)
    assert found(answer, warnings=True) == [expected]
    assert answer["exit_code"] == code


@pytest.mark.parametrize("name", [b"\xff.toml", b"\xff.txt", b"\xff"])
@pytest.mark.parametrize("parent", [FOLDER, "evidence", "rules"])
def test_a_name_that_is_no_text_is_reported_in_json_that_is_text(
    good: Project, parent: str, name: bytes
) -> None:
    path = os.fsencode(good.root / parent) + b"/" + name
    try:
        os.mkdir(path)  # noqa: PTH102
    except OSError:
        pytest.skip("this file system takes only text as names")
    answer = judged(good)
    assert answer["exit_code"] == 3
    (one,) = (d for d in answer["diagnostics"] if d["severity"] == "error")
    assert one["path"] == parent
    assert one["message"].startswith("\\udcff")


@pytest.mark.parametrize("name", ["register.toml", "register.csv", "people.toml", "peel.toml"])
def test_a_file_that_may_not_be_opened_is_named(
    good: Project, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Permissions do not bind whoever is root, so the system's answer is put in its mouth.
    opened = os.open

    def refuse(path: Any, *arguments: Any, **options: Any) -> int:
        if path == name:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refuse)
    answer = judged(good)
    assert answer["exit_code"] == 3
    assert message(answer, "unreadable").endswith("check its permissions.")


@pytest.mark.parametrize("path", ["evidence", FOLDER, "rules"])
def test_a_folder_that_may_not_be_listed_is_named(
    good: Project, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def refuse(at: Any) -> Any:
        if at == good.root / path:
            raise PermissionError(13, "Permission denied")
        return listed(at)

    monkeypatch.setattr(os, "scandir", refuse)
    answer = judged(good)
    assert answer["exit_code"] == 3
    assert f"unreadable {path}:1:1" in found(answer)


@pytest.mark.parametrize("path", ["evidence", "rules"])
def test_a_file_in_the_place_of_a_folder_is_named(good: Project, path: str) -> None:
    (good.root / path).rename(good.root / "moved")
    good.write(path, "a = 1\n")
    answer = judged(good)
    assert answer["exit_code"] == 3
    assert f"wrong-folder {path}:1:1" in found(answer)


def test_all_that_is_wrong_is_said_in_one_run(good: Project) -> None:
    for number in range(60):
        good.write(f"{FOLDER}/{number:02}.toml", "a = ")
    good.write("rules/x.toml", "[[afis]]\n")
    good.write("people.toml", PEOPLE.replace("aliases", "alias"))
    answer = judged(good)
    assert len(found(answer)) == 60 + 2 + 1
    text = good.check().stdout
    assert text.count(": error: ") == 50
    assert "and 13 more; --format json lists them all." in text
    assert good.run("validate").stdout.count(": error: ") == 50


def test_where_too_much_is_wrong_the_rest_is_counted(good: Project) -> None:
    for number in range(3):
        good.write(f"{FOLDER}/x{number}.toml", "[[item]]\n" * 500)
    good.write("rules/x.toml", OTHER_RULES.partition("[[afi]]")[0] + "[[afi]]\n" * 5_000)
    answer = judged(good)
    assert answer["exit_code"] == 3
    said = {
        d["path"]: d["message"].partition("; ")[2].partition(".")[0]
        for d in answer["diagnostics"]
        if d["code"] == "too-many-problems"
    }
    assert said == {
        FOLDER: "1 more file was not read",
        f"{FOLDER}/x1.toml": "166 more items were not read",
        "rules/x.toml": "3,749 more AFIs were not read",
    }


def test_a_huge_entry_is_one_problem(good: Project) -> None:
    good.write(f"{FOLDER}/x.toml", OTHER_TEXT + f"approved = [{'1,' * 30_000}]\n")
    good.write("people.toml", "[[person]]\n" * 30_000)
    answer = judged(good)
    assert [one.split(":")[0] for one in found(answer) if "large" in one] == [
        f"too-large {FOLDER}/x.toml",
        "too-large people.toml",
    ]


def test_the_configuration_alone_is_missing(good: Project) -> None:
    (good.root / "afitrack.toml").unlink()
    result = good.check()
    assert result.exit_code == 2
    assert "there is no afitrack.toml here" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[force]\nid = 1\n", "2:6: configuration: 'id': 1 is not what is due here"),
        (CONFIG + "[gat]\n", "did you mean 'gate'?"),
        (CONFIG + '[gate]\non = "gaps"\n', "write a list in square brackets"),
        (CONFIG + "[gate]\non = []\n", 'write on = ["none"] to let all through'),
        (CONFIG + '[gate]\non = ["gapz"]\n', "afitrack.toml, [gate]: 'gapz' is not a gate"),
        (CONFIG + '[gate]\non = ["afi:T-9"]\n', "there is no 'T-9'; there is T-1"),
        (CONFIG + '[gate]\non = ["none", "gaps"]\n', "'none' stands alone"),
        (CONFIG + '[evidence]\nsubmission-window = "0 days"\n', "such as '92 days'"),
    ],
)
def test_a_wrong_configuration_is_exit_2(good: Project, text: str, said: str) -> None:
    good.write("afitrack.toml", text)
    result = good.check()
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_quarter_is_read_up_to_a_size(good: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_BYTES", 4_000)
    good.write(f"{FOLDER}/x.toml", OTHER_TEXT + "#" * 5_000)
    good.write(f"{FOLDER}/y.toml", OTHER_TEXT)
    project, _ = load_project(good.root)
    assert project is not None
    submission = load_evidence(project, parse_quarter("2023-24-Q3"))
    said = [one for one in submission.diagnostics if one.code == "too-large"]
    assert [str(one.location) for one in said] == [f"{FOLDER}:1:1", f"{FOLDER}/x.toml:1:1"]
    assert "2 more items were not read" in said[1].message
    assert "1 more file was not read" in said[0].message
    assert submission.files_read < submission.files_found
