"""Values, keys and tables that are wrong: each placed, and said in words that help."""

from __future__ import annotations

import pytest

from hostile.base import OTHER, OTHER_RULES, OTHER_TEXT, RULES, RULES_TEXT, replaced
from hostile.judging import found, judged
from project import PEOPLE, Project

# In the rules: what is exchanged for what, where that is wrong, and what must be said of it.
EACH = 'each = [{ field = "lro", is = "present" }, { field = "trained", is = "yes" }]'
IN_RULES = {
    "bool for a number": ("= 90.5", "= true", "40:10", "true is not what is due here; write a nu"),
    "text for a number": ("= 90.5", '= "90.5"', "40:10", "write a number without quotes"),
    "float for a count": ("due =", "sustain = 2.0\ndue =", "12:11", "write a whole number"),
    "bool for a count": ("due =", "sustain = true\ndue =", "12:11", "write a whole number"),
    "number for text": ('"A plan"', "1", "29:9", "'title': 1 is not what is due here; write text"),
    "date for text": ('"A plan"', "2024-01-01", "29:9", "write text in quotes"),
    "table for text": ('"A plan"', "{ a = 1 }", "29:9", "a table is not what is due here"),
    "list for text": ('"A plan"', '["a"]', "29:9", "a list is not what is due here"),
    "text for a list": ('in = ["active"]', 'in = "active"', "21:34", "write a list in square"),
    "text for a table": ("due = {", 'due = "soon"\nx = {', "12:7", "a table { date = ..., set-by"),
    "date as text": ("2024-03-31", '"2024-03-31"', "12:16", "write the date without quotes"),
    "date as a number": ("2024-03-31", "20240331", "12:16", "20240331 is not a date; write one"),
    "date with time": ("2024-03-31", "2024-03-31T09:00:00", "12:16", "has a time of day"),
    "date with zone": ("2024-03-31", "2024-03-31T09:00:00Z", "12:16", "has a time of day"),
    "time for a date": ("2024-03-31", "09:00:00", "12:16", "09:00:00 is not a date"),
    "date of long ago": ("2024-03-31", "1066-10-14", "12:16", "days from 1990-01-01 to 2199"),
    "date far ahead": ("2024-03-31", "9999-12-31", "12:16", "9999-12-31 cannot be right"),
    "count of zero": ('"plan"\n\n', '"plan"\ncount = 0\n\n', "33:9", "too small; write 1 or more"),
    "count below zero": ('"plan"\n\n', '"plan"\ncount = -1\n\n', "33:9", "-1 is too small"),
    "no attachments": ('"plan"\n\n', '"plan"\nattachments = 0\n\n', "33:15", "write 1 or more"),
    "huge count": ('"plan"\n\n', f'"plan"\ncount = {9**90}\n\n', "33:9", "write 100 or less"),
    "sustain of zero": ("due =", "sustain = 0\ndue =", "12:11", "0 is too small"),
    "share of zero": ('"100%"', '"0%"', "23:12", "a share lies above 0% and up to 100%"),
    "share above all": ('"100%"', '"101%"', "23:12", "a share lies above 0% and up to 100%"),
    "share as a number": ('"100%"', "100", "23:12", "write a share such as '95%'"),
    "no length of time": ('"92 days"', '"0 days"', "24:16", "such as '92 days'"),
    "length as a number": ('"92 days"', "92", "24:16", "such as '92 days'"),
    "nothing required of rows": (EACH, "each = []", "14:1", "say what must hold"),
    "no value in scope": ('in = ["active"]', "in = []", "21:34", "at least one entry"),
    "value in and out": ('["archived"]', '["Active"]', "21:9", "both list active"),
    "two tests": ('is = "yes"', 'is = "yes", at-least = 1', "22:44", "give exactly one test"),
    "no test": (', is = "yes"', "", "22:44", "give exactly one test"),
    "blank text": ('"A plan"', '"  "', "29:9", "is blank; write what is due here"),
    "long text": ('"A plan"', f'"{"x" * 501}"', "29:9", "write at most 500 characters"),
    "many digits": ("90.5", f"0.{'1' * 50}", "40:10", "has too many digits; write at most 40"),
    "blank in an id": ('id = "plan"', 'id = "the plan"', "28:6", "cannot be used as an id"),
    "foreign letter in an id": ('id = "plan"', 'id = "plän"', "28:6", "cannot be used as an id"),
    "unknown word": ('"design"', '"desing"', "31:10", "did you mean 'design'?"),
    "unknown kind": ('"document"', '"documnet"', "30:8", "did you mean 'document'?"),
    "list for a kind": ('"document"', '["document"]', "30:8", "a list is not known; the kinds"),
    "no kind": ('kind = "document"\n', "", "27:1", "the kinds are attestation, document"),
    "missing key": ('nature = "design"\n', "", "27:1", "(what the evidence shows: design, dep"),
    "missing in a table": (', set-by = "force"', "", "12:7", "'set-by' is missing and must be gi"),
    "unknown key": ("due =", 'ower = "x"\ndue =', "12:1", "did you mean 'owner'?"),
    "strange key": ("due =", "zzz = 1\ndue =", "12:1", "the keys are id, kind, title, asks"),
    "key of an inner table": ("due =", 'set-by = "x"\ndue =', "12:1", "belongs inside 'due'"),
    "unknown key, inline": ('is = "yes"', 'iss = "yes"', "22:65", "did you mean 'is'?"),
    "unknown table": ("[inspection]", "[inspections]", "1:2", "did you mean 'inspection'?"),
    "unknown owner": ('= "acc-crime"\ndue', '= "acc-crim"\ndue', "11:9", "you mean 'acc-crime'"),
    "unknown approver": ('approved-by = "acc-crime"', 'approved-by = ["hmi"]', "25:16", "no"),
    "unknown proposal": ('"plan"\n\n', '"plan"\nproposed = ["count"]\n\n', "33:13", "does not set"),
    "requirement's id twice": ('id = "plan"', 'id = "LRO"', "28:6", "already a requirement of"),
    "parent of no concern": ("due =", 'parent = "C-1"\ndue =', "6:1", "is no recommendation"),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_RULES)
def test_a_wrong_value_in_the_rules(good: Project, name: str) -> None:
    old, new, place, said = IN_RULES[name]
    good.write(RULES, replaced(RULES_TEXT, old, new))
    answer = judged(good)
    assert answer["exit_code"] == 3
    messages = {
        f"{d['line']}:{d['column']}": d["message"]
        for d in answer["diagnostics"]
        if d["path"] == RULES
    }
    assert said in messages[place]


PERIOD = "covers = { from = 2023-10-01, to = 2023-12-31 }\nas-at = 2023-12-01"
# In the evidence, the same.
IN_EVIDENCE = {
    "date as text": ("as-at = 2023-12-01", 'as-at = "2023-12-01"', "6:9", "without quotes"),
    "half unknown": ("as-at = 2023-12-01", 'as-at = "unkown"', "6:9", "'unkown' is text; write"),
    "underscore": ("as-at = 2023-12-01", "as_at = 2023-12-01", "6:1", "did you mean 'as-at'?"),
    "period reversed": (PERIOD, PERIOD.replace("2023-10-01", "2024-10-01"), "5:10", "before it be"),
    "period as text": (PERIOD, 'covers = "Q3"\nas-at = 2023-12-01', "5:10", "{ from = ..., to"),
    "act as text": ('{ by = "Sam Smith", on = 2024-01-08 }', '"Sam"', "7:13", "{ by = ..., on ="),
    "act without a day": (', on = 2024-01-08 }\nmarking = "OFFICIAL"\nattach',
                          ' }\nmarking = "OFFICIAL"\nattach', "7:13", "'on' is missing"),
    "nobody": ('"Sam Smith"', '"Sam Smit"', "7:20", "'Sam Smit' is nobody in people.toml"),
    "effect": ('of = "effect"', 'of = "efect"', "19:44", "activity, quality, effect; did you mean"),
    "figure as text": ("93.5", '"93.5"', "19:21", "write a number without quotes"),
    "figure as a bool": ("93.5", "true", "19:21", "true is not what is due here"),
    "inner key": ("measure = {", "value = 1\nmeasure = {", "19:1", "it belongs inside 'measure'"),
    "cells": ("measure = {", "row = [{ a = [1] }]\nmeasure = {", "19:14", "a list cannot stand in"),
    "cell with time": ("measure = {", "row = [{ a = 09:00:00 }]\nmeasure = {", "19:14", "09:00:00"),
    "rows": ("measure = {", "row = [1]\nmeasure = {", "19:8", "1 is no row; write each as a table"),
    "row": ("measure = {", "row = 1\nmeasure = {", "19:7", "write a list in square brackets"),
    "nothing excluded": ("measure = {", 'excluded = [{ rows = 0, reason = "x" }]\nmeasure = {',
                         "19:22", "0 is too small"),
    "digest in capitals": ("56739bb8b5", "56739BB8B5", "9:52", "is not a SHA-256"),
    "no items": ("[[item]]\nid = \"plan-1\"", "[[items]]\nid = \"plan-1\"", "1:3", "mean 'item'"),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_EVIDENCE)
def test_a_wrong_value_in_the_evidence(good: Project, name: str) -> None:
    old, new, place, said = IN_EVIDENCE[name]
    good.write(OTHER, replaced(OTHER_TEXT, old, new))
    answer = judged(good)
    assert answer["exit_code"] == 3
    (text,) = (
        d["message"]
        for d in answer["diagnostics"]
        if d["path"] == OTHER and f"{d['line']}:{d['column']}" == place
    )
    assert said in text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("emails = [", "email = [", ["unknown-key people.toml:12:1"]),
        ('role = "acc-crime" }', 'role = "acc" }', ["unknown-name people.toml:14:19"]),
        ('aliases = ["A. Adams"]', 'aliases = ["SAM SMITH"]', ["duplicate-id people.toml:18:8"]),
        ('aliases = ["A. Adams"]', 'aliases = ["Soc-Analyst"]',
         ["duplicate-id people.toml:13:12"]),
        ('aliases = ["A. Adams"]', 'aliases = ["ｓａｍ"]', ["duplicate-id people.toml:17:6"]),
        ('id = "sam"', 'id = "ALEX"', ["duplicate-id people.toml:17:6"]),
        ('name = "Sam Smith"', 'name = "alex adams"', ["duplicate-id people.toml:18:8"]),
        ('title = "SOC analyst"', "title = 1", ["wrong-type people.toml:7:9"]),
        ('{ role = "acc-crime" }', '{ role = "acc-crime", from = 2024-01-01, to = 2023-01-01 }',
         ["contradiction people.toml:14:10"]),
    ],
)  # fmt: skip
def test_wrong_people(good: Project, old: str, new: str, expected: list[str]) -> None:
    good.write("people.toml", replaced(PEOPLE, old, new))
    answer = judged(good)
    # An approver by whose name the submitter goes too is refused as well.
    assert answer["exit_code"] == (4 if "Soc-Analyst" in new else 3)
    # Whoever bears a name no longer, or not alone, may be missed elsewhere.
    assert [one for one in found(answer) if " people.toml" in one] == expected


def test_a_whole_entry_that_is_wrong_has_all_its_faults_listed(good: Project) -> None:
    good.write(OTHER, "[[item]]\nidd = 1\ntype = 2\ntitle = true\n\n[[item]]\n")
    answer = judged(good)
    said = [d for d in answer["diagnostics"] if d["path"] == OTHER]
    keys = [(d["line"], d["message"].split("'")[1]) for d in said]
    missing = ["as-at", "covers", "id", "submitted"]
    first = [*((1, key) for key in missing), (2, "idd"), (3, "type"), (4, "title")]
    assert keys == [*first, *((6, key) for key in [*missing, "title", "type"])]


def test_what_cannot_be_read_is_not_said_to_be_missing_as_well(good: Project) -> None:
    good.write(
        "rules/concern.toml",
        OTHER_RULES.partition("[[afi]]")[0]
        + """\
[[afi]]
id = "C-1"
kind = "cause-of-concern"
title = "A concern"
asks = "Something."

[[afi]]
id = "R-1"
kind = "recommendation"
titel = "A recommendation"
asks = "Something."
parent = "C-1"
""",
    )
    answer = judged(good)
    assert [one.partition(" ")[0] for one in found(answer)] == ["missing-key", "unknown-key"]
