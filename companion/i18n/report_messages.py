"""What a person reads when a report, an export or a bundle between laptops goes wrong."""

from __future__ import annotations

from companion.i18n.catalogs import N_
from companion.i18n.message import Message

REPORT_MESSAGES: dict[str, Message] = {
    "reports.told_by_team": Message(
        N_("%(period)s is told by your team’s coordinator."),
        N_("Counts told twice, here and in the team’s report, would give the other laptops’ counts away."),
        N_("Send the coordinator a bundle instead."),
    ),
    "reports.laptops_missing": Message(
        N_("Not every laptop has sent all of %(period)s."),
        N_("What is missing (laptops: %(laptops)s) would count only in the month in which it arrives."),
        N_("Wait for the bundles, or say that you go ahead without them."),
    ),
    "reports.mapping_unreadable": Message(
        N_("“%(file)s” is not a list of DHIS2 codes."),
        N_("Line %(line)s cannot be understood. Nothing was changed."),
        N_("Export the list from here, fill in the codes, and import that."),
    ),
    "reports.nothing_mapped": Message(
        N_("Nothing here has a DHIS2 code yet."),
        N_("Each figure and each place needs the code your DHIS2 knows it by."),
        N_("Fill in the list of DHIS2 codes, then export again."),
    ),
    "team.already_in_one": Message(
        N_("This laptop belongs to a team already."),
        N_("It can belong to one team at a time."),
        N_("Leave that team first."),
    ),
    "team.none": Message(
        N_("This laptop belongs to no team."),
        N_("There is no team key here."),
        N_("Make a team, or join one with the coordinator’s words."),
    ),
    "team.not_member": Message(
        N_("Only a member’s laptop makes bundles."),
        N_("A coordinator’s counts are in the team’s report already; without a team there is nobody to send to."),
        N_("Join a team with the coordinator’s words."),
    ),
    "team.full": Message(
        N_("The team has %(most)s laptops."),
        N_("More cannot be put together here."),
        N_("Export to DHIS2 instead: it is made for larger networks."),
    ),
    "bundle.not_one": Message(
        N_("This file is not a bundle."),
        N_("It does not begin as a bundle does. Nothing was counted."),
        N_("Choose the file that the laptop exported."),
    ),
    "bundle.newer_format": Message(
        N_("This bundle comes from a newer program."),
        N_("It holds something this version does not know. Nothing was counted."),
        N_("Update Companion here, then import it again."),
    ),
    "bundle.cut_off": Message(
        N_("This bundle is not whole."),
        N_("Its length is not what it should be: the copy was cut off, or something was added. Nothing was counted."),
        N_("Copy it again from the laptop, and take the stick out only when it is done."),
    ),
    "bundle.damaged": Message(
        N_("This bundle was changed or damaged."),
        N_("What is in it is not what was sealed. Nothing was counted."),
        N_("Ask for a new bundle."),
    ),
    "bundle.foreign": Message(
        N_("This bundle is for another team."),
        N_("It is sealed to another coordinator’s key. Nothing was counted."),
        N_("Compare the team’s words on that laptop with yours."),
    ),
    "bundle.forged": Message(
        N_("The signature in this bundle is wrong."),
        N_("Whoever made it is not the laptop it names. Nothing was counted."),
        N_("Ask who gave you the file, and take a bundle from the laptop itself."),
    ),
    "bundle.not_understood": Message(
        N_("This bundle makes no sense."),
        N_("It is signed, but holds something that no log can hold. Nothing was counted."),
        N_("Ask for a new bundle, and update Companion on that laptop."),
    ),
    "bundle.from_the_future": Message(
        N_("This bundle speaks of a time that has not come."),
        N_("It counts %(month)s as far as nobody can yet. Nothing was counted."),
        N_("Check the date on both laptops, then export it again."),
    ),
    "bundle.nothing_yet": Message(
        N_("There is nothing to send yet."),
        N_("This laptop counts for the team from %(month)s on."),
        N_("Come back when that month has begun."),
    ),
    "bundle.too_large": Message(
        N_("This bundle would be too large."),
        N_("It may hold %(limit)s bytes."),
        N_("Retire sites that are not used, then export again."),
    ),
    "bundle.unknown_place": Message(
        N_("“%(place)s” is not one of your places."),
        N_("The laptop counts there, but here there is no area or site of that name. Nothing was counted."),
        N_("Add it in the settings with the same name, then import the bundle again."),
    ),
    "bundle.unknown_laptop": Message(
        N_("This bundle comes from a laptop you have not admitted."),
        N_("Its signature is sound, but anybody who knows the team’s words can make one."),
        N_("Compare its words with those on the laptop, then admit it."),
    ),
    "bundle.removed_laptop": Message(
        N_("This laptop (number %(laptop)s) was removed from the team."),
        N_("What it sent before stays counted. Nothing of this bundle was counted."),
        N_("If it has come back for good, admit it again."),
    ),
    "bundle.already_here": Message(
        N_("This bundle is here already."),
        N_("A second time changes nothing."),
        N_("Nothing needs to be done."),
    ),
    "bundle.older": Message(
        N_("A newer bundle from this laptop is here already."),
        N_("This older one holds nothing that is missing. Nothing was changed."),
        N_("Nothing needs to be done."),
    ),
    "bundle.not_coordinator": Message(
        N_("Only the coordinator’s laptop can open bundles."),
        N_("They are sealed to a key that no other laptop has."),
        N_("Take the file to the coordinator."),
    ),
}
