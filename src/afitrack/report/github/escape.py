"""User text in a workflow command: whole, and unable to end the line or a property."""

from __future__ import annotations

from afitrack.report.hidden import spelt


def escape(text: str) -> str:
    """``text`` as a command's message; a line feed stays one, written as ``%0A``."""
    shown = spelt(text, keep="\r\n\t")
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """``text`` as the value of one of a command's properties."""
    return escape(text).replace(":", "%3A").replace(",", "%2C")
