"""Who approved is judged by what git says of who wrote it, and of what stood there then."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from approving import ANN, BOB, CAT, FORM, PEOPLE, PLAN, ROBOT, START, begun, by, codes, form, found
from committed import Repository
from project import Project


def saved(
    root: Path, *commits: tuple[Mapping[str, str | None], str], message: str = "x"
) -> Repository:
    repository = begun(root)
    for files, author in commits:
        repository.commit(files, author, message=message)
    repository.save()
    return repository


def test_what_one_wrote_and_another_approved_is_good(tmp_path: Path) -> None:
    repository = saved(tmp_path, (form(), CAT), (form(by("ann")), ANN))
    assert found(repository) == []


@pytest.mark.parametrize("name", ["ann", "A. Able", "ann@home.example", "ANN ABLE", "acc-crime"])
@pytest.mark.parametrize(
    "author",
    [
        ANN,
        "Somebody <ann@home.example>",
        "A. Able <cat@testshire.example>",
        "x <ANN@TESTSHIRE.EXAMPLE>",
    ],
)
def test_nobody_approves_what_they_wrote_under_any_name(
    tmp_path: Path, name: str, author: str
) -> None:
    repository = saved(tmp_path, (form(), author), (form(by(name)), BOB))
    ((code, message),) = found(repository)
    assert code == "self-approval"
    assert "ann approved plan" in message


@pytest.mark.parametrize(
    "line",
    [
        "Co-authored-by: Ann Able <ann@testshire.example>",
        "co-authored-BY: x <ann@home.example>",
        "Co-authored-by: Cat <cat@testshire.example>, Ann <ann@testshire.example>",
        "  Co-Authored-By : A. Able <cat@testshire.example>",
        "Co-authored-by:Ann <ann@testshire.example>\n\nSigned-off-by: Cat <c@x.example>",
        "Co-authored-by\u00a0: Ann Able <ann@testshire.example>",
        "* Co-authored-by: Ann Able <ann@testshire.example>",
        "> Co\u2010authored\u2010by: Ann Able <ann@testshire.example>",
        "Co-author: Ann Able <ann@testshire.example>",
        "Co-developed-by = Ann Able <ann@testshire.example>",
    ],
)
def test_nobody_approves_what_they_wrote_together(tmp_path: Path, line: str) -> None:
    repository = begun(tmp_path)
    repository.commit(form(), CAT, message=f"Plan\n\n{line}\nmore text")
    repository.commit(form(by("ann")), BOB)
    repository.save()
    assert codes(repository) == ["self-approval"]


def test_who_merged_without_writing_is_only_told(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit(form(), CAT, committer=ANN)
    repository.commit(form(by("ann")), ANN)
    repository.save()
    assert codes(repository) == ["approver-committed"]


def test_who_submitted_does_not_approve(tmp_path: Path) -> None:
    own = form(by("A. Able"), submitted='{ by = "acc-crime", on = 2024-01-08 }')
    assert codes(saved(tmp_path, (own, CAT))) == ["self-approval"]


@pytest.mark.parametrize("author", [ROBOT, "Ann Able <ann@elsewhere.example>", "Cat Cole <>"])
def test_an_author_whom_nobody_knows_may_be_the_approver(tmp_path: Path, author: str) -> None:
    repository = saved(tmp_path, (form(), author), (form(by("bob")), BOB))
    ((code, message),) = found(repository)
    assert code == "unknown-author"
    assert "add the address to the person's 'emails'" in message


def several(names: tuple[str, ...], *approvals: str, note: str | None = None) -> dict[str, str]:
    """Items without attachments, each in a file of its own."""
    text = form(*approvals, attachments=None, note=note)[FORM]
    return {f"evidence/2023-24-Q3/{one}.toml": text.replace('"plan"', f'"{one}"') for one in names}


def test_an_author_whom_nobody_knows_is_told_once(tmp_path: Path) -> None:
    """With the number of approvals and the first places, however the name is spelt."""
    names = ("five", "four", "one", "three", "two")
    repository = saved(
        tmp_path,
        (several(names), ROBOT),
        (several(names, note='"x"'), "R <ROBOT@forge.example>"),
        (several(names, by("bob"), note='"x"'), BOB),
    )
    ((code, message),) = found(repository)
    assert code == "unknown-author"
    assert "'robot <robot@forge.example>' had a hand in commit" in message
    assert "and 1 more, which changed what 5 approvals are of" in message
    places = [f"{one} (evidence/2023-24-Q3/{one}.toml:9:13)" for one in names[:3]]
    assert f"The approvals are of {', '.join(places)} and 2 more" in message


def test_each_author_whom_nobody_knows_is_told(tmp_path: Path) -> None:
    other = "robot <other@forge.example>"
    repository = saved(
        tmp_path,
        (several(("one", "two")), ROBOT),
        (several(("two", "three"), note='"x"'), other),
        (several(("one",), by("bob")) | several(("two", "three"), by("bob"), note='"x"'), BOB),
    )
    told = {message.partition(" had")[0]: message for _, message in found(repository)}
    assert sorted(told) == [f"'{other}'", f"'{ROBOT}'"]
    assert "2 approvals are of" in told[f"'{other}'"]
    assert "of one (evidence/2023-24-Q3/one.toml:9:13)" in told[f"'{ROBOT}'"]


def test_unapproved_items_may_be_anybodys(tmp_path: Path) -> None:
    assert found(saved(tmp_path, (form(), ROBOT))) == []


def test_an_approver_whom_nobody_knows_is_refused(tmp_path: Path) -> None:
    assert "unknown-author" in codes(saved(tmp_path, (form(by("nobody")), CAT)))


def test_an_ambiguous_role_must_be_named(tmp_path: Path) -> None:
    shared = PEOPLE.replace("to = 2023-10-31", "from = 2020-01-01")
    repository = begun(tmp_path)
    repository.commit({"people.toml": shared} | form(), ANN)
    repository.commit(form(by("acc-crime")), CAT)
    repository.save()
    ((code, message),) = found(repository)
    assert (code, "may be ann" in message) == ("self-approval", True)


def test_a_change_after_the_approval_voids_it(tmp_path: Path) -> None:
    approved = by("ann")
    repository = saved(
        tmp_path,
        (form(), CAT),
        (form(approved), ANN),
        (form(approved, text="another plan"), CAT),
    )
    ((code, message),) = found(repository)
    assert code == "approval-outdated"
    assert "was changed in commit" in message


@pytest.mark.parametrize(
    ("files", "good"),
    [
        ({PLAN: "the plan"}, True),
        (form(by("ann"), note='"x"'), False),
        (form(by("ann"), submitted='{ by = "bob", on = 2024-01-08 }'), False),
        ({FORM: f"# a comment\n{form(by('ann'))[FORM]}"}, True),
        ({FORM: None, "evidence/2023-24-Q3/other.toml": form(by("ann"))[FORM]}, True),
        (form(by("ann"), by("bob")), True),
    ],
)
def test_only_what_the_item_says_counts(tmp_path: Path, files: dict[str, str], good: bool) -> None:
    repository = saved(tmp_path, (form(), CAT), (form(by("ann")), ANN), (files, CAT))
    assert codes(repository) == ([] if good else ["approval-outdated"])


def test_an_approval_older_than_the_attachment_is_refused(tmp_path: Path) -> None:
    """The form names bytes that only come later: nobody can have seen them."""
    files = form(by("ann"))
    repository = begun(tmp_path)
    repository.commit({FORM: files[FORM], PLAN: "a draft"}, CAT)
    repository.commit({PLAN: files[PLAN]}, CAT)
    repository.save()
    assert codes(repository) == ["approval-outdated"]


def test_who_changed_only_the_attachment_wrote_too(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit({PLAN: form()[PLAN]}, ANN)
    repository.commit(form(), CAT)
    repository.commit(form(by("ann")), BOB)
    repository.save()
    assert codes(repository) == ["self-approval"]


@pytest.mark.parametrize("dates", ["1 +0000", "1600000000 -0800", "4102444800 +0000"])
def test_forged_dates_change_nothing(tmp_path: Path, dates: str) -> None:
    for name, good in (("good", True), ("bad", False)):
        (tmp_path / name).mkdir()
        repository = begun(tmp_path / name)
        repository.commit(form(), CAT, dates=dates)
        repository.commit(form(by("ann")), ANN)
        if not good:
            repository.commit(form(by("ann"), text="new"), CAT, dates=dates)
        repository.save()
        assert codes(repository) == ([] if good else ["approval-outdated"])


def test_a_new_approval_cures(tmp_path: Path) -> None:
    new = form(by("ann", "2024-01-11"), text="new")
    repository = saved(
        tmp_path,
        (form(), CAT),
        (form(by("ann")), ANN),
        (form(by("ann"), text="new"), CAT),
        (new, ANN),
    )
    assert found(repository) == []


def test_taking_an_approval_out_and_in_again_does_not_cure(tmp_path: Path) -> None:
    repository = saved(
        tmp_path,
        (form(), CAT),
        (form(by("ann")), ANN),
        (form(text="new"), CAT),
        (form(by("ann"), text="new"), CAT),
    )
    assert codes(repository) == ["approval-outdated"]


def test_an_author_of_what_was_approved_before_may_approve_the_next(tmp_path: Path) -> None:
    """Ann wrote the first state and Bob approved it; of Cat's change Ann is a reader."""
    second = form(by("ann", "2024-01-12"), text="second")
    first = [(form(), ANN), (form(by("bob")), BOB)]
    assert found(saved(tmp_path / "good", *first, (form(text="second"), CAT), (second, ANN))) == []
    own = saved(tmp_path / "own", *first, (form(text="second"), ANN), (second, BOB))
    assert codes(own) == ["self-approval"]
    unapproved = saved(tmp_path / "not", first[0], (form(text="second"), CAT), (second, ANN))
    assert codes(unapproved) == ["self-approval"]
    # One's own approval settles nothing.
    selfish = [(form(), ANN), (form(by("ann")), BOB), (form(text="second"), CAT), (second, CAT)]
    assert codes(saved(tmp_path / "selfish", *selfish)) == ["self-approval"]


def test_a_second_approval_of_the_same_state_settles_nothing(tmp_path: Path) -> None:
    both = form(by("bob"), by("ann", "2024-01-11"))
    assert codes(saved(tmp_path, (form(), ANN), (form(by("bob")), BOB), (both, CAT))) == [
        "self-approval"
    ]


def test_a_merge_of_an_approval_and_a_change_is_seen(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    start = repository.commit(form(), CAT)
    approved = repository.commit(form(by("ann")), ANN, after=(start,))
    other = repository.commit(form(text="other"), CAT, after=(start,))
    repository.commit(form(by("ann"), text="other"), BOB, after=(approved, other))
    repository.save()
    assert codes(repository) == ["approval-outdated"]


def test_what_a_merge_alone_brings_in_is_its_authors(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    left = repository.commit(form(), CAT)
    right = repository.commit({"rules/more.txt": "x"}, CAT, after=(1,))
    repository.commit(form(text="evil"), ANN, after=(left, right))
    repository.commit(form(by("ann"), text="evil"), BOB)
    repository.save()
    assert codes(repository) == ["self-approval"]


def test_a_clean_merge_has_no_author(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    left = repository.commit(form(), CAT)
    right = repository.commit({"rules/more.txt": "x"}, CAT, after=(1,))
    repository.commit(form() | {"rules/more.txt": "x"}, ANN, after=(left, right))
    repository.commit(form(by("ann")), ANN)
    repository.save()
    assert found(repository) == []


@pytest.mark.parametrize("hiding", ["x = ", "#" * 1_100_000, "twice"])
def test_a_file_that_cannot_be_read_hides_nobody(tmp_path: Path, hiding: str) -> None:
    written = form()[FORM]
    hidden = f"{written}\n{written}" if hiding == "twice" else f"{written}\n{hiding}"
    repository = begun(tmp_path)
    repository.commit({PLAN: form()[PLAN]}, CAT)
    repository.commit({FORM: hidden}, ANN)
    repository.commit(form(), CAT)
    repository.commit(form(by("ann")), BOB)
    repository.save()
    assert codes(repository) == ["self-approval"]


def test_a_filter_that_writes_approvals_into_a_checkout_hides_nobody(tmp_path: Path) -> None:
    """In git there is a pointer, as Git LFS has it; the form with the approval is only here."""
    own = form(by("ann"))
    repository = saved(tmp_path, (form(), ANN), ({FORM: "version https://git-lfs"}, BOB))
    Project(tmp_path).write(FORM, own[FORM])
    ((code, message),) = found(repository, "--base", "HEAD")
    assert code == "unknown-author"
    assert "this approval of plan is not in the newest commit" in message


def test_people_are_read_from_the_base(tmp_path: Path) -> None:
    """Who would hide a name of theirs must do so where others see it first."""
    repository = begun(tmp_path)
    repository.commit(form(), "x <ann@home.example>")
    hidden = PEOPLE.replace(', "ann@home.example"', "")
    stranger = f'{hidden}\n[[person]]\nid = "eve"\nname = "Eve"\nemails = ["ann@home.example"]\n'
    repository.commit(form(by("ann")) | {"people.toml": stranger}, BOB)
    repository.save()
    repository.git("branch", "base", "main~1")
    assert found(repository) == []
    assert codes(repository, "--base", "base") == ["self-approval"]
    repository.git("branch", "older", "main~2")
    assert codes(repository, "--base", "older") == ["self-approval"]


def test_the_project_may_lie_deeper(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    for files, author in ((START, CAT), (form(), ANN), (form(by("ann")), BOB)):
        repository.commit({f"forces/one/{k}": v for k, v in files.items()}, author)
    repository.save()
    assert codes(Repository(tmp_path / "forces/one")) == ["self-approval"]


def test_another_id_hides_nobody(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit(form(attachments=None), ANN)
    renamed = form(attachments=None)[FORM].replace('"plan"', '"scheme"')
    repository.commit({FORM: None, "evidence/2023-24-Q3/scheme.toml": renamed}, CAT)
    text = renamed.replace("marking", f"approved = {{ {by('ann')} }}\nmarking")
    repository.commit({"evidence/2023-24-Q3/scheme.toml": text}, BOB)
    repository.save()
    assert codes(repository) == ["self-approval"]


def scheme(*approvals: str, attached: bool = False) -> str:
    """The plan under another id and of another type, with the same file where it has one."""
    keys: dict[str, Any] = {"type": '"strategy"'} | ({} if attached else {"attachments": None})
    return form(*approvals, **keys)[FORM].replace('"plan"', '"scheme"')


def test_another_id_and_type_in_the_same_form_hide_nobody(tmp_path: Path) -> None:
    repository = saved(
        tmp_path,
        (form(attachments=None), ANN),
        ({FORM: scheme()}, CAT),
        ({FORM: scheme(by("ann"))}, BOB),
    )
    assert codes(repository) == ["self-approval"]


@pytest.mark.parametrize("between", [None, "# nothing for now\n"])
def test_what_was_withdrawn_and_comes_again_has_its_authors(
    tmp_path: Path, between: str | None
) -> None:
    repository = saved(
        tmp_path,
        (form(attachments=None), ANN),
        ({FORM: between}, CAT),
        ({FORM: scheme()}, CAT),
        ({FORM: scheme(by("ann"))}, BOB),
    )
    assert codes(repository) == ["self-approval"]


@pytest.mark.parametrize("together", [True, False])
def test_the_bytes_of_what_was_withdrawn_have_their_author(tmp_path: Path, together: bool) -> None:
    """Another id, type, form and file: only the bytes are the same."""
    other = "evidence/2023-24-Q3/scheme.toml"
    copy = "evidence/2023-24-Q3/files/copy.txt"

    def again(*approvals: str) -> dict[str, str]:
        return {
            other: scheme(*approvals, attached=True).replace("plan.txt", "copy.txt"),
            copy: "the plan",
        }

    taken: dict[str, str | None] = {FORM: None, PLAN: None}
    steps: list[dict[str, str | None]] = (
        [{**taken, **again()}] if together else [{**again()}, taken]
    )
    repository = begun(tmp_path)
    repository.commit(form(), ANN)
    for step in steps:
        repository.commit(step, CAT)
    repository.commit(again(by("ann")), BOB)
    repository.save()
    assert codes(repository) == ["self-approval"]


def test_authors_of_other_items_in_the_form_wrote_nothing(tmp_path: Path) -> None:
    """Neither of one that stands beside it, nor of one that is withdrawn later."""
    first, second = form(attachments=None)[FORM], scheme()
    approved = scheme(by("ann"))
    repository = saved(
        tmp_path,
        ({FORM: first}, ANN),
        ({FORM: first + second}, CAT),
        ({FORM: first + approved}, ANN),
        ({FORM: approved}, CAT),
    )
    assert found(repository) == []


def test_an_item_that_only_moved_was_not_withdrawn(tmp_path: Path) -> None:
    second, elsewhere = scheme(), "evidence/2023-24-Q3/elsewhere.toml"
    repository = saved(
        tmp_path,
        (form(attachments=None), ANN),
        ({FORM: None, elsewhere: form(attachments=None)[FORM]}, CAT),
        ({FORM: second}, CAT),
        ({FORM: scheme(by("ann"))}, ANN),
    )
    assert found(repository) == []


def test_another_name_of_an_attachment_hides_nobody(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.commit({"evidence/2023-24-Q3/files/draft.txt": "the plan"}, ANN)
    repository.commit({"evidence/2023-24-Q3/files/draft.txt": None, **form()}, CAT)
    repository.commit(form(by("ann")), BOB)
    repository.save()
    assert codes(repository) == ["self-approval"]


def test_writing_down_anothers_approval_settles_nothing(tmp_path: Path) -> None:
    steps = [(form(), ANN), (form(by("bob")), ANN), (form(text="second"), CAT)]
    second = form(by("ann", "2024-01-12"), text="second")
    assert codes(saved(tmp_path, *steps, (second, CAT))) == ["self-approval"]


def test_odd_values_are_no_crash(tmp_path: Path) -> None:
    written = form(
        'by = "ann", on = 2024-01-10T12:00:00Z',
        'by = 1, on = "x", digest = 3, signature = []',
        submitted='{ by = "clerk", on = 2024-01-08T00:00:00 }',
        type="[1]",
    )
    repository = saved(tmp_path, (written, CAT), ({FORM: "[[item]]\nid = 1\n"}, ANN))
    assert found(repository) == []
    repository.commit({FORM: written[FORM], "evidence/2023-24-Q3/x.toml": "x = 1\n"}, ROBOT)
    repository.save()
    assert found(repository) == []


def test_another_repository_in_a_forms_place_is_no_crash(tmp_path: Path) -> None:
    repository = saved(tmp_path, (form(), CAT), (form(by("ann")), ANN))
    head = repository.git("rev-parse", "main").strip()
    repository.git("read-tree", head)
    place = "evidence/2023-24-Q3/module.toml"
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},{place}")
    tree = repository.git("write-tree").strip()
    who = f"author {CAT} 1 +0000\ncommitter {CAT} 1 +0000"
    commit = f"tree {tree}\nparent {head}\n{who}\n\nx\n".encode()
    newest = repository.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=commit)
    repository.git("update-ref", "refs/heads/main", newest.strip())
    assert found(repository) == []


def test_an_approval_that_may_be_ones_own_settles_nothing(tmp_path: Path) -> None:
    """The robot may be Bob, so that Bob approved the first state does not let Ann off."""
    repository = saved(
        tmp_path,
        (form(), ANN),
        (form(note='"from the robot"'), ROBOT),
        (form(by("bob"), note='"from the robot"'), BOB),
        (form(text="second"), CAT),
        (form(by("ann", "2024-01-12"), text="second"), ANN),
    )
    assert sorted(codes(repository)) == ["self-approval", "unknown-author"]


def test_one_document_for_two_items_has_an_author_for_each(tmp_path: Path) -> None:
    """Ann filed the same bytes for another item; for this one it was Cat."""
    other = {
        path.replace("plan", "other"): text.replace("plan.txt", "other.txt").replace(
            '"plan"', '"other"'
        )
        for path, text in form().items()
    }
    repository = saved(tmp_path, (other, ANN), (form(), CAT), (form(by("ann")), BOB))
    assert found(repository) == []
