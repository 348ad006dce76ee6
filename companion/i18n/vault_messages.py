"""What a person reads when something goes wrong with who opens the vault, its sheets of paper, copies and end.

The vault's other sentences stand in `messages`, beside those of the other rooms.
"""

from __future__ import annotations

from companion.i18n.catalogs import N_
from companion.i18n.message import Message

VAULT_MESSAGES: dict[str, Message] = {
    "words.unknown": Message(
        N_("Word %(place)s is not on the list of words."),
        N_("Each word is one of 2,048 plain English words; its first four letters are enough."),
        N_("Compare this word with the paper, letter by letter."),
    ),
    "words.count": Message(
        N_("These are %(given)s words; %(wanted)s are needed."),
        N_("A word is missing, or one too many was typed."),
        N_("Compare the words with the paper, one by one."),
    ),
    "words.check": Message(
        N_("These words do not belong together."),
        N_("Each is on the list, but at least one is not the right one, or two changed places."),
        N_("Compare the words with the paper, one by one."),
    ),
    "vault.slot_taken": Message(
        N_("This passphrase opens the vault already."),
        N_("Two people, or a person and a kiosk, must not share one."),
        N_("Choose another passphrase."),
    ),
    "vault.nothing_handed_over": Message(
        N_("The kiosk has to be opened again."),
        N_("The key could not be handed on after the last visitor."),
        N_("Type the kiosk’s passphrase."),
    ),
    "vault.slots_full": Message(
        N_("There is no room for another passphrase."),
        N_("A vault has %(slots)s places for passphrases, sheets and kiosks, and all are taken."),
        N_("Take one away that nobody needs any more."),
    ),
    "vault.slot_own": Message(
        N_("You are using this passphrase yourself."),
        N_("Somebody must always be able to open the vault."),
        N_("Change it instead, or let another person take it away."),
    ),
    "vault.slot_gone": Message(
        N_("This passphrase is not there any more."),
        N_("Somebody has taken it away in the meantime."),
        N_("Open the page again."),
    ),
    "vault.slot_not_yours": Message(
        N_("This passphrase may not decide who opens the vault."),
        N_("A kiosk’s passphrase opens the directory and the law, nothing else."),
        N_("Type the passphrase of a worker."),
    ),
    "vault.slot_label": Message(
        N_("Say in a few words whose passphrase it is."),
        N_("A word for the team, such as “night shift”, of at most %(most)s letters. It need not be a name."),
        N_("Type a word or two."),
    ),
    "recovery.one_more": Message(
        N_("One more sheet is needed."),
        N_("These words are one of three sheets; any two together open the vault."),
        N_("Type the words of another sheet as well."),
    ),
    "recovery.same_sheet": Message(
        N_("This is the same sheet twice."),
        N_("Two different sheets are needed."),
        N_("Type the words of another sheet."),
    ),
    "recovery.other_set": Message(
        N_("These two sheets do not belong together."),
        N_("They were printed at different times or for different vaults."),
        N_("Look for the sheets that were printed on the same day."),
    ),
    "recovery.opens_nothing": Message(
        N_("This sheet does not open the vault."),
        N_("It was used, cancelled or replaced by a newer one, or it belongs to another vault."),
        N_("Look for a newer sheet, or bring back a backup from the time of this one."),
    ),
    "vault.wrong_passphrase_left": Message(
        N_("This passphrase does not open the vault."),
        N_("Wrong tries left before the keys are destroyed: %(left)s."),
        N_("Check the keyboard’s language and Caps Lock, and type it again."),
    ),
    "vault.destroyed": Message(
        N_("The keys of this vault are destroyed."),
        N_("There were too many wrong passphrases in a row, and the team had turned this on."),
        N_("Restore a backup, or set up a new vault."),
    ),
    "network.refused": Message(
        N_("A connection to a network was refused."),
        N_("Something in the program asked for one. It opens none, ever."),
        N_("Tell the people who make the program."),
    ),
}
