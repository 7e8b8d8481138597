"""The page: its bytes kept, its texts whole, nothing in it that runs, loads or misleads."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from afitrack.model.assessment import Assessment, Use
from afitrack.model.requirement import FailingRow
from afitrack.model.standing import Outcome, Standing
from afitrack.model.verdict import Flag, Status
from afitrack.report.hidden import spelt
from afitrack.report.html import render
from afitrack.report.html.words import FLAG, FLAG_MEANS, STATE, STATUS, STATUS_MEANS
from report.assessments import empty, full, gate_of, many
from report.hostile_text import HOSTILE, marked, tainted
from report.page_reader import Page
from report.parts import exhibit, stood

GOLDEN = Path(__file__).parent / "golden"
RENEW = os.environ.get("AFITRACK_GOLDEN") == "1"
BOTH = {"full": full, "empty": empty}
LIMIT = 1_000_000


def page(assessment: Assessment) -> Page:
    return Page(render(assessment, gate_of(assessment)))


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("which", BOTH)
def test_the_bytes_are_as_kept(which: str) -> None:
    assessment, file = BOTH[which](), GOLDEN / f"{which}.html"
    content = render(assessment, gate_of(assessment))
    if RENEW:
        file.write_bytes(content)
    assert content == file.read_bytes()


@pytest.mark.parametrize("make", BOTH.values(), ids=BOTH)
def test_every_tag_is_closed_and_every_link_leads_somewhere(make: Callable[[], Assessment]) -> None:
    read = page(make())
    assert read.open == []
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    leads = {value for _, attrs in read.tags for name, value in attrs.items() if name == "href"}
    assert leads
    assert leads <= {f"#{name}" for name in ids}
    for name in ("aria-labelledby", "for"):
        assert {word for value in read.values(name) for word in value.split()} <= set(ids)


@pytest.mark.parametrize("make", BOTH.values(), ids=BOTH)
def test_a_policy_lets_nothing_run_or_load_but_what_is_printed(
    make: Callable[[], Assessment],
) -> None:
    read = page(make())
    policy = next(a["content"] for a in read.of("meta") if "http-equiv" in a)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        digest = hashlib.sha256(read.inside.get(tag, "").encode()).digest()
        kept = f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'"
        assert kept in policy or not read.of(tag)
        assert len(read.of(tag)) <= 1
    assert "unsafe" not in policy


@pytest.mark.parametrize("make", BOTH.values(), ids=BOTH)
def test_nothing_is_fetched_and_nothing_stands_in_attributes_that_runs(
    make: Callable[[], Assessment],
) -> None:
    read = page(make())
    names = {name for _, attrs in read.tags for name in attrs}
    assert not names & {"src", "srcset", "action", "poster", "data", "style", "xlink:href"}
    assert not [name for name in names if name.startswith("on")]
    assert not {"link", "iframe", "object", "embed", "img", "base"} & {tag for tag, _ in read.tags}
    assert not re.search(r"url\(|@import|https?:", read.inside["style"])


@pytest.mark.parametrize("make", BOTH.values(), ids=BOTH)
def test_landmarks_headings_and_tables_are_in_order(make: Callable[[], Assessment]) -> None:
    read = page(make())
    assert read.of("html") == [{"lang": "en-GB"}]
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(read.of(landmark)) == 1, landmark
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all("scope" in attrs for attrs in read.of("th"))
    assert len(read.of("caption")) == len(read.of("table"))


@pytest.mark.parametrize("make", BOTH.values(), ids=BOTH)
def test_the_marking_stands_at_top_and_foot(make: Callable[[], Assessment]) -> None:
    assessment = make()
    text = flat(page(assessment).text)
    marking = assessment.marking.value
    assert text.index(marking) < 120
    assert text.endswith(marking)
    assert "No public rendering of this report exists yet" in text


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_comes_back_whole(kind: str) -> None:
    read = page(tainted(full(), HOSTILE[kind]))
    shown = flat(" ".join((read.text, *(v for _, attrs in read.tags for v in attrs.values()))))
    found = sorted({int(number) for number in re.findall(r"Q(\d+)Q", shown)})
    assert len(found) > 100
    for number in found:
        assert flat(spelt(marked(HOSTILE[kind], number), "\n\t")) in shown, number


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_changes_no_shape(kind: str) -> None:
    def shape(read: Page) -> list[tuple[str, list[str]]]:
        # Names that were the same are now different, so there are more of them to choose from.
        return [(tag, list(attrs)) for tag, attrs in read.tags if tag != "option"]

    assert shape(page(full())) == shape(page(tainted(full(), HOSTILE[kind])))


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_line_is_a_command(kind: str) -> None:
    assessment = tainted(full(), HOSTILE[kind])
    content = render(assessment, gate_of(assessment)).decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", content)
    lines = content.split("\n")
    assert not [one for one in lines if one.lstrip().startswith("::") or "##" in one]


def test_front_answers_what_is_ready_what_slipped_and_what_needs_a_decision() -> None:
    text = flat(page(full()).text)
    front = text[text.index("What is ready") : text.index("Where AFIs stand")]
    assert re.match(r"What is ready 1 of \d+ ready for verification 2018-4", front)
    assert "What slipped 1 went back since Q2 2023/24 SOC-1" in front
    assert "What needs a decision 2 to decide SOC-1 Pay for a second analyst?" in front
    assert "CUSTODY-1 Who owns it?" in front


def test_what_went_back_stands_before_what_moved_forward() -> None:
    text = flat(page(full()).text)
    back, forward = text.index("Went back"), text.index("Moved forward")
    assert back < text.index("Was evidenced, is partly evidenced.") < forward
    assert forward < text.index("Was not evidenced, is evidenced.")


def test_every_afi_requirement_item_and_fault_is_there() -> None:
    assessment = full()
    text = page(assessment).text
    for standing in assessment.standings:
        assert standing.asks in text
        for outcome in standing.outcomes:
            assert outcome.title in text
            assert all(shortfall in text for c in outcome.considered for shortfall in c.shortfalls)
            assert all(key in text for key in outcome.vanished)
            assert all(row.key in text for row in outcome.rows)
            assert outcome.gap is None or outcome.gap.remedy in text
    for one in assessment.exhibits:
        assert one.title in text
        assert all(file.sha256 in text for file in one.files)
    for fault in assessment.diagnostics:
        assert f"{fault.location} [{fault.code}]" in text


def test_a_status_and_a_flag_is_never_a_colour_alone() -> None:
    read = page(full())
    symbols = {attrs["id"].removeprefix("i-") for attrs in read.of("symbol")}
    used = {attrs["href"][3:] for attrs in read.of("use") if attrs["href"][:3] == "#i-"}
    assert used <= symbols
    assert {one.value for one in (*STATUS, *FLAG, *STATE)} <= symbols
    assert set(STATUS) == set(STATUS_MEANS)
    assert set(FLAG) == set(FLAG_MEANS)
    assert all(word in read.text for word in (*STATUS.values(), *FLAG.values(), *STATE.values()))


def test_charts_are_told_in_words_and_in_a_table() -> None:
    read = page(full())
    charts = [attrs for attrs in read.of("svg") if attrs.get("role") == "img"]
    assert len(charts) == len(read.of("figure")) == len(read.of("desc")) == 4
    looks = {(attrs["class"], attrs.get("fill")) for attrs in read.of("rect") if "y" in attrs}
    assert looks == {
        ("o", None),
        ("b none", None),
        ("b solid", None),
        ("b", "url(#statuses-hatch)"),
        ("b", "url(#statuses-weave)"),
        ("b", "url(#natures-hatch)"),
        ("b", "url(#past-hatch)"),
        ("b", "url(#past-weave)"),
    }


def test_a_strip_tells_each_quarter_in_words_in_a_bar_and_in_a_table() -> None:
    content = render(full(), gate_of(full())).decode()
    part = content.split('id="afi-2018-4"')[1].split("</article>")[0]
    chart, _, table = part.partition("</svg>\n<details>")
    told = (
        "Q4 2021/22 not raised yet; Q1 2022/23 not evidenced; Q2 2022/23 partly evidenced; "
        "Q3 2022/23 evidenced; Q4 2022/23 no evidence submitted; Q1 2023/24 evidenced; "
        "Q2 2023/24 ready for verification; Q3 2023/24 ready for verification."
    )
    assert told in chart
    assert re.findall("#b-([a-z-]+)", chart)[:3] == ["none", "not-evidenced", "partly-evidenced"]
    assert chart.count('<use href="#b-') == 8
    cells = re.findall(r"<tr><th scope=.row.>(.*?)</th><td>(.*?)</td></tr>", table)
    rows = [f"{quarter} {re.sub('<[^>]*>', '', cell)}" for quarter, cell in cells]
    assert f"{'; '.join(rows)}." == told


def test_without_earlier_quarters_there_is_no_strip() -> None:
    assert "Quarter by quarter" not in page(many(2, 1)).text


def test_nothing_is_called_closed_or_coloured() -> None:
    assessment = many(1, 1)
    text = page(assessment).text.lower()
    said = text.replace("never says that an afi is closed", "")
    assert not re.search(r"\b(closed|compliant|red|amber|green)\b", said)


def test_a_long_list_of_rows_can_be_opened_without_script() -> None:
    assessment = many(1, 1)
    assert len(page(assessment).of("details")) == 1
    rows = tuple(FailingRow(f"ROW-{n}", ("blank",)) for n in range(40))
    read = page(with_outcomes(assessment, lambda outcome: replace(outcome, rows=rows)))
    assert len(read.of("details")) == 2
    assert "ROW-39 (blank)" in read.text


def test_fifty_afis_of_eight_requirements_make_less_than_a_megabyte() -> None:
    size = len(render(sizeable(50), gate_of(sizeable(50))))
    assert size <= LIMIT
    twice = len(render(sizeable(100), gate_of(sizeable(100))))
    assert twice < 2.05 * size


def sizeable(afis: int) -> Assessment:
    """AFIs whose texts are as long as they are in practice, and an item for each requirement."""

    def longer(outcome: Outcome) -> Outcome:
        rows = tuple(FailingRow(f"CASE-{n:03}", ("decision is blank",)) for n in range(6))
        assert outcome.gap is not None
        return replace(
            outcome,
            title="An order decided on, with a reason, in each case that meets the trigger",
            found="20 of 26 cases that meet the trigger (76.9%; 4 excluded)",
            required="95% of cases that meet the trigger where decision is one of sought, not "
            "sought and reason is present, data no more than 92 days old",
            proposed=("at-least",),
            rows=rows,
            gap=replace(outcome.gap, remedy="Put this right and submit the new register."),
        )

    assessment = with_outcomes(many(afis, 8), longer)
    index = tuple(
        replace(
            exhibit(one.item, Use.USED), title="Log of ancillary orders considered, to 2024-03-31"
        )
        for standing in assessment.standings
        for outcome in standing.outcomes
        for one in outcome.considered
    )
    history = stood(*[Status.PARTLY_EVIDENCED] * 8)
    standings = tuple(replace(one, history=history) for one in assessment.standings)
    return replace(assessment, exhibits=index, standings=standings)


def with_outcomes(assessment: Assessment, change: Callable[[Outcome], Outcome]) -> Assessment:
    def changed(standing: Standing) -> Standing:
        return replace(standing, outcomes=tuple(map(change, standing.outcomes)))

    return replace(assessment, standings=tuple(map(changed, assessment.standings)))


def test_without_an_earlier_quarter_nothing_is_said_of_one() -> None:
    alone = replace(
        full(),
        quarters_read=(full().quarter,),
        standings=tuple(
            replace(
                one,
                flags=tuple(flag for flag in one.flags if flag is not Flag.REGRESSED),
                outcomes=tuple(replace(o, lost=False, gained=False) for o in one.outcomes),
                previous=one.status,
            )
            for one in full().standings
        ),
    )
    texts = [flat(page(assessment).text) for assessment in (full(), alone)]
    figures = [
        text[text.index("Where AFIs stand") :].split("What the evidence")[0] for text in texts
    ]
    assert [", was " in one for one in figures] == [True, False]
    assert [one.count("Q2 2023/24") > 1 for one in figures] == [True, False]
    assert "There is no evidence of Q2 2023/24 to compare with" in figures[1]
