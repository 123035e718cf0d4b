"""A document as one source of Typst: what `kit.typ` wants to know, and the articles in order."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urljoin, urlsplit

import segno
from lxml.html import HtmlElement

from tiengnoi.documents.order import Article, Order
from tiengnoi.locales import label
from tiengnoi.pdf.fonts import in_our_font
from tiengnoi.pdf.growth import LEVELS, pitch_at, size_at
from tiengnoi.pdf.parts import sources_out_of, taken_apart
from tiengnoi.pdf.phrases import Target, content, quoted, title_words
from tiengnoi.pdf.trees import ids_in, tree, words_of
from tiengnoi.pdf.typeset import Typesetter

_BOOKS = ("guide", "class")
"""Documents of many articles: they have a table of contents, and say a thing once."""

_LONG = (*_BOOKS, "session", "script", "role", "course")
"""Documents in which a reference says on which page."""

_CLASS_BLANKS = ("when", "where", "trainers", "number")
"""What one writes on the head of a class by hand."""


def compose(order: Order, levels: Mapping[str, int]) -> str:
    """The source of a document. `levels`: how far each handout grows, by name."""
    return _Composition(order, levels).source()


class _Composition:
    def __init__(self, order: Order, levels: Mapping[str, int]) -> None:
        self.order, self.levels = order, levels
        self.document, self.locale = order.document, order.document.locale
        self.is_book = self.document.kind in _BOOKS
        self.is_long = self.document.kind in _LONG
        self.pictures: dict[str, tuple[str, str]] = {}
        self.definitions: list[str] = []
        self.helped: set[str] = set()
        self.sources: dict[str, HtmlElement] = {}
        without = {"organisers"} if self.document.role else set()
        self.trees = {one.name: tree(one.html, without=without) for one in order.articles}
        self.titles = {name: _title_of(root) for name, (root, _) in self.trees.items()}
        self.labels = set(self.trees)
        for name, (root, _) in self.trees.items():
            self.labels |= {f"{name}#{id}" for id in ids_in(root)}
        self.by_url = {article.url: article.name for article in order.articles}

    def words(self, name: str, /, **values: object) -> str:
        return label(name, self.locale, **values)

    def source(self) -> str:
        body = self.book() if self.is_book else self.plain()
        return "\n".join(
            [
                '#import "/kit.typ": *',
                *self.definitions,
                f"#let meta = {self.meta()}",
                "#show: body => document-of(meta, body)",
                *body,
            ]
        )

    def meta(self) -> str:
        order, imprint = self.order, self.order.imprint
        values = {
            "title": quoted(title_words(self.document.title)),
            "lang": quoted(self.locale),
            "site": quoted(imprint.site_name),
            "programme": quoted(imprint.programme),
            "summary": quoted(order.summary),
            "hotline": f"[#strong[#{quoted(imprint.hotline)}]]" if imprint.hotline else "[]",
            "version": quoted(order.edition),
            "address": quoted(_shown(order.address)) if order.address else "none",
            "code": self.code(),
            "words": f"(page: {quoted(self.words('page'))})",
            "running-level": str({"guide": 2, "class": 1}.get(self.document.kind, 0)),
            "date": _typst_date(order.updated),
            "keywords": f"({quoted(order.version)},)",
        }
        return "(" + ", ".join(f"{name}: {value}" for name, value in values.items()) + ")"

    def code(self) -> str:
        """The QR code of the page's stable address."""
        address = self.order.address
        if not address:
            return "none"
        out = io.BytesIO()
        segno.make_qr(address, error="m").save(out, kind="svg", scale=4, border=0, xmldecl=False)
        image = f"bytes({quoted(out.getvalue().decode())})"
        alt = quoted(self.words("code-alt", address=address))
        return f"(image: {image}, alt: {alt}, words: {quoted(self.words('code-scan'))})"

    # Documents of one thing

    def plain(self) -> list[str]:
        parts = []
        if role := self.document.role_name:
            named = f"{self.words('copy-for')}: {role}"
            who = content(self.document.role_who)
            hint, player = content(self.words("copy-marked")), content(self.words("played-by-name"))
            parts.append(f"#copy-of({content(named)}, {who}, {hint}, {player})")
        first, *others = self.order.articles
        parts.append(self.article(first, code="meta.code", new=False))
        return [*parts, *map(self.article, others)]

    # Documents of many articles

    def book(self) -> list[str]:
        order, document = self.order, self.document
        is_guide = document.kind == "guide"
        articles = {article.name: article for article in order.articles}
        offset, parts = 1 if is_guide else 0, []
        if is_guide:
            audience = (
                f"[#strong[#{quoted(self.words('audience') + ': ')}]#{quoted(order.audience)}]"
            )
            parts.append(f"#cover(meta, {audience}{self.cover_picture()})")
        for section in document.sections:
            held = [articles[name] for name in section.pages if name in articles]
            is_opened = bool(section.title and held)
            if is_opened:
                parts.append(self.part_title(section.title, held))
            for number, article in enumerate(held):
                # The first one stands below the title; but a sheet needs the whole page that it
                # was made to fit.
                on_new = number > 0 or not is_opened or article.name in order.sheets
                parts.append(self.article(article, offset, new=on_new))
        depth = 2 if is_guide else 1
        new = "true" if is_guide else "false"
        title = content(self.words("contents"))
        parts.insert(
            1 if is_guide else 0, f"#contents({title}, {quoted('muc-luc')}, {depth}, new: {new})"
        )
        if not is_guide:
            blanks = ", ".join(content(self.words(f"class-{name}")) for name in _CLASS_BLANKS)
            parts.insert(0, f"#class-head(meta, {blanks})")
        if is_guide and self.sources:
            parts.append(self.list_of_sources())
        if order.back:
            parts.append(self.article(order.back))
        return parts

    def cover_picture(self) -> str:
        order = self.order
        found = self.picture("/" + order.cover, order.articles[0]) if order.cover else None
        if found is None:
            return ""
        name, kind = found
        # It only adorns: the title says what the guide is.
        return f", picture: pdf.artifact(image({name}, format: {quoted(kind)}, width: 12cm))"

    def list_of_sources(self) -> str:
        items = [
            self.typesetter(self.order.articles[0]).blocks(one) for one in self.sources.values()
        ]
        title = content(self.words("sources"))
        listed = ", ".join(f"[{item}]" for item in items)
        return (
            f"#pagebreak(weak: true)\n#heading-at(1, {quoted('nguon')}, {title})\n"
            f"#sources-list({listed})"
        )

    def number_of(self, item: HtmlElement) -> int:
        words = words_of(item)
        self.sources.setdefault(words, item)
        return [*self.sources].index(words) + 1

    # Articles

    def typesetter(self, article: Article, offset: int = 0) -> Typesetter:
        is_guide = self.document.kind == "guide"
        level = self.levels.get(article.name, 0)
        return Typesetter(
            name=article.name,
            resolve=lambda href: self.resolve(href, article),
            picture=lambda src: self.picture(src, article),
            offset=offset,
            pitch=pitch_at(level),
            pairs=level < LEVELS // 4,
            role=self.document.role,
            page_words=self.words("page-short") if self.is_long else "",
            help_box=self.help_box if self.is_book else None,
            source_number=self.number_of if is_guide else None,
            source_words=self.words("sources"),
        )

    def article(
        self, article: Article, offset: int = 0, *, code: str = "none", new: bool = True
    ) -> str:
        """An article, on a new page unless told otherwise."""
        root = self.trees[article.name][0] if article.name in self.trees else tree(article.html)[0]
        typesetter = self.typesetter(article, offset)
        sources = sources_out_of(root) if self.document.kind == "guide" else []
        parts = taken_apart(root)
        caption = ", caption: false" if article.name in self.order.sheets else ""
        head = [*map(typesetter.block, parts.head), *map(typesetter.state, parts.state)]
        head += map(typesetter.block, sources)
        opening = f"#opening({code}{caption})[{_joined(head)}]"
        # The run sheet is on the back of the first page, wherever the rest has got to.
        run_sheet = map(typesetter.block, parts.run_sheet)
        body = _joined([opening, *run_sheet, typesetter.blocks(parts.rest)])
        if article.name in self.order.sheets:
            level = self.levels.get(article.name, 0)
            body = f"#sheet({size_at(level):g}pt, {level / LEVELS:g})[{body}]"
        if article.locale != self.locale:
            body = f"#foreign({quoted(article.locale)})[{body}]"
        return f"#begin({quoted(article.name)}, new: {'true' if new else 'false'})\n{body}"

    def part_title(self, title: str, held: list[Article]) -> str:
        """The title of a section; before sheets, with the page of each."""
        given = [content(title_words(title))]
        if held[0].name in self.order.sheets:
            words = content(self.words("page-short"))
            given += (
                f"page-reference({quoted(one.name)}, {words}, {content(self.titles[one.name])})"
                for one in held
            )
        return f"#part-title({', '.join(given)})"

    def help_box(self, body: str, title: str) -> str:
        """In a book, the box on disclosure stands once, and is referred to."""
        target = f"help {title}"
        if title in self.helped:
            words = content(self.words("see-box", title=title))
            return (
                f"#page-reference({quoted(target)}, {content(self.words('page-short'))}, {words})"
            )
        self.helped.add(title)
        return f"#anchor({quoted(target)})\n#help[{body}]"

    def resolve(self, href: str, article: Article) -> Target:
        if not href:
            return None
        scheme = urlsplit(href).scheme
        if scheme:
            return "url", href
        target, _, fragment = href.partition("#")
        path = article.path_of(target)
        url = article.url if not target else path + "/" if path and not path.endswith("/") else path
        name = self.by_url.get("./" if url in ("", "/") else url, self.by_url.get(url))
        if name is not None:
            anchored = f"{name}#{fragment}" if fragment else name
            return ("label", anchored) if anchored in self.labels else None
        if not self.order.imprint.site_url:
            return None
        return "url", urljoin(urljoin(self.order.imprint.site_url, article.url), href)

    def picture(self, src: str, article: Article) -> tuple[str, str] | None:
        """Define a picture once; its name, and its kind."""
        if src.startswith("drawing:"):
            key, kind = f"{article.name}:{src}", "svg"
            drawing = self.trees[article.name][1][int(src.partition(":")[2])]
            data = in_our_font(drawing).encode()
        else:
            key = article.path_of(src)
            found = self.order.pictures.get(key)
            if found is None:
                return None
            kind, data = found.kind, found.data
        if key not in self.pictures:
            name = f"picture-{len(self.pictures) + 1}"
            text = quoted(data.decode()) if kind == "svg" else f"({', '.join(map(str, data))})"
            self.definitions.append(f"#let {name} = bytes({text})")
            self.pictures[key] = name, kind
        return self.pictures[key]


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block)


def _title_of(root: HtmlElement) -> str:
    title = next(root.iter("h1"), None)
    return words_of(title) if title is not None else ""


def _shown(address: str) -> str:
    """An address as one types it."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def _typst_date(day: date | None) -> str:
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none"
