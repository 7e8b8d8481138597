"""Changes to the tables of ``rulesets``: weaker ones, stricter ones, and mere words."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from weaker.rulesets import Change, Tables, required, requirement


def sets(name: str, **keys: Any) -> Change:
    """Sets keys of a requirement; None takes one away."""

    def change(read: Tables) -> None:
        table = required(read, name)
        for key, value in keys.items():
            if value is None:
                del table[key.replace("_", "-")]
            else:
                table[key.replace("_", "-")] = value

    return change


def puts(*route: str | int, value: Any) -> Change:
    """Sets a value by the keys that lead to it; None takes it away."""

    def change(read: Tables) -> None:
        inner: Any = read
        for key in route[:-1]:
            inner = inner[key]
        if value is None:
            del inner[route[-1]]
        else:
            inner[route[-1]] = value

    return change


def inside(name: str, *route: str | int, value: Any) -> Change:
    """The same within a requirement."""

    def change(read: Tables) -> None:
        puts(*route, value=value)(required(read, name))

    return change


def drops(name: str) -> Change:
    """Takes a requirement away."""

    def change(read: Tables) -> None:
        for afi in read["afi"]:
            afi["requires"] = [one for one in afi["requires"] if one["id"] != name]

    return change


def adds(**keys: Any) -> Change:
    """Adds a requirement."""

    def change(read: Tables) -> None:
        read["afi"][0]["requires"].append(requirement("document", "new", **keys))

    return change


def appends(*route: str | int, value: Any) -> Change:
    """Adds a value to a list."""

    def change(read: Tables) -> None:
        inner: Any = read
        for key in route:
            inner = inner[key]
        inner.append(value)

    return change


def _comment(read: Tables) -> None:
    read["afi"][1] |= {"kind": "comment", "requires": []}


def _pending(read: Tables) -> None:
    read["afi"][1]["requires"] = [requirement("pending", "plan", asks="A plan.")]


def _as_milestones(read: Tables) -> None:
    required(read, "policy").update({"kind": "milestone", "finding-type": "finding"})


def _another_group(read: Tables) -> None:
    required(read, "one")["group"] = "other"
    read["afi"][0]["group"].append({"id": "other", "title": "Or this", "need": 1})


def _alias_to_another(read: Tables) -> None:
    alex, sam = read["people"]["person"]
    alex["aliases"], sam["aliases"] = [], ["A. Adams"]


WAIVER: Final = {
    "afi": "T-2",
    "requirement": "plan",
    "reason": "Later.",
    "approved": {"by": "chief", "on": date(2024, 1, 1)},
    "from": date(2024, 1, 1),
    "expires": date(2024, 2, 1),
}

WEAKER: Final[dict[str, Change]] = {
    "AFI removed": lambda read: read["afi"].pop(),
    "AFI made a comment": _comment,
    "AFI depends on another body": puts(
        "afi", 1, "depends-on", value={"body": "Another", "reason": "It must."}
    ),
    "AFI under another inspection": puts("inspection", "id", value="other"),
    "requirement removed": drops("figure"),
    "requirement made pending": _pending,
    "requirement made an alternative": sets("figure", group="either"),
    "requirement in another group": _another_group,
    "alternative added": adds(group="either"),
    "group needs fewer": puts("afi", 0, "group", 0, "need", value=1),
    "sustained for less": puts("afi", 0, "sustain", value=1),
    "due later": puts("afi", 0, "due", "date", value=date(2024, 6, 30)),
    "due no more": puts("afi", 0, "due", value=None),
    "fewer documents": sets("policy", count=1),
    "fewer attachments": sets("policy", attachments=1),
    "older data": sets("policy", as_at_within="93 days"),
    "data of any age": sets("policy", as_at_within=None),
    "valid for longer": sets("policy", valid_for="13 months"),
    "valid in later quarters": sets("figure", valid_for="3 months"),
    "an approver less": sets("policy", approved_by=["chief"]),
    "another approver": sets("policy", approved_by=["chief", "clerk"]),
    "a period that only overlaps": sets("policy", covers="overlaps"),
    "another period": sets("policy", covers="ends-in"),
    "another nature": sets("policy", nature="outcome"),
    "another evidence type": sets("policy", evidence_type="other-thing"),
    "another kind": _as_milestones,
    "a smaller share": sets("rows", at_least="94.99%"),
    "another key": sets("rows", key="name"),
    "a value less in scope": inside("rows", "where", "in", value=["active"]),
    "a value more in scope": inside("rows", "where", "in", value=["active", "dormant", "new"]),
    "a value more out of scope": inside("rows", "where", "otherwise", value=["closed", "new"]),
    "from in scope to out of it": inside(
        "rows",
        "where",
        value={"field": "status", "in": ["active"], "otherwise": ["closed", "dormant"]},
    ),
    "no scope": sets("rows", where=None),
    "a way out of scope": sets("rows", exclude={"field": "because"}),
    "a test less": lambda read: required(read, "rows")["each"].pop(),
    "only filled in": inside("rows", "each", 1, value={"field": "grade", "is": "present"}),
    "a word more": inside("rows", "each", 1, "in", value=["a", "b", "c"]),
    "a lower number": inside("rows", "each", 2, "at-least", value=2),
    "a higher number": inside("rows", "each", 3, "at-most", value=10),
    "a longer time": inside("rows", "each", 4, "within", value="29 days"),
    "counted from elsewhere": inside("rows", "each", 4, "of", value="told"),
    "an older day": inside("rows", "each", 5, "no-older-than", value="31 days"),
    "another column": inside("rows", "each", 0, "field", value="ref"),
    "a longer band": inside("rows", "bands", "within", "high", value="8 days"),
    "a band more": inside("rows", "bands", "within", "none", value="1 day"),
    "no bands": sets("rows", bands=None),
    "no join": sets("rows", join=None),
    "a part less": inside("rows", "join", "parts", "of", value=["pursue"]),
    "no parts": inside("rows", "join", "parts", value=None),
    "a test less on the joined": inside("rows", "join", "each", value=[]),
    "a reason instead": inside("rows", "join", "or-nil", value="why"),
    "joined with another register": inside("rows", "join", "type", value="list"),
    "a smaller sample": sets("sampled", size=19),
    "no size": sets("sampled", size=None),
    "a smaller share of the population": sets("sampled", share_of_population="9%"),
    "a smaller share at standard": sets("sampled", at_least="79%"),
    "another sampler": sets("sampled", sampler="who"),
    "fewer answers": sets("asked", response="59%"),
    "fewer right answers": sets("asked", correct="89%"),
    "fewer asked": sets("asked", population_at_least=49),
    "any number asked": sets("asked", population_at_least=None),
    "fewer meetings": sets("met", count=2),
    "a longer gap": sets("met", longest_gap="36 days"),
    "any gap": sets("met", longest_gap=None),
    "nobody has to attend": sets("met", attended_by=None),
    "no decision": sets("met", decision=False),
    "a lower target": sets("figure", target=89),
    "no target": sets("figure", target=None),
    "the other direction": sets("figure", direction="at-most"),
    "another unit": sets("figure", unit="days"),
    "of anything": sets("figure", of=None),
    "of activity": sets("figure", of="activity"),
    "no trend": sets("figure", better_than=None, in_a_row=None),
    "another trend": sets("figure", better_than="same-quarter-last-year"),
    "fewer quarters in a row": sets("figure", in_a_row=1),
    "no better than the baseline": sets("figure", better_than_baseline=False),
    "met in fewer quarters": sets("figure", met_in={"quarters": 2, "of-last": 4}),
    "met in as many of more quarters": sets("figure", met_in={"quarters": 3, "of-last": 5}),
    "fewer changes": sets("changed", count=1),
    "other findings": sets("changed", finding_type="note"),
    "somebody else attests": sets("vouched", by="clerk"),
    "attests something else": sets("vouched", attests="one"),
    "attests only what is young": sets("vouched", as_at_within="30 days"),
    "a gate less": puts("config", "gate", "on", value=["gaps", "below:evidenced"]),
    "a lower gate": puts(
        "config", "gate", "on", value=["gaps", "overdue", "below:partly-evidenced"]
    ),
    "no gate": puts("config", "gate", "on", value=["none"]),
    "a longer window": puts("config", "evidence", "submission-window", value="62 days"),
    "a shorter window": puts("config", "evidence", "submission-window", value="14 days"),
    "late only later": puts("config", "evidence", "late-after", value="15 days"),
    "longer waivers": puts("config", "waivers", "longest", value="7 months"),
    "more renewals": puts("config", "waivers", "renewals", value=2),
    "another rule owner": puts("config", "rules", "approved-by", value="clerk"),
    "another force": puts("config", "force", "id", value="othershire"),
    "a waiver": appends("waiver", value=WAIVER),
    "a waiver for longer": puts("waiver", 0, "expires", value=date(2024, 3, 1)),
    "a waiver from earlier": puts("waiver", 0, "from", value=date(2023, 12, 1)),
    "a waiver by another": puts("waiver", 0, "approved", "by", value="clerk"),
    "a new holder": puts("people", "person", 1, "holds", value=[{"role": "chief"}]),
    "a longer tenure": puts("people", "person", 0, "holds", value=[{"role": "chief"}]),
    "a new person who approves": appends(
        "people", "person", value={"id": "kim", "name": "Kim", "holds": [{"role": "deputy"}]}
    ),
    "an alias of another": _alias_to_another,
    "another alias of an approver": puts(
        "people", "person", 0, "aliases", value=["AA", "A. Adams"]
    ),
    "a second key": puts("people", "person", 1, "keys", value=["ssh-ed25519 AAAA"]),
}

STRICTER: Final[dict[str, Change]] = {
    "an AFI more": appends(
        "afi",
        value={
            "id": "T-3",
            "kind": "afi",
            "title": "t",
            "asks": "a",
            "requires": [requirement("document", "d")],
        },
    ),
    "a requirement more": adds(),
    "an alternative stands alone": sets("one", group=None),
    "an alternative less": drops("third"),
    "group needs more": puts("afi", 0, "group", 0, "need", value=3),
    "sustained for longer": puts("afi", 0, "sustain", value=3),
    "due earlier": puts("afi", 0, "due", "date", value=date(2024, 3, 30)),
    "due at all": puts("afi", 1, "due", value={"date": date(2024, 3, 30), "set-by": "force"}),
    "more documents": sets("policy", count=3),
    "more attachments": sets("policy", attachments=3),
    "younger data": sets("policy", as_at_within="91 days"),
    "younger in other words": sets("policy", as_at_within="2 months"),
    "valid for less": sets("policy", valid_for="365 days"),
    "an approver more": sets("policy", approved_by=["deputy", "clerk", "chief"]),
    "a larger share": sets("rows", at_least="95.01%"),
    "a value less out of scope": inside("rows", "where", "otherwise", value=[]),
    "a test more": lambda read: required(read, "rows")["each"].append({"field": "x", "is": "yes"}),
    "a word less": inside("rows", "each", 1, "in", value=["a"]),
    "more than filled in": inside("rows", "each", 0, value={"field": "owner", "in": ["a"]}),
    "a higher number at least": inside("rows", "each", 2, "at-least", value=4),
    "a lower number at most": inside("rows", "each", 3, "at-most", value=8),
    "a shorter time": inside("rows", "each", 4, "within", value="27 days"),
    "a younger day": inside("rows", "each", 5, "no-older-than", value="29 days"),
    "a shorter band": inside("rows", "bands", "within", "low", value="27 days"),
    "a band less": inside("rows", "bands", "within", value={"high": "7 days"}),
    "a part more": inside("rows", "join", "parts", "of", value=["pursue", "prevent", "prepare"]),
    "a larger sample": sets("sampled", size=21),
    "more answers": sets("asked", response="61%"),
    "more meetings": sets("met", count=4),
    "a shorter gap": sets("met", longest_gap="1 month"),
    "more have to attend": sets("met", attended_by=["chief", "deputy"]),
    "a higher target": sets("figure", target=91),
    "more quarters in a row": sets("figure", in_a_row=3),
    "met in more quarters": sets("figure", met_in={"quarters": 4, "of-last": 4}),
    "more changes": sets("changed", count=3),
    "a gate more": appends("config", "gate", "on", value="regression"),
    "a higher gate": puts(
        "config", "gate", "on", value=["gaps", "overdue", "below:ready-for-verification"]
    ),
    "shorter waivers": puts("config", "waivers", "longest", value="5 months"),
    "no renewals": puts("config", "waivers", "renewals", value=0),
    "no waiver": lambda read: read["waiver"].clear(),
    "a shorter waiver": puts("waiver", 0, "expires", value=date(2024, 1, 15)),
    "late sooner": puts("config", "evidence", "late-after", value="7 days"),
}

NO_MATTER: Final[dict[str, Change]] = {
    "nothing": lambda read: read,
    "another title": sets("policy", title="Other words"),
    "a note": sets("policy", note="A note."),
    "another owner": sets("policy", owner="deputy"),
    "other proposals": sets("policy", proposed=["count"]),
    "what it asks": puts("afi", 0, "asks", value="The same in other words."),
    "what rows are": sets("rows", rows_are="groups"),
    "requirements in another order": lambda read: read["afi"][0]["requires"].reverse(),
    "AFIs in another order": lambda read: read["afi"].reverse(),
    "approvers in another order": sets("policy", approved_by=["deputy", "chief"]),
    "tests in another order": lambda read: required(read, "rows")["each"].reverse(),
    "the same length": sets("policy", valid_for="1 year"),
    "the same share": sets("rows", at_least="95.0%"),
    "the force's name": puts("config", "force", "name", value="Testshire Police"),
    "a submitter more": appends(
        "people", "person", value={"id": "jo", "name": "Jo", "holds": [{"role": "clerk"}]}
    ),
    "a shorter tenure": puts(
        "people", "person", 0, "holds", value=[{"role": "chief", "to": date(2024, 6, 30)}]
    ),
    "a submitter's alias": puts("people", "person", 1, "aliases", value=["S. Smith"]),
    "a reason": puts("waiver", 0, "reason", value="It is very late."),
    "the inspection's title": puts("inspection", "title", value="PEEL 2018"),
}
