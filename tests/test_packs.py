"""The zips to take along: what is in them, and where they are made."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from conftest import ROOT
from small_site import ALL, CLB, MISSING, MOVED, PAGE, guide, names, small_site, text_of, whole
from tiengnoi.offline.built_site import BuiltSite
from tiengnoi.offline.offers import offers, with_sizes, without_offers
from tiengnoi.offline.packing import pack_up
from tiengnoi.offline.packs import packs_of
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.zips import write_zip
from unpacking import dead_links, unpacked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site")


def test_the_whole_site_is_packed_without_what_only_hosts_need(folder: Path) -> None:
    assert names(whole(folder)) == [
        f"tieng-noi/{name}"
        for name in (
            "Mo-trang-nay.html",
            "assets/a.css",
            "assets/a.js",
            "assets/b.css",
            "assets/da-giai-nen.css",
            "assets/hinh.svg",
            "assets/khac.svg",
            "assets/nen.png",
            "clb/chuong/index.html",
            "clb/index.html",
            "en/clb/chuong/index.html",
            "en/clb/index.html",
            "en/index.html",
            "gs/index.html",
            "index.html",
            MISSING,
            "tai-ve/clb/chuong.vi.pdf",
            "tai-ve/index.html",
        )
    ]


def test_a_guide_is_packed_with_what_its_pages_use(folder: Path) -> None:
    assert names(guide(folder)) == [
        f"tieng-noi-clb/{name}"
        for name in (
            "Mo-trang-nay.html",
            "assets/a.css",
            "assets/a.js",
            "assets/b.css",
            "assets/da-giai-nen.css",
            "assets/hinh.svg",
            "assets/nen.png",
            "clb/chuong/index.html",
            "clb/index.html",
            "en/clb/chuong/index.html",
            "en/clb/index.html",
            "en/index.html",
            "index.html",
            MISSING,
            "tai-ve/clb/chuong.vi.pdf",
        )
    ]


@pytest.mark.parametrize("pack", [whole, guide])
def test_no_link_of_a_pack_is_dead(
    folder: Path, tmp_path: Path, pack: Callable[[Path], Path]
) -> None:
    assert dead_links(unpacked(pack(folder), tmp_path)) == []


def test_content_may_be_given_that_is_not_the_sites(folder: Path) -> None:
    given = {"search/index.vi.1.js": b"[]", "assets/a.js": b""}
    archive = pack_up(CLB, BuiltSite(folder, MOVED), site_name="Ví dụ", replaced=given)
    for path, data in given.items():
        assert text_of(archive, f"tieng-noi-clb/{path}") == data.decode()


def test_equal_sites_give_equal_bytes(folder: Path) -> None:
    before = [pack(folder).read_bytes() for pack in (whole, guide)]
    page = folder / "tai-ve/index.html"
    page.write_text(page.read_text("utf-8").replace("clb.zip", "clb.zip, 46,2 MB"), "utf-8")
    for number, path in enumerate(sorted(folder.rglob("*"), reverse=True)):
        os.utime(path, (1_000_000_000 + number, 1_500_000_000 + number))
        if path.is_file():
            path.chmod(0o600)
    assert [pack(folder).read_bytes() for pack in (whole, guide)] == before


def test_entries_tell_nothing_of_the_machine(folder: Path) -> None:
    with ZipFile(whole(folder)) as opened:
        entries = opened.infolist()
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(one.create_system, one.external_attr >> 16) for one in entries} == {(3, 0o100644)}
    assert not any(one.extra or one.comment for one in entries)
    assert all(one.filename.isascii() for one in entries)
    ways = {one.filename.rpartition(".")[2]: one.compress_type for one in entries}
    assert ways["pdf"] == ways["png"] == ZIP_STORED
    assert ways["html"] == ways["css"] == ways["svg"] == ZIP_DEFLATED


def test_interrupted_the_old_zip_stays(folder: Path) -> None:
    archive = whole(folder)
    before = archive.read_bytes()

    def stopped() -> Iterator[tuple[str, bytes | Path]]:
        yield "a.txt", b"a" * 100_000
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_zip(archive, stopped())
    assert archive.read_bytes() == before
    with pytest.raises(KeyboardInterrupt):
        write_zip(folder / "new.zip", stopped())
    assert [*folder.glob("*.zip*")] == []


def test_nothing_is_read_from_outside_of_the_site(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside/index.html").write_text("secret", "utf-8")
    (folder / "assets/link.txt").symlink_to(secret)
    (folder / "assets/beside").symlink_to(tmp_path / "beside")
    for written in ("../secret.txt", "%2e%2e/secret.txt", str(secret), "assets/link.txt"):
        (folder / "index.html").write_text(
            PAGE.format(f'<img src="{written}"><a href="{written}">1</a>'), "utf-8"
        )
        for archive in (whole(folder), guide(folder)):
            with ZipFile(archive) as opened:
                assert b"secret" not in {opened.read(name) for name in opened.namelist()}


def test_the_first_page_asks_to_unpack_and_leads_on_in_both_languages(folder: Path) -> None:
    page = text_of(guide(folder), "tieng-noi-clb/Mo-trang-nay.html")
    assert re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)<', page) == [
        ("clb/index.html", "Tiếng Việt"),
        ("en/clb/index.html", "English"),
    ]
    assert "Giải nén tất cả" in page
    assert "Extract All" in page
    assert "<script" not in page
    assert 'href="index.html"' in text_of(whole(folder), "tieng-noi/Mo-trang-nay.html")


def test_the_page_of_what_is_missing_names_the_site_only_where_it_has_an_address(
    folder: Path,
) -> None:
    name = f"tieng-noi-clb/{MISSING}"
    assert "http" not in text_of(guide(folder), name)
    page = text_of(guide(folder, online="https://example.org/nhanh/"), name)
    assert 'href="https://example.org/nhanh/en/"' in page
    assert "tieng-noi.zip" in page


def test_a_copy_does_not_offer_itself(folder: Path) -> None:
    assert "clb.zip" not in text_of(whole(folder), "tieng-noi/tai-ve/index.html")


def test_sizes_are_told_in_the_words_of_the_language() -> None:
    html = offers([ALL, CLB], "vi", lambda path: f"../{path}")
    told = with_sizes(html, {"tieng-noi": 46_240_000, "clb": 98_000}, "vi")
    assert re.findall(r'href="([^"]+)".*?<span[^>]*>([^<]+)<', told) == [
        ("../tai-ve/tieng-noi.zip", "46,2 MB"),
        ("../tai-ve/clb.zip", "98 KB"),
    ]
    assert with_sizes(told, {"tieng-noi": 1_300_000}, "en").count("1.3 MB") == 1
    assert without_offers(f"a{told.strip()}b") == "ab"


def test_each_guide_has_its_pages_its_courses_and_what_everyone_needs(example: Path) -> None:
    catalogue = read_catalogue(example, Problems())
    names = "clb/ clb/mo-dau/ tap-huan/lop-mau/ video/chao-nhau/ gioi-thieu/ tim-kiem/".split()
    others = ["tai-ve/", "bien-tap/dinh-dang/", "tap-huan/khac/", "video/khac/", "clb2/chuong/"]
    built = ["", "en/", *(f"{folder}{name}" for name in names + others for folder in ("", "en/"))]
    everything, clb = packs_of(catalogue, built)
    assert everything.pages is None
    assert {*(clb.pages or ())} == {"", "en/", *names, *(f"en/{name}" for name in names)}
    assert (everything.path, clb.path) == ("tai-ve/tieng-noi.zip", "tai-ve/clb.zip")


def test_there_is_a_pack_of_each_guide() -> None:
    catalogue = read_catalogue(ROOT, Problems())
    assert [pack.name for pack in packs_of(catalogue)] == ["tieng-noi", *catalogue.guides]


@pytest.mark.parametrize(
    ("command", "make", "is_packed"),
    [
        ("build", "", True),
        ("build", "make: never", False),
        ("serve", "", False),
        ("serve", "make: always", True),
    ],
)
def test_packs_are_made_where_they_are_wanted(
    example: Path, tmp_path: Path, command: str, make: str, is_packed: bool
) -> None:
    settings = example / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("- gioi-thieu.md", "- gioi-thieu.md\n  - tai-ve.md")
    settings.write_text(
        text.replace("offline:\n      make: never", f"offline: {{{make}}}"), "utf-8"
    )
    for locale in ("vi", "en"):
        page = "---\ndescription: x\n---\n# Tải\n\n::: packs\n\nXong.\n"
        (example / f"docs/tai-ve.{locale}.md").write_text(page, "utf-8")
    config = load_config(str(settings), strict=True, site_dir=str(example / "site"))
    config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    build(config)
    for folder, size in (("", r"\d+ KB|\d+,\d MB"), ("en/", r"\d+ KB|\d+\.\d MB")):
        html = (example / f"site/{folder}tai-ve/index.html").read_text("utf-8")
        assert ("tn-packs" in html) == is_packed
        for name in ("tieng-noi", "clb"):
            assert bool(re.search(rf'data-pack="{name}">(?:{size})<', html)) == is_packed
    archives = sorted((example / "site/tai-ve").glob("*.zip"))
    assert [one.name for one in archives] == (["clb.zip", "tieng-noi.zip"] if is_packed else [])
    for archive in archives:
        assert dead_links(unpacked(archive, tmp_path)) == []
