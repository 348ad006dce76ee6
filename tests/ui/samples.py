"""One of every recurring widget, with words as long as they get; invented, not law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.ui.widgets.answer_banner import AnswerBanner
from companion.ui.widgets.bar_chart import Bar, BarChart, HorizontalBar
from companion.ui.widgets.buttons import Button, IconButton, LinkButton, Tile, primary, quiet, secondary
from companion.ui.widgets.card import Card, Divider, Glyph, IconWell
from companion.ui.widgets.chips import Chip, ChipGroup, Choice
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.date_field import DateField
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.fields import Field, PassphraseField, SearchField, TextField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.hours_week import DayHours, HoursWeek, UncheckedHours
from companion.ui.widgets.key_cap import KeyCap
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.outcome_mark import OutcomeMark
from companion.ui.widgets.progress_panel import ProgressPanel
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.source_line import SourceLine
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.steps import Step, Steps
from companion.ui.widgets.tags import ReviewTag, Tag
from companion.ui.widgets.tally_marks import TallyMarks
from companion.ui.widgets.text import Reading, Text
from companion.ui.widgets.threshold_bar import Limit, Scale, ThresholdBar, Zone

OUTCOMES = (
    ("no_offence", "No offence", "Cannabis, over 21, up to 25 g outside. Czechia, since 1 Jan 2026."),
    ("tolerated", "Tolerated", "Still an offence on paper. Settled policy is not to pursue it."),
    ("administrative", "Fine or other measure", "Not a crime. An authority may fine, or order something else."),
    ("diversion", "Sent to a commission", "Not a crime. A health and social body decides, not a court."),
    ("criminal", "Crime", "Carrying any amount. British Columbia, since 1 Feb 2026."),
    ("depends", "It depends", "The prosecutor decides what it was for."),
    ("not_covered", "Not covered here", "No rule for this place yet. Ask a local legal aid service."),
)
_PARAGRAPH = (
    "They check who you are and take the drug. They write a report, which must reach the commission within 36 hours."
)


def banner(outcome: str, word: str, sentence: str, *, compact: bool = True) -> AnswerBanner:
    """A banner of each outcome; "it depends" leads to two."""
    leads = [("diversion", tr("own use")), ("criminal", tr("dealing"))] if outcome == "depends" else []
    return AnswerBanner(outcome, tr(word), tr(sentence), leads=leads, compact=compact)


def full_banner() -> AnswerBanner:
    """The banner of the navigator with everything in it."""
    made = AnswerBanner(
        "diversion",
        tr("Sent to a commission"),
        tr("Not a crime. A commission decides, not a court."),
        tr("The drug is taken and the person is reported. A first case of somebody not dependent must be suspended."),
    )
    made.add_row(SourceLine([("all", tr("4 sources"))], tr("In force since 1 Oct 2023, known true up to 1 Oct 2023")))
    made.add_tag(ReviewTag("draft", tr("No local lawyer has checked this")))
    made.add_tag(ReviewTag("overdue", tr("Amounts table: review date passed 30 Sep 2026")))
    return made


def scale(marker: str | None) -> Scale:
    """A line at 1 g of pure substance."""
    return Scale(
        Decimal(2),
        zones=[
            Zone(Decimal(0), Decimal(1), "diversion", tr("Commission")),
            Zone(Decimal(1), None, "depends", tr("Prosecutor first; if only for own use, then the commission")),
        ],
        limits=[
            Limit(Decimal(1), tr("1 g pure, up to and including"), tr("ten days of average use in the official table"))
        ],
        ticks=[(Decimal(0), "0"), (Decimal("0.5"), "0.5"), (Decimal("1.5"), "1.5"), (Decimal(2), "2 g")],
        marker=Decimal(marker) if marker else None,
        marker_label=tr("%(amount)s g in the bag", amount=marker) if marker else "",
        pure=True,
        pure_label=tr("The pure part is somewhere in here"),
    )


def steps() -> list[Step]:
    """Five steps, as in the picture."""
    return [
        Step(tr("At once"), tr("Police take the drug and write a report.")),
        Step(tr("Within 36 hours"), tr("The report must reach the home district’s commission.")),
        Step(tr("About 72 hours"), tr("A date for the commission. Not confirmed.")),
        Step(tr("The hearing"), tr("A talk first. Bring a therapist or a lawyer.")),
        Step(tr("The decision"), tr("Suspend, warn, sanction or close.")),
    ]


def flow(*widgets: QWidget) -> QWidget:
    """Widgets in a flow."""
    holder = QWidget()
    layout = FlowLayout(holder)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def column(*widgets: QWidget) -> QWidget:
    """Widgets one below the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder


def _card(heading: str, *widgets: QWidget) -> Card:
    card = Card(heading)
    for widget in widgets:
        card.body.addWidget(widget)
    return card


def _disabled(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


def _field_with_error() -> Field:
    field = Field(
        tr("Amount, as weighed"), TextField(tr("Amount, as weighed"), "08 g"), hint=tr("Street names work too.")
    )
    field.set_error(tr("Did you mean 0.8 g?"))
    return field


def _progress() -> ProgressPanel:
    panel = ProgressPanel(tr("Reading the list"), on_stop=list)
    panel.set_progress(6410, 10000, tr("6,410 of 10,000 services. Nothing is saved until you say so."))
    return panel


def _choices() -> list[Choice]:
    return [
        Choice("own", tr("Carries, own use")),
        Choice("free", tr("Free"), icon="free"),
        Choice("none", tr("Not asked"), unasked=True),
    ]


def _days() -> list[DayHours]:
    return [
        DayHours(tr("Mon"), [(600, 1200)], "10:00–20:00"),
        DayHours(tr("Fri"), [(600, 780), (840, 1200)], "10:00–13:00, 14:00–20:00", today=True),
        DayHours(tr("Sat"), [(1200, 1560)], "20:00–02:00"),
        DayHours(tr("Sun"), [], tr("closed")),
    ]


WIDGETS: dict[str, Callable[[], QWidget]] = {
    "heading": lambda: Text(tr("What happens if somebody is stopped by the police"), "h1"),
    "reading": lambda: Reading(tr(_PARAGRAPH)),
    "primary": lambda: primary(tr("Save"), key="Enter"),
    "large": lambda: primary(tr("Unlock"), size="large", trailing="enter"),
    "secondary": lambda: secondary(tr("Print three for their pocket"), icon="printer"),
    "quiet": lambda: quiet(tr("Undo")),
    "disabled": lambda: _disabled(Button(tr("Save"), "primary")),
    "link": lambda: LinkButton(tr("Suggest other words"), icon="source"),
    "icon-button": lambda: IconButton("back", tr("Back")),
    "tile": lambda: Tile(tr("New, full form"), "plus", key="N", kind="primary"),
    "tile-across": lambda: Tile(tr("10 needles"), "needle", key="1", across=True, checkable=True),
    "icon-well": lambda: IconWell("spray"),
    "glyph": lambda: Glyph("phone", name=tr("Phone")),
    "divider": Divider,
    "key-cap": lambda: KeyCap("Ctrl K"),
    "chips": lambda: ChipGroup(_choices(), name=tr("Choice"), value="own"),
    "chips-multiple": lambda: ChipGroup(_choices(), name=tr("Choice"), multiple=True, values=["own", "none"]),
    "chip": lambda: Chip(Choice("a", tr("Stopped by police"), icon="cap"), checkable=False),
    "stepper": lambda: Stepper(tr("Needles given"), 10),
    "stepper-large": lambda: Stepper(
        tr("Amount"), Decimal("0.8"), step=Decimal("0.1"), decimals=3, optional=True, large=True
    ),
    "field": _field_with_error,
    "search": lambda: SearchField(tr("Search"), placeholder=tr("Search rights and services"), key="Ctrl K", large=True),
    "passphrase": lambda: PassphraseField(tr("Passphrase")),
    "segmented": lambda: Segmented(
        [Choice("m", tr("Month")), Choice("q", tr("Quarter")), Choice("y", tr("Year"))], "m", name=tr("Period")
    ),
    "select": lambda: Field(tr("Place"), Select(tr("Place"), [Option("pt", "Portugal")], "pt", icon="pin")),
    "date": lambda: Field(tr("On this day"), DateField(tr("On this day"))),
    "info": lambda: MessageLine("info", tr("Late entries count in the month they are typed in.")),
    "ok": lambda: MessageLine("ok", tr("Saved: 10 needles, 1 kit."), action=tr("Undo"), on_action=list),
    "warning": lambda: MessageLine("warning", tr("This looks like a phone number. Take it out before saving.")),
    "error": lambda: MessageLine.of(Problem("file.read_only", file="stick")),
    "progress": _progress,
    "empty": lambda: EmptyState(
        "pin", tr("No services yet. Import your list, or add one by hand."), action=tr("Import a list"), on_action=list
    ),
    "tags": lambda: flow(
        ReviewTag("checked", tr("Checked by a local lawyer, 4 May 2026")),
        ReviewTag("draft", tr("No local lawyer has checked this")),
        ReviewTag("overdue", tr("Review date passed 30 Sep 2026")),
        ReviewTag("fallback", tr("Shown in English: no Ukrainian text yet")),
        Tag(tr("Step-free"), icon="wheel"),
    ),
    "source": lambda: SourceLine([("a", tr("3 sources"))], tr("known true up to 4 May 2026")),
    "mark": lambda: OutcomeMark("administrative", tr("Fine or other measure")),
    "banner": full_banner,
    "threshold": lambda: ThresholdBar(scale("0.8"), tr("0.8 g is under the line")),
    "threshold-at": lambda: ThresholdBar(scale("1"), tr("1 g is on the line")),
    "threshold-over": lambda: ThresholdBar(scale("1.6"), tr("1.6 g is over the line")),
    "threshold-unasked": lambda: ThresholdBar(scale(None), tr("The line is at 1 g")),
    "threshold-none": lambda: ThresholdBar(
        Scale(Decimal(2), marker=Decimal("0.6"), nothing=tr("the law names no amount here")), tr("No amount in law")
    ),
    "steps": lambda: Steps(steps(), "diversion"),
    "hours": lambda: HoursWeek(_days(), now=1044),
    "hours-unchecked": lambda: UncheckedHours("Mo-Fr 10:00+", tr("Hours not checked, call first.")),
    "tally": lambda: TallyMarks(14, tr("14 contacts")),
    "bars": lambda: BarChart(
        tr("This week"),
        [Bar(tr("Mon"), 11), Bar(tr("Tue"), None), Bar(tr("Wed"), 1016), Bar(tr("Fri"), 14, strong=True)],
        grid=True,
    ),
    "bar": lambda: HorizontalBar(96, 141),
    "card": lambda: _card(tr("What happens next"), Text(tr(_PARAGRAPH))),
}


def every() -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each widget by name, the seven banners among them."""
    yield from WIDGETS.items()
    for outcome, word, sentence in OUTCOMES:
        yield f"banner-{outcome}", lambda o=outcome, w=word, s=sentence: banner(o, w, s)  # type: ignore[misc]


def board() -> QWidget:
    """All of them on one page, in two columns."""
    made = {name: make() for name, make in every()}
    holder = QWidget()
    layout = ColumnsLayout(holder, gap=16)
    names = list(made)
    banners = [name for name in names if name.startswith("banner-")]
    controls = [name for name in names[: names.index("info")] if name not in banners]
    rest = [name for name in names[names.index("info") :] if name not in banners]
    small = ("primary", "large", "secondary", "quiet", "disabled", "icon-button", "icon-well", "glyph", "key-cap")
    left = [made[name] for name in banners[:4]] + [flow(*(made[name] for name in small))]
    left += [made[name] for name in controls if name not in small]
    layout.addWidget(column(*left))
    layout.addWidget(column(*(made[name] for name in [*banners[4:], *rest])))
    return holder


def answer() -> QWidget:
    """The navigator's side of an answer."""
    return column(
        full_banner(),
        _card(tr("0.8 g is under the line, however pure it is"), ThresholdBar(scale("0.8"), tr("under the line"))),
        _card(tr("What happens next"), Steps(steps(), "diversion")),
    )
