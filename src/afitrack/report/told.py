"""How reports for machines tell of one outcome, in sentences of plain text."""

from __future__ import annotations

from collections.abc import Sequence

from afitrack.model.gap import Considered, Gap
from afitrack.model.standing import Outcome, Standing, State


def sentence(text: str) -> str:
    """Half a sentence as a whole one."""
    return stopped(f"{text[:1].upper()}{text[1:]}")


def stopped(text: str) -> str:
    """A text with a full stop, whose first word may be an id and stays as it is."""
    return text if text.endswith((".", "?")) else f"{text}."


def gap_told(outcome: Outcome, gap: Gap, most: int | None = None) -> str:
    """A gap, what it needs, and what to know of it; of its rows the first ``most``."""
    parts = [sentence(gap.found), f"Required: {gap.required}."]
    if gap.rows:
        parts.append(f"Failing: {_listed([str(row) for row in gap.rows], most)}.")
    parts.append(gap.remedy)
    if outcome.lost:
        parts.append("Met in the previous quarter.")
    if outcome.vanished:
        parts.append(f"No longer in the register: {_listed(outcome.vanished, most)}.")
    if outcome.proposed:
        parts.append("Its numbers are the force's own, no national standard.")
    if gap.waiver is not None:
        parts.append(waiver_told(gap))
    return " ".join(parts)


def waiver_told(gap: Gap) -> str:
    """Until when a gap is waived, by whom and why; empty where it is not."""
    waiver = gap.waiver
    if waiver is None:
        return ""
    return f"Waived until {waiver.expires} by {waiver.by}, still a gap: {sentence(waiver.reason)}"


def outcome_told(outcome: Outcome) -> str:
    """A requirement that is no gap of its own: met, or a member of a group."""
    if outcome.state is State.ALTERNATIVE:
        said = f"Not met; it belongs to the group {outcome.group}, which counts instead."
        return f"{said} {sentence(outcome.found)}"
    parts = [f"Met. {sentence(outcome.found)}"]
    if outcome.expires is not None:
        parts.append(f"What it is met by counts until {outcome.expires}.")
    if outcome.late:
        parts.append("It was submitted late.")
    if outcome.vanished:
        parts.append(f"No longer in the register: {', '.join(outcome.vanished)}.")
    return " ".join(parts)


def item_told(one: Considered) -> str:
    """What became of an item that a requirement looked at."""
    name = f"{one.item}, {one.title} ({one.quarter})"
    if not one.accepted:
        return f"{name}: turned away: {sentence('; '.join(one.shortfalls))}"
    if one.decided:
        return f"{name}: decided: {sentence(one.found or 'accepted')}"
    return f"{name}: accepted, and another item decided."


def standing_told(standing: Standing) -> str:
    """An AFI's status and flags, with what the force and the inspectorate say of it."""
    needed = standing.needed
    parts = [sentence(standing.status.words)]
    if needed:
        met = sum(outcome.met for outcome in needed)
        parts.append(f"{met} of {len(needed)} requirements met.")
    elif standing.children:
        each = ", ".join(f"{name} {status.words}" for name, status in standing.children)
        parts.append(f"Stands as the worst of its recommendations: {each}.")
    if standing.flags:
        parts.append(f"Flags: {', '.join(flag.words for flag in standing.flags)}.")
    for who, said in (("force", standing.declared), ("inspectorate", standing.inspectorate)):
        if said:
            last = said[-1]
            parts.append(f"The {who} says: {last.words} ({last.on}, {last.by}, {last.reference}).")
    parts += [sentence(one) for one in standing.contradictions]
    if standing.depends_on is not None:
        parts.append(f"Not counted against the force: it depends on {standing.depends_on}.")
    return " ".join(parts)


def _listed(words: Sequence[str], most: int | None) -> str:
    shown = words if most is None else words[:most]
    more = len(words) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
