"""Colours, type, space and radius: one frozen table per theme, the palette and the style sheet made from it.

Colours stand in `resources/tokens.json` and nowhere else. Widgets ask `colour(role)`, `font(role)`, `space(n)` and
`icon_size(n)` while they are built or painted; after a change of theme, language or text size the pages are built anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from companion import files, paths
from companion.i18n import catalogs

THEMES = ("light", "dark", "hc")
_SETTING = {"light": "light", "dark": "dark", "contrast": "hc"}

# Points of the type scale and the weight of each role; at 96 dots per inch a point is 4/3 px.
TYPE: Mapping[str, tuple[float, int]] = MappingProxyType(
    {
        "caption": (10, 400),
        "label": (11, 500),
        "body": (12, 400),
        "lead": (12, 500),
        "reading": (13.5, 400),
        "h3": (14.5, 600),
        "h2": (17, 600),
        "h1": (21, 600),
        "timer": (36, 600),
        "projector": (17, 400),
        "projector_choice": (20, 600),
        "projector_question": (31, 600),
    }
)
RADIUS_TAG, RADIUS_CONTROL, RADIUS_CARD = 6, 10, 16
PAGE_MARGIN, CARD_MARGIN = 24, 20
FADE_MS, SLIDE_MS = 120, 180

_STYLE = "fusion"
_FAMILY, _ARABIC_FAMILY = "Noto Sans", "Noto Sans Arabic"
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ckb", "ps"})
_ARABIC_SCALE = 1.08
_WEIGHTS = ("Regular", "Medium", "SemiBold")


@dataclass(frozen=True)
class Theme:
    """One theme's name and colours, by role (`bg`, `accent`, `criminal_tint`, …)."""

    name: str
    colours: Mapping[str, str]

    @property
    def high_contrast(self) -> bool:
        return self.name == "hc"

    @property
    def edge(self) -> int:
        """Width of a card's or control's border, px: in high contrast the outline is all there is."""
        return 2 if self.high_contrast else 1


@dataclass(frozen=True)
class Appearance:
    """What the person chose, resolved: the theme, the size of text (1.0 to 2.0) and whether anything may move."""

    theme: Theme
    text_scale: float = 1.0
    reduced_motion: bool = False


@cache
def load(name: str) -> Theme:
    """The theme `light`, `dark` or `hc`."""
    tables = json.loads(files.read_text(paths.resources("tokens.json")))
    return Theme(name, MappingProxyType(dict(tables[name])))


_appearance: Appearance | None = None


def current() -> Appearance:
    """What is in use; the light theme until `use` was called."""
    return _appearance if _appearance is not None else Appearance(load("light"))


def use(appearance: Appearance, app: QApplication) -> None:
    """Dress the whole program: fonts, palette and style sheet."""
    from companion.ui import style_sheet

    adopt(appearance)
    if app.style().objectName() != _STYLE:  # the same style set again would dress every widget anew
        app.setStyle(_STYLE)
    load_family("NotoSans")
    app.setFont(font("body"))
    app.setPalette(palette(appearance.theme))
    app.setStyleSheet(style_sheet.generate())


def adopt(appearance: Appearance) -> None:
    """Paint in these colours from now on, without dressing widgets: enough for the doorway."""
    global _appearance
    _appearance = appearance


def at_a_glance(choice: str) -> Appearance:
    """What `resolve` would most likely say of the setting `theme`, without asking Qt's hints: their enumerations take
    longer to make than the doorway to paint."""
    if choice in _SETTING:
        return Appearance(load(_SETTING[choice]))
    return Appearance(load("dark" if QGuiApplication.palette().window().color().lightnessF() < 0.5 else "light"))


def resolve(choice: str) -> str:
    """The theme's name for the setting `theme`: what the system asks for when it is `system`."""
    if choice in _SETTING:
        return _SETTING[choice]
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    if _prefers(hints, "contrastPreference", "HighContrast"):
        return "hc"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def system_reduces_motion() -> bool:
    """Whether the system asks for less motion (Qt before 6.10 cannot say)."""
    return _prefers(QGuiApplication.styleHints(), "motionPreference", "ReducedMotion")


def _prefers(hints: object, preference: str, value: str) -> bool:
    accessibility = getattr(hints, "accessibility", None)
    answer = getattr(accessibility(), preference, None) if accessibility else None
    return bool(answer) and getattr(answer(), "name", "") == value  # type: ignore[misc]


def colour(role: str) -> QColor:
    """The colour of `role` in the theme in use; an unknown role is a mistake and fails."""
    return QColor(current().theme.colours[role])


def faded(role: str, alpha: float = 0.5) -> QColor:
    """The colour of `role`, see-through: the edge of a tint is its solid at one half."""
    shade = colour(role)
    shade.setAlphaF(1.0 if current().theme.high_contrast else alpha)
    return shade


def high_contrast() -> bool:
    """Whether the theme in use is the one for high contrast."""
    return current().theme.high_contrast


def space(pixels: int) -> int:
    """A distance, a little wider when text is larger (a quarter of the growth of the text)."""
    return round(pixels * (1 + (current().text_scale - 1) * 0.25))


def icon_size(pixels: int) -> int:
    """The side of an icon: grows by six tenths of the growth of the text."""
    return round(pixels * (1 + (current().text_scale - 1) * 0.6))


def scaled(pixels: int) -> int:
    """A length that must grow with the text it holds."""
    return round(pixels * current().text_scale)


def mixed(one: str, other: str, share: float) -> QColor:
    """The colour of one role with a share (0 to 1) of another in it; high contrast mixes nothing."""
    first, second = colour(one), colour(other)
    return first if high_contrast() else blend(first, second, share)


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """`one` with a share (0 to 1) of `other` in it."""
    return QColor.fromRgbF(
        one.redF() * (1 - share) + other.redF() * share,
        one.greenF() * (1 - share) + other.greenF() * share,
        one.blueF() * (1 - share) + other.blueF() * share,
    )


def font(role: str, *, weight: int | None = None, language: str | None = None) -> QFont:
    """The font of a type role in the size in use, for text in `language` (the interface's by default)."""
    points, usual = TYPE[role]
    arabic = (language or catalogs.language()).split("-")[0] in _ARABIC_SCRIPT
    if arabic:
        load_family("NotoSansArabic")
    made = QFont()
    made.setFamilies([_ARABIC_FAMILY, _FAMILY] if arabic else [_FAMILY, _ARABIC_FAMILY])
    made.setPixelSize(round(points * 4 / 3 * current().text_scale * (_ARABIC_SCALE if arabic else 1)))
    made.setWeight(QFont.Weight(weight or usual))
    return made


def load_fonts() -> None:
    """Register the bundled fonts: what shows does not hang on what is installed."""
    for family in ("NotoSans", "NotoSansArabic"):
        load_family(family)


@cache
def load_family(family: str) -> None:
    """Register the weights of one bundled family, once per process."""
    for weight in _WEIGHTS:
        data = files.read_bytes(paths.resources("fonts", f"{family}-{weight}.ttf"), limit=4 * 1024 * 1024)
        QFontDatabase.addApplicationFontFromData(data)


def palette(theme: Theme) -> QPalette:
    """Qt's palette for what it draws itself: selections, placeholders, menus, tooltips."""
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "well",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "text3",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "onaccent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "link",
        QPalette.ColorRole.LinkVisited: "link",
    }
    made = QPalette()
    for role, token in roles.items():
        made.setColor(role, QColor(theme.colours[token]))
    return made
