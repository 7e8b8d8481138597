"""Shares of a whole, exact: a share never rounds up to a pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

_FORM = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?%", re.ASCII)


@dataclass(frozen=True)
class Share:
    """A required share, written ``95%``; ``percent`` lies above 0 and up to 100."""

    percent: Decimal

    def reached(self, passing: int, whole: int) -> bool:
        """Whether ``passing`` of ``whole`` is this share or more; nothing of nothing never is."""
        return whole > 0 and Decimal(passing) * 100 >= self.percent * whole

    def __str__(self) -> str:
        return f"{self.percent.normalize():f}%"


def parse_share(text: object) -> Share:
    """Read ``95%`` or ``99.5%``.

    Raises:
        ValueError: when the text is anything else, 0 % or more than 100 %.
    """
    found = _FORM.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("write a share such as '95%'")
    percent = Decimal(found.group(1))
    if not 0 < percent <= 100:
        raise ValueError("a share lies above 0% and up to 100%")
    return Share(percent)


def share_of(passing: int, whole: int) -> str:
    """``passing`` of ``whole`` as a percentage, cut after one decimal: 199 of 200 is ``99.5%``."""
    exact = (Decimal(passing) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_DOWN)
    return f"{exact.normalize():f}%" if exact else "0%" if not passing else "under 0.1%"
