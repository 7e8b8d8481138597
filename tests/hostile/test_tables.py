"""A register's CSV table, broken in every way that Excel and haste know."""

from __future__ import annotations

import pytest

from afitrack.load import table
from hostile.base import CSV, REGISTER, RULES, RULES_TEXT, TABLE, register_text, replaced
from hostile.judging import found, gaps, judged, message, statuses
from project import Project

# What is written, the code and line it is reported with, and what must be said of it.
UNREADABLE: dict[str, tuple[str | bytes, str, int, str]] = {
    "ragged": (CSV + "OCG-4,active\n", "table", 5, "this row has 2 cells, the header has 5"),
    "too many cells": (CSV + "OCG-4,active,a,b,c,d\n", "table", 5, "this row has 6 cells"),
    "columns twice": ("ocg,lro,lro\n", "table", 1, "more than one column is called 'lro'"),
    "column without a name": ("ocg,lro,\n", "table", 1, "column 3 has no name"),
    "no columns": ("\n\n", "table", 1, "the first line should name the columns"),
    "many columns": (",".join(f"c{n}" for n in range(201)), "table", 1, "there are 201 columns"),
    "semicolons": (CSV.replace(",", ";"), "table", 1, "part them by commas"),
    "tabs": (CSV.replace(",", "\t"), "table", 1, "part them by commas"),
    "cp1252": (CSV.encode() + b"OCG-4,\xa3,,,\n", "encoding", 5, "save it as 'CSV UTF-8'"),
    "utf-16": (CSV.encode("utf-16"), "encoding", 1, "save it as 'CSV UTF-8'"),
    "nul": (CSV + "OCG-4,\0,,,\n", "nul-byte", 5, "holds a NUL byte"),
    "workbook": (b"PK\x03\x04\x14\0", "zip-file", 1, "save it as 'CSV UTF-8'"),
    "quotes within": (CSV + '"OCG"-4,,,,\n', "table", 5, "write a quotation mark as two"),
    "quotes never closed": (CSV + '"OCG-4,,,,\n', "table", 5, "never closed"),
    "long cell": (CSV + f"{'x' * 140_000},,,,\n", "table", 5, "more than 131,072 characters"),
}


def write(project: Project, content: str | bytes) -> None:
    project.write(TABLE, content)
    project.write(REGISTER, register_text(content))


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_table_that_cannot_be_read(good: Project, name: str) -> None:
    content, code, line, said = UNREADABLE[name]
    write(good, content)
    answer = judged(good)
    assert found(answer) == [f"{code} {TABLE}:{line}:1"]
    assert said in message(answer, code)
    assert (answer["exit_code"], statuses(answer)) == (3, ["partly-evidenced"])
    assert answer["counts"]["files_rejected"] == 1


@pytest.mark.parametrize(
    "content",
    [
        CSV.replace("\n", "\r\n"),
        CSV.replace("\n", "\r"),
        CSV.rstrip("\n"),
        f"\ufeff{CSV}",
        CSV + "\n\n",
        CSV.replace("ocg,", '"ocg",').replace("Sam Smith", '"Sam\nSmith"'),
        CSV.replace("ocg,status", " ocg , status "),
    ],
)
def test_a_table_that_only_looks_unusual_is_read(good: Project, content: str) -> None:
    write(good, content)
    answer = judged(good)
    assert (found(answer, warnings=True), answer["exit_code"]) == ([], 0)


# What is written, and what a reader must be told of it: such rows fail, none is left out.
FAILING = {
    "scope value nobody listed": (CSV + "OCG-4,dormant,Sam Smith,yes,\n", "status is 'dormant'"),
    "scope left blank": (CSV + "OCG-4,,Sam Smith,yes,\n", "status is blank"),
    "key left blank": (CSV + ",active,Sam Smith,yes,\n", "no ocg"),
    "key twice": (CSV + "ocg-1,active,Sam Smith,yes,\n", "stands 2 times"),
    "key twice in another form": (CSV + "ＯＣＧ-1,active,Sam Smith,yes,\n", "stands 2 times"),
    "blank row": (CSV + ",,,,\n", "no ocg"),
    "neither yes nor no": (CSV + "OCG-4,active,Sam Smith,perhaps,\n", "neither yes nor no"),
    "column of a rule missing": (CSV.replace("lro", "LRO officer"), "lro"),
    "scope column missing": (CSV.replace("status", "state"), "status"),
    "key column missing": (CSV.replace("ocg,", "name,"), "ocg"),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_row_that_cannot_be_judged_fails(good: Project, name: str) -> None:
    content, said = FAILING[name]
    write(good, content)
    answer = judged(good)
    assert (answer["exit_code"], gaps(answer)) == (1, {"lro": "below"})
    assert said in answer["afis"][0]["requirements"][0]["gap"]["message"]


def test_a_table_without_rows_is_unknown_and_no_pass(good: Project) -> None:
    write(good, CSV.partition("\n")[0])
    assert gaps(judged(good)) == {"lro": "unknown-scope"}


def test_every_ragged_row_is_listed_up_to_fifty(good: Project) -> None:
    write(good, CSV + "OCG-4\n" * 3)
    answer = judged(good)
    assert found(answer) == [f"table {TABLE}:{line}:1" for line in (5, 6, 7)]
    write(good, CSV + "OCG-4\n" * 1_000)
    assert len(found(judged(good))) == 51


def test_one_row_too_many_is_no_table(good: Project) -> None:
    write(good, CSV + "".join(f"A-{n},archived,,,\n" for n in range(table.MOST_ROWS - 2)))
    answer = judged(good)
    assert found(answer) == [f"table {TABLE}:100002:1"]
    assert "there are more than 100,000 rows" in message(answer, "table")


def test_a_table_of_very_many_cells_is_not_read(good: Project) -> None:
    header = ",".join(f"c{number}" for number in range(table.MOST_COLUMNS))
    row = "," * (table.MOST_COLUMNS - 1)
    write(good, f"{header}\n" + f"{row}\n" * (table.MOST_CELLS // table.MOST_COLUMNS + 1))
    assert "there are more than 10,000 rows" in message(judged(good), "table")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('table = "files/register.csv"', 'table = "files/other.csv"',
         "table-without-digest", "10:9"),
        ('table = "files/register.csv"', 'table = "files/register.csv"\nrow = [{ ocg = "A" }]',
         "contradiction", "10:9"),
    ],
)  # fmt: skip
def test_a_table_nobody_vouches_for(
    good: Project, old: str, new: str, code: str, place: str
) -> None:
    good.write(REGISTER, replaced(register_text(), old, new))
    answer = judged(good)
    assert (found(answer), answer["exit_code"]) == ([f"{code} {REGISTER}:{place}"], 3)


def written_inline(csv_text: str) -> str:
    """The form with the table's rows in it, each column as the first line has it."""
    header, *lines = csv_text.splitlines()
    names = [f'"{name}"' for name in header.split(",")]
    text = register_text().partition("table =")[0]
    for line in lines:
        cells = zip(names, line.split(","), strict=True)
        text += "[[item.row]]\n" + "".join(f'{name} = "{cell}"\n' for name, cell in cells)
    return text


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("name", [" lro", "lro\t", "lro\u200b", "\u00adlro \u2060", "l\u200dro"])
def test_a_column_is_called_what_is_seen(good: Project, name: str, inline: bool) -> None:
    content = CSV.replace("lro", name.replace("\t", "\\t") if inline else name)
    if inline:
        good.write(REGISTER, written_inline(content))
    else:
        write(good, content)
    answer = judged(good)
    assert found(answer) == []
    assert answer["exit_code"] == 0


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize(
    ("name", "said"),
    [("lro ", "more than one column is called 'lro'"), ("\u200b ", "has no name")],
)
def test_columns_that_nobody_can_tell_apart_are_wrong(
    good: Project, name: str, said: str, inline: bool
) -> None:
    content = CSV.replace("complaint", name)
    if inline:
        good.write(REGISTER, written_inline(content))
    else:
        write(good, content)
    answer = judged(good)
    lines = (15, 21, 27) if inline else (1,)
    assert [int(one.split(":")[1]) for one in found(answer)] == list(lines)
    told = [one for one in answer["diagnostics"] if one["code"] == "table"]
    assert len(told) == len(lines)
    assert all(said in one["message"] for one in told)
    assert answer["exit_code"] == 3


def test_a_column_in_the_rules_is_called_what_is_seen(good: Project) -> None:
    good.write(RULES, RULES_TEXT.replace('"lro", is', '"lro\u200b ", is'))
    assert judged(good)["exit_code"] == 0


def test_a_column_that_must_be_blank_must_be_there(good: Project) -> None:
    test = '{ field = "lro", is = "present" }'
    good.write(RULES, replaced(RULES_TEXT, test, '{ field = "complaint", is = "absent" }'))
    write(good, "ocg,status,trained\nOCG-1,active,yes\n")
    assert judged(good)["exit_code"] == 1
