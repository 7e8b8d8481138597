"""A small good project, in which one AFI is evidenced, for hostile hands to break."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from project import CONFIG, INSPECTION, PEOPLE, QUARTER, Project

RULES: Final = "rules/peel.toml"
REGISTER: Final = f"evidence/{QUARTER}/register.toml"
OTHER: Final = f"evidence/{QUARTER}/other.toml"
TABLE: Final = f"evidence/{QUARTER}/files/register.csv"
PLAN: Final = f"evidence/{QUARTER}/files/plan.txt"

CSV: Final = """\
ocg,status,lro,trained,complaint
OCG-1,active,Sam Smith,yes,
OCG-2,active,Alex Adams,yes,
OCG-3,archived,,,
"""
PLAN_TEXT: Final = "The plan.\n"
_AFI: Final = """\
[[afi]]
id = "T-1"
kind = "afi"
title = "Lead responsible officers"
asks = "A trained lead responsible officer for every active group, and a plan."
owner = "acc-crime"
due = { date = 2024-03-31, set-by = "force" }

[[afi.requires]]
id = "lro"
title = "Every active group has a trained officer"
kind = "register"
nature = "practice"
evidence-type = "ocg-register"
key = "ocg"
where = { field = "status", in = ["active"], otherwise = ["archived"] }
each = [{ field = "lro", is = "present" }, { field = "trained", is = "yes" }]
at-least = "100%"
as-at-within = "92 days"
approved-by = "acc-crime"

[[afi.requires]]
id = "plan"
title = "A plan"
kind = "document"
nature = "design"
evidence-type = "plan"

[[afi.requires]]
id = "speed"
title = "Groups are assessed in time"
kind = "measure"
nature = "outcome"
evidence-type = "speed"
target = 90.5
direction = "at-least"
unit = "%"
of = "effect"
"""
RULES_TEXT: Final = INSPECTION + _AFI
OTHER_RULES: Final = RULES_TEXT.replace('"peel-test"', '"peel-other"')


def digest(content: str | bytes) -> str:
    """The SHA-256 that an attachment with this content must bear."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def register_text(table: str | bytes = CSV) -> str:
    """The item that has the register as its table."""
    return f"""\
[[item]]
id = "register-1"
type = "ocg-register"
title = "Register of groups"
covers = {{ from = 2023-10-01, to = 2023-12-31 }}
as-at = 2023-12-29
submitted = {{ by = "soc-analyst", on = 2024-01-08 }}
approved = {{ by = "acc-crime", on = 2024-01-10 }}
marking = "OFFICIAL-SENSITIVE"
table = "files/register.csv"
attachments = [{{ path = "files/register.csv", sha256 = "{digest(table)}" }}]
"""


OTHER_TEXT: Final = f"""\
[[item]]
id = "plan-1"
type = "plan"
title = "The plan"
covers = {{ from = 2023-10-01, to = 2023-12-31 }}
as-at = 2023-12-01
submitted = {{ by = "Sam Smith", on = 2024-01-08 }}
marking = "OFFICIAL"
attachments = [{{ path = "files/plan.txt", sha256 = "{digest(PLAN_TEXT)}" }}]

[[item]]
id = "speed-1"
type = "speed"
title = "Assessed in time"
covers = {{ from = 2023-10-01, to = 2023-12-31 }}
as-at = 2023-12-31
submitted = {{ by = "soc-analyst", on = 2024-01-08 }}
marking = "OFFICIAL"
measure = {{ value = 93.5, unit = "%", of = "effect" }}
"""


def good_project(root: Path) -> Project:
    """The project on disk; ``check`` gives 0 and its only AFI is evidenced."""
    project = Project(root)
    project.write("afitrack.toml", CONFIG)
    project.write("people.toml", PEOPLE)
    project.write(RULES, RULES_TEXT)
    project.write(REGISTER, register_text())
    project.write(OTHER, OTHER_TEXT)
    project.write(TABLE, CSV)
    project.write(PLAN, PLAN_TEXT)
    return project


def replaced(text: str, old: str, new: str, *, first: bool = False) -> str:
    """``text`` with its only ``old``, or the first, exchanged."""
    assert text.count(old) >= 1 if first else text.count(old) == 1, old
    return text.replace(old, new, 1)
