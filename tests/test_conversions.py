"""The cache of converted pages: the same bytes, with less work."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from test_publishing import digest


@pytest.fixture
def builder(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], tuple[dict[str, str], int]]:
    """Builds the example into a folder; gives the bytes, and how many pages were converted."""
    converted: list[str] = []
    convert = markdown.Markdown.convert

    def counting(self: markdown.Markdown, source: str) -> str:
        if source.strip() and "toc" in self.treeprocessors:
            converted.append(source)
        result: str = convert(self, source)
        return result

    monkeypatch.setattr(markdown.Markdown, "convert", counting)

    def built(folder: str, **settings: Any) -> tuple[dict[str, str], int]:
        converted.clear()
        config = load_config(
            str(example / "mkdocs.yml"), strict=True, site_dir=str(example / folder), **settings
        )
        build(config)
        return digest(example / folder), len(converted)

    return built


def test_a_second_build_converts_nothing_and_gives_the_same_bytes(
    builder: Callable[[str], tuple[dict[str, str], int]],
) -> None:
    first, work = builder("one")
    second, less = builder("two")
    assert first == second
    # docs/: five pages in Vietnamese, three in English, and one shown as a fallback
    assert work == 10
    assert less == 0


def test_the_site_is_the_same_without_the_cache(
    example: Path, builder: Callable[[str], tuple[dict[str, str], int]]
) -> None:
    with_cache, _ = builder("with")
    builder("warm")
    config = example / "mkdocs.yml"
    text = config.read_text("utf-8")
    changed = text.replace("- tiengnoi/reader\n", "- tiengnoi/reader: {cache: false}\n")
    assert changed != text
    config.write_text(changed, "utf-8")
    without, work = builder("without")
    assert without == with_cache
    assert work == 10


def test_only_the_page_that_changed_is_converted(
    example: Path, builder: Callable[[str], tuple[dict[str, str], int]]
) -> None:
    builder("one")
    page = example / "docs/clb/chuong.en.md"
    page.write_text(page.read_text("utf-8").replace("# A chapter", "# Another"), "utf-8")
    site, work = builder("two")
    assert work == 1
    assert "Another</h1>" in (example / "two/en/clb/chuong/index.html").read_text("utf-8")
    assert site


def test_a_new_page_makes_links_resolve_anew(
    example: Path, builder: Callable[[str], tuple[dict[str, str], int]]
) -> None:
    builder("one")
    text = "---\nupdated: 2026-11-24\n---\n\n# Mới\n"
    (example / "docs/clb/moi.vi.md").write_text(text, "utf-8")
    _, work = builder("two")
    assert work > 8


@pytest.mark.parametrize("damage", [b"", b"not a database", None])
def test_a_damaged_cache_does_no_harm(
    example: Path, builder: Callable[[str], tuple[dict[str, str], int]], damage: bytes | None
) -> None:
    first, _ = builder("one")
    cache = example / ".cache/tiengnoi/pages.sqlite"
    if damage is None:
        cache.unlink()
        cache.mkdir()
    else:
        cache.write_bytes(damage)
    second, work = builder("two")
    assert second == first
    assert work == 10
