"""User text in XML 1.0: only characters that are legal there, all others spelt out."""

from __future__ import annotations

from afitrack.report.hidden import spelt


def escape(text: str) -> str:
    """``text`` for an element or attribute; the writer sees to ``<``, ``&`` and quotes.

    A carriage return is spelt out: a parser would make a line feed of it.
    """
    return spelt(text, keep="\n\t")


def inert(xml: str) -> str:
    """The same XML with nothing in it that a CI log takes for a command."""
    return xml.replace("::", ":&#58;").replace("##", "#&#35;")
