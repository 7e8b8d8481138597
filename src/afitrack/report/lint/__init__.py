"""What ``rules lint`` says, a format a file: every remark, and what was accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from afitrack.lint.acceptance import Linted
from afitrack.report.lint import github, gitlab, json, sarif, text
from afitrack.report.lint.told import told

__all__ = ["FORMATS", "told"]

FORMATS: Final[dict[str, Callable[[Linted, int], bytes]]] = {
    "github": github.render,
    "gitlab": gitlab.render,
    "json": json.render,
    "sarif": sarif.render,
    "text": text.render,
}
