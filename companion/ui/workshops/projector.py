"""The projector's window: the frame in front, as large as the screen, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from companion.i18n.catalogs import tr
from companion.ui.widgets import painting
from companion.ui.workshops import picture
from companion.ui.workshops.training import Training

_ON = frozenset({Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return})
_BACK = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace})


class Projector(QWidget):
    """Full screen on the second screen, a window where there is only one. Emits `closed` when somebody shuts it.

    A presenter's remote control sends the keys it knows wherever the keyboard is: they work here too.
    """

    closed = Signal()

    def __init__(self, training: Training) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._training = training
        self._picture: QPixmap | None = None
        self.setWindowTitle(tr("Projector"))
        self.setAccessibleName(tr("Projector"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(picture.WIDTH * 3 // 4, picture.HEIGHT * 3 // 4)
        training.changed.connect(self.refresh)

    def present(self) -> None:
        """Come up: over the whole of a second screen, or as a window beside the presenter's page."""
        screens = QGuiApplication.screens()
        first = QGuiApplication.primaryScreen()
        others = [screen for screen in screens if screen is not first]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.show()

    def refresh(self) -> None:
        """Something else is to be shown."""
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            if self._training.hidden:
                self._picture = picture.of_doorway(self.size(), ratio)
            else:
                self._picture = picture.of_frame(self._training, self.size(), ratio)
        painter = painting.begin(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ON:
            self._training.forward()
        elif event.key() in _BACK:
            self._training.back()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: object) -> None:
        self.closed.emit()
