"""The system's speech commands: how each is asked for its voices and told to speak. The text goes to standard input.

Nothing of the text stands among the arguments, which every program on the computer can read. No engine is shipped and
none is needed: where there is none, or none for a language, that is said.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

# Other tags under which systems file a language.
_ALSO = {"nb": ("nb", "no"), "nn": ("nn", "no"), "fa": ("fa", "per"), "en": ("en-gb", "en"), "fr": ("fr-fr", "fr")}


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the system: the language it speaks and the name by which it is called."""

    language: str
    name: str


@dataclass(frozen=True)
class Engine:
    """One speech command. `voices` are the arguments that list its voices, `parse` reads that list. `speak` makes the
    arguments for a voice and a speed (1 is the usual one); `silence` are the arguments that stop what is under way,
    where ending the process does not."""

    program: str
    voices: tuple[str, ...]
    parse: Callable[[str], list[Voice]]
    speak: Callable[[Voice, float], list[str]]
    silence: tuple[str, ...] = ()


def _espeak_voices(listed: str) -> list[Voice]:
    rows = [line.split() for line in listed.splitlines()[1:]]
    return [Voice(row[1], row[1]) for row in rows if len(row) > 3]


def _spd_voices(listed: str) -> list[Voice]:
    rows = [re.split(r"\s{2,}", line.strip()) for line in listed.splitlines()[1:]]
    found = [row for row in rows if len(row) > 2]
    # A voice itself comes before its many variants ("+Adam").
    return [Voice(row[1], row[0]) for row in sorted(found, key=lambda row: row[2] != "none")]


def _say_voices(listed: str) -> list[Voice]:
    rows = [re.match(r"(.+?)\s+([a-z]{2,3}[_-]\w+)\s+#", line) for line in listed.splitlines()]
    return [Voice(row[2].replace("_", "-"), row[1].strip()) for row in rows if row]


def _sapi_voices(listed: str) -> list[Voice]:
    rows = [line.split("\t") for line in listed.splitlines()]
    return [Voice(row[0], row[1].strip()) for row in rows if len(row) == 2]


_POWERSHELL = ("-NoProfile", "-NonInteractive", "-Command")
_SAPI = (
    "[Console]::InputEncoding = [Console]::OutputEncoding = [Text.Encoding]::UTF8; "
    "Add-Type -AssemblyName System.Speech; $s = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
)
_SAPI_LIST = _SAPI + 'foreach ($v in $s.GetInstalledVoices()) { $v.VoiceInfo.Culture.Name + "`t" + $v.VoiceInfo.Name }'


def _sapi_speak(voice: Voice, speed: float) -> list[str]:
    name = voice.name.replace("'", "''")
    rate = max(-10, min(10, round((speed - 1) * 10)))
    return [*_POWERSHELL, f"{_SAPI}$s.SelectVoice('{name}'); $s.Rate = {rate}; $s.Speak([Console]::In.ReadToEnd())"]


ESPEAK = Engine(
    "espeak-ng",
    ("--voices",),
    _espeak_voices,
    lambda voice, speed: ["--stdin", "-b", "1", "-v", voice.name, "-s", str(round(160 * speed))],
)
SPEECH_DISPATCHER = Engine(
    "spd-say",
    ("-L",),
    _spd_voices,
    lambda voice, speed: [
        *("--pipe-mode", "--wait", "--application-name", "reading"),
        *("--language", voice.language, "--synthesis-voice", voice.name),
        *("--rate", str(max(-100, min(100, round((speed - 1) * 100))))),
    ],
    silence=("--cancel",),
)
SAY = Engine(
    "say",
    ("-v", "?"),
    _say_voices,
    lambda voice, speed: ["-v", voice.name, "-r", str(round(175 * speed)), "-f", "-"],
)
SAPI = Engine("powershell", (*_POWERSHELL, _SAPI_LIST), _sapi_voices, _sapi_speak)


def of_this_system() -> tuple[Engine, ...]:
    """The speech commands that this system may have, the one with the person's own settings first."""
    if sys.platform == "darwin":
        return (SAY,)
    if sys.platform == "win32":
        return (SAPI,)
    return (SPEECH_DISPATCHER, ESPEAK)


def voice_for(language: str, voices: Iterable[Voice]) -> Voice | None:
    """The voice that speaks the language: exactly it, else another of the same language, else None."""
    known = list(voices)
    wanted = language.casefold()
    primary = wanted.split("-")[0]
    for tag in (*_ALSO.get(wanted, (wanted,)), wanted, primary):
        exact = next((voice for voice in known if voice.language.casefold() == tag), None)
        if exact is not None:
            return exact
    starts: Sequence[str] = _ALSO.get(primary, (primary,))
    return next((voice for voice in known if voice.language.casefold().split("-")[0] in starts), None)
