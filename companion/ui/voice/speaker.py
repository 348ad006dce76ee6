"""Speaks sentences one after the other, each by a short-lived process of the system's speech command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Signal

from companion.errors import Problem
from companion.ui.voice.engines import Engine, Voice, of_this_system, voice_for

_LISTING_MS = 5000


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
        self._engines = tuple(engines) if engines is not None else of_this_system()
        self._voices: dict[Engine, list[Voice]] | None = None
        self._listing: list[QProcess] = []
        self._sentences: list[str] = []
        self._at = -1
        self._speed = 1.0
        self._engine: Engine | None = None
        self._voice: Voice | None = None
        self._process: QProcess | None = None
        self.state = State.SILENT

    def read(self, sentences: Sequence[str], language: str) -> None:
        """Speak them. `failed` tells `voice.none` where the system cannot speak at all, and `voice.no_language` where
        it has no voice for the language."""
        self.stop()
        self._sentences = list(sentences)
        self._with_voices(partial(self._begin, language))

    def pause(self) -> None:
        """Be silent; `resume` begins with the same sentence again."""
        if self.state is State.SPEAKING:
            self._silence()
            self._become(State.PAUSED)

    def resume(self) -> None:
        """Go on where it was paused."""
        if self.state is State.PAUSED:
            self._become(State.SPEAKING)
            self._speak()

    def stop(self) -> None:
        """Be silent and forget what was to be read."""
        self._silence()
        self._sentences, self._at = [], -1
        if self.state is not State.SILENT:
            self._become(State.SILENT)
            self.sentence.emit(-1)

    def set_speed(self, speed: float) -> None:
        """Faster or slower from the next sentence on; 1 is the usual speed."""
        self._speed = speed

    def _begin(self, language: str) -> None:
        if not self._sentences:
            return
        voices = self._voices or {}
        for engine, known in voices.items():
            voice = voice_for(language, known)
            if voice is not None:
                self._engine, self._voice, self._at = engine, voice, 0
                self._become(State.SPEAKING)
                self._speak()
                return
        self._sentences = []
        known_at_all = any(voices.values())
        self.failed.emit(Problem("voice.no_language", language=language) if known_at_all else Problem("voice.none"))

    def _speak(self) -> None:
        assert self._engine is not None and self._voice is not None
        self.sentence.emit(self._at)
        process = self._process = QProcess(self)
        process.finished.connect(partial(self._spoken, process))
        process.errorOccurred.connect(partial(self._broken, process))
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.start(self._engine.program, self._engine.speak(self._voice, self._speed))
        process.write(f"{self._sentences[self._at]}\n".encode())
        process.closeWriteChannel()

    def _spoken(self, process: QProcess, code: int, status: QProcess.ExitStatus) -> None:
        process.deleteLater()
        if process is not self._process:
            return
        self._process = None
        if code or status is not QProcess.ExitStatus.NormalExit:
            self._give_up()
            return
        self._at += 1
        if self._at < len(self._sentences):
            self._speak()
        else:
            self.stop()

    def _broken(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if process is self._process and error is QProcess.ProcessError.FailedToStart:
            self._process = None
            process.deleteLater()
            self._give_up()

    def _give_up(self) -> None:
        self.stop()
        self.failed.emit(Problem("voice.failed"))

    def _silence(self) -> None:
        """End the sentence under way at once."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.waitForFinished(500)
        if self._engine is not None and self._engine.silence:
            QProcess.startDetached(self._engine.program, list(self._engine.silence))

    def _become(self, state: State) -> None:
        self.state = state
        self.state_changed.emit(str(state))

    def _with_voices(self, then: Callable[[], None]) -> None:
        """Ask every engine that is installed for its voices, once; then go on."""
        if self._voices is not None:
            then()
            return
        present = [engine for engine in self._engines if QStandardPaths.findExecutable(engine.program)]
        found: dict[Engine, list[Voice]] = {engine: [] for engine in present}
        if not present:
            self._voices = found
            then()
            return
        for process in self._listing:
            process.kill()
        self._listing = [self._list(engine, found, then) for engine in present]

    def _list(self, engine: Engine, found: dict[Engine, list[Voice]], then: Callable[[], None]) -> QProcess:
        process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())

        def ended() -> None:
            if process not in self._listing:
                return
            self._listing.remove(process)
            found[engine] = engine.parse(bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace"))
            process.deleteLater()
            if not self._listing:
                self._voices = found
                then()

        process.finished.connect(ended)
        process.start(engine.program, list(engine.voices))
        process.closeWriteChannel()
        return process
