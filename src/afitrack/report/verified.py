"""What ``verify`` says: what was looked at, by what, and all that does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from afitrack.model.integrity import Verified
from afitrack.report.json import VERSION, diagnostics, dump
from afitrack.report.lines import counted, text_of, wrapped
from afitrack.report.text import diagnostic_lines

_SHORT: Final = 10


def _text(verified: Verified, exit_code: int) -> bytes:
    lines = [*diagnostic_lines(verified.diagnostics), *_summary(verified), f"Exit {exit_code}."]
    return text_of(lines)


def _summary(verified: Verified) -> Iterator[str]:
    sealed = ", ".join(map(str, verified.quarters)) or "none"
    yield from wrapped(
        f"Sealed: {sealed}. {counted(verified.seals, 'seal')}, "
        f"{counted(verified.files, 'file')} hashed, {counted(verified.signatures, 'signature')}."
    )
    if verified.commit is None or verified.base is None:
        yield from wrapped(
            "Not in git, so it cannot be told whether a seal was taken away, nor who wrote what is "
            "approved."
        )
        return
    yield from wrapped(
        f"Judged by the history of commit {verified.commit[:_SHORT]}: "
        f"{counted(verified.approvals, 'approval')}, with the people of commit "
        f"{verified.base[:_SHORT]}."
    )
    if verified.uncommitted:
        yield from wrapped(
            f"{counted(verified.uncommitted, 'approval')} not committed yet: who wrote what they "
            "approve is judged once they are."
        )


def _json(verified: Verified, exit_code: int) -> bytes:
    return dump(
        {
            "schema_version": VERSION,
            "sealed_quarters": [str(quarter) for quarter in verified.quarters],
            "counts": {
                "seals": verified.seals,
                "files_hashed": verified.files,
                "approvals": verified.approvals,
                "approvals_not_committed": verified.uncommitted,
                "signatures": verified.signatures,
            },
            "commit": verified.commit,
            "base": verified.base,
            "diagnostics": diagnostics(verified.diagnostics),
            "exit_code": exit_code,
        }
    )


FORMATS: Final[dict[str, Callable[[Verified, int], bytes]]] = {"json": _json, "text": _text}
