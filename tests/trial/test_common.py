"""What files of rule tests share: items like others, and ``common.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from project import Project
from trying import GIVEN, TEST, problems, project, tried

COMMON = """\
[item.thing]
as-at = "reference - 92 days"
approved = "acc-crime"
row = { ocg = "G-#", status = "active", lro = "L-#" }
copies = 10

[shared.unapproved]
that = "nobody approved it"
item = { approved = [] }
expect = "not-approved"
"""
SHARING = """\
quarter = "2023-24-Q3"

[[test]]
requirement = "T-1/r"
given = ["thing"]
expect = "met"
shared = ["unapproved"]
"""


def sharing(root: Path, common: str = COMMON, tests: str = SHARING) -> Project:
    made = project(root, tests)
    made.write("rules/tests/common.toml", common)
    return made


def test_what_is_common_is_tried_by_every_file_that_names_it(tmp_path: Path) -> None:
    made = sharing(tmp_path)
    made.write("rules/tests/more.toml", SHARING)
    read, result = tried(made)
    assert result.exit_code == 0, result.stdout
    assert [(one["name"], one["location"]["path"]) for one in read["cases"]] == [
        ("T-1/r", "rules/tests/more.toml"),
        ("T-1/r: nobody approved it", "rules/tests/more.toml"),
        ("T-1/r", "rules/tests/rules.toml"),
        ("T-1/r: nobody approved it", "rules/tests/rules.toml"),
    ]


def test_a_shared_case_fails_where_a_test_names_it(tmp_path: Path) -> None:
    made = sharing(tmp_path, COMMON.replace('"not-approved"', '"stale"'))
    said = " ".join(made.run("test").stdout.split())
    assert "T-1/r: nobody approved it (rules/tests/rules.toml:7:11)" in said
    assert "expected stale, found not-approved Why:" in said, "neither is the better"


def test_common_items_can_be_said_to_be_like(tmp_path: Path) -> None:
    own = SHARING.replace("[[test]]", '[item.other]\nlike = "thing"\ncopies = 3\n\n[[test]]')
    read, result = tried(sharing(tmp_path, tests=own.replace('["thing"]', '["other"]')))
    assert result.exit_code == 0, result.stdout
    assert len(read["cases"]) == 2


def test_an_item_takes_over_all_that_it_does_not_say(tmp_path: Path) -> None:
    tests = GIVEN + (
        '[item.third]\nlike = "second"\ncopies = 10\n\n'
        '[item.second]\nlike = "thing"\ncopies = 9\nrow = { lro = "" }\n\n'
        + TEST.replace('given = ["thing"]\nexpect = "met"\nfails = []', "GIVEN_2").split("case")[0]
    ).replace("GIVEN_2", 'given = ["third"]\nexpect = "below"\nfails = NAMES\nturned-away = []')
    names = [f"G-{number}" for number in range(1, 11)]
    read, result = tried(project(tmp_path, tests.replace("NAMES", str(names).replace("'", '"'))))
    assert result.exit_code == 0, read["cases"]


def test_an_item_that_is_like_another_is_called_by_its_own_name(tmp_path: Path) -> None:
    tests = (GIVEN + TEST).replace(
        "[[test]]", '[item.other]\nlike = "thing"\nas-at = "reference - 93 days"\n\n[[test]]'
    )
    tests = tests.split("case = [")[0].replace('given = ["thing"]', 'given = ["thing", "other"]')
    read, result = tried(project(tmp_path, tests + 'turned-away = ["other"]\n'))
    assert result.exit_code == 0, read["cases"]


LIKE = '[item.a]\nlike = {0}\n\n[item.b]\nlike = "a"\n\n[[test]]'


@pytest.mark.parametrize(
    ("like", "code", "said"),
    [
        ('"thng"', "unknown-name", "no item is called 'thng'; did you mean 'thing'?"),
        ('"b"', "contradiction", "'a' is like this item in its turn"),
        ('"a"', "contradiction", "'a' is like this item in its turn"),
        ("1", "wrong-type", "'like' is the name of another item"),
    ],
)
def test_what_an_item_cannot_be_like(like: str, code: str, said: str, tmp_path: Path) -> None:
    found = problems(project(tmp_path, GIVEN + TEST.replace("[[test]]", LIKE.format(like))))
    assert code in {one for one, _ in found}
    assert any(said in message for _, message in found), found


def test_a_chain_of_any_length_is_followed(tmp_path: Path) -> None:
    links = "".join(f'[item.i-{n}]\nlike = "i-{n + 1}"\n' for n in range(1200))
    tests = GIVEN + links + '[item.i-1200]\nlike = "thing"\n\n' + TEST
    _, result = tried(project(tmp_path, tests))
    assert result.exit_code == 0, result.stdout


def test_one_name_for_two_things_is_told(tmp_path: Path) -> None:
    own = '[item.thing]\nas-at = "end"\n\n[shared.unapproved]\nthat = "t"\nexpect = "met"\n\n'
    found = problems(sharing(tmp_path, tests=SHARING.replace("[[test]]", own + "[[test]]")))
    assert [code for code, _ in found] == ["duplicate-id", "duplicate-id"]
    assert "'thing' stands in common.toml too (rules/tests/common.toml:1:1)" in found[0][1]


@pytest.mark.parametrize(
    ("common", "code"),
    [
        ("not toml", "toml-syntax"),
        ("", "empty"),
        (COMMON + "\n[[test]]\n", "unknown-key"),
        (COMMON.replace("that =", "taht ="), "unknown-key"),
        (COMMON.replace('item = { approved = [] }', "item = { aproved = [] }"), "unknown-key"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_told_once(common: str, code: str, tmp_path: Path) -> None:
    made = sharing(tmp_path, common)
    made.write("rules/tests/more.toml", SHARING)
    read, result = tried(made)
    assert result.exit_code == 3
    assert not read["cases"]
    wrong = [(d["path"], d["line"]) for d in read["diagnostics"] if d["code"] == code]
    assert len(wrong) == 1, read["diagnostics"]
    assert wrong[0][0] == "rules/tests/common.toml"


def test_common_things_alone_try_nothing(tmp_path: Path) -> None:
    made = sharing(tmp_path)
    (made.root / "rules/tests/rules.toml").unlink()
    assert [code for code, _ in problems(made)] == ["no-rule-tests"]
