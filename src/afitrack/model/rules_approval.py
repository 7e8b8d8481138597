"""What a rule owner says of rules that were made weaker."""

from __future__ import annotations

from pydantic import Field

from afitrack.model.content import Digest
from afitrack.model.shape import Day, Many, Name, Shape, Text


class RulesApproval(Shape):
    """``[[approval]]``: a rule owner accepts one state of the rules, weaker than the one before."""

    digest: Digest = Field(description="What 'afitrack rules digest' prints for that state.")
    by: Name = Field(description="The person who approves; a role that one person holds will do.")
    on: Day = Field(description="The day it was approved.")
    reason: Text = Field(description="Why it is right to ask for less.")


class RulesApprovalsFile(Shape):
    """``rules-approvals.toml``."""

    approval: Many[RulesApproval] = Field(default=(), description="Approvals of weaker rules.")
