"""The rules of a generated force: six requirements an AFI, of every kind that is judged."""

from __future__ import annotations

from datetime import date

CARRIED = 3
"""How many AFIs have a document that goes on answering for a year."""

_INSPECTION = """\
[inspection]
id = "peel-generated"
title = "PEEL, generated"
body = "HMICFRS"
page-updated = 2015-05-02

"""
_AFI = """\
[[afi]]
id = "A-{afi:03d}"
kind = "afi"
title = "Area for improvement {afi}"
asks = "The force should show, quarter by quarter, that practice {afi} has changed."
question = "Effectiveness: tackling serious and organised crime"
owner = "head-of-crime"
due = {{ date = {due}, set-by = "force" }}

[[afi.requires]]
id = "policy"
title = "A policy for practice {afi}"
kind = "document"
nature = "design"
evidence-type = "policy-{afi:03d}"
approved-by = "acc-crime"
{carried}
[[afi.requires]]
id = "board"
title = "Minutes with a decision"
kind = "document"
nature = "governance"
evidence-type = "minutes-{afi:03d}"
count = 2

[[afi.requires]]
id = "register"
title = "Every active group has an officer and a plan"
kind = "register"
nature = "deployment"
evidence-type = "register-{afi:03d}"
key = "ref"
rows-are = "active groups"
where = {{ field = "status", in = ["active"], otherwise = ["archived"] }}
each = [{{ field = "officer", is = "present" }}, {{ field = "trained", is = "yes" }}]
at-least = "95%"
as-at-within = "92 days"

[[afi.requires]]
id = "sample"
title = "Plans sampled are at standard"
kind = "register"
nature = "practice"
evidence-type = "sample-{afi:03d}"
key = "ref"
rows-are = "plans"
each = [{{ field = "score", at-least = 3 }}, {{ field = "sampled", no-later-than = "as-at" }}]
at-least = "80%"
proposed = ["at-least"]

[[afi.requires]]
id = "rate"
title = "Reviews on time"
kind = "measure"
nature = "practice"
evidence-type = "rate-{afi:03d}"
target = 95
direction = "at-least"
unit = "%"

[[afi.requires]]
id = "effect"
title = "Days from referral to plan"
kind = "measure"
nature = "outcome"
evidence-type = "effect-{afi:03d}"
target = 28
direction = "at-most"
unit = "days"
of = "effect"

"""
_MORE = """\
[[afi.requires]]
id = "meeting"
title = "The board met"
kind = "document"
nature = "governance"
evidence-type = "minutes-{afi:03d}"

[[afi.requires]]
id = "sooner"
title = "Days from referral to plan, as the force would have it"
kind = "measure"
nature = "outcome"
evidence-type = "effect-{afi:03d}"
target = 21
direction = "at-most"
unit = "days"
of = "effect"

"""


def rules_text(afis: int, valid_for: str = "12 months", *, more: bool = False) -> str:
    """One rule file; a few policies go on answering for as long as ``valid_for`` says.

    With ``more`` an AFI has eight requirements instead of six, of the same evidence.
    """
    return _INSPECTION + "".join(
        (_AFI + _MORE if more else _AFI).format(
            afi=afi,
            due=date(2020 + afi % 8, 3, 31),
            carried=f'valid-for = "{valid_for}"\n' if afi < CARRIED else "",
        )
        for afi in range(afis)
    )
