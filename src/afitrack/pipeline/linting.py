"""Lint the rules: read everything, judge nothing, say what in the rules cannot be meant."""

from __future__ import annotations

from afitrack.lint import Subject, Submitted, remarks
from afitrack.lint.acceptance import Linted, sort_out
from afitrack.load import EVIDENCE, read_window
from afitrack.model.diagnostic import Diagnostic
from afitrack.pipeline.course import Tell, silent, uncollected
from afitrack.pipeline.scene import Scene


@uncollected()
def lint_rules(scene: Scene, tell: Tell = silent) -> Linted:
    """Every remark on a project's rules, apart from those it accepts.

    What is wrong with evidence is counted, not listed: rules are linted whatever was submitted.
    """
    project = scene.project
    rules = [one for one in scene.diagnostics if not _of_evidence(one)]
    unread = sum(_of_evidence(one) for one in scene.diagnostics) if scene.quarters else 0
    items: list[Submitted] = []
    if scene.quarters:
        first, last = scene.quarters[0], scene.quarters[-1]
        for own in read_window(project, first, last, last.end):
            tell(str(own.quarter))
            unread += own.unread
            items += [Submitted(f.item.id, f.item.type, f.location) for f in own.items]
    subject = Subject(
        rulebook=project.rulebook,
        people=project.people,
        waivers=project.ledger.waivers,
        window=project.config.evidence.submission_window,
        items=items,
    )
    left, accepted = sort_out(remarks(subject), project.acceptances)
    return Linted(
        force=project.config.force.id,
        remarks=left,
        accepted=accepted,
        afis=len(project.rulebook.entries),
        requirements=sum(len(placed.afi.requires) for placed in project.rulebook.entries),
        items=len(items),
        unread=unread,
        diagnostics=tuple(sorted(rules, key=Diagnostic.sort_key)),
    )


def _of_evidence(one: Diagnostic) -> bool:
    return one.is_serious and one.location.path.startswith(EVIDENCE)
