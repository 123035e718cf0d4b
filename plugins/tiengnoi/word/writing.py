"""A document as .docx: the same articles as in the PDF, in the styles that Word knows.

Each heading carries a bookmark with the id of its section (`muc-tieu` as `muc_tieu`, since Word
allows no hyphen), and the file its page in `identifier`, so that a changed file finds its way back.
"""

import io
import zipfile
from datetime import date, datetime, time
from functools import lru_cache, partial

import docx as python_docx
from docx.document import Document as DocxDocument
from docx.shared import Cm, Pt

from tiengnoi.documents.order import Article, Order
from tiengnoi.locales import label
from tiengnoi.pdf.fonts import in_our_font
from tiengnoi.pdf.phrases import quoted
from tiengnoi.pdf.printing import compiler
from tiengnoi.pdf.trees import tree
from tiengnoi.word import marks
from tiengnoi.word.body import Body

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The one time of all members: the earliest that a zip file can say."""

LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def written(order: Order) -> bytes:
    """The .docx of a document; equal orders give equal bytes."""
    docx = python_docx.Document()
    _set_up(docx, order)
    for number, article in enumerate(order.articles):
        root, drawings = tree(article.html)
        picture = partial(_picture, order=order, article=article, drawings=drawings)
        body = Body(docx, article, picture, order.imprint.site_url)
        body.on_new_page = number > 0
        body.blocks(root, docx)
    return _same_bytes(docx)


def _set_up(docx: DocxDocument, order: Order) -> None:
    document, locale = order.document, order.document.locale
    section = docx.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2), Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
    marks.set_language(docx, LANGUAGES[locale])
    marks.set_styles(docx)
    properties = docx.core_properties
    properties.title, properties.author = document.title, order.imprint.site_name
    properties.last_modified_by = order.imprint.site_name
    properties.identifier, properties.version = f"{document.page}.{locale}", order.version
    properties.keywords, properties.language = order.version, LANGUAGES[locale]
    properties.comments = order.address
    day = order.updated or date(*_LONG_AGO[:3])
    properties.created = properties.modified = datetime.combine(day, time.min)
    properties.revision = 1
    foot = section.footer.paragraphs[0]
    foot.add_run(order.imprint.hotline).bold = True
    foot.add_run(f" · {order.edition} {label('page', locale)} ")
    marks.page_field(foot, "PAGE")
    foot.add_run(" / ")
    marks.page_field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size = Pt(9)


def _picture(src: str, order: Order, article: Article, drawings: list[str]) -> bytes | None:
    """A picture that an article shows, as PNG or JPEG."""
    if src.startswith("drawing:"):
        return png(in_our_font(drawings[int(src.partition(":")[2])]))
    picture = order.pictures.get(article.path_of(src))
    if picture is None:
        return None
    return png(picture.data.decode()) if picture.kind == "svg" else picture.data


@lru_cache(maxsize=256)
def png(svg: str) -> bytes:
    """A drawing as Word can show it."""
    image = f'#image(bytes({quoted(svg)}), format: "svg", width: 8cm)'
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n{image}"
    data = compiler().compile(source.encode(), format="png", ppi=150)
    assert isinstance(data, bytes)
    return data


def _same_bytes(docx: DocxDocument) -> bytes:
    """The file with its members sorted and without the time of its making."""
    made, out = io.BytesIO(), io.BytesIO()
    docx.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        # Readers expect the list of contents first.
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            new.writestr(member, old.read(name))
    return out.getvalue()
