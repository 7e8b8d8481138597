"""Builds a project on disk from plain tables, as ``tomllib`` reads them.

    project = build_project(
        tmp_path,
        {"afi": [{"id": "T-1", ..., "requires": [{...}]}]},
        {"2023-24-Q3": [{"id": "thing-1", "attachments": [b"a file's content"], ...}]},
    )
    project.assess()

Rules may also be given as TOML text. Every role that the rules name gets a post and one person who
holds it, so ``approved = {"by": person("acc-crime"), "on": day}`` is a good approval; ``CLERK``
submits.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from project import CONFIG, Project

Table = Mapping[str, Any]

CLERK = "clerk"
INSPECTION = {"id": "peel-test", "title": "PEEL test", "body": "HMICFRS"}


def build_project(
    root: Path, rules: Table | str, evidence: Mapping[str, Sequence[Table]]
) -> Project:
    """A project with one rule file and, for each quarter, one evidence file.

    An item's ``attachments`` may be given as contents: each is written to a file of its own and
    bound by its digest.
    """
    read = tomllib.loads(rules, parse_float=Decimal) if isinstance(rules, str) else rules
    whole = {"inspection": INSPECTION} | dict(read)
    project = Project(root)
    project.write("afitrack.toml", CONFIG)
    project.write("people.toml", to_toml(people_for(roles_of(whole))))
    project.write("rules/rules.toml", to_toml(whole))
    for quarter, items in evidence.items():
        bound = [_with_files(project, f"evidence/{quarter}", item) for item in items]
        project.write(f"evidence/{quarter}/evidence.toml", to_toml({"item": bound}))
    return project


def roles_of(rules: Table) -> frozenset[str]:
    """Every role that rules name as an owner, an approver, an attester or one to attend."""
    named: list[str] = []
    for afi in rules.get("afi", ()):
        for table in (afi, *afi.get("requires", ())):
            for key in ("owner", "approved-by", "attended-by", "by"):
                roles = table.get(key, [])
                named += [roles] if isinstance(roles, str) else roles
    return frozenset(named)


def people_for(roles: Iterable[str]) -> Table:
    """``people.toml`` with one person for each role, and one for the clerk's."""
    posts = sorted({*roles, CLERK})
    return {
        "role": [{"id": role, "title": f"The {role}"} for role in posts],
        "person": [
            {"id": person(role), "name": f"Holder of {role}", "holds": [{"role": role}]}
            for role in posts
        ],
    }


def person(role: str) -> str:
    """Who holds a role in a project built here."""
    return f"holder-of-{role}"


def to_toml(tables: Table) -> str:
    """TOML 1.0: lists of tables as ``[[table]]``, all else inline."""
    lines: list[str] = []
    _write(lines, tables, ())
    return "".join(f"{line}\n" for line in lines)


def _write(lines: list[str], table: Table, path: tuple[str, ...]) -> None:
    headed = {k: v for k, v in table.items() if _is_headed(v, path)}
    lines += [f"{json.dumps(k)} = {_inline(v)}" for k, v in table.items() if k not in headed]
    for key, value in headed.items():
        name = ".".join((*path, key))
        for one in value if isinstance(value, list) else (value,):
            lines += ["", f"[[{name}]]" if isinstance(value, list) else f"[{name}]"]
            _write(lines, one, (*path, key))


def _is_headed(value: object, path: tuple[str, ...]) -> bool:
    if isinstance(value, Mapping):
        return not path
    tables = isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value)
    return bool(tables) and len(path) < 2


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(k)} = {_inline(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int | date):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _with_files(project: Project, folder: str, item: Table) -> Table:
    contents = item.get("attachments", [])
    if not all(isinstance(content, bytes) for content in contents):
        return item
    paths = [f"files/{item['id']}-{n}.txt" for n, _ in enumerate(contents, start=1)]
    for path, content in zip(paths, contents, strict=True):
        project.write(f"{folder}/{path}", content)
    digests = [hashlib.sha256(content).hexdigest() for content in contents]
    bound = [{"path": p, "sha256": d} for p, d in zip(paths, digests, strict=True)]
    return {**item, "attachments": bound}
