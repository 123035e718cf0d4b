from pathlib import Path

from tiengnoi.cli import main
from tiengnoi.guides.tidy import tidied


def test_headings_get_ids_from_the_vietnamese_words() -> None:
    vi, en = tidied("# Tên\n\n## Đón các em\n\n## Đón các em\n", "# Name\n\n## Hello\n\n## Bye\n")
    assert vi == "# Tên\n\n## Đón các em {#don-cac-em}\n\n## Đón các em {#don-cac-em-2}\n"
    assert en == "# Name\n\n## Hello {#don-cac-em}\n\n## Bye {#don-cac-em-2}\n"


def test_ids_that_are_there_stay() -> None:
    vi, en = tidied("# T\n\n## Một {#a}\n", "# T\n\n## One\n")
    assert vi == "# T\n\n## Một {#a}\n"
    assert en == "# T\n\n## One {#a}\n"


def test_a_translation_of_another_shape_is_left_alone() -> None:
    english = "# T\n\n## One\n\n## Two\n"
    assert tidied("# T\n\n## Một\n", english)[1] == english


def test_tidying_twice_changes_nothing() -> None:
    once, _ = tidied("# T\n\n## Một ##\n\n```\n## code\n```\n")
    assert tidied(once)[0] == once


def test_the_command_mends_files_and_leaves_the_rest(example: Path) -> None:
    page = example / "docs/clb/chi-tieng-viet.vi.md"
    page.write_text(page.read_text("utf-8") + "\n## Con trâu\n\nTie\u0302\u0301ng.\n", "utf-8")
    others = {p: p.read_bytes() for p in example.rglob("*") if p.is_file() and p != page}
    assert main(["tidy", "--root", str(example)]) == 0
    assert page.read_text("utf-8").endswith("\n## Con trâu {#con-trau}\n\nTiếng.\n")
    assert page.read_text("utf-8").startswith("---\nupdated: 2026-11-24\n---\n")
    assert others == {p: p.read_bytes() for p in example.rglob("*") if p.is_file() and p != page}
