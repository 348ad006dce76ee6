"""Six laptops, no server: bundles in any order, twice or not, and a sentence of its own for each that is refused."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion import clock
from companion.errors import Problem
from companion.i18n.messages import MESSAGES
from companion.log import exchange_counts
from companion.log.exchange import Role, Team, fingerprint
from companion.log.exchange_bundle import make_bundle, read_bundle
from companion.log.exchange_counts import Received, Standing, missing, standing, take, tallies
from companion.log.incidents import ByWhom, Incident, IncidentKind, IncidentLog, IncidentSetting
from companion.log.months import Month
from companion.log.places import PlaceNames, Places
from companion.log.store import LogStore
from companion.log.tally import Kind
from companion.vault import sealed_boxes
from companion.vault.vault import Vault
from tests.log.generate import any_contact

PLACES = Places(areas=(1, 2), sites={1: 1, 2: 1, 3: 2})
NAMES = PlaceNames({1: "North", 2: "River"}, {1: "Bus", 2: "Streets", 3: "Van"})
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


class Laptop:
    """A laptop of the team with contacts of its own."""

    def __init__(self, folder: Path, words: list[str], seed: int = 1) -> None:
        self.vault = Vault.throw_away(folder)
        self.log = LogStore(self.vault.log)
        self.log.set_places(PLACES)
        Team(self.log).join(" ".join(words))
        self.chance = Random(seed)

    def count(self, month: Month, number: int) -> None:
        self.log.add_many([(any_contact(self.chance, month, PLACES), month) for _ in range(number)])

    def bundle(self, names: PlaceNames = NAMES) -> bytes:
        return make_bundle(self.log, names)


@contextmanager
def a_team(folder: Path, laptops: int) -> Iterator[tuple[LogStore, list[Laptop]]]:
    """A coordinator and so many laptops, all admitted, on 20 November."""
    with clock.frozen(on(11, 20)), Vault.throw_away(folder / "coordinator") as vault:
        log = LogStore(vault.log)
        log.set_places(PLACES)
        Team(log).coordinate()
        words = Team(log).team_words()
        made = [Laptop(folder / f"laptop-{number}", words, number) for number in range(laptops)]
        for laptop in made:
            Team(log).admit(sealed_boxes.verify_key_of(Team(laptop.log).seed()), Month(2026, 1))
        try:
            yield log, made
        finally:
            for laptop in made:
                laptop.vault.close()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[tuple[LogStore, list[Laptop]]]:
    with a_team(tmp_path, 2) as found:
        yield found


def taken(log: LogStore, data: bytes) -> dict[Month, Received]:
    return take(log, read_bundle(log, data), NAMES).months


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Problem) as caught:
        act()
    assert caught.value.code in MESSAGES
    return caught.value.code


def totals(log: LogStore) -> dict[tuple[int, ...], tuple[int, int, int]]:
    """What a report would be made from, added up by month, place, kind and code."""
    sums: dict[tuple[int, ...], tuple[int, int, int]] = {}
    for row in tallies(log, Month(2026, 1), Month(2026, 12), tuple(Kind)):
        known = sums.get(row[:5], (0, 0, 0))
        sums[row[:5]] = known[0] + row.contacts, known[1] + row.amount, max(known[2], row.greatest)
    return sums


def test_counts_arrive_whole_and_are_added_to_the_coordinators(team: tuple[LogStore, list[Laptop]]) -> None:
    log, (one, other) = team
    log.add_many([(any_contact(Random(9), OCTOBER, PLACES), OCTOBER) for _ in range(7)])
    IncidentLog(one.log).save(
        Incident(NOVEMBER, frozenset({IncidentKind.SEARCH}), ByWhom.POLICE, IncidentSetting.STREET, area=1)
    )
    one.count(OCTOBER, 20)
    one.count(NOVEMBER, 5)
    other.count(OCTOBER, 30)
    assert taken(log, one.bundle())[OCTOBER] is Received.NEW
    taken(log, other.bundle())
    contacts = sum(row.contacts for row in tallies(log, OCTOBER, OCTOBER, (Kind.CONTACTS,)))
    assert contacts == 57
    assert [row.counted for row in tallies(log, NOVEMBER, NOVEMBER, (Kind.CONTACTS,))] == []  # not whole yet
    assert exchange_counts.months(log)[-1] == OCTOBER
    with clock.frozen(on(12, 1)):
        taken(log, one.bundle())
        found = tallies(log, NOVEMBER, NOVEMBER, (Kind.CONTACTS, Kind.INCIDENTS))
    assert sum(row.contacts for row in found if row.kind == Kind.CONTACTS) == 5
    assert sum(row.contacts for row in found if row.kind == Kind.INCIDENTS) == 1


def test_what_is_here_and_what_is_missing(team: tuple[LogStore, list[Laptop]]) -> None:
    log, (one, _) = team
    one.count(OCTOBER, 3)
    taken(log, one.bundle())
    first, second = standing(log, [Month(2025, 12), OCTOBER, NOVEMBER])
    assert [cell.standing for cell in first[1].values()] == [Standing.NOT_YET_IN, Standing.WHOLE, Standing.SO_FAR]
    assert [cell.standing for cell in second[1].values()] == [Standing.NOT_YET_IN, Standing.MISSING, Standing.MISSING]
    assert [(laptop.code, months) for laptop, months in missing(log, [OCTOBER])] == [(2, (OCTOBER,))]
    assert missing(one.log, [OCTOBER]) == []
    Team(log).remove(2)
    assert missing(log, [OCTOBER]) == []


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.permutations(list(range(6))), st.lists(st.integers(0, 5), max_size=4))
def test_any_order_and_any_repetition_give_the_same_totals(
    tmp_path_factory: pytest.TempPathFactory, seed: int, order: list[int], again: list[int]
) -> None:
    """Three revisions of each of two laptops: the newest of each month counts, whatever came first."""
    with a_team(tmp_path_factory.mktemp("team"), 2) as (log, laptops):
        bundles = []
        for day in (2, 9, 16):
            with clock.frozen(on(11, day)):
                for laptop in laptops:
                    laptop.count(OCTOBER if day == 2 else NOVEMBER, Random(seed + day).randrange(1, 6))
                    bundles.append(laptop.bundle())
        expected: dict[tuple[int, ...], int] = {}
        for laptop in laptops:
            for row in laptop.log.tallies(OCTOBER, OCTOBER, (Kind.CONTACTS, Kind.SERVICE)):
                expected[row[:5]] = expected.get(row[:5], 0) + row.contacts
        for number in [*order, *again]:
            try:
                taken(log, bundles[number])
            except Problem as problem:
                assert problem.code in ("bundle.older", "bundle.already_here")
        found = {key: value[0] for key, value in totals(log).items() if key[3] in (Kind.CONTACTS, Kind.SERVICE)}
        assert found == expected


def test_each_kind_of_wrong_bundle_has_a_sentence_of_its_own(
    team: tuple[LogStore, list[Laptop]], tmp_path: Path
) -> None:
    log, (one, _) = team
    one.count(OCTOBER, 5)
    older, newer = one.bundle(), one.bundle()
    seed, public = Team(one.log).seed(), Team(log).public_key()
    stranger = sealed_boxes.sign_and_seal(sealed_content(log, older), sealed_boxes.new_key(), public)
    foreign = sealed_boxes.sign_and_seal(b"{}", seed, sealed_boxes.public_of(sealed_boxes.new_key()))
    nonsense = sealed_boxes.sign_and_seal(b"not even packed", seed, public)
    taken(log, newer)
    codes = [
        refused(lambda: taken(log, newer)),  # replayed
        refused(lambda: taken(log, older)),  # older revision
        refused(lambda: taken(log, newer[:-7])),  # truncated
        refused(lambda: taken(log, newer[:-1] + bytes([newer[-1] ^ 1]))),  # changed on the way
        refused(lambda: taken(log, foreign)),
        refused(lambda: taken(log, stranger)),  # signed by nobody we know
        refused(lambda: taken(log, nonsense)),
        refused(lambda: taken(log, b"PK\3\4")),
    ]
    with clock.frozen(on(12, 24)):
        future = one.bundle()
    codes.append(refused(lambda: taken(log, future)))
    Team(log).remove(1)
    codes.append(refused(lambda: taken(log, newer)))
    assert codes == [
        "bundle.already_here",
        "bundle.older",
        "bundle.cut_off",
        "bundle.damaged",
        "bundle.foreign",
        "bundle.unknown_laptop",
        "bundle.not_understood",
        "bundle.not_one",
        "bundle.from_the_future",
        "bundle.removed_laptop",
    ]
    assert len({MESSAGES[code].title for code in [*codes, "bundle.forged"]}) == len(codes) + 1


def sealed_content(log: LogStore, bundle: bytes) -> bytes:
    return sealed_boxes.open_and_check(bundle, Team(log).secret_key()).content


def test_what_a_bundle_may_hold_is_checked_number_by_number(team: tuple[LogStore, list[Laptop]]) -> None:
    log, (one, _) = team
    one.count(OCTOBER, 5)
    good = json.loads(zlib.decompress(sealed_content(log, one.bundle())))
    seed, public = Team(one.log).seed(), Team(log).public_key()

    def changed(change: Callable[[dict[str, object]], object]) -> str:
        document = json.loads(json.dumps(good))
        change(document)
        data = sealed_boxes.sign_and_seal(zlib.compress(json.dumps(document).encode()), seed, public)
        return refused(lambda: read_bundle(log, data))

    row = good["months"][-2][2][0]
    broken: list[Callable[[dict[str, object]], object]] = [
        lambda d: d.update(revision=0),
        lambda d: d.update(revision="1"),
        lambda d: d.update(first=202613),
        lambda d: d.update(extra=1),
        lambda d: d.pop("areas"),
        lambda d: d.update(areas=[[1, "x" * 41]]),
        lambda d: d.update(areas=[[1, "a\nb"]]),
        lambda d: d.update(sites=[[1, 1]]),
        lambda d: d.update(months=[]),
        lambda d: d.update(months=[[202610, 1, []], [202610, 1, []]]),
        lambda d: d.update(months=[[202512, 1, []]]),
        lambda d: d.update(months=[[202610, 2, []]]),
        lambda d: d.update(months=[[202610, 1, [row, row]]]),
        lambda d: d.update(months=[[202610, 1, [[*row[:4], -1, 0, 0]]]]),
        lambda d: d.update(months=[[202610, 1, [[*row[:4], True, 0, 0]]]]),
        lambda d: d.update(months=[[202610, 1, [[*row[:2], 99, 0, 1, 0, 0]]]]),
        lambda d: d.update(months=[[202610, 1, [[*row[:2], 6, 99, 1, 0, 0]]]]),
        lambda d: d.update(months=[[202610, 1, [[*row, 0]]]]),
    ]
    assert {changed(one_change) for one_change in broken} == {"bundle.not_understood"}
    assert changed(lambda d: d.update(format=2)) == "bundle.newer_format"
    bomb = sealed_boxes.sign_and_seal(zlib.compress(b" " * (40 * 1024 * 1024), 9), seed, public)
    assert refused(lambda: read_bundle(log, bomb)) == "bundle.not_understood"


def test_places_are_matched_by_their_names_and_unknown_ones_are_refused(team: tuple[LogStore, list[Laptop]]) -> None:
    log, (one, _) = team
    one.log.add_many([(any_contact(Random(1), OCTOBER, Places(areas=(2,), sites={3: 2})), OCTOBER)] * 4)
    turned = PlaceNames({1: "North", 2: "north "}, {3: "BUS"})
    bundle = read_bundle(log, one.bundle(turned))
    take(log, bundle, NAMES)
    assert {row[1:3] for row in tallies(log, OCTOBER, OCTOBER)} == {(1, 1)}
    unknown = read_bundle(log, one.bundle(PlaceNames({2: "Harbour"}, {})))
    with pytest.raises(Problem) as caught:
        take(log, unknown, NAMES)
    assert (caught.value.code, caught.value.facts) == ("bundle.unknown_place", {"place": "Harbour"})
    assert refused(lambda: take(log, read_bundle(log, one.bundle(PlaceNames({2: "River"}, {3: "Tram"}))), NAMES)) == (
        "bundle.unknown_place"
    )


def test_after_the_report_late_months_count_now_and_changed_ones_stay(team: tuple[LogStore, list[Laptop]]) -> None:
    log, (one, other) = team
    one.count(OCTOBER, 10)
    other.count(OCTOBER, 8)
    taken(log, one.bundle())
    log.count_through(OCTOBER)  # October's report goes out without the other laptop
    one.count(OCTOBER, 2)
    assert taken(log, one.bundle())[OCTOBER] is Received.TOO_LATE
    assert taken(log, one.bundle())[OCTOBER] is Received.TOO_LATE
    assert taken(log, other.bundle())[OCTOBER] is Received.LATE
    counted = dict.fromkeys((OCTOBER, NOVEMBER), 0)
    for row in tallies(log, OCTOBER, NOVEMBER, (Kind.CONTACTS,)):
        counted[Month.from_code(row.counted)] += row.contacts
    assert counted == {OCTOBER: 10, NOVEMBER: 8}
    (_, here), (_, there) = standing(log, [OCTOBER])
    assert here[OCTOBER].changed_late and not there[OCTOBER].changed_late
    other.count(OCTOBER, 1)
    assert taken(log, other.bundle())[OCTOBER] is Received.LATE  # November is open still: replaced
    assert sum(row.contacts for row in tallies(log, NOVEMBER, NOVEMBER, (Kind.CONTACTS,))) == 9


def test_each_month_is_told_by_one_report_alone(tmp_path: Path) -> None:
    """What a laptop told before it joined stays its own; from then on the team tells it."""
    with a_team(tmp_path, 1) as (log, (one,)), Vault.throw_away(tmp_path / "alone") as vault:
        alone = LogStore(vault.log)
        alone.set_places(PLACES)
        alone.count_through(Month(2026, 8))
        Team(alone).join(" ".join(Team(log).team_words()))
        assert [Team(alone).told_by_others(Month(2026, month)) for month in (8, 9, 12)] == [False, True, True]
        bundle = read_bundle(log, make_bundle(alone, NAMES))
        assert [str(month.month) for month in bundle.months] == ["2026-09", "2026-10", "2026-11"]
        one.count(OCTOBER, 3)
        assert tallies(one.log, OCTOBER, OCTOBER) == []
        one.bundle()
        Team(one.log).leave()
        assert Team(one.log).role is None
        assert Team(one.log).told_by_others(OCTOBER) and tallies(one.log, OCTOBER, OCTOBER) == []
        assert one.log.counting_month() == Month(2026, 12)  # November was sent, so it is the team's
        assert refused(lambda: make_bundle(one.log, NAMES)) == "team.not_member"


def test_a_team_is_made_joined_and_left(team: tuple[LogStore, list[Laptop]], tmp_path: Path) -> None:
    log, (one, _) = team
    assert (Team(log).role, Team(one.log).role) == (Role.COORDINATOR, Role.MEMBER)
    assert Team(log).team_words() == Team(one.log).team_words() and len(Team(log).team_words()) == 24
    assert Team(one.log).own_words() == fingerprint(Team(log).laptops()[0].key)
    assert refused(Team(log).coordinate) == "team.already_in_one"
    assert refused(lambda: Team(one.log).join(" ".join(Team(log).team_words()))) == "team.already_in_one"
    assert refused(lambda: make_bundle(log, NAMES)) == "team.not_member"
    assert refused(Team(one.log).secret_key) == "bundle.not_coordinator"
    with Vault.throw_away(tmp_path / "new") as vault:
        fresh = LogStore(vault.log)
        words = Team(log).team_words()
        assert refused(lambda: Team(fresh).join("one two three")).startswith("words.")
        assert refused(lambda: Team(fresh).join(" ".join([*words[1:], words[0]]))) == "words.check"
        assert refused(Team(fresh).public_key) == "team.none"
        assert Team(fresh).role is None and Team(fresh).times() == []
    again = Team(log).admit(Team(log).laptops()[0].key, OCTOBER)
    assert again.code == 1
    Team(log).leave()
    assert refused(Team(log).secret_key) == "bundle.not_coordinator"
    assert all(not laptop.in_use for laptop in Team(log).laptops())
    Team(log).leave()


def test_a_full_team_is_told(team: tuple[LogStore, list[Laptop]]) -> None:
    log, _ = team
    for _ in range(97):
        Team(log).admit(sealed_boxes.new_key(), OCTOBER)
    assert refused(lambda: Team(log).admit(sealed_boxes.new_key(), OCTOBER)) == "team.full"


def test_a_laptop_put_back_from_a_backup_goes_on_above_what_it_had_sent(team: tuple[LogStore, list[Laptop]]) -> None:
    log, (one, _) = team
    taken(log, one.bundle())
    one.log.store.execute("UPDATE team_time SET revision = 0")  # as an older copy of the vault would say
    with clock.frozen(on(11, 21)):
        assert NOVEMBER in taken(log, one.bundle())


def test_a_bundle_shows_neither_names_nor_how_busy_a_team_was(team: tuple[LogStore, list[Laptop]]) -> None:
    log, (one, other) = team
    one.count(OCTOBER, 300)
    busy, quiet = one.bundle(PlaceNames({1: "Ana Silva", 2: "912345678"}, NAMES.sites)), other.bundle()
    assert len(busy) == len(quiet)
    for word in (b"Ana Silva", b"912345678", b"North", b"202610", b"areas"):
        assert word not in busy
    assert "contact" not in json.loads(zlib.decompress(sealed_content(log, busy)))
