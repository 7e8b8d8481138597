"""What a SARIF result is told apart by, from run to run."""

from __future__ import annotations

import hashlib


def fingerprints(name: str, identity: str) -> dict[str, str]:
    """Partial fingerprints of an identity, which goes by ``name`` in them.

    Code scanning tells alerts apart by the second one, whatever stands in the line.
    """
    digest = hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest()
    return {name: identity, "primaryLocationLineHash": digest}
