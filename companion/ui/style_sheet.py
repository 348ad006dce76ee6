"""The one generated style sheet: fields, menus, lists, scroll bars and the ink of labels.

What Qt's style sheets cannot draw (banner, bars, steps, chips, tags, focus ring) is painted by the widgets.
"""

from __future__ import annotations

from companion.ui import theme

_INKS = (
    *("text", "text2", "text3", "accent", "link", "onaccent", "railtext", "lamp", "archink", "onsignal"),
    *("ok", "okink", "warnink", "err", "errink", "no_offence_ink", "tolerated_ink", "administrative_ink"),
    *("diversion_ink", "criminal_ink", "depends_ink", "not_covered_ink"),
)

_TEMPLATE = """
QWidget#page, QWidget#window {{ background: {bg}; }}
QScrollArea, QScrollArea > QWidget#qt_scrollarea_viewport {{ background: transparent; border: none; }}
QLineEdit, QPlainTextEdit {{
    background: transparent; border: none; color: {text}; padding: 0;
    selection-background-color: {accent}; selection-color: {onaccent}; lineedit-password-character: 8226;
}}
QListView {{
    background: {surface}; color: {text}; border: none; outline: none; padding: {small}px;
}}
QListView::item {{ padding: {pad}px; border-radius: {tag}px; color: {text}; }}
QListView::item:hover {{ background: {well}; color: {text}; }}
QListView::item:selected {{ background: {chosen}; color: {onchosen}; }}
QMenu {{ background: {surface}; color: {text}; border: {edge}px solid {control}; padding: {small}px; }}
QMenu::item {{ padding: {pad}px {wide}px; border-radius: {tag}px; }}
QMenu::item:selected {{ background: {chosen}; color: {onchosen}; }}
QToolTip {{ background: {surface}; color: {text}; border: {edge}px solid {control}; padding: {small}px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; border: none; }}
QScrollBar::handle:vertical {{ background: {control}; min-height: 40px; border-radius: 3px; margin: 2px 3px; }}
QScrollBar::handle:horizontal {{ background: {control}; min-width: 40px; border-radius: 3px; margin: 3px 2px; }}
QScrollBar::handle:hover {{ background: {text2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QCalendarWidget QWidget {{ background: {surface}; color: {text}; alternate-background-color: {surface}; }}
QCalendarWidget QAbstractItemView {{
    selection-background-color: {accent}; selection-color: {onaccent}; outline: none; border: none;
}}
QCalendarWidget QAbstractItemView:disabled {{ color: {text3}; }}
QCalendarWidget QToolButton {{
    background: transparent; color: {text}; border: none; border-radius: {tag}px; padding: {small}px;
}}
QCalendarWidget QToolButton:hover {{ background: {well}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; width: 0; }}
QCalendarWidget QSpinBox {{ background: {surface}; color: {text}; border: none; }}
"""


def generate() -> str:
    """The style sheet for the appearance in use."""
    look = theme.current()
    colours = look.theme.colours
    inverted = look.theme.high_contrast
    sheet = _TEMPLATE.format(
        **colours,
        small=theme.space(4),
        pad=theme.space(8),
        wide=theme.space(16),
        tag=theme.RADIUS_TAG,
        edge=look.theme.edge,
        chosen=colours["accent"] if inverted else colours["soft"],
        onchosen=colours["onaccent"] if inverted else colours["text"],
    )
    inks = "\n".join(f'QLabel[ink="{ink}"] {{ color: {colours[ink]}; background: transparent; }}' for ink in _INKS)
    return sheet + inks
