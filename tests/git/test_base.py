"""``check --base``: what a change does is told apart, and judged by the base's policy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from afitrack.cli import app
from afitrack.compare.moves import Change
from project import AS_OF, CONFIG, INSPECTION, QUARTER, afi, item, new_project, requirement
from repository import RULES, Repository, new_repository, submitted

RATE = afi(
    requirement(
        "measure",
        "rate",
        evidence_type='"rate"',
        of='"quality"',
        unit='"%"',
        target="10",
        direction='"at-least"',
    )
)


def moved(base: dict[str, object], change: Change) -> list[str]:
    moves = base["moves"]
    assert isinstance(moves, dict)
    return [one["requirement"] for one in moves[change.value]]


def test_nothing_changed_is_nothing_told(tmp_path: Path) -> None:
    base = new_repository(tmp_path).base()
    assert not any(base["moves"].values())
    assert not base["regressed"]
    assert not base["withdrawn"]
    assert base["gaps_in_both"] == 1


def test_evidence_that_is_fixed_passes_with_rules_untouched(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    submitted(repository.project, "plan-1", "review-1")
    result = repository.check()
    assert result.exit_code == 0, result.output
    assert moved(repository.base(), Change.CURED) == ["review"]
    assert "Cured: a gap at the base, and met here (1)" in result.stdout


def states(repository: Repository, *options: str) -> dict[str, str]:
    run = json.loads(repository.project.check("--format", "sarif", *options).stdout)["runs"][0]
    named = run["properties"].get("base", {}).get("ref")
    assert named == ("main" if options else None)
    return {one["ruleId"].split("/")[1]: one["baselineState"] for one in run["results"]}


def test_sarif_is_relative_to_the_base(tmp_path: Path) -> None:
    """What is new, unchanged and absent is so since the base; in the JSON it is named as well."""
    more = requirement("document", "board", evidence_type='"board"')
    added = requirement("document", "audit", evidence_type='"audit"')
    repository = new_repository(tmp_path, "plan-1", rules=RULES + more)
    repository.project.write("rules/rules.toml", INSPECTION + RULES + more + added)
    submitted(repository.project, "review-1")
    against = {"plan": "new", "review": "absent", "board": "unchanged", "audit": "new"}
    assert states(repository, "--base", "main") == against
    assert set(states(repository).values()) == {"unchanged"}
    base = repository.base()
    assert moved(base, Change.CURED) == ["review"]
    assert moved(base, Change.NEW_GAP) == ["audit"]
    assert moved(base, Change.REGRESSED) == ["plan"]


def test_the_working_tree_is_the_head_and_not_what_is_committed(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    submitted(repository.project, "plan-1", "review-1")
    repository.commit()
    submitted(repository.project, "plan-1")
    assert not moved(repository.base(), Change.CURED)


def test_what_was_met_and_is_worse_is_a_regression(tmp_path: Path) -> None:
    repository = new_repository(tmp_path, "plan-1", "review-1")
    submitted(repository.project, "plan-1", "review-1", as_at="2023-12-29")
    text = (tmp_path / f"evidence/{QUARTER}/evidence.toml").read_text()
    repository.project.write(
        f"evidence/{QUARTER}/evidence.toml", text.replace('type = "review"', 'type = "minutes"')
    )
    assert moved(repository.base(), Change.REGRESSED) == ["review"]
    result = repository.check("--gate", "regression")
    assert result.exit_code == 1
    assert 'Gate "regression": not met' in result.stdout


def test_evidence_withdrawn_is_told_and_is_a_regression(tmp_path: Path) -> None:
    repository = new_repository(tmp_path, "plan-1", "review-1")
    submitted(repository.project, "plan-1")
    base = repository.base()
    assert [one["item"] for one in base["withdrawn"]] == ["review-1"]
    assert base["regressed"] == ["T-1/review", "T-1"]
    assert repository.check("--gate", "regression").exit_code == 1
    assert "Withdrawn: it decided at the base, and is gone (1)" in repository.check().stdout


def test_a_bad_figure_that_is_taken_away_is_a_regression_though_the_older_one_cures(
    tmp_path: Path,
) -> None:
    good, bad = rate("rate-1", "2023-12-01", 20), rate("rate-2", "2023-12-29", 5)
    repository = new_repository(tmp_path, rules=RATE)
    path = f"evidence/{QUARTER}/evidence.toml"
    repository.project.write(path, good + bad)
    repository.commit()
    repository.git("branch", "--force", "main")
    repository.project.write(path, good)
    base = repository.base()
    assert moved(base, Change.CURED) == ["rate"]
    assert base["regressed"] == ["T-1/rate"]
    assert repository.check("--gate", "regression").exit_code == 1


@pytest.mark.parametrize(
    "hidden",
    [
        {"type": '"notes"'},
        {"as_at": "2023-11-29"},
        {"submitted": '{ by = "soc-analyst", on = 2024-01-20 }'},
        {"covers": "{ from = 2023-07-01, to = 2023-09-30 }"},
    ],
)
def test_a_bad_figure_that_is_only_said_to_be_something_else_is_a_regression(
    tmp_path: Path, hidden: dict[str, str]
) -> None:
    good, bad = rate("rate-1", "2023-12-01", 20), rate("rate-2", "2023-12-29", 5)
    repository = new_repository(tmp_path, rules=RATE)
    path = f"evidence/{QUARTER}/evidence.toml"
    repository.project.write(path, good + bad)
    repository.commit()
    repository.git("branch", "--force", "main")
    figure = '{ value = 5, unit = "%", of = "quality" }'
    keys = {"type": '"rate"', "as_at": "2023-12-29", "measure": figure} | hidden
    repository.project.write(path, good + item("rate-2", **keys))
    base = repository.base()
    assert moved(base, Change.CURED) == ["rate"]
    assert [one["item"] for one in base["withdrawn"]] == ["rate-2"]
    assert repository.check("--gate", "regression").exit_code == 1


def test_a_quarter_that_the_change_begins_hides_nothing_of_the_one_before(tmp_path: Path) -> None:
    repository = new_repository(tmp_path, "plan-1", "review-1")
    begun = {
        "covers": "{ from = 2024-01-01, to = 2024-03-31 }",
        "as_at": "2024-01-10",
        "submitted": '{ by = "soc-analyst", on = 2024-01-11 }',
    }
    repository.project.write("evidence/2023-24-Q4/plan.toml", item("new", type='"plan"', **begun))
    newest = ("check", "--base", "main", "--as-of", AS_OF, "--gate", "regression")
    result = repository.project.run(*newest)
    assert "Q4 2023/24" in result.stdout
    assert result.exit_code == 0, result.output
    submitted(repository.project, "plan-1")
    result = repository.project.run(*newest)
    assert result.exit_code == 1, result.output
    assert "T-1/review (2023-24-Q3), T-1 (2023-24-Q3)" in " ".join(result.stdout.split())
    assert "[earlier-regressed]" in result.stdout


def test_a_correction_replaces_and_is_no_regression(tmp_path: Path) -> None:
    repository = new_repository(tmp_path, "plan-1", "review-1")
    submitted(repository.project, "plan-1", "review-2")
    base = repository.base()
    assert [one["replaced_by"] for one in base["withdrawn"]] == [["review-2"]]
    assert repository.check("--gate", "regression").exit_code == 0


def test_a_waiver_over_what_was_met_hides_nothing(tmp_path: Path) -> None:
    repository = new_repository(tmp_path, "plan-1", "review-1")
    submitted(repository.project, "plan-1")
    repository.project.write("waivers.toml", waiver("review"))
    assert moved(repository.base(), Change.REGRESSED) == ["review"]
    result = repository.check("--gate", "regression")
    assert 'Gate "regression": not met' in result.stdout
    assert "[rules-and-evidence]" in result.stdout
    assert result.exit_code == 4


def test_a_gap_that_is_waived_is_told_as_waived(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    repository.project.write("waivers.toml", waiver("review"))
    assert moved(repository.base(), Change.WAIVED) == ["review"]
    result = repository.check("--gate", "regression")
    assert 'Gate "regression": met' in result.stdout
    # A waiver asks for less, so the owner of the rules has to approve it.
    assert "[rules-weakened]" in result.stdout
    assert result.exit_code == 4


def test_a_requirement_added_is_a_new_gap_and_a_rule_change(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    more = RULES + requirement("document", "audit", evidence_type='"audit"')
    repository.project.write("rules/rules.toml", inspection(repository) + more)
    base = repository.base()
    assert moved(base, Change.NEW_GAP) == ["audit"]
    assert [one["requirement"] for one in base["rules_changed"]] == ["audit"]


def test_what_only_time_undid_is_decayed_and_no_regression(tmp_path: Path) -> None:
    repository = new_repository(tmp_path, "plan-1", "review-1")
    keys = {
        "covers": "{ from = 2024-01-01, to = 2024-03-31 }",
        "as-at": "2024-03-29",
        "submitted": '{ by = "soc-analyst", on = 2024-04-02 }',
    }
    repository.project.write(
        "evidence/2023-24-Q4/evidence.toml", item("note-1", type='"note"', **keys)
    )
    repository.commit()
    repository.git("branch", "--force", "main")
    when = {"quarter": "2023-24-Q4", "as_of": "2024-04-12"}
    base = repository.project.json("--base", "main", **when)["base"]
    assert moved(base, Change.DECAYED) == ["plan", "review"]
    assert base["regressed"] == []
    assert base["gaps_in_both"] == 0
    gate = ("--base", "main", "--gate", "regression")
    assert repository.project.check(*gate, **when).exit_code == 0
    # Without a base, the quarter before is what counts.
    assert repository.project.check("--gate", "regression", **when).exit_code == 1


def test_a_newest_quarter_taken_away_is_still_the_one_judged(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    for path in sorted(tmp_path.glob(f"evidence/{QUARTER}/**/*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (tmp_path / f"evidence/{QUARTER}").rmdir()
    repository.project.write("evidence/2023-24-Q2/evidence.toml", item())
    ran = repository.project.run("check", "--base", "main", "--as-of", AS_OF, "--format", "json")
    assert json.loads(ran.stdout)["quarter"]["id"] == QUARTER
    assert ran.exit_code == 3


def test_the_base_is_read_though_the_head_deletes_afitrack_toml(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    (tmp_path / "afitrack.toml").unlink()
    result = repository.check("--gate", "none")
    assert result.exit_code == 4
    assert "policy-removed" in result.stdout
    assert repository.base()["ref"] == "main"


def test_the_policy_is_the_bases_and_a_difference_is_told(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    milder = '[gate]\non = ["none"]\n\n[waivers]\nlongest = "5 years"\n'
    repository.project.write("afitrack.toml", CONFIG + milder)
    repository.project.write("waivers.toml", waiver("review", expires="2027-01-01"))
    result = repository.check()
    assert result.exit_code == 4
    assert "[waiver]" in result.stdout
    assert result.stdout.count("[policy-changed]") == 2
    assert "gate.on is ['none'] here and ['gaps'] at the base" in " ".join(result.stdout.split())
    assert 'Gate "gaps":' in result.stdout


def test_a_force_renamed_in_the_change_keeps_its_gaps_ids(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    repository.project.write("afitrack.toml", CONFIG.replace('"testshire"', '"other"'))
    read = repository.project.json("--base", "main")
    assert read["force"]["id"] == "testshire"
    assert "policy-changed" in {one["code"] for one in read["diagnostics"]}


def test_a_configuration_that_cannot_be_used_is_2_as_ever(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    repository.project.write("afitrack.toml", "[force]\n")
    assert repository.check().exit_code == 2


def test_a_base_with_faults_of_its_own_is_told(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    repository.project.write(f"evidence/{QUARTER}/broken.toml", "[[item]\n")
    repository.commit()
    repository.git("branch", "--force", "main")
    (tmp_path / f"evidence/{QUARTER}/broken.toml").unlink()
    read = repository.project.json("--base", "main")
    assert "base-unread" in {one["code"] for one in read["diagnostics"]}
    assert read["exit_code"] == 1


def test_only_what_is_shown_is_gated_against_the_base(tmp_path: Path) -> None:
    two = RULES + RULES.replace('"T-1"', '"T-2"').replace('"review"', '"audit"')
    repository = new_repository(tmp_path, "plan-1", "review-1", "audit-1", rules=two)
    submitted(repository.project, "plan-1", "review-1")
    assert repository.check("--gate", "regression", "--afi", "T-1").exit_code == 0
    assert repository.check("--gate", "regression", "--afi", "T-2").exit_code == 1


@pytest.mark.parametrize("name", ["text", "json", "markdown", "github", "sarif", "junit"])
def test_every_format_leaves_with_the_same_code(tmp_path: Path, name: str) -> None:
    repository = new_repository(tmp_path, "plan-1", "review-1")
    submitted(repository.project, "plan-1")
    result = repository.check("--gate", "regression", "--format", name)
    assert result.exit_code == 1
    told = {
        "text": "Since main (",
        "markdown": "### Since <code>main</code>",
        "github": "Since main",
    }
    assert told.get(name, "") in result.stdout


def test_the_json_fits_its_schema(tmp_path: Path) -> None:
    schema = json.loads(
        (Path(__file__).parents[2] / "src/afitrack/report/json/schema.json").read_text()
    )
    repository = new_repository(tmp_path, "plan-1", "review-1")
    submitted(repository.project, "plan-1")
    more = RULES + requirement("document", "audit", evidence_type='"audit"')
    repository.project.write("rules/rules.toml", inspection(repository) + more)
    repository.project.write("waivers.toml", waiver("review"))
    Draft202012Validator(schema).validate(repository.project.json("--base", "main"))


def test_exit_zero_silences_1_and_nothing_else(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    result = repository.project.check("--exit-zero")
    assert result.exit_code == 0
    assert "Exit 0 (--exit-zero; it would be 1)." in result.stdout
    read = repository.project.json("--exit-zero")
    assert (read["gate"]["met"], read["gate"]["silenced"], read["exit_code"]) == (False, True, 0)
    repository.project.write(f"evidence/{QUARTER}/broken.toml", "[[item]\n")
    assert repository.project.check("--exit-zero").exit_code == 3
    (tmp_path / f"evidence/{QUARTER}/broken.toml").unlink()
    (tmp_path / f"evidence/{QUARTER}/link.toml").symlink_to("evidence.toml")
    assert repository.project.check("--exit-zero").exit_code == 4


def test_a_waiver_that_ran_out_breaches_its_gate(tmp_path: Path) -> None:
    project = new_project(tmp_path, RULES, item(type='"plan"'))
    project.write("waivers.toml", waiver("review", expires="2024-01-11"))
    assert project.check("--gate", "expired-waiver").exit_code == 1
    assert project.check("--gate", "expired-waiver", as_of="2024-01-11").exit_code == 0
    read = project.json("--gate", "expired-waiver", "--gate", "overdue", "--gate", "afi:T-1")
    breaches = {one["rule"]: one["breaches"] for one in read["gate"]["rules"]}
    assert breaches == {
        "invalid": [],
        "expired-waiver": ["testshire/T-1/review"],
        "overdue": [],
        "afi:T-1": ["T-1"],
    }
    assert "Its waiver ran out on 2024-01-11." in " ".join(project.check().stdout.split())


def test_without_a_baseline_it_is_explained_how_to_begin(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    assert "afitrack baseline create" in repository.check().stderr
    assert "baseline" not in repository.check("--gate", "regression").stderr


def test_a_project_outside_git_is_told_so(tmp_path: Path) -> None:
    project = new_project(tmp_path, RULES, item())
    result = project.check("--base", "main")
    assert result.exit_code == 2
    assert "not in a git repository" in result.stderr
    assert "clone it with git, or do without --base" in result.stderr


def test_a_project_in_a_folder_of_a_repository_is_found(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "force")
    (tmp_path / "force/.git").rename(tmp_path / ".git")
    whole = Repository(tmp_path, repository.project)
    whole.commit()
    whole.git("branch", "--force", "main")
    submitted(repository.project, "plan-1", "review-1")
    assert moved(repository.base(), Change.CURED) == ["review"]
    ran = CliRunner().invoke(app, ["check", "--project", str(tmp_path), "--base", "main"])
    assert ran.exit_code == 2


def rate(name: str, as_at: str, value: int) -> str:
    figure = f'{{ value = {value}, unit = "%", of = "quality" }}'
    return item(name, type='"rate"', as_at=as_at, measure=figure)


def waiver(requirement: str, expires: str = "2024-03-31") -> str:
    return (
        f'[[waiver]]\nafi = "T-1"\nrequirement = "{requirement}"\nreason = "For now."\n'
        'approved = { by = "acc-crime", on = 2024-01-02 }\n'
        f"from = 2024-01-02\nexpires = {expires}\n"
    )


def inspection(repository: Repository) -> str:
    text = (repository.project.root / "rules/rules.toml").read_text()
    return text[: text.index("[[afi]]")]


def test_a_change_takes_no_seal_away(tmp_path: Path) -> None:
    """Without the seal nothing in the change itself would tell that a sealed quarter changed."""
    repository = new_repository(tmp_path)
    repository.git("checkout", "--quiet", "main")
    assert repository.project.run("seal", QUARTER, "--as-of", AS_OF).exit_code == 0
    repository.commit("seal")
    repository.git("checkout", "--quiet", "-B", "change")
    assert repository.check("--gate", "none").exit_code == 0
    (tmp_path / f"seals/001-{QUARTER}.sha256").unlink()
    submitted(repository.project, "plan-1", "review-1")
    result = repository.check("--gate", "none")
    assert result.exit_code == 4
    assert "[seal-broken]" in result.output
    assert f"seals/001-{QUARTER}.sha256" in result.output
