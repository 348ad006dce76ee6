"""Colours can be told apart, fonts are the bundled ones, everything grows with the text, icons follow the theme."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QPalette

from companion import paths
from companion.ui import icons, kept_alive, theme
from companion.vocabulary import Outcome
from tests.ui.stage import Stage

# ink, ground, least ratio (WCAG 2: 4.5 for text, 3 for what is not text)
PAIRS = [
    *[
        (ink, ground, 4.5)
        for ink in ("text", "text2", "text3", "accent", "link")
        for ground in ("bg", "surface", "well")
    ],
    *[("onaccent", ground, 4.5) for ground in ("accent", "accent2")],
    *[(f"{kind}ink", f"{kind}tint", 7.0) for kind in ("ok", "warn", "err")],
    *[("control", ground, 3.0) for ground in ("bg", "surface")],
    *[("focus", ground, 3.0) for ground in ("bg", "surface", "soft")],
    ("accent", "soft", 4.5),
    ("text", "soft", 7.0),
    ("railtext", "rail", 7.0),
    ("onsignal", "signal", 4.5),
    ("archink", "arch", 4.5),
    *[(f"{outcome}_ink", f"{outcome}_tint", 8.4) for outcome in Outcome],
    *[(outcome.value, "surface", 3.0) for outcome in Outcome],
    *[(f"{outcome}_on", outcome.value, 4.5) for outcome in Outcome if outcome != "not_covered"],
]


def luminance(colour: QColor) -> float:
    """Relative luminance by WCAG 2."""

    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: str, other: str) -> float:
    """The WCAG 2 ratio of two roles of the theme in use."""
    lighter, darker = sorted((luminance(theme.colour(one)), luminance(theme.colour(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", theme.THEMES)
def test_ink_stands_out_from_its_ground(name: str, stage: Stage) -> None:
    stage.dress(theme_name=name)
    weak = [
        f"{one} on {other}: {contrast(one, other):.1f}" for one, other, least in PAIRS if contrast(one, other) < least
    ]
    assert weak == []


def test_black_on_white_is_twenty_one() -> None:
    assert round((luminance(QColor("white")) + 0.05) / (luminance(QColor("black")) + 0.05)) == 21


def test_the_three_themes_have_the_same_roles() -> None:
    light, *others = (set(theme.load(name).colours) for name in theme.THEMES)
    assert all(roles == light for roles in others)


def test_an_unknown_role_fails(stage: Stage) -> None:
    with pytest.raises(KeyError):
        theme.colour("no such role")


def test_the_palette_follows_the_theme(stage: Stage) -> None:
    stage.dress(theme_name="dark")
    assert stage.app.palette().color(QPalette.ColorRole.Window) == theme.colour("bg")
    assert stage.app.palette().color(QPalette.ColorRole.Highlight) == theme.colour("accent")


def test_fonts_are_the_bundled_ones(stage: Stage) -> None:
    for weight in (400, 500, 600):
        assert QFontInfo(theme.font("body", weight=weight)).family() == "Noto Sans"
    arabic = theme.font("body", language="ar")
    assert arabic.families()[0] == "Noto Sans Arabic"
    assert arabic.pixelSize() > theme.font("body", language="en").pixelSize()
    assert paths.resources("fonts", "OFL.txt").is_file()


def test_everything_grows_with_the_text(stage: Stage) -> None:
    usual = [theme.font("body").pixelSize(), theme.icon_size(24), theme.space(24), theme.scaled(100)]
    stage.dress(text_scale=2.0)
    large = [theme.font("body").pixelSize(), theme.icon_size(24), theme.space(24), theme.scaled(100)]
    assert usual == [16, 24, 24, 100]
    assert large == [32, 38, 30, 200]


@pytest.mark.parametrize(("setting", "expected"), [("light", "light"), ("dark", "dark"), ("contrast", "hc")])
def test_a_chosen_theme_is_taken(setting: str, expected: str, stage: Stage) -> None:
    assert theme.resolve(setting) == expected


def test_otherwise_the_system_decides(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return Qt.ColorScheme.Dark

    class Contrast:
        def contrastPreference(self) -> object:
            return type("Preference", (), {"name": "HighContrast", "__bool__": lambda self: True})()

        def motionPreference(self) -> object:
            return type("Preference", (), {"name": "ReducedMotion", "__bool__": lambda self: True})()

    monkeypatch.setattr(QGuiApplication, "styleHints", Hints)
    assert theme.resolve("system") == "dark"
    assert not theme.system_reduces_motion()
    monkeypatch.setattr(Hints, "accessibility", lambda self: Contrast(), raising=False)
    assert theme.resolve("system") == "hc"
    assert theme.system_reduces_motion()


def test_mixing_stands_between_two_colours(stage: Stage) -> None:
    mixed = theme.mixed("accent", "surface", 0.5)
    assert luminance(theme.colour("accent")) < luminance(mixed) < luminance(theme.colour("surface"))
    stage.dress(theme_name="hc")
    assert theme.mixed("accent", "surface", 0.5) == theme.colour("accent")


def names_of_icons() -> list[str]:
    return sorted(path.stem for path in Path(paths.resources("icons")).glob("*.svg"))


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_icon_shows_something_in_every_theme(name: str, stage: Stage) -> None:
    stage.dress(theme_name=name)
    blank = [
        icon
        for icon in names_of_icons()
        if not icon.startswith("outcome_") and icons.pixmap(icon, "text", 24).toImage().isNull()
    ]
    assert blank == []
    for outcome in Outcome:
        seen = icons.outcome_pixmap(outcome, 32).toImage()
        assert {seen.pixelColor(x, 16).alpha() for x in range(32)} != {0}


def test_icons_take_the_colour_of_their_role(stage: Stage) -> None:
    def ink(role: str) -> QColor:
        return icons.pixmap("play", role, 24, ratio=1).toImage().pixelColor(11, 12)

    assert ink("accent") == theme.colour("accent")
    stage.dress(theme_name="dark")
    assert ink("accent") == theme.colour("accent")


def test_only_what_points_somewhere_is_mirrored(stage: Stage) -> None:
    def turned(name: str) -> bool:
        usual = icons.pixmap(name, "text", 24, ratio=1, mirror=False).toImage()
        return icons.pixmap(name, "text", 24, ratio=1, mirror=True).toImage() != usual

    assert all(turned(name) for name in ("arrow", "back", "exit", "undo", "turn", "speaker"))
    assert not any(turned(name) for name in ("clock", "check", "play", "pause", "tally", "key", "search"))


def test_pictures_are_sharp_on_dense_screens(stage: Stage) -> None:
    picture = icons.pixmap("home", "text", 20, ratio=2.0)
    assert picture.width() == 40
    assert picture.devicePixelRatio() == 2.0


@pytest.mark.skipif(not kept_alive.needed(), reason="this Python never lets None go, or this PySide6 counts it")
def test_none_outlives_what_pyside_takes_from_it() -> None:
    kept_alive.keep()
    before = sys.getrefcount(None)
    kept_alive.keep()
    assert before > 1 << 30
    assert abs(sys.getrefcount(None) - before) < 1000
