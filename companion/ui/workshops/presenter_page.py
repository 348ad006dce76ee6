"""The presenter's page: what the room sees, hands to count, what to say, what comes next, and the clock."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr, trn
from companion.ui import shortcuts, theme
from companion.ui.navigator.question_form import QuestionForm
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import IconButton, primary, secondary
from companion.ui.widgets.card import Card
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text
from companion.ui.workshops import picture
from companion.ui.workshops.agenda_strip import AgendaStrip
from companion.ui.workshops.clocks import duration, remaining
from companion.ui.workshops.frame_view import point_row, training_mark
from companion.ui.workshops.presenter_keys import PresenterKeys
from companion.ui.workshops.projector import Projector
from companion.ui.workshops.training import Training
from companion.vocabulary import ReviewState
from companion.workshops.records import Kind

_SHARES = (1, 1)


class PresenterPage(Page):
    """`open(training=…)` begins one. Space goes on, Backspace back, H hides."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.training: Training | None = None
        self.projector: Projector | None = None
        self._rest: QWidget | None = None
        self._show_nothing()
        self._keys = PresenterKeys(self)
        keys = {"Space": self._space, "Backspace": self._back, "H": self._hide}
        keys |= {"PgDown": self._forward, "PgUp": self._back}  # what a presenter's remote control sends
        for key, act in keys.items():
            shortcuts.bind(self, key, act)

    def open(self, **target: object) -> None:
        training = target.get("training")
        if not isinstance(training, Training):
            return
        self._let_go()
        self.projector = Projector(training)
        self.take(training)
        self.projector.present()
        self.window().activateWindow()

    def take(self, training: Training) -> None:
        """Present this one, whatever is on the projector."""
        self.training = training
        training.changed.connect(self._build)
        training.ticked.connect(self._tick)
        self._build()

    def state(self) -> dict[str, object]:
        kept: dict[str, object] = {"training": self.training, "projector": self.projector}
        if self.training is not None:
            self.training.changed.disconnect(self._build)
            self.training.ticked.disconnect(self._tick)
        return kept

    def restore(self, state: dict[str, object]) -> None:
        training, projector = state.get("training"), state.get("projector")
        if isinstance(projector, Projector):
            self.projector = projector
            projector.refresh()
        if isinstance(training, Training):
            self.take(training)

    def end(self) -> None:
        """End the workshop and show its numbers."""
        training = self.training
        if training is None:
            return
        training.stop()
        given = training.session.result(clock.today())
        self._let_go()
        self._show_nothing()
        self.navigation.go("workshops", given=given)

    def _let_go(self) -> None:
        if self.projector is not None:
            self.projector.close()
            self.projector.deleteLater()
        if self.training is not None:
            self.training.stop()
        self.training = self.projector = None

    def _replace(self, widget: QWidget) -> None:
        if self._rest is not None:
            self.column.removeWidget(self._rest)
            self._rest.hide()
            self._rest.deleteLater()
        self._rest = widget
        self.column.addWidget(widget, 1)

    def _show_nothing(self) -> None:
        self._replace(
            EmptyState(
                "people",
                tr("No workshop is under way. Choose one from the library."),
                action=tr("To the workshops"),
                on_action=partial(self.navigation.go, "workshops"),
            )
        )

    def _build(self) -> None:
        training = self.training
        if training is None:
            return
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        column.addLayout(self._head(training))
        both = QWidget()
        columns = ColumnsLayout(both, shares=_SHARES, gap=18)
        columns.addWidget(self._seen(training))
        columns.addWidget(self._said(training))
        column.addWidget(both, 1)
        column.addLayout(self._buttons())
        self._replace(holder)
        if was_here:  # else the focus would go to whatever comes first, and Space would press that
            self.next.setFocus()
        self._tick()

    def _head(self, training: Training) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.space(12))
        middle = Qt.AlignmentFlag.AlignVCenter
        head.addWidget(Text(training.session.deck.workshop.title, "h2"), 1, middle)
        frame = training.frame
        now = Tag(tr("On the projector now: %(part)s", part=frame.part.title), "checked", icon="screen")
        head.addWidget(now, 0, middle)
        head.addWidget(training_mark(), 0, middle)
        head.addWidget(secondary(tr("End"), icon="exit", on_click=self.end))
        return head

    def _seen(self, training: Training) -> QWidget:
        """What the room sees, the hands, the agenda."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        column.addWidget(Miniature(training))
        if training.frame.posed is not None:
            column.addWidget(self._hands(training))
        column.addWidget(AgendaStrip(training))
        column.addStretch(1)
        return holder

    def _hands(self, training: Training) -> QWidget:
        posed = training.frame.posed
        assert posed is not None
        people, counted = training.session.people, training.session.counted()
        words = tr(
            "%(counted)s counted, %(people)s in the room",
            counted=locales.number(counted),
            people=locales.number(people),
        )
        card = Card(tr("Hands up"), aside=words)
        row = QHBoxLayout()
        row.setSpacing(theme.space(12))
        hands = training.session.hands()
        for choice in posed.choices:
            beside = QVBoxLayout()
            beside.addWidget(Text(choice.letter, "lead", side="center", weight=600))
            stepper = Stepper(
                tr("Hands for %(letter)s", letter=choice.letter), hands.get(choice.letter, 0), maximum=500
            )
            stepper.changed.connect(partial(self._count, choice.letter, stepper))
            self._keys.pass_by(stepper)
            beside.addWidget(stepper)
            row.addLayout(beside)
        card.body.addLayout(row)
        return card

    def _count(self, letter: str, stepper: Stepper) -> None:
        training = self.training
        if training is None:
            return
        # Built anew for every hand, the page would take the stepper from under the finger.
        training.changed.disconnect(self._build)
        training.count(letter, stepper.count())
        training.changed.connect(self._build)
        for miniature in self.findChildren(Miniature):
            miniature.refresh()

    def _explore(self, training: Training) -> QWidget:
        card = Card(tr("The room asks, you type"))
        form = QuestionForm(training.library, training.place)
        form.changed.connect(lambda: self._asked(form))
        card.body.addWidget(form)
        return card

    def _asked(self, form: QuestionForm) -> None:
        training = self.training
        if training is None:
            return
        training.changed.disconnect(self._build)
        training.explore(form.question())
        training.changed.connect(self._build)
        for miniature in self.findChildren(Miniature):
            miniature.refresh()

    def _said(self, training: Training) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        column.addWidget(self._clock(training))
        notes = Card(tr("Say this"))
        for line in training.frame.notes or (tr("Read the slide aloud, and leave time."),):
            notes.body.addLayout(point_row(line, "reading"))
        doubt = self._doubt(training)
        if doubt:
            notes.body.addWidget(MessageLine("warning", doubt))
        column.addWidget(notes)
        if training.frame.part.kind is Kind.EXPLORE:
            column.addWidget(self._explore(training))
        column.addWidget(self._next(training))
        column.addStretch(1)
        return holder

    def _doubt(self, training: Training) -> str:
        """What must be said aloud with every answer of a law that nobody here has checked."""
        place = training.library.jurisdiction(training.place)
        if training.frame.posed is None or place.review.state is ReviewState.CHECKED_BY_LAWYER:
            return ""
        return tr("Say aloud: no local lawyer has checked this yet.")

    def _clock(self, training: Training) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(theme.space(12))
        self._left = Text("", "timer", wrap=False)
        row.addWidget(self._left, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Text(tr("left for this part"), "body", "text2"), 1, Qt.AlignmentFlag.AlignVCenter)
        self._whole = Text("", "body", "text2", wrap=False)
        row.addWidget(self._whole)
        name = tr("Let the clock run on") if training.paused else tr("Hold the clock")
        row.addWidget(IconButton("play" if training.paused else "pause", name, on_click=self._pause))
        card.body.addLayout(row)
        self._bar = ProgressBar()
        self._bar.setAccessibleName(tr("Time of this part"))
        card.body.addWidget(self._bar)
        return card

    def _tick(self) -> None:
        training = self.training
        if training is None or self._rest is None:
            return
        minutes, spent = training.frame.part.minutes, training.seconds_of_part()
        self._left.setText(remaining(60 * minutes - spent))
        whole = duration(60 * training.session.deck.workshop.minutes)
        self._whole.setText(tr("%(spent)s of %(whole)s", spent=duration(training.seconds()), whole=whole))
        self._bar.set_fraction(min(1.0, spent / (60 * minutes)))

    def _next(self, training: Training) -> QWidget:
        card = Card(tr("Next"))
        coming = training.session.next_frame
        if (
            training.frame.posed is not None
            and not training.session.revealed
            and training.frame.part.kind is not Kind.QUIZ
        ):
            words, about = tr("The answer"), tr("from the law itself")
        elif coming is None:
            words, about = tr("The end"), tr("End the workshop to see its numbers.")
        else:
            words = coming.slide.heading if coming.slide else coming.part.title
            about = trn("%(n)s minute for this part", "%(n)s minutes for this part", coming.part.minutes)
        card.body.addWidget(Text(words, "h3"))
        card.body.addWidget(Text(about, "body", "text2"))
        return card

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(12))
        training = self.training
        assert training is not None
        row.addWidget(secondary(tr("Before"), icon="back", on_click=self._back))
        hide = tr("Show") if training.hidden else tr("Hide")
        row.addWidget(secondary(hide, icon="eye" if training.hidden else "eyeoff", on_click=self._hide))
        row.addStretch(1)
        self.next = primary(tr("Next"), size="large", key="Space", trailing="arrow", on_click=self._forward)
        row.addWidget(self.next)
        return row

    def _space(self) -> None:
        """Whoever has gone to a button by keyboard presses it with Space; else Space goes on."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        else:
            self._forward()

    def _forward(self) -> None:
        if self.training is not None:
            self.training.forward()

    def _back(self) -> None:
        if self.training is not None:
            self.training.back()

    def _hide(self) -> None:
        if self.training is not None:
            self.training.hide(not self.training.hidden)

    def _pause(self) -> None:
        if self.training is not None:
            self.training.pause(not self.training.paused)
            self._build()


class Miniature(QWidget):
    """What is on the projector, small."""

    def __init__(self, training: Training) -> None:
        super().__init__()
        self._training = training
        self._picture: QPixmap | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        with catalogs.speaking(training.language):
            said = tr("On the projector now: %(part)s", part=training.shown().part.title)
        self.setAccessibleName(said)

    def refresh(self) -> None:
        """Something else is on the projector."""
        self._picture = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 150)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * picture.HEIGHT / picture.WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            make = picture.of_doorway if self._training.hidden else None
            ratio = self.devicePixelRatioF()
            self._picture = make(self.size(), ratio) if make else picture.of_frame(self._training, self.size(), ratio)
        painter = painting.begin(self)
        painter.setClipPath(painting.rounded_path(QRectF(self.rect()), theme.RADIUS_CARD))
        painter.drawPixmap(0, 0, self._picture)
        painter.setClipping(False)
        painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_CARD, edge=theme.colour("accent"), width=3)
        painter.end()
