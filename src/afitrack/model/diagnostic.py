"""Something wrong in a user's file, as a value with a place.

Every code a reader can meet stands in ``CODES``; ``docs/diagnostics.md`` is checked against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from afitrack.source import Fault, Location


class Severity(Enum):
    """What it leads to, in the order in which the exit code is chosen: 2, 4, 3, or only said."""

    CONFIGURATION = "configuration"
    REFUSAL = "refusal"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong: its code, where it stands, what it is and what to do."""

    location: Location
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """As the code's entry in ``CODES`` says."""
        return CODES[self.code][0]

    @property
    def is_serious(self) -> bool:
        """Whether it keeps something from being read, trusted or judged, and is not only said."""
        return self.severity is not Severity.WARNING

    def sort_key(self) -> tuple[Location, str, str]:
        """By place, then code, so that order never depends on how files were walked."""
        return (self.location, self.code, self.message)


def from_fault(fault: Fault) -> Diagnostic:
    """A source's fault as a diagnostic."""
    return Diagnostic(fault.location, fault.code, fault.message)


_REFUSAL, _ERROR = Severity.REFUSAL, Severity.ERROR
_CONFIGURATION, _WARNING = Severity.CONFIGURATION, Severity.WARNING

CODES: Final[dict[str, tuple[Severity, str]]] = {
    # Files that cannot be read.
    "path-outside": (_REFUSAL, "A path leaves the folder it belongs to, or is not a plain path."),
    "symlink": (_REFUSAL, "A symbolic link stands where a file or folder is due."),
    "not-a-file": (_ERROR, "A folder, pipe, socket or device stands where a file is due."),
    "file-missing": (_ERROR, "A file that is named does not exist."),
    "file-empty": (_ERROR, "A file that should hold something is empty."),
    "unreadable": (_ERROR, "The operating system does not let afitrack read a file."),
    "too-large": (_ERROR, "A file is larger than afitrack reads."),
    "too-many-files": (_ERROR, "A folder holds more files than afitrack reads."),
    "too-many-problems": (_ERROR, "So much is wrong that the rest of a folder was left unread."),
    "file-name": (_ERROR, "A file's name is not one that can be read safely, or ends in .TOML."),
    # Files that are not TOML 1.0 in UTF-8.
    "encoding": (_ERROR, "A file is not UTF-8 text."),
    "nul-byte": (_ERROR, "A text file holds a NUL byte."),
    "merge-marker": (_ERROR, "A merge was left unresolved."),
    "lfs-pointer": (_ERROR, "A Git LFS pointer stands where the file is due."),
    "zip-file": (_ERROR, "A ZIP or Office file is named as if it were text."),
    "too-deep": (_ERROR, "Tables or lists are nested deeper than any evidence needs."),
    "number-too-long": (_ERROR, "A number has more digits than any measure needs."),
    "not-a-number": (_ERROR, "nan or inf stands where a number is due."),
    "toml-syntax": (_ERROR, "A file is not well-formed TOML."),
    "toml-1-1": (_ERROR, "A file uses TOML 1.1, which other tools refuse; write TOML 1.0."),
    "empty": (_ERROR, "A file says nothing."),
    # What a file says.
    "unknown-key": (_ERROR, "A key or table that afitrack does not know."),
    "missing-key": (_ERROR, "A key that is required is not there."),
    "wrong-type": (_ERROR, "A value is of the wrong type, as a string where a date is due."),
    "wrong-value": (_ERROR, "A value is not among those allowed."),
    "duplicate-id": (_ERROR, "Two things bear the same id, also by case or Unicode form."),
    "unknown-name": (_ERROR, "A role, person, inspection, AFI or colour that nothing defines."),
    "contradiction": (_ERROR, "Two parts of one entry cannot both hold."),
    "no-rules": (_ERROR, "There are no rules, so nothing was judged."),
    "no-rule-tests": (_ERROR, "There are no rule tests, so no rule was tried."),
    "nothing-required": (_ERROR, "An AFI requires no evidence, so nothing was judged."),
    "no-evidence": (_ERROR, "No evidence was submitted for the quarter, so nothing was judged."),
    "wrong-folder": (_ERROR, "A file or folder stands where evidence has a fixed layout."),
    "table": (_ERROR, "A register's table cannot be read as rows."),
    "table-without-digest": (_ERROR, "A register's table is not among the item's attachments."),
    "attachment-missing": (_ERROR, "An attachment is not there."),
    "attachment-empty": (_ERROR, "An attachment is empty."),
    "waiver": (_ERROR, "A waiver that the project's own limits do not allow."),
    "baseline": (_ERROR, "baseline.json is not a baseline of this force."),
    # Integrity and policy.
    "attachment-altered": (_REFUSAL, "An attachment is not the one whose digest was recorded."),
    "marking-refused": (_REFUSAL, "Material marked SECRET or above does not belong here."),
    "self-approval": (_REFUSAL, "Whoever submitted or changed an item also approved it."),
    "approval-void": (_REFUSAL, "An approval is of something else than what stands there now."),
    "approval-outdated": (_REFUSAL, "An item or its attachment was changed after its approval."),
    "unknown-author": (_REFUSAL, "Somebody changed an approved item, and nobody can tell who."),
    "sealed-changed": (_REFUSAL, "A file has changed since its quarter was sealed."),
    "sealed-missing": (_REFUSAL, "A file is missing that its sealed quarter had."),
    "sealed-added": (_REFUSAL, "A file was added to a quarter after it was sealed."),
    "seal-broken": (_REFUSAL, "A seal is missing, altered, out of order or not readable."),
    "signature": (_REFUSAL, "A signature is missing, or does not hold."),
    "rules-weakened": (_REFUSAL, "Rules ask for less than the base's, and nobody approved it."),
    "rules-and-evidence": (_REFUSAL, "Rules ask for less, and evidence changed with them."),
    "policy-removed": (_REFUSAL, "afitrack.toml is at the base and was taken away."),
    "baseline-grown": (_REFUSAL, "The baseline lets through gaps that the base's does not."),
    # Configuration.
    "config": (_CONFIGURATION, "afitrack.toml is missing or wrong."),
    "history-unknown": (_CONFIGURATION, "Who changed the rules cannot be told from the history."),
    # Said, and no more.
    "rules-weakened-approved": (_WARNING, "Rules ask for less, as their owner approved."),
    "rule-tests-changed": (
        _WARNING,
        "Rule tests of the base are missing, or expect something else.",
    ),
    "policy-changed": (_WARNING, "afitrack.toml says something else than the base's."),
    "earlier-regressed": (
        _WARNING,
        "An earlier quarter went back, and the change begins a new one.",
    ),
    "base-unread": (_WARNING, "Not everything at the base could be read."),
    "baseline-rules": (_WARNING, "The baseline was made under other rules."),
    "baseline-cured": (_WARNING, "A gap in the baseline is none any more."),
    "unused-item": (_WARNING, "No requirement asks for an item's type."),
    "unread-file": (
        _WARNING,
        "A file of evidence or seals that nothing names; it was not read.",
    ),
    "marking-missing": (_WARNING, "No marking: treated as the most restrictive."),
    "marking-legacy": (_WARNING, "A marking no longer in use: treated as the most restrictive."),
    "marking-unknown": (_WARNING, "A marking not listed: treated as the most restrictive."),
    "outside-quarter": (_WARNING, "An item's period lies wholly outside its quarter."),
    "stale-data": (_WARNING, "An item's data were already old when its quarter began."),
    "same-document": (_WARNING, "One document is offered for many requirements."),
    "copied-forward": (_WARNING, "An item repeats the previous quarter's with only dates changed."),
    "identical-file": (_WARNING, "A file is byte for byte one that was filed for another quarter."),
    "placeholder": (_WARNING, "A placeholder such as xxx or TBC was left in the text."),
    "promise-past": (_WARNING, "Something was promised for a day now past."),
    "approval-uncounted": (_WARNING, "An approval that lacks what the project asks of it."),
    "approver-committed": (_WARNING, "The approver brought in a change that somebody else wrote."),
    "as-at-late": (_WARNING, "An item's as-at day is later than the day it was submitted."),
}

QUALITY_SIGNALS: Final = (
    "as-at-late",
    "copied-forward",
    "identical-file",
    "marking-missing",
    "outside-quarter",
    "placeholder",
    "promise-past",
    "same-document",
    "stale-data",
    "unused-item",
)
