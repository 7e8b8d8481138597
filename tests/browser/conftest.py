"""A real browser, where there is one: Chromium on the PATH under one of its usual names.

Where there is none, nothing here runs, and the run says so.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from afitrack.model.assessment import Assessment
from afitrack.report.html import render
from browser.opened import DESK, Opened, Opener
from report.assessments import gate_of

# A machine that does much else is slow, and no fault of the page; nothing here goes by the clock.
PATIENCE = 120_000
# In a container shared memory is small and there is no screen.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
expect.set_options(timeout=PATIENCE)
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next((path for path in map(shutil.which, NAMES) if path), None)
    if path is None:
        pytest.skip(f"NO BROWSER: the page was not looked at, as there is no {' or '.join(NAMES)}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=PATIENCE)
        yield started
        started.close()


@pytest.fixture
def seen() -> Opened:
    """What the pages of a test did."""
    return Opened()


@pytest.fixture
def show(browser: Browser, seen: Opened, tmp_path: Path) -> Iterator[Opener]:
    """Opens an assessment's page from a file, at a size, with or without script."""
    contexts = []

    def opened(
        assessment: Assessment, size: tuple[int, int] = DESK, *, script: bool = True
    ) -> Page:
        file = tmp_path / "page.html"
        file.write_bytes(render(assessment, gate_of(assessment)))
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=script
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        seen.watch(page)
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
