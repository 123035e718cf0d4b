"""What several tests share: the real site and the example site, built once a run; a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from serving import served

ROOT = Path(__file__).parents[1]
EXAMPLE = Path(__file__).parent / "example"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def built(source: Path, into: Path, **settings: str) -> Path:
    """The site of `source`, built strictly by the command that the README names, once a run."""
    with FileLock(f"{into}.lock"):
        if not into.exists():
            beside = into.with_suffix(".new")
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(beside)]
            env = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | settings
            result = subprocess.run(
                command, cwd=source, env=env, capture_output=True, text=True, check=False
            )
            assert result.returncode == 0, result.stdout + result.stderr
            beside.rename(into)
    return into


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """Our real site, under a sub-path and with the owner's values set."""
    settings = {
        "SITE_URL": "https://example.org/tai-lieu/",
        "REPO_URL": "https://github.com/example/example",
    }
    return built(ROOT, shared / "site", **settings)


@pytest.fixture(scope="session")
def example_site(shared: Path) -> Path:
    source = shared / "example-source"
    with FileLock(f"{source}.lock"):
        if not source.exists():
            copy_of_example(source)
    return built(source, shared / "example-site")


def copy_of_example(into: Path) -> Path:
    """The example's sources, without what a build may have left there."""
    left = shutil.ignore_patterns(".cache", "site", ".site-*")
    return Path(shutil.copytree(EXAMPLE, into, ignore=left))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example's sources, to change."""
    return copy_of_example(tmp_path / "example")


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the real site is served, below a sub-path as on the hosts that give one."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "tai-lieu").symlink_to(site)
    with served(folder) as host:
        yield f"{host}tai-lieu/"
