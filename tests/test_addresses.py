"""Addresses that were given out live for ever."""

import re
from pathlib import Path

import pytest

from conftest import EXAMPLE, ROOT, built
from tiengnoi.addresses.forms import short_address
from tiengnoi.addresses.moves import Addresses, is_address, record
from tiengnoi.catalogue import Catalogue
from tiengnoi.cli import main
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue

MOVED = """redirects:
  - {from: clb/chuong-cu/, to: clb/chuong/}
  - {from: en/clb/chi-co-tieng-anh/, to: clb/mo-dau/}
"""


def catalogue_of(root: Path) -> Catalogue:
    return read_catalogue(root, Problems())


def test_a_short_address_never_changes() -> None:
    # These are on paper.
    assert short_address("cau-lac-bo/quyen-tre-em", "vi") == "q/k9pad/"
    assert short_address("cau-lac-bo/quyen-tre-em", "en") == "en/q/k9pad/"
    assert short_address("index", "vi") == "q/jtj0w/"


def test_short_addresses_are_easy_to_type_and_each_leads_to_one_page() -> None:
    short = Addresses(catalogue_of(ROOT)).short
    assert len(set(short.values())) == len(short)
    assert all(re.fullmatch(r"(en/)?q/[0-9a-hjkmnp-tv-z]{5}/", one) for one in short)


@pytest.mark.parametrize("text", ["", "a/", "a-b/c/", "en/a/", "tai-ve/a/b.vi.pdf", "q/abcde/"])
def test_forms_of_addresses(text: str) -> None:
    assert is_address(text)
    assert not is_address("/" + text)
    assert not is_address("https://example.org/" + text)


def test_one_line_leads_all_of_a_page_on(example: Path) -> None:
    old, new = "clb/chuong-cu", "clb/chuong"
    published = [f"{old}/", f"en/{old}/", short_address(old, "vi"), short_address(old, "en")]
    published += [f"tai-ve/{old}.vi.pdf", f"tai-ve/{old}.en.pdf", "en/clb/chi-co-tieng-anh/"]
    (example / "published.txt").write_text("\n".join(published), "utf-8")
    (example / "materials/redirects.yml").write_text(MOVED, "utf-8")
    moved = Addresses(catalogue_of(example)).moved()
    assert [moved[one] for one in published] == [
        f"{new}/",
        f"en/{new}/",
        f"{new}/",
        f"en/{new}/",
        f"tai-ve/{new}.vi.pdf",
        f"tai-ve/{new}.en.pdf",
        "clb/mo-dau/",
    ]


def test_recording_adds_and_never_removes(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = example / "published.txt"
    file.write_text("# lời\nclb/da-co-tu-truoc/\n", "utf-8")
    assert main(["publish", "--record", "--root", str(example)]) == 0
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(lines)
    assert {"clb/da-co-tu-truoc/", "clb/mo-dau/", "en/clb/mo-dau/"} < set(lines)
    assert "tai-ve/clb/phieu.vi.docx" in lines
    assert lines == record(catalogue_of(example))
    before = file.read_bytes()
    assert main(["publish", "--record", "--root", str(example)]) == 0
    assert file.read_bytes() == before
    assert "0 địa chỉ" in capsys.readouterr().out


def test_old_and_short_addresses_lead_on_without_a_script(example: Path, tmp_path: Path) -> None:
    (example / "published.txt").write_text("tai-ve/clb/chuong-cu.vi.pdf\n", "utf-8")
    (example / "materials/redirects.yml").write_text(MOVED, "utf-8")
    config = example / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("downloads:\n      make: never", "downloads:\n      make: missing"), "utf-8"
    )
    site = built(example, tmp_path / "site")
    old = (site / "clb/chuong-cu/index.html").read_text("utf-8")
    assert 'content="0; url=../chuong/"' in old
    assert '<a href="../chuong/">Một chương</a>' in old
    assert "<script" not in old
    english = (site / "en/clb/chuong-cu/index.html").read_text("utf-8")
    assert '<html lang="en">' in english
    short = site / short_address("clb/mo-dau", "vi") / "index.html"
    assert 'url=../../clb/mo-dau/"' in short.read_text("utf-8")
    copied = site / "tai-ve/clb/chuong-cu.vi.pdf"
    assert copied.read_bytes() == (site / "tai-ve/clb/chuong.vi.pdf").read_bytes()


def test_no_published_address_of_ours_is_gone() -> None:
    addresses = Addresses(catalogue_of(ROOT))
    assert addresses.catalogue.published
    assert not addresses.gone()


def test_the_example_has_no_redirects() -> None:
    assert not Addresses(catalogue_of(EXAMPLE)).moved()
