"""The published schemas of others, and what is wrong with a document by one of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import xmlschema
from jsonschema import Draft7Validator, Draft202012Validator

FOLDER = Path(__file__).parent / "schemas"
JSON = {
    "sarif": ("sarif-2.1.0.json", Draft202012Validator),
    "oscal-ar": ("oscal-assessment-results-1.2.1.json", Draft7Validator),
    "oscal-poam": ("oscal-poam-1.2.1.json", Draft7Validator),
}


def wrong_with(name: str, document: Any) -> list[str]:
    """What a schema finds wrong with a JSON document of that format."""
    errors = _json(name).iter_errors(document)
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in errors]


def wrong_with_xml(content: bytes) -> list[str]:
    """What the schema finds wrong with a JUnit document."""
    return [str(error) for error in _junit().iter_errors(content.decode())]


@cache
def _json(name: str) -> Any:
    file, validator = JSON[name]
    schema = json.loads((FOLDER / file).read_text(encoding="utf-8"))
    return validator(_in_python(schema), format_checker=validator.FORMAT_CHECKER)


def _in_python(value: Any) -> Any:
    """OSCAL's patterns name Unicode categories, which Python's regular expressions do not know."""
    if isinstance(value, dict):
        return {
            key: _pattern(one) if key == "pattern" else _in_python(one)
            for key, one in value.items()
        }
    return [_in_python(one) for one in value] if isinstance(value, list) else value


def _pattern(value: Any) -> Any:
    if not isinstance(value, str):
        return _in_python(value)
    letters = value.replace(r"\p{L}", r"[^\W\d_]").replace(r"\p{N}", r"\d")
    return f"{letters[:-1]}\\Z" if letters.endswith("$") else letters


@cache
def _junit() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(FOLDER / "junit-10.xsd")
