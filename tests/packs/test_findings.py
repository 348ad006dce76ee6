"""One tiny broken place for each thing that can be wrong: it is found, named and explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.cli.content import sentence
from companion.packs import validator
from companion.packs.labels import FINDINGS
from companion.packs.plainness import BOUNDS, lix
from companion.packs.stigma import STIGMATISING, hurting
from tests.rights import content

LONG = (
    "The officer who has stopped somebody in a street near the river and who then wants to look into each of the bags "
    "that the person carries must first say aloud why that is so."
)
HARD = (
    "Notwithstanding considerations concerning administrative proportionality, "
    "competent authorities determine individually."
)

# code → (file, what is replaced, by what). An empty first text puts the second one at the end.
BROKEN: dict[str, tuple[str, str, str]] = {
    "content.bad_toml": ("xa/texts.toml", "[because.fine]", "[because.fine"),
    "content.missing_key": ("xa/jurisdiction.toml", 'emergency_number = "000"\n', ""),
    "content.wrong_type": ("xa/jurisdiction.toml", '"000"', "0"),
    "content.empty": ("xa/jurisdiction.toml", '"000"', '""'),
    "content.bad_date": ("xa/jurisdiction.toml", "as_of = 2026-01-01", 'as_of = "1 May"'),
    "content.unknown_code": ("xa/rules.toml", '"administrative"', '"allowed"'),
    "content.unknown_key": ("xa/rules.toml", "steps =", "stepps ="),
    "content.bad_amount": ("xa/rules.toml", '"1 g"', '"much"'),
    "content.unknown_unit": ("xa/rules.toml", '"1 g"', '"1 stone"'),
    "content.one_edge": ("xa/rules.toml", '{ under = "2 g" }', '{ under = "2 g", up_to = "2 g" }'),
    "content.limit_without_basis": ("xa/rules.toml", 'basis = "gross"\n', ""),
    "content.review_without_name": ("xa/jurisdiction.toml", 'state = "draft", on', 'state = "checked_by_lawyer", on'),
    "content.id_is_not_file": ("xa/topics/answer.toml", 'id = "answer"', 'id = "reply"'),
    "content.duplicate_id": ("xa/rules.toml", 'id = "before"', 'id = "small"'),
    "content.limit_versions_overlap": (
        "xa/rules.toml",
        '[[rule]]\nid = "before"',
        '[[limit]]\nid = "small"\nfrom = 2021-01-01\nbasis = "gross"\nsources = ["act"]\n[limit.of]\n'
        'heroin = { up_to = "2 g" }\n[[rule]]\nid = "before"',
    ),
    "content.no_source": ("xa/topics/answer.toml", 'sources = ["act: s. 5"]\n', ""),
    "content.unknown_source": ("xa/rules.toml", '["act: s. 2"]', '["law: s. 2"]'),
    "content.source_after_known": ("xa/sources.toml", "2025-06-01", "2026-06-01"),
    "content.dates_contradict": ("xa/rules.toml", "until = 2020-01-01", "until = 2000-01-01"),
    "content.review_passed": (
        "xa/jurisdiction.toml",
        "as_of = 2026-01-01\nreview_by = 2027-01-01",
        "as_of = 2025-06-01\nreview_by = 2025-07-01",
    ),
    "content.unknown_substance": ("xa/rules.toml", "cocaine = {", "moonrock = {"),
    "content.unit_cannot_be_compared": ("xa/rules.toml", 'basis = "gross"', 'basis = "active_substance"\n#'),
    "content.unknown_name": ("xa/rules.toml", '["notice"]', '["letter"]'),
    "content.depends_on_nothing": ("xa/rules.toml", '"administrative"', '"depends"'),
    "content.leads_without_depends": (
        "xa/rules.toml",
        'outcome = "administrative"',
        'outcome = "administrative"\nleads_to = { yes = "criminal" }',
    ),
    "content.change_without_rule": ("xa/jurisdiction.toml", "on = 2020-01-01\ntitle", "on = 2020-01-02\ntitle"),
    "content.no_model": ("xa/jurisdiction.toml", "[[model]]", "[[content_limit]]"),
    "content.models_not_gapless": ("xa/jurisdiction.toml", "until = 2020-01-01", "until = 2019-01-01"),
    "content.hole_between_rules": ("xa/rules.toml", 'id = "large"', 'id = "large"\nage = { from = 18 }'),
    "content.rules_contradict": ("xa/rules.toml", 'beyond = "small"\n', ""),
    "content.unreachable_rule": ("xa/rules.toml", 'id = "large"', 'id = "large"\nexcept = ["again"]'),
    "content.no_cases": ("xa/cases.toml", content.CASES, "\n"),
    "content.case_differs": ("xa/cases.toml", '"at"', '"over"'),
    "content.unknown_placeholder": ("xa/texts.toml", "{limit:small.heroin}", "{limit:small.khat}"),
    "content.stigmatising_word": ("xa/topics/answer.toml", "They ask who you are.", "They ask if you are an addict."),
    "content.amount_as_permission": ("xa/topics/answer.toml", "They ask who you are.", "You may carry 1 g of it."),
    "content.forbidden_here": (
        "xa/jurisdiction.toml",
        "",
        '[[content_limit]]\nforbid = ["look in your bag"]\nreason = "It is not said here."\n',
    ),
    "content.hard_to_read": ("xa/topics/answer.toml", "They ask who you are.\n\n- They may look in your bag.", HARD),
    "content.long_sentence": ("xa/topics/answer.toml", "They ask who you are.", LONG),
    "content.topic_missing": ("xa/topics/overdose.toml", "", ""),
    "content.too_few_topics": ("xa/jurisdiction.toml", 'id = "xa"', 'id = "xa"\ntier = "full"'),
    "content.together_not_countable": (
        "xa/rules.toml",
        'basis = "gross"',
        'basis = "gross"\ntogether = { shares = 0 }',
    ),
    "content.translation_of_nothing": ("xa/po/fr.po", "topic.stopped.title", "topic.gone.title"),
    "content.translation_stale": ("xa/texts.toml", "A letter comes. You may", "A letter comes soon. You may"),
    "content.placeholders_differ": (
        "xa/po/fr.po",
        "",
        '\nmsgctxt "because.fine.text"\nmsgid "Up to {limit:small.heroin} of heroin brings a fine."\n'
        'msgstr "Une amende."\n',
    ),
    "content.numbers_differ": ("xa/po/fr.po", "Vous avez 8 jours", "Vous avez 18 jours"),
}

AGAIN = content.RULES[content.RULES.index('[[rule]]\nid = "large"') :].replace('id = "large"', 'id = "again"')


@pytest.fixture(autouse=True)
def on_a_day_before_the_review() -> Iterator[None]:
    """The small place is to be looked at again in 2027: whoever runs this later, it is not overdue."""
    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        yield


def broken(root: Path, code: str) -> Path:
    name, old, new = BROKEN[code]
    files = content.files()
    if code == "content.topic_missing":
        changed = {**files, name: ""}
    elif old:
        assert old in files[name], code
        changed = {**files, name: files[name].replace(old, new)}
    else:
        changed = {**files, name: files[name] + new}
    if code == "content.unreachable_rule":
        changed[name] += AGAIN
    if code == "content.unit_cannot_be_compared":
        changed[name] = changed[name].replace('"1 g"', '"4 tablet"')
    for path in files:
        if not changed[path]:
            changed[path] = ""
    return content.write(root, changed) if code != "content.topic_missing" else _without(root, name)


def _without(root: Path, name: str) -> Path:
    folder = content.write(root)
    (folder / name).unlink()
    return folder


# What an editor can get wrong more than one way: how it is broken → the code that tells.
ALSO_BROKEN: dict[str, tuple[str, str, str, str]] = {
    "a rule without a start": ("xa/rules.toml", "from = 2000-01-01\n", "", "content.missing_key"),
    "a start that is no day": ("xa/rules.toml", "from = 2000-01-01", 'from = "2000-13"', "content.bad_date"),
    "a rule without a source": (
        "xa/rules.toml",
        'until = 2020-01-01\nsources = ["act"]',
        "until = 2020-01-01",
        "content.no_source",
    ),
    "a limit without a source": (
        "xa/rules.toml",
        'basis = "gross"\nsources = ["act: s. 2"]',
        'basis = "gross"',
        "content.no_source",
    ),
    "a law change without a source": (
        "xa/jurisdiction.toml",
        'after = "administrative"\nsources = ["act"]',
        'after = "administrative"',
        "content.no_source",
    ),
    "a limit that ends before it starts": (
        "xa/rules.toml",
        'from = 2020-01-01\nbasis = "gross"',
        'from = 2020-01-01\nuntil = 2019-01-01\nbasis = "gross"',
        "content.dates_contradict",
    ),
    "a rule that starts before its limit": (
        "xa/rules.toml",
        'id = "small"\ntitle = "a small amount"\nfrom = 2020-01-01',
        'id = "small"\ntitle = "a small amount"\nfrom = 2021-01-01',
        "content.hole_between_rules",
    ),
    "overlapping days": ("xa/rules.toml", "until = 2020-01-01", "until = 2020-06-01", "content.rules_contradict"),
    "a month in which neither is sure": (
        "xa/rules.toml",
        "until = 2020-01-01",
        'until = "2020-02"',
        "content.rules_contradict",
    ),
    "a sum of a table that is not there": (
        "xa/rules.toml",
        'basis = "gross"',
        'basis = "gross"\ntogether = { shares = 1, of = ["nowhere"] }',
        "content.unknown_name",
    ),
    "a tier nobody knows": ("xa/jurisdiction.toml", 'id = "xa"', 'id = "xa"\ntier = "huge"', "content.unknown_code"),
    "a change that says only what it became": (
        "xa/jurisdiction.toml",
        content.JURISDICTION[content.JURISDICTION.index("on = 2020") : content.JURISDICTION.index("after = ")],
        'on = 2020-01-02\ntitle = "A fine"\nsummary = "Small amounts bring a fine."\n',
        "content.change_without_rule",
    ),
    "a doubt about a rule that is not there": (
        "xa/jurisdiction.toml",
        'rules = ["small"]',
        'rules = ["tiny"]',
        "content.unknown_name",
    ),
    "an unread text that does not say what is not known": (
        "xa/rules.toml",
        'within = "small"',
        'within = "small"\ncertainty = "unconfirmed"',
        "content.missing_key",
    ),
    "a limit of a fine written as a permission": (
        "xa/topics/answer.toml",
        "They ask who you are.",
        "You may carry up to {limit:small.heroin}.",
        "content.amount_as_permission",
    ),
    "a hurting word in a summary": (
        "xa/jurisdiction.toml",
        "brings a fine.",
        "brings an addict a fine.",
        "content.stigmatising_word",
    ),
}


@pytest.mark.parametrize("name", sorted(ALSO_BROKEN))
def test_each_way_to_get_it_wrong_is_found(tmp_path: Path, name: str) -> None:
    file, old, new, code = ALSO_BROKEN[name]
    files = content.files()
    assert old in files[file]
    folder = content.write(tmp_path, {file: files[file].replace(old, new, 1)})
    assert code in {finding.code for finding in validator.check_folder(folder)}


@pytest.mark.parametrize("language", sorted(set(STIGMATISING) - {"en"}))
def test_hurting_words_are_found_in_every_language(tmp_path: Path, language: str) -> None:
    for word, instead in STIGMATISING[language].items():
        assert list(hurting(f"Aa {word.strip('=*')} bb.", language)), word
        assert not list(hurting(instead, language)), (word, instead)
    worst = next(iter(STIGMATISING[language])).strip("=*")
    translated = content.FRENCH.replace("Language: fr", f"Language: {language}").replace("Contrôle", worst)
    folder = content.write(tmp_path, {"xa/po/fr.po": "", f"xa/po/{language}.po": translated})
    assert "content.stigmatising_word" in {finding.code for finding in validator.check_folder(folder)}


def test_an_ending_is_any_only_where_it_says_so() -> None:
    assert list(hurting("Ось наркомана.", "uk"))
    assert not list(hurting("Баңгизат колдонгон адам.", "ky"))
    assert not list(hurting("The addictive kind.", "en"))


@pytest.mark.parametrize("language", sorted(BOUNDS))
def test_long_sentences_are_found_in_every_language(tmp_path: Path, language: str) -> None:
    long = " ".join(["et"] * (BOUNDS[language].words + 1)) + " 8."
    translated = content.FRENCH.replace("Language: fr", f"Language: {language}")
    translated = translated.replace("Une lettre arrive. Vous avez 8 jours pour contester.", long)
    folder = content.write(tmp_path, {"xa/po/fr.po": "", f"xa/po/{language}.po": translated})
    assert "content.long_sentence" in {finding.code for finding in validator.check_folder(folder)}


def test_an_amount_that_is_lawful_may_be_called_so(tmp_path: Path) -> None:
    lawful = content.RULES.replace('outcome = "administrative"', 'outcome = "no_offence"')
    topic = content.files()["xa/topics/answer.toml"].replace(
        "They ask who you are.", "You may carry up to {limit:small.heroin}."
    )
    cases = content.CASES.replace("administrative", "no_offence")
    changed = {"xa/rules.toml": lawful, "xa/topics/answer.toml": topic, "xa/cases.toml": cases}
    found = {finding.code for finding in validator.check_folder(content.write(tmp_path, changed))}
    assert "content.amount_as_permission" not in found


def test_a_sound_folder_has_no_findings(tmp_path: Path) -> None:
    assert validator.check_folder(content.write(tmp_path)) == []


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_each_fault_is_found(tmp_path: Path, code: str) -> None:
    found = validator.check_folder(broken(tmp_path, code))
    assert code in {finding.code for finding in found}
    fault = next(finding for finding in found if finding.code == code)
    assert fault.file.startswith("xa/")
    assert "%(" not in sentence(fault)


def test_an_empty_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "substances.toml").write_text(content.SUBSTANCES)
    assert [finding.code for finding in validator.check_folder(tmp_path)] == ["content.no_places"]


def test_every_finding_that_can_be_said_has_its_broken_example() -> None:
    # An empty folder; workshops, in `tests/workshops`; holidays, in `test_holidays`.
    elsewhere = {"content.no_places", "content.out_of_range", "content.holiday_year"}
    assert set(FINDINGS) == set(BROKEN) | elsewhere


def test_thousands_are_one_number_however_grouped(tmp_path: Path) -> None:
    files = content.files()
    texts = files["xa/texts.toml"].replace("A fine of up to 50 coins.", "A fine of up to 45,000 coins.")
    french = files["xa/po/fr.po"] + (
        '\nmsgctxt "sanction.fine.text"\nmsgid "A fine of up to 45,000 coins."\nmsgstr "Jusqu’à 45\u00a0000 pièces."\n'
    )
    assert validator.check_folder(content.write(tmp_path, {"xa/texts.toml": texts, "xa/po/fr.po": french})) == []


def test_lix_knows_plain_from_hard() -> None:
    assert lix("They ask who you are. You can say no.") < 30 < 60 < lix(HARD)
    assert lix("") == 0
