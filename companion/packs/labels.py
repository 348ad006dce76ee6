"""What a content finding means and what to do about it, marked here and translated when shown."""

from __future__ import annotations

from collections.abc import Mapping

from companion.i18n.catalogs import N_

FINDINGS: Mapping[str, str] = {
    "content.no_places": N_("No place is here. A place is a folder such as “pt” with a file jurisdiction.toml in it."),
    "content.bad_toml": N_("This is not sound TOML: %(what)s. Mend that line first; the rest is read after it."),
    "content.missing_key": N_("This must be there and is not. Add it."),
    "content.wrong_type": N_("This is of the wrong kind (%(got)s). Look at another file for how it is written."),
    "content.empty": N_("This is empty. Write it, or leave the line out."),
    "content.bad_date": N_("“%(value)s” is no date. Write year-month-day, such as 2023-10-01."),
    "content.out_of_range": N_("%(value)s cannot be. Write a number from %(least)s to %(most)s."),
    "content.unknown_code": N_("“%(value)s” is not known here. Use one of: %(known)s."),
    "content.unknown_key": N_("Nothing reads this. Check the spelling, or take it out."),
    "content.bad_amount": N_("“%(value)s” is no amount. Write a number and a unit, such as “1.5 g”."),
    "content.unknown_unit": N_("“%(value)s” has no unit that can be compared. Use g, mg, ug, kg, ml, tablet, plant …"),
    "content.one_edge": N_("A limit needs exactly one of “up_to” (exactly this is within) and “under” (it is not)."),
    "content.limit_without_basis": N_("Say what the law weighs: “gross” (the whole) or “active_substance”."),
    "content.together_not_countable": N_(
        "Shares are added up as whole numbers (“shares = 1”), of tables that weigh the whole (“gross”)."
    ),
    "content.review_without_name": N_("A review needs who did it (“by”) and when (“on”)."),
    "content.id_is_not_file": N_("The id “%(value)s” is not the name of its file or folder. Make them the same."),
    "content.duplicate_id": N_("“%(value)s” stands here more than once. Give each its own id."),
    "content.limit_versions_overlap": N_("Two versions of the limit “%(value)s” hold on the same day. End the older."),
    "content.no_source": N_("This has no source. Add one, or say in “unconfirmed” what is not known."),
    "content.unknown_source": N_("The source “%(value)s” is not in sources.toml. Add it, or mend the id."),
    "content.source_after_known": N_(
        "The source “%(value)s” is of %(date)s, later than the day this is known to be true up to (%(known)s). "
        "Mend one of the two dates."
    ),
    "content.dates_contradict": N_("It ends on %(end)s, not after %(start)s. Mend one of the two dates."),
    "content.review_passed": N_("The place was to be looked at again by %(date)s. Ask a lawyer, then set a new day."),
    "content.unknown_substance": N_("The substance “%(value)s” is not in substances.toml."),
    "content.unit_cannot_be_compared": N_(
        "“%(value)s” cannot be compared with a weight of pure substance. Use g or mg."
    ),
    "content.unknown_name": N_("“%(value)s” is named here and is nowhere to be found. Add it, or mend the name."),
    "content.depends_on_nothing": N_(
        "“depends” needs who decides (“decided_by”) and at least two outcomes it leads to (“leads_to”)."
    ),
    "content.leads_without_depends": N_("“leads_to” is only for the outcome “depends”."),
    "content.change_without_rule": N_("The outcome changes on %(date)s, and no rule or model begins or ends that day."),
    "content.no_model": N_("No model is given. Say how the place treats carrying for own use, and since when."),
    "content.models_not_gapless": N_("The models leave a gap or overlap at %(date)s."),
    "content.hole_between_rules": N_(
        "On %(day)s nothing is said of: %(act)s, %(substance)s, %(where)s. Widen a rule, or write one that says so."
    ),
    "content.rules_contradict": N_(
        "On %(day)s “%(other)s” claims the same: %(act)s, %(substance)s, %(where)s. Cut one out (“except”)."
    ),
    "content.unreachable_rule": N_("No question can reach this rule: another is always cut out of it."),
    "content.no_cases": N_("No cases are written. Add the questions that must be answered rightly here."),
    "content.case_differs": N_("%(note)s: “%(key)s” should be “%(expected)s” and is “%(got)s”."),
    "content.unknown_placeholder": N_(
        "“%(value)s” stands for nothing. Name a limit and substance, a date, or emergency."
    ),
    "content.stigmatising_word": N_("“%(value)s” hurts. Write “%(instead)s”."),
    "content.amount_as_permission": N_(
        "“%(value)s” reads as if the amount were a permission. Say what happens up to the amount, and that it is none."
    ),
    "content.forbidden_here": N_("“%(value)s” must not be written for this place: %(reason)s"),
    "content.hard_to_read": N_(
        "This page is hard to read (%(value)s, at most %(bound)s). Shorten sentences and words."
    ),
    "content.long_sentence": N_("A long sentence: “%(value)s…”. Make two of it."),
    "content.topic_missing": N_("The topic “%(value)s” is missing. Every place needs it."),
    "content.too_few_topics": N_("The place has %(value)s topics and needs %(least)s at least. Write the others."),
    "content.translation_of_nothing": N_("This translates a text that is no longer there. Take it out."),
    "content.translation_stale": N_(
        "The English has changed since this was translated from “%(value)s…”. Translate it again."
    ),
    "content.placeholders_differ": N_("The placeholders in braces differ from the English: “%(value)s…”."),
    "content.holiday_year": N_(
        "This day is in %(value)s, and that year is not listed as complete. Add the year, or take the day out."
    ),
    "content.numbers_differ": N_("A number of the English is missing here: “%(value)s…”. Check every number."),
}
