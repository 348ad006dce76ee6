"""Kiosk mode: full screen, kept there, and a fresh process after every visitor.

The program asks for the kiosk's passphrase once. Whatever opened the vault, it is closed again at once and a fresh
process takes over with the library's key alone (`vault.kiosk`): in the kiosk's own memory there is neither the
passphrase nor a key to the log. The same happens after each visitor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from companion import diagnostics
from companion.errors import Problem
from companion.ui import languages, restart, theme
from companion.ui.kiosk import sizes

if TYPE_CHECKING:
    from companion.ui.app import Program
    from companion.ui.kiosk.shell import KioskShell
    from companion.vault.vault import OpenVault

_Key, _With = Qt.Key, Qt.KeyboardModifier
# What a desktop takes as "away from here". Some never reach a program: the guide says how to lock down the rest.
_HELD = frozenset(
    (*(getattr(_Key, f"Key_F{number}") for number in range(1, 13)), _Key.Key_Meta, _Key.Key_Super_L, _Key.Key_Super_R)
)
_HELD |= {_Key.Key_Menu, _Key.Key_Print, _Key.Key_SysReq, _Key.Key_Help, _Key.Key_HomePage, _Key.Key_Search}
_AWAY = _With.ControlModifier | _With.AltModifier | _With.MetaModifier
_EDITING = frozenset({_Key.Key_Backspace, _Key.Key_Left, _Key.Key_Right, _Key.Key_Delete})
_AGAIN_MS = 200


class Kiosk(QObject):
    """Holds the window of the program while it is a kiosk."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.program = program
        self.shell: KioskShell | None = None
        self._leaving = False
        window = program.window
        window.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        window.installEventFilter(self)

    def show(self) -> None:
        """Take the whole screen, and the keyboard where the system gives it away (under X11 it does)."""
        window = self.program.window
        window.showFullScreen()
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
            handle.setKeyboardGrabEnabled(True)

    def begin(self) -> bool:
        """Go on with the key that the process before left; whether there was one."""
        handed = self.program.options.handed
        if handed is None:
            return False
        from companion.vault import kiosk

        try:
            vault = kiosk.take(self.program.folder, handed)
        except Problem as problem:
            diagnostics.note("kiosk.not_handed_over", problem=problem.code)
            return False
        self._receive(vault)
        return True

    def opened(self, vault: OpenVault) -> None:
        """The passphrase was right: let a fresh process go on, which has neither it nor a key to the log."""
        self._pass_on(vault)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Close and not self._leaving:
            event.ignore()
            return True
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        if kind == QEvent.Type.ContextMenu:
            return True
        if kind in (QEvent.Type.WindowDeactivate, QEvent.Type.WindowStateChange) and watched is self.program.window:
            QTimer.singleShot(_AGAIN_MS, self, self._come_back)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the key is held. Escape is Back, F12 is "I'm finished"."""
        if not held(_Key(event.key()), event.modifiers()):
            return False
        if event.type() == QEvent.Type.KeyPress and self.shell is not None and not event.isAutoRepeat():
            self.shell.touched()
            if event.key() == _Key.Key_Escape:
                self.shell.back()
            elif event.key() == _Key.Key_F12:
                self.shell.finish()
        return True

    def _come_back(self) -> None:
        """Something else came to the front, or the window was made small: be the whole screen again."""
        if self._leaving:
            return
        window = self.program.window
        if not window.isFullScreen():
            window.showFullScreen()
        window.raise_()
        window.activateWindow()

    def _receive(self, vault: OpenVault) -> None:
        from companion.settings import Settings
        from companion.ui.kiosk.shell import KioskShell
        from companion.ui.session import Session

        program = self.program
        program.session = Session(vault, Settings(vault.library), program)
        self._dress()
        shell = KioskShell(program.session)
        self.shell = shell
        shell.finished.connect(self._forget)
        shell.left.connect(self._leave)
        shell.redress.connect(self._dress)
        for used in (program.input.keyed, program.input.pressed, program.input.moved):
            used.connect(shell.touched)
        program.show_screen(shell)

    def _dress(self) -> None:
        """The device's look, in letters as large as the screen asks for. Language was chosen by the visitor."""
        from companion.ui.app import appearance

        look = appearance(self.program.settings)
        scale = sizes.text_scale(self.program.window.size(), look.text_scale)
        theme.use(theme.Appearance(look.theme, scale, look.reduced_motion), self.program.app)

    def _forget(self) -> None:
        session = self.program.session
        assert session is not None
        self._pass_on(session.vault)

    def _pass_on(self, vault: OpenVault) -> None:
        """Close everything and let a fresh process take the window's place, with the library's key in a pipe."""
        from companion.vault import kiosk

        handed: int | None = None
        try:
            handed = kiosk.give(vault)
            self._close(vault)
        except Problem as problem:
            diagnostics.note("kiosk.not_handed_over", problem=problem.code)
        finally:
            restart.afresh(handed)

    def _leave(self) -> None:
        self._leaving = True
        session = self.program.session
        self.program.window.hide()
        try:
            if session is not None:
                self._close(session.vault)
        except Problem as problem:
            diagnostics.note("kiosk.left", problem=problem.code)
        finally:
            restart.at_once()

    def _close(self, vault: OpenVault) -> None:
        session = self.program.session
        if session is not None:
            session.close()
        else:
            vault.close()


def held(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether a key, so pressed, is kept from doing what it usually does: nothing typed here needs it."""
    if key == _Key.Key_Escape or key in _HELD:
        return True
    away = modifiers & _AWAY
    if away == (_With.ControlModifier | _With.AltModifier):  # AltGr, with which letters are typed in many layouts
        return key in (_Key.Key_Delete, _Key.Key_Backspace)
    return away != _With.NoModifier and key not in _EDITING and key not in _MODIFIERS


_MODIFIERS = frozenset({_Key.Key_Control, _Key.Key_Alt, _Key.Key_Shift, _Key.Key_AltGr})


def first_language() -> str:
    """What the door is written in before anybody chose: the system's language."""
    return languages.first_choice("")
