"""A table: headings along two sides and numbers. Headings are codes; `labels` has their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from companion.log.months import Month


class Dimension(StrEnum):
    """What a heading is one of."""

    SERVICE = "service"
    ALL_CONTACTS = "all_contacts"
    AREA = "area"
    SITE = "site"
    ALL_PLACES = "all_places"
    MONTHS = "months"
    GENDER = "gender"
    AGE = "age"
    FIRST_TIME = "first_time"
    AMOUNT = "amount"
    CONTACTS = "contacts"
    SETTING = "setting"
    REFERRAL = "referral"
    TOPIC = "topic"
    TEST = "test"
    NALOXONE_FOR = "naloxone_for"
    NALOXONE_KIT = "naloxone_kit"
    ALL_OF_THESE = "all_of_these"
    INCIDENT = "incident"
    INCIDENT_BY = "incident_by"
    ALL_INCIDENTS = "all_incidents"
    INCIDENTS = "incidents"
    WORKSHOP = "workshop"
    ALL_WORKSHOPS = "all_workshops"
    PEOPLE = "people"


@dataclass(frozen=True)
class Heading:
    """A row's or column's heading: what it is one of, and which. Months are `2026-02`, several `2026-02/2026-03`."""

    dimension: Dimension
    code: str = ""


@dataclass(frozen=True)
class Table:
    """Numbers by row and column. A cell that is not there is not told at this level; it is never 0 for that.

    `months` says for each row which months its numbers cover.
    """

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: Mapping[tuple[Heading, Heading], int]
    months: Mapping[Heading, tuple[Month, ...]] = field(default_factory=dict)

    def number(self, row: Heading, column: Heading) -> int | None:
        """The number of a cell, if it is told."""
        return self.cells.get((row, column))
