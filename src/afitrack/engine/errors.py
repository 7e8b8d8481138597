"""What goes wrong in the engine: never a verdict, and never the fault of a user's file."""

from __future__ import annotations


class EngineError(Exception):
    """The engine failed, or the engine and the plain loop disagree; afitrack must not answer."""


class EngineMissing(EngineError):  # noqa: N818
    """durable-rules cannot be imported; the message is one line that says how to install it."""
