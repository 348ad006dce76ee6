"""What a person reads when a content pack is refused: each rule has a sentence of its own."""

from __future__ import annotations

from companion.i18n.catalogs import N_
from companion.i18n.message import Message

_UNCHANGED = N_("Nothing was changed. Ask whoever gave you the pack for a new one.")
_ASK_SIGNER = N_("Nothing was changed. Ask whoever made the pack to build it again.")
_DAMAGED = N_("Nothing was changed. Copy the pack onto the stick again, or ask for a new one.")
_WARY = N_("Nothing was changed. Do not use this pack, and tell the team that it claims to come from.")

PACK_MESSAGES: dict[str, Message] = {
    # the file
    "packs.not_a_pack": Message(
        N_("This is not a content pack."),
        N_("A content pack begins with the words “companion-pack”. This file is something else, or was cut short."),
        N_("Choose a file that ends in “.companionpack”."),
    ),
    "packs.format_unknown": Message(
        N_("This pack is written in a newer form."),
        N_("Its form is number %(format)s; this version of the program reads number 1."),
        N_("Install a newer version of the program first."),
    ),
    "packs.too_large": Message(
        N_("This file is too large for a content pack."),
        N_("Packs of more than %(limit)s megabytes are not read."),
        _UNCHANGED,
    ),
    "packs.nothing_in_it": Message(
        N_("There is nothing in “%(file)s” that a pack could hold."),
        N_("A pack holds places, translations, services or workshops."),
        N_("Choose the folder that has “pack.toml” and the folders of the places in it."),
    ),
    # who signed it
    "packs.unsigned": Message(
        N_("Nobody has signed this pack."),
        N_("Without a signature there is no telling who made it, or if somebody changed it on the way."),
        N_("Nothing was changed. Ask whoever made it to sign it."),
    ),
    "packs.signature_unreadable": Message(
        N_("The signature of this pack cannot be read."),
        N_("A signature is four lines of text in the form of minisign. These lines are not."),
        _DAMAGED,
    ),
    "packs.signature_legacy": Message(
        N_("This pack is signed in the old way."),
        N_("Old signatures of minisign can be moved from one text to another, so they do not count here."),
        N_("Nothing was changed. Ask the signer to sign it with a current minisign, or with “companion content sign”."),
    ),
    "packs.signature_wrong": Message(
        N_("Somebody or something changed this pack after it was signed."),
        N_("The signature of “%(signer)s” does not fit what is in the file."),
        _WARY,
    ),
    "packs.comment_changed": Message(
        N_("The note in this pack’s signature was changed."),
        N_("“%(signer)s” signed the pack, but not this note."),
        _WARY,
    ),
    "packs.unknown_signer": Message(
        N_("You do not trust whoever signed this pack."),
        N_("It is signed with the key %(key)s, and your vault has no such key."),
        N_("If you know them, add their key under Settings, Content and trust, and compare its words with them first."),
    ),
    "packs.key_expired": Message(
        N_("The key that signed this pack has expired."),
        N_("The key of “%(signer)s” counted until %(until)s."),
        N_("Nothing was changed. Ask them for their new key, and for a pack signed with it."),
    ),
    "packs.key_revoked": Message(
        N_("The key that signed this pack was called back."),
        N_("The key of “%(signer)s” no longer counts since %(on)s. Somebody else may have it."),
        _WARY,
    ),
    "packs.wrong_namespace": Message(
        N_("This signer may not speak in that name."),
        N_("The pack says that it comes from “%(namespace)s”. “%(signer)s” may sign for “%(allowed)s” only."),
        _WARY,
    ),
    "packs.signer_may_not_kind": Message(
        N_("This signer may not change that."),
        N_("“%(signer)s” may not sign %(kind)s in your vault."),
        N_("If they should, change what their key may do under Settings, Content and trust."),
    ),
    "packs.signer_may_not_place": Message(
        N_("This signer may not change the law of that place."),
        N_("“%(signer)s” may not sign for “%(place)s” in your vault."),
        N_("If they should, change what their key may do under Settings, Content and trust."),
    ),
    "packs.second_signature_needed": Message(
        N_("This pack needs a second signature."),
        N_("Your vault takes a change of the law only if two keys that you trust have signed it."),
        N_("Nothing was changed. Ask for the pack with both signatures."),
    ),
    "packs.key_unreadable": Message(
        N_("This is not a key."),
        N_("A key is 24 words, or a line of 56 letters that begins with RW, or a key file of minisign."),
        N_("Copy or type it again, whole."),
    ),
    "packs.key_wrong_passphrase": Message(
        N_("This passphrase does not open the signing key."),
        N_("Capital letters, spaces and the keyboard layout all count."),
        N_("Check the keyboard’s language and Caps Lock, and type it again."),
    ),
    "packs.key_known": Message(
        N_("Your vault has this key already."),
        N_("It stands there as “%(signer)s”."),
        N_("Take it off the list first if you want to trust it for something else."),
    ),
    "packs.no_such_key": Message(
        N_("Your vault has no such key."),
        N_("No trusted key is called “%(key)s”."),
        N_("Look at the list of keys under Settings, Content and trust."),
    ),
    "packs.key_needed": Message(
        N_("A pack needs a key to be signed with."),
        N_("Give either your key with “--key”, or say that it is to stay unsigned or whose signature it gets."),
        N_("Look at “companion content build --help” and “companion content sign --help”."),
    ),
    "packs.no_such_kind": Message(
        N_("There is no such kind of content: “%(kind)s”."),
        N_("A key may sign: %(known)s."),
        N_("Write one of these."),
    ),
    # how it is packed
    "packs.archive_damaged": Message(
        N_("This pack is damaged."),
        N_("What is in it cannot be unpacked (“%(file)s”)."),
        _DAMAGED,
    ),
    "packs.too_many_files": Message(
        N_("There are too many files in this pack."),
        N_("It holds %(count)s; more than %(limit)s are not read, so that a pack cannot stop the program."),
        _UNCHANGED,
    ),
    "packs.unpacks_too_large": Message(
        N_("This pack would unpack to more than the program can hold."),
        N_("“%(file)s” goes over the limit of %(limit)s megabytes."),
        _UNCHANGED,
    ),
    "packs.packed_too_hard": Message(
        N_("This pack is packed in a way that could stop the program."),
        N_("“%(file)s” would grow more than %(limit)s times when it is unpacked."),
        _WARY,
    ),
    "packs.nested": Message(
        N_("There is a packed file inside this pack."),
        N_("“%(file)s” is an archive itself, or lies too many folders deep. Such files are not opened."),
        _ASK_SIGNER,
    ),
    "packs.link": Message(
        N_("There is a link in this pack."),
        N_("“%(file)s” points to another file. A pack holds only what is in it."),
        _WARY,
    ),
    "packs.name_leads_outside": Message(
        N_("A file in this pack wants to lie outside of it."),
        N_("The name “%(file)s” leads to another place on the disk."),
        _WARY,
    ),
    "packs.name_of_device": Message(
        N_("A file in this pack has the name of a device."),
        N_("Some systems take “%(file)s” for a printer or a port."),
        _ASK_SIGNER,
    ),
    "packs.name_twice": Message(
        N_("A file is in this pack twice."),
        N_("“%(file)s” stands there more than once, so there is no telling which one counts."),
        _WARY,
    ),
    "packs.name_differs_in_case": Message(
        N_("Two files in this pack differ in capital letters only."),
        N_("Some systems would take “%(file)s” and its like for one file."),
        _ASK_SIGNER,
    ),
    "packs.name_not_allowed": Message(
        N_("A file in this pack has a name that is not allowed."),
        N_("“%(file)s” has letters that not every system can write. Small letters, digits, “-”, “_” and “.” are fine."),
        _ASK_SIGNER,
    ),
    # what it says of itself
    "packs.manifest_missing": Message(
        N_("This pack has no list of what is in it."),
        N_("The file “manifest.json” is missing."),
        _ASK_SIGNER,
    ),
    "packs.manifest_damaged": Message(
        N_("What this pack says of itself cannot be right."),
        N_("The entry “%(field)s” is missing, of the wrong kind, or not known."),
        N_("Nothing was changed. If this is your own pack, mend the entry in “pack.toml”."),
    ),
    "packs.not_listed": Message(
        N_("There is a file in this pack that is not on its list."),
        N_("“%(file)s” is not in the manifest."),
        _WARY,
    ),
    "packs.file_missing": Message(
        N_("A file of this pack is missing."),
        N_("“%(file)s” is on the list and not in the pack."),
        _ASK_SIGNER,
    ),
    "packs.file_changed": Message(
        N_("A file in this pack is not the one on its list."),
        N_("The size or checksum of “%(file)s” differs from the manifest."),
        _WARY,
    ),
    "packs.needs_newer": Message(
        N_("This pack needs a newer version of the program."),
        N_("It needs version %(needs)s; this is version %(have)s."),
        N_("Install the newer version first. The pack stays good."),
    ),
    "packs.dates_contradict": Message(
        N_("The dates of this pack contradict each other."),
        N_("It was issued on %(issued)s and should have been looked at again by %(review_by)s, before that."),
        _ASK_SIGNER,
    ),
    "packs.issued_in_future": Message(
        N_("This pack comes from a day that is far ahead."),
        N_("It says that it was issued on %(issued)s. Today is %(today)s, as far as this computer knows."),
        N_("Check this computer’s date first. If it is right, ask for a pack with the right day."),
    ),
    "packs.version_absurd": Message(
        N_("This pack has an impossible version."),
        N_("Its number is %(version)s; the highest there can be is %(most)s."),
        _WARY,
    ),
    "packs.version_jumps": Message(
        N_("This pack skips too many versions."),
        N_("You have version %(have)s, this is %(version)s. After it no honest update could follow."),
        _WARY,
    ),
    # against what is there
    "packs.rollback": Message(
        N_("This pack is older than the one you have."),
        N_("You have version %(have)s, this is %(version)s. Going back could bring back law that no longer holds."),
        N_("Nothing was changed. Ask for the newest pack."),
    ),
    "packs.issued_before": Message(
        N_("This pack has a higher version and an earlier day."),
        N_("It was issued on %(issued)s; what you have is of %(have)s. One of the two is wrong."),
        _ASK_SIGNER,
    ),
    "packs.same_version_differs": Message(
        N_("You have another pack with the same version."),
        N_("Both call themselves version %(version)s, and they are not the same. One of them is not genuine."),
        _WARY,
    ),
    "packs.already_there": Message(
        N_("You have this pack already."),
        N_("Version %(version)s is in use."),
        N_("There is nothing to do."),
    ),
    "packs.nothing_to_restore": Message(
        N_("What this decision wants back is not there."),
        N_("It names version %(version)s of “%(pack)s”, and your vault does not keep that version."),
        N_("Nothing was changed. Ask for the whole pack instead."),
    ),
    "packs.overtaken": Message(
        N_("Something else was taken in meanwhile."),
        N_("What you were shown no longer fits what is in your vault."),
        N_("Open the pack again, and look at its changes once more."),
    ),
    # the content
    "packs.not_utf8": Message(
        N_("A text in this pack is not written as UTF-8."),
        N_("“%(file)s” cannot be read from byte %(byte)s on."),
        _ASK_SIGNER,
    ),
    "packs.json_broken": Message(
        N_("A file in this pack cannot be read."),
        N_("“%(file)s” is not sound JSON."),
        _ASK_SIGNER,
    ),
    "packs.text_too_long": Message(
        N_("A text in this pack is too long."),
        N_("A text in “%(file)s” has more than %(limit)s letters."),
        _ASK_SIGNER,
    ),
    "packs.nested_too_deep": Message(
        N_("A file in this pack is nested too deeply."),
        N_("“%(file)s” has tables inside tables, more than %(limit)s deep."),
        _ASK_SIGNER,
    ),
    "packs.place_faulty": Message(
        N_("The law of a place in this pack cannot be used."),
        N_("“%(place)s”: something is wrong at %(file)s, %(field)s."),
        _ASK_SIGNER,
    ),
    "packs.translation_faulty": Message(
        N_("A translation in this pack cannot be used."),
        N_("“%(file)s” is not written as translations are."),
        _ASK_SIGNER,
    ),
}
