"""A report on paper: released tables and nothing else, every figure as it was released, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from companion import clock
from companion.log import sample
from companion.log.store import LogStore
from companion.printing import report_sheet, text
from companion.printing.document import Bar, Table
from companion.reports.periods import Period
from companion.reports.release import Report, release
from companion.reports.tables import Dimension, Heading
from companion.vault.vault import Vault


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    folder = tmp_path_factory.mktemp("report")
    with (
        clock.frozen(datetime(2026, 11, 20, 14, 30, tzinfo=UTC)),
        Vault.throw_away(folder / "vault") as vault,
    ):
        log = LogStore(vault.log)
        sample.fill(log, clock.today())
        yield release(log, Period.parse("2026-10"))


def test_it_holds_every_released_number_and_says_what_it_counts(report: Report) -> None:
    document = report_sheet.document(report, sample.names(), "October 2026")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == 1 + len(report.tables)
    for made, released in zip(tables[1:], report.tables, strict=True):
        numbers = {
            int("".join(filter(str.isdigit, cell if isinstance(cell, str) else cell.words)))
            for row in made.rows
            for cell in row[1:]
            if cell
        }
        assert numbers == set(released.table.cells.values())
    plain = text.plain(document)
    for said in ("October 2026", "Every cell is 5 or more.", "Contacts, not people", "North", "People reached", "1 of"):
        assert (said in plain) is (said != "1 of")
    assert "Report for October 2026 · Printed on 20 November 2026." in plain


def test_bars_stand_beside_parts_and_never_beside_sums(report: Report) -> None:
    document = report_sheet.document(report, sample.names(), "October 2026")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    bars = [cell for made in tables for row in made.rows for cell in row if isinstance(cell, Bar)]
    assert bars and max(bar.share for bar in bars) == 1.0 and min(bar.share for bar in bars) > 0
    for made in tables:
        for row in made.rows:
            if row[0] in ("All contacts", "Any of these"):
                assert not any(isinstance(cell, Bar) for cell in row)


def test_only_a_released_table_is_printed(report: Report) -> None:
    class Raw:
        code, months, table = "contacts", (), report.tables[0].table
        period = report.period

    unreleased: Any = Raw()
    with pytest.raises(TypeError, match="released"):
        report_sheet.document(replace(report, tables=(unreleased,)), sample.names(), "October 2026")


def test_a_demonstrations_figures_say_that_they_are_invented(report: Report) -> None:
    document = report_sheet.document(report, sample.names(), "October 2026", invented=True)
    assert text.plain(document).startswith("Invented numbers")
    assert Heading(Dimension.ALL_CONTACTS) in report.tables[0].table.rows
