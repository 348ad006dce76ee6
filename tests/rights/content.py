"""A small sound place to build tests on, and a way to change one thing in it. Its law is invented."""

from __future__ import annotations

from pathlib import Path

JURISDICTION = """
id = "xa"
name = "Example Land"
languages = ["en"]
client_languages = ["fr"]
emergency_number = "000"
as_of = 2026-01-01
review_by = 2027-01-01
review = { state = "draft", on = 2026-01-01 }
summary = "No. A small amount for your own use brings a fine."
summary_outcome = "administrative"
summary_sources = ["act: s. 1"]

[[model]]
from = 2000-01-01
until = 2020-01-01
model = "criminalised"
sources = ["act"]

[[model]]
from = 2020-01-01
model = "decriminalised_administrative"
note = "For everybody."
sources = ["act"]

[[change]]
id = "fine"
on = 2020-01-01
title = "A fine, not a crime"
summary = "Small amounts bring a fine."
direction = "milder"
before = "criminal"
after = "administrative"
sources = ["act"]

[[doubt]]
id = "practice"
text = "What police do in practice is not known."
rules = ["small"]
topics = ["stopped"]

[[body]]
id = "ombudsman"
kind = "complaint"
name = "Example Ombudsman"
web = "ombudsman.example"
sources = ["act"]
"""

SOURCES = """
[[source]]
id = "act"
title = "Example Act"
address = "example.invalid/act"
date = 2025-06-01
kind = "law"
"""

RULES = """
[groups]
hard = ["heroin", "cocaine"]

[[limit]]
id = "small"
title = "a small amount"
from = 2020-01-01
basis = "gross"
sources = ["act: s. 2"]
not_a_permission = true
[limit.of]
heroin = { up_to = "1 g" }
cocaine = { under = "2 g" }

[[rule]]
id = "before"
from = 2000-01-01
until = 2020-01-01
sources = ["act"]
act = ["possess"]
substance = ["hard"]
outcome = "criminal"
because = "crime"

[[rule]]
id = "small"
from = 2020-01-01
sources = ["act: s. 1"]
act = ["possess"]
substance = ["hard"]
within = "small"
outcome = "administrative"
because = "fine"
steps = ["notice"]
refuse = ["search"]
sanctions = ["fine"]
warnings = ["strong"]
topics = ["stopped"]

[[rule]]
id = "large"
from = 2020-01-01
sources = ["act: s. 1"]
act = ["possess"]
substance = ["hard"]
beyond = "small"
outcome = "criminal"
because = "crime"
"""

TEXTS = """
[because.fine]
headline = "A fine, not a crime."
text = "Up to {limit:small.heroin} of heroin brings a fine."
[because.crime]
headline = "This is a crime."
text = "A court decides."
[step.notice]
when = "Within 8 days"
text = "A letter comes. You may object within 8 days."
deadline_days = 8
sources = ["act: s. 3"]
[refuse.search]
text = "Consent to a search"
[sanction.fine]
text = "A fine of up to 50 coins."
sources = ["act: s. 4"]
[warning.strong]
text = "Strong drugs weigh less."
[label.prosecutor]
text = "the prosecutor"
[label.yes]
text = "Shown for own use"
[label.no]
text = "Not shown"
"""

TOPIC = """
id = "{id}"
order = {order}
icon = "shield"
title = "{title}"
summary = "Police may stop you. Call {{emergency}} if you need help."
sources = ["act"]
keywords = ["stop"]

[[section]]
id = "what"
heading = "What they do"
text = \"\"\"
They ask who you are.

- They may look in your bag.
\"\"\"
sources = ["act: s. 5"]
"""

CASES = """
[[case]]
note = "on the line"
substance = "heroin"
amount = "1 g"
on = 2025-01-01
expect = { outcome = "administrative", relation = "at" }
"""

FRENCH = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: fr\n"

msgctxt "topic.stopped.title"
msgid "Stopped"
msgstr "Contrôle"

msgctxt "step.notice.text"
msgid "A letter comes. You may object within 8 days."
msgstr "Une lettre arrive. Vous avez 8 jours pour contester."
"""

SUBSTANCES = """
ambiguous = ["snow"]

[[substance]]
id = "heroin"
units = ["g", "mg"]
[substance.name]
en = "Heroin"
fr = "Héroïne"
[substance.also]
en = ["smack", "snow"]

[[substance]]
id = "cocaine"
units = ["g"]
[substance.name]
en = "Cocaine"
[substance.also]
en = ["snow"]

[[substance]]
id = "khat"
units = ["g"]
[substance.name]
en = "Khat"
"""

TOPICS = {
    "answer": "The short answer",
    "stopped": "Stopped",
    "overdose": "Overdose",
    "how-much": "How much",
    "sanctions": "What can follow",
    "help": "Help",
}


def files() -> dict[str, str]:
    """The texts of a sound folder, by path."""
    topics = {
        f"xa/topics/{name}.toml": TOPIC.format(id=name, order=order, title=title)
        for order, (name, title) in enumerate(TOPICS.items())
    }
    return {
        "substances.toml": SUBSTANCES,
        "xa/jurisdiction.toml": JURISDICTION,
        "xa/sources.toml": SOURCES,
        "xa/rules.toml": RULES,
        "xa/texts.toml": TEXTS,
        "xa/cases.toml": CASES,
        "xa/po/fr.po": FRENCH,
        **topics,
    }


def write(root: Path, changed: dict[str, str] | None = None) -> Path:
    """Write a sound folder into `root`, with the files in `changed` in place of its own (`None`-like "" leaves one
    out)."""
    for name, text in {**files(), **(changed or {})}.items():
        if text:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return root


def rules(*extra: str, instead: bool = False) -> dict[str, str]:
    """The folder's rules with more rules after them (or only those)."""
    return {
        "xa/rules.toml": ("" if instead else RULES) + "\n".join(extra),
        **({"xa/cases.toml": ""} if instead else {}),
    }
