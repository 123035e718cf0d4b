"""A small built site, and the packs that are made of it."""

from pathlib import Path
from zipfile import ZipFile

from tiengnoi.locales import Locale
from tiengnoi.offline.built_site import BuiltSite
from tiengnoi.offline.packing import pack_up
from tiengnoi.offline.packs import Pack

TITLES: dict[Locale, str] = {"vi": "Bộ mẫu", "en": "Sample guide"}
GUIDE = frozenset({"", "en/", "clb/", "en/clb/", "clb/chuong/", "en/clb/chuong/"})
ALL = Pack("tieng-noi", TITLES)
CLB = Pack("clb", TITLES, "clb/", GUIDE)
MISSING = "khong-co-trong-goi.html"
PAGE = (
    '<!doctype html>\n<html lang="vi">\n<head><title>x</title></head>\n<body>{}</body>\n</html>\n'
)

SITE = {
    "index.html": '<a href="clb/">1</a> <a href="gs/">2</a> <img src="assets/hinh.svg">',
    "en/index.html": '<a href="clb/">1</a> <a href="../">vi</a>',
    "clb/index.html": '<a href="chuong/">1</a> <link rel="stylesheet" href="../assets/a.css">',
    "en/clb/index.html": '<a href="../../clb/">vi</a> <script src="../../assets/a.js"></script>',
    "clb/chuong/index.html": '<a href="../../tai-ve/clb/chuong.vi.pdf">PDF</a>',
    "en/clb/chuong/index.html": '<a href="../../../q/abcde/">short</a>',
    "gs/index.html": '<img src="../assets/khac.svg"><a href="../tai-ve/">1</a>',
    "tai-ve/index.html": '<!--web--><a href="clb.zip">1</a><!--/web--><a href="../clb/">2</a>',
    "q/abcde/index.html": "",
    "clb/cu/index.html": "",
    "404.html": '<a href="/clb/">1</a>',
    "assets/a.css": '@import "b.css"; a { background: url(nen.png) }',
    "assets/b.css": "a { background: url('data:image/svg+xml;utf8,<svg/>') }",
    "assets/a.js.map": "{}",
}
FILES = (
    "assets/a.js assets/hinh.svg assets/khac.svg assets/nen.png robots.txt sitemap.xml _headers"
    " CNAME .nojekyll tai-ve/cu.zip tai-ve/clb.zip.new tai-ve/clb/chuong.vi.pdf tai-ve/cu.vi.pdf"
).split()
MOVED = {
    "q/abcde/": "clb/chuong/",
    "clb/cu/": "clb/chuong/",
    "tai-ve/cu.vi.pdf": "tai-ve/clb/chuong.vi.pdf",
}


def small_site(root: Path) -> Path:
    for path, text in {**SITE, **{path: path for path in FILES}}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(text) if path.endswith(".html") else text, "utf-8")
    return root


def packed(root: Path, pack: Pack, online: str = "") -> Path:
    return pack_up(pack, BuiltSite(root, MOVED), site_name="Ví dụ", online=online)


def whole(root: Path, online: str = "") -> Path:
    return packed(root, ALL, online=online)


def guide(root: Path, online: str = "") -> Path:
    return packed(root, CLB, online=online)


def names(archive: Path) -> list[str]:
    with ZipFile(archive) as opened:
        return opened.namelist()


def text_of(archive: Path, name: str) -> str:
    with ZipFile(archive) as opened:
        return opened.read(name).decode()
