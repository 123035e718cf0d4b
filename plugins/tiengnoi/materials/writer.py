"""What a template may ask for: texts in the page's language, addresses, dates, headings."""

import calendar
import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from markupsafe import Markup

from tiengnoi.catalogue import Catalogue
from tiengnoi.guides.prose import ProsePage
from tiengnoi.locales import SOURCE_LOCALE, Locale, label, size_in_words, written_day
from tiengnoi.materials.alphabet import alphabet
from tiengnoi.materials.model import (
    Contact,
    NewsItem,
    RadarAxes,
    Session,
    Source,
    Supply,
    Term,
)
from tiengnoi.materials.news import by_day
from tiengnoi.materials.radar import radar
from tiengnoi.models import Translated
from tiengnoi.pages import entry_pages, page_name, title_of
from tiengnoi.reader import markdown
from tiengnoi.videos.playable import Clips, Playable, clock_of, unmade
from tiengnoi.vietnamese import collation_key

Address = Callable[[str], str]
"""Turns a path below docs/ (`cau-lac-bo/an-toan.md`) into an address relative to the page."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass
class Writer:
    """What a template may ask for: texts in the page's language, addresses, dates.

    `folder` is where the page lies below docs/; links in texts are relative to it.
    """

    catalogue: Catalogue
    locale: Locale
    address: Address
    folder: str = ""
    clips: Clips = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)

    def within(self, folder: str) -> "Writer":
        """The same for texts of an entry whose page lies in another folder."""
        return replace(self, folder=folder)

    def beside(self, kind: str, key: str) -> "Writer":
        """The same for texts of another entry."""
        return self.within(posixpath.dirname(page_name(kind, key)))  # type: ignore[arg-type]

    def own(self, supplies: Iterable[Supply]) -> list[tuple[Supply, "Writer"]]:
        """Things to bring of the page's own entry, as the macro `supplies` takes them."""
        return [(supply, self) for supply in supplies]

    def gathered(self, supplies: Iterable[tuple[Supply, str]]) -> list[tuple[Supply, "Writer"]]:
        """Things to bring with the folders of the pages that they come from."""
        return [(supply, self.within(folder)) for supply, folder in supplies]

    def heading(self, level: int, id: str, text: str) -> Markup:
        self.headings.append(Heading(level, id, str(Markup(text).striptags())))
        return Markup('<h{0} id="{1}">{2}</h{0}>').format(level, id, text)

    def label(self, name: str, /, **values: object) -> str:
        return label(name, self.locale, **values)

    def filled(self, name: str, /, *hooks: str) -> Markup:
        """A label with an empty span for each of its values: the script of the page fills it in,
        and finds it by `data-run`."""
        words = label(name, self.locale, **{hook: f"{{{hook}}}" for hook in hooks})
        span = Markup('<span data-run="{}"></span>')
        return Markup.escape(words).format(**{hook: span.format(hook) for hook in hooks})

    def plain(self, text: Translated) -> Markup:
        """The words as they are, marked where they are in another language than the page."""
        words, locale = text.text(self.locale)
        return self._in_language(Markup.escape(words), locale, "span")

    def inline(self, text: Translated) -> Markup:
        return self._marked(text, "span", markdown.inline)

    def lead(self, text: Translated) -> Markup:
        """The first words of an item, which end as a sentence does."""
        words = self.inline(text)
        return words if words.striptags()[-1:] in ".?!:…" else words + "."

    def block(self, text: Translated) -> Markup:
        return self._marked(text, "div", markdown.block)

    def _marked(self, text: Translated, tag: str, convert: Callable[[str, Address], str]) -> Markup:
        words, locale = text.text(self.locale)
        return self._in_language(Markup(convert(words, self._resolve)), locale, tag)

    def _in_language(self, html: Markup, locale: Locale, tag: str) -> Markup:
        if locale == self.locale:
            return html
        return Markup('<{0} lang="{1}">{2}</{0}>').format(tag, locale, html)

    def _resolve(self, target: str) -> str:
        return self.address(posixpath.normpath(posixpath.join(self.folder, target)))

    def url(self, kind: str, key: str) -> str:
        return self.address(page_name(kind, key) + ".md")  # type: ignore[arg-type]

    def page_url(self, name: str, anchor: str = "") -> str:
        return self.address(f"{name}.md") + (f"#{anchor}" if anchor else "")

    def day(self, day: date) -> str:
        return written_day(day, self.locale)

    def month(self, number: int) -> str:
        return self.label("month-number", number=number, name=calendar.month_name[number])

    def named(self, guide: str, what: str) -> str | Markup:
        """A session, or who leads a step (`board`, `facilitator` …), as its guide calls it."""
        owner = self.catalogue.guides.get(guide)
        name: Translated | None = getattr(owner.names, what, None) if owner else None
        return self.plain(name) if name else self.label(f"named-{what}")

    def titles(self, kind: str, ids: Iterable[str]) -> Markup:
        """The titles of `topics` or `skills`, in a row."""
        there = getattr(self.catalogue, kind)
        return Markup(", ").join(self.plain(there[id].title) for id in ids if id in there)

    def first_sentence(self, text: Translated) -> Markup:
        """What a step does in one line, where its editor wrote no summary."""
        words, locale = text.text(self.locale)
        html = Markup(markdown.block(words, self._resolve)).striptags()
        sentence = html.split(". ")[0].split(": ")[0].rstrip(".")
        if len(sentence) > 110:
            sentence = sentence[:110].rsplit(" ", 1)[0] + " …"
        return self._in_language(Markup.escape(sentence), locale, "span")

    def sources(self, ids: tuple[str, ...]) -> list[Source]:
        return [self.catalogue.sources[id] for id in ids if id in self.catalogue.sources]

    def contacts(self, ids: tuple[str, ...]) -> list[Contact]:
        return [self.catalogue.contacts[id] for id in ids if id in self.catalogue.contacts]

    def sessions_with(self, handout: str) -> list[tuple[str, Session]]:
        """Sessions that use a handout, by name."""
        guide, _, id = handout.partition("/")
        return [
            (name, session)
            for name, session in self.catalogue.sessions.items()
            if name.startswith(f"{guide}/") and id in session.handouts
        ]

    def picture(self, id: str) -> Markup:
        """A composed picture as a figure; nothing for an unknown id."""
        picture = self.catalogue.pictures.get(id)
        if picture is None:
            return Markup("")
        words, locale = picture.alt.text(self.locale)
        lang = Markup(' lang="{}"').format(locale) if locale != self.locale else ""
        width, height = picture.size
        return Markup(
            '<p class="tn-picture"><img src="{}" alt="{}"{} width="{}" height="{}"'
            ' loading="lazy"></p>'
        ).format(self.address(picture_path(id)), words, lang, width, height)

    def radar(self, axes: RadarAxes) -> Markup:
        """A blank radar chart with its axes named in the page's language."""
        return Markup(radar([axis.text(self.locale).words for axis in axes.axes], axes.levels))

    def alphabet(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """All pages of the site, by their first letter: the title and the name of each."""
        return alphabet(self.catalogue, self.locale)

    def terms(self) -> list[Term]:
        """The terms of the glossary in the order of the alphabet."""
        return sorted(self.catalogue.terms, key=lambda one: collation_key(one.said(self.locale)))

    def news(self) -> list[tuple[date, list[NewsItem]]]:
        """What is new, day by day, the newest first."""
        return by_day(self.catalogue.news)

    def title(self, name: str) -> str:
        """The title of a page, by its name."""
        return title_of(name, entry_pages(self.catalogue), self.catalogue, self.locale)

    def playable(self, id: str) -> Playable:
        """A clip in the page's language; its words alone, where nothing of it is made."""
        clip = self.catalogue.clips[id]
        locale = self.locale if clip.title.has(self.locale) else SOURCE_LOCALE
        return self.clips.get((id, locale)) or unmade(id, clip, self.catalogue, locale)

    def clips_shown(self, guide: str) -> list[str]:
        """Ids of a guide's clips, without those that may not be shown: of them there are no words
        either."""
        return [id for id in self.catalogue.clips_of(guide) if self.playable(id).parts]

    def size(self, size: int) -> str:
        return size_in_words(size, self.locale)

    def length(self, milliseconds: int) -> str:
        """`2 phút 28 giây`."""
        minutes, seconds = divmod(round(milliseconds / 1000), 60)
        return self.label("length", minutes=minutes, seconds=seconds)

    def clock(self, milliseconds: int) -> str:
        return clock_of(milliseconds)

    def language_name(self, locale: Locale) -> str:
        return label("language-name", locale)

    def prose(self, name: str) -> ProsePage | None:
        return self.catalogue.page(name, self.locale)


def picture_path(id: str) -> str:
    """Where a composed picture lies in the site."""
    return f"assets/art/{id}.svg"
