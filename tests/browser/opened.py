"""What a page did while it was open, and how a test opens one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Dialog, Page

DESK, PHONE = (1280, 900), (320, 640)
Opener = Callable[..., Page]


@dataclass(eq=False)
class Opened:
    """Everything a page asked for, and everything it said."""

    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note what a page does from now on."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self.dismiss)

    def dismiss(self, dialog: Dialog) -> None:
        """Note what a dialog says, and let the page go on."""
        self.said.append(dialog.message)
        dialog.dismiss()
