"""What other repositories take from here holds: hooks, the GitHub action and the GitLab template.

Their scripts are run as they stand, in a scratch repository, with the command of this checkout in
place of an installed afitrack. What only a forge can do (fetch an action, keep an artifact) is
held against the schemas the forges publish instead; `make lint` does the same and looks for the
usual ways to be talked round.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from scratch import ROOT, Scratch, repository

ACTION: Final = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: Final = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SCHEMAS: Final = {
    ".github/workflows/ci.yml": "vendor.github-workflows",
    ".github/workflows/evidence.yml": "vendor.github-workflows",
    "action.yml": "vendor.github-actions",
}
DAY: Final = {"QUARTER": "2023-24-Q4", "AS_OF": "2024-04-15"}


@pytest.fixture(scope="module")
def force(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return repository(tmp_path_factory.mktemp("recipes"))


def inputs(declared: dict[str, Any], **given: str) -> dict[str, str]:
    return {name: given.get(name, str(one.get("default", ""))) for name, one in declared.items()}


def filled(text: str, said: dict[str, str]) -> str:
    """An expression of a forge with the values of the inputs in it."""
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: said[found[1]], text)


def step(name: str) -> dict[str, Any]:
    return next(one for one in ACTION["runs"]["steps"] if one.get("name") == name)


def act(force: Scratch, name: str, **env: str) -> tuple[str, int, str]:
    """A step of the action, run: what it prints, its code, and its outputs."""
    said = inputs(ACTION["inputs"])
    own = {key: filled(value, said) for key, value in step(name).get("env", {}).items()}
    outputs = force.bin.parent / "outputs"
    outputs.write_text("")
    home = force.bin.parent / "runner"
    if not home.exists():
        home.mkdir()
        (home / "afitrack").symlink_to(force.bin.parent)
    given = {**own, "RUNNER_TEMP": str(home), "GITHUB_OUTPUT": str(outputs), **env}
    done = force.run(step(name)["run"], **given)
    return done.stdout, done.returncode, outputs.read_text()


@pytest.mark.parametrize(("path", "schema"), sorted(SCHEMAS.items()))
def test_forges_would_accept_the_file(path: str, schema: str) -> None:
    words = ["--builtin-schema", schema, str(ROOT / path)]
    command = [sys.executable, "-m", "check_jsonschema", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_template_is_a_component_of_gitlab(tmp_path: Path) -> None:
    _, job = gitlab()
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(yaml.safe_dump(job))
    words = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", str(file)]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_whatever_is_fetched_is_named_by_its_digest() -> None:
    text = "".join((ROOT / path).read_text(encoding="utf-8") for path in SCHEMAS)
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert all(one == "./" or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one) for one in used)
    assert "--require-hashes" in step("Install afitrack")["run"]


def test_no_input_becomes_a_part_of_a_script() -> None:
    for one in ACTION["runs"]["steps"]:
        assert "${{" not in one.get("run", "")
    text = (ROOT / "templates/afitrack.yml").read_text(encoding="utf-8")
    script = text[text.index("  before_script:") :]
    assert "$[[" not in script


def test_the_action_annotates_and_hands_on_the_exit_code(force: Scratch) -> None:
    printed, code, outputs = act(force, "Check", **DAY, GATE="regression gaps")
    assert (code, outputs) == (1, "exit-code=1\n")
    assert "::error" in printed


def test_the_action_reports_only_when_told(force: Scratch) -> None:
    _, code, outputs = act(force, "Check", **DAY, GATE="gaps", EXIT_ZERO="true")
    assert (code, outputs) == (0, "exit-code=0\n")


def test_the_action_keeps_reports(force: Scratch) -> None:
    printed, code, _ = act(force, "Report", **DAY)
    folder = force.root / "afitrack-report"
    assert code == 0, printed
    written = sorted(file.name.partition(".")[2] for file in folder.iterdir())
    assert written == ["html", "json", "sarif"]


def test_the_action_says_that_there_are_no_rule_tests(force: Scratch, tmp_path: Path) -> None:
    said = act(force, "Test the rules", PROJECT=str(tmp_path))
    assert said[:2] == ("There are no rule tests.\n", 0)


def test_the_action_tests_the_rules(force: Scratch) -> None:
    printed, code, _ = act(force, "Test the rules")
    assert code == 0, printed
    assert "as expected" in printed


def test_the_action_annotates_remarks_on_rules_and_fails_for_none(tmp_path: Path) -> None:
    force = repository(tmp_path)
    config = force.root / "afitrack.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text[: text.index("[[lint.accept]]")], encoding="utf-8")
    printed, code, _ = act(force, "Lint the rules")
    assert code == 0, printed
    assert "::warning file=rules/" in printed
    (force.root / "rules/broken.toml").write_text("not toml")
    printed, code, _ = act(force, "Lint the rules")
    assert code == 3, printed
    assert "::error file=rules/broken.toml,line=1" in printed


def test_rule_tests_that_a_change_takes_away_are_missed(tmp_path: Path) -> None:
    force = repository(tmp_path)
    shutil.rmtree(force.root / "rules" / "tests")
    printed, code, _ = act(force, "Test the rules", BASE="main")
    assert code == 3, printed
    assert "[no-rule-tests]" in printed
    _, job = gitlab()
    variables = {name: str(value) for name, value in job["afitrack"]["variables"].items()}
    quiet = {**variables, "AFITRACK_GATE": "none", "AFITRACK_VERIFY": "false"}
    script = "\n".join(job["afitrack"]["script"])
    done = force.run(script, "sh", **quiet, CI_MERGE_REQUEST_DIFF_BASE_SHA="main")
    assert done.returncode != 0, done.stdout
    assert "[no-rule-tests]" in done.stdout


def test_the_action_verifies_approvals_against_the_base(force: Scratch) -> None:
    """Whoever committed the example is in nobody's entry of people.toml."""
    printed, code, _ = act(force, "Verify approvals and seals", BASE="main")
    assert code == 4
    assert "[unknown-author]" in printed
    assert "commit" in printed


def gitlab() -> tuple[dict[str, Any], dict[str, Any]]:
    """The inputs of the template, and its job with their defaults in it."""
    text = (ROOT / "templates/afitrack.yml").read_text(encoding="utf-8")
    header, _, body = text.partition("\n---\n")
    declared = yaml.safe_load(header)["spec"]["inputs"]
    said = inputs(declared, source="afitrack", **{"as-of": DAY["AS_OF"]})
    body = re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: json.dumps(said[found[1]]), body)
    return declared, yaml.safe_load(body)


def test_the_gitlab_job_gates_and_leaves_its_reports(force: Scratch) -> None:
    _, job = gitlab()
    variables = {name: str(value) for name, value in job["afitrack"]["variables"].items()}
    script = "\n".join(job["afitrack"]["script"])
    done = force.run(script, "sh", **variables, CI_MERGE_REQUEST_DIFF_BASE_SHA="")
    assert done.returncode == 1, done.stdout
    for pattern in job["afitrack"]["artifacts"]["reports"].values():
        assert list(force.root.glob(pattern)), pattern
    assert (force.root / "afitrack-report/rules-lint.gitlab.json").read_text() == "[]\n"
    quiet = {**variables, "AFITRACK_GATE": "none", "CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}
    refused = force.run(script, "sh", **quiet)
    assert refused.returncode == 4, refused.stdout
    assert "[unknown-author]" in refused.stdout
    passed = force.run(script, "sh", **{**quiet, "AFITRACK_VERIFY": "false"})
    assert passed.returncode == 0, passed.stdout


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_and_looks_at_what_it_concerns(hook: dict[str, Any], force: Scratch) -> None:
    concerns = re.compile(hook["files"])
    tracked = force.run("git ls-files").stdout.splitlines()
    seen = [path for path in tracked if concerns.search(path)]
    assert "rules/exampleshire-peel-2021.toml" in seen
    assert "people.toml" in seen
    assert not concerns.search("README.md")
    done = force.run(f"{hook['entry']} --help")
    assert done.returncode == 0, done.stdout


def test_pre_commit_accepts_the_hooks() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
