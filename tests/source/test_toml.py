"""What is read as TOML 1.0, and every way in which a file is not."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from afitrack.source import Fault, Location, SourceFile, parse_toml
from afitrack.source.lexis import NumberRefusedError, to_decimal
from afitrack.source.screen import needs_care
from afitrack.source.walk import findings


def fault(data: bytes | str) -> Fault:
    answer = parse_toml(data.encode() if isinstance(data, str) else data, "e/a.toml")
    assert isinstance(answer, Fault), answer.data
    assert answer.location.path == "e/a.toml"
    assert answer.message.isprintable()
    assert len(answer.message) < 300
    return answer


def place(data: bytes | str) -> tuple[str, int, int]:
    answer = fault(data)
    return answer.code, answer.location.line, answer.location.column


def read(data: bytes | str) -> SourceFile:
    answer = parse_toml(data.encode() if isinstance(data, str) else data, "e/a.toml")
    assert isinstance(answer, SourceFile), answer
    return answer


def test_numbers_are_exact_and_dates_are_dates() -> None:
    data = read("rate = 0.1\nmany = 1_000\non = 2023-10-01\nlarge = 1.5e3\n").data
    assert data == {
        "rate": Decimal("0.1"),
        "many": 1000,
        "on": date(2023, 10, 1),
        "large": Decimal("1500"),
    }
    assert str(data["rate"]) == "0.1"


def test_a_mark_and_windows_line_ends_are_fine() -> None:
    source = read(b"\xef\xbb\xbfa = 1\r\n\r\n[b]\r\nc = '''x\r\ny'''\r\n")
    assert source.data == {"a": 1, "b": {"c": "x\ny"}}
    assert source.locate(("a",), key=True) == Location("e/a.toml", 1, 1)
    assert source.locate(("b", "c")) == Location("e/a.toml", 4, 5)


# Not text at all.


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", ['id = "SOC-2"\r\n', "a=1", '# Überblick £\nid = "“x”"\n' * 50])
def test_wide_text_is_named(text: str, encoding: str) -> None:
    answer = fault(text.encode(encoding))
    assert (answer.code, answer.location) == ("encoding", Location("e/a.toml"))
    assert "UTF-32" in answer.message if encoding == "utf-32" else "UTF-16" in answer.message


@pytest.mark.parametrize(
    ("byte", "shown"),
    [(0xA3, "£"), (0x93, "“"), (0x94, "”"), (0x92, "’"), (0x96, "–"), (0x80, "€")],
)
def test_windows_text_is_named_with_its_character(byte: int, shown: str) -> None:
    answer = fault('a = 1\nb = "é'.encode() + bytes([byte]) + b'5m"\n')
    assert (answer.code, answer.location) == ("encoding", Location("e/a.toml", 2, 7))
    assert f"is {shown} " in answer.message
    assert "Windows" in answer.message
    assert "UTF-8" in answer.message


@pytest.mark.parametrize("bad", [b"\x81", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc0\x80", b"\xa0"])
def test_other_bytes_are_no_utf_8(bad: bytes) -> None:
    assert place(b'\xef\xbb\xbfa = "' + bad + b'"') == ("encoding", 1, 6)


def test_a_text_cut_off_within_a_character() -> None:
    assert place('a = "£'.encode()[:-1]) == ("encoding", 1, 6)


def test_a_nul_byte_has_its_place() -> None:
    assert place(b'a = 1\nb = "x\0y"\n') == ("nul-byte", 2, 7)
    assert place(b"a = 1\n" + b"\0" * 600) == ("nul-byte", 2, 1)


def test_office_files_and_pointers_are_named() -> None:
    assert place(b"PK\x03\x04\x14\0\6\0") == ("zip-file", 1, 1)
    assert place(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0") == ("zip-file", 1, 1)
    assert place("version https://git-lfs.github.com/spec/v1\noid sha256:0\n")[0] == "lfs-pointer"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> theirs\n", 2),
        ("<<<<<<< HEAD\n", 1),
        ("a = 1\r\n=======\r\nb = 2\r\n", 2),
        ("a = 1\n>>>>>>> theirs\n", 2),
        ('a = """\n<<<<<<< HEAD\n"""\n', 2),
    ],
)
def test_an_unresolved_merge_is_named(text: str, line: int) -> None:
    assert place(text) == ("merge-marker", line, 1)
    assert "merge" in fault(text).message


def test_a_heading_in_a_long_text_is_no_merge() -> None:
    assert read('a = """\nHeading\n=======\n"""\nb = "x <<<<<<< y"\n').data["a"] == (
        "Heading\n=======\n"
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\r\n", "# only this\n\n  # and this", "\ufeff"])
def test_a_file_that_says_nothing(text: str) -> None:
    assert place(text) == ("empty", 1, 1)


# Built to exhaust.


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a = " + "[" * 65 + "]" * 65, 1, 69),
        ("a = " + "[" * 100_000, 1, 69),
        ("a = " + "[" * 100_000 + "]" * 100_000, 1, 69),
        ("a = " + "[ # ]\n" * 100_000, 65, 1),
        ("a = " + '["]", ' * 100_000, 1, 389),
        ("a = " + '["""\n[x]\n""",' * 100_000, 129, 5),
        ("a = " + "[ #\n [b]\n" * 100, 128, 2),
        ("a = " + "{a = " * 100_000, 1, 325),
        ("a = " + "{a.b.c.d = " * 30 + "1" + "}" * 30, 1, 181),
        ("\n[t]\n" + "a." * 20_000 + "a = 1", 3, 1),
        (" . ".join(['"a"'] * 20_000) + " = 1", 1, 1),
        ("[" + "a." * 20_000 + "a]", 1, 2),
        ("a = { " + "b." * 32 + "b = 1 }", 1, 7),
    ],
)
def test_nesting_has_a_limit(text: str, line: int, column: int) -> None:
    assert place(text) == ("too-deep", line, column)


def test_a_header_within_a_list_ends_it_for_the_parser_too() -> None:
    assert place("a = " + "[ #\n[b]\n" * 100_000) == ("toml-syntax", 2, 2)


def test_sane_nesting_is_taken() -> None:
    assert read("a = " + "[" * 64 + "]" * 64)
    assert read(".".join("a" * 32) + " = 1")
    assert read("[" + ".".join("a" * 32) + "]")


def test_brackets_and_dots_in_text_are_no_nesting() -> None:
    brackets = "[{(" * 200
    dots = "." * 500
    text = f"a = '{brackets}'\n# {brackets}\nb = '''\n{brackets}\n'''\nc = '{dots}' # {dots}"
    assert read(text).data["a"] == brackets


def test_a_long_list_of_rows_is_no_nesting() -> None:
    row = '  { ocg = "OCG.1", score = 1.5, at = 07:32:00, note = "at 10:30, }" },\n'
    assert len(read("rows = [\n" + row * 2000 + "]\n").data["rows"]) == 2000


@pytest.mark.parametrize(
    "number",
    [
        "9" * 5_000,
        "-" + "9" * 101,
        "1" + "_0" * 100,
        "0x" + "f" * 101,
        "0b" + "1" * 5_000,
        "0." + "1" * 101,
        "1" * 60 + "." + "1" * 60,
        "1e999999999",
        "1e-9999",
        "1e99999999999999999999",
        "0e5000",
    ],
)
def test_a_number_has_a_hundred_digits_at_most(number: str) -> None:
    assert place(f"a = 1\nb = [2, {number}]\n") == ("number-too-long", 2, 9)


def test_long_numbers_short_of_that_are_taken() -> None:
    digits = "9" * 100
    assert read(f"a = {digits}\nb = -{digits}\nc = '{digits * 9}'\nd = 1e99\ne = 0x{'f' * 100}\n")


@pytest.mark.parametrize("word", ["nan", "inf", "+nan", "-inf", "+inf"])
def test_what_is_no_number_is_refused(word: str) -> None:
    text = f'finance = "information"\nnan = 1\n[inf]\nb = {{ c = [1.5, {word}] }}\n'
    assert place(text) == ("not-a-number", 4, 17)


def test_keys_may_be_called_nan() -> None:
    assert read("nan = 1\ninf.nan = 2\n").data == {"nan": 1, "inf": {"nan": 2}}


# TOML 1.1.


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ("a = 1\nb = {\n  c = 1\n}\n", 2, 5, "several lines"),
        ("b = { c = 1,\n d = 2 }\n", 1, 5, "several lines"),
        ("b = { c = {},\r\n d = {} }\r\n", 1, 5, "several lines"),
        ("b = [\n { c = 1 # } {\n } ]\n", 2, 2, "several lines"),
        ("b = { c = 1, }\n", 1, 12, "comma"),
        ('b = [{ c = "x" ,\t}]\n', 1, 16, "comma"),
        ('b = "\\e[0m"\n', 1, 6, "\\e"),
        ('b = """x\n\\\\\\e"""\n', 2, 3, "\\e"),
        ('"k\\x41" = 1\n', 1, 3, "\\x"),
        ('b = "files\\xabc"\n', 1, 11, "path"),
        ("b = 07:32\n", 1, 5, "seconds"),
        ("b = [2023-10-01T07:32, 1]\n", 1, 6, "seconds"),
        ("b = { c = 2023-10-01 07:32 }\n", 1, 22, "seconds"),
        ("b = 2023-10-01T07:32+01:00 # x\n", 1, 5, "seconds"),
        ("b = 2023-10-01T07:32Z", 1, 5, "seconds"),
    ],
)
def test_toml_1_1_is_refused(text: str, line: int, column: int, word: str) -> None:
    assert place(text) == ("toml-1-1", line, column)
    assert word in fault(text).message


def test_toml_1_0_that_looks_alike_is_taken() -> None:
    source = read(
        "a = { b = [\n1,\n2,\n] }\n"
        "c = 'files\\evidence\\x41'\n"
        'd = "\\\\e \\\\x41 at 10:30, }"\n'
        "e = { f = '''\n{\n''' }\n"
        "g = [07:32:00, 2023-10-01T07:32:00+01:00, 2023-10-01 07:32:00.5Z]\n"
        "# see http://localhost:80 { and 10:30,}\n"
    )
    assert source.data["c"] == "files\\evidence\\x41"


def test_a_missing_brace_is_not_called_toml_1_1() -> None:
    assert place('a = { by = "x", on = 2024-01-08\nb = 1\n') == ("toml-syntax", 2, 1)
    assert "not closed" in fault('a = { by = "x", on = 2024-01-08\nb = 1\n').message


# Everything else.


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ("a = 1\ntitle = “Register”\n", 2, 9, "straight quotes"),
        ('a = 1\ntitle = "Register”\n', 2, 18, "straight quotes"),
        ("“id” = 1\n", 1, 1, "straight quotes"),
        ("id = ‘x’\n", 1, 6, "straight quotes"),
        ('a = "files\\evidence"\n', 1, 11, "write paths with /"),
        ('a = 1\nb = "files\\report"\nc = "C:\\Users"\n', 3, 8, "write paths with /"),
        ('a = "C:\\data"\n', 1, 8, "write paths with /"),
        ('a = "\\ud800"\n', 1, 6, "backslash"),
        ("a = 1\nb = 2\na = 3\n", 3, 1, "already set at line 1"),
        ("[t]\na.b = 1\na.b = [\n2]\n", 3, 3, "already set at line 2"),
        ("x = { a = 1, a = 2 }\n", 1, 14, "already set at line 1"),
        ('[t]\n[u]\n[ "t" ]\n', 3, 3, "already set at line 1"),
        ("a = 1\n  [a.b]\n", 2, 3, "already"),
        ("a = {}\na.b = 1\n", 2, 1, "already"),
        ("due = 2023-02-30\n", 1, 7, "'2023-02-30' is not a date"),
        ("x = { due = 31/12/2023 }\n", 1, 13, "'31/12/2023' is not a date"),
        ("due = 2023-1-5\n", 1, 7, "'2023-1-5' is not a date"),
        ("due = 31.12.2023 # x\n", 1, 7, "'31.12.2023' is not a date"),
        ("quarter = 2023-Q4\n", 1, 11, "'2023-Q4' is not a number"),
        ("a = 5%\n", 1, 5, "write a figure without the %"),
        ("a = True\n", 1, 5, "'True' is not a number, a date, true or false"),
        ("a = [1, yes]\n", 1, 9, "straight quotes"),
        ("a = Überblick\n", 1, 5, "U+00DC"),
        ("a =\u00a01\n", 1, 4, "NO-BREAK SPACE"),
        ('a = "x\nb = 1\n', 1, 7, "not closed"),
        ('a = """x\nb = 1\n', 1, 5, "not closed"),
        ("a = 1\nb = ['x', '''y\n", 2, 11, "not closed"),
        ("a = [1 2]\n", 1, 8, "commas"),
        ("a = [1,\nb = 2\n", 2, 1, "straight quotes"),
        ("a\n", 1, 2, "needs an ="),
        ("a = \n", 1, 5, "value is due"),
        ("= 1\n", 1, 1, "A line is a key"),
        ("[a\n", 1, 3, "must be closed"),
        ("a = 1 b = 2\n", 1, 7, "left over"),
        ("a. = 1\n", 1, 4, "name of a key"),
        ('a = "x\x01"\n', 1, 7, "control character"),
        ("# x\x7f\n", 1, 4, "control character"),
        ("a = 1\rb = 2\n", 1, 6, "left over"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(text: str, line: int, column: int, word: str) -> None:
    answer = fault(text)
    assert (answer.code, answer.location) == ("toml-syntax", Location("e/a.toml", line, column))
    assert word in answer.message


def test_an_escape_that_is_no_path_is_a_matter_of_1_1() -> None:
    assert fault('a = "files\\evidence"').code == "toml-syntax"
    assert fault('a = "\\e"').code == "toml-1-1"


def test_what_a_user_wrote_is_escaped_and_cut() -> None:
    answer = fault("a = x\u202e\u0085" + "y" * 10_000)
    assert "\\u202e" in answer.message


@pytest.mark.parametrize(
    "error", [RecursionError(), ValueError("x"), OverflowError(), MemoryError(), TypeError()]
)
def test_whatever_tomli_raises_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(tomli, "loads", refuse)
    assert place("a = 1") == ("toml-syntax", 1, 1)


@pytest.mark.parametrize(
    "data",
    [
        b'a = "' + b"\\n" * 500_000 + b'"',
        b'a = "' + b'\\"' * 500_000,
        b'"' * 500_000,
        b'"""' * 200_000 + b"\\",
        b"a = [1" + b", " * 500_000,
        b"a = {" + b"\n" * 500_000,
        b"[[a]]\n" * 100_000,
        b"x = {" + b"," + b" " * 500_000,
        b"\r" * 500_000,
        b"<<<<<<< " * 100_000 + b"\n" * 500_000,
        b"a = [" + b"1," * 200_000 + b" x",
    ],
)
def test_a_megabyte_of_malice_is_answered(data: bytes) -> None:
    answer = parse_toml(data, "e/a.toml")
    if isinstance(answer, SourceFile):
        assert answer.locate(("a", 5)).line >= 1


# The quick questions against the careful walk, and both against the standard library.

_SCALARS = st.sampled_from(
    "1 1.5 -2 1e5 0x1e5 true 07:32 07:32:00 1979-05-27 1979-05-27T07:32 1979-05-27T07:32:00Z "
    '1979-05-27T07:32+01:00 \'\\e\' "\\e" "\\x41" "\\\\e" "\\\\\\e" \'}\' "{" "10:30" '
    '"""a\n{\n""" \'\'\'\n}\n\'\'\' """"q"""""'.split(" ")
)
_GAPS = st.sampled_from(["", "", " ", "\n", " # ] c\n"])


def _lists(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda parts, gap: f"[{gap}" + f"{gap},".join(parts) + f"{gap}]",
        st.lists(inner, max_size=3),
        _GAPS,
    )


def _tables(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda parts, gap, end: (
            "{" + ",".join(f"{gap}k{n}.x = {part}" for n, part in enumerate(parts)) + end + "}"
        ),
        st.lists(inner, max_size=3),
        st.sampled_from(["", " ", " ", "\n"]),
        st.sampled_from(["", " ", " ", ",", "\n"]),
    )


_VALUES = st.recursive(_SCALARS, lambda inner: _lists(inner) | _tables(inner), max_leaves=6)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(_VALUES, st.sampled_from(["\n", "\r\n", " # }\n", "\n[t]\n"])), max_size=3)
)
def test_exactly_toml_1_0_is_taken(statements: list[tuple[str, str]]) -> None:
    text = "k = 1\n" + "".join(
        f"k{number} = {value}{end.replace('t', f't{number}')}"
        for number, (value, end) in enumerate(statements)
    )
    try:
        expected = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        # The braces of strings may even out those of a table; see `screen`.
        if not any("{" in value and "'}'" in value for value, _ in statements):
            assert fault(text).code in {"toml-1-1", "toml-syntax"}
    else:
        assert read(text).data == expected


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="ab\"'=[]{}.,#\n\\ex41: 0", max_size=60))
def test_no_text_raises_and_the_quick_questions_miss_nothing(text: str) -> None:
    parse_toml(text.encode(), "e/a.toml")
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return
    if any(True for _ in findings(text)) and "\n" not in text:
        assert needs_care(text.encode())


@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    parse_toml(data, "e/a.toml")


def test_decimals_are_bounded() -> None:
    assert to_decimal("1_000.50") == Decimal("1000.50")
    with pytest.raises(NumberRefusedError, match="number-too-long"):
        to_decimal("1e101")
