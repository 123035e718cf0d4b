"""What a tool can mend in a source file by itself: normal form, and ids of headings."""

import re

from tiengnoi.guides.sections import Heading, headings
from tiengnoi.vietnamese import nfc, slugify

_HEADING_END = re.compile(r"[ \t]*#*[ \t]*$")


def tidied(vietnamese: str, english: str | None = None) -> tuple[str, str | None]:
    """The two languages of a page's text in NFC, each heading below the title with an id.

    New ids come from the Vietnamese words. The English heading gets the id of the heading in the
    same position, if both languages have the same levels of headings in the same order;
    otherwise the English text keeps its headings as they are.
    """
    vietnamese = nfc(vietnamese)
    ids = _ids(headings(vietnamese))
    tidy_vietnamese = _with_ids(vietnamese, ids)
    if english is None:
        return tidy_vietnamese, None
    english = nfc(english)
    other = headings(english)
    same_shape = [one.level for one in other] == [one.level for one in headings(vietnamese)]
    if not same_shape:
        return tidy_vietnamese, english
    return tidy_vietnamese, _with_ids(
        english,
        [None if one.id else id for one, id in zip(other, _all_ids(vietnamese, ids), strict=True)],
    )


def _ids(found: list[Heading]) -> list[str | None]:
    """A new id for each heading that needs one; None where there is one, or none is needed."""
    taken = {heading.id for heading in found if heading.id}
    ids: list[str | None] = []
    for heading in found:
        if heading.id or heading.level == 1:
            ids.append(None)
            continue
        wanted = slugify(heading.text) or "muc"
        number, id = 1, wanted
        while id in taken:
            number += 1
            id = f"{wanted}-{number}"
        taken.add(id)
        ids.append(id)
    return ids


def _all_ids(text: str, new: list[str | None]) -> list[str | None]:
    return [heading.id or id for heading, id in zip(headings(text), new, strict=True)]


def _with_ids(text: str, ids: list[str | None]) -> str:
    lines = text.split("\n")
    for heading, id in zip(headings(text), ids, strict=True):
        if id and heading.level > 1:
            line = lines[heading.line - 1]
            lines[heading.line - 1] = _HEADING_END.sub("", line) + f" {{#{id}}}"
    return "\n".join(lines)
