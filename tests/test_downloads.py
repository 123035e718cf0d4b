"""The PDFs and Word files of our real site, each of them."""

import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import page as validation
import pytest
from filelock import FileLock
from lxml import html as lxml_html
from pypdf import PdfReader

from conftest import ROOT
from tiengnoi.documents.document import Document, documents
from tiengnoi.locales import LOCALES, label, size_in_words
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.search.sections import sections_of

CATALOGUE = read_catalogue(ROOT, Problems())
DOCUMENTS = {one.path("pdf"): one for locale in LOCALES for one in documents(CATALOGUE, locale)}
PARTS = 24
"""The files are looked at in so many tests, which share the cores."""

PROFILES = (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A)
LIMITS = {"session": 130_000, "handout": 60_000, "guide": 1_500_000}
"""Bytes. A session is meant to have 120 KB; those with three large pictures have up to 128."""

in_parts = pytest.mark.parametrize("part", range(PARTS))
SCREEN = (
    "tn-downloads tn-contents tn-variants tn-copy tn-after-sheet tn-exit tn-all-downloads"
    " md-content__button md-source-file"
).split()
"""Classes of what stands on the page and not on paper."""

UNSEEN = ("script", "style", "svg", "button", "template")


def some(part: int) -> list[Document]:
    return [one for _, one in sorted(DOCUMENTS.items())][part::PARTS]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@dataclass(frozen=True)
class Paper:
    """What a PDF says of itself."""

    title: str
    locale: str
    pages: int
    has_outline: bool
    size: tuple[int, int]
    bytes: int


Papers = Callable[[Document], Paper]
Texts = Callable[[Path], list[str]]


@pytest.fixture
def paper(site: Path, shared: Path) -> Papers:
    """Reads a PDF of the site, once a run."""

    def paper(document: Document) -> Paper:
        path = site / document.path("pdf")
        return Paper(**kept(shared, path, "paper", lambda: asdict(read_paper(path))))

    return paper


@pytest.fixture
def texts(shared: Path) -> Texts:
    """The texts of a PDF's pages, read once a run."""

    def texts(path: Path) -> list[str]:
        found: list[str] = kept(
            shared, path, "texts", lambda: [page.extract_text() for page in PdfReader(path).pages]
        )
        return found

    return texts


def kept(shared: Path, path: Path, kind: str, read: Callable[[], Any]) -> Any:
    """What `read` gives of a file, kept for all workers."""
    file = shared / f"{kind}-{sha256(str(path).encode()).hexdigest()[:16]}.json"
    with FileLock(f"{file}.lock"):
        if not file.exists():
            file.write_text(json.dumps(read()), "utf-8")
    return json.loads(file.read_text("utf-8"))


def read_paper(path: Path) -> Paper:
    reader = PdfReader(path)
    assert reader.metadata is not None
    width, height = (round(float(side)) for side in reader.pages[0].mediabox[2:])
    return Paper(
        reader.metadata.title or "",
        str(reader.root_object["/Lang"]),
        len(reader.pages),
        bool(reader.outline),
        (width, height),
        path.stat().st_size,
    )


@in_parts
def test_every_pdf_meets_both_standards(site: Path, part: int) -> None:
    for document in some(part):
        data = (site / document.path("pdf")).read_bytes()
        for profile in PROFILES:
            report = validation.validate_pdf_bytes(data, profile=profile)
            assert report.is_compliant, (document.path("pdf"), report.failures[:3])


@in_parts
def test_every_pdf_says_what_it_is_and_in_which_language(paper: Papers, part: int) -> None:
    for document in some(part):
        found = paper(document)
        assert found.title.split() == document.title.split()
        assert found.locale == document.locale
        assert found.has_outline
        assert tuple(found.size) == (595, 842)


@in_parts
def test_a_handout_has_the_pages_that_it_declares(paper: Papers, part: int) -> None:
    for document in some(part):
        if document.kind == "handout":
            declared = CATALOGUE.handouts[document.page].pages
            assert paper(document).pages == declared, document.path("pdf")


@in_parts
def test_files_are_small(site: Path, part: int) -> None:
    for document in some(part):
        size = (site / document.path("pdf")).stat().st_size
        assert size <= LIMITS.get(document.kind, 1_500_000), (document.path("pdf"), size)


@in_parts
def test_the_run_sheet_of_a_session_is_alone_on_its_page(
    site: Path, texts: Texts, part: int
) -> None:
    for document in some(part):
        if document.kind != "session":
            continue
        session = CATALOGUE.sessions[document.page]
        titles = [squeezed(step.title.text(document.locale).words) for step in session.steps]
        pages = [squeezed(text) for text in texts(site / document.path("pdf"))]
        whole = [text for text in pages if all(title in text for title in titles)]
        assert len(whole) == 1, document.path("pdf")
        first_words = squeezed(session.messages[0].text(document.locale).words)[:20]
        assert first_words not in whole[0]


@in_parts
def test_a_step_is_not_split_from_its_heading(site: Path, texts: Texts, part: int) -> None:
    for document in some(part):
        if document.kind != "session":
            continue
        sheets = [squeezed(text) for text in texts(site / document.path("pdf"))]
        for number, step in enumerate(CATALOGUE.sessions[document.page].steps, 1):
            heading = squeezed(f"{number}. {step.title.text(document.locale).words}")
            pages = [text for text in sheets if heading in text]
            # On the run sheet, and where the step is.
            behind = [text.partition(heading)[2] for text in pages]
            footer = "tai-lieu/"
            assert all(len(text.partition(footer)[0]) > 60 for text in behind), (
                document.path("pdf"),
                heading,
            )


@pytest.mark.parametrize("guide", ["cau-lac-bo", "lanh-dao"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_guide_gives_back_every_word_of_its_pages(
    site: Path, texts: Texts, guide: str, locale: str
) -> None:
    document = DOCUMENTS[f"tai-ve/{guide}.{locale}.pdf"]
    text = "".join(texts(site / document.path("pdf")))
    assert unicodedata.is_normalized("NFC", text)
    assert "\ufffd" not in text
    shown = squeezed(text)
    for name in document.pages:
        missing = [word for word in words_of(site, name, locale) if word not in shown]
        assert not missing, name


def words_of(site: Path, name: str, locale: str) -> list[str]:
    """The words of a page that are for paper."""
    folder = site if locale == "vi" else site / locale
    path = folder / name.removesuffix("index") / "index.html"
    (article,) = lxml_html.fromstring(path.read_text("utf-8")).cssselect("article")
    for one in list(article.iter()):
        classes = set(one.get("class", "").split()) if isinstance(one.tag, str) else set()
        is_why = one.tag == "a" and "tn-proposal" in one.getparent().get("class", "")
        unseen = not isinstance(one.tag, str) or one.tag in UNSEEN
        if unseen or is_why or classes & {*SCREEN}:
            one.drop_tree()
    words = unicodedata.normalize("NFC", " ".join(article.itertext())).split()
    return [word for word in words if re.search(r"\w", word) and "…" not in word]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_page_offers_its_own_with_pages_and_size(
    site: Path, paper: Papers, locale: str
) -> None:
    folder = site if locale == "vi" else site / locale
    for document in DOCUMENTS.values():
        if document.locale != locale or document.kind == "role":
            continue
        page = folder / document.page.removesuffix("index") / "index.html"
        (article,) = lxml_html.fromstring(page.read_text("utf-8")).cssselect("article")
        bars = article.cssselect(".tn-downloads li")
        (mine,) = [
            one for one in bars if unquote(one.cssselect("a")[0].get("href", "")).endswith(
                "/" + document.path("pdf")
            )
        ]  # fmt: skip
        file = site / document.path("pdf")
        assert (page.parent / mine.cssselect("a")[0].get("href")).resolve() == file.resolve()
        facts = mine.cssselect("small")[0].text_content()
        assert str(paper(document).pages) in facts
        assert size_in_words(file.stat().st_size, document.locale) in facts


@pytest.mark.parametrize("locale", LOCALES)
def test_the_downloads_page_lists_every_file(site: Path, locale: str) -> None:
    folder = site if locale == "vi" else site / locale
    text = (folder / "tai-ve/index.html").read_text("utf-8")
    for document in DOCUMENTS.values():
        if document.locale == locale:
            for format in document.formats:
                assert f'{document.path(format).removeprefix("tai-ve/")}"' in text


@in_parts
def test_a_word_file_has_the_words_of_its_page(site: Path, part: int) -> None:
    for document in some(part):
        if "docx" not in document.formats:
            continue
        opened = docx.Document(io.BytesIO((site / document.path("docx")).read_bytes()))
        assert opened.core_properties.identifier == f"{document.page}.{document.locale}"
        text = squeezed("".join(opened.element.body.itertext()))
        assert unicodedata.is_normalized("NFC", text)
        missing = [one for one in words_of(site, document.page, document.locale) if one not in text]
        assert not missing, document.path("docx")


@pytest.mark.parametrize("locale", LOCALES)
def test_run_mode_is_for_the_screen_alone(site: Path, texts: Texts, locale: str) -> None:
    document = DOCUMENTS[f"tai-ve/cau-lac-bo/quyen-tre-em.{locale}.pdf"]
    opened = docx.Document(io.BytesIO((site / document.path("docx")).read_bytes()))
    folder = site if locale == "vi" else site / locale
    page = (folder / "cau-lac-bo/quyen-tre-em/index.html").read_text("utf-8")
    article = page.partition('<div class="tn-session')[2].partition("</article>")[0]
    found = " ".join(section.text for section in sections_of(f"<div{article}"))
    written = [*texts(site / document.path("pdf")), "".join(opened.element.body.itertext()), found]
    for name in ("run-mode", "run-mode-open", "run-mode-thanks"):
        words = squeezed(label(name, document.locale))
        assert not [text for text in written if words in squeezed(text)]


@pytest.mark.parametrize("name", ["cau-lac-bo/quyen-tre-em", "lanh-dao/tu-danh-gia-radar"])
def test_each_heading_of_a_word_file_carries_its_id(site: Path, name: str) -> None:
    opened = docx.Document(io.BytesIO((site / f"tai-ve/{name}.vi.docx").read_bytes()))
    page = (site / name / "index.html").read_text("utf-8")
    ids = re.findall(r'<h[1-6] id="([^"]+)"', page)
    marked = re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', opened.element.xml)
    on_paper = [id for id in ids if id not in ("dung-trong", "nguon", "phieu")]
    assert {id.replace("-", "_") for id in on_paper} <= set(marked)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_every_word_of_a_word_file(
    site: Path, texts: Texts, tmp_path: Path
) -> None:
    names = ["cau-lac-bo/quyen-tre-em.vi", "lanh-dao/tu-danh-gia-radar.en", "cau-lac-bo/the-111.vi"]
    for name in names:
        (tmp_path / f"{name.replace('/', '.')}.docx").symlink_to(site / f"tai-ve/{name}.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True)
    for name in names:
        page, locale = name.rsplit(".", 1)
        text = squeezed("".join(texts(tmp_path / f"{name.replace('/', '.')}.pdf")))
        missing = [word for word in words_of(site, page, locale) if word not in text]
        assert not missing, name
