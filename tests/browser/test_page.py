"""The page in a real browser: read with and without script, by keyboard, on a phone, on paper."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from afitrack.model.assessment import Assessment
from browser.opened import DESK, PHONE, Opened, Opener
from report.assessments import empty, full
from report.hostile_text import HOSTILE, tainted

CONTROLS = "a[href], button, select, summary"


def judged_by_axe(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("make", [full, empty])
def test_axe_finds_nothing(
    show: Opener, make: Callable[[], Assessment], size: tuple[int, int]
) -> None:
    page = show(make(), size)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert judged_by_axe(page) == []


@pytest.mark.parametrize("text", ["", "".join(HOSTILE.values())], ids=["plain", "hostile"])
def test_nothing_is_fetched_and_nothing_runs(show: Opener, seen: Opened, text: str) -> None:
    page = show(tainted(full(), text) if text else full())
    page.mouse.wheel(0, 9000)
    assert seen.requests == [page.url]
    assert seen.said == []


def width(page: Page) -> int:
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert isinstance(wide, int)
    return wide


@pytest.mark.parametrize("text", ["", "Constabulary" * 20], ids=["plain", "long-words"])
def test_a_phone_shows_it_without_scrolling_sideways(show: Opener, text: str) -> None:
    page = show(tainted(full(), text) if text else full(), PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert width(page) <= PHONE[0]
    # The spacing that a reader may set (WCAG 2.2, 1.4.12) must not push anything out either.
    page.evaluate(
        """const sheet = new CSSStyleSheet();
        sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;"
          + "word-spacing:.16em!important} p{margin-bottom:2em!important}");
        document.adoptedStyleSheets = [sheet];"""
    )
    assert width(page) <= PHONE[0]


def test_the_keyboard_reaches_every_control_and_shows_where_it_is(show: Opener) -> None:
    page = show(full())
    controls = page.evaluate(
        f"""() => {{
          const all = [...document.querySelectorAll({CONTROLS!r})].filter(
            (one) => one.checkVisibility({{contentVisibilityAuto: true}}));
          all.forEach((one, n) => one.dataset.control = n);
          return all.length;
        }}"""
    )
    reached, unseen = set[str](), []
    for _ in range(controls):
        page.keyboard.press("Tab")
        number, outline = page.evaluate(
            "[document.activeElement.dataset.control, "
            "getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached.add(number)
        unseen += [number] if outline == "none" else []
    assert reached == {str(number) for number in range(controls)}
    assert unseen == []


def test_the_first_stop_skips_to_the_content(show: Opener) -> None:
    page = show(full())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def rows(page: Page) -> list[str]:
    return page.locator("#all tbody tr:visible th a").all_text_contents()


def sections(page: Page) -> list[str]:
    return page.locator("#afi-list article:visible h3 .id").all_text_contents()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).select_option(option)


def test_afis_can_be_filtered_and_sorted(show: Opener) -> None:
    assessment = full()
    page = show(assessment)
    names = [standing.afi for standing in assessment.standings]
    assert rows(page) == sections(page) == names

    choose(page, "Status", "ready for verification")
    assert rows(page) == sections(page) == ["2018-4"]
    assert page.get_by_role("status").inner_text().startswith(f"1 of {len(names)} shown")
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_contain_text(f"{len(names)} of {len(names)} shown")

    choose(page, "Owner", "nobody yet")
    assert rows(page) == ["CUSTODY-1"]
    choose(page, "Owner", "")
    choose(page, "Plan priority", "Serious violence")
    assert rows(page) == sections(page) == ["SOC-1"]
    choose(page, "With a gap in", "outcome")
    assert rows(page) == sections(page) == []
    choose(page, "Plan priority", "")
    choose(page, "With a gap in", "")

    choose(page, "In order of", "status, lowest first")
    assert rows(page) == sections(page)
    assert rows(page)[0] == "CUSTODY"
    assert rows(page)[-2:] == ["2018-4", "NOTE"]
    choose(page, "In order of", "owner")
    assert sorted(rows(page)) == sorted(names)
    assert rows(page)[-2] == "CUSTODY-1"


def test_each_afi_shows_where_it_stood_quarter_by_quarter(show: Opener) -> None:
    page = show(full())
    chart = page.get_by_role("img", name="2018-4, quarter by quarter")
    described = chart.evaluate("one => one.querySelector('desc').textContent")
    assert described.endswith("Q3 2023/24 ready for verification.")
    bars = chart.locator("use").evaluate_all(
        "all => all.map((one) => [one.getBBox().width, one.getBBox().height])"
    )
    assert len(bars) == 8
    assert all(wide for wide, _ in bars)
    heights = [high for _, high in bars]
    assert heights[0] == heights[4] == 0
    assert 0 < heights[1] < heights[2] < heights[3] == heights[5] < heights[6] == heights[7]
    article = page.locator("#afi-2018-4")
    article.get_by_text("The same in words").click()
    assert article.locator("table:visible tbody tr").count() == 8


def test_every_list_can_be_opened_at_once(show: Opener) -> None:
    page = show(full())
    button = page.get_by_role("button", name="Open every list")
    button.click()
    assert page.locator("details:not([open])").count() == 0
    button.click()
    assert page.locator("details[open]").count() == 0


def test_everything_is_readable_without_script(show: Opener) -> None:
    assessment = full()
    page = show(assessment, script=False)
    assert not page.locator("#filter").is_visible()
    assert not page.locator("#unfold").is_visible()
    assert len(rows(page)) == len(sections(page)) == len(assessment.standings)
    for one in page.locator("summary").all():
        one.click()
    shown = page.locator("body").inner_text()
    for standing in assessment.standings:
        for outcome in standing.outcomes:
            assert outcome.title in shown
            assert all(reason in shown for c in outcome.considered for reason in c.shortfalls)
    assert all(file.sha256 in shown for one in assessment.exhibits for file in one.files)


def test_paper_has_every_afi_what_is_folded_and_the_marking_on_each_sheet(show: Opener) -> None:
    assessment = full()
    page = show(replace(assessment, force_name="Testshire"))
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    # A font may print fi as one letter.
    sheets = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in pdf.pages]
    assert round(float(pdf.pages[0].mediabox.width)) == 595
    assert all(text.count(assessment.marking.value) >= 2 for text in sheets)
    whole = re.sub(r"\s+", " ", " ".join(sheets))
    for standing in assessment.standings:
        assert f"{standing.afi} {standing.title}" in whole
        for outcome in standing.outcomes:
            assert outcome.title in whole
            assert all(reason in whole for c in outcome.considered for reason in c.shortfalls)
    assert "In order of" not in whole


def test_paper_needs_no_colour(show: Opener) -> None:
    page = show(full())
    page.emulate_media(media="print")
    colours = page.evaluate(
        """[...new Set([...document.querySelectorAll("main *")].flatMap((one) => {
          const look = getComputedStyle(one);
          return [look.color, look.borderTopColor, look.stroke, look.fill];
        }))].filter((one) => one.startsWith("rgb"))"""
    )
    for colour in colours:
        red, green, blue = re.findall(r"\d+", colour)[:3]
        assert red == green == blue, colour
