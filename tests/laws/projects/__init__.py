"""Whole projects drawn from a seed, close to every boundary that the rules know.

A seed gives the same project on every machine, so a disagreement is reported by its seed alone.
"""

from __future__ import annotations

from laws.projects.drawing import draw_project
from laws.projects.plan import Filing, Plan, Table, write_plan

__all__ = ["Filing", "Plan", "Table", "draw_project", "write_plan"]
