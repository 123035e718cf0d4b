"""An article of the site as Typst markup: a PDF shows what the page shows.

Elements that bear a class of our templates (`tn-ask`) become calls of the function of that name in
templates/kit.typ; all others become what they are in any document.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from tiengnoi.pdf.phrases import BOXES, Phrases, content, quoted, title_words
from tiengnoi.pdf.tables import table
from tiengnoi.pdf.trees import blocks_in, classes_of, only, words_of

SHAPES = set(
    "admonition agenda big_number cards checks cue diagram facts fields help lines link_card"
    " picture proposal see signatures sources step__facts".split()
)
"""Classes whose elements are taken apart: the method of that name knows how."""

_SHORT_FIELD = 26
"""Characters of a label beside which another one has room."""


class Typesetter(Phrases):
    """Turns the articles of one document into markup."""

    def blocks(self, element: HtmlElement) -> str:
        """What an element holds: paragraphs, and blocks between them."""
        parts: list[str] = []
        for run in blocks_in(element):
            if isinstance(run, HtmlElement):
                parts.append(self.block(run))
            elif inline := self.inline(run):
                parts.append(inline)
        return "\n\n".join(part for part in parts if part)

    def block(self, element: HtmlElement) -> str:
        classes = classes_of(element)
        for name in (name.replace("-", "_") for name in classes):
            if name in SHAPES:
                return str(getattr(self, f"_{name}")(element))
        for name in classes:
            if name in BOXES:
                return self._call(BOXES[name], self.blocks(element))
        method = getattr(self, f"_tag_{element.tag}", None)
        return str(method(element)) if method else self.blocks(element)

    def _call(self, function: str, body: str, *arguments: str) -> str:
        given = f"({', '.join(arguments)})" if arguments else ""
        return f"#{function}{given}[{body}]" if body else ""

    def _many(self, function: str, bodies: list[str], *arguments: str) -> str:
        """A call with a content for each of the bodies."""
        given = [*arguments, *(f"[{body}]" for body in bodies)]
        return f"#{function}({', '.join(given)})" if bodies else ""

    def _tag_h1(self, element: HtmlElement) -> str:
        level = min(int(element.tag[1]) + self.offset, 6)
        target = f"{self.name}#{element.get('id')}" if element.get("id") else ""
        label = quoted(target) if target else "none"
        body = self.title(element)
        parent = element.getparent()
        is_step = parent is not None and {"step", "scene"} & set(classes_of(parent))
        function = "step-heading" if is_step and element.tag == "h3" else "heading-at"
        return f"#{function}({level}, {label})[{body}]"

    _tag_h2 = _tag_h3 = _tag_h4 = _tag_h5 = _tag_h6 = _tag_h1

    def title(self, element: HtmlElement) -> str:
        if len(element) == 0:
            return f"#{quoted(title_words(element.text or ''))}"
        return self.inline(list(only(element)))

    def _tag_ul(self, element: HtmlElement) -> str:
        return self._many("dashes", self._items(element))

    def _tag_ol(self, element: HtmlElement) -> str:
        return self._many("numbers", self._items(element), element.get("start", "1"))

    def _checks(self, element: HtmlElement) -> str:
        return self._many("checks", self._items(element))

    def _items(self, element: HtmlElement) -> list[str]:
        return [self.blocks(item) for item in element if item.tag == "li"]

    def _sources(self, element: HtmlElement) -> str:
        """Sources of a part; in a guide, the numbers that they have in the list at its end."""
        if self.source_number is None:
            return self._call("list-of-sources", self._tag_ul(element))
        numbers = sorted({self.source_number(item) for item in element})
        listed = ", ".join(f"[{number}]" for number in numbers)
        return f"#source-line({quoted(f'{self.source_words}: {listed}')})"

    def _step__facts(self, element: HtmlElement) -> str:
        """Minutes first, and the other facts of a step behind them."""
        dot = f"#{quoted(' · ')}"
        minutes, *others = [self.phrase(one).removeprefix(dot) for one in element]
        return self._call("step-facts", dot.join([f"#strong[{minutes}]", *others]))

    def _proposal(self, element: HtmlElement) -> str:
        return self._call("proposal", self.blocks(element))

    def _link_card(self, element: HtmlElement) -> str:
        title, about = element[0], element[1:]
        inner = "".join(self.inline(list(only(one))) for one in about)
        return f"#link-card([{self.phrase(title)}], [{inner}])"

    def _agenda(self, element: HtmlElement) -> str:
        return self._call("agenda", self.blocks(element))

    def state(self, element: HtmlElement) -> str:
        """Who has read a text, and who has not yet; the day of its facts is at the foot."""
        read = [one for one in only(element) if not isinstance(one, str)] or list(only(element))
        return self._call("state", self.inline(read))

    def _see(self, element: HtmlElement) -> str:
        """A reference to another part of the article, where that part is printed."""
        there = any(self.resolve(link.get("href", "")) for link in element.iter("a"))
        return self.blocks(element) if there else ""

    def _tag_dl(self, element: HtmlElement) -> str:
        pairs = [f"([{name}], [{value}])" for name, value in self._pairs(element)]
        return f"#definitions({', '.join(pairs)})"

    def _facts(self, element: HtmlElement) -> str:
        pairs = [f"([{name}], [{value}])" for name, value in self._pairs(element)]
        return f"#facts({', '.join(pairs)})"

    def _fields(self, element: HtmlElement) -> str:
        names = list(element.iter("dt"))
        short = all(len(words_of(one)) <= _SHORT_FIELD for one in names)
        columns = "2" if self.pairs and short and len(names) > 1 else "1"
        return self._many("fields", [self.blocks(one) for one in names], self._pitch, columns)

    def _pairs(self, element: HtmlElement) -> Iterator[tuple[str, str]]:
        name = ""
        for one in element.iter("dt", "dd"):
            if one.tag == "dt":
                name = self.blocks(one)
            else:
                yield name, self.blocks(one)

    @property
    def _pitch(self) -> str:
        return f"{self.pitch:g}pt"

    def _lines(self, element: HtmlElement) -> str:
        captions = [f"[{self.blocks(one)}]" for one in element if one.tag == "p"]
        count = sum("line" in classes_of(one) for one in element)
        return f"#ruled({', '.join([str(count), self._pitch, *captions])})"

    def _signatures(self, element: HtmlElement) -> str:
        return self._many("signatures", [self.blocks(one) for one in element], self._pitch)

    def _cards(self, element: HtmlElement) -> str:
        padding = f"{self.pitch / 3:.3g}pt"
        return self._many("cards", [self.block(one) for one in element], padding)

    def _big_number(self, element: HtmlElement) -> str:
        number, name = element
        return f"#big-number({content(words_of(number))}, {content(words_of(name))})"

    def _tag_blockquote(self, element: HtmlElement) -> str:
        return f"#quote(block: true)[{self.blocks(element)}]"

    def _tag_hr(self, element: HtmlElement) -> str:
        return "#line(length: 100%, stroke: thin-line)"

    def _tag_pre(self, element: HtmlElement) -> str:
        return f"#raw({quoted(words_of(element, keep_space=True))}, block: true)"

    def _tag_table(self, element: HtmlElement) -> str:
        before, self.in_cell = self.in_cell, True
        try:
            return table(element, self.blocks, self._pitch)
        finally:
            self.in_cell = before

    def _admonition(self, element: HtmlElement) -> str:
        kind = next((name for name in element.get("class", "").split()[1:]), "note")
        title, rest = "", []
        for one in list(element):
            if "admonition-title" in classes_of(one):
                title = self.blocks(one)
            else:
                rest.append(self.block(one))
        return f"#note({quoted(kind)})[{title}][{chr(10).join(rest)}]"

    def _picture(self, element: HtmlElement) -> str:
        image = element.find("img")
        return self.image(image) if image is not None else ""

    def _tag_img(self, element: HtmlElement) -> str:
        return self.image(element)

    def _diagram(self, element: HtmlElement) -> str:
        title = self.blocks(element[0])
        steps = [f"[{self.blocks(one)}]" for one in element[1]]
        again = f"[{self.blocks(element[2])}]" if len(element) > 2 else "none"
        return f"#diagram([{title}], {again}, {', '.join(steps)})"

    def _cue(self, element: HtmlElement) -> str:
        who, says = element[0], element[1]
        number = words_of(who[0])
        mine = "true" if f"cue--{self.role}" in classes_of(element) else "false"
        name = (who[0].tail or "").strip() or words_of(who[1])
        return (
            f"#cue({content(number)}, {content(name)}, mine: {mine})"
            f"[{self.inline(list(only(says)))}]"
        )

    def _help(self, element: HtmlElement) -> str:
        body = self.blocks(element)
        if self.help_box is None:
            return self._call("help", body)
        return self.help_box(body, element.get("aria-label", ""))
