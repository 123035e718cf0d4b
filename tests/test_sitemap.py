from tiengnoi.reader.sitemap import robots, sitemap


def test_pages_are_listed_with_the_languages_they_are_written_in() -> None:
    text = sitemap({"a": {"vi": "a/", "en": "en/a/"}, "b": {"vi": "b/"}}, "https://example.org/x/")
    assert text.count("<loc>") == 3
    assert "<loc>https://example.org/x/en/a/</loc>" in text
    assert text.count('hreflang="en" href="https://example.org/x/en/a/"') == 2
    assert "en/b" not in text


def test_robots_name_the_sitemap_only_where_the_address_is_known() -> None:
    assert "Sitemap: https://example.org/x/sitemap.xml" in robots("https://example.org/x/")
    assert "Sitemap" not in robots("")
