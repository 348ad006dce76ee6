"""The side views of the Reports: what has gone out, the team's laptops, DHIS2 codes, what is never done, and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion import clock
from companion.log import sample
from companion.log.contacts import Contact, ContactSetting
from companion.log.exchange import Role, Team
from companion.log.exchange_bundle import read_bundle
from companion.log.months import Month
from companion.log.tally import Kind
from companion.reports import dhis2_codes
from companion.reports.declared import code_number, never_used
from companion.reports.layouts import Layout
from companion.reports.went_out import Format, listed
from companion.ui.printing.print_page import PrintPage
from companion.ui.reports.codes_view import CodesView
from companion.ui.reports.export_card import ExportCard
from companion.ui.reports.laptops_view import LaptopsView
from companion.ui.reports.ledger_view import LedgerView
from companion.ui.reports.months_card import NeedlesCard
from companion.ui.reports.never_view import NeverView
from companion.ui.reports.reports_page import ReportsPage
from companion.ui.shell import Shell
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text
from tests.ui.stage import Stage
from tests.ui.states_log import NAMES, TODAY
from tests.ui.states_reports import a_bundle, a_year


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def shell(stage: Stage, qtbot: QtBot) -> Shell:
    session = stage.session()
    session.set("place_names", NAMES.as_setting())
    session.contacts.set_places(sample.PLACES)
    session.contacts.add_many((contact, contact.month) for contact in a_year())
    made = Shell(session)
    page = made.page("reports")
    assert isinstance(page, ReportsPage)
    with qtbot.waitSignal(page.shown):
        made.go("reports")
    stage.show(made)
    return made


@pytest.fixture
def page(shell: Shell) -> ReportsPage:
    found = shell.page("reports")
    assert isinstance(found, ReportsPage)
    return found


def laptops(page: ReportsPage) -> LaptopsView:
    page.show_view("laptops")
    assert isinstance(page.view, LaptopsView)
    return page.view


def said(view: LaptopsView | CodesView) -> MessageLine:
    assert view.message is not None
    return view.message


def test_a_view_has_its_own_heading_and_a_way_back(page: ReportsPage, qtbot: QtBot) -> None:
    page.links["ledger"].setFocus()
    QTest.keyClick(page.links["ledger"], Qt.Key.Key_Return)
    assert isinstance(page.view, LedgerView) and page.view.rows == []
    assert not page.panes.isVisible() and not page.top.isVisible()
    assert page.state()["view"] == "ledger"
    with qtbot.waitSignal(page.shown):
        QTest.keyClick(page.view.back, Qt.Key.Key_Return)
    assert page.view is None and page.panes.isVisible() and page.top.isVisible()


def test_a_cross_link_and_a_rebuilt_page_open_the_view(page: ReportsPage, shell: Shell) -> None:
    shell.go("reports", view="never")
    assert isinstance(page.view, NeverView)
    shell.rebuild()
    other = shell.page("reports")
    assert isinstance(other, ReportsPage) and isinstance(other.view, NeverView)


def test_what_went_out_is_listed_with_its_rule_and_tables(page: ReportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.choose_file = lambda suggested: tmp_path / suggested
    for form in (Format.XLSX, Format.PDF):
        with qtbot.waitSignal(page.shown):
            page.export(form)
    assert (tmp_path / "report-2026-10.xlsx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "report-2026-10.pdf").read_bytes()[:5] == b"%PDF-"
    page.show_view("ledger")
    assert isinstance(page.view, LedgerView)
    assert [one.format for one in page.view.rows] == [Format.PDF, Format.XLSX]
    words = " ".join(text.text() for text in page.view.findChildren(Text))
    assert "October 2026" in words and "Every cell is 5 or more." in words and "Contacts by setting" not in words


def test_printing_is_written_down_and_leads_to_the_pages(page: ReportsPage, shell: Shell) -> None:
    page.print_button.click()
    assert isinstance(page.message, ExportCard) and page.message.forms.value() == Format.PAPER.value
    page.message.go.click()
    assert [one.format for one in listed(page.session.contacts)] == [Format.PAPER]
    pages = shell.page("print")
    assert isinstance(pages, PrintPage) and pages.document is not None and "October 2026" in pages.document.title


def test_for_people_outside_the_rule_is_stricter(page: ReportsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.shown):
        page.audiences.set_value("outside")
        page._audience_chosen("outside")
    assert page.report is not None and page.report.k == 10
    assert page.state()["audience"] == "outside"


def test_needles_out_and_back_are_drawn_month_by_month(page: ReportsPage) -> None:
    (card,) = page.findChildren(NeedlesCard)
    assert page.report is not None
    table = page.report.table(Layout.NEEDLES_BY_MONTH)
    assert table is not None
    for column, bars in card.bars.items():
        assert [bar.value for bar in bars] == [table.table.number(row, column) for row in table.table.rows]
    with pytest.raises(TypeError):
        NeedlesCard(page.report.tables[0], Month(2026, 10))


def test_what_is_never_done_is_kept_at_once(page: ReportsPage) -> None:
    page.show_view("never")
    assert isinstance(page.view, NeverView)
    chip = page.view.groups[Kind.SETTING].chip("prison")
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert never_used(page.session.contacts) == {(Kind.SETTING, code_number(ContactSetting.PRISON))}
    page.view.refresh()
    assert list(page.view.groups[Kind.SETTING].values()) == ["prison"]


def test_codes_are_typed_saved_and_taken_in(page: ReportsPage, tmp_path: Path) -> None:
    page.show_view("codes")
    view = page.view
    assert isinstance(view, CodesView)
    place = (dhis2_codes.PLACE, "all_places", "", "")
    view.fields[place, "org_unit"].edit.setText("ImspTQPwCqd")
    assert view.codes().org_unit("all_places") == "ImspTQPwCqd"
    view.fields[place, "org_unit"].edit.setText("not a code")
    assert view.codes().org_unit("all_places") == "ImspTQPwCqd"
    view.parts.changed.emit("contacts")
    figure = (dhis2_codes.FIGURE, "contacts", "naloxone", "")
    view.fields[figure, "data_element"].edit.setText("fbfJHSPpUQD")
    view.choose_target = lambda suggested: tmp_path / suggested
    view.export()
    assert said(view).kind == "ok"
    path = tmp_path / "dhis2-codes.csv"
    page.session.set("dhis2_codes", [])
    view.choose_file = lambda: [path]
    view.take()
    assert view.codes().figure("contacts", "naloxone", "") is not None
    path.write_text("nothing of the kind")
    view.take()
    assert said(view).kind == "error" and "Line 1" in said(view).words()
    assert view.codes().figure("contacts", "naloxone", "") is not None


def test_a_dhis2_file_without_codes_says_what_to_do(page: ReportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.choose_file = lambda suggested: tmp_path / suggested
    with qtbot.waitSignal(page.shown):
        page.export(Format.DHIS2_JSON)
    assert isinstance(page.message, MessageLine) and "has a DHIS2 code yet" in page.message.words()
    assert listed(page.session.contacts) == [] and list(tmp_path.glob("*.json")) == []


def test_a_team_is_made_its_bundles_taken_in_and_a_stranger_admitted(page: ReportsPage, stage: Stage) -> None:
    view = laptops(page)
    QTest.keyClick(view.make_button, Qt.Key.Key_Return)
    assert view.team.role is Role.COORDINATOR
    assert view.team_words.text() == " ".join(view.team.team_words())
    assert view.code.accessibleDescription() == view.team_words.text()
    first, second = a_bundle(stage.folder, view.team, 1), a_bundle(stage.folder, view.team, 2)
    view.choose_files = lambda: [first, second, first]
    assert view.arrivals is not None
    QTest.keyClick(view.arrivals.button, Qt.Key.Key_Return)
    assert len(view.arrivals.strangers) == 2
    stranger = next(iter(view.arrivals.strangers.values()))
    bundle = read_bundle(page.session.contacts, first.read_bytes())
    assert bundle.signer == stranger.bundles[0].signer
    stranger.field.set_text("Van")
    stranger.admit.click()
    assert page.session.get("laptop_names") == {"1": "Van"}
    assert view.standing is not None
    assert view.standing.words[1, Month(2026, 10)] == "whole" and view.standing.words[1, Month(2026, 11)] == "so far"
    view.choose_files = lambda: [first]
    view.arrivals.take_files()
    assert "here already" in view.arrivals.lines[0].words()
    view.standing.remove(Team(page.session.contacts).laptops()[0])
    assert view.standing.words == {}


def test_a_member_joins_sends_and_leaves(page: ReportsPage, stage: Stage, tmp_path: Path) -> None:
    view = laptops(page)
    view.word_field.set_text("one two three")
    view.join_team()
    assert view.team.role is None and view.words is not None and view.words.error()
    other = stage.folder / "team.words"
    words = " ".join(a_team_elsewhere(other))
    view.word_field.set_text(words)
    QTest.keyClick(view.word_field.edit, Qt.Key.Key_Return)
    assert view.team.role is Role.MEMBER
    view.choose_target = lambda suggested: tmp_path / suggested
    view.send_button.click()
    assert said(view).kind == "ok" and (tmp_path / "counts-2026-11-20.bundle").exists()
    assert view.own_words.text() == " ".join(view.team.own_words())
    view.choose_target = lambda suggested: tmp_path / "no such" / suggested
    view.send_button.click()
    assert said(view).kind == "error"
    view.leave_button.click()
    assert view.team.role is Role.MEMBER and said(view).action is not None
    action = said(view).action
    assert action is not None
    action.click()
    assert view.team.role is None


def a_team_elsewhere(path: Path) -> list[str]:
    """The words of a team on another laptop."""
    from companion.log.store import LogStore
    from companion.vault.vault import Vault

    with Vault.throw_away(path) as vault:
        Team(LogStore(vault.log)).coordinate()
        return Team(LogStore(vault.log)).team_words()


def test_a_members_report_says_who_tells_it(page: ReportsPage, stage: Stage, qtbot: QtBot) -> None:
    Team(page.session.contacts).join(" ".join(a_team_elsewhere(stage.folder / "elsewhere")))
    page.session.contacts.save(Contact.on(clock.today(), area=1, site=1))
    with qtbot.waitSignal(page.shown):
        page.session.log_changed.emit()
    assert page.report is not None and page.report.told_by_team and not page.export_button.isEnabled()
    assert page.held_back is not None
    assert any("coordinator" in item.words for item in page.held_back.items)
