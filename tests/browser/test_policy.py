"""The content security policy, as the deployment writes it into every page, holds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from serving import served
from tiengnoi.reader.policy import inline_scripts, policy, write_meta

from .conftest import DESKTOP, reading

PAGES = [
    "",
    "cau-lac-bo/",
    "cau-lac-bo/an-toan/",
    "cau-lac-bo/quyen-tre-em/",
    "cau-lac-bo/the-111/",
    "tap-huan/dan-trinh-vien/",
    "bien-tap/dinh-dang/",
]


@pytest.fixture(scope="module")
def guarded(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of the site with the policy in its pages, served."""
    copy = Path(shutil.copytree(site, tmp_path_factory.mktemp("guarded") / "site"))
    write_meta(copy)
    with served(copy) as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("locale", ["", "en/"])
def test_no_page_breaks_its_policy(browser: Browser, guarded: str, name: str, locale: str) -> None:
    with reading(browser, **DESKTOP) as page:
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(guarded + locale + name)
        page.wait_for_load_state("load")
        assert not [text for text in told if "Content Security Policy" in text]


def test_scripts_that_are_not_ours_do_not_run(browser: Browser, guarded: str, site: Path) -> None:
    with reading(browser, **DESKTOP) as page:
        page.goto(guarded)
        page.evaluate("document.body.innerHTML += '<img src=x onerror=\"window.pwned = 1\">'")
        page.wait_for_timeout(200)
        assert page.evaluate("window.pwned") is None


def test_the_policy_allows_the_scripts_of_the_page_by_hash(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    assert policy(html).count("'sha256-") == len(inline_scripts(html)) > 0
    assert "'unsafe-inline'" not in policy(html)


def test_writing_the_policy_twice_changes_nothing(site: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes((site / "index.html").read_bytes())
    write_meta(tmp_path)
    once = (tmp_path / "index.html").read_bytes()
    write_meta(tmp_path)
    assert (tmp_path / "index.html").read_bytes() == once
