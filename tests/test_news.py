"""What is new, for those who follow it."""

from datetime import date
from xml.etree import ElementTree

from tiengnoi.materials.model import NewsItem
from tiengnoi.materials.news import by_day, feed

ATOM = "{http://www.w3.org/2005/Atom}"
ITEMS = [
    NewsItem(date=date(2026, 11, 24), text={"vi": "Thêm <một> phiếu", "en": "A sheet"}),
    NewsItem(date=date(2026, 12, 1), text={"vi": "Sửa giờ"}, page="clb/mot-buoi"),
    NewsItem(date=date(2026, 11, 24), text={"vi": "Thêm hai phiếu", "en": "Two sheets"}),
]


def test_a_feed_tells_the_newest_first_with_whole_addresses() -> None:
    root = ElementTree.fromstring(feed(ITEMS, "en", "Tiếng Nói", "https://example.org/a/"))
    entries = root.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == [
        "Sửa giờ",
        "A sheet",
        "Two sheets",
    ]
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len({*ids}) == 3
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://example.org/a/en/clb/mot-buoi/"
    assert entries[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    assert root.findtext(f"{ATOM}updated") == "2026-12-01T00:00:00+07:00"


def test_an_item_above_others_does_not_change_their_ids() -> None:
    def ids(items: list[NewsItem]) -> list[str | None]:
        root = ElementTree.fromstring(feed(items, "vi", "x", "https://example.org/"))
        return [one.findtext(f"{ATOM}id") for one in root.findall(f"{ATOM}entry")]

    above = NewsItem(date=date(2026, 11, 24), text={"vi": "Mới"})
    assert [*{*ids([above, *ITEMS])} - {*ids(ITEMS)}] != []
    assert {*ids(ITEMS)} < {*ids([above, *ITEMS])}


def test_the_page_lists_day_by_day() -> None:
    assert [(day, len(items)) for day, items in by_day(ITEMS)] == [
        (date(2026, 12, 1), 1),
        (date(2026, 11, 24), 2),
    ]
