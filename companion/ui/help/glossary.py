"""What the words of the screens mean, in plain sentences. A word may name the screens on which it is met."""

from __future__ import annotations

from dataclasses import dataclass

from companion.i18n.catalogs import N_


@dataclass(frozen=True)
class Word:
    """A word as the screens write it, what it means here, and the screens where it is met first."""

    key: str
    word: str
    meaning: str
    screens: tuple[str, ...] = ()


WORDS = (
    Word(
        "backup",
        N_("Backup"),
        N_("A copy of the vault on another disk or stick. It opens with the passphrase of the day it was made."),
        ("settings",),
    ),
    Word(
        "bundle",
        N_("Bundle"),
        N_("A sealed file with one laptop’s counts, which only the team’s coordinator can open."),
        ("reports", "log"),
    ),
    Word(
        "consumption-room",
        N_("Consumption room"),
        N_("A place where people use drugs they brought with them, with somebody there who helps in an overdose."),
        ("rights", "services"),
    ),
    Word(
        "contact",
        N_("Contact"),
        N_("One meeting with somebody: what was given and talked about, never who it was."),
        ("log", "home", "walk"),
    ),
    Word(
        "pack",
        N_("Content pack"),
        N_("A signed file with law or services. The program takes it in only from those the team trusts."),
        ("update", "settings"),
    ),
    Word(
        "decriminalised",
        N_("Decriminalised"),
        N_("No longer a crime. It can still be forbidden, and a fine or another measure can follow."),
        ("rights",),
    ),
    Word(
        "disclosure",
        N_("Disclosure control"),
        N_("What is done so that nobody can be recognised in a table: small numbers are left out, and so are others "
           "from which they could be worked out."),
        ("reports",),
    ),
    Word(
        "diversion",
        N_("Diversion"),
        N_("Instead of a court or a punishment, somebody is sent to a health or social body."),
        ("rights",),
    ),
    Word(
        "in-force",
        N_("In force"),
        N_("A rule is in force from the day it starts to hold until the day it ends. It can be passed long before."),
        ("rights",),
    ),
    Word(
        "incident",
        N_("Incident"),
        N_("Something that violated somebody’s rights, such as a search without a reason or needles taken away."),
        ("incidents", "log"),
    ),
    Word(
        "indicator",
        N_("Indicator"),
        N_("A figure that funders ask for in the same way everywhere, such as how many needles were given out."),
        ("reports",),
    ),
    Word(
        "jurisdiction",
        N_("Jurisdiction"),
        N_("A place with its own law: a country, or a state or province that decides some things itself."),
        ("rights",),
    ),
    Word(
        "key-slot",
        N_("Key slot"),
        N_("The place in the vault for one passphrase. There are eight; taking one away leaves the others."),
        ("settings",),
    ),
    Word(
        "kiosk",
        N_("Kiosk"),
        N_("A shared screen for visitors. It knows the law and the services and cannot open the log."),
        ("settings",),
    ),
    Word(
        "naloxone",
        N_("Naloxone"),
        N_("A medicine that can bring somebody back from an overdose of heroin or other opioids. It wears off: call "
           "for help and stay."),
        ("log", "home", "services", "walk"),
    ),
    Word(
        "outcome",
        N_("Outcome"),
        N_("What can follow in law: no offence, tolerated, a fine or other measure, sent to a health or social body, "
           "a crime, it depends, or not covered here."),
        ("rights",),
    ),
    Word(
        "recovery-sheet",
        N_("Recovery sheet"),
        N_("Words on paper that open the vault once when a passphrase is forgotten. Whoever has them can open it."),
        ("settings",),
    ),
    Word(
        "referral",
        N_("Referral"),
        N_("Telling somebody of a service, or going there with them."),
        ("log", "services"),
    ),
    Word(
        "review-date",
        N_("Review date"),
        N_("The day by which somebody should look whether a statement still holds. After it, check before you rely "
           "on it."),
        ("rights", "home"),
    ),
    Word(
        "source",
        N_("Source"),
        N_("The law, judgment or guideline that a statement was taken from. It is named beside the statement."),
        ("rights", "preview"),
    ),
    Word(
        "tally",
        N_("Tally"),
        N_("The day’s count so far: strokes that grow with each contact."),
        ("log", "home"),
    ),
    Word(
        "threshold",
        N_("Threshold"),
        N_("An amount named in law. Above it, something else can follow than below it."),
        ("rights",),
    ),
    Word(
        "vault",
        N_("Vault"),
        N_("The encrypted folder that holds everything the program keeps."),
        ("settings",),
    ),
)  # fmt: skip
