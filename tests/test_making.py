"""Orders into files: what is cached, what goes wrong, and what is always the same."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import page as validation
import pytest
from pypdf import PdfReader

from conftest import EXAMPLE
from orders import SITE, orders_of
from tiengnoi.documents.order import Order, Picture
from tiengnoi.downloads.engines import Content, made_on_all_cores, make
from tiengnoi.downloads.making import Failed, Made, Making, problem_of
from tiengnoi.pdf.composing import compose
from tiengnoi.pdf.packing import compressed, pack
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue

PROFILES = (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A)


@pytest.fixture(scope="module")
def orders() -> dict[str, Order]:
    return orders_of(EXAMPLE)


def pdf_of(order: Order) -> Content:
    made = make(order, "pdf", {})
    assert isinstance(made, Content), made
    return made


def text_of(content: Content) -> str:
    pages = PdfReader(io.BytesIO(content.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def with_html(order: Order, html: str) -> Order:
    first, *others = order.articles
    return replace(order, articles=(replace(first, html=html), *others))


def test_the_same_order_gives_the_same_bytes(orders: dict[str, Order]) -> None:
    jobs = [(one, format) for one in orders.values() for format in one.document.formats]
    alone = [make(order, format, {}) for order, format in jobs]
    assert [content for _, content in made_on_all_cores(jobs, {})] == alone


def test_what_was_made_is_not_made_again(
    orders: dict[str, Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Making(tmp_path)
    made = {one.path: one for one in first.all([*orders.values()]) if isinstance(one, Made)}
    assert len(made) == sum(len(one.document.formats) for one in orders.values())
    first.close()

    monkeypatch.setattr("tiengnoi.downloads.making.made_on_all_cores", _never)
    again = Making(tmp_path)
    assert again.missing([*orders.values()]) == 0
    found = {one.path: one for one in again.all([*orders.values()]) if isinstance(one, Made)}
    assert {path: (one.file, one.pages) for path, one in found.items()} == {
        path: (one.file, one.pages) for path, one in made.items()
    }


def _never(jobs: list[object], levels: object) -> Iterator[object]:
    assert not jobs
    return iter(())


def test_a_change_makes_what_holds_it_and_nothing_else(
    orders: dict[str, Order], tmp_path: Path
) -> None:
    making = Making(tmp_path)
    assert all(isinstance(one, Made) for one in making.all([*orders.values()]))
    changed = orders["session clb/mo-dau"]
    edited = with_html(changed, changed.articles[0].html.replace("</h1>", " hai</h1>", 1))
    assert making.missing([edited]) == 2
    assert making.missing([one for one in orders.values() if one is not changed]) == 0


def test_what_is_used_no_more_leaves_the_cache(orders: dict[str, Order], tmp_path: Path) -> None:
    some = [orders["handout clb/phieu"], orders["course tap-huan/lop-mau"]]
    making = Making(tmp_path)
    assert len([*making.all(some)]) == 3
    making.close()
    again = Making(tmp_path)
    assert len([*again.all(some[:1])]) == 2
    again.close()
    assert len([*tmp_path.iterdir()]) == 2


def test_a_sign_that_no_font_has_costs_the_standard_and_not_the_file(
    orders: dict[str, Order],
) -> None:
    order = orders["course tap-huan/lop-mau"]
    content = pdf_of(with_html(order, "<h1>Lớp</h1><p>Vui 🥰 quá</p>"))
    assert content.problem == "pdf-without-standard"
    assert "🥰" in content.why
    assert "quá" in text_of(content)
    assert not validation.validate_pdf_bytes(content.data, profile=PROFILES[0]).is_compliant


def test_a_handout_that_is_too_long_says_so_at_its_file(
    orders: dict[str, Order], tmp_path: Path
) -> None:
    order = orders["handout clb/phieu"]
    lines = '<div class="tn-line"></div>' * 90
    long = with_html(
        order, f'<h1>Dài</h1><div class="tn-sheet"><div class="tn-lines">{lines}</div></div>'
    )
    made = Making(tmp_path).one(long, "pdf")
    problem = problem_of(made, read_catalogue(EXAMPLE, Problems()))
    assert problem is not None
    assert (problem.code, problem.place.file) == (
        "handout-too-long",
        "materials/clb/handouts/phieu.yml",
    )
    assert Making(tmp_path).found(long, "pdf") is None  # and again at the next build


def test_one_that_fails_names_its_page_and_stops_no_other(
    orders: dict[str, Order], tmp_path: Path
) -> None:
    broken = replace(
        with_html(orders["course tap-huan/lop-mau"], '<h1>A</h1><img src="../../x.svg" alt="x">'),
        pictures={"x.svg": Picture("svg", b"<svg")},
    )
    bad, good = Making(tmp_path).all([broken, orders["script clb/phien-toa"]])
    assert isinstance(bad, Failed)
    assert isinstance(good, Made)
    problem = problem_of(bad, read_catalogue(EXAMPLE, Problems()))
    assert problem is not None
    assert problem.place.file == "materials/courses/lop-mau.yml"
    assert "tai-ve/tap-huan/lop-mau.vi.pdf" in problem.message("vi")


def test_a_handout_grows_until_it_fills_its_page(orders: dict[str, Order]) -> None:
    order = orders["handout clb/phieu"]
    full = pdf_of(order)
    twice = pdf_of(replace(order, sheets={order.document.page: 2}))
    assert (full.pages, full.problem) == (1, "")
    assert twice.level > full.level


def test_nothing_of_an_editor_is_read_as_markup(orders: dict[str, Order]) -> None:
    hostile = r'#eval("1") $x$ \ " ] } *sao* _gạch_ <nhãn> @ai `mã` = đầu // hết /* hết'
    html = f"<h1>A</h1><p>{hostile.replace('<', '&lt;')}</p><p>sau</p>"
    text = text_of(pdf_of(with_html(orders["course tap-huan/lop-mau"], html)))
    squeezed = "".join(text.split())
    assert "".join(hostile.split()) in squeezed
    assert "sau" in text


def test_a_link_leads_within_the_document_or_to_the_site(orders: dict[str, Order]) -> None:
    content = pdf_of(orders["class tap-huan/lop-mau"])
    reader = PdfReader(io.BytesIO(content.data))
    within, outside = 0, []
    for sheet in reader.pages:
        for one in sheet.get("/Annots") or ():
            action = one.get_object().get("/A", {})
            if "/URI" in action:
                outside.append(action["/URI"])
            else:
                within += 1
    assert within > 5
    assert all(one.startswith(("https://example.org/nhanh/", "tel:")) for one in outside)


def test_without_an_address_there_is_no_code_and_no_link_to_one() -> None:
    order = orders_of(EXAMPLE, site=replace(SITE, url=""))["session clb/mo-dau"]
    assert "example.org" not in text_of(pdf_of(order))
    source = compose(order, {})
    assert "code: none" in source
    assert "#address(" not in source.replace('#address("tel:', "")


def test_a_role_s_copy_marks_its_lines_and_leaves_out_what_is_for_organisers(
    orders: dict[str, Order],
) -> None:
    copies = [one for one in orders_of(EXAMPLE).values() if one.document.kind == "role"]
    script = text_of(pdf_of(orders["script clb/phien-toa"]))
    for order in copies:
        text = text_of(pdf_of(order))
        assert order.document.role_name in text
        assert len(text) < len(script)


def test_packing_keeps_what_is_shown_and_needs_typst(orders: dict[str, Order]) -> None:
    content = pdf_of(orders["session clb/mo-dau"])
    with pytest.raises(ValueError, match="Typst"):
        pack(content.data)  # packed already
    for profile in PROFILES:
        report = validation.validate_pdf_bytes(content.data, profile=profile)
        assert report.is_compliant, report.failures


def test_no_stream_ends_with_a_carriage_return() -> None:
    # The checksum at the end of deflated data is that of the content: some sums end in 13.
    contents = [bytes([number]) * length for number in range(1, 90) for length in (1, 2, 3)]
    assert any(zlib_ends_with_return(one) for one in contents)
    assert not any(compressed(one).endswith(b"\r") for one in contents)


def zlib_ends_with_return(content: bytes) -> bool:
    import zlib

    return zlib.compress(content).endswith(b"\r")


def test_a_word_file_has_true_styles_ids_and_boxes(orders: dict[str, Order]) -> None:
    made = make(orders["handout clb/phieu"], "docx", {})
    assert isinstance(made, Content)
    opened = docx.Document(io.BytesIO(made.data))
    styles = {one.style.name for one in opened.paragraphs if one.style}
    assert {"Title", "Heading 1"} <= styles
    xml = opened.element.xml
    assert 'w:name="phieu"' in xml
    assert "w14:checkbox" in xml
    assert opened.core_properties.identifier == "clb/phieu.vi"
    assert opened.core_properties.language == "vi-VN"
    assert opened.tables
    with zipfile.ZipFile(io.BytesIO(made.data)) as members:
        assert {one.date_time for one in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}
