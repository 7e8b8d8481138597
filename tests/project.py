"""Small projects for tests, written to disk as a user would write them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from afitrack.cli import app
from afitrack.model.assessment import Assessment
from afitrack.model.quarter import parse_quarter
from afitrack.model.standing import Outcome, Standing
from afitrack.pipeline import Scene, assess_quarter, open_project

CONFIG = '[force]\nid = "testshire"\nname = "Testshire Police"\n'
INSPECTION = """\
[inspection]
id = "peel-test"
title = "PEEL test"
body = "HMICFRS"

"""
QUARTER, AS_OF = "2023-24-Q3", "2024-01-12"


def role(name: str, title: str) -> str:
    """A post, as people.toml has it."""
    return f'[[role]]\nid = "{name}"\ntitle = "{title}"\n'


def person(name: str, called: str, holds: str, **keys: str) -> str:
    """Somebody who holds roles: ``holds`` is TOML for one tenure, ``keys`` for further keys."""
    further = "".join(f"{key} = {value}\n" for key, value in keys.items())
    named = f'[[person]]\nid = "{name}"\nname = "{called}"\n'
    return f"{named}{further}holds = [{{ {holds} }}]\n"


PEOPLE = "\n".join(
    (
        role("acc-crime", "Assistant Chief Constable (Crime)"),
        role("soc-analyst", "SOC analyst"),
        person(
            "alex",
            "Alex Adams",
            'role = "acc-crime"',
            emails='["alex@testshire.example"]',
            aliases='["A. Adams"]',
        ),
        person("sam", "Sam Smith", 'role = "soc-analyst"'),
    )
)


def scene_of(root: Path) -> Scene:
    """The project in a folder, whose configuration can be used."""
    scene = open_project(root)
    assert isinstance(scene, Scene)
    return scene


@dataclass(frozen=True)
class Project:
    """A project on disk."""

    root: Path

    def write(self, path: str, content: str | bytes) -> str:
        """Write a file and return its SHA-256."""
        data = content.encode() if isinstance(content, str) else content
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)
        return hashlib.sha256(data).hexdigest()

    def run(self, *arguments: str) -> Result:
        """Run afitrack in this process."""
        return CliRunner().invoke(app, [*arguments, "--project", str(self.root)])

    def check(self, *options: str, quarter: str = QUARTER, as_of: str = AS_OF) -> Result:
        """Run ``afitrack check``."""
        return self.run("check", "--quarter", quarter, "--as-of", as_of, *options)

    def json(self, *options: str, quarter: str = QUARTER, as_of: str = AS_OF) -> dict[str, Any]:
        """The JSON that ``afitrack check`` writes."""
        result = self.check("--format", "json", *options, quarter=quarter, as_of=as_of)
        read: dict[str, Any] = json.loads(result.stdout_bytes)
        return read

    def assess(self, quarter: str = QUARTER, as_of: str = AS_OF) -> Assessment:
        """The assessment itself."""
        scene = scene_of(self.root)
        day = date.fromisoformat(as_of)
        return assess_quarter(scene, parse_quarter(quarter), day)

    def standing(self, afi: str = "T-1", **when: str) -> Standing:
        """Where one AFI stands."""
        return next(s for s in self.assess(**when).standings if s.afi == afi)

    def outcome(self, requirement: str, afi: str = "T-1", **when: str) -> Outcome:
        """What the evidence did for one requirement."""
        outcomes = self.standing(afi, **when).outcomes
        return next(o for o in outcomes if o.requirement == requirement)


def new_project(root: Path, rules: str, evidence: str, quarter: str = QUARTER) -> Project:
    """A project with one rule file and one evidence file."""
    project = Project(root)
    project.write("afitrack.toml", CONFIG)
    project.write("people.toml", PEOPLE)
    project.write("rules/rules.toml", INSPECTION + rules)
    project.write(f"evidence/{quarter}/evidence.toml", evidence)
    return project


def afi(requires: str, **keys: str) -> str:
    """One AFI's rules; ``keys`` are TOML values."""
    lines = {"id": '"T-1"', "kind": '"afi"', "title": '"Test"', "asks": '"Something."'} | {
        name.replace("_", "-"): value for name, value in keys.items()
    }
    return "[[afi]]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items()) + "\n" + requires


def requirement(kind: str, name: str = "r", **keys: str) -> str:
    """One requirement's rules; ``keys`` are TOML values."""
    lines = {
        "id": f'"{name}"',
        "kind": f'"{kind}"',
        "title": '"A requirement"',
        "nature": '"practice"',
        "evidence-type": '"thing"',
    } | {key.replace("_", "-"): value for key, value in keys.items()}
    return "[[afi.requires]]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items()) + "\n"


def item(name: str = "thing-1", **keys: str | None) -> str:
    """One item's TOML, good unless ``keys`` say otherwise; None takes a key away."""
    lines: dict[str, str | None] = {
        "id": f'"{name}"',
        "type": '"thing"',
        "title": '"A thing"',
        "covers": "{ from = 2023-10-01, to = 2023-12-31 }",
        "as-at": "2023-12-29",
        "submitted": '{ by = "soc-analyst", on = 2024-01-08 }',
        "marking": '"OFFICIAL"',
    }
    lines |= {key.replace("_", "-"): value for key, value in keys.items()}
    return "[[item]]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items() if v is not None) + "\n"
