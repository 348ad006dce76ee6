"""The interface's sentences: extracted from the code, merged into translations, compared, compiled."""

from __future__ import annotations

import ast
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.building.tree import PACKAGE, ROOT, TRANSLATIONS, importable

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

TEMPLATE = TRANSLATIONS / "companion.pot"
SOURCE_LANGUAGE = "en"  # the language the sentences are written in: it needs no catalog
KEYWORDS: dict[str, Any] = {"tr": None, "N_": None, "trn": (1, 2), "trc": ((1, "c"), 2)}
COMMENT_TAG = "Translators:"
ADVICE = "run `python build_installer.py catalogs --update`"

# Plural forms after CLDR, in gettext's notation. Written down per language, because gettext's usual table (babel's
# too) disagrees with CLDR for some; a test compares each with CLDR for every number the program can count to. CLDR's
# form for whole millions (“1 milhão de …”) is left out where a language has one: no figure here is that large.
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n != 1);",
}

Key = tuple[str | None, str | tuple[str, ...]]


def extract(package: Path = PACKAGE) -> Catalog:
    """Every marked sentence of the package, with the files it stands in."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_file

    catalog = Catalog(charset="utf-8")
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package.parent).as_posix()
        said = _said(path)
        for line, message, comments, context in extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=(COMMENT_TAG,), options={"encoding": "utf-8"}
        ):
            if message not in said:  # a key of a table, `tr(LABELS["home"])`, is no sentence
                continue
            catalog.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return catalog


def _said(path: Path) -> set[str | tuple[str, ...]]:
    """What stands itself as the sentence of a marking call; babel also takes strings deeper inside it."""
    found: set[str | tuple[str, ...]] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if name in KEYWORDS and texts:
                found |= {texts[0], texts[-1], tuple(texts[:2])}
    return found


def languages() -> list[str]:
    """The languages the program offers, without the one it is written in."""
    with importable():
        from companion.i18n.locales import LANGUAGES
    return [language for language in LANGUAGES if language != SOURCE_LANGUAGE]


def catalog_of(language: str) -> Path:
    """Where a language's translation stands."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "companion.po"


def read(data: bytes, language: str | None = None) -> Catalog:
    """A template or translation from its text; a fault in it raises babel's `PoFileError` with the line."""
    from babel.messages.pofile import read_po

    catalog = read_po(io.BytesIO(data), locale=language, abort_invalid=True)
    # Our files hold no dates; babel would put in the minute of reading, and no two builds would be equal.
    catalog.creation_date = catalog.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    return catalog


def written(catalog: Catalog, language: str | None = None) -> bytes:
    """The catalog as .po text: sorted, without dates, names or line numbers, so that equal catalogs are equal files."""
    from babel.messages.pofile import write_po

    body = io.BytesIO()
    write_po(
        body,
        catalog,
        width=100,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
        include_previous=True,
    )
    return header(language).encode() + b"\n" + body.getvalue().strip() + b"\n"


def header(language: str | None) -> str:
    """The same few lines at the start of every catalog."""
    lines = ["Project-Id-Version: companion"]
    if language:
        lines.append(f"Language: {language}")
    lines += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if language:
        lines.append(f"Plural-Forms: {PLURALS[language]}")
    fields = "".join(f'"{line}\\n"\n' for line in lines)
    return f'# Companion. Licence: GPL-3.0-or-later.\nmsgid ""\nmsgstr ""\n{fields}'


def update(translations: Path = TRANSLATIONS) -> list[Path]:
    """Write the template and merge it into every translation; what a changed sentence had is kept, marked fuzzy.

    Returns the files that changed.
    """
    fresh = {translations / TEMPLATE.name: written(extract())}
    for language in languages():
        path = translations / catalog_of(language).relative_to(TRANSLATIONS)
        catalog = read(path.read_bytes() if path.exists() else header(language).encode(), language)
        catalog.update(extract())
        fresh[path] = written(catalog, language)
    changed = [path for path, data in fresh.items() if not path.exists() or path.read_bytes() != data]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(fresh[path])
    return changed


def template_findings(have: Catalog, want: Catalog) -> list[str]:
    """Whether a template has exactly the sentences of the code (`want`)."""
    missing = _keys(want) - _keys(have)
    extra = _keys(have) - _keys(want)
    return [f"companion.pot lacks {key[1]!r}: {ADVICE}" for key in sorted(missing, key=repr)] + [
        f"companion.pot still has {key[1]!r}: {ADVICE}" for key in sorted(extra, key=repr)
    ]


def translation_findings(language: str, data: bytes, template: Catalog) -> list[str]:
    """What keeps a translation from being whole: missing, empty, fuzzy, other placeholders or other plural forms."""
    if language not in PLURALS:
        return [f"{language}: has no plural forms: add them to PLURALS in companion/building/catalogs.py, after CLDR"]
    if f'"Plural-Forms: {PLURALS[language]}\\n"' not in data.decode():
        return [f"{language}: its header does not say “Plural-Forms: {PLURALS[language]}”: {ADVICE}"]
    catalog = read(data, language)
    found = []
    for wanted in template:
        if wanted.id:
            fault = _fault(catalog.get(wanted.id, wanted.context), wanted, catalog.num_plurals)
            found += [f"{language}: {wanted.id!r} {fault}"] if fault else []
    extra = _keys(catalog) - _keys(template)
    return found + [f"{language}: {key[1]!r} stands nowhere in the code: {ADVICE}" for key in sorted(extra, key=repr)]


def findings() -> list[str]:
    """Everything wrong with the template and the translations in the tree."""
    template = extract()
    if not TEMPLATE.exists():
        return [f"{TEMPLATE.relative_to(ROOT)} is missing: {ADVICE}"]
    found = template_findings(read(TEMPLATE.read_bytes()), template)
    for language in languages():
        path = catalog_of(language)
        if path.exists():
            found += translation_findings(language, path.read_bytes(), template)
        else:
            found.append(f"{language}: there is no translation: {ADVICE}")
    return found


_PLACEHOLDER = re.compile(r"%\((\w+)\)([a-z])")


def _fault(message: Message | None, wanted: Message, forms: int) -> str | None:
    """What is wrong with one translated message, or None."""
    if message is None:
        return "is missing"
    ids, texts = _texts(wanted.id), _texts(message.string)
    plural = len(ids) > 1
    if not all(texts) or len(texts) != (forms if plural else 1):
        return "is not translated"
    if message.fuzzy:
        return "is marked fuzzy: check it and remove the mark"
    known = {place for text in ids for place in _PLACEHOLDER.findall(text)}
    # A form that stands for one number only (“one contact”) may leave the number out, as English may.
    needed = set(_PLACEHOLDER.findall(ids[-1])) - ({("n", "s")} if plural else set())
    for text in texts:
        have = set(_PLACEHOLDER.findall(text))
        if not needed <= have <= known:
            return f"has other placeholders in {text!r}"
    return None


def _texts(value: object) -> list[str]:
    """A message's text, or its plural forms, as a list."""
    return [str(text) for text in value] if isinstance(value, (list, tuple)) else [str(value or "")]


def _keys(catalog: Catalog) -> set[Key]:
    """The sentences of a catalog, each with its context."""
    return {
        (message.context, tuple(message.id) if isinstance(message.id, (list, tuple)) else message.id)
        for message in catalog
        if message.id
    }


def compile_to(target: Path) -> None:
    """Compile every translation the program offers into `target`/<language>/LC_MESSAGES/companion.mo.

    A language without a file is passed over, so that who begins one can still run the program; `findings` names it.
    """
    from babel.messages.mofile import write_mo

    for language in languages():
        source = catalog_of(language)
        if source.exists():
            data = io.BytesIO()
            write_mo(data, read(source.read_bytes(), language))
            path = target / language / "LC_MESSAGES" / "companion.mo"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.getvalue())
