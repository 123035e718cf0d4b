"""How long it takes to read and to check 800 sessions: copies of our own, each a little different.

Peer: PyYAML's `yaml.load(text, CSafeLoader)` over the same files, which gives plain values without
lines and checks nothing. Run with `make bench`.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from tiengnoi.checks import check
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue

ROOT = Path(__file__).parents[1]


def corpus(folder: Path, count: int) -> Path:
    """The repository's sources, with `count` sessions in all."""
    for name in ("docs", "materials"):
        shutil.copytree(ROOT / name, folder / name)
    sessions = folder / "materials/cau-lac-bo/sessions"
    originals = sorted(sessions.glob("*.yml"))
    others = len(list(folder.glob("materials/*/sessions/*.yml"))) - len(originals)
    for number in range(count - len(originals) - others):
        text = originals[number % len(originals)].read_text("utf-8")
        path = sessions / f"ban-{number}.yml"
        path.write_text(text.replace('title: {vi: "', f'title: {{vi: "{number} ', 1), "utf-8")
    return folder


def seconds(run: Callable[[], object], rounds: int) -> float:
    """The median of `rounds` runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = corpus(Path(name), options.sessions)
        files = sorted(folder.rglob("materials/**/*.yml"))
        size = sum(path.stat().st_size for path in files) / 1e6

        def plain() -> None:
            for path in files:
                yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)

        catalogue = read_catalogue(folder, Problems())
        assert len(catalogue.sessions) == options.sessions
        peer = seconds(plain, options.rounds)
        reading = seconds(lambda: read_catalogue(folder, Problems()), options.rounds)
        checking = seconds(lambda: check(catalogue, Problems()), 1)
    print(f"{options.sessions} sessions, {size:.1f} MB of YAML, median of {options.rounds}")
    print(f"peer, PyYAML {yaml.__version__} CSafeLoader: {peer:.2f} s")
    print(f"read_catalogue: {reading:.2f} s, ratio {reading / peer:.2f}")
    print(f"check, once: {checking:.2f} s, ratio {checking / peer:.2f}")


if __name__ == "__main__":
    main()
