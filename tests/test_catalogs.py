"""The template is current, every offered language is whole, and plural forms are CLDR's."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from companion import paths
from companion.building import catalogs, generated
from companion.building.tree import TRANSLATIONS
from companion.i18n import locales

PO = catalogs.header("pt") + (
    '\nmsgid "Open %(file)s"\nmsgstr "Abrir %(file)s"\n'
    '\nmsgid "one contact"\nmsgid_plural "%(n)s contacts"\nmsgstr[0] "um contacto"\nmsgstr[1] "%(n)s contactos"\n'
)


def template() -> Catalog:
    """A template of two sentences, one with plural forms."""
    catalog = Catalog(charset="utf-8")
    catalog.add("Open %(file)s")
    catalog.add(("one contact", "%(n)s contacts"))
    return catalog


def test_template_and_translations_are_current_and_whole() -> None:
    assert not (found := catalogs.findings()), "\n" + "\n".join(found)


def test_a_whole_translation_has_no_finding() -> None:
    assert catalogs.translation_findings("pt", PO.encode(), template()) == []


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("is missing", 'msgid "Open %(file)s"\nmsgstr "Abrir %(file)s"\n', ""),
        ("is not translated", '"Abrir %(file)s"', '""'),
        ("is not translated", '"%(n)s contactos"', '""'),
        ("is marked fuzzy", 'msgid "Open', '#, fuzzy\nmsgid "Open'),
        ("has other placeholders", "Abrir %(file)s", "Abrir %(ficheiro)s"),
        ("has other placeholders", "Abrir %(file)s", "Abrir"),
        ("has other placeholders", "%(n)s contactos", "%(n)d contactos"),
        ("stands nowhere in the code", 'msgid "one', 'msgid "Gone"\nmsgstr "Foi"\n\nmsgid "one'),
        ("its header does not say", "(n != 1)", "(n > 1)"),
    ],
)
def test_a_fault_in_a_translation_is_found(what: str, old: str, new: str) -> None:
    assert old in PO
    found = catalogs.translation_findings("pt", PO.replace(old, new).encode(), template())
    assert len(found) == 1
    assert what in found[0]


def test_a_language_without_plural_forms_is_refused() -> None:
    assert "PLURALS" in catalogs.translation_findings("ka", PO.encode(), template())[0]


def test_a_template_that_is_behind_or_ahead_is_found() -> None:
    more = template()
    more.add("Save")
    assert "lacks 'Save'" in catalogs.template_findings(template(), more)[0]
    assert "still has 'Save'" in catalogs.template_findings(more, template())[0]


def test_marked_sentences_are_extracted_with_notes_and_without_lines(tmp_path: Path) -> None:
    package = tmp_path / "companion"
    package.mkdir()
    (package / "a.py").write_text(
        "# Translators: a button\n"
        "tr('Save')\nN_('Close')\ntrn('one', '%(n)s', 2)\ntrc('verb', 'Open')\ntr(label)\nprint('not this')\n"
    )
    catalog = catalogs.extract(package)
    assert {(message.context, message.id) for message in catalog if message.id} == {
        (None, "Save"),
        (None, "Close"),
        (None, ("one", "%(n)s")),
        ("verb", "Open"),
    }
    text = catalogs.written(catalog).decode()
    assert "#. Translators: a button\n#: companion/a.py\n" in text
    assert str(tmp_path) not in text


def test_updating_keeps_translations_and_is_stable(tmp_path: Path) -> None:
    assert {path.name for path in catalogs.update(tmp_path)} == {"companion.pot", "companion.po"}
    po = next(tmp_path.rglob("companion.po"))
    text = po.read_text(encoding="utf-8")
    assert 'msgid "The disk is full."\nmsgstr ""' in text
    po.write_text(text.replace('msgid "The disk is full."\nmsgstr ""', 'msgid "The disk is full."\nmsgstr "Cheio."'))
    assert catalogs.update(tmp_path) == []
    assert 'msgstr "Cheio."' in po.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(TRANSLATIONS.rglob("*.po*")), ids=lambda path: path.parts[-3])
def test_a_catalog_holds_no_place_of_a_machine_and_no_date(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"^#: .*(^|\s)(/|[A-Z]:)", text, re.MULTILINE)
    assert not re.search(r"POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By", text)


@pytest.mark.parametrize("language", sorted(locales.LANGUAGES))
def test_plural_forms_are_those_of_cldr(language: str) -> None:
    """Two numbers share a form in gettext exactly when they share a category in CLDR."""
    match = re.fullmatch(r"nplurals=(\d+); plural=(.+);", catalogs.PLURALS[language])
    assert match
    form = gettext.c2py(match.group(2))
    category = locales.locale(language).plural_form
    pairs = {(form(n), category(n)) for n in [*range(2000), 9_999, 10_000, 100_000, 123_456, 999_999]}
    assert len(pairs) == len({pair[0] for pair in pairs}) == len({pair[1] for pair in pairs}) == int(match.group(1))


def test_every_language_has_plural_forms() -> None:
    assert set(locales.LANGUAGES) == set(catalogs.PLURALS)


def test_what_was_compiled_speaks() -> None:
    """The compiled catalogs of this run hold the sentences of the translations."""
    for language in catalogs.languages():
        wanted = catalogs.read(catalogs.catalog_of(language).read_bytes(), language)
        data = io.BytesIO()
        write_mo(data, wanted)
        assert paths.generated("locale", language, "LC_MESSAGES", "companion.mo").read_bytes() == data.getvalue()


def test_generated_files_are_made_again_only_when_a_source_changes() -> None:
    """A digest of names and bytes decides, so that a fresh checkout's times do not matter."""
    before = generated.digest([paths.resources("tokens.json")])
    assert before == generated.digest([paths.resources("tokens.json")])
    assert before != generated.digest([paths.resources("tokens.json"), Path(__file__)])
    generated.compile_if_stale()
    assert generated.compile_if_stale() is False
