"""The architecture, held: which files may import what."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "plugins/tiengnoi"
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_plugins_and_building_import_mkdocs(path: Path) -> None:
    hosts = {name for name in imports(path) if name.split(".")[0] in ("mkdocs", "material")}
    assert not hosts or path.name in ("plugin.py", "building.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_imports_a_plugin(path: Path) -> None:
    assert not {name for name in imports(path) if name.endswith(".plugin")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_file_holds_two_ideas(path: Path) -> None:
    if path.name != "model.py":  # one short class a format
        assert len(path.read_text("utf-8").splitlines()) <= 300
