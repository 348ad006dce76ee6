"""Reading aloud: a real process speaks each sentence, told through its input alone, and falls silent at once."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.errors import Problem
from companion.ui.rights.rights_page import RightsPage
from companion.ui.voice import engines, sentences
from companion.ui.voice.engines import ESPEAK, Engine, Voice, voice_for
from companion.ui.voice.read_aloud import ReadAloud
from companion.ui.voice.speaker import Speaker, State
from companion.ui.widgets.text import Reading, Text
from tests.architecture.imports import imported
from tests.architecture.source import ROOT, sources
from tests.printing.samples import WORDS, Sample
from tests.ui.stage import Stage, settle

SPEAKS = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
NEVER_ENDS = "import sys, threading; sys.stdin.read(); threading.Event().wait()"
VOICES = "print('pt\\ten'.replace(chr(9), chr(10)))"


def stand_in(told: Path, script: str = SPEAKS, languages: str = VOICES) -> Engine:
    """A speech command of the tests: writes what it is told to speak into a file."""
    return Engine(
        sys.executable,
        ("-c", languages),
        lambda listed: [Voice(line.strip(), line.strip()) for line in listed.split()],
        lambda voice, speed: ["-c", script, str(told), voice.name, str(speed)],
    )


def noting(engine: Engine, started: list[list[str]]) -> Engine:
    """The same command, its arguments written down each time it speaks."""

    def speak(voice: Voice, speed: float) -> list[str]:
        started.append(engine.speak(voice, speed))
        return started[-1]

    return replace(engine, speak=speak)


def test_every_sentence_is_spoken_in_its_turn_through_the_input_alone(qtbot: QtBot, tmp_path: Path) -> None:
    told = tmp_path / "told"
    started: list[list[str]] = []
    speaker = Speaker(None, [noting(stand_in(told), started)])
    heard: list[int] = []
    speaker.sentence.connect(heard.append)
    with qtbot.waitSignal(speaker.state_changed, check_params_cb=lambda state: state == State.SILENT, timeout=20_000):
        speaker.read(["First sentence.", "Segunda frase, com ã."], "pt")
    assert told.read_text(encoding="utf-8") == "First sentence.\nSegunda frase, com ã.\n"
    assert heard == [0, 1, -1]
    assert not any("First" in argument for arguments in started for argument in arguments)
    assert started[0][-2:] == ["pt", "1.0"]


def test_pause_stop_and_speed(qtbot: QtBot, tmp_path: Path) -> None:
    started: list[list[str]] = []
    speaker = Speaker(None, [noting(stand_in(tmp_path / "told", NEVER_ENDS), started)])
    with qtbot.waitSignal(speaker.sentence, timeout=20_000):
        speaker.read(["One.", "Two."], "en")
    assert speaker.speaking and str(speaker.state) == "speaking"
    speaker.pause()
    assert str(speaker.state) == "paused" and not speaker.speaking
    speaker.set_speed(1.3)
    with qtbot.waitSignal(speaker.sentence, timeout=20_000) as again:
        speaker.resume()
    assert again.args == [0] and [arguments[-1] for arguments in started] == ["1.0", "1.3"]
    speaker.stop()
    assert str(speaker.state) == "silent" and not speaker.speaking


@pytest.mark.parametrize(
    ("languages", "code"), [(VOICES, "voice.no_language"), ("pass", "voice.none"), ("exit(3)", "voice.none")]
)
def test_a_system_without_the_voice_says_so(languages: str, code: str, qtbot: QtBot, tmp_path: Path) -> None:
    speaker = Speaker(None, [stand_in(tmp_path / "told", languages=languages)])
    with qtbot.waitSignal(speaker.failed, timeout=20_000) as failed:
        speaker.read(["Салам."], "ky")
    problem = failed.args[0] if failed.args else None
    assert isinstance(problem, Problem) and problem.code == code
    assert not (tmp_path / "told").exists() and speaker.state is State.SILENT


def test_no_command_at_all_is_said_and_a_broken_one_too(qtbot: QtBot, tmp_path: Path) -> None:
    nothing = Speaker(None, [replace(ESPEAK, program="no-such-speech-command")])
    with qtbot.waitSignal(nothing.failed) as failed:
        nothing.read(["Hello."], "en")
    assert failed.args is not None and failed.args[0].code == "voice.none"
    broken = Speaker(None, [stand_in(tmp_path / "told", "raise SystemExit(1)")])
    with qtbot.waitSignal(broken.failed, timeout=20_000) as failed:
        broken.read(["Hello."], "en")
    assert failed.args is not None and failed.args[0].code == "voice.failed"


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_espeak_has_a_voice_for_every_shipped_language(qtbot: QtBot) -> None:
    quiet = replace(ESPEAK, speak=lambda voice, speed: [*ESPEAK.speak(voice, speed), "-q"])
    speaker = Speaker(None, [quiet])
    for language, words in WORDS.items():
        with qtbot.waitSignal(speaker.state_changed, check_params_cb=lambda s: s == State.SILENT, timeout=20_000):
            speaker.read([words.gist], language)
    known = speaker.voices(quiet)
    for tag in ("en", "pt", "es", "fr", "de", "nl", "nb", "da", "et", "cs", "ru", "uk", "ky", "vi", "ar", "fa"):
        assert voice_for(tag, known) is not None, tag


def test_lists_of_voices_are_read_as_each_system_writes_them() -> None:
    said = "Alex                en_US    # Most people recognise me by my voice.\nJoana (Enhanced)    pt_PT    # Olá!\n"
    assert engines.SAY.parse(said) == [Voice("en-US", "Alex"), Voice("pt-PT", "Joana (Enhanced)")]
    dispatcher = (
        "   NAME     LANGUAGE   VARIANT\n  English+Adam     en-GB    Adam\n  English (Great Britain)    en-GB    none\n"
    )
    assert engines.SPEECH_DISPATCHER.parse(dispatcher)[0] == Voice("en-GB", "English (Great Britain)")
    assert engines.SAPI.parse("pt-PT\tMicrosoft Helia\r\nnoise\r\n") == [Voice("pt-PT", "Microsoft Helia")]
    windows = engines.SAPI.speak(Voice("en-GB", "O'Hara"), 1.3)
    assert "SelectVoice('O''Hara')" in windows[-1] and "Rate = 3" in windows[-1]
    assert engines.SPEECH_DISPATCHER.speak(Voice("pt", "p"), 0.75)[-1] == "-25"
    assert engines.SAY.speak(Voice("pt", "Joana"), 1.0) == ["-v", "Joana", "-r", "175", "-f", "-"]


def test_the_nearest_voice_is_taken_and_no_other_language() -> None:
    known = [Voice(tag, tag) for tag in ("pt-br", "pt", "en-us", "en-gb", "no", "fr-be", "fr-fr")]
    chosen = {tag: voice_for(tag, known) for tag in ("pt", "en", "nb", "fr", "ar")}
    assert [voice.name if voice else None for voice in chosen.values()] == ["pt", "en-gb", "no", "fr-fr", None]


def test_what_is_read_is_parted_into_sentences_and_holds_no_command() -> None:
    assert list(sentences.split("Call 112. It costs 3.50 euros! Really?")) == [
        "Call 112.", "It costs 3.50 euros!", "Really?",
    ]  # fmt: skip
    assert list(sentences.split("!-!SET SELF RATE 100")) == ["SET SELF RATE 100"]
    assert list(sentences.split("يأخذون المادة. خلال 36 ساعة؟")) == ["يأخذون المادة.", "خلال 36 ساعة؟"]
    spoken = sentences.of(Sample().told("en"))
    assert spoken[0] == "If police stop you" and "No local lawyer has checked this" in spoken
    assert not any("30/2000" in one for one in spoken)


def test_the_line_shows_and_marks_what_is_read(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    page = Reading("One thing. They take the drug.")
    heading = Text("What happens")
    around = stage.framed(page)
    line = ReadAloud(lambda: around, Speaker(None, [stand_in(tmp_path / "told", NEVER_ENDS)]))
    holder = stage.framed(line)
    stage.show(holder)
    stage.show(around)
    with qtbot.waitSignal(line.speaker.sentence, timeout=20_000):
        line.begin(Sample())
    assert line.isVisible() and line.sentence.text() == "If police stop you"
    assert page.mark("They take the drug.") and not heading.mark("They take the drug.")
    assert not page.grab().isNull() and heading.mark("What happens") and not heading.grab().isNull()
    line.pause_button.click()
    assert line.pause_button.text() == "Go on"
    with qtbot.waitSignal(line.speaker.sentence, timeout=20_000):
        line.pause_button.click()
    line.speed.changed.emit("fast")
    line.stop_button.click()
    assert not line.isVisible() and line.speaker.state is State.SILENT
    heading.deleteLater()


def test_a_missing_voice_is_named_in_the_line(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    line = ReadAloud(lambda: None, Speaker(None, [stand_in(tmp_path / "told")]))
    stage.show(stage.framed(line))
    with qtbot.waitSignal(line.speaker.failed, timeout=20_000):
        line.begin(Sample("vi"))
    assert line.message is not None and "Tiếng Việt" in line.message.words()


def test_leaving_the_page_is_silence(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    shell = stage.shell("rights", place="pt", topic="stopped")
    stage.show(shell)
    page = shell.page("rights")
    assert isinstance(page, RightsPage)
    page.aloud.speaker.engines = (stand_in(tmp_path / "told", NEVER_ENDS),)
    with qtbot.waitSignal(page.aloud.speaker.sentence, timeout=20_000):
        page.aloud_button.click()
    assert page.aloud.speaker.speaking
    shell.go("log")
    settle(stage.app)
    assert str(page.aloud.speaker.state) == "silent" and not page.aloud.speaker.speaking


def test_nothing_of_the_log_has_a_way_to_the_voice() -> None:
    """What may be read aloud is told of the law or of services; screens of the log, incidents and reports have none."""
    found = [
        source.place
        for source in sources("companion")
        if source.within("companion/ui/log/", "companion/ui/incidents/", "companion/ui/reports/", "companion/log/")
        for _, module, name in imported(source)
        if "companion.ui.voice" in f"{module}.{name}"
    ]
    assert found == []
    voice = [source for source in sources("companion") if source.within("companion/ui/voice/")]
    modules = {f"{module}.{name}" for source in voice for _, module, name in imported(source)}
    assert not any(module.startswith(("companion.log", "companion.vault", "companion.reports")) for module in modules)
    assert ROOT.is_dir() and len(voice) >= 5
