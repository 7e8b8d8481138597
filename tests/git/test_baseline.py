"""The baseline: known gaps pass, new ones do not, cured ones are told, and it only shrinks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from project import AS_OF, QUARTER, Project, item, requirement
from repository import RULES, Repository, new_repository, submitted

WHEN = ("--quarter", QUARTER, "--as-of", AS_OF)


def baseline(project: Project, *words: str) -> Any:
    return project.run("baseline", *(words or ("create",)), *WHEN)


def saved(project: Project) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((project.root / "baseline.json").read_text())
    return read


def change(project: Project, **members: object) -> None:
    project.write("baseline.json", json.dumps(saved(project) | members))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return new_repository(tmp_path)


def test_it_names_what_it_came_from_and_is_the_same_bytes_again(repository: Repository) -> None:
    made = baseline(repository.project)
    assert made.exit_code == 0
    assert "baseline.json: 1 gap, known from now on" in made.stdout
    read = saved(repository.project)
    assert read["commit"] == repository.git("rev-parse", "main")
    assert (read["force"], read["quarter"], read["as_of"]) == ("testshire", QUARTER, AS_OF)
    assert read["gaps"] == [{"id": "testshire/T-1/review", "reason": "missing"}]
    first = (repository.top / "baseline.json").read_bytes()
    assert baseline(repository.project, "create", "--renew").exit_code == 0
    assert (repository.top / "baseline.json").read_bytes() == first


def test_known_gaps_pass_and_new_ones_do_not(repository: Repository) -> None:
    baseline(repository.project)
    assert repository.project.check().exit_code == 0
    submitted(repository.project, "note-1")
    read = repository.project.json()
    assert read["exit_code"] == 1
    assert read["baseline"]["known"] == ["testshire/T-1/review"]
    assert read["baseline"]["new"] == ["testshire/T-1/plan"]
    assert read["gate"]["rules"][1]["breaches"] == ["testshire/T-1/plan"]
    told = " ".join(repository.project.check().stdout.split())
    assert "1 known gap let through, 1 new, 0 cured" in told


def test_check_tells_what_is_cured_and_writes_nothing(repository: Repository) -> None:
    baseline(repository.project)
    before = (repository.top / "baseline.json").read_bytes()
    submitted(repository.project, "plan-1", "review-1")
    read = repository.project.json()
    assert read["baseline"]["cured"] == ["testshire/T-1/review"]
    assert "baseline-cured" in {one["code"] for one in read["diagnostics"]}
    assert read["exit_code"] == 0
    assert (repository.top / "baseline.json").read_bytes() == before


def test_what_is_pruned_is_new_when_it_comes_back(repository: Repository) -> None:
    baseline(repository.project)
    submitted(repository.project, "plan-1", "review-1")
    pruned = baseline(repository.project, "prune")
    assert pruned.stdout.splitlines() == [
        "cured: testshire/T-1/review",
        "baseline.json: 0 gaps left, 1 taken out.",
    ]
    assert saved(repository.project)["gaps"] == []
    submitted(repository.project, "plan-1")
    assert repository.project.check().exit_code == 1
    assert baseline(repository.project, "prune").stdout == (
        "baseline.json: 0 gaps left, 0 taken out.\n"
    )


def test_an_earlier_quarter_shows_no_cure(repository: Repository) -> None:
    baseline(repository.project)
    change(repository.project, quarter="2023-24-Q4")
    submitted(repository.project, "plan-1", "review-1")
    assert repository.project.json()["baseline"]["cured"] == []
    refused = baseline(repository.project, "prune")
    assert refused.exit_code == 2
    assert "name a later quarter" in " ".join(refused.output.split())
    assert len(saved(repository.project)["gaps"]) == 1


def test_a_waived_gap_is_not_cured(repository: Repository) -> None:
    baseline(repository.project)
    repository.project.write(
        "waivers.toml",
        '[[waiver]]\nafi = "T-1"\nrequirement = "review"\nreason = "For now."\n'
        'approved = { by = "acc-crime", on = 2024-01-02 }\n'
        "from = 2024-01-02\nexpires = 2024-03-31\n",
    )
    assert repository.project.json()["baseline"]["cured"] == []


def test_gaps_of_another_quarter_are_known_by_the_same_ids(repository: Repository) -> None:
    baseline(repository.project)
    path = "evidence/2023-24-Q4/evidence.toml"
    repository.project.write(path, "[[item]\n")
    text = (repository.top / f"evidence/{QUARTER}/evidence.toml").read_text()
    repository.project.write(path, text.replace("plan-1", "plan-2"))
    assert (
        "testshire/T-1/review"
        in repository.project.json(quarter="2023-24-Q4", as_of="2024-04-12")["baseline"]["known"]
    )


def test_one_that_is_there_is_not_written_over(repository: Repository) -> None:
    baseline(repository.project)
    again = baseline(repository.project)
    assert again.exit_code == 2
    assert "--renew" in again.stderr
    assert baseline(repository.project, "prune").exit_code == 0


def test_none_is_written_while_anything_cannot_be_read(repository: Repository) -> None:
    repository.project.write(f"evidence/{QUARTER}/broken.toml", "[[item]\n")
    assert baseline(repository.project).exit_code == 3
    assert not (repository.top / "baseline.json").exists()
    (repository.top / f"evidence/{QUARTER}/broken.toml").unlink()
    assert baseline(repository.project, "prune").exit_code == 2


def test_outside_git_it_names_no_commit(tmp_path: Path) -> None:
    project = new_repository(tmp_path).project
    (tmp_path / ".git").rename(tmp_path / "git")
    baseline(project)
    assert saved(project)["commit"] is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        "null",
        "\ufeff{}",
        '{"gaps": NaN}',
        "{}",
        '{"force": "a", "force": "b"}',
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
    ids=str,
)
def test_what_is_no_baseline_is_3_and_lets_nothing_through(
    repository: Repository, content: str | bytes
) -> None:
    repository.project.write("baseline.json", content)
    read = repository.project.json()
    assert read["exit_code"] == 3
    assert read["baseline"] is None
    assert [d["code"] for d in read["diagnostics"] if d["path"] == "baseline.json"] == ["baseline"]


@pytest.mark.parametrize(
    "members",
    [
        {"schema_version": "9"},
        {"force": "elsewhere"},
        {"force": ["testshire"]},
        {"quarter": "soon"},
        {"as_of": "2024-02-30"},
        {"as_of": 3},
        {"commit": "main"},
        {"rules": "x"},
        {"marking": "SECRET"},
        {"gaps": {}},
        {"gaps": ["testshire/T-1/review"]},
        {"gaps": [{"id": "a", "reason": "no-such"}]},
        {"gaps": [{"id": "a", "reason": "missing", "more": 1}]},
        {"gaps": [{"id": "a", "reason": "missing"}] * 2},
        {"gaps": [{"id": "a\u202eb", "reason": "missing"}]},
        {"more": 1},
    ],
    ids=str,
)
def test_a_member_that_is_wrong_makes_it_none(
    repository: Repository, members: dict[str, object]
) -> None:
    baseline(repository.project)
    change(repository.project, **members)
    assert repository.project.check().exit_code == 3
    assert baseline(repository.project, "prune").exit_code == 3


def test_rules_that_changed_are_told(repository: Repository) -> None:
    baseline(repository.project)
    with (repository.top / "rules/rules.toml").open("a") as rules:
        rules.write("# another word\n")
    read = repository.project.json()
    assert "baseline-rules" in {one["code"] for one in read["diagnostics"]}
    assert read["exit_code"] == 0


def test_rule_tests_are_no_rules(repository: Repository) -> None:
    baseline(repository.project)
    repository.project.write("rules/tests/t.toml", "# a test\n")
    assert not repository.project.json()["diagnostics"]


def test_a_link_is_refused_and_not_followed(repository: Repository) -> None:
    baseline(repository.project)
    (repository.top / "baseline.json").rename(repository.top / "elsewhere.json")
    (repository.top / "baseline.json").symlink_to("elsewhere.json")
    assert repository.project.check().exit_code == 4
    elsewhere = (repository.top / "elsewhere.json").read_bytes()
    submitted(repository.project, "plan-1", "review-1")
    assert baseline(repository.project, "create").exit_code == 2
    assert baseline(repository.project, "create", "--renew").exit_code == 0
    assert (repository.top / "elsewhere.json").read_bytes() == elsewhere
    assert not (repository.top / "baseline.json").is_symlink()


class TestAgainstABase:
    def test_a_first_one_may_hold_what_is_open_at_the_base(self, repository: Repository) -> None:
        baseline(repository.project)
        assert repository.check().exit_code == 0

    def test_a_first_one_may_not_hold_what_the_change_lost(self, repository: Repository) -> None:
        submitted(repository.project, "note-1")
        baseline(repository.project)
        result = repository.check()
        assert result.exit_code == 4
        assert "testshire/T-1/plan" in result.stdout
        assert "[baseline-grown]" in result.stdout

    def test_a_first_one_for_a_quarter_that_the_change_begins_holds_nothing_new(
        self, repository: Repository
    ) -> None:
        """In a quarter of which the base has nothing, all is open; that is nobody's leave."""
        begun = {
            "covers": "{ from = 2024-01-01, to = 2024-03-31 }",
            "as_at": "2024-01-10",
            "submitted": '{ by = "soc-analyst", on = 2024-01-11 }',
        }
        repository.project.write("evidence/2023-24-Q4/x.toml", item("new", **begun))
        repository.project.run("baseline", "create", "--as-of", AS_OF)
        result = repository.project.run("check", "--base", "main", "--as-of", AS_OF)
        assert result.exit_code == 4, result.output
        told = " ".join(result.stdout.split())
        assert "it lets through what the base's does not: testshire/T-1/plan." in told

    def test_one_that_has_grown_is_refused(self, repository: Repository) -> None:
        submitted(repository.project, "plan-1", "review-1")
        baseline(repository.project)
        repository.commit()
        repository.git("branch", "--force", "main")
        submitted(repository.project, "plan-1")
        baseline(repository.project, "create", "--renew")
        read = repository.project.json("--base", "main")
        assert read["exit_code"] == 4
        assert read["baseline"]["known"] == []
        assert read["gate"]["rules"][1]["breaches"] == ["testshire/T-1/review"]

    def test_it_may_take_in_what_the_base_does_not_ask_for(self, repository: Repository) -> None:
        baseline(repository.project)
        repository.commit()
        repository.git("branch", "--force", "main")
        rules = (repository.top / "rules/rules.toml").read_text()
        audit = requirement("document", "audit", evidence_type='"audit"')
        repository.project.write("rules/rules.toml", rules + audit)
        assert repository.check().exit_code == 1
        baseline(repository.project, "create", "--renew")
        read = repository.project.json("--base", "main")
        assert read["exit_code"] == 0
        assert read["baseline"]["known"] == ["testshire/T-1/audit", "testshire/T-1/review"]

    def test_one_that_the_change_deletes_counts_still(self, repository: Repository) -> None:
        baseline(repository.project)
        repository.commit()
        repository.git("branch", "--force", "main")
        (repository.top / "baseline.json").unlink()
        assert repository.check().exit_code == 0

    def test_what_the_base_has_cured_is_known_no_more(self, repository: Repository) -> None:
        baseline(repository.project)
        submitted(repository.project, "plan-1", "review-1")
        repository.commit()
        repository.git("branch", "--force", "main")
        submitted(repository.project, "plan-1")
        read = repository.project.json("--base", "main")
        assert read["baseline"]["new"] == ["testshire/T-1/review"]
        assert read["exit_code"] == 1

    def test_without_it_rules_stay_what_they_were(self, repository: Repository) -> None:
        assert RULES in (repository.top / "rules/rules.toml").read_text()
        assert repository.check().exit_code == 1
