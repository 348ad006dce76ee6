"""Speaks sentences one after the other, each by a short-lived process of the system's speech command."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Signal

from companion.errors import Problem
from companion.ui.voice.engines import Engine, Voice, of_this_system, voice_for

_KILL_MS = 500


class State(StrEnum):
    """What the speaker does."""

    SILENT = "silent"
    SPEAKING = "speaking"
    PAUSED = "paused"


class Speaker(QObject):
    """`sentence` carries the number of the sentence that is being spoken, -1 when none is; `state_changed` the state;
    `failed` a Problem. `engines` are tried in their order: the first that has a voice for the language speaks."""

    sentence = Signal(int)
    state_changed = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, engines: Sequence[Engine] | None = None) -> None:
        super().__init__(parent)
        self.engines = tuple(engines) if engines is not None else of_this_system()
        self.state = State.SILENT
        self._voices: dict[Engine, list[Voice]] = {}
        self._unasked: list[Engine] | None = None
        self._sentences: list[str] = []
        self._language = ""
        self._at = -1
        self._speed = 1.0
        self._chosen: tuple[Engine, Voice] | None = None
        self._lister, self._process = QProcess(self), QProcess(self)
        self._lister.setStandardErrorFile(QProcess.nullDevice())
        self._lister.finished.connect(self._listed)
        self._lister.errorOccurred.connect(self._not_listed)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.finished.connect(self._spoken)
        self._process.errorOccurred.connect(self._broken)

    def read(self, sentences: Sequence[str], language: str) -> None:
        """Speak them. `failed` tells `voice.none` where the system cannot speak at all, and `voice.no_language` where
        it has no voice for the language."""
        self.stop()
        self._sentences, self._language = list(sentences), language
        if self._unasked is None:
            self._unasked = [one for one in self.engines if QStandardPaths.findExecutable(one.program)]
        if self._lister.state() is QProcess.ProcessState.NotRunning:
            self._ask()

    def pause(self) -> None:
        """Be silent; `resume` begins with the same sentence again."""
        if self.state is State.SPEAKING:
            self.state = State.PAUSED
            self._silence()
            self._become(State.PAUSED)

    def resume(self) -> None:
        """Go on where it was paused."""
        if self.state is State.PAUSED:
            self._become(State.SPEAKING)
            self._speak()

    def stop(self) -> None:
        """Be silent and forget what was to be read."""
        before, self.state = self.state, State.SILENT
        self._silence()
        self._sentences, self._at = [], -1
        if before is not State.SILENT:
            self._become(State.SILENT)
            self.sentence.emit(-1)

    def set_speed(self, speed: float) -> None:
        """Faster or slower from the next sentence on; 1 is the usual speed."""
        self._speed = speed

    @property
    def speaking(self) -> bool:
        """Whether a process of the speech command runs now."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def voices(self, engine: Engine) -> list[Voice]:
        """The voices that the command said it has; empty before anything was read."""
        return list(self._voices.get(engine, ()))

    def _ask(self) -> None:
        """Ask the commands that are installed for their voices, once, one after the other; then begin."""
        if not self._unasked:
            self._begin()
            return
        engine = self._unasked[0]
        self._lister.start(engine.program, list(engine.voices))
        self._lister.closeWriteChannel()

    def _listed(self) -> None:
        said = bytes(self._lister.readAllStandardOutput().data()).decode("utf-8", "replace")
        self._know(said)

    def _not_listed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._know("")

    def _know(self, said: str) -> None:
        assert self._unasked
        engine = self._unasked.pop(0)
        self._voices[engine] = engine.parse(said)
        self._ask()

    def _begin(self) -> None:
        if not self._sentences:
            return
        for engine, known in self._voices.items():
            voice = voice_for(self._language, known)
            if voice is not None:
                self._chosen, self._at = (engine, voice), 0
                self._become(State.SPEAKING)
                self._speak()
                return
        self._sentences = []
        some = any(self._voices.values())
        self.failed.emit(Problem("voice.no_language", language=self._language) if some else Problem("voice.none"))

    def _speak(self) -> None:
        assert self._chosen is not None
        engine, voice = self._chosen
        self._process.start(engine.program, engine.speak(voice, self._speed))
        self._process.write(f"{self._sentences[self._at]}\n".encode())
        self._process.closeWriteChannel()
        self.sentence.emit(self._at)

    def _spoken(self, code: int, status: QProcess.ExitStatus) -> None:
        if self.state is not State.SPEAKING:  # it was ended by us
            return
        if code or status is not QProcess.ExitStatus.NormalExit:
            self._give_up()
            return
        self._at += 1
        if self._at < len(self._sentences):
            self._speak()
        else:
            self.stop()

    def _broken(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self.state is State.SPEAKING:
            self._give_up()

    def _give_up(self) -> None:
        self.stop()
        self.failed.emit(Problem("voice.failed"))

    def _silence(self) -> None:
        """End the sentence under way at once."""
        if not self.speaking:
            return
        self._process.kill()
        self._process.waitForFinished(_KILL_MS)
        if self._chosen is not None and self._chosen[0].silence:
            engine = self._chosen[0]
            QProcess.startDetached(engine.program, list(engine.silence))

    def _become(self, state: State) -> None:
        self.state = state
        self.state_changed.emit(str(state))
