"""Right answers before and after, by theme: two dots on a line."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import N_, tr
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.card import Card
from companion.ui.widgets.text import Text
from companion.workshops.records import Theme
from companion.workshops.session import Given, Share

THEMES: Mapping[Theme, str] = {
    Theme.WHERE: N_("What is decided where"),
    Theme.HOW_MUCH: N_("How much is how much"),
    Theme.OTHERS: N_("Sharing with others"),
    Theme.AGE: N_("Young people"),
}


class RightAnswers(Card):
    """Shares of raised hands, by theme."""

    def __init__(self, given: Given) -> None:
        super().__init__(tr("Right answers"), gap=8)
        for topic, words in THEMES.items():
            before, after = given.before.get(topic), given.after.get(topic)
            if before is None and after is None:
                continue
            self.body.addWidget(Text(tr(words), "label", weight=400))
            row = QHBoxLayout()
            row.addWidget(Line(tr(words), before, after), 1)
            last = after or before
            row.addWidget(Text(_percent(last), "label", weight=600, wrap=False))
            self.body.addLayout(row)
        legend = tr("Empty ring: before. Full dot: after. Shares of raised hands.")
        self.body.addWidget(Text(legend, "caption", "text2"))


def _percent(share: Share | None) -> str:
    if share is None or share.percent is None:
        return "–"
    return tr("%(number)s %%", number=locales.number(share.percent))


class Line(QWidget):
    """A line from 0 to 100 with a ring where it was and a dot where it is."""

    def __init__(self, name: str, before: Share | None, after: Share | None) -> None:
        super().__init__()
        self._before, self._after = before, after
        said = tr(
            "%(name)s: %(before)s before, %(after)s after", name=name, before=_percent(before), after=_percent(after)
        )
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, theme.scaled(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.scaled(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        middle, radius = self.height() / 2, self.height() / 2 - 2
        across = self.width() - 2 * radius - 4

        def at(share: Share | None) -> QPointF | None:
            if share is None or share.percent is None:
                return None
            return QPointF(painting.mirrored_x(self, radius + 2 + across * share.percent / 100), middle)

        painter.setPen(QPen(theme.colour("line"), 3))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        was, now = at(self._before), at(self._after)
        accent = theme.colour("accent")
        if was is not None and now is not None:
            painter.setPen(QPen(accent, 4))
            painter.drawLine(was, now)
        painter.setPen(QPen(accent, 2))
        if was is not None:
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(was, radius - 1, radius - 1)
        if now is not None:
            painter.setBrush(accent)
            painter.drawEllipse(now, radius - 1, radius - 1)
        painter.end()
