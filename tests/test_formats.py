"""The formats as editors' tools see them."""

import json
from itertools import chain
from pathlib import Path

import jsonschema
import pytest
import yaml

from tiengnoi.cli import main
from tiengnoi.formats import FORMATS, Format, field_label, model_label, models_of, reference, schema
from tiengnoi.locales import LOCALES

ROOT = Path(__file__).parents[1]
each_format = pytest.mark.parametrize("one", FORMATS.values(), ids=lambda one: one.name)


class Yaml12(yaml.SafeLoader):
    """As editors' tools read YAML: dates are text."""


Yaml12.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if not pair[0].endswith("timestamp")]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_schemas_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--check", "--root", str(ROOT)]) == 0, capsys.readouterr().out


def test_a_schema_that_is_behind_is_told_and_written(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "--root", str(example)]) == 0
    path = example / "schemas/session.schema.json"
    path.write_text("{}", "utf-8")
    assert main(["schema", "--check", "--root", str(example)]) == 1
    assert "schemas/session.schema.json" in capsys.readouterr().out
    assert path.read_text("utf-8") == "{}"
    assert main(["schema", "--root", str(example)]) == 0
    assert path.read_bytes() == (ROOT / "schemas/session.schema.json").read_bytes()


NONE_YET = ("film", "recordings")
"""Formats of what we have none of: their tests write some."""


@each_format
def test_our_own_files_fit_their_schema(one: Format) -> None:
    validator = jsonschema.Draft7Validator(schema(one))
    validator.check_schema(validator.schema)
    files = sorted(ROOT.glob(one.glob))
    assert files or one.name in ("page", *NONE_YET)
    for path in files:
        text = path.read_text("utf-8")
        if one.name == "page":
            text = text.partition("---\n")[2].partition("\n---\n")[0]
        errors = [error.message for error in validator.iter_errors(yaml.load(text, Yaml12))]
        assert errors == [], path


@each_format
def test_every_field_has_a_label_in_both_languages(one: Format) -> None:
    for model in models_of(one.model).values():
        assert set(model_label(model)["label"]) == set(LOCALES)
        for name, field in model.model_fields.items():
            if name != "at":
                assert set(field_label(model, field.alias or name)["label"]) == set(LOCALES)


def test_the_schema_refuses_what_the_check_refuses() -> None:
    text = (ROOT / "materials/cau-lac-bo/sessions/quyen-tre-em.yml").read_text("utf-8")
    session = yaml.load(text, Yaml12)
    validator = jsonschema.Draft7Validator(schema(FORMATS["session"]))
    session["steps"][0]["minutes"] = "năm"
    session["steps"][1]["lead"] = "teacher"
    session["colour"] = "red"
    paths = {"/".join(map(str, error.path)) for error in validator.iter_errors(session)}
    assert paths == {"steps/0/minutes", "steps/1/lead", ""}


def test_the_editor_finds_the_schema_of_every_file() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    mapped = settings["yaml.schemas"]
    assert mapped == {
        f"./schemas/{one.name}.schema.json": one.glob
        for one in FORMATS.values()
        if one.name != "page"  # front matter is not a YAML file
    }
    for schema_file in mapped:
        assert (ROOT / schema_file).is_file()
    globbed = {path for glob in mapped.values() for path in ROOT.glob(glob)}
    written = (ROOT.glob(f"{folder}/**/*.yml") for folder in ("materials", "videos"))
    assert globbed == set(chain.from_iterable(written))


@each_format
def test_the_reference_page_shows_every_field(one: Format, site: Path) -> None:
    for locale in LOCALES:
        folder = site if locale == "vi" else site / locale
        page = (folder / "bien-tap/dinh-dang/index.html").read_text("utf-8")
        for row in reference(one.model, locale):
            assert f"<code>{row.name}</code>" in page
            assert row.label in page.replace("&#39;", "'").replace("&amp;", "&")
