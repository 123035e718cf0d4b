"""WCAG 2.2 AA on every kind of page: what axe finds, and what it cannot see."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser, Page, expect

from .conftest import KIND, LOCALES, PHONE, ROOT, SCREENS, SCRIPTS, VIOLENCE, folder_of, reading

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"

KINDS = {
    "home": KIND.home,
    "guide": KIND.guide,
    "prose": KIND.prose,
    "session": KIND.session,
    "short session on violence": VIOLENCE,
    "script": f"{SCRIPTS[0]}/",
    "handout": KIND.handout,
    "course": KIND.course,
    "sessions": "cac-buoi/",
    "clip": "video/mot-buoi-sinh-hoat/",
    "clips": "video/",
    "downloads": "tai-ve/",
    "search": "tim-kiem/",
    "glossary": "thuat-ngu/",
    "news": "co-gi-moi/",
    "editors' reference": "bien-tap/dinh-dang/",
    "not found": "404.html",
}
"""A page of each kind, by its address below a language."""

ONLY_ONCE = {"not found"}
"""Kinds that are one page for both languages."""

OTHER = {"vi": "en", "en": "vi"}
QUERY = {"vi": "quyền trẻ em", "en": "child rights"}
ONLY_IN = {"vi": "khăn quàng đỏ", "en": "whistle"}
"""Words of one language that few or no pages of the other have."""

DRAWER = "header button[aria-controls]"
FALLBACK = "en/clb/chi-tieng-viet/"
"""A page of the example site that nobody has translated."""

EXAMPLES = 8
"""So many of a fault are shown."""


def kinds(locale: str) -> list[str]:
    """The kinds of page that this language has."""
    return [kind for kind in KINDS if locale == "vi" or kind not in ONLY_ONCE]


def with_controls(locale: str) -> list[str]:
    """The kinds of page that hold more than text."""
    texts = "guide prose session handout course clips glossary news".split()
    return [kind for kind in kinds(locale) if kind not in {*texts, "editors' reference"}]


UNFOLD = """isShort => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  document.querySelector("fieldset input[type=radio]:not(:checked)")?.click();
  document.querySelector("a.tn-term")?.click();
  if (isShort) document.querySelector("[data-variant=short]").click();
}"""
"""What a page hides at first is shown; a role is chosen, a term explained."""


def show(page: Page, address: str, locale: str, kind: str) -> None:
    """Open a page of this kind, with all that it can show."""
    query = f"?q={QUERY[locale]}" if kind == "search" else ""
    response = page.goto(address + folder_of(locale) + KINDS[kind] + query)
    assert response
    assert response.ok, f"There is no page of the kind “{kind}” in {locale}."
    page.evaluate(UNFOLD, kind == "short session on violence")
    if kind == "search":
        expect(page.locator("article .tn-hit").first).to_be_visible()


def each(page: Page, address: str, locale: str, some: Iterable[str]) -> Iterator[str]:
    """The name of each of these kinds of page in turn, while it is shown."""
    for kind in some:
        show(page, address, locale, kind)
        yield f"{locale} {kind}"


def open_drawer(page: Page) -> None:
    page.locator(DRAWER).click()
    expect(page.locator("#muc-luc button").first).to_be_visible()


def open_search(page: Page, words: str = QUERY["vi"]) -> None:
    """Type into the search of the bar at the top, and wait for what it finds."""
    field = page.locator("header input[type=search]")
    if not field.is_visible():
        page.locator("header form button[type=submit]").click()
    field.fill(words)
    expect(page.locator("header form .tn-hit").first).to_be_visible()


def choose_other_theme(page: Page) -> None:
    page.locator("header .tn-theme").click()


def copy_link(page: Page) -> None:
    """Copy the link to a section: the page says that it did."""
    page.locator(".tn-section-link").first.click()
    expect(page.locator("[role=status]").filter(visible=True).first).not_to_be_empty()


def lead(page: Page) -> None:
    """Begin to lead a session, in a browser that does not keep the place."""
    page.locator(".tn-run-start").evaluate("button => button.click()")
    page.locator("dialog [data-do=begin]").click()
    expect(page.locator("dialog h3")).to_be_visible()
    page.evaluate("localStorage.clear(); sessionStorage.clear()")


def mark_sentence(page: Page) -> None:
    """Come to a second of a clip: the sentence that is said there is marked."""
    page.evaluate("location.hash = `${document.querySelector('video').id}@40`")
    expect(page.locator(".tn-clip [aria-current]")).to_be_attached()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "drawer open": ("handout", open_drawer),
    "search open": ("prose", open_search),
    "link copied": ("prose", copy_link),
    "sentence marked": ("clip", mark_sentence),
    "run mode": ("session", lead),
    # The browser keeps the choice, so what comes before is seen in light and in the dark.
    "other theme chosen": ("home", choose_other_theme),
}
"""What readers do with a page, and on which kind of page they do it."""


def states(screen: str) -> list[str]:
    """On a desktop the contents stand beside the page."""
    return [state for state in STATES if screen == "phone" or state != "drawer open"]


def bring(page: Page, address: str, locale: str, state: str) -> str:
    """Bring a page into a state, and name it."""
    kind, do = STATES[state]
    show(page, address, locale, kind)
    do(page)
    return f"{locale} {state}"


class Faults:
    """What is wrong: each example is told once, with all pages that have it."""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(self, what: str, examples: Iterable[str], where: str) -> None:
        for example in dict.fromkeys(examples):
            self.pages[what][example].append(where)

    def __bool__(self) -> bool:
        return bool(self.pages)

    def __str__(self) -> str:
        lines = []
        for what, examples in self.pages.items():
            lines.append(f"\n{what} ({len(examples)})")
            for example, pages in list(examples.items())[:EXAMPLES]:
                lines.append(f"  {example}\n    on: {', '.join(pages)}")
        return "\n".join(lines)


COMMON = """
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  const called = element => {
    const [label] = element.labels || [];
    const words = element.getAttribute("aria-label") || (label || element).textContent;
    const name = words.trim().replace(/\\s+/g, " ").slice(0, 40);
    const classes = [...element.classList].map(one => `.${one}`).join("");
    return `${element.localName}${element.id && `#${element.id}`}${classes} “${name}”`;
  };
  const top = document.querySelector("dialog[open]") || document;
  const stops = () =>
    [...top.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
      .filter(one => one.tabIndex >= 0 && !one.disabled && !one.closest("[inert]") && shown(one));
  const seen = element => [...element.getClientRects()].some(rect => {
    const left = Math.max(rect.left, 0) + 1, right = Math.min(rect.right, innerWidth) - 1;
    const top = Math.max(rect.top, 0) + 1, bottom = Math.min(rect.bottom, innerHeight) - 1;
    const points = [[(left + right) / 2, (top + bottom) / 2],
      [left, top], [right, top], [left, bottom], [right, bottom]];
    return left <= right && top <= bottom &&
      points.some(([x, y]) => element.contains(document.elementFromPoint(x, y)));
  });
"""
"""What the scripts below share. `seen`: a part of it is in the window, with nothing before it."""


def ask(page: Page, script: str, argument: Any = None) -> Any:
    return page.evaluate(f"argument => {{ {COMMON} {script} }}", argument)


# What axe finds


@pytest.fixture(scope="session")
def axe() -> Path:
    if not AXE.is_file():
        missing = "axe-core is not here: `.ci/axe` installs it, with npm."
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return AXE


RUN_AXE = """async ({ withColours, withOthers, isWhole }) => {
  // axe does not know that an open dialog is above everything.
  const dialog = document.querySelector("dialog[open]");
  for (const other of dialog ? dialog.parentElement.children : [])
    if (other !== dialog) other.style.display = "none";
  const isMeant = ({ tags }) => !tags.some(tag => /aaa$|deprecated/.test(tag)) &&
    (tags.includes("cat.color") ? withColours : withOthers);
  const rules = axe.getRules().map(rule => [rule.ruleId, { enabled: isMeant(rule) }]);
  const options = { resultTypes: ["violations"], rules: Object.fromEntries(rules) };
  const exclude = [[":is(tbody, ul, ol, dl, .tn-scene) > :nth-child(n + 9)"],
    ["article > :nth-child(n + 40)"]];
  const { violations } = await axe.run(isWhole ? document : { exclude }, options);
  const told = node => node.failureSummary.replace(/\\s+/g, " ").replace(/^.*?: /, "");
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(node => [`${id} (${impact}): ${told(node)}`, node.target.join(" ")]));
}"""
"""All rules, those for best practice and those on trial too; not those of level AAA."""


def run_axe(
    page: Page, where: str, faults: Faults, *, is_whole: bool, with_colours: bool = True
) -> None:
    """Look at a page by all rules, then by those on colours in the dark, where only they differ.

    Unless it is to be seen whole, the ends of long tables, lists and pages are left out.
    """
    page.emulate_media(color_scheme="light")
    how = {"withColours": with_colours, "withOthers": True, "isWhole": is_whole}
    for what, target in page.evaluate(RUN_AXE, how):
        faults.add(what, [target], where)
    if with_colours:
        page.emulate_media(color_scheme="dark")
        how = {"withColours": True, "withOthers": False, "isWhole": False}
        for what, target in page.evaluate(RUN_AXE, how):
            faults.add(what, [target], f"{where} (dark)")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(
    browser: Browser, axe: Path, address: str, screen: str, locale: str
) -> None:
    some_kinds, some_states = kinds(locale), states(screen)
    if locale == "en":
        # The words differ, and neither templates nor colours: one screen does for each page.
        part = list(SCREENS).index(screen)
        some_kinds, some_states = some_kinds[part::2], some_states[part::2]
    is_whole, with_colours = (screen, locale) == ("phone", "vi"), locale == "vi"
    faults = Faults()
    with reading(browser, **SCREENS[screen], reduced_motion="reduce") as page:
        page.context.add_init_script(path=axe)
        for where in each(page, address, locale, some_kinds):
            run_axe(page, where, faults, is_whole=is_whole, with_colours=with_colours)
        for state in some_states:
            where = bring(page, address, locale, state)
            run_axe(page, where, faults, is_whole=is_whole, with_colours=with_colours)
    assert not faults, str(faults)


def test_axe_finds_nothing_on_a_page_that_is_not_translated(
    browser: Browser, axe: Path, example_address: str
) -> None:
    faults = Faults()
    with reading(browser, **PHONE, reduced_motion="reduce") as page:
        page.context.add_init_script(path=axe)
        page.goto(example_address + FALLBACK)
        expect(page.locator(".tn-fallback")).to_be_visible()
        run_axe(page, "fallback", faults, is_whole=True)
    assert not faults, str(faults)


# Keys


OUT_OF_SIGHT = """
  const inSearch = stop => Boolean(stop.closest("header form"));
  return stops().sort((one, two) => inSearch(two) - inSearch(one)).filter(stop => {
    stop.focus();
    return document.activeElement !== stop || !seen(stop);
  }).map(called);
"""
"""What is open goes first: it may close when the focus leaves it."""


def test_what_has_the_focus_is_in_sight(phone: Page, desktop: Page, address: str) -> None:
    """Nothing that takes the focus lies off the screen, or wholly under another thing."""
    faults = Faults()
    for page, some in ((phone, kinds("vi")), (desktop, with_controls("vi"))):
        for where in each(page, address, "vi", some):
            faults.add("The focus is out of sight", ask(page, OUT_OF_SIGHT), where)
        for state in ("search open", "run mode"):
            where = bring(page, address, "vi", state)
            faults.add("The focus is out of sight", ask(page, OUT_OF_SIGHT), where)
    assert not faults, str(faults)


def test_tab_goes_through_a_page_of_the_phone_in_sight(phone: Page, address: str) -> None:
    show(phone, address, "vi", "short session on violence")
    count = ask(phone, "return stops().length;")
    passed, out_of_sight = set(), []
    for _ in range(count + 1):
        phone.keyboard.press("Tab")
        at = "const at = document.activeElement; return [called(at), at.localName, seen(at)];"
        name, element, is_seen = ask(phone, at)
        if element == "body":
            break
        passed.add(name)
        if not is_seen:
            out_of_sight.append(name)
    assert len(passed) > 30
    assert not out_of_sight


@pytest.mark.parametrize("locale", LOCALES)
def test_the_drawer_keeps_the_focus_until_it_is_closed(
    phone: Page, address: str, locale: str
) -> None:
    show(phone, address, locale, "session")
    button = phone.locator(DRAWER)
    expect(button).to_have_attribute("aria-expanded", "false")
    drawer = phone.locator(f"#{button.get_attribute('aria-controls')}")
    expect(drawer).to_be_hidden()
    button.focus()
    phone.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(drawer).to_be_in_viewport()
    is_in = "drawer => drawer.contains(document.activeElement)"
    assert drawer.evaluate(is_in), "The focus did not go into the drawer."
    # Past the last stop the focus may leave the document for the browser's own bars.
    is_held = f"drawer => ({is_in})(drawer) || document.activeElement === document.body"
    count = drawer.locator("a[href], button").count()
    for key in ["Tab"] * (count + 3) + ["Shift+Tab"] * 3:
        phone.keyboard.press(key)
        assert drawer.evaluate(is_held), ask(phone, "return called(document.activeElement);")
    phone.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(drawer).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("kind", ["home", "search", "not found"])
def test_the_skip_link_is_the_first_stop_and_leads_to_the_main_content(
    page: Page, address: str, kind: str
) -> None:
    show(page, address, "vi", kind)
    page.keyboard.press("Tab")
    assert ask(page, "return stops()[0] === document.activeElement;")
    expect(page.locator("a[href^='#']:focus")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# Languages


LETTER = r"[^\W\d_]"
WORD = rf"{LETTER}*[ăâđêôơưàáèéìíòóùúýãẽĩõũ\u1ea0-\u1ef9]{LETTER}*"
VIETNAMESE = re.compile(rf"(?<!{LETTER}){WORD}(?: {WORD})*")
ENGLISH = re.compile(r"\b(?:and|with|for|your|is|are|this)\b(?: [a-z]+)*")
NAMES = re.compile("Công an nhân dân")


def foreign_words(lang: str, text: str) -> list[str]:
    """Words in a text of this language that are of the other; names need no `lang`."""
    if lang == "vi":
        return ENGLISH.findall(text)
    found = VIETNAMESE.finditer(NAMES.sub("", text))
    # A name begins with a capital; a quotation may, too.
    return [one[0] for one in found if one[0][0].islower() or one.string[one.start() - 1] == "“"]


def texts_of(page: Path) -> Iterator[tuple[str, str]]:
    """All texts of a built page, each with the language that it is said to be in."""
    body = html.document_fromstring(page.read_text("utf-8")).body
    for text in body.xpath(".//text()[normalize-space()]"):
        # What follows an element belongs to the one around it.
        element = text.getparent().getparent() if text.is_tail else text.getparent()
        if not element.xpath("ancestor-or-self::*[self::script or self::style or self::code]"):
            yield (
                element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"),
                " ".join(text.split()),
            )


@pytest.mark.parametrize("locale", LOCALES)
def test_words_of_the_other_language_are_marked(site: Path, locale: str) -> None:
    faults = Faults()
    for kind in kinds(locale):
        path = site / folder_of(locale) / KINDS[kind]
        for lang, text in texts_of(path if path.is_file() else path / "index.html"):
            words = foreign_words(lang, text)
            faults.add(f"In a text with lang={lang}", [f"{one}: {text}" for one in words], kind)
    assert not faults, str(faults)


@pytest.mark.parametrize("locale", LOCALES)
def test_links_to_the_other_language_say_which(page: Page, address: str, locale: str) -> None:
    show(page, address, locale, "session")
    links = page.locator("a[hreflang]")
    said = links.evaluate_all("links => links.map(link => [link.lang, link.hreflang])")
    assert [OTHER[locale], OTHER[locale]] in said
    assert all(lang == hreflang for lang, hreflang in said)


@pytest.mark.parametrize("locale", LOCALES)
def test_each_term_of_the_glossary_is_marked_in_the_other_language(
    desktop: Page, address: str, locale: str
) -> None:
    show(desktop, address, locale, "glossary")
    terms = desktop.locator("article dl > div > dt")
    assert terms.count() > 10
    expect(terms.locator(f":scope > [lang={OTHER[locale]}]")).to_have_count(terms.count())


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_search_finds_in_the_other_language_is_marked(
    desktop: Page, address: str, locale: str
) -> None:
    show(desktop, address, locale, "home")
    open_search(desktop, ONLY_IN[OTHER[locale]])
    found = desktop.locator("header form .tn-hit")
    expect(found.and_(desktop.locator(f"[lang={OTHER[locale]}]")).first).to_be_visible()
    for link in found.locator(".tn-hit__page").all():
        is_english = "/en/" in link.evaluate("link => link.href")
        lang = link.evaluate("link => link.closest('[lang]').lang")
        assert lang == ("en" if is_english else "vi")


def test_what_is_not_translated_is_marked(phone: Page, example_address: str) -> None:
    phone.goto(example_address + FALLBACK)
    for selector, lang in (("html", "en"), (".tn-fallback p", "en"), ("article h1", "vi")):
        marked = phone.locator(selector).evaluate("element => element.closest('[lang]').lang")
        assert marked == lang, selector


WORDS = """
  const words = [];
  const hear = (element, word) => words.push([element.closest("[lang]").lang, word.trim()]);
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const element of document.querySelectorAll(`[${name}]`))
      hear(element, element.getAttribute(name));
  const frame = ":is(header, footer, nav, dialog, .tn-bar) :not(script, style), [role=status]";
  for (const element of document.querySelectorAll(`${frame}, body > a`))
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) hear(element, node.data);
  for (const word of Object.values(JSON.parse(document.body.dataset.words || "{}")))
    hear(document.body, word);
  return words;
"""
"""What the frame of a page shows, says or may say, and in which language it claims to be."""


def frame_words(locale: str) -> set[str]:
    """What the generator and Material say in this language, where the other differs."""
    labels = yaml.safe_load((ROOT / "plugins/tiengnoi/labels.yml").read_text("utf-8"))
    said = {lang: {label[lang] for label in labels.values()} for lang in LOCALES}
    for lang, words in said.items():
        partial = files("material").joinpath(f"templates/partials/languages/{lang}.html")
        words.update(re.findall(r'": "([^"]{3,})"', partial.read_text("utf-8")))
    return said[locale] - said[OTHER[locale]]


def phrases(words: Iterable[str]) -> list[str]:
    """Those of several words, which may stand in a longer text."""
    parts = (part.strip(" .,:;…?!“”") for word in words for part in re.split(r"\{\w+\}|#", word))
    return [part for part in parts if " " in part and len(part) > 7]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_frame_speaks_the_language_of_the_page(phone: Page, address: str, locale: str) -> None:
    whole = {lang: frame_words(OTHER[lang]) for lang in LOCALES}
    within = {lang: phrases(words) for lang, words in whole.items()}
    heard: set[tuple[str, str]] = set()
    faults = Faults()

    def listen(where: str) -> None:
        new = {(lang, text) for lang, text in ask(phone, WORDS)} - heard
        heard.update(new)
        for lang, text in new:
            is_foreign = text in whole[lang] or any(part in text for part in within[lang])
            faults.add(f"With lang={lang}", [text] if is_foreign else [], where)

    for where in each(phone, address, locale, with_controls(locale)):
        listen(where)
    for state in ("search open", "link copied", "run mode"):
        listen(bring(phone, address, locale, state))
    assert len(heard) > 50
    assert not faults, str(faults)


# Sizes


TARGETS = """
  const { selector, least } = argument;
  const isInline = element => getComputedStyle(element).display.startsWith("inline");
  const block = element => isInline(element) ? block(element.parentElement) : element;
  const isInSentence = element => {
    if (element.localName !== "a" || !isInline(element)) return false;
    const around = block(element).cloneNode(true);
    for (const target of around.querySelectorAll("a, button, input, label")) target.remove();
    return /[\\p{L}\\p{N}]/u.test(around.textContent);
  };
  return [...document.querySelectorAll(selector)].filter(shown).flatMap(target => {
    const boxes = [target, ...(target.labels || [])].map(box => box.getBoundingClientRect());
    const [width, height] = ["width", "height"].map(one => Math.max(...boxes.map(box => box[one])));
    const isLarge = width > least - 0.5 && height > least - 0.5;
    return isLarge || (least < 44 && isInSentence(target)) ? []
      : [`${called(target)} has ${width.toFixed(1)} × ${height.toFixed(1)} px`];
  });
"""
"""Targets that are too small, but for those in a sentence; a label belongs to its target."""

ALL_TARGETS = "a[href], button, input, select, textarea, summary"
MAIN_ACTIONS = {
    "open the contents": DRAWER,
    "close the contents": "#muc-luc button",
    "search": "header form button",
    "light or dark": "header .tn-theme",
    "other language": "header a[hreflang]",
    "bar at thumb's reach": ".tn-bar > *",
    "full or short": ".tn-variants button",
    "begin run mode": ".tn-run-start",
    "run mode": "dialog button",
    "filters of sessions": ".tn-chips [role=group] button",
    "roles of a script": "article fieldset label",
    "search on its own page": "article form :is(button, input)",
    "quick exit": ".tn-exit__link",
}
"""What a thumb must not miss."""


def test_targets_are_24_px_large_and_the_main_actions_44(phone: Page, address: str) -> None:
    faults = Faults()
    missed = set(MAIN_ACTIONS)

    def measure(where: str) -> None:
        small = ask(phone, TARGETS, {"selector": ALL_TARGETS, "least": 24})
        faults.add("Smaller than 24 px", small, where)
        for name, selector in MAIN_ACTIONS.items():
            small = ask(phone, TARGETS, {"selector": selector, "least": 44})
            faults.add(f"{name}: smaller than 44 px", small, where)
            if phone.locator(selector).filter(visible=True).count():
                missed.discard(name)

    for where in each(phone, address, "vi", kinds("vi")):
        measure(where)
    for state in ("drawer open", "search open", "link copied", "run mode"):
        measure(bring(phone, address, "vi", state))
    assert not faults, str(faults)
    assert not missed, "No page has these."


LAYOUT = """
  const { scrollWidth } = top === document ? document.scrollingElement : top;
  const hides = overflow => /hidden|clip/.test(overflow);
  const isCut = element => {
    if (!shown(element) || element.clientWidth < 2 || !element.textContent.trim()) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    const mayNotSpill = hides(overflowX) || element.closest("header, .tn-bar");
    return mayNotSpill && element.scrollWidth > element.clientWidth + 2 ||
      hides(overflowY) && element.scrollHeight > element.clientHeight + 2;
  };
  const bars = ".tn-header__inner, header form, .tn-bar, dialog > :not([data-run])";
  const parts = [...document.querySelectorAll(`:is(${bars}) > :not(form), .tn-exit`)]
    .filter(part => shown(part) && seen(part))
    .map(part => [called(part), part.getBoundingClientRect().toJSON()]);
  return {
    tooWide: scrollWidth > innerWidth ? [`${scrollWidth} px of ${innerWidth}`] : [],
    cut: [...document.querySelectorAll("body *")].filter(isCut).map(called),
    beyond: parts.filter(([, { left, right }]) => left < -1 || right > innerWidth + 1)
      .map(([name]) => name),
    frame: parts,
  };
"""

SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; }
* { word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 1.4.12 lets readers set."""

STYLES = {
    "at 320 px": (320, ""),
    "with wider spaces": (320, SPACED),
    "with letters twice as large": (640, "html { font-size: 250% !important; }"),
}
"""How readers change a page: the width of the window, and a style; 100 % here are 125 %."""

RESTYLE = """
  const style = document.getElementById("restyled") || document.createElement("style");
  style.id = "restyled";
  style.textContent = argument;
  document.head.append(style);
"""


def overlaps(parts: list[tuple[str, dict[str, float]]]) -> Iterator[str]:
    """Parts of the frame that lie on each other by more than a pixel."""
    for (one, a), (two, b) in combinations(parts, 2):
        across = min(a["right"], b["right"]) - max(a["left"], b["left"])
        down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
        if across > 1 and down > 1:
            yield f"{one} and {two}"


def test_nothing_is_lost_where_the_page_is_restyled(desktop: Page, address: str) -> None:
    faults = Faults()

    def look(where: str) -> None:
        for how, (width, style) in STYLES.items():
            desktop.set_viewport_size({"width": width, "height": 640})
            ask(desktop, RESTYLE, style)
            layout = ask(desktop, LAYOUT)
            faults.add(f"{how}, it scrolls sideways", layout["tooWide"], where)
            faults.add(f"{how}, something is cut off", layout["cut"], where)
            faults.add(f"{how}, something is beyond the window", layout["beyond"], where)
            faults.add(f"{how}, things lie on each other", overlaps(layout["frame"]), where)
        desktop.set_viewport_size({"width": 320, "height": 640})

    desktop.set_viewport_size({"width": 320, "height": 640})
    for where in each(desktop, address, "vi", kinds("vi")):
        look(where)
    for state in ("drawer open", "search open", "run mode"):
        look(bring(desktop, address, "vi", state))
    for where in each(desktop, address, "en", ["home", "short session on violence"]):
        look(where)
    assert not faults, str(faults)


# Motion


MOVING = """
  const longest = times => Math.max(...times.split(",").map(parseFloat));
  return [...document.querySelectorAll("*")].flatMap(element =>
    ["", "::before", "::after"].filter(part => {
      const style = getComputedStyle(element, part || null);
      return longest(style.transitionDuration) > 0 || style.animationName !== "none" ||
        style.scrollBehavior === "smooth";
    }).map(part => called(element) + part));
"""

OPEN_AND_COUNT = """
  document.querySelector(argument).click();
  return document.getAnimations().length;
"""


def test_nothing_moves_for_those_who_ask_for_that(browser: Browser, address: str) -> None:
    faults = Faults()
    with reading(browser, reduced_motion="reduce", **PHONE) as page:
        for state in ("drawer open", "search open", "run mode"):
            where = bring(page, address, "vi", state)
            faults.add("May move", ask(page, MOVING), where)
        show(page, address, "vi", "session")
        assert ask(page, OPEN_AND_COUNT, DRAWER) == 0
    assert not faults, str(faults)
