"""How units become the tables people read. Everything here is a sum of what `disclosure` has let out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from companion.log.contacts import (
    Age,
    Amount,
    ContactSetting,
    Gender,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Test,
    Topic,
)
from companion.log.incidents import ByWhom, IncidentKind
from companion.log.ledger import Cell, Entry
from companion.log.months import Month
from companion.log.places import Places
from companion.log.tally import SERVICES, WorkshopFor, service_code
from companion.reports import families
from companion.reports.cells import TOLD_ELSEWHERE, coarser
from companion.reports.families import AGE_GENDER, AMOUNTS, ANY, CONTACTS, EVERYWHERE, FIRST_TIME, Counts, Family, Level
from companion.reports.ladder import Plan, strict_enough
from companion.reports.periods import Period
from companion.reports.tables import Dimension, Heading, Table


class Layout(StrEnum):
    """The tables a report is made of. The order is how the list of exports numbers them: add at the end."""

    CONTACTS = "contacts"
    BY_MONTH = "by_month"
    SUPPLIES = "supplies"
    AGE_GENDER = "age_gender"
    FIRST_TIME = "first_time"
    SETTING = "setting"
    NEEDLES_BY_MONTH = "needles_by_month"
    NALOXONE = "naloxone"
    REFERRALS = "referrals"
    TOPICS = "topics"
    TESTS = "tests"
    POLICE = "police"
    INCIDENTS = "incidents"
    INCIDENTS_BY = "incidents_by"
    WORKSHOPS = "workshops"


class Unit(StrEnum):
    """What a table's numbers count."""

    CONTACTS = "contacts"
    THINGS = "things"
    TIMES = "times"
    INCIDENTS = "incidents"
    PEOPLE = "people"


_UNITS = {
    Layout.SUPPLIES: Unit.THINGS,
    Layout.NEEDLES_BY_MONTH: Unit.THINGS,
    Layout.POLICE: Unit.TIMES,
    Layout.INCIDENTS: Unit.INCIDENTS,
    Layout.INCIDENTS_BY: Unit.INCIDENTS,
    Layout.WORKSHOPS: Unit.PEOPLE,
}
OVER_TIME = (Layout.BY_MONTH, Layout.NEEDLES_BY_MONTH)  # a row per month, also of months before the period


def unit_of(layout: Layout) -> Unit:
    """What the numbers of a table count."""
    return _UNITS.get(layout, Unit.CONTACTS)


Built = tuple[Level, Table, list[Entry]]
Cells = dict[tuple[Heading, Heading], int]

ALL_CONTACTS = Heading(Dimension.ALL_CONTACTS)
ALL_PLACES = Heading(Dimension.ALL_PLACES)
ALL_OF_THESE = Heading(Dimension.ALL_OF_THESE)
ALL_INCIDENTS = Heading(Dimension.ALL_INCIDENTS)
ALL_WORKSHOPS = Heading(Dimension.ALL_WORKSHOPS)
CONTACT_COUNT = Heading(Dimension.CONTACTS)
INCIDENT_COUNT = Heading(Dimension.INCIDENTS)
PEOPLE_COUNT = Heading(Dimension.PEOPLE)
SERVICE_ROWS = {service_code(service): Heading(Dimension.SERVICE, service.value) for service in SERVICES}
FIRST_TIME_ROWS = {
    families.FIRST_THIS_YEAR: Heading(Dimension.FIRST_TIME, "first_this_year"),
    families.FIRST_THIS_MONTH: Heading(Dimension.FIRST_TIME, "first_this_month"),
    families.HERE_BEFORE: Heading(Dimension.FIRST_TIME, "here_before"),
    families.FIRST_NOT_ASKED: Heading(Dimension.FIRST_TIME, "not_asked"),
    families.FIRST: Heading(Dimension.FIRST_TIME, "first"),
    families.NOT_FIRST: Heading(Dimension.FIRST_TIME, "not_first"),
}
GENDERS = tuple(Heading(Dimension.GENDER, gender.value) for gender in Gender)
AGES = tuple(Heading(Dimension.AGE, age.value) for age in Age)
KIT_FOR = tuple(Heading(Dimension.NALOXONE_FOR, one.value) for one in NaloxoneFor)
KITS = tuple(Heading(Dimension.NALOXONE_KIT, one.value) for one in NaloxoneKit)
NALOXONE_ROWS = {
    families.FOR_SOMEONE_ELSE: Heading(Dimension.NALOXONE_FOR, "someone_else"),
    families.NOT_FOR_SOMEONE_ELSE: Heading(Dimension.NALOXONE_FOR, "not_someone_else"),
    families.FIRST_KIT: Heading(Dimension.NALOXONE_KIT, "first"),
    families.NOT_FIRST_KIT: Heading(Dimension.NALOXONE_KIT, "not_first"),
}
NEEDLES: tuple[Amount, ...] = (Amount.NEEDLES_GIVEN, Amount.NEEDLES_BACK)
_THINGS: tuple[Amount, ...] = tuple(amount for amount in AMOUNTS if amount is not Amount.POLICE_INTERFERENCE)
MONTHS_SHOWN = 12

# The tables with a row per code: their family, what a row is one of, its codes, and what is counted.
_BY_CODE: dict[Layout, tuple[Family, Dimension, tuple[StrEnum, ...], Heading]] = {
    Layout.SETTING: (families.SETTING, Dimension.SETTING, tuple(ContactSetting), CONTACT_COUNT),
    Layout.REFERRALS: (families.REFERRALS, Dimension.REFERRAL, tuple(Referral), CONTACT_COUNT),
    Layout.TOPICS: (families.TOPICS, Dimension.TOPIC, tuple(Topic), CONTACT_COUNT),
    Layout.TESTS: (families.TESTS, Dimension.TEST, tuple(Test), CONTACT_COUNT),
    Layout.INCIDENTS: (families.INCIDENTS, Dimension.INCIDENT, tuple(IncidentKind), INCIDENT_COUNT),
    Layout.INCIDENTS_BY: (families.INCIDENTS_BY, Dimension.INCIDENT_BY, tuple(ByWhom), INCIDENT_COUNT),
    Layout.WORKSHOPS: (families.WORKSHOPS, Dimension.WORKSHOP, tuple(WorkshopFor), PEOPLE_COUNT),
}


def build(made: Plan, period: Period, layout: Layout) -> Built | None:
    """The table's level, the table, and the units that leave the building with it."""
    built = _by_code(made, period, layout) if layout in _BY_CODE else _BUILDERS[layout](made, period)
    if built is None:
        return None
    level, table, told = built
    root = _BY_CODE[layout][0].root if layout in _BY_CODE else CONTACTS
    months = {month for entry in told for month in entry.months}
    beneath = [made.units[root.number, month] for month in sorted(months)]
    distinct = {(entry.family, entry.months): entry for entry in [*beneath, *told]}
    return level, table, list(distinct.values())


def applies(level: Level, places: Places) -> bool:
    """Whether a team with these places has this level at all."""
    return bool(families.expected_places(level, places))


def possible_cells(layout: Layout) -> Iterator[tuple[Heading, Heading | None]]:
    """Row and category of every cell a table of any level can have, places aside; none for tables over time.

    Told by level: a row of a coarser level is a row of its own, so that no code stands for two different figures.
    """
    if layout in _BY_CODE:
        family, dimension, codes, column = _BY_CODE[layout]
        elsewhere = TOLD_ELSEWHERE.get(family.kind, frozenset()) if family.kind else frozenset()
        rows = [Heading(dimension, code.value) for number, code in enumerate(codes) if number not in elsewhere]
        yield from ((row, column) for row in [*rows, *([_all_row(family)] if family.several or family.summed else [])])
    elif layout is Layout.CONTACTS:
        yield from ((row, None) for row in (*SERVICE_ROWS.values(), ALL_CONTACTS))
    elif layout in (Layout.SUPPLIES, Layout.POLICE):
        wanted = _THINGS if layout is Layout.SUPPLIES else (Amount.POLICE_INTERFERENCE,)
        yield from ((Heading(Dimension.AMOUNT, amount.value), None) for amount in wanted)
    elif layout is Layout.FIRST_TIME:
        yield from ((row, CONTACT_COUNT) for row in FIRST_TIME_ROWS.values())
    elif layout is Layout.AGE_GENDER:
        yield from ((gender, age) for gender in GENDERS for age in AGES)
        yield from ((row, CONTACT_COUNT) for row in (*GENDERS, *AGES))
    elif layout is Layout.NALOXONE:
        yield from ((whom, kit) for whom in KIT_FOR for kit in KITS)
        yield from ((row, CONTACT_COUNT) for row in dict.fromkeys((*KIT_FOR, *KITS, *NALOXONE_ROWS.values())))


def _all_row(family: Family) -> Heading:
    """The row of all contacts (or incidents) that a table with overlapping rows is about."""
    if not family.covering:
        return ALL_CONTACTS
    if family is families.WORKSHOPS:
        return ALL_WORKSHOPS
    return ALL_INCIDENTS if family is families.INCIDENTS else ALL_OF_THESE


class _Sum:
    """Units of a family added up at the coarsest level among them."""

    def __init__(self, made: Plan, family: Family, months: Sequence[Month]) -> None:
        pairs = [(unit, strict_enough(made, family, unit)) for unit in made.units_within(family, months)]
        self.told = [unit for unit, seen in pairs if seen is not None]
        seen_units = [seen for _, seen in pairs if seen is not None]
        self.level = family.levels[max((unit.level for unit in seen_units), default=0)]
        self.months = tuple(sorted(month for unit in seen_units for month in unit.months))
        self.counts: dict[Cell, int] = {}
        for unit in seen_units:
            counts = coarser(family, unit.cells, family.levels[unit.level], self.level, made.places)
            _add(self.counts, counts)


def _add(sums: dict[Cell, int], counts: Counts) -> None:
    for cell, number in counts.items():
        sums[cell] = sums.get(cell, 0) + number


def _contacts(made: Plan, period: Period) -> Built | None:
    total = _Sum(made, CONTACTS, period.months)
    if not total.told:
        return None
    rows = (ALL_CONTACTS,) if total.level is Level.TOTAL else (*SERVICE_ROWS.values(), ALL_CONTACTS)
    columns = _place_columns(total.level, {place for _, place in total.counts})
    cells: Cells = {}
    for (category, place), number in sorted(total.counts.items()):
        row = SERVICE_ROWS.get(category, ALL_CONTACTS)
        _put(cells, row, columns[place], number)
    headings = tuple(dict.fromkeys([*columns.values(), ALL_PLACES]))
    return total.level, Table(rows, headings, cells, dict.fromkeys(rows, total.months)), total.told


def _put(cells: Cells, row: Heading, column: Heading, number: int) -> None:
    """Set a cell, and add it to the row's sum over all places."""
    if column != ALL_PLACES:
        cells[row, column] = number
    cells[row, ALL_PLACES] = cells.get((row, ALL_PLACES), 0) + number


def _place_columns(level: Level, found: set[int]) -> dict[int, Heading]:
    """The headings of a level's places, in the order of their numbers."""
    columns: dict[int, Heading] = {}
    for place in sorted(found):
        if place == EVERYWHERE:
            columns[place] = ALL_PLACES
        elif place >= families.AREA_WITHOUT_SITES:
            columns[place] = Heading(Dimension.AREA, str(place - families.AREA_WITHOUT_SITES))
        else:
            in_site = level in (Level.SITE_SERVICE, Level.SITE)
            columns[place] = Heading(Dimension.SITE if in_site else Dimension.AREA, str(place))
    return columns


def _by_month(made: Plan, period: Period) -> Built | None:
    """Contacts of the twelve months that end with the period; months told together stand in one row."""
    months = [period.last.plus(-back) for back in range(MONTHS_SHOWN - 1, -1, -1)]
    cells: Cells = {}
    covered: dict[Heading, tuple[Month, ...]] = {}
    told: list[Entry] = []
    for unit in made.units_within(CONTACTS, months):
        seen = strict_enough(made, CONTACTS, unit)
        if seen is None:
            continue
        row = Heading(Dimension.MONTHS, "/".join(map(str, unit.months)))
        cells[row, CONTACT_COUNT] = sum(number for (category, _), number in seen.cells.items() if category == 0)
        covered[row] = unit.months
        told.append(unit)
    if not told:
        return None
    return Level.TOTAL, Table(tuple(covered), (CONTACT_COUNT,), cells, covered), told


def _supplies(made: Plan, period: Period) -> Built | None:
    """Things given and taken back."""
    return _amounts(made, period, _THINGS)


def _police(made: Plan, period: Period) -> Built | None:
    """How often police stood in the way of a contact."""
    return _amounts(made, period, (Amount.POLICE_INTERFERENCE,))


def _amounts(made: Plan, period: Period, wanted: Sequence[Amount]) -> Built | None:
    """Numbers that contacts hold, by area where that is told, and in all. Each row covers its own months."""
    cells: Cells = {}
    covered: dict[Heading, tuple[Month, ...]] = {}
    told: list[Entry] = []
    areas: dict[int, Heading] = {}
    for amount in wanted:
        family = AMOUNTS[amount]
        total = _Sum(made, family, period.months)
        if not total.told:
            continue
        level = max(total.level, Level.AREA, key=family.levels.index)
        counts = coarser(family, total.counts, total.level, level, made.places)
        row = Heading(Dimension.AMOUNT, amount.value)
        columns = _place_columns(level, {place for _, place in counts})
        for (_, place), number in sorted(counts.items()):
            _put(cells, row, columns[place], number)
        areas |= {place: heading for place, heading in columns.items() if heading != ALL_PLACES}
        covered[row] = total.months
        told += total.told
    if not told:
        return None
    columns_told = (*(areas[place] for place in sorted(areas)), ALL_PLACES)
    return Level.AREA if areas else Level.ALL_PLACES, Table(tuple(covered), columns_told, cells, covered), told


def _age_gender(made: Plan, period: Period) -> Built | None:
    total = _Sum(made, AGE_GENDER, period.months)
    if not total.told:
        return None
    cells: Cells = {}
    if total.level is Level.AGE_GENDER:
        for (category, _), number in total.counts.items():
            cells[GENDERS[category // 10], AGES[category % 10]] = number
        rows, columns = GENDERS, AGES
    else:
        rows, columns = (*GENDERS, *AGES), (CONTACT_COUNT,)
        for (category, _), number in total.counts.items():
            part, code = (GENDERS, 100) if category < families.AGE_APART else (AGES, 200)
            cells[part[category - code], CONTACT_COUNT] = number
    return total.level, Table(rows, columns, cells, dict.fromkeys(rows, total.months)), total.told


def _first_time(made: Plan, period: Period) -> Built | None:
    total = _Sum(made, FIRST_TIME, period.months)
    if not total.told:
        return None
    cells = {(FIRST_TIME_ROWS[category], CONTACT_COUNT): number for (category, _), number in total.counts.items()}
    rows = tuple(row for row, _ in cells)
    return total.level, Table(rows, (CONTACT_COUNT,), cells, dict.fromkeys(rows, total.months)), total.told


def _by_code(made: Plan, period: Period, layout: Layout) -> Built | None:
    """A row for each code, and one for all contacts (or incidents) that have any; codes never used have no row."""
    family, dimension, codes, column = _BY_CODE[layout]
    total = _Sum(made, family, period.months)
    if not total.told:
        return None
    cells: Cells = {}
    for number, code in enumerate(codes):
        if (number, EVERYWHERE) in total.counts:
            cells[Heading(dimension, code.value), column] = total.counts[number, EVERYWHERE]
    if family.several or family.summed:
        cells[_all_row(family), column] = total.counts[ANY, EVERYWHERE]
    rows = tuple(row for row, _ in cells)
    return total.level, Table(rows, (column,), cells, dict.fromkeys(rows, total.months)), total.told


def _naloxone(made: Plan, period: Period) -> Built | None:
    """Contacts with naloxone by whom it was for, and whether it was a first kit."""
    total = _Sum(made, families.NALOXONE, period.months)
    if not total.told:
        return None
    cells: Cells = {}
    rows: tuple[Heading, ...] = KIT_FOR
    columns: tuple[Heading, ...] = KITS
    if total.level is Level.NALOXONE_USE:
        for (category, _), number in total.counts.items():
            cells[KIT_FOR[category // 10], KITS[category % 10]] = number
    else:
        for (category, _), number in total.counts.items():
            cells[_naloxone_row(category), CONTACT_COUNT] = number
        rows, columns = tuple(row for row, _ in cells), (CONTACT_COUNT,)
    return total.level, Table(rows, columns, cells, dict.fromkeys(rows, total.months)), total.told


def _naloxone_row(category: int) -> Heading:
    if category in NALOXONE_ROWS:
        return NALOXONE_ROWS[category]
    if category < families.KIT_APART:
        return KIT_FOR[category - families.FOR_APART]
    return KITS[category - families.KIT_APART]


def _needles_by_month(made: Plan, period: Period) -> Built | None:
    """Needles given and taken back in the twelve months that end with the period; months told together in one row."""
    months = [period.last.plus(-back) for back in range(MONTHS_SHOWN - 1, -1, -1)]
    cells: Cells = {}
    covered: dict[Heading, tuple[Month, ...]] = {}
    told: list[Entry] = []
    for amount in NEEDLES:
        for unit in made.units_within(AMOUNTS[amount], months):
            seen = strict_enough(made, AMOUNTS[amount], unit)
            if seen is None:
                continue
            row = Heading(Dimension.MONTHS, "/".join(map(str, unit.months)))
            cells[row, Heading(Dimension.AMOUNT, amount.value)] = sum(seen.cells.values())
            covered[row] = unit.months
            told.append(unit)
    if not told:
        return None
    rows = tuple(sorted(covered, key=lambda row: covered[row]))
    columns = tuple(Heading(Dimension.AMOUNT, amount.value) for amount in NEEDLES)
    return Level.ALL_PLACES, Table(rows, columns, cells, covered), told


_BUILDERS: dict[Layout, Callable[[Plan, Period], Built | None]] = {
    Layout.CONTACTS: _contacts,
    Layout.BY_MONTH: _by_month,
    Layout.SUPPLIES: _supplies,
    Layout.AGE_GENDER: _age_gender,
    Layout.FIRST_TIME: _first_time,
    Layout.NEEDLES_BY_MONTH: _needles_by_month,
    Layout.NALOXONE: _naloxone,
    Layout.POLICE: _police,
}
