"""What an editor writes into the skeleton of a place: each line that asks for something, and the answer."""

from __future__ import annotations

from pathlib import Path

ANSWERS: dict[str, list[tuple[str, str]]] = {
    "jurisdiction.toml": [
        ('name = ""', 'name = "Example Land"'),
        ('emergency_number = ""', 'emergency_number = "112"'),
        ('summary = ""', 'summary = "No. A small amount for your own use brings a fine."'),
        ('summary_outcome = "?"', 'summary_outcome = "administrative"'),
        ('model = "?"', 'model = "decriminalised_administrative"'),
    ],
    "sources.toml": [
        ('title = ""', 'title = "Example Act"'),
        ('title_en = ""', 'title_en = "Example Act"'),
        ('address = ""', 'address = "example.invalid/act"'),
    ],
    "rules.toml": [
        ('title = ""', 'title = "a small amount"'),
        ('basis = "?"', 'basis = "gross"'),
        ('up_to = ""', 'up_to = "1 g"'),
        ('outcome = "?"', 'outcome = "administrative"'),
        ('outcome = "?"', 'outcome = "criminal"'),
    ],
    "texts.toml": [
        ('headline = ""', 'headline = "A fine, not a crime."'),
        ('text = ""', 'text = "Up to {limit:small.heroin} of heroin brings a fine."'),
        ('headline = ""', 'headline = "This is a crime."'),
        ('text = ""', 'text = "A court decides."'),
        ('when = ""', 'when = "At once"'),
        ('text = ""', 'text = "The drug is taken. A letter comes."'),
    ],
    "cases.toml": [
        ('amount = ""', 'amount = "1 g"'),
        ('outcome = "?"', 'outcome = "administrative"'),
        ('outcome = "?"', 'outcome = "criminal"'),
    ],
}


def fill(place: Path) -> None:
    """Fill in every line of the skeleton in `place`."""
    for name, rows in ANSWERS.items():
        path = place / name
        text = path.read_text(encoding="utf-8")
        for blank, answer in rows:
            assert blank in text, (name, blank)
            text = text.replace(blank, answer, 1)
        path.write_text(text, encoding="utf-8")
    for path in sorted((place / "topics").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        text = text.replace('summary = ""', 'summary = "You can ask for help."')
        path.write_text(text.replace('text = ""', 'text = "You can say no. Ask why."'), encoding="utf-8")
