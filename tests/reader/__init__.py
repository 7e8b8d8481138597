"""An independent reader: judges a whole project as the design's words say, and no other way.

It reads the files from disk with the standard library alone and imports nothing of afitrack, so a
fault in loading, judging, counting or deciding shows as a disagreement. It takes no care to be
fast, to explain itself or to say where a mistake stands.
"""

from __future__ import annotations

from reader.judging import Reading
from reader.standing import Verdict, read_project

__all__ = ["Reading", "Verdict", "read_project"]
