"""A note holds common words or nothing: no name, number, date or address gets in, in any script."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from companion import clock
from companion.errors import Problem
from companion.i18n import catalogs, locales
from companion.log import free_text
from companion.log.contacts import Contact
from companion.log.free_text import CheckedNote, Vocabulary, check, checked
from companion.log.months import Month
from companion.log.retention import close_month
from companion.log.store import LogStore
from companion.vault.connection import ConstraintBroken
from tests.log.test_store import KIT, TALK

KNOWN = free_text.everyday()
NAMES = (
    "Ana Silva",
    "ana silva",
    "João",
    "Иван Петров",
    "иван",
    "Γιώργος",
    "Müller",
    "Nguyễn Văn An",
    "أحمد",
    "محمد علي",
    "דוד כהן",
    "สมชาย",
    "ကိုအောင်",
    "សុខា",
    "张伟",
    "김민수",
    "たなか",
    "გიორგი",
    "Ա. Հակոբյան",
    "अमित",
    "O'Brien",
    "Jean-Luc",
    "Zé",
    "N.",
)
NUMBERS = ("912 345 678", "+351 912-345-678", "٩١٢٣", "۱۳۷۰", "१२३", "９１２", "二〇二四", "Ⅻ", "②", "½", "1987-03-14")
DATES = ("14 March", "born in april", "next Friday", "MONDAY")
ADDRESSES = (
    "ana@example.org",
    "@ana",
    "t.me/ana",
    "www.ana.pt",
    "main street",
    "Rua das Flores",
    "улица",
    "on telegram",
)


def codes(text: str) -> list[str]:
    return [finding.code for finding in check(text, KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "Needles were wet, wants bigger bags.",
        "No water left. Police stopped the van!",
        "needs a blanket (cold)",
    ],
)
def test_what_a_team_writes_gets_in(text: str) -> None:
    assert codes(text) == []
    assert checked(text, KNOWN).words == " ".join(text.split())


@pytest.mark.parametrize("text", NAMES)
def test_no_name_gets_in_in_any_script(text: str) -> None:
    assert set(codes(text)) <= {"log.note_name", "log.note_sign"}
    assert codes(text)
    assert codes(f"Met {text} at the clinic")


@pytest.mark.parametrize("text", NUMBERS)
def test_no_number_gets_in_in_any_script(text: str) -> None:
    assert "log.note_number" in codes(text)


@pytest.mark.parametrize("text", DATES)
def test_no_day_or_month_gets_in(text: str) -> None:
    assert codes(text)


@pytest.mark.parametrize("text", ADDRESSES)
def test_nothing_like_an_address_gets_in(text: str) -> None:
    assert "log.note_address" in codes(text)


@pytest.mark.parametrize(
    "text", ["hot\u200bel", "cold\x00", "bag_box", "a+b", "a=b", "<b>", "a|b", "🙂", "water\u202e"]
)
def test_no_sign_gets_in_that_could_hide_something(text: str) -> None:
    assert codes(text)


def test_a_known_word_written_like_a_name_is_refused_in_the_middle_of_a_sentence() -> None:
    assert codes("Young woman, wants tea") == []
    assert codes("Met Young at the clinic") == ["log.note_name"]


def test_scripts_without_blanks_are_read_as_rows_of_known_words() -> None:
    known = Vocabulary.of(("需要", "水", "ต้องการ", "น้ำ"))
    assert check("需要水", known) == []
    assert check("ต้องการน้ำ", known) == []
    assert [finding.code for finding in check("需要张伟", known)] == ["log.note_name"]
    assert [finding.code for finding in check("ต้องการสมชาย", known)] == ["log.note_name"]


def test_a_note_has_bounds() -> None:
    assert codes("water " * 40) == ["log.note_too_long"]


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(categories=("Ll", "Lu", "Lo", "Lt", "Lm")), min_size=2, max_size=12))
def test_no_word_of_any_script_gets_in_unless_everybody_uses_it(word: str) -> None:
    plain = unicodedata.normalize("NFKC", word).casefold()
    assume(plain not in KNOWN.words)
    assert codes(word)


@settings(max_examples=200)
@given(st.text(max_size=30), st.characters(categories=("Nd", "Nl", "No")))
def test_no_digit_of_any_script_gets_in(before: str, digit: str) -> None:
    assert codes(f"{before}{digit}")


def test_a_note_needs_the_check_and_notes_that_are_on(log: LogStore) -> None:
    with pytest.raises(TypeError):
        CheckedNote(object(), "Ana Silva")
    log.notes.turn_on()
    with pytest.raises(TypeError):
        log.save(KIT, SimpleWords("Ana Silva"))  # type: ignore[arg-type]
    log.notes.turn_off()
    with pytest.raises(Problem, match=r"log\.notes_off"):
        log.save(KIT, checked("wants tea", KNOWN))
    assert list(log.contacts()) == []


class SimpleWords:
    """Looks like a checked note and is none."""

    def __init__(self, words: str) -> None:
        self.words = words


def test_a_note_goes_with_its_contact_and_with_the_days(log: LogStore) -> None:
    log.notes.turn_on()
    log.save(KIT, checked("Needles were wet.", KNOWN))
    log.save(TALK, checked("wants tea", KNOWN))
    assert [(note.day, note.area, note.words) for note in log.notes.all()] == [
        (20, 1, "wants tea"),
        (20, 2, "Needles were wet."),
    ]
    log.undo()
    assert [note.words for note in log.notes.all()] == ["Needles were wet."]
    with clock.frozen(datetime(2026, 12, 20, tzinfo=UTC)):
        close_month(log, Month(2026, 11), date(2026, 12, 20))
    assert log.notes.all() == []
    assert log.month(Month(2026, 11)).contacts == 1


def test_a_note_can_be_erased_alone(log: LogStore) -> None:
    log.notes.turn_on()
    saved = log.save(KIT, checked("wants tea", KNOWN))
    log.notes.remove(saved.id)
    assert (log.notes.all(), log.month().contacts) == ([], 1)


def test_off_there_is_no_place_for_a_word_and_on_the_table_itself_takes_no_digit(log: LogStore) -> None:
    def text_columns() -> list[tuple[str, str]]:
        tables = [name for (name,) in log.store.query("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [
            (table, name)
            for table in tables
            if table != "canary"
            for _, name, kind, *_ in log.store.query(f"PRAGMA table_info({table})")
            if kind != "INTEGER"
        ]

    assert text_columns() == []
    log.notes.turn_on()
    assert text_columns() == [("note", "words")]
    number = log.save(KIT).id
    for words in ("call 912345678", "x" * 200, "", "a@b", None):
        with pytest.raises(ConstraintBroken):
            log.store.execute("INSERT INTO note VALUES (?, ?)", (number, words))
    log.save(Contact.on(date(2026, 11, 20), area=1, site=1), checked("wants tea", KNOWN))
    assert log.notes.turn_off() == 1
    assert text_columns() == []
    assert log.notes.turn_off() == 0
    assert log.notes.all() == []


# Among the commonest given names of the languages there are; none may be a word that a note takes.
COMMON_NAMES = """
Maria Ana João José António Francisco Manuel Joana Sofia Pedro Miguel Rita Inês Carlos Paulo Luís Tiago Rosa Catarina
James John Robert Michael William David Mary Patricia Jennifer Linda Rose Grace Mark Will Jack Olivia Emma Lily Amy
Mohammed Ahmed Ali Fatima Ivan Olga Dmitri Elena Sergei Nguyen Wei Kim Juan Carmen Lucia Diego Joy Hope Faith Ray Bill
"""


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_the_everyday_words_of_every_language_pass_their_own_check_and_are_nobodys_name(language: str) -> None:
    catalogs.use(language)
    try:
        known = free_text.everyday()
        assert len(known.words) > 300
        refused = {word: [one.code for one in check(word, known)] for word in known.words if "-" not in word}
        assert {word: found for word, found in refused.items() if found} == {}
        assert known.words.isdisjoint({free_text.folded(name) for name in COMMON_NAMES.split()})
    finally:
        catalogs.use("en")
