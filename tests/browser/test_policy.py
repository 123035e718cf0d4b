"""The content security policy, as the deployment writes it into every page, holds."""

import re
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
    "cac-buoi/",
    "thuat-ngu/",
    "tim-kiem/?q=quyen",
]


@pytest.fixture(scope="module")
def with_headers(site: Path) -> Iterator[str]:
    """The site on a host that reads its `_headers`."""
    with served(site, with_headers=True) as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_the_policy_of_the_headers(
    browser: Browser, with_headers: str, name: str
) -> None:
    with reading(browser, **DESKTOP) as page:
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        answer = page.goto(with_headers + name)
        assert answer is not None
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        page.locator(".tn-search input").fill("mock trial")
        page.locator(".tn-results .tn-hit").first.wait_for()
        if "quyen-tre-em" in name:
            page.locator("button.tn-run-start").click()
        assert not [text for text in told if "Content Security Policy" in text]


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


def test_no_page_has_a_script_of_its_own(site: Path) -> None:
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    assert not set[str]().union(*map(inline_scripts, pages))
    assert not [html for html in pages if re.search(r"<style|\sstyle=|\son[a-z]+=", html)]


def test_a_script_within_a_page_is_allowed_by_its_hash() -> None:
    # sha256 of "go()", as `openssl dgst -sha256 -binary | base64` gives it.
    allowed = policy("<p><script>go()</script>")
    assert "script-src 'self' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='" in allowed
    assert "'unsafe-inline'" not in allowed


def test_writing_the_policy_twice_changes_nothing(site: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes((site / "index.html").read_bytes())
    write_meta(tmp_path)
    once = (tmp_path / "index.html").read_bytes()
    write_meta(tmp_path)
    assert (tmp_path / "index.html").read_bytes() == once
