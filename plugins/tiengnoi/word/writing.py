"""A document as .docx: the same articles as in the PDF, in the styles that Word knows.

Each heading carries a bookmark with the id of its section (`muc-tieu` as `muc_tieu`, since Word
allows no hyphen), and the file its page in `identifier`, so that a changed file finds its way back.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache

import docx as python_docx
from docx.document import Document as DocxDocument
from docx.shared import Cm, Pt

from tiengnoi.documents.order import Article, Order
from tiengnoi.locales import label, written_day
from tiengnoi.pdf.fonts import in_our_font
from tiengnoi.pdf.phrases import quoted
from tiengnoi.pdf.printing import compiler
from tiengnoi.pdf.trees import tree
from tiengnoi.word import marks
from tiengnoi.word.body import Body

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The one time of all members: the earliest that a zip file can say."""

LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def written(order: Order, levels: Mapping[str, int] | None = None) -> bytes:
    """The .docx of a document; equal orders give equal bytes."""
    docx = python_docx.Document()
    _set_up(docx, order)
    for number, article in enumerate(order.articles):
        root, drawings = tree(article.html)
        body = Body(docx, article, _pictures(order, article, drawings), order.imprint.site_url)
        body.on_new_page = number > 0
        body.write(root)
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
    day = datetime.combine(order.updated, datetime.min.time(), UTC) if order.updated else None
    properties.created = properties.modified = (day or datetime(1980, 1, 1, tzinfo=UTC)).replace(
        tzinfo=None
    )
    properties.revision = 1
    version = label("version", locale, version=order.version)
    if order.updated:
        version = f"{label('updated', locale, day=written_day(order.updated, locale))} {version}"
    foot = section.footer.paragraphs[0]
    foot.add_run(order.imprint.hotline).bold = True
    foot.add_run(f" · {version} {label('page', locale)} ")
    marks.page_field(foot, "PAGE")
    foot.add_run(" / ")
    marks.page_field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size = Pt(9)


def _pictures(order: Order, article: Article, drawings: list[str]) -> Mapping[str, bytes]:
    """Pictures that an article shows, by the address that it has for them, as PNG or JPEG."""
    from posixpath import join, normpath

    shown = {}
    for number, drawing in enumerate(drawings):
        shown[f"drawing:{number}"] = png(in_our_font(drawing))
    for path, picture in order.pictures.items():
        data = png(picture.data.decode()) if picture.kind == "svg" else picture.data
        shown[path] = data
    return _Addresses(shown, lambda src: normpath(join("/", article.url, src)).lstrip("/"))


class _Addresses(dict[str, bytes]):
    """Pictures by their address in the site, found by the one that stands on a page."""

    def __init__(self, pictures: Mapping[str, bytes], resolve: object) -> None:
        super().__init__(pictures)
        self.resolve = resolve

    def __missing__(self, src: str) -> bytes:
        found = self.get(self.resolve(src))  # type: ignore[operator]
        if found is None:
            raise KeyError(src)
        return found


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
