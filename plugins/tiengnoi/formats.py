"""The YAML formats as editors' tools need them: JSON Schemas, and tables for the reference page.

All of it comes from the models, and from fields.yml, which has a label and a hint for every field.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tiengnoi.addresses.model import Redirects
from tiengnoi.guides.model import FrontMatter, Guide
from tiengnoi.locales import Locale, label
from tiengnoi.materials import model as materials
from tiengnoi.models import Model
from tiengnoi.search.model import Synonyms
from tiengnoi.trials import model as trials
from tiengnoi.videos import model as videos


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its model, and where its files lie (a glob, from the repository)."""

    name: str
    model: type[Model]
    glob: str


FORMATS = {
    one.name: one
    for one in (
        Format("session", materials.Session, "materials/*/sessions/*.yml"),
        Format("script", trials.Script, "materials/*/scripts/*.yml"),
        Format("handout", materials.Handout, "materials/*/handouts/*.yml"),
        Format("year", materials.Year, "materials/*/years/*.yml"),
        Format("diagram", materials.Diagram, "materials/*/diagrams/*.yml"),
        Format("course", materials.Course, "materials/courses/*.yml"),
        Format("storyboard", videos.Storyboard, "videos/*/storyboard.yml"),
        Format("film", videos.Film, "videos/*/clip.yml"),
        Format("recordings", videos.Recordings, "videos/*/narration/*/recordings.yml"),
        Format("lexicon", videos.Lexicon, "videos/lexicon.yml"),
        Format("guide", Guide, "materials/*/guide.yml"),
        Format("picture", materials.Picture, "materials/art/*.yml"),
        Format("contacts", materials.Contacts, "materials/contacts.yml"),
        Format("glossary", materials.Glossary, "materials/glossary.yml"),
        Format("synonyms", Synonyms, "materials/synonyms.yml"),
        Format("news", materials.News, "materials/news.yml"),
        Format("topics", materials.Topics, "materials/topics.yml"),
        Format("skills", materials.Skills, "materials/skills.yml"),
        Format("sources", materials.Sources, "materials/sources.yml"),
        Format("rules", materials.Rules, "materials/rules.yml"),
        Format("help", materials.DisclosureHelp, "materials/help.yml"),
        Format("trial-safety", trials.TrialSafety, "materials/trial-safety.yml"),
        Format("redirects", Redirects, "materials/redirects.yml"),
        Format("page", FrontMatter, "docs/**/*.md"),
    )
}


@cache
def _labels() -> dict[str, Any]:
    text = files("tiengnoi").joinpath("fields.yml").read_text("utf-8")
    labels: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return labels


def field_label(model: type[Model], field: str) -> dict[str, Any]:
    """Label, hint and meaning of choices of a field, as the class that defines it has them.

    Raises KeyError for a field without a label.
    """
    for one in model.__mro__:
        found: dict[str, Any] | None = _labels().get(one.__name__, {}).get("fields", {}).get(field)
        if found:
            return found
    raise KeyError(f"{model.__name__}.{field}")


def model_label(model: type[Model]) -> dict[str, Any]:
    found: dict[str, Any] = _labels()[model.__name__]
    return found


def models_of(model: type[Model]) -> dict[str, type[Model]]:
    """The model and all that it is made of, by name, in the order of first use."""
    found: dict[str, type[Model]] = {}

    def visit(kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, Model):
            if kind.__name__ not in found:
                found[kind.__name__] = kind
                for name, field in kind.model_fields.items():
                    if name != "at":
                        visit(field.annotation)
            return
        for inner in getattr(kind, "__args__", ()):
            visit(inner)

    visit(model)
    return found


def schema(one: Format) -> dict[str, Any]:
    """The JSON Schema of a format (draft-07, the level of the YAML language server), with labels
    in Vietnamese and English."""
    raw = one.model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = raw.pop("$defs", {})
    models = models_of(one.model)
    for name, definition in (*definitions.items(), (one.model.__name__, raw)):
        _describe(definition, models[name])
    return (
        {"$schema": "http://json-schema.org/draft-07/schema#"}
        | raw
        | ({"definitions": definitions} if definitions else {})
    )


def _describe(definition: dict[str, Any], model: type[Model]) -> None:
    _put(definition, model_label(model))
    for name, field in definition.get("properties", {}).items():
        field.pop("default", None)
        _put(field, field_label(model, name))


def _put(node: dict[str, Any], words: dict[str, Any]) -> None:
    node["title"] = words["label"]["vi"]
    texts = [words[part][locale] for locale in ("vi", "en") for part in ("hint",) if part in words]
    english = words["label"]["en"]
    node["description"] = "\n\n".join([*texts[:1], english + (": " + texts[1] if texts else "")])


def schema_text(one: Format) -> str:
    """The file `schemas/<name>.schema.json`."""
    return json.dumps(schema(one), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A field in the reference of a format. `kind` says in words what it holds; `inner` names the
    model of its parts."""

    name: str
    label: str
    hint: str
    kind: str
    inner: str
    required: bool
    choices: tuple[tuple[str, str], ...]


def reference(model: type[Model], locale: Locale) -> Iterator[Row]:
    """The fields of a model, those that must be there first."""
    root = schema(Format("", model, ""))
    properties: dict[str, Any] = root.get("properties", {})
    must = root.get("required", [])
    for name in sorted(properties, key=lambda field: field not in must):
        words = field_label(model, name)
        kind, inner = _kind(properties[name], locale)
        choices = tuple((value, text[locale]) for value, text in words.get("choices", {}).items())
        hint = words.get("hint", {}).get(locale, "")
        yield Row(name, words["label"][locale], hint, kind, inner, name in must, choices)


_KINDS = {"string": "text", "integer": "number", "number": "number", "boolean": "flag"}


def _kind(node: dict[str, Any], locale: Locale) -> tuple[str, str]:
    """In words, what a field holds, and the model of its parts, if they have one."""
    options = [one for one in node.get("anyOf", [node]) if one.get("type") != "null"]
    first = options[0]
    if reference_to := first.get("$ref"):
        name = reference_to.rsplit("/", 1)[1]
        word = "kind-both-languages" if name == "Translated" else "kind-parts"
        return label(word, locale), "" if name == "Translated" else name
    if first.get("type") == "array":
        word, inner = _kind(first.get("items", {}), locale)
        return label("kind-list", locale, of=word), inner
    if "oneOf" in first:
        names = [one["$ref"].rsplit("/", 1)[1] for one in first["oneOf"]]
        return label("kind-one-of", locale), " ".join(names)
    if "enum" in first or "const" in first:
        return label("kind-choice", locale), ""
    if first.get("format") == "date":
        return label("kind-date", locale), ""
    return label(f"kind-{_KINDS.get(first.get('type', ''), 'text')}", locale), ""
