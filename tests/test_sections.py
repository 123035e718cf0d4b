from tiengnoi.guides.sections import headings, links, without_code


def test_headings_know_level_id_and_line() -> None:
    text = "# Tên\n\nchữ\n\n## Một {#mot}\n\n### Hai ##\n"
    found = [(h.level, h.text, h.id, h.line) for h in headings(text, first_line=4)]
    assert found == [(1, "Tên", None, 5), (2, "Một", "mot", 9), (3, "Hai", None, 11)]


def test_underlined_headings_count() -> None:
    assert [(h.level, h.text) for h in headings("Tên\n===\n\nMột\n---\n")] == [
        (1, "Tên"),
        (2, "Một"),
    ]


def test_the_ruler_of_a_table_is_no_heading() -> None:
    assert headings("| a |\n|---|\n| b |\n") == []


def test_a_hash_in_code_is_no_heading() -> None:
    assert headings("```\n# không\n```\n\n~~~ sh\n## không\n~~~\n") == []


def test_a_heading_without_id_gets_its_anchor_from_its_words() -> None:
    assert headings("## Đón các em\n")[0].anchor == "don-cac-em"


def test_links_and_pictures_with_their_places() -> None:
    text = 'Xem [chương](a.md#b) và ![hình](c.svg "tên"), `[không](d.md)`.\n\n[r]: e.md\n'
    found = [(link.target, link.text, link.is_image, link.offset) for link in links(text)]
    assert found == [
        ("a.md#b", "chương", False, 4),
        ("c.svg", "hình", True, 24),
        ("e.md", "", False, text.index("[r]")),
    ]


def test_a_picture_within_a_link() -> None:
    assert [(one.target, one.is_image) for one in links("[![hình](h.svg)](a.md)")] == [
        ("a.md", False),
        ("h.svg", True),
    ]


def test_blanking_code_keeps_every_offset() -> None:
    text = "một `hai` ba\n```\nbốn\n```\nnăm"
    blank = without_code(text)
    assert len(blank) == len(text)
    assert blank.count("\n") == text.count("\n")
    assert "hai" not in blank
    assert "bốn" not in blank
