"""A Word document: headings, paragraphs, lists and tables, all of them plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from afitrack.report.hidden import spelt

_WIDTH: Final = 17.0
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)


def escape(text: str) -> str:
    """``text`` with nothing hidden in it, and with nothing that XML cannot hold."""
    return spelt(text, keep="\n")


class Paper:
    """A document that grows at its end."""

    def __init__(self, title: str, marking: str, day: date) -> None:
        self._document: Any = docx.Document()
        self._styles = {
            name: self._document.styles[name] for name in ("Normal", "List Bullet", "Table Grid")
        }
        self._properties(title, marking, day)
        self._layout(marking)

    def title(self, text: str) -> None:
        """The title of the paper."""
        self._document.add_heading(escape(text), 0)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading."""
        self._document.add_heading(escape(text), level)

    def text(self, text: str, *, bold: bool = False) -> None:
        """A paragraph."""
        run = self._document.add_paragraph().add_run(escape(text))
        run.bold = bold or None

    def points(self, texts: Iterable[str]) -> None:
        """A list."""
        for text in texts:
            self._document.add_paragraph(escape(text), self._styles["List Bullet"])

    def new_page(self) -> None:
        """What follows begins on a new page."""
        self._document.add_page_break()

    def table(self, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]) -> None:
        """A table whose head is repeated on each page; widths are shares of the page."""
        table = self._document.add_table(1, len(columns), self._styles["Table Grid"])
        table.autofit = False
        whole = sum(share for _, share in columns)
        for cell, (title, share) in zip(table.rows[0].cells, columns, strict=True):
            cell.width = Cm(_WIDTH * share / whole)
            cell.paragraphs[0].add_run(escape(title)).font.size = Pt(9)
        for grid, (_, share) in zip(table._tbl.tblGrid.gridCol_lst, columns, strict=True):
            grid.w = Cm(_WIDTH * share / whole)
        head = table._tbl.tr_lst[0]
        head.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        # A cell through python-docx takes a third of a millisecond; a copy of a row takes little.
        pattern = deepcopy(head)
        head.trPr.append(OxmlElement("w:tblHeader"))
        for run in head.iter(qn("w:r")):
            run.get_or_add_rPr().insert(0, OxmlElement("w:b"))
        for row in rows:
            line = deepcopy(pattern)
            for run, text in zip(line.iter(qn("w:r")), row, strict=True):
                run.text = escape(text)
            table._tbl.append(line)
        self._document.add_paragraph()

    def content(self) -> bytes:
        """The document as bytes that hold no time of making."""
        made, target = BytesIO(), BytesIO()
        self._document.save(made)
        with ZipFile(made) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
            for name in old.namelist():
                entry = ZipInfo(name, _ZIP_DAY)
                entry.compress_type = ZIP_DEFLATED
                entry.create_system = 0
                new.writestr(entry, old.read(name))
        return target.getvalue()

    def _properties(self, title: str, marking: str, day: date) -> None:
        core = self._document.core_properties
        core.title, core.subject = escape(title)[:255], marking
        core.author = core.last_modified_by = "afitrack"
        core.comments, core.keywords, core.language = "", marking, "en-GB"
        core.created = core.modified = datetime.combine(day, time())
        core.revision = 1

    def _layout(self, marking: str) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        normal = self._styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(10.5)
        normal.paragraph_format.space_after = Pt(4)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        normal.element.get_or_add_rPr().append(language)
        for place, page in ((section.header, False), (section.footer, True)):
            line = place.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.add_run(marking).bold = True
            if page:
                line.add_run(" · page ")
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE")
                line._p.append(field)
