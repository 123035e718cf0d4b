"""What an editor must mend, or may like to know: all of a run together, each once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NamedTuple

from tiengnoi.locales import LOCALES, Locale, label, message, severity

Severity = Literal["mend", "note"]


class Place(NamedTuple):
    """A line of a source file; `file` is relative to the repository, `line` counts from 1."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake at one place. `values` fill the message of `code`, as sorted pairs."""

    place: Place
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        return severity(self.code)  # type: ignore[return-value]

    def message(self, locale: Locale) -> str:
        values: dict[str, str] = dict(self.values)
        known, near = values.pop("known", ""), values.pop("near", "")
        text = message(self.code, locale, **_localised(values, locale))
        if near:
            text += " " + label("problem-near", locale, near=near)
        elif known:
            text += " " + label("problem-known", locale, known=known)
        return text

    def line(self, locale: Locale) -> str:
        """The problem as one line of a report."""
        kind = label(f"severity-{self.severity}", locale)
        return f"{self.place}: {kind} [{self.code}] {self.message(locale)}"

    def as_annotation(self) -> str:
        """A workflow command of GitHub Actions, which shows the message at its line."""
        kind = "error" if self.severity == "mend" else "warning"
        title = " / ".join(label(f"severity-{self.severity}", locale) for locale in LOCALES)
        place = f"file={_escaped(self.place.file, ',:')},line={self.place.line}"
        text = _escaped("\n".join(self.message(locale) for locale in LOCALES))
        return f"::{kind} {place},title={_escaped(title, ',:')} [{self.code}]::{text}"

    def as_json(self) -> dict[str, object]:
        return {
            "file": self.place.file,
            "line": self.place.line,
            "code": self.code,
            "severity": self.severity,
            "message": {"vi": self.message("vi"), "en": self.message("en")},
        }


def nearest(name: str, ids: list[str]) -> str:
    """The id that was probably meant, or nothing."""
    return next(iter(get_close_matches(name, ids, n=1)), "")


def _words(value: object) -> str:
    """A value as an editor writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _escaped(text: str, more: str = "") -> str:
    """As GitHub's workflow commands want it: `%`, line ends, and in properties `,` and `:`."""
    for letter in "%\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def _localised(values: dict[str, str], locale: Locale) -> dict[str, str]:
    """`say_vi`/`say_en` fill `{say}` in their language; other values fill both."""
    kept = {name: value for name, value in values.items() if name[-3:] not in ("_vi", "_en")}
    return kept | {
        name[:-3]: value for name, value in values.items() if name.endswith(f"_{locale}")
    }


class Problems:
    """A set of problems that is read in the order of files and lines."""

    def __init__(self) -> None:
        self._all: set[Problem] = set()

    def add(self, place: Place, code: str, **values: object) -> None:
        """Note a mistake. With `known` (ids), the message guesses what was meant by `like`, or
        else by `name`."""
        severity(code)  # a code without a message is a mistake of ours: fail here
        known, like = values.pop("known", None), values.pop("like", values.get("name", ""))
        if isinstance(known, Iterable):
            ids = sorted(str(item) for item in known)
            values["near"] = nearest(str(like), ids)
            values["known"] = ", ".join(ids[:12]) + (" …" if len(ids) > 12 else "")
        pairs = tuple(sorted((name, _words(value)) for name, value in values.items()))
        self._all.add(Problem(place, code, pairs))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._all, key=lambda p: (p.place, p.code, p.values)))

    def __len__(self) -> int:
        return len(self._all)

    def of(self, severity: Severity) -> list[Problem]:
        return [problem for problem in self if problem.severity == severity]

    def report(self, locale: Locale) -> str:
        """All problems, one a line, and a last line that counts them."""
        count = label(
            "problems-count", locale, mend=len(self.of("mend")), note=len(self.of("note"))
        )
        return "\n".join([*(problem.line(locale) for problem in self), count])
