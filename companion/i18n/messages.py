"""What a person reads when something goes wrong: for each code a title, an explanation and what to do next.

Screens and the command line show the same sentences. Facts of the `Problem` fill the placeholders.
"""

from __future__ import annotations

from dataclasses import dataclass

from companion.errors import Problem
from companion.i18n.catalogs import N_, tr


@dataclass(frozen=True)
class Message:
    """Three whole sentences: what happened, why or where, and what to do."""

    title: str
    explanation: str
    next_step: str


def explain(problem: Problem) -> Message:
    """The message of `problem` in the language in use."""
    message = MESSAGES[problem.code]
    facts = {key: "" if value is None else value for key, value in problem.facts.items()}
    return Message(tr(message.title, **facts), tr(message.explanation, **facts), tr(message.next_step, **facts))


MESSAGES: dict[str, Message] = {
    # files
    "file.missing": Message(
        N_("“%(file)s” is not there."),
        N_("The file or folder was moved, renamed or never existed."),
        N_("Check the name, or choose another file."),
    ),
    "file.too_large": Message(
        N_("“%(file)s” is too large."),
        N_("Files over %(limit)s bytes are not read, so that a wrong file cannot stop the program."),
        N_("Check that it is the right file, or split it."),
    ),
    "file.not_utf8": Message(
        N_("“%(file)s” is not written as UTF-8 text."),
        N_("The first place that cannot be read is byte %(byte)s."),
        N_("Save it again as “UTF-8” in the program it comes from."),
    ),
    "file.disk_full": Message(
        N_("The disk is full."),
        N_("“%(file)s” could not be written. What was there before is unchanged."),
        N_("Free some space and try again."),
    ),
    "file.read_only": Message(
        N_("This disk or stick cannot be written to."),
        N_("“%(file)s” could not be written because the place is read-only. Nothing was changed."),
        N_("Unlock the stick’s switch, or choose another place."),
    ),
    "file.not_allowed": Message(
        N_("The system does not allow that."),
        N_("“%(file)s” belongs to another user or is protected. Nothing was changed."),
        N_("Choose a place in your own folder."),
    ),
    "file.is_folder": Message(
        N_("“%(file)s” is a folder."),
        N_("A file was expected here."),
        N_("Choose a file in it."),
    ),
    "file.in_the_way": Message(
        N_("“%(file)s” exists already."),
        N_("Nothing was overwritten."),
        N_("Choose another name or place."),
    ),
    "file.failed": Message(
        N_("“%(file)s” could not be read or written."),
        N_("The disk or stick reported a fault. What was there before is unchanged."),
        N_("Check the disk or stick and try again."),
    ),
}
