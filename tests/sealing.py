"""A small project whose quarter has two forms, an attachment and a file nobody names."""

from __future__ import annotations

from pathlib import Path

from typer.testing import Result

from project import Project, afi, item, new_project, requirement

Q2, Q3 = "2023-24-Q2", "2023-24-Q3"
RULES = afi(requirement("document", attachments="1"))


def small_project(root: Path) -> Project:
    """Two quarters with evidence, all of it good."""
    project = new_project(root, RULES, item("later", title='"Later"'))
    for quarter in (Q2, Q3):
        digest = project.write(f"evidence/{quarter}/files/plan.txt", f"plan of {quarter}")
        attachments = f'[{{ path = "files/plan.txt", sha256 = "{digest}" }}]'
        form = item(f"plan-{quarter}", attachments=attachments)
        project.write(f"evidence/{quarter}/plan.toml", form)
    project.write(f"evidence/{Q3}/read me.txt", "")
    return project


def seal(project: Project, quarter: str = Q3, *options: str) -> Result:
    """Run ``afitrack seal``."""
    return project.run("seal", quarter, "--as-of", "2024-02-20", *options)


def amend(project: Project, quarter: str = Q3, reason: str = "Found late.") -> Result:
    """Let late evidence in."""
    return seal(project, quarter, "--amend", "--by", "A. Adams", "--reason", reason)


def sealed(root: Path, *quarters: str) -> Project:
    """The small project, sealed."""
    project = small_project(root)
    for quarter in quarters or (Q2, Q3):
        result = seal(project, quarter)
        assert result.exit_code == 0, result.output
    return project
