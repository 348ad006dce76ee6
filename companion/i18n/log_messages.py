"""What a person reads when something is wrong with a contact, an incident, a note, or a file of counts.

The other sentences stand in `messages`.
"""

from __future__ import annotations

from companion.i18n.catalogs import N_
from companion.i18n.message import Message

LOG_MESSAGES: dict[str, Message] = {
    "log.out_of_bounds": Message(
        N_("That number does not fit."),
        N_("Here it must lie between %(least)s and %(most)s."),
        N_("Correct the number, or log it as several contacts."),
    ),
    "log.in_the_future": Message(
        N_("That day has not come yet."),
        N_("A contact can be logged for today or an earlier day."),
        N_("Choose another day, or check the date of this device."),
    ),
    "log.unknown_area": Message(
        N_("Choose an area."),
        N_("The area is not in your team’s list, or none was chosen."),
        N_("Choose one of your areas, or add it in the settings."),
    ),
    "log.unknown_site": Message(
        N_("Choose a site."),
        N_("The site is not one of this area’s, or none was chosen."),
        N_("Choose one of the area’s sites, or add it in the settings."),
    ),
    "log.unknown_code": Message(
        N_("That choice does not exist."),
        N_("The contact holds a choice this program does not know. Nothing was saved."),
        N_("Choose again."),
    ),
    "log.first_time_contradiction": Message(
        N_("The two “first time” answers contradict each other."),
        N_("Somebody here for the first time this year is here for the first time this month too."),
        N_("Change one of the two answers."),
    ),
    "log.naloxone_without_doses": Message(
        N_("There is no naloxone in this contact."),
        N_("It says for whom a kit was, or whether it was the first, but no dose was given."),
        N_("Enter the doses, or choose “Not asked”."),
    ),
    "log.nothing_to_undo": Message(
        N_("There is nothing to undo."),
        N_("Only the contact saved last can be taken back, until the next one, and until its month is reported."),
        N_("Correct the totals with the next contact if you can."),
    ),
    "log.no_letterbox": Message(
        N_("The numbers cannot be kept."),
        N_("There is no vault on this device, or nobody has opened it with this version of the program."),
        N_("Write the numbers down, or open the vault once before the next workshop."),
    ),
    "log.no_kind": Message(
        N_("Choose what happened."),
        N_("An incident without a kind says nothing to anybody."),
        N_("Choose at least one of the kinds."),
    ),
    "log.no_answer": Message(
        N_("Choose an answer."),
        N_("Without it, monitors cannot count this incident."),
        N_("Choose one; “Somebody else” and “Somewhere else” are answers too."),
    ),
    "log.done_contradiction": Message(
        N_("“Nothing wanted” and something done contradict each other."),
        N_("Either nothing was wanted, or something was done about it."),
        N_("Take one of the two back."),
    ),
    "log.note_too_long": Message(
        N_("The note is too long."),
        N_("A note can have %(most)s signs: the longer it is, the more it tells."),
        N_("Shorten it."),
    ),
    "log.note_number": Message(
        N_("There is a number in the note."),
        N_("Numbers, dates and times can lead to a person: “%(word)s”."),
        N_("Take it out. What is counted has a field of its own."),
    ),
    "log.note_date": Message(
        N_("There is a day or a month in the note."),
        N_("A date can lead to a person: “%(word)s”."),
        N_("Take it out. The day is kept with the contact until the month closes."),
    ),
    "log.note_address": Message(
        N_("There is something like an address in the note."),
        N_("Addresses, e-mail addresses and names in networks lead to a person: “%(word)s”."),
        N_("Take it out. The area says enough."),
    ),
    "log.note_name": Message(
        N_("“%(word)s” could be a name."),
        N_("Only common words the program knows can stand in a note: a name can look like any other word."),
        N_("Say it in other, simpler words, or leave it out."),
    ),
    "log.note_sign": Message(
        N_("There is a sign in the note that cannot be kept."),
        N_("Only letters, blanks and plain stops can stand in a note."),
        N_("Take it out and save again."),
    ),
    "log.notes_off": Message(
        N_("Notes are off."),
        N_("The team has not turned free text on, so there is no place to keep a note."),
        N_("Save the contact without the note, or turn notes on in the settings."),
    ),
    "log.import_form": Message(
        N_("“%(file)s” is no file of contacts or totals."),
        N_("A CSV file begins with a line of field names; a JSON file holds a list of entries."),
        N_("See “companion log import --help” for the fields."),
    ),
    "log.import_refused": Message(
        N_("Nothing was taken in."),
        N_("The file has faults, and half of it would be counted wrong."),
        N_("Mend what is listed and try again."),
    ),
    "log.import_empty": Message(
        N_("There is nothing in “%(file)s” to take in."),
        N_("No line of it holds a contact or a total."),
        N_("Choose another file."),
    ),
    "log.imported_before": Message(
        N_("“%(file)s” was taken in already."),
        N_("A second time would count everything twice."),
        N_("Nothing needs to be done."),
    ),
    "log.month_still_open": Message(
        N_("%(month)s is not over."),
        N_("A month can be closed when its last day has passed."),
        N_("Wait until the month is over."),
    ),
    "log.not_a_month": Message(
        N_("“%(period)s” is not a month."),
        N_("The tally of the log is kept by month."),
        N_("Give a month like 2026-10."),
    ),
    "log.site_moved": Message(
        N_("A site cannot change its area."),
        N_("Reports that have gone out count this site in the area it had."),
        N_("Make a new site in the other area and retire the old one."),
    ),
    "log.unknown_field": Message(
        N_("The column “%(word)s” was left out."),
        N_("It is none of the log’s fields, and nothing about a person is taken in."),
        N_("If it holds counts, give it the name of a field."),
    ),
    "log.field_twice": Message(
        N_("The column “%(word)s” stands there twice."),
        N_("It is not clear which of the two counts."),
        N_("Take one away, or give it another name."),
    ),
    "log.no_month": Message(
        N_("There is no month."),
        N_("Each line needs a month such as 2026-10, or a day such as 2026-10-30, in “date”."),
        N_("Fill it in."),
    ),
    "log.no_number": Message(
        N_("“%(word)s” is no whole number."),
        N_("Counts are whole numbers in digits, without signs between them."),
        N_("Correct it."),
    ),
    "log.unknown_word": Message(
        N_("“%(word)s” is not one of the choices."),
        N_("The choices are: %(choices)s."),
        N_("Use one of them, or leave the field empty."),
    ),
    "log.unknown_place": Message(
        N_("“%(word)s” is none of the team’s places."),
        N_("Areas and sites are given by their number or their name in the settings."),
        N_("Correct it, or add the place in the settings first."),
    ),
    "log.cells_missing": Message(
        N_("The line has more cells than the file has columns."),
        N_("A sign that separates cells may stand inside one."),
        N_("Put such cells between quotation marks."),
    ),
    "log.total_twice": Message(
        N_("This total stands there twice."),
        N_("The same month, place and code were given before."),
        N_("Add the two up in one line."),
    ),
    "log.totals_disagree": Message(
        N_("The totals do not fit together."),
        N_("“%(word)s” comes to %(number)s, but there were %(contacts)s contacts."),
        N_("Correct the lines of that month and place."),
    ),
}
