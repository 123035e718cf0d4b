"""A clip as people watch, read and hear it: on the web, and in a copy on a disk."""

import mimetypes
import posixpath
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import unquote, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import av
import pytest
import webvtt
from lxml import html
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tiengnoi.ranges import ranged
from unpacking import unpacked

from .conftest import DESKTOP, LOCALES, ROOT, folder_of, reading
from .test_weight import packed

GUIDE, CLIP = "cau-lac-bo", "mot-buoi-sinh-hoat"
IDS = sorted(path.parent.name for path in ROOT.glob("videos/*/*.yml"))
PAGES = [f"{folder_of(locale)}video/{id}/" for locale in LOCALES for id in IDS]
LIBRARIES = [f"{folder_of(locale)}video/" for locale in LOCALES]
RENDITIONS = ("webm", "mp4")
SCRIPT_WEIGHT = 2048
"""Bytes of the script, gzip -9."""

WORDS = ".tn-clip__transcript [data-at]"
"""The sentences of the transcript."""

LENGTH = re.compile(r"(\d+) (?:phút|min) (\d+) (?:giây|s)\b")
SIZE = re.compile(r"\d+ KB|\d+[.,]\d MB")


# Where the pages are


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A player that has enough, and hangs up, is no error."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Place:
    """Where a site is opened. `root`: the address of its home page; `page`: of its pages' files."""

    root: str
    page: str = ""

    def address(self, path: str) -> str:
        return f"{self.root}{path}{self.page}"


@pytest.fixture(scope="module")
def web(site: Path) -> Iterator[Place]:
    """The site on a host that answers requests for a part of a file."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = site / environ["PATH_INFO"].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            start_response("404 Not Found", [])
            return []
        kind = mimetypes.guess_type(path.name)[0] or "text/vtt"
        size = str(path.stat().st_size)
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", size)])
        return [path.read_bytes()]

    with make_server("127.0.0.1", 0, ranged(answer), _Server, _Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Place(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide with its clips, in a folder with a space and Vietnamese letters."""
    return unpacked(site / f"tai-ve/{GUIDE}.zip", tmp_path_factory.mktemp("usb"))


@pytest.fixture(params=["web", "copy"])
def place(request: pytest.FixtureRequest) -> Place:
    if request.param == "copy":
        copy: Path = request.getfixturevalue("copy")
        return Place(f"{copy.as_uri()}/", "index.html")
    web: Place = request.getfixturevalue("web")
    return web


# What is written


@cache
def written(file: Path) -> Any:
    """A page as it was built."""
    return html.fromstring(file.read_bytes())


def texts(root: Any, selector: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in root.cssselect(selector)]


def beside(file: Path, address: str) -> Path:
    """The file that an address on a page leads to."""
    path = posixpath.normpath(file.parent / unquote(urlsplit(address).path))
    return Path(path) / "index.html" if Path(path).is_dir() else Path(path)


def size_told(path: Path, page: str) -> str:
    size = path.stat().st_size
    if size < 999_500:
        return f"{round(size / 1e3)} KB"
    told = f"{size / 1e6:.1f} MB"
    return told if page.startswith("en/") else told.replace(".", ",")


def seconds_told(text: str) -> int:
    found = LENGTH.search(text)
    assert found, text
    return 60 * int(found[1]) + int(found[2])


def starts(file: Path) -> list[float]:
    """The second at which each sentence begins."""
    return [float(one.get("data-at")) for one in written(file).cssselect(WORDS)]


def test_every_clip_is_made(site: Path) -> None:
    for page in PAGES:
        assert written(site / page / "index.html").cssselect("video.tn-clip__player"), page


@pytest.mark.parametrize("page", PAGES)
def test_length_and_sizes_are_told_before_one_presses_play(site: Path, page: str) -> None:
    file = site / page / "index.html"
    root = written(file)
    (facts,) = texts(root, ".tn-clip__facts")
    films = [beside(file, one.get("src")) for one in root.cssselect("video source")]
    assert [film.suffix.lstrip(".") for film in films] == [*RENDITIONS]
    for film in films:
        with av.open(str(film)) as container:
            assert container.duration is not None
            assert abs(container.duration / 1e6 - seconds_told(facts)) <= 1
    assert SIZE.findall(facts) == [size_told(films[0], page)]
    offered = root.cssselect(".tn-clip__get a[download]")
    files = [beside(file, one.get("href")) for one in offered]
    assert files[:2] == films
    assert [one.suffix for one in files] == [".webm", ".mp4", ".zip"]
    for link, one in zip(offered, files, strict=True):
        assert SIZE.findall(link.text_content()) == [size_told(one, page)]
        assert Path(link.get("download")).suffix == one.suffix


def test_all_that_a_copy_offers_lies_in_it(copy: Path, site: Path) -> None:
    files = [copy / page / "index.html" for page in PAGES]
    held = [file for file in files if file.exists()]
    assert {clip_page(copy, locale) for locale in LOCALES} <= {*held}
    for file in held:
        root = written(file)
        offered = [one.get("href") for one in root.cssselect(".tn-clip__get a")]
        shown = [one.get("src") for one in root.cssselect("video source")]
        assert offered == shown
        for address in (*shown, root.cssselect("video")[0].get("poster")):
            one = beside(file, address)
            assert one.read_bytes() == (site / one.relative_to(copy)).read_bytes()


def test_the_script_is_light(site: Path) -> None:
    (script,) = site.glob("assets/clip.*.js")
    assert packed(script.read_bytes()) <= SCRIPT_WEIGHT


# What is watched


def clip_page(site: Path, locale: str = "vi") -> Path:
    return site / f"{folder_of(locale)}video/{CLIP}/index.html"


def chapters(file: Path) -> list[str]:
    """The addresses of the chapters, each with its second."""
    found = written(file).cssselect(".tn-clip__chapters a")
    return [f"#{CLIP}@{float(one.get('data-at')):g}" for one in found]


def captions(file: Path, track: int) -> list[tuple[str, str, str]]:
    """Begin, end and words of all cues of a track."""
    source = beside(file, written(file).xpath("//track/@src")[track])
    return [(one.start, one.end, one.text) for one in webvtt.read(str(source)).captions]


def watch(page: Page, place: Place, locale: str = "vi", hash: str = "") -> Locator:
    page.goto(place.address(f"{folder_of(locale)}video/{CLIP}/") + hash)
    return page.locator("video")


@pytest.fixture
def asked(desktop: Page) -> Iterator[list[str]]:
    """The paths of the files that the page asks for."""
    paths: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):
            paths.append(urlsplit(request.url).path)

    desktop.on("request", note)
    yield paths
    desktop.remove_listener("request", note)


def films_in(asked: list[str]) -> list[str]:
    return [path for path in asked if path.endswith(RENDITIONS)]


PLAYS = """([since, until]) => {
  const { paused, readyState, currentTime } = document.querySelector("video");
  return !paused && readyState > 2 && currentTime > since && currentTime < until;
}"""


def expect_to_play(page: Page, since: float, within: float = 10) -> None:
    """Wait until it plays on from this second: how far it has come depends on the machine."""
    page.wait_for_function(PLAYS, arg=[since, since + within])


def sentences(page: Page) -> Locator:
    return page.locator(WORDS)


def expect_to_be_said(page: Page, number: int) -> None:
    expect(sentences(page).nth(number)).to_have_attribute("aria-current", "true")
    expect(page.locator("article [aria-current]")).to_have_count(1)


@pytest.mark.parametrize("locale", LOCALES)
def test_before_one_presses_play_no_film_is_loaded(
    desktop: Page, place: Place, site: Path, asked: list[str], locale: str
) -> None:
    file = clip_page(site, locale)
    video = watch(desktop, place, locale)
    desktop.wait_for_function("document.querySelector('track[default]').readyState === 2")
    assert video.evaluate("video => [video.readyState, video.networkState]") == [0, 1]
    assert not films_in(asked)
    (poster,) = written(file).xpath("//video/@poster")
    (said,) = written(file).xpath("//track[@default]/@src")
    # In a copy, captions are a part of the page.
    wanted = {beside(file, one).name for one in ([poster] if place.page else [poster, said])}
    loaded = [path for path in asked if path.endswith((".webp", ".vtt"))]
    assert {Path(path).name for path in loaded} == wanted
    others = {Path(path).suffix for path in asked if path not in loaded}
    assert others - {".svg"} == {Path(place.page).suffix, ".css", ".js"}


def stamp(seconds: float) -> str:
    """As captions write it: 00:01:05.250."""
    minutes, milliseconds = divmod(round(1000 * seconds), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds / 1000:06.3f}"


TRACKS = """async video => {
  const tracks = [];
  for (const track of video.querySelectorAll("track")) {
    const { kind, language, mode } = track.track;
    if (mode === "disabled") track.track.mode = "hidden";
    if (track.readyState < 2) await new Promise((done, fail) => {
      track.onload = done;
      track.onerror = () => fail(`The ${kind} in ${language} do not load.`);
    });
    const cues = [...track.track.cues].map(cue => [cue.startTime, cue.endTime, cue.text]);
    tracks.push({ kind, language, mode, cues });
  }
  return tracks;
}"""


@pytest.mark.parametrize("locale", LOCALES)
def test_captions_of_both_languages_and_chapters_are_there(
    desktop: Page, place: Place, site: Path, locale: str
) -> None:
    file = clip_page(site, locale)
    video = watch(desktop, place, locale)
    tracks = video.evaluate(TRACKS)
    assert [(one["kind"], one["language"], one["mode"]) for one in tracks] == [
        *(("captions", one, "showing" if one == locale else "disabled") for one in LOCALES),
        ("chapters", locale, "disabled"),
    ]
    for number, track in enumerate(tracks):
        cues = [(stamp(start), stamp(end), text) for start, end, text in track["cues"]]
        assert cues == captions(file, number)
    assert [text for _, _, text in tracks[-1]["cues"]] == texts(
        written(file), ".tn-clip__chapters a"
    )


@pytest.mark.parametrize("ending", RENDITIONS)
def test_each_rendition_plays_with_picture_and_sound(
    desktop: Page, place: Place, site: Path, ending: str
) -> None:
    video = watch(desktop, place)
    if ending != RENDITIONS[0]:
        video.evaluate("video => { video.querySelector('source').remove(); video.load(); }")
    video.evaluate("video => video.play()")
    expect_to_play(desktop, 0.1)
    assert video.evaluate("video => video.currentSrc").endswith(f".{ending}")
    assert video.evaluate("video => [video.videoWidth, video.videoHeight]") == [854, 480]
    desktop.wait_for_function(
        "video => video.webkitDecodedFrameCount > 0 && video.webkitAudioDecodedByteCount > 0",
        arg=video.element_handle(),
    )
    told = seconds_told(desktop.locator(".tn-clip__facts").inner_text())
    assert abs(video.evaluate("video => video.duration") - told) <= 1


def test_a_click_on_a_sentence_leads_there_and_the_words_follow(
    desktop: Page, place: Place, site: Path
) -> None:
    at = starts(clip_page(site))
    video = watch(desktop, place)
    sentences(desktop).nth(7).click()
    expect_to_be_said(desktop, 7)
    expect_to_play(desktop, at[7])
    video.evaluate("(video, second) => { video.pause(); video.currentTime = second; }", at[9] - 0.3)
    expect_to_be_said(desktop, 8)
    video.evaluate("video => video.play()")
    expect_to_be_said(desktop, 9)
    video.evaluate("video => { video.currentTime = video.duration - 0.2; }")
    expect(video).to_have_js_property("ended", True)
    expect(desktop.locator("article [aria-current]")).to_have_count(0)


def test_a_term_in_a_sentence_is_explained_and_nothing_plays(
    desktop: Page, web: Place, site: Path
) -> None:
    term = f"{WORDS} a.tn-term"
    page = next(one for one in PAGES if written(site / one / "index.html").cssselect(term))
    desktop.goto(web.address(page))
    desktop.locator(term).first.click()
    expect(desktop.locator(term).first).to_have_attribute("aria-expanded", "true")
    expect(desktop.locator("video")).to_have_js_property("paused", True)
    expect(desktop.locator("article [aria-current]")).to_have_count(0)


FOCUSED = """() => {
  const { localName, hash, download } = document.activeElement;
  return hash || download || localName;
}"""


def tab_to(page: Page, link: Locator) -> list[str]:
    """What has the focus, one after another, until this link has it."""
    passed = [page.evaluate(FOCUSED)]
    wanted = link.evaluate("link => link.hash")
    for _ in range(40):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        # The buttons of the player are within it; those of headings copy a link.
        passed += [now] if now not in (passed[-1], "button") else []
        if now == wanted:
            return passed
    pytest.fail(f"Tab did not reach {wanted}, but {passed}")


def test_keys_reach_player_files_and_chapters_in_this_order(
    desktop: Page, web: Place, site: Path
) -> None:
    video = watch(desktop, web)
    video.focus()
    links = chapters(clip_page(site))
    assert tab_to(desktop, desktop.locator(".tn-clip__chapters a").last) == [
        "video",
        *(f"{CLIP}.{ending}" for ending in (*RENDITIONS, "zip")),
        *links,
    ]
    desktop.keyboard.press("Shift+Tab")
    assert desktop.evaluate(FOCUSED) == links[-2]


def test_space_plays_and_pauses(desktop: Page, place: Place) -> None:
    video = watch(desktop, place)
    video.focus()
    desktop.keyboard.press("Space")
    expect_to_play(desktop, 0.2)
    desktop.keyboard.press("Space")
    expect(video).to_have_js_property("paused", True)
    expect(video).to_be_focused()


def test_a_chapter_is_reached_by_keys(desktop: Page, place: Place, site: Path) -> None:
    file = clip_page(site)
    video = watch(desktop, place)
    video.focus()
    hash = tab_to(desktop, desktop.locator(".tn-clip__chapters a").nth(3))[-1]
    assert hash == chapters(file)[3]
    desktop.keyboard.press("Enter")
    # The picture of the chapter is seen, and its first sentence comes next.
    second, at = float(hash.partition("@")[2]), starts(file)
    assert stamp(second) == captions(file, -1)[3][0]
    expect_to_be_said(desktop, at.index(min(start for start in at if start >= second)))
    expect_to_play(desktop, second)
    assert desktop.url.endswith(hash)
    expect(video).to_be_in_viewport()


def said_at(second: float, at: list[float]) -> int:
    """The number of the sentence that is said, or was said last, at this second."""
    return max(number for number, start in enumerate(at) if start <= second)


def test_an_address_leads_to_a_second(
    desktop: Page, place: Place, site: Path, asked: list[str]
) -> None:
    at = starts(clip_page(site))
    video = watch(desktop, place, hash=f"#{CLIP}@40")
    expect(video).to_have_js_property("currentTime", 40)
    expect(video).to_be_in_viewport(ratio=0.9)
    expect_to_be_said(desktop, said_at(40, at))
    assert not films_in(asked)
    video.focus()
    desktop.keyboard.press("Space")
    expect_to_play(desktop, 40)
    # Some messengers write %40 for the @.
    for hash, second in ((f"#{CLIP}@65", 65), (f"#{CLIP}%4027.5", 27.5)):
        desktop.evaluate("hash => { location.hash = hash; }", hash)
        expect_to_be_said(desktop, said_at(second, at))
        expect_to_play(desktop, second)


def test_an_address_of_a_chapter_shows_the_player(desktop: Page, place: Place, site: Path) -> None:
    hash = chapters(clip_page(site))[-1]
    video = watch(desktop, place, hash=hash)
    expect(video).to_have_js_property("currentTime", float(hash.partition("@")[2]))
    expect(video).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("hash", [f"#{CLIP}@", f"#{CLIP}@1e9", "#goi-111@40", "#%E0%A4%A@40"])
def test_an_address_that_names_no_second_of_this_clip_leads_nowhere(
    desktop: Page, web: Place, hash: str
) -> None:
    errors: list[str] = []
    desktop.once("pageerror", lambda error: errors.append(str(error)))
    video = watch(desktop, web, hash=hash)
    expect(desktop.locator("html.tn-follows")).to_be_attached()
    assert video.evaluate("video => video.currentTime") == 0
    assert errors == []


def test_without_javascript_a_clip_can_be_watched_and_read(
    browser: Browser, web: Place, site: Path
) -> None:
    with reading(browser, **DESKTOP, java_script_enabled=False) as page:
        video = watch(page, web)
        expect(video).to_be_visible()
        expect(video).to_have_attribute("controls", "")
        expect(video.locator("source")).to_have_count(2)
        expect(video.locator("track")).to_have_count(3)
        expect(sentences(page)).to_have_count(len(starts(clip_page(site))))
        for one in (sentences(page).first, sentences(page).last):
            expect(one).to_be_visible()
        page.locator(".tn-clip__chapters a").nth(5).click()
        expect(page.get_by_role("heading", level=3).nth(5)).to_be_in_viewport()


@pytest.mark.parametrize("path", [f"video/{CLIP}/", "en/video/goi-111/", "video/"])
def test_on_a_phone_nothing_is_wider_than_the_screen(phone: Page, web: Place, path: str) -> None:
    phone.goto(web.address(path))
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 360
    box = phone.locator("video, .tn-clip-card").first.bounding_box()
    assert box
    assert box["x"] >= 0
    assert 300 < box["width"] <= 360


def test_on_a_phone_a_touch_on_a_sentence_plays_it(phone: Page, web: Place, site: Path) -> None:
    watch(phone, web)
    sentences(phone).nth(4).tap()
    expect_to_be_said(phone, 4)
    expect_to_play(phone, starts(clip_page(site))[4])


# The library


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_library_tells_of_each_clip_what_its_page_tells(site: Path, library: str) -> None:
    file = site / library / "index.html"
    cards = written(file).cssselect(".tn-clip-card")
    found = []
    for card in cards:
        (link,) = card.cssselect(".tn-link-card > a")
        page = beside(file, link.get("href"))
        clip = written(page)
        assert [link.text_content()] == texts(clip, "h1")
        (told,) = texts(card, ".tn-link-card > span")
        (facts,) = texts(clip, ".tn-clip__facts")
        topics = texts(clip, ".tn-kind")[0].split(" · ")[-1]
        assert told == f"Clip · {facts} · {topics}"
        (poster,) = card.cssselect("img.tn-poster")
        assert poster.get("loading") == "lazy"
        (shown,) = clip.xpath("//video/@poster")
        assert beside(file, poster.get("src")) == beside(page, shown)
        assert [poster.get(one) for one in ("width", "height", "alt")] == ["854", "480", ""]
        found.append(page.parent.name)
    assert sorted(found) == IDS


def test_a_card_leads_to_its_clip_and_a_term_in_it_is_explained(desktop: Page, web: Place) -> None:
    desktop.goto(web.address("video/"))
    card = desktop.locator(".tn-clip-card", has=desktop.locator("a.tn-term")).first
    card.locator("a.tn-term").click()
    expect(card.locator(".tn-term__note")).to_be_visible()
    card.locator(".tn-term__note a").click(trial=True)
    poster = card.locator("img")
    poster.scroll_into_view_if_needed()
    desktop.wait_for_function(
        "picture => picture.complete && picture.naturalWidth === 854", arg=poster.element_handle()
    )
    address = card.locator(".tn-link-card > a").evaluate("link => link.href")
    poster.click(force=True)
    expect(desktop).to_have_url(address)
    expect(desktop.locator("video")).to_be_visible()
