"""What a person reads when something goes wrong: for each code a title, an explanation and what to do next.

Screens and the command line show the same sentences. Facts of the `Problem` fill the placeholders.
"""

from __future__ import annotations

from companion.errors import Problem
from companion.i18n.catalogs import N_, tr
from companion.i18n.log_messages import LOG_MESSAGES
from companion.i18n.message import Message as Message
from companion.i18n.pack_messages import PACK_MESSAGES
from companion.i18n.report_messages import REPORT_MESSAGES
from companion.i18n.vault_messages import VAULT_MESSAGES


def explain(problem: Problem) -> Message:
    """The message of `problem` in the language in use."""
    message = MESSAGES[problem.code]
    facts = {key: "" if value is None else value for key, value in problem.facts.items()}
    return Message(tr(message.title, **facts), tr(message.explanation, **facts), tr(message.next_step, **facts))


MESSAGES: dict[str, Message] = {
    **LOG_MESSAGES,
    **PACK_MESSAGES,
    **REPORT_MESSAGES,
    **VAULT_MESSAGES,
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
    # vault
    "vault.not_a_vault": Message(
        N_("There is no vault in this folder."),
        N_("A vault is a folder with the files “header.key”, “library.db” and “log.db”."),
        N_("Choose the folder of your vault, or create a new one."),
    ),
    "vault.exists": Message(
        N_("There is a vault in this folder already."),
        N_("Nothing was changed: a vault is never overwritten."),
        N_("Open it with its passphrase, or choose an empty folder."),
    ),
    "vault.wrong_passphrase": Message(
        N_("This passphrase does not open the vault."),
        N_("Capital letters, spaces and the keyboard layout all count. You can try as often as you like."),
        N_("Check the keyboard’s language and Caps Lock, and type it again."),
    ),
    "vault.header_damaged": Message(
        N_("The vault’s key file is damaged."),
        N_("“header.key” was changed or cut short. Without it no passphrase can open the vault. Nothing was changed."),
        N_("Copy “header.key” from your last backup into the vault’s folder, or restore the whole backup."),
    ),
    "vault.header_missing": Message(
        N_("The vault’s key file is missing."),
        N_("The data is there, but “header.key” is not. Without it no passphrase can open the vault."),
        N_("Copy “header.key” from your last backup into the vault’s folder, or restore the whole backup."),
    ),
    "vault.store_missing": Message(
        N_("A part of the vault is missing: “%(file)s”."),
        N_("The file was moved, deleted, or left behind when the vault was copied. Nothing was changed."),
        N_("Copy the whole folder again, or restore your last backup into an empty folder."),
    ),
    "vault.store_damaged": Message(
        N_("A part of the vault is damaged: “%(file)s”."),
        N_("It was cut short or changed by something other than this program. Nothing was written to it."),
        N_("Keep the folder as it is, and restore your last backup into another, empty folder."),
    ),
    "vault.not_encrypted": Message(
        N_("The vault was not encrypted, so it was removed again."),
        N_("The encryption of this installation does not work. Nothing readable was left behind."),
        N_("Install the program again, and do not use this installation."),
    ),
    "vault.no_cipher": Message(
        N_("The encryption of this installation does not answer."),
        N_("The vault was not opened, because nothing could be written safely."),
        N_("Install the program again. Your vault is unchanged."),
    ),
    "vault.newer": Message(
        N_("This vault was used by a newer version of the program."),
        N_("This version does not know everything that is in it, so it changed nothing."),
        N_("Open it with the newer version, or install that version here."),
    ),
    "vault.migration_failed": Message(
        N_("The vault could not be brought up to date."),
        N_("The step “%(step)s” failed and was taken back. Everything is as it was before."),
        N_("Go on with the version you used before, and send us the name of the step."),
    ),
    "vault.in_use": Message(
        N_("The vault is open in another window or program."),
        N_("Only one program at a time can use a vault, so that nothing is lost."),
        N_("Close the other window and try again."),
    ),
    "vault.read_only": Message(
        N_("This vault is in a place that cannot be written to."),
        N_("“%(file)s” could not be changed. What is in the vault can be read, but not added to."),
        N_("Unlock the stick’s switch, or copy the vault to a place of your own."),
    ),
    "vault.read_only_unfinished": Message(
        N_("This vault was not closed properly, and cannot be written to here."),
        N_("The last entries of “%(file)s” still wait beside it. Opened like this, they would seem to be missing."),
        N_("Unlock the stick’s switch, or copy the whole folder to a place of your own and open it there."),
    ),
    "vault.not_allowed": Message(
        N_("The system does not let you use this vault."),
        N_("“%(file)s” belongs to another user or is protected. Nothing was changed."),
        N_("Sign in as the user it belongs to, or choose a place in your own folder."),
    ),
    "vault.disk_full": Message(
        N_("The disk is full."),
        N_("The last change to “%(file)s” was not saved. Everything saved before it is safe."),
        N_("Free some space, then save again."),
    ),
    "vault.disk_fault": Message(
        N_("The disk or stick did not do what it was told."),
        N_("“%(file)s” could not be read or written. Perhaps the stick was pulled out."),
        N_("Put the stick back in or check the disk, and open the vault again."),
    ),
    "vault.no_memory": Message(
        N_("This device has too little memory free to open the vault."),
        N_("Checking the passphrase takes %(megabytes)s megabytes. Nothing was changed."),
        N_("Close other programs and try again."),
    ),
    "vault.no_memory_left": Message(
        N_("This device has too little memory free."),
        N_("The last step on “%(file)s” was not done. Everything saved before it is safe."),
        N_("Close other programs and try again."),
    ),
    "vault.interrupted": Message(
        N_("The step was stopped."),
        N_("Nothing of it remains."),
        N_("Start it again when you need it."),
    ),
    "vault.closed": Message(
        N_("The vault is locked."),
        N_("What was asked for needs it open."),
        N_("Open the vault with its passphrase."),
    ),
    "vault.log_closed": Message(
        N_("The log is not open."),
        N_("The vault was opened in a way that shows rights and services only."),
        N_("Lock the vault and open it with your own passphrase."),
    ),
    "vault.throw_away": Message(
        N_("This is a vault for trying things out."),
        N_("It has no passphrase, and everything in it goes away when the program ends."),
        N_("Create a vault of your own to keep something."),
    ),
    "vault.backup_inside": Message(
        N_("A backup cannot be kept inside the vault itself."),
        N_("If the vault’s folder is lost, such a backup would be lost with it."),
        N_("Choose another place, best of all a stick that you keep somewhere else."),
    ),
    # settings
    "setting.unknown": Message(
        N_("There is no setting “%(key)s”."),
        N_("Nothing was changed."),
        N_("Check the name of the setting."),
    ),
    "setting.refused": Message(
        N_("The setting “%(key)s” cannot have this value."),
        N_("The value is of the wrong kind or out of bounds. Nothing was changed."),
        N_("Choose one of the values offered."),
    ),
    "setting.vault_closed": Message(
        N_("This setting belongs to the vault."),
        N_("It can only be changed while the vault is open. Nothing was changed."),
        N_("Open the vault, then change the setting."),
    ),
    # screens
    "ui.unexpected": Message(
        N_("Something went wrong that nobody foresaw."),
        N_("What was saved before is safe. The technical log in Settings says what kind of mistake it was."),
        N_("Try again. If it happens again, lock, unlock, and tell whoever looks after the program."),
    ),
    # passphrases
    "passphrase.too_short": Message(
        N_("This passphrase is too short."),
        N_("A computer guesses short ones quickly. It needs at least %(least)s characters."),
        N_("Put together four to six words that have nothing to do with each other."),
    ),
    "passphrase.only_digits": Message(
        N_("Numbers alone are not enough."),
        N_("A computer tries every number and date there is. A PIN does not protect a vault."),
        N_("Put together four to six words that have nothing to do with each other."),
    ),
    "passphrase.easy_to_guess": Message(
        N_("This passphrase is easy to guess."),
        N_("It is one word, a repetition or a row of keys, and those are tried first."),
        N_("Put together four to six words that have nothing to do with each other."),
    ),
    "passphrase.different": Message(
        N_("The two passphrases are not the same."),
        N_("A slip of the finger would have locked you out. Nothing was changed."),
        N_("Type the new passphrase twice."),
    ),
    "passphrase.missing": Message(
        N_("No passphrase was given."),
        N_("It is read from standard input, one passphrase to a line, as UTF-8 text."),
        N_("Pass it on standard input, or leave out “--passphrase-stdin” and type it when asked."),
    ),
    # rights and content
    "rights.bad_amount": Message(
        N_("“%(amount)s” is not an amount."),
        N_("An amount is a number above zero, such as 0.8 or 25."),
        N_("Write the number as weighed or counted, and its unit."),
    ),
    "rights.ambiguous_amount": Message(
        N_("“%(amount)s” can be read as two amounts."),
        N_("A comma before three digits stands for a point in some places, and for thousands in others."),
        N_("Write it without the comma, such as 1.5 or 1500."),
    ),
    "rights.unknown_unit": Message(
        N_("The unit “%(unit)s” is not known."),
        N_("Amounts are compared in the units that laws use."),
        N_("Use one of: %(units)s."),
    ),
    "rights.unit_missing": Message(
        N_("“%(amount)s” of what?"),
        N_("An amount without a unit cannot be compared with the law."),
        N_("Add --unit with one of: %(units)s."),
    ),
    "rights.bad_also": Message(
        N_("“%(also)s” does not say what is carried too."),
        N_("It is a name, then “=” and an amount with its unit, such as cocaine=1.2g. The amount may be left out."),
        N_("Write it so, and once for each thing."),
    ),
    "rights.bad_weight": Message(
        N_("“%(amount)s” cannot be the weight of that amount."),
        N_("A weight can be said of what is counted or poured: tablets, plants, doses, millilitres."),
        N_("Write it like 0.5g beside a counted amount, or leave it out."),
    ),
    "rights.bad_purity": Message(
        N_("“%(purity)s” is not a share of pure substance."),
        N_("Purity is a percentage above 0 and at most 100."),
        N_("Write for example 20, or leave it out if it is not known."),
    ),
    "rights.bad_age": Message(
        N_("“%(age)s” is not an age."),
        N_("Age is a whole number of years from 0 to 130."),
        N_("Write the age in years, or leave it out."),
    ),
    "rights.unknown_place": Message(
        N_("The place “%(place)s” is not in the content that this program has."),
        N_("Known are: %(places)s."),
        N_("Check the code, or ask a local legal aid service."),
    ),
    "rights.unknown_topic": Message(
        N_("“%(place)s” has no topic “%(topic)s”."),
        N_("Its topics are: %(topics)s."),
        N_("Choose one of them."),
    ),
    "rights.unknown_substance": Message(
        N_("No substance is called “%(substance)s” here."),
        N_("Names, street names and ids in many languages are known. Near it: %(near)s."),
        N_("Check the spelling, or choose “other”."),
    ),
    "rights.ambiguous_substance": Message(
        N_("“%(substance)s” can mean several substances."),
        N_("It is a name for: %(choices)s."),
        N_("Choose the one that is meant."),
    ),
    "rights.unknown_circumstance": Message(
        N_("“%(name)s=%(value)s” is not a circumstance that this place asks for."),
        N_("It asks for: %(choices)s."),
        N_("Choose one of them, or leave it out."),
    ),
    "content.bad_toml": Message(
        N_("“%(file)s” cannot be read at line %(line)s."),
        N_("It is not sound TOML: %(what)s"),
        N_("Mend that line and check again."),
    ),
    "content.bad_compiled": Message(
        N_("The built content “%(file)s” is damaged."),
        N_("It is not what the build wrote."),
        N_("Install the program again."),
    ),
    "content.not_built": Message(
        N_("The content of the program has not been built."),
        N_("In a source folder the build compiles it."),
        N_("Run: python build_installer.py catalogs"),
    ),
    "content.damaged": Message(
        N_("The content that ships with the program is damaged."),
        N_("It is not what the program was built with. Nothing of it is shown."),
        N_("Install the program again. Your vault is unchanged."),
    ),
    "content.bad_place": Message(
        N_("“%(place)s” is no code of a place."),
        N_("Places are ISO 3166 codes in small letters: two letters, or a part of a country as in “us-or”."),
        N_("Look the code up and write it like that."),
    ),
    "content.bad_language": Message(
        N_("“%(language)s” is no code of a language."),
        N_("Languages are written as short codes: “fr”, “pt”, “nb”."),
        N_("Name the file after the language, for example “fr.po”."),
    ),
    "content.bad_po": Message(
        N_("“%(file)s” is no sound translation file."),
        N_("What is wrong: %(what)s."),
        N_("Save it again from the translation program, as a .po file in UTF-8."),
    ),
    "content.no_places": Message(
        N_("“%(file)s” holds no place."),
        N_("A place is a folder such as “pt” with a file jurisdiction.toml in it."),
        N_("Choose the folder that holds the places."),
    ),
    "content.faulty": Message(
        N_("The content of “%(place)s” has faults, so it is not used."),
        N_("The first is in “%(file)s” at “%(field)s”. Half-read law would be worse than none."),
        N_("Run: companion content check, and mend what it lists."),
    ),
    # printing
    "printing.no_printer": Message(
        N_("This computer has no printer."),
        N_("The system knows of none that is set up."),
        N_("Set one up in the system’s settings, or save a PDF and print it elsewhere."),
    ),
    "printing.failed": Message(
        N_("The printer did not take the pages."),
        N_("Nothing or only a part was sent to it."),
        N_("See whether it is switched on and has paper, then print again."),
    ),
    "printing.kept_from_paper": Message(
        N_("“%(name)s” is kept from paper."),
        N_("The team marked it so that it is not printed."),
        N_("Take it off the list to print, or change the mark in the directory."),
    ),
    "printing.which_topic": Message(
        N_("Say which topic is to be printed."),
        N_("Topics of %(place)s: %(topics)s."),
        N_("Name one of them after the place."),
    ),
    "printing.no_such_language": Message(
        N_("This text is not there in “%(language)s”."),
        N_("It is there in: %(languages)s."),
        N_("Choose one of these languages."),
    ),
    "printing.pdf_needs_file": Message(
        N_("A PDF cannot be shown in a terminal."),
        N_("No file was named."),
        N_("Name one with -o FILE."),
    ),
    "printing.too_long_for_codes": Message(
        N_("This text is too long for QR codes."),
        N_("It would need %(parts)s codes; %(most)s is the most that is useful."),
        N_("Print it, or save it as a file."),
    ),
    "printing.too_long_for_code": Message(
        N_("This text is too long for one QR code."),
        N_("It has %(bytes)s bytes; a code holds %(limit)s."),
        N_("Split it into parts."),
    ),
    # reading aloud
    "voice.none": Message(
        N_("This computer cannot read aloud."),
        N_("No speech program was found on it."),
        N_("On Linux, install espeak-ng. On Windows and macOS, look at the system’s settings for speech."),
    ),
    "voice.no_language": Message(
        N_("This computer has no voice for %(language)s."),
        N_("Its speech program speaks other languages only."),
        N_("Choose another language, or add a voice in the system’s settings."),
    ),
    "voice.failed": Message(
        N_("Reading aloud stopped."),
        N_("The system’s speech program ended with an error."),
        N_("See whether sound works on this computer, then try again."),
    ),
    # reports
    "reports.unknown_period": Message(
        N_("“%(period)s” is not a period."),
        N_("A report is about a month, a quarter, a half-year or a year."),
        N_("Write it like 2026-10, 2026-Q3, 2026-H1 or 2026."),
    ),
    "reports.future_period": Message(
        N_("%(period)s has not begun."),
        N_("There is nothing to report yet."),
        N_("Choose an earlier period, or check the date of this device."),
    ),
    "reports.unknown_rule": Message(
        N_("The smallest cell cannot be %(k)s."),
        N_("It must lie between %(least)s and %(most)s contacts."),
        N_("Change “smallest number in a report” in the settings."),
    ),
    "reports.not_over": Message(
        N_("%(period)s is not over."),
        N_("What goes out is fixed for ever, so it can go out from %(until)s on."),
        N_("Look at it on the screen until then, or export an earlier period."),
    ),
    "reports.nothing_to_tell": Message(
        N_("Nothing of %(period)s can go out."),
        N_("Every table would hold a number under %(k)s, which could point at somebody."),
        N_("Try the quarter or the year: small months are counted together there."),
    ),
    "reports.ledger_conflict": Message(
        N_("This report disagrees with one that has gone out."),
        N_("%(months)s were published in another way before. Nothing was exported."),
        N_("Use the report that has gone out, and check the vault with “companion vault verify”."),
    ),
    # workshops
    "workshop.too_many_hands": Message(
        N_("So many hands fit in no hall."),
        N_("At most %(most)s hands can be counted for one choice."),
        N_("Type the number of hands again."),
    ),
    # services
    "services.not_hsds": Message(
        N_("“%(file)s” is not an Open Referral package."),
        N_("There is no services, organizations or locations file in it. Nothing was changed."),
        N_("Choose a folder or zip with HSDS CSV files, an HSDS JSON file, a map (GeoJSON) or a spreadsheet."),
    ),
    "services.not_a_list": Message(
        N_("“%(file)s” is a page, a picture or a program, not a list."),
        N_("No program can tell names, hours and telephone numbers apart in it. Nothing was changed."),
        N_("Ask whoever made it for the spreadsheet behind it, or type it into one and save that as CSV."),
    ),
    "services.no_name_column": Message(
        N_("No column of “%(file)s” seems to hold the names of the services."),
        N_("Without a name nobody can be sent there. Nothing was changed."),
        N_("Say which column holds the names, or write “name” above it and try again."),
    ),
    "services.sheet_empty": Message(
        N_("There is no list in “%(file)s”."),
        N_("Its first lines hold no headers to go by, or far too many columns. Nothing was changed."),
        N_("Put the list on the first sheet, with a header above each column."),
    ),
    "services.lone_csv": Message(
        N_("“%(file)s” is one table of a package."),
        N_("A directory is made of several files that belong together."),
        N_("Choose the folder it is in, or the zip it came in."),
    ),
    "services.csv_broken": Message(
        N_("“%(file)s” cannot be read from row %(row)s on."),
        N_("A quotation mark is not closed there, or a cell is far too long. Nothing was changed."),
        N_("Repair the row in a spreadsheet program, save it as CSV and try again."),
    ),
    "services.json_broken": Message(
        N_("“%(file)s” is not sound JSON."),
        N_("It cannot be read from line %(line)s on. Nothing was changed."),
        N_("Ask for the file again, or check that it was copied whole."),
    ),
    "services.json_unreadable": Message(
        N_("“%(file)s” is not sound JSON."),
        N_("It is nested far too deeply, or holds a number that is far too long. Nothing was changed."),
        N_("Ask for the file again, or check that it was copied whole."),
    ),
    "services.zip_broken": Message(
        N_("The zip file is damaged."),
        N_("It cannot be unpacked. Nothing was changed."),
        N_("Copy it again from where it came, and compare the sizes."),
    ),
    "services.zip_unsafe": Message(
        N_("This zip file is not opened."),
        N_("It is locked with a password, unpacks to far more than it should, or points outside itself."),
        N_("Ask for the package as plain CSV files in a folder."),
    ),
    "services.cancelled": Message(
        N_("The import was stopped."),
        N_("Nothing was changed: the directory is as it was before."),
        N_("Start it again whenever you like."),
    ),
    "services.nothing_taken": Message(
        N_("There is nothing in “%(file)s” that could be taken."),
        N_("It is empty, or no row in it is sound. Nothing was changed."),
        N_("See what is wrong with each row by “companion services check”, or ask for the package again."),
    ),
    "services.no_listing": Message(
        N_("This service is no longer in the directory."),
        N_("It was removed or replaced since the list was shown."),
        N_("Search for it again."),
    ),
    "services.holidays_wrong": Message(
        N_("The list of holidays “%(file)s” cannot be used."),
        N_("“%(field)s” is missing or wrong in it: every list names its source and the years it is complete for."),
        N_("Ask whoever made it to correct it. Until then hours that depend on holidays are not known."),
    ),
    "services.no_mapping": Message(
        N_("No remembered mapping “%(name)s” fits this list."),
        N_("A mapping fits a list with the same headers as the one it was made for."),
        N_("Leave it out: the columns are then guessed. Or map them in the program once more."),
    ),
    "services.bad_value": Message(
        N_("“%(field)s” cannot be kept like this."),
        N_("A name may not be empty, a day is written like 2026-11-03, and a position has degrees that exist."),
        N_("Correct it and save again."),
    ),
    "services.not_editable": Message(
        N_("“%(field)s” cannot be changed here."),
        N_("It ties the service to other records of the package."),
        N_("Ask whoever keeps the directory to change it."),
    ),
}
