"""Submits what a plan says is needed: evidence that answers its requirements, whatever their kind.

    for step in follow(project, plan_of(project, "T-1", "2023-24-Q4", "2024-04-15")):
        ...

Each item answers every requirement its need names. Rows, figures, meetings and the rest are made
from the requirement itself; names and days come from the project's people. What a requirement reads
beside its own items is looked up in the project, so companions are submitted first.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any

from afitrack.compare.plan import Answer, Need, Part, Plan, Step, make_plan
from afitrack.facts.reach import SubmittedShelf
from afitrack.integrity.digest import digest_item
from afitrack.model.item import Filed
from afitrack.model.people import People, same_name
from afitrack.model.quarter import Quarter, parse_quarter
from afitrack.model.requirement import PROOF, Asked, Requirement
from afitrack.model.verdict import Status
from afitrack.pipeline.course import run_course
from afitrack.pipeline.prospect import entries_behind, first_open, look_ahead
from afitrack.pipeline.quarter import assess_quarters
from afitrack.requirements.attestation import AttestationRequirement
from afitrack.requirements.join import Join
from afitrack.requirements.measure import MeasureRequirement
from afitrack.requirements.meeting import MeetingRequirement
from afitrack.requirements.milestone import MilestoneRequirement
from afitrack.requirements.predicate import AS_AT, Predicate
from afitrack.requirements.register import RegisterRequirement
from afitrack.requirements.sample import SampleRequirement
from afitrack.requirements.survey import SurveyRequirement
from building import to_toml
from project import Project, scene_of

Table = dict[str, Any]
Statuses = dict[str, Status]
ROWS = [f"R-{n:03}" for n in range(1, 21)]
DAY = timedelta(days=1)
# What a statement or a change refers to where what it needs was left out.
NOTHING = "nothing"


def plan_of(project: Project, afi: str, quarter: str, as_of: str) -> Plan:
    """The plan of an AFI, as ``afitrack next`` makes it."""
    scene, day, asked = scene_of(project.root), date.fromisoformat(as_of), parse_quarter(quarter)
    known = scene.project
    begins = first_open(known, asked, day)
    course = tuple(assess_quarters(scene, asked, begins, day))
    placed = next(one for one in known.rulebook.entries if one.afi.id == afi)
    entries = entries_behind(known.rulebook, afi)
    prospect = look_ahead(scene, entries, begins, day)
    return make_plan(placed, entries, prospect, course[0], course[-1])


def statuses(project: Project, step: Step) -> Statuses:
    """Where every AFI stands in a step's quarter, as known on its reference day."""
    found = project.assess(str(step.quarter), str(step.reference))
    return {standing.afi: standing.status for standing in found.standings}


def follow(project: Project, plan: Plan) -> Iterator[Step]:
    """Submit each step of a plan in its turn; yields the step once it is done."""
    for step in plan.steps:
        submit(project, step)
        yield step


def submit(project: Project, step: Step, leave_out: int | None = None) -> None:
    """Submit everything a step needs, on its last day; ``leave_out`` is one need that is not."""
    needs = [need for n, need in enumerate(step.needs) if n != leave_out]
    if step.any_item:
        project.write(f"evidence/{step.quarter}/other.toml", to_toml({"item": [_other(step)]}))
    if step.people:
        _name_people(project, step.people)
    together = {need.evidence_type for need in needs}
    for need in _what_others_rest_on_first(needs):
        submit_need(project, step, need, together)


def _name_people(project: Project, titles: Sequence[str]) -> None:
    """Put somebody into people.toml for each role, or to submit."""
    path = project.root / "people.toml"
    people = tomllib.loads(path.read_text("utf-8"))
    for title in titles:
        roles = [role["id"] for role in people["role"] if role["title"] == title]
        holds = [{"role": role} for role in roles]
        name = f"new-{len(people.setdefault('person', []))}"
        people["person"].append({"id": name, "name": f"Person {name}", "holds": holds})
    path.write_text(to_toml(people), "utf-8")


def _other(step: Step) -> Table:
    """An item that nothing asks for."""
    quarter, day = step.quarter, min(step.quarter.end, step.reference)
    return {
        "id": f"other-{quarter}-{step.reference}",
        "type": "of-another-afi",
        "title": "Evidence of another AFI",
        "covers": {"from": quarter.start, "to": quarter.end},
        "as-at": day,
        "submitted": "unknown",
        "marking": "OFFICIAL",
    }


def _what_others_rest_on_first(needs: Sequence[Need]) -> list[Need]:
    waiting, ordered = list(needs), list[Need]()
    while waiting:
        kinds = {need.evidence_type for need in waiting}
        ready = [need for need in waiting if not (_reads(need) - {need.evidence_type}) & kinds]
        ordered += ready
        waiting = [need for need in waiting if need not in ready]
    return ordered


def _reads(need: Need) -> frozenset[str]:
    own = (a.asks.requirement for a in need.answers)
    return frozenset[str]().union(
        *(one.also_reads for one in own if one.evidence_type == need.evidence_type)
    )


def submit_need(project: Project, step: Step, need: Need, together: set[str]) -> None:
    """Submit the items of one need, or put right those it names."""
    if need.corrects:
        _correct(project, step, need, together)
    if not need.items:
        return
    folder = f"evidence/{step.quarter}"
    there = len(list((project.root / folder).rglob("*.toml")))
    name = f"{need.evidence_type}-{step.quarter}-{step.reference}-{there}"
    made = []
    for number in range(need.items):
        maker = _Maker(project, step, need, number, together)
        made.append(maker.item({"id": f"{name}-{number}"}))
        maker.write_files(folder)
    project.write(f"{folder}/planned-{name}.toml", to_toml({"item": made}))


def _correct(project: Project, step: Step, need: Need, together: set[str]) -> None:
    """Items stay where and what they are, but for what the requirements ask of them."""
    for path in sorted((project.root / "evidence").rglob("*.toml")):
        items = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)["item"]
        for index, item in enumerate(items):
            if item["id"] in need.corrects:
                maker = _Maker(project, step, need, index, together)
                maker.quarter = parse_quarter(path.relative_to(project.root).parts[1])
                items[index] = maker.item(item)
                maker.write_files(path.parent.relative_to(project.root).as_posix())
        path.write_text(to_toml({"item": items}), "utf-8")


@dataclass
class _Maker:
    """Makes one item for a need."""

    project: Project
    step: Step
    need: Need
    number: int
    together: set[str]
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        scene = scene_of(self.project.root)
        self.people: People = scene.project.people
        quarter, on = self.step.quarter, self.step.reference
        self.quarter = quarter
        (self.stage,) = run_course(scene, quarter, quarter, on)
        self.asked: Asked = self.stage.history[-1].asked
        self.by_type: dict[str, list[Filed]] = defaultdict(list)
        for filed in (*self.stage.carried, *self.stage.own.items):
            self.by_type[filed.item.type].append(filed)

    def item(self, given: Table) -> Table:
        """An item that answers all it has to; ``given`` is its id, or all of it so far."""
        quarter, need, name = self.step.quarter, self.need, given["id"]
        covers = {"from": quarter.start, "to": quarter.end}
        own = [a for a in need.answers if a.asks.requirement.evidence_type == need.evidence_type]
        table: Table = {
            "type": need.evidence_type,
            "title": f"Planned evidence {name}",
            "covers": covers,
            "as-at": need.as_at,
            "marking": "OFFICIAL",
            **given,
            **self._acts(own),
        }
        table.pop("table", None)
        files = list(given.get("attachments", []))
        count = max([1, *(a.asks.requirement.attachments for a in own)])
        files += [self._file(f"{name}, file {n}", n) for n in range(len(files), count)]
        table["attachments"] = files
        table["row"] = self._rows()
        for answer in own:
            # What is put right stays the meeting or the change that it is.
            content = self._content(answer, name)
            table |= {
                k: v
                for k, v in content.items()
                if k not in ("meeting", "milestone") or k not in given
            }
            if isinstance(answer.asks.requirement, SampleRequirement):
                table["population"] = len(table["row"])
        if not table["row"]:
            del table["row"]
        if "milestone" in table:
            covers["to"] = max(covers["to"], table["milestone"]["on"])
        return self._bound(table)

    def _bound(self, table: Table) -> Table:
        """The item with its approvals bound to it, as far as the step says they must be."""
        (said,) = tomllib.loads(to_toml({"item": [table]}), parse_float=Decimal)["item"]
        keys = {
            "digest": digest_item(said, str(self.quarter)),
            "signature": f"approvals/{table['id']}.sig",
        }
        more = {key: keys[key] for key in self.step.approvals}
        return table | {"approved": [one | more for one in table["approved"]]}

    def write_files(self, folder: str) -> None:
        for path, content in self.files.items():
            self.project.write(f"{folder}/{path}", content)

    def _file(self, text: str, number: int) -> Table:
        digest = hashlib.sha256(text.encode()).hexdigest()
        path = f"planned/{digest[:16]}-{number}.txt"
        self.files[path] = text.encode()
        return {"path": path, "sha256": digest}

    def _acts(self, own: Sequence[Answer]) -> Table:
        roles = sorted({role for a in own for role in a.asks.requirement.approved_by})
        possible = {role: self._holders(role, self.need.as_at) for role in roles}
        submitter = next(
            person
            # Where nobody is named, a post may submit.
            for person in sorted(self.people.persons) or sorted(self.people.roles)
            if all(set(days) - {person} for days in possible.values())
        )
        approved = [
            {"by": person, "on": possible[role][person]}
            for role in roles
            for person in [next(p for p in possible[role] if p != submitter)]
        ]
        return {"submitted": {"by": submitter, "on": self.step.reference}, "approved": approved}

    def _holders(self, role: str, first: date) -> dict[str, date]:
        """Who holds a role between a day and the reference day, and on which day."""
        found = {}
        for name in sorted(self.people.persons):
            day = self.step.reference
            while day >= first:
                if self.people.holds(name, role, day):
                    found[name] = day
                    break
                day -= DAY
        return found

    def _content(self, answer: Answer, name: str) -> Table:
        match answer.asks.requirement:
            case MeasureRequirement() as asked:
                return {"measure": self._measure(asked, answer)}
            case SurveyRequirement() as asked:
                asked_of = max(100, asked.population_at_least or 0)
                figures = dict.fromkeys(("population", "responses", "correct"), asked_of)
                return {"survey": figures}
            case MeetingRequirement():
                return {"meeting": self._meeting()}
            case MilestoneRequirement() as asked:
                return {"milestone": self._milestone(asked, name)}
            case AttestationRequirement() as asked:
                return {"attestation": self._attestation(asked)}
            case _:
                return {}

    # Figures.

    def _measure(self, asked: MeasureRequirement, answer: Answer) -> Table:
        earlier = [
            filed.item.measure
            for filed in self._earlier(asked)
            if filed.item.measure is not None and self._alike(asked, filed)
        ]
        of = asked.of or (earlier[-1].of if earlier else None)
        of = of or ("effect" if asked.nature in PROOF else "activity")
        values = [one.value for one in earlier] if asked.better_than else []
        value = _beyond(values, asked, answer.part is Part.COMPARES)
        figure: Table = {"value": value, "unit": asked.unit, "of": of}
        if asked.better_than_baseline:
            up = asked.direction == "at-least"
            figure["baseline"] = (
                (value - 1 if up else value + 1)
                if asked.unit != "%"
                else (value / 2 if up else (value + 100) / 2)
            )
        return figure

    def _earlier(self, asked: Requirement) -> list[Filed]:
        """All figures there are, oldest first."""
        listed = []
        quarter = Quarter(self.step.quarter.year - 11, 1)
        scene = scene_of(self.project.root)
        for stage in run_course(scene, quarter, self.step.quarter, self.step.reference):
            listed += [f for f in stage.own.items if f.item.type == asked.evidence_type]
        return listed

    def _alike(self, asked: MeasureRequirement, filed: Filed) -> bool:
        measure = filed.item.measure
        return (
            measure is not None
            and same_name(measure.unit) == same_name(asked.unit)
            and asked.accepts(measure.of)
        )

    # Meetings, changes, statements.

    def _meeting(self) -> Table:
        days = self.need.days
        on = days[self.number] if self.number < len(days) else self.step.quarter.start
        asks = (answer.asks.requirement for answer in self.need.answers)
        roles = {
            role for one in asks if isinstance(one, MeetingRequirement) for role in one.attended_by
        }
        holders = [
            next(p for p in sorted(self.people.persons) if self.people.holds(p, role, on))
            for role in sorted(roles)
        ]
        return {"on": on, "attended": holders, "decisions": ["It was agreed to go on."]}

    def _milestone(self, asked: MilestoneRequirement, name: str) -> Table:
        there = self._beside(asked, asked.finding_type)
        last = min(self.need.as_at, self.step.quarter.end)
        finding, day = max(
            ((f.item.id, _as_at(f)) for f in there), default=(NOTHING, last), key=_day
        )
        return {"on": max(last, day), "change": f"The change {name}", "finding": finding}

    def _attestation(self, asked: AttestationRequirement) -> Table:
        there = self._beside(asked, asked.attests)
        own = [one for one in there if one.quarter == self.step.quarter]
        attested = own or sorted(there, key=_as_at)[-1:]
        first = max(map(_as_at, attested), default=self.need.as_at)
        by, on = next(iter(self._holders(asked.by, first).items()))
        of = [{"item": f.item.id, "sha256": f.item.attachments[0].sha256} for f in attested]
        return {
            "by": by,
            "on": on,
            "quarter": str(self.quarter),
            "statement": "This is so.",
            "of": of or [{"item": NOTHING, "sha256": "0" * 64}],
        }

    def _beside(self, asked: Requirement, kind: str) -> Sequence[Filed]:
        return SubmittedShelf(asked, self.by_type, self.asked).accepted(kind)

    # Rows.

    def _rows(self) -> list[Table]:
        keys, columns, repeated = list(ROWS), list[str](), list[tuple[Join, list[str]]]()
        registers, sampled = list[RegisterRequirement](), dict[str, Any]()
        for answer in self.need.answers:
            requirement = answer.asks.requirement
            match requirement:
                case RegisterRequirement() if requirement.evidence_type != self.need.evidence_type:
                    assert requirement.join is not None
                    repeated.append((requirement.join, self._keys_of(requirement)))
                case RegisterRequirement():
                    columns.append(requirement.key)
                    keys = self._fitting(requirement) or keys
                    registers.append(requirement)
                case SampleRequirement():
                    columns.append(requirement.key)
                    keys = [f"R-{n:03}" for n in range(1, 1 + max(20, requirement.size or 0))]
                    people = {requirement.sampler: "sampler", requirement.sampled: "officer"}
                    tests = _tests_cells(requirement.each, self.need.as_at)
                    sampled = _merged(sampled, people | tests)
                case _:
                    pass
        sorts = [_merged(cells, sampled) for cells in _sorts(registers, self.need.as_at)]
        rows = [
            dict.fromkeys(columns, key) | cells
            for number, cells in enumerate(sorts if columns else ())
            # Where the scope is told by the reference itself, there is one row of the sort.
            for key in keys[number :: len(sorts)][: 1 if cells.keys() & set(columns) else None]
        ]
        if repeated:
            asked = [_tests_cells(join.each, self.need.as_at) for join, _ in repeated]
            about = reduce(_merged, asked, sorts[0])
            parts = [_joined_rows(join, theirs, about, columns) for join, theirs in repeated]
            rows = [row for part in parts for row in part]
        return rows

    def _fitting(self, requirement: RegisterRequirement) -> list[str]:
        """The references that stand, as they should, in the register beside."""
        join = requirement.join
        if join is None or join.type in self.together:
            return []
        shelf = SubmittedShelf(requirement, self.by_type, self.asked)
        asked = Asked(self.asked.quarter, self.asked.reference, self.people, shelf=shelf)
        others = join.against(asked)
        names = {str(row.cells.get(join.key)) for f in self.by_type[join.type] for row in f.rows}
        return sorted(name for name in names if not list(others.faults(name)))

    def _keys_of(self, requirement: RegisterRequirement) -> list[str]:
        """The references of the register that a needed one is to be read beside."""
        assert requirement.join is not None
        named = {
            requirement.rules.name(row)
            for filed in self.by_type[requirement.evidence_type]
            for row in filed.rows
        }
        return sorted({*named, *ROWS} - {""})


def _as_at(filed: Filed) -> date:
    assert filed.item.as_at is not None
    return filed.item.as_at


def _day(pair: tuple[str, date]) -> tuple[date, str]:
    return pair[1], pair[0]


def _beyond(values: Sequence[Decimal], asked: MeasureRequirement, modest: bool) -> Decimal:
    """A figure that reaches the target and betters all earlier ones, with room for more."""
    up, share = asked.direction == "at-least", asked.unit == "%"
    end = Decimal(100 if up else 0)
    # What nothing can better is not compared with.
    values = [value for value in values if not share or value != end]
    known = [*values] + ([asked.target] if asked.target is not None else [])
    if share and asked.target == end:
        reached = [*values, Decimal(0 if up else 100)]
        return (max(reached) + 100) / 2 if modest and up else min(reached) / 2 if modest else end
    if not asked.better_than:
        return asked.target if asked.target is not None else Decimal(50)
    if share:
        best = max(known, default=Decimal(40)) if up else min(known, default=Decimal(60))
        return (best + end) / 2
    return max(known, default=Decimal(10)) + 1 if up else min(known, default=Decimal(10)) - 1


def _sorts(registers: Sequence[RegisterRequirement], as_at: date) -> list[Table]:
    """Sorts of rows such that each register's scope has some, and all hold where they count."""
    sorts, waiting = list[Table](), list(registers)
    while waiting or not sorts:
        cells, counting = dict[str, Any](), list[RegisterRequirement]()
        for one in [*waiting[:1], *registers]:
            if one.where is not None:
                given = cells.get(one.where.field, "there")
                value = _scope_value(one, registers) if given == "there" else given
                cells[one.where.field] = value
                if value not in one.where.among:
                    continue
            cells = _merged(cells, _register_cells(one, as_at))
            counting.append(one)
        sorts.append(cells)
        waiting = [one for one in waiting if not any(one is other for other in counting)]
    return sorts


def _scope_value(register: RegisterRequirement, registers: Sequence[RegisterRequirement]) -> str:
    """A value that counts, which the others that look at the column know as well, if there is."""
    assert register.where is not None
    scopes = [one.where for one in registers if one.where is not None]
    scopes = [one for one in scopes if one.field == register.where.field]
    known = [v for v in register.where.among if all(v in (*s.among, *s.otherwise) for s in scopes)]
    return (known or list(register.where.among))[0]


def _register_cells(requirement: RegisterRequirement, as_at: date) -> Table:
    """Cells that hold, but for the column that tells which rows count."""
    cells = _tests_cells(requirement.each, as_at)
    if requirement.join is not None and requirement.join.type == requirement.evidence_type:
        cells = _merged(cells, _tests_cells(requirement.join.each, as_at))
    if requirement.exclude is not None:
        cells[requirement.exclude.field] = ""
    if requirement.bands is not None:
        cells[requirement.bands.field] = next(iter(requirement.bands.within))
        cells[requirement.bands.dated] = as_at
    return cells


def _tests_cells(tests: Sequence[Predicate], as_at: date) -> Table:
    """Cells that hold; a test that leaves a choice yields to one that does not."""
    cells: Table = {}
    for test in sorted(tests, key=lambda one: one.is_ == "present"):
        for column, value in _cells(test, as_at).items():
            cells.setdefault(column, value)
    return cells


def _cells(test: Predicate, as_at: date) -> Table:
    if test.is_ is not None:
        return {test.field: {"present": "there", "absent": ""}.get(test.is_, test.is_)}
    if test.among is not None:
        return {test.field: test.among[0]}
    if test.at_least is not None or test.at_most is not None:
        return {test.field: test.at_least if test.at_least is not None else test.at_most}
    if test.differs_from is not None:
        return {column: f"somebody ({column})" for column in (test.field, test.differs_from)}
    other = test.of or test.no_earlier_than or test.no_later_than
    return {test.field: as_at} | ({other: as_at} if other and other != AS_AT else {})


def _merged(cells: Table, more: Table) -> Table:
    """Both, where what leaves a choice yields to what does not, and else the first stands."""
    return {**more, **{k: v for k, v in cells.items() if k not in more or v != "there"}}


def _joined_rows(
    join: Join, keys: Sequence[str], cells: Table, columns: Sequence[str]
) -> list[Table]:
    """A row for each reference, and for each part of it; other columns tell rows apart."""
    names = join.parts.of if join.parts else ("",)
    rows = []
    for number, (key, name) in enumerate((key, name) for key in keys for name in names):
        others = {column: f"{join.key}-{number:04}" for column in columns if column != join.key}
        part = {join.parts.field: name} if join.parts else {}
        rows.append(cells | others | part | {join.key: key})
    return rows
