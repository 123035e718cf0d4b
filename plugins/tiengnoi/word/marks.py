"""What python-docx has no method for: bookmarks, links, tick boxes, borders, fields, numbering."""

from collections.abc import Iterable

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

_CHECKBOX = "http://schemas.microsoft.com/office/word/2010/wordml"  # Word 2010 and later

_AFTER_EDGES_OF_PARAGRAPH = [
    f"w:{name}"
    for name in (
        "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
        " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
        " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
        " rPr sectPr pPrChange"
    ).split()
]
"""What follows the edges among the properties of a paragraph (ISO/IEC 29500-1, 17.3.1.26); Word
wants this order. Below, the same for a table (17.4.59)."""
_AFTER_EDGES_OF_TABLE = ["w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"]


def element(tag: str, /, **attributes: object) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a paragraph between the ends of a bookmark."""
    start = element("w:bookmarkStart", id=number, name=name.replace("-", "_")[:40])
    inner = paragraph._p
    inner.insert(1 if inner.pPr is not None else 0, start)
    inner.append(element("w:bookmarkEnd", id=number))


def link(paragraph: Paragraph, address: str) -> BaseOxmlElement:
    """A link at the end of a paragraph, to put runs into."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    paragraph._p.append(made)
    return made


def tick_box(paragraph: Paragraph) -> None:
    """A box that a click ticks, and that prints as one."""
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")} xmlns:w14="{_CHECKBOX}"><w:sdtPr><w14:checkbox>'
            '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
            '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic"'
            ' w:eastAsia="MS Gothic"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
        )
    )


def page_field(paragraph: Paragraph, name: str) -> None:
    """A number that Word fills in: PAGE or NUMPAGES."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        run._r.append(element("w:fldChar", fldCharType=kind))
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = name
            paragraph.add_run()._r.append(code)
        elif kind == "separate":
            paragraph.add_run("1")


def line_to_write_on(paragraph: Paragraph, width: float) -> None:
    """A line from the end of the words to the edge of the text, `width` centimetres wide."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    paragraph.add_run("\t")
    paragraph.paragraph_format.space_before = Pt(8)


def line_below(paragraph: Paragraph) -> None:
    """A line from edge to edge: within a cell, where a tab may not reach."""
    edges = _edges("w:pBdr", ("bottom", "between"))
    paragraph._p.get_or_add_pPr().insert_element_before(edges, *_AFTER_EDGES_OF_PARAGRAPH)
    paragraph.paragraph_format.space_before = Pt(8)


def dashed_edges(table: Table) -> None:
    """Lines to cut along."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    edges = _edges("w:tblBorders", sides, "dashed")
    table._tbl.tblPr.insert_element_before(edges, *_AFTER_EDGES_OF_TABLE)


def _edges(name: str, sides: Iterable[str], kind: str = "single") -> BaseOxmlElement:
    made = element(name)
    for side in sides:
        made.append(element(f"w:{side}", val=kind, sz=6, space=4, color="555555"))
    return made


def numbering(docx: Document, start: int) -> int:
    """A new numbered list; its id, for `numbered`."""
    root = docx.part.numbering_part.element
    style = docx.styles["List Number"].element
    number = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    abstract = next(one for one in root.num_lst if str(one.numId) == number).abstractNumId.val
    made = root.add_num(abstract)
    made.add_lvlOverride(0).add_startOverride(start)
    return int(made.numId)


def numbered(paragraph: Paragraph, list_id: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = list_id


def repeat_as_heading(row: object) -> None:
    """The row stands at the top of each page that its table reaches."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))  # type: ignore[attr-defined]


def column_widths(table: Table, widths: list[float]) -> None:
    """Widths in centimetres; Word reads them from the cells, LibreOffice from the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=False):
            cell.width = Cm(width)


def row_heights(table: Table, height: float) -> None:
    """Rows of at least so many centimetres."""
    for row in table.rows:
        row.height = Cm(height)


def set_language(docx: Document, language: str) -> None:
    fonts = docx.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in fonts.findall(qn("w:lang")):
        fonts.remove(old)
    fonts.append(element("w:lang", val=language, eastAsia=language))


def set_styles(docx: Document) -> None:
    """Type and space of the styles: Arial has all of Vietnamese, and every Windows has Arial."""
    for name, size, before, after in (
        ("Normal", 11, 0, 5),
        ("Title", 20, 0, 6),
        ("Heading 1", 15, 14, 5),
        ("Heading 2", 12.5, 12, 4),
        ("Heading 3", 11.5, 8, 3),
        ("List Bullet", 11, 0, 3),
        ("List Number", 11, 0, 3),
    ):
        style = docx.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), "Arial")
        style.font.size = Pt(size)
        style.font.color.rgb = None
        for colour in style.element.findall(f".//{qn('w:color')}"):
            colour.getparent().remove(colour)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    title = docx.styles["Title"]
    title.font.bold = True
    for edge in title.element.findall(f".//{qn('w:pBdr')}"):
        edge.getparent().remove(edge)
