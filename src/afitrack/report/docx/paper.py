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
from docx.oxml.table import CT_Tbl
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
        self._end = self._document.element.body.sectPr
        self._properties(title, marking, day)
        self._layout(marking)

    def title(self, text: str) -> None:
        """The title of the paper."""
        self._paragraph(text, "Title")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading."""
        self._paragraph(text, f"Heading{level}")

    def text(self, text: str, *, bold: bool = False) -> None:
        """A paragraph."""
        self._paragraph(text, None, bold=bold)

    def points(self, texts: Iterable[str]) -> None:
        """A list."""
        for text in texts:
            self._paragraph(text, "ListBullet")

    def new_page(self) -> None:
        """What follows begins on a new page."""
        self._end.addprevious(self._document.add_page_break()._p)

    def table(self, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]) -> None:
        """A table whose head is repeated on each page; widths are shares of the page."""
        whole = sum(share for _, share in columns)
        table = CT_Tbl.new_tbl(1, len(columns), Cm(_WIDTH))
        table.tblStyle_val, table.autofit = "TableGrid", False
        head = table.tr_lst[0]
        for cell, grid, (title, share) in zip(
            head.tc_lst, table.tblGrid.gridCol_lst, columns, strict=True
        ):
            cell.width = grid.w = Cm(_WIDTH * share / whole)
            run = cell.p_lst[0].add_r()
            run.get_or_add_rPr().sz_val = Pt(9)
            run.text = escape(title)
        kept = head.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
        # A cell made by python-docx takes a third of a millisecond; one of a copied row far less.
        pattern = deepcopy(head)
        kept.append(OxmlElement("w:tblHeader"))
        for run in head.iter(qn("w:r")):
            run.get_or_add_rPr().insert(0, OxmlElement("w:b"))
        for row in rows:
            line = deepcopy(pattern)
            for run, text in zip(line.iter(qn("w:r")), row, strict=True):
                run.text = escape(text)
            table.append(line)
        self._end.addprevious(table)
        self.text("")

    def _paragraph(self, text: str, style: str | None, *, bold: bool = False) -> None:
        """One more paragraph; python-docx would look through the whole document for its end."""
        paragraph = OxmlElement("w:p")
        if style is not None:
            paragraph.style = style
        run = paragraph.add_r()
        if bold:
            run.get_or_add_rPr().append(OxmlElement("w:b"))
        run.text = escape(text)
        self._end.addprevious(paragraph)

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
        normal = self._document.styles["Normal"]
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
