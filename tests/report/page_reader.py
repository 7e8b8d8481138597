"""Takes a page apart as a strict reader would: every tag closed, attributes and text apart."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {*"area base br circle col embed hr img input link meta path rect source track use".split()}


class Page(HTMLParser):
    """A page taken apart: its tags with their attributes, its text, and what is in one tag."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags = list[tuple[str, dict[str, str]]]()
        self.open = list[str]()
        self.inside: dict[str, str] = {}
        self.text = ""
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += " "

    def handle_data(self, data: str) -> None:
        self.inside[self.open[-1] if self.open else ""] = data
        if not {"style", "script"} & set(self.open[-1:]):
            self.text += data

    def values(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.tags if name in attrs]

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]
