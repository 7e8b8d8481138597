"""How each format's reader takes its bytes apart: the texts it shows, and their shape."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from afitrack.gate import GateResult
from afitrack.model.assessment import Assessment
from afitrack.report import report
from afitrack.report.github import summary
from afitrack.report.hidden import spelt

MARKUP = {"title", "description", "statement", "prose", "remarks", "text"}
COMMAND = re.compile(r"::(?P<name>[a-z]+) (?P<properties>.*?)::(?P<message>.*)")


@dataclass(frozen=True)
class Sink:
    """A format: how it is written, which texts its reader shows, and their shape."""

    render: Callable[[Assessment, GateResult], bytes]
    texts: Callable[[bytes], Iterator[str]]
    shape: Callable[[bytes], object]


def of_format(name: str) -> Callable[[Assessment, GateResult], bytes]:
    return lambda assessment, gate: report(name).render(assessment, gate)


def json_shape(content: bytes) -> object:
    return _shape(json.loads(content))


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    return [_shape(one) for one in value] if isinstance(value, list) else type(value).__name__


def _strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _strings(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one, key)


def sarif_texts(content: bytes) -> Iterator[str]:
    for key, text in _strings(json.loads(content)):
        if key == "text":
            assert not re.search(r"(?<!\{)(\{\{)*\{\d+\}", text), "a placeholder"
            assert not re.search(r"\[[^\]]*\]\(", text), "a link"
            yield text.replace("{{", "{").replace("}}", "}")
        else:
            yield spelt(unquote(text), "\n\t") if key == "uri" else text


def gitlab_texts(content: bytes) -> Iterator[str]:
    return (text for _, text in _strings(json.loads(content)))


def oscal_texts(content: bytes) -> Iterator[str]:
    for key, text in _strings(json.loads(content)):
        if key == "href":
            yield spelt(unquote(text).replace("\r\n", "\n"), "\n\t")
        elif key in MARKUP:
            html = Html(MarkdownIt("commonmark").render(text))
            assert html.tags <= {"p"}, html.tags
            yield html.text
        else:
            yield text


def junit_texts(content: bytes) -> Iterator[str]:
    for element in ElementTree.fromstring(content).iter():
        yield from element.attrib.values()
        yield element.text or ""


def junit_shape(content: bytes) -> object:
    return [(one.tag, sorted(one.attrib)) for one in ElementTree.fromstring(content).iter()]


def commands(content: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Name, properties and message of each line, as the runner reads them."""
    lines = re.split(r"\r\n|\r|\n", content.decode())
    assert lines.pop() == ""
    return [_command(line) for line in lines]


def _command(line: str) -> tuple[str, dict[str, str], str]:
    found = COMMAND.fullmatch(line)
    assert found is not None, line
    pairs = (pair.partition("=") for pair in found["properties"].split(","))
    properties = {key: _unescaped(value, full=True) for key, _, value in pairs}
    return found["name"], properties, _unescaped(found["message"], full=False)


def _unescaped(text: str, *, full: bool) -> str:
    for escape, character in (("%3A", ":"), ("%2C", ",")) if full else ():
        text = text.replace(escape, character)
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def github_texts(content: bytes) -> Iterator[str]:
    for _, properties, message in commands(content):
        yield from properties.values()
        yield message


def github_shape(content: bytes) -> object:
    return [(name, sorted(properties)) for name, properties, _ in commands(content)]


class Html(HTMLParser):
    """The text of some HTML and the tags it is in."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.order = "", list[str]()
        self.feed(html)
        self.close()

    @property
    def tags(self) -> set[str]:
        return set(self.order)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs, attrs
        self.order.append(tag)
        self.text += " " if tag == "br" else ""

    def handle_endtag(self, tag: str) -> None:
        self.text += " " if tag == "td" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def _summary(content: bytes) -> Html:
    return Html(MarkdownIt("commonmark").enable("table").render(content.decode()))


def summary_texts(content: bytes) -> Iterator[str]:
    html = _summary(content)
    assert html.tags <= {*"p strong table thead tbody tr th td br".split()}, html.tags
    yield html.text


def summary_shape(content: bytes) -> object:
    return [tag for tag in _summary(content).order if tag != "br"]


SINKS: dict[str, Sink] = {
    "github": Sink(of_format("github"), github_texts, github_shape),
    "github-summary": Sink(summary, summary_texts, summary_shape),
    "gitlab": Sink(of_format("gitlab"), gitlab_texts, json_shape),
    "junit": Sink(of_format("junit"), junit_texts, junit_shape),
    "oscal-ar": Sink(of_format("oscal-ar"), oscal_texts, json_shape),
    "oscal-poam": Sink(of_format("oscal-poam"), oscal_texts, json_shape),
    "sarif": Sink(of_format("sarif"), sarif_texts, json_shape),
}
