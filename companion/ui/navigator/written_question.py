"""What somebody types into a search box, read as a question: "0.8 g heroin", "heroína 800 mg", "2 comprimidos mdma"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.errors import Problem
from companion.i18n.catalogs import N_, tr
from companion.i18n.folding import fold
from companion.rights.amounts import ASKED_UNITS, Amount, amount_of
from companion.rights.substances import Match, Substances

# How people write units; counted things in English and in the interface's language (`unit_word`).
_WRITTEN = {
    "g": ("g", "gr", "gram", "grams", "gramme", "grammes", "grama", "gramas"),
    "mg": ("mg", "milligram", "milligrams"),
    "ug": ("ug", "µg", "μg", "mcg", "microgram", "micrograms"),
    "kg": ("kg", "kilo", "kilos"),
    "ml": ("ml", "millilitre", "millilitres"),
    "oz": ("oz", "ounce", "ounces"),
    "tablet": ("tablet", "tablets", "pill", "pills", "comprimido", "comprimidos"),
    "blotter": ("blotter", "blotters"),
    "plant": ("plant", "plants", "planta", "plantas"),
    "dose": ("dose", "doses"),
}
_UNIT_OF = {fold(word): unit for unit, words in _WRITTEN.items() for word in words}
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,7}(?:[.,]\d{1,6})?)\s*([^\W\d_]+)?", re.UNICODE)
UNIT_WORDS = {
    "g": N_("g"),
    "mg": N_("mg"),
    "ug": N_("µg"),
    "kg": N_("kg"),
    "ml": N_("ml"),
    "oz": N_("oz"),
    "tablet": N_("tablets"),
    "blotter": N_("blotters"),
    "plant": N_("plants"),
    "dose": N_("doses"),
}


def unit_word(unit: str) -> str:
    """The unit beside a number field."""
    return tr(UNIT_WORDS[unit])


@dataclass(frozen=True)
class Written:
    """What was understood: an amount, if there is one, and the words that are left over."""

    amount: Amount | None
    words: str


def read(text: str) -> Written:
    """Take the first number with a unit out of the text; a number without one is left alone."""
    for match in _NUMBER.finditer(text):
        unit = _UNIT_OF.get(fold(match.group(2) or ""))
        if unit is None or unit not in ASKED_UNITS or not float(match.group(1).replace(",", ".")):
            continue
        words = f"{text[: match.start()]} {text[match.end() :]}"
        kept = [word for word in words.split() if fold(word) not in ("of", "de")]
        try:
            return Written(amount_of(match.group(1), unit), " ".join(kept))
        except Problem:  # out of all bounds, or one that can be read as two: nothing is guessed
            continue
    return Written(None, text.strip())


def substances_for(substances: Substances, words: str, language: str, limit: int = 3) -> list[Match]:
    """The substances those words mean: those of exactly that name, else those whose names begin so."""
    if len(words) < 2:
        return [match for match in substances.search(words, language) if match.exact] if words else []
    found = substances.search(words, language)
    exact = [match for match in found if match.exact]
    return (exact or found)[:limit]
