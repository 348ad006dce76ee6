"""One tiny broken place for each thing that can be wrong: it is found, named and explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.cli.content import sentence
from companion.packs import validator
from companion.packs.check_texts import lix
from companion.packs.labels import FINDINGS
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
    assert set(FINDINGS) == set(BROKEN) | {"content.no_places"}


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
