"""One sentence for each screen: what it is for. Shown where one points at its heading, and by F1."""

from __future__ import annotations

from collections.abc import Mapping

from companion.i18n.catalogs import N_

SCREENS: Mapping[str, str] = {
    "home": N_("Search everything, count a contact with one touch, and see what changed in the law or is out of date."),
    "rights": N_("What the law says in a place on a day, with its sources, and “What happens if…” for one person."),
    "services": N_("Where somebody can go: by kind, by distance and by what is open now."),
    "log": N_("Count what was done, without names. The last entry can be taken back."),
    "reports": N_("Counts that may leave the building: small groups are held back so that nobody is recognised."),
    "settings": N_("How the program looks, what the team logs and keeps, passphrases, backups and safety."),
    "update": N_("Take new law or services from a stick: who signed them is checked before anything is read."),
    "preview": N_("See how a folder of content looks and what it answers, before anybody signs it."),
    "print": N_("See the paper before it is printed, choose what stands on it, print it or show it as a code."),
    "incidents": N_("Write down that somebody’s rights were violated, without saying who they are."),
    "walk": N_("Large buttons for a walk: each tap is a contact."),
    "workshops": N_("Training sessions that can be given from this screen, with answers from the law itself."),
    "presenter": N_("What the trainer sees while the others see the wall: notes, questions and the time."),
}
