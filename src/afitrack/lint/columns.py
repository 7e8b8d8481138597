"""Finds tests on a row that no row can pass, and tests that every row passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from afitrack.lint.subject import Said, Subject
from afitrack.model.people import same_name
from afitrack.model.requirement import Requirement
from afitrack.requirements.cells import NO, YES, day, number, yes_or_no
from afitrack.requirements.predicate import Predicate
from afitrack.requirements.register import RegisterRequirement
from afitrack.requirements.sample import SampleRequirement


@dataclass(frozen=True)
class Known:
    """What is so of every row before it is tested, and how that is known."""

    test: Predicate
    because: str


@dataclass(frozen=True)
class _Tests:
    """The tests on rows of one register, what else they must pass, and what is known of them."""

    each: Sequence[Predicate]
    known: Sequence[Known]


def impossible_tests(subject: Subject) -> Iterator[Said]:
    """Pairs of tests that no cell passes, and tests that a column can never pass of itself."""
    for requirement, spot in subject.requirements():
        for tests in _tests_of(requirement):
            for one in tests.each:
                if one.differs_from == one.field:
                    yield (
                        spot,
                        f"no row can hold: {one.describe()}, its own column; name the other one",
                    )
            for one, other in combinations(tests.each, 2):
                if one.field == other.field and clash(one, other):
                    yield (
                        spot,
                        f"no row can hold: {one.describe()}, and {other.describe()}; take one of "
                        "the two out, or correct it",
                    )
            for one in tests.each:
                for known in tests.known:
                    if one.field == known.test.field and clash(one, known.test):
                        yield (
                            spot,
                            f"no row can hold: {one.describe()}, but {known.because}; correct one "
                            "of the two",
                        )


def tests_never_missed(subject: Subject) -> Iterator[Said]:
    """Tests that hold for every row that counts, whatever else it says."""
    for requirement, spot in subject.requirements():
        for tests in _tests_of(requirement):
            for one in tests.each:
                for known in tests.known:
                    if one.field == known.test.field and follows(one, known.test):
                        yield (
                            spot,
                            f"'{one.describe()}' can never be missed: {known.because}; test "
                            "something else, or take it out",
                        )


def clash(one: Predicate, other: Predicate) -> bool:
    """Whether no cell of a column passes both tests."""
    if "absent" in (one.is_, other.is_):
        return one.is_ != other.is_
    for this, that in ((one, other), (other, one)):
        words = _words(this)
        if words is not None:
            return not any(_passes(this, word) and _passes(that, word) for word in words)
    low = next((p.at_least for p in (one, other) if p.at_least is not None), None)
    high = next((p.at_most for p in (one, other) if p.at_most is not None), None)
    if low is not None and high is not None:
        return low > high
    return {_sort(one), _sort(other)} == {"number", "day"}


def follows(one: Predicate, known: Predicate) -> bool:
    """Whether every cell that passes ``known`` passes a test too."""
    if one.is_ == "absent" or known.is_ == "absent":
        return one.is_ == known.is_
    if one.is_ == "present":
        return True
    words = known.among
    if words is None or one.differs_from is not None or _sort(one) == "day":
        return False
    return all(_passes(one, w) for w in words)


def _sort(test: Predicate) -> str:
    """What a cell must be to be tested: a number, a day, or any text."""
    if test.at_least is not None or test.at_most is not None:
        return "number"
    days = (test.within, test.no_earlier_than, test.no_later_than, test.no_older_than)
    return "day" if any(one is not None for one in days) else "text"


def _words(test: Predicate) -> Sequence[str] | None:
    """Every word that passes, where a test lists them."""
    if test.is_ in ("yes", "no"):
        return sorted(YES if test.is_ == "yes" else NO)
    return test.among


def _passes(test: Predicate, word: str) -> bool:
    """Whether a word passes, as far as that hangs on no other column."""
    if test.is_ in ("yes", "no"):
        return yes_or_no(word) == (test.is_ == "yes")
    if test.among is not None:
        return same_name(word) in map(same_name, test.among)
    if _sort(test) == "number":
        found = number(word)
        above = found is not None and (test.at_least is None or found >= test.at_least)
        return above and (test.at_most is None or found is None or found <= test.at_most)
    return _sort(test) != "day" or day(word) is not None


def _tests_of(requirement: Requirement) -> Iterator[_Tests]:
    if isinstance(requirement, SampleRequirement):
        named = (requirement.key, requirement.sampler, requirement.sampled)
        known = [_present(field, "every case names it") for field in dict.fromkeys(named)]
        yield _Tests(requirement.each, known)
    if isinstance(requirement, RegisterRequirement):
        yield _Tests(requirement.each, list(_known_of(requirement)))
        join = requirement.join
        if join is not None:
            known = [_present(join.key, "it is the column of the reference")]
            if join.parts is not None:
                known.append(_one_of(join.parts.field, join.parts.of, "'parts' looks only at"))
            yield _Tests(join.each, known)


def _known_of(register: RegisterRequirement) -> Iterator[Known]:
    yield _present(register.key, "it is the column by which a row is named")
    if register.where is not None:
        yield _one_of(register.where.field, register.where.among, "'where' counts only")
    if register.exclude is not None:
        test = Predicate.model_validate({"field": register.exclude.field, "is": "absent"})
        yield Known(test, f"'exclude' leaves out every row with a {register.exclude.field}")
    if register.bands is not None:
        yield _one_of(register.bands.field, tuple(register.bands.within), "'bands' takes only")


def _present(field: str, because: str) -> Known:
    return Known(Predicate.model_validate({"field": field, "is": "present"}), because)


def _one_of(field: str, words: Sequence[str], what: str) -> Known:
    test = Predicate.model_validate({"field": field, "in": list(words)})
    return Known(test, f"{what} rows whose {field} is {' or '.join(words)}")
