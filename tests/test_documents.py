"""Which documents there are, what each holds, and where it lies."""

import pytest

from conftest import EXAMPLE, ROOT
from tiengnoi.documents.document import documents
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue

DOCUMENTS = {
    one.path("pdf"): one for one in documents(read_catalogue(EXAMPLE, Problems()), "vi")
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "pages"),
    [
        ("tai-ve/clb/mo-dau.vi.pdf", ("clb/mo-dau", "clb/phieu")),
        ("tai-ve/clb/phieu.vi.pdf", ("clb/phieu",)),
        ("tai-ve/clb/chuong.vi.pdf", ("clb/chuong",)),
        ("tai-ve/clb/phien-toa.vi.pdf", ("clb/phien-toa",)),
        ("tai-ve/tap-huan/lop-mau.vi.pdf", ("tap-huan/lop-mau",)),
    ],
)
def test_a_document_holds_its_page_and_what_the_page_uses(
    path: str, pages: tuple[str, ...]
) -> None:
    assert DOCUMENTS[path].pages == pages


def test_a_session_has_the_card_that_its_texts_give_out() -> None:
    catalogue = read_catalogue(ROOT, Problems())
    found = {one.page: one.pages for one in documents(catalogue, "vi") if one.kind == "session"}
    assert "cau-lac-bo/the-111" in found["ky-nang-song/noi-khong"]


def test_a_class_has_its_agenda_and_then_all_that_it_uses_once() -> None:
    pages = DOCUMENTS["tai-ve/tap-huan/lop-mau.tron-bo.vi.pdf"].pages
    assert pages[0] == "tap-huan/lop-mau"
    assert {"clb/mo-dau", "clb/phieu"} < set(pages)
    assert len(pages) == len(set(pages))


def test_each_role_of_a_script_has_a_copy() -> None:
    script = read_catalogue(EXAMPLE, Problems()).scripts["clb/phien-toa"]
    copies = [one for one in DOCUMENTS.values() if one.kind == "role"]
    assert [one.role_name for one in copies] == [role.name.vi for role in script.roles]
    assert [one.role for one in copies] == [*range(1, len(copies) + 1)]


def test_a_page_without_translation_has_no_translated_document() -> None:
    english = {one.page for one in documents(read_catalogue(EXAMPLE, Problems()), "en")}
    assert "clb/chuong" in english
    assert "clb/chi-tieng-viet" not in english


def test_every_page_of_a_guide_is_in_its_document() -> None:
    catalogue = read_catalogue(ROOT, Problems())
    for document in documents(catalogue, "vi"):
        if document.kind == "guide":
            guide = document.page.partition("/")[0]
            for kind in ("pages", "sessions", "scripts", "handouts"):
                assert set(catalogue.in_order(guide, kind)) <= set(document.pages)
