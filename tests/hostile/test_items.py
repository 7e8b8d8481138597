"""Evidence that is well written and must not be believed: files, markings, people, quarters."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hostile.base import (
    CSV,
    OTHER,
    OTHER_RULES,
    OTHER_TEXT,
    PLAN,
    PLAN_TEXT,
    REGISTER,
    RULES,
    RULES_TEXT,
    TABLE,
    digest,
    register_text,
    replaced,
)
from hostile.judging import found, gaps, judged, message, statuses
from project import PEOPLE, QUARTER, Project

FOLDER = f"evidence/{QUARTER}"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{0}\nsize 10\n"


def test_the_good_project_is_good(good: Project) -> None:
    answer = judged(good)
    assert (found(answer, warnings=True), statuses(answer)) == ([], ["evidenced"])
    assert (answer["exit_code"], answer["counts"]["files_read"]) == (0, 4)


@pytest.mark.parametrize(
    ("path", "content", "code", "place"),
    [
        (PLAN, None, "attachment-missing", f"{OTHER}:9:25"),
        (PLAN, "", "attachment-empty", f"{OTHER}:9:25"),
        (PLAN, PLAN_TEXT + "\n", "attachment-altered", f"{OTHER}:9:52"),
        (PLAN, POINTER.format(digest(PLAN_TEXT)), "lfs-pointer", f"{OTHER}:9:25"),
        (PLAN, POINTER.format("0" * 64), "attachment-altered", f"{OTHER}:9:52"),
        (TABLE, None, "attachment-missing", f"{REGISTER}:11:25"),
        (TABLE, "", "attachment-empty", f"{REGISTER}:11:25"),
        (TABLE, CSV.replace("yes", "no"), "attachment-altered", f"{REGISTER}:11:56"),
        (TABLE, CSV.replace("\n", "\r\n"), "attachment-altered", f"{REGISTER}:11:56"),
        (TABLE, POINTER.format(digest(CSV)), "lfs-pointer", f"{REGISTER}:11:25"),
    ],
)
def test_an_attachment_that_is_not_what_was_recorded(
    good: Project, path: str, content: str | None, code: str, place: str
) -> None:
    if content is None:
        (good.root / path).unlink()
    else:
        good.write(path, content)
    answer = judged(good)
    assert found(answer) == [f"{code} {place}"]
    assert answer["exit_code"] == (4 if code == "attachment-altered" else 3)
    assert path.rpartition("/")[2] in message(answer, code)
    assert gaps(answer) == {"plan" if path == PLAN else "lro": "missing"}


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_byte_changed_is_exit_4(good: Project, data: st.DataObject) -> None:
    path, text = data.draw(st.sampled_from([(PLAN, PLAN_TEXT), (TABLE, CSV)]))
    content = bytearray(text.encode())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    good.write(path, bytes(content))
    answer = judged(good)
    good.write(path, text)
    assert (answer["exit_code"], statuses(answer)) == (4, ["partly-evidenced"])


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../2023-24-Q2/plan.txt", "path-outside"),
        ("../../people.toml", "path-outside"),
        ("/etc/passwd", "path-outside"),
        ("//etc/passwd", "path-outside"),
        ("./files/plan.txt", "path-outside"),
        ("files//plan.txt", "path-outside"),
        ("files/../files/plan.txt", "path-outside"),
        ("files\\\\plan.txt", "path-outside"),
        ("C:/plan.txt", "attachment-missing"),
        ("files/plan.txt/", "path-outside"),
        ("files/PLAN.TXT", "attachment-missing"),
        ("files", "not-a-file"),
        ("files/.plan.txt", "file-name"),
        ("files/\\u0000", "path-outside"),
        ("~/plan.txt", "attachment-missing"),
        ("$HOME/plan.txt", "attachment-missing"),
        ("x" * 400, "file-name"),
    ],
)
def test_an_attachment_outside_the_tree_or_not_there(good: Project, path: str, code: str) -> None:
    good.write(f"{FOLDER}/files/.plan.txt", PLAN_TEXT)
    good.write("evidence/2023-24-Q2/plan.txt", PLAN_TEXT)
    good.write(OTHER, replaced(OTHER_TEXT, "files/plan.txt", path))
    answer = judged(good)
    assert [one for one in found(answer) if OTHER in one] == [f"{code} {OTHER}:9:25"]
    assert answer["exit_code"] == (4 if code == "path-outside" else 3)


def test_a_file_counts_once_however_often_it_is_listed(good: Project) -> None:
    good.write(RULES, replaced(RULES_TEXT, '"plan"\n\n', '"plan"\nattachments = 2\n\n'))
    entry = f'{{ path = "files/plan.txt", sha256 = "{digest(PLAN_TEXT)}" }}'
    good.write(OTHER, replaced(OTHER_TEXT, f"[{entry}]", f"[{entry}, {entry}]"))
    answer = judged(good)
    assert (found(answer), answer["exit_code"]) == ([f"contradiction {OTHER}:9:131"], 3)


@pytest.mark.parametrize(
    "marking",
    [
        "SECRET", "Secret", "secret", "TOP SECRET", "Top Secret", "TOP-SECRET", "TOP_SECRET",
        "TOPSECRET", "TOP SECRET // X", "SECRET//UK EYES ONLY", "UK SECRET", "NATO SECRET",
        "[SECRET]", "OFFICIAL-SENSITIVE / SECRET", "ＳＥＣＲＥＴ", "S\u200bECRET", "SE\u00adCRET",
    ],
)  # fmt: skip
def test_what_is_secret_is_refused_however_it_is_written(good: Project, marking: str) -> None:
    good.write(REGISTER, replaced(register_text(), "OFFICIAL-SENSITIVE", marking))
    answer = judged(good)
    assert (found(answer), answer["exit_code"]) == ([f"marking-refused {REGISTER}:9:11"], 4)
    assert "take it out of this repository and of its history" in message(answer, "marking-refused")


@pytest.mark.parametrize(
    ("marking", "code"),
    [
        ('"RESTRICTED"', "marking-legacy"),
        ('"Confidential"', "marking-legacy"),
        ('"PROTECT"', "marking-legacy"),
        ('"not protectively marked"', "marking-legacy"),
        ('"Official"', "marking-unknown"),
        ('"OFFICIAL SENSITIVE"', "marking-unknown"),
        ('"SECRETARIAT"', "marking-unknown"),
        ('"public"', "marking-unknown"),
    ],
)
def test_a_marking_of_old_or_unknown_is_a_warning_and_the_most_restrictive(
    good: Project, marking: str, code: str
) -> None:
    good.write(REGISTER, replaced(register_text(), '"OFFICIAL-SENSITIVE"', marking))
    answer = judged(good)
    assert found(answer, warnings=True) == [f"{code} {REGISTER}:9:11"]
    assert (answer["exit_code"], answer["marking"]) == (0, "OFFICIAL-SENSITIVE")


def test_a_missing_marking_is_a_warning(good: Project) -> None:
    good.write(OTHER, OTHER_TEXT.replace('marking = "OFFICIAL"\n', "", 1))
    answer = judged(good)
    assert found(answer, warnings=True) == [f"marking-missing {OTHER}:1:1"]
    assert answer["exit_code"] == 0


SAME = [
    ("acc-crime", "alex"),
    ("acc-crime", "Alex Adams"),
    ("alex", "A. Adams"),
    ("alex@testshire.example", "acc-crime"),
    ("ALEX@Testshire.example", "a. adams"),
    ("soc-analyst", "Sam Smith"),
    ("sam", "ＳＡＭ ｓｍｉｔｈ"),
    ("soc-analyst", "soc-analyst"),
    ("Nobody Known", "nobody known"),
]


@pytest.mark.parametrize(("submitter", "approver"), [*SAME, *(pair[::-1] for pair in SAME)])
def test_whoever_submitted_cannot_approve_under_any_name(
    good: Project, submitter: str, approver: str
) -> None:
    text = replaced(register_text(), 'by = "acc-crime"', f'by = "{approver}"')
    good.write(REGISTER, replaced(text, '"soc-analyst", on', f'"{submitter}", on', first=True))
    answer = judged(good)
    assert f"self-approval {REGISTER}:8:12" in found(answer)
    assert (answer["exit_code"], gaps(answer)) == (4, {"lro": "not-approved"})


def test_of_a_role_that_two_hold_nobody_can_say_who_approved(good: Project) -> None:
    role = '{ role = "soc-analyst" }'
    good.write(
        "people.toml", replaced(PEOPLE, '{ role = "acc-crime" }', f'{{role="acc-crime"}}, {role}')
    )
    text = replaced(register_text(), 'by = "acc-crime"', 'by = "alex"')
    good.write(REGISTER, text)
    answer = judged(good)
    assert (found(answer), gaps(answer), answer["exit_code"]) == ([], {"lro": "not-approved"}, 1)


def test_without_people_nobody_is_known(good: Project) -> None:
    (good.root / "people.toml").unlink()
    answer = judged(good)
    assert answer["exit_code"] == 3
    assert {one.partition(" ")[0] for one in found(answer)} == {"unknown-name"}
    assert all("there is no people.toml" in d["message"] for d in answer["diagnostics"])


SECOND = OTHER_TEXT[OTHER_TEXT.index('[[item]]\nid = "speed-1"') :]


@pytest.mark.parametrize("name", ["speed-1", "SPEED-1", "Speed-1"])
@pytest.mark.parametrize("path", [OTHER, f"{FOLDER}/z.toml", "evidence/2023-24-Q2/z.toml"])
def test_an_id_used_twice_is_one_too_many(good: Project, path: str, name: str) -> None:
    again = SECOND.replace("speed-1", name)
    good.write(path, f"{OTHER_TEXT}\n{again}" if path == OTHER else again)
    answer = judged(good)
    (one,) = found(answer)
    assert one.startswith("duplicate-id ")
    assert answer["exit_code"] == 3
    assert "is already used at evidence/" in message(answer, "duplicate-id")


def test_an_afi_whose_id_is_used_twice_is_kept_once(good: Project) -> None:
    again = OTHER_RULES.replace('"T-1"', '"t-1"').replace('"lro"', '"another"', 1)
    good.write("rules/z.toml", again)
    answer = judged(good)
    assert found(answer) == ["duplicate-id rules/z.toml:6:1"]
    assert (answer["exit_code"], [afi["id"] for afi in answer["afis"]]) == (3, ["T-1"])


def test_an_inspection_whose_id_is_used_twice_is_reported(good: Project) -> None:
    good.write("rules/z.toml", RULES_TEXT.replace('"T-1"', '"T-2"').replace("peel-t", "PEEL-T"))
    answer = judged(good)
    assert found(answer) == ["duplicate-id rules/z.toml:2:6"]
    assert "already an inspection at rules/peel.toml:2:6" in message(answer, "duplicate-id")
    assert (answer["exit_code"], [afi["id"] for afi in answer["afis"]]) == (3, ["T-1", "T-2"])


def test_valid_items_that_disagree_are_a_gap(good: Project) -> None:
    good.write(f"{FOLDER}/z.toml", SECOND.replace("speed-1", "speed-2").replace("93.5", "9.5"))
    answer = judged(good)
    assert (answer["exit_code"], gaps(answer)) == (1, {"speed": "contradicted"})
    assert "contradicted" in answer["afis"][0]["flags"]


def test_evidence_filed_for_the_wrong_quarter_is_said_and_answers_nothing(good: Project) -> None:
    (good.root / OTHER).unlink()
    good.write("evidence/2023-24-Q2/z.toml", SECOND)
    answer = judged(good)
    place = "evidence/2023-24-Q2/z.toml"
    assert [one for one in found(answer, warnings=True) if place in one] == [
        f"outside-quarter {place}:5:10",
        f"as-at-late {place}:6:9",
    ]
    assert gaps(answer) == {"plan": "missing", "speed": "missing"}
    assert answer["exit_code"] == 1


def test_evidence_of_another_period_is_said_and_answers_nothing(good: Project) -> None:
    period = ("from = 2023-10-01, to = 2023-12-31", "from = 2022-10-01, to = 2022-12-31")
    good.write(OTHER, OTHER_TEXT.replace(*period))
    answer = judged(good)
    assert {one.partition(" ")[0] for one in found(answer, warnings=True)} == {"outside-quarter"}
    assert gaps(answer) == {"plan": "wrong-period", "speed": "wrong-period"}


# What is wrong with an item's shape must not hide what is worse.
@pytest.mark.parametrize(
    "spoilt",
    [
        ("title = ", "titel = "),
        ("as-at = 2023-12-29", 'as-at = "soon"'),
        ("submitted = {", "submited = {"),
        ('type = "ocg-register"', "type = 1"),
        ('id = "register-1"\n', ""),
        ("approved = {", "approved = 1\nx = {"),
        ("attachments = [", "attachments = [1, "),
        ('table = "files/register.csv"', "table = 1"),
        ("marking = ", "row = [{ a = [1] }]\nmarking = "),
    ],
    ids=lambda pair: pair[1],
)
def test_a_key_that_is_misspelt_hides_no_refusal(good: Project, spoilt: tuple[str, str]) -> None:
    text = replaced(register_text(), "OFFICIAL-SENSITIVE", "SECRET")
    good.write(REGISTER, replaced(text, *spoilt))
    good.write(TABLE, CSV + "more")
    answer = judged(good)
    codes = [one.partition(" ")[0] for one in found(answer)]
    assert {"marking-refused", "attachment-altered"} <= set(codes)
    assert set(codes) & {"unknown-key", "wrong-type", "missing-key"}
    assert answer["exit_code"] == 4


def item_of(answer: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in answer["items"] if one["id"] == name)


def test_an_item_that_nothing_asks_for_is_a_warning(good: Project) -> None:
    good.write(f"{FOLDER}/z.toml", SECOND.replace("speed-1", "z").replace('"speed"', '"sped"'))
    answer = judged(good)
    assert found(answer, warnings=True) == [f"unused-item {FOLDER}/z.toml:1:1"]
    assert (item_of(answer, "z")["use"], answer["exit_code"]) == ("unused", 0)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sped", "; did you mean 'speed'?"),
        ("Speed", "; did you mean 'speed'?"),
        ("LRO", "; did you mean 'ocg-register', which T-1/lro asks for?"),
        ("t-1", "; did you mean 'ocg-register', 'plan' or 'speed', which T-1 asks for?"),
        ("league-table", ""),
        ("ocg-registration", ""),
    ],
)
def test_an_unused_item_says_which_type_was_meant(good: Project, kind: str, said: str) -> None:
    good.write(f"{FOLDER}/z.toml", SECOND.replace("speed-1", "z").replace('"speed"', f'"{kind}"'))
    (told,) = judged(good)["diagnostics"]
    assert told["message"] == f"no requirement asks for type '{kind}', so z is not used{said}"


SPLITS = (("", "speed"), ("sp", "eed"), ("speed", ""))


def test_of_many_unused_types_only_the_first_are_compared(good: Project) -> None:
    kinds = [f"{at}{letter}{on}" for letter in "abcdefghijklmnopqrst" for at, on in SPLITS]
    rows = (
        SECOND.replace("speed-1", f"z-{number}").replace('"speed"', f'"{kind}"')
        for number, kind in enumerate(kinds)
    )
    good.write(f"{FOLDER}/z.toml", "\n".join(rows))
    told = [one["message"] for one in judged(good)["diagnostics"]]
    assert (len(told), sum("did you mean" in one for one in told)) == (60, 50)
