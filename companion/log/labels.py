"""Words for the log's codes, and for whom each field is kept. Marked here, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from companion.i18n.catalogs import N_
from companion.log.contacts import (
    Age,
    Asked,
    ContactSetting,
    Gender,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Service,
    Test,
    Topic,
)

FIELD_LABELS: Mapping[str, str] = {
    "day": N_("Day"),
    "month": N_("Month"),
    "area": N_("Area"),
    "site": N_("Site"),
    "setting": N_("Where"),
    "gender": N_("Gender"),
    "age": N_("Age"),
    "first_this_year": N_("First time this year"),
    "first_this_month": N_("First time this month"),
    "needles_given": N_("Needles given"),
    "needles_back": N_("Needles back"),
    "collecting_for": N_("Collecting for others"),
    "foil_pipes": N_("Foil, pipes"),
    "water_swabs": N_("Water, swabs"),
    "condoms": N_("Condoms"),
    "filters": N_("Filters"),
    "cookers": N_("Cookers"),
    "acidifier": N_("Acidifier"),
    "sharps_boxes": N_("Sharps boxes"),
    "test_strips": N_("Test strips"),
    "naloxone_doses": N_("Naloxone doses"),
    "naloxone_for": N_("Kit is for"),
    "naloxone_kit": N_("First kit?"),
    "reversals": N_("Reversals told"),
    "police_interference": N_("Police interference"),
    "referrals": N_("Sent on to"),
    "topics": N_("Talked about"),
    "tests": N_("Tests offered"),
}

# One sentence per field: for whom it is kept. A field nobody can name somebody for should be switched off.
KEPT_FOR: Mapping[str, str] = {
    "day": N_("For the team’s own week; dropped when the month is closed."),
    "month": N_("For every report: the finest time that ever leaves this device."),
    "area": N_("For the team and the funder, who ask where help is missing; a part of town, never an address."),
    "site": N_("For the team, to see which stop is needed; told outside only where it is busy enough."),
    "setting": N_("For Kirby’s and the EUDA’s tables, which count fixed, mobile and street work apart."),
    "gender": N_("For WHO and UNAIDS, who ask whether women and trans people are reached."),
    "age": N_("For WHO and UNAIDS, who ask whether people under 25 are reached."),
    "first_this_year": N_("For people reached in a year, without a code for anybody; it counts too high."),
    "first_this_month": N_("For people reached in a month, without a code for anybody; it counts too high."),
    "needles_given": N_("For WHO, UNAIDS and the EUDA: needles and syringes handed out."),
    "needles_back": N_("For the town and the funder, who ask what becomes of used needles."),
    "collecting_for": N_("For the team: needles that reach people nobody meets."),
    "foil_pipes": N_("For the team’s next order, and funders of smoking equipment."),
    "water_swabs": N_("For the team’s next order."),
    "condoms": N_("For the team’s next order, and HIV funders."),
    "filters": N_("For the team’s next order."),
    "cookers": N_("For the team’s next order."),
    "acidifier": N_("For the team’s next order."),
    "sharps_boxes": N_("For the team’s next order, and the town."),
    "test_strips": N_("For the team’s next order, and whoever watches the drug supply."),
    "naloxone_doses": N_("For naloxone programmes, which count doses handed out."),
    "naloxone_for": N_("For naloxone programmes, which ask whether family and friends are reached."),
    "naloxone_kit": N_("For naloxone programmes: a repeat kit often means that one was used."),
    "reversals": N_("For everybody who doubts that naloxone works."),
    "police_interference": N_("For the team and its monitors, who ask how often police stand in the way."),
    "referrals": N_("For the funder, and to see which doors people are sent to."),
    "topics": N_("For the funder, and for the team’s own training."),
    "tests": N_("For hepatitis and HIV programmes: that a test was offered, never its result."),
}

SETTING_LABELS: Mapping[StrEnum, str] = {
    ContactSetting.FIXED: N_("Drop-in"),
    ContactSetting.MOBILE: N_("Van"),
    ContactSetting.OUTREACH: N_("Outreach"),
    ContactSetting.PHARMACY: N_("Pharmacy"),
    ContactSetting.PRISON: N_("Prison"),
}
GENDER_LABELS: Mapping[StrEnum, str] = {
    Gender.FEMALE: N_("Woman"),
    Gender.MALE: N_("Man"),
    Gender.OTHER_OR_TRANS: N_("Other or trans"),
    Gender.NOT_ASKED: N_("Not asked"),
}
AGE_LABELS: Mapping[StrEnum, str] = {
    Age.UNDER_25: N_("Under 25"),
    Age.FROM_25: N_("25+"),
    Age.NOT_ASKED: N_("Not asked"),
}
ASKED_LABELS: Mapping[StrEnum, str] = {
    Asked.YES: N_("Yes"),
    Asked.NO: N_("No"),
    Asked.NOT_ASKED: N_("Not asked"),
}
NALOXONE_FOR_LABELS: Mapping[StrEnum, str] = {
    NaloxoneFor.SELF: N_("Themself"),
    NaloxoneFor.SOMEONE_ELSE: N_("Somebody else"),
    NaloxoneFor.NOT_ASKED: N_("Not asked"),
}
NALOXONE_KIT_LABELS: Mapping[StrEnum, str] = {
    NaloxoneKit.FIRST: N_("First kit"),
    NaloxoneKit.REPEAT: N_("Another one"),
    NaloxoneKit.NOT_ASKED: N_("Not asked"),
}
REFERRAL_LABELS: Mapping[StrEnum, str] = {
    Referral.LEGAL_AID: N_("Legal aid"),
    Referral.HEALTH: N_("Health"),
    Referral.HOUSING: N_("Housing"),
    Referral.DRUG_CHECKING: N_("Drug checking"),
    Referral.TREATMENT: N_("Treatment"),
    Referral.TESTING: N_("Testing"),
    Referral.SOCIAL: N_("Social support"),
    Referral.SHELTER: N_("Shelter"),
    Referral.CONSUMPTION_ROOM: N_("Consumption room"),
    Referral.MENTAL_HEALTH: N_("Mental health"),
    Referral.OTHER: N_("Somewhere else"),
}
TOPIC_LABELS: Mapping[StrEnum, str] = {
    Topic.OVERDOSE: N_("Overdose"),
    Topic.RIGHTS: N_("Rights"),
    Topic.SAFER_USE: N_("Safer use"),
    Topic.WOUNDS: N_("Wounds"),
    Topic.BLOODBORNE: N_("HIV and hepatitis"),
    Topic.SEXUAL_HEALTH: N_("Sexual health"),
    Topic.TREATMENT: N_("Treatment"),
    Topic.DRUG_CHECKING: N_("Drug checking"),
    Topic.VIOLENCE: N_("Violence"),
    Topic.OTHER: N_("Something else"),
}
TEST_LABELS: Mapping[StrEnum, str] = {
    Test.HIV: N_("HIV"),
    Test.HEPATITIS_C: N_("Hepatitis C"),
    Test.HEPATITIS_B: N_("Hepatitis B"),
    Test.SYPHILIS: N_("Syphilis"),
    Test.TUBERCULOSIS: N_("Tuberculosis"),
}
SERVICE_LABELS: Mapping[StrEnum, str] = {
    Service.NEEDLE_EXCHANGE: N_("Needle exchange"),
    Service.RIGHTS_ADVICE: N_("Rights advice"),
    Service.NALOXONE: N_("Naloxone"),
    Service.SENT_ON: N_("Sent on"),
    Service.TESTS_OFFERED: N_("Tests offered"),
}

# Which table words the choices of a field.
CHOICE_LABELS: Mapping[str, Mapping[StrEnum, str]] = {
    "setting": SETTING_LABELS,
    "gender": GENDER_LABELS,
    "age": AGE_LABELS,
    "first_this_year": ASKED_LABELS,
    "first_this_month": ASKED_LABELS,
    "naloxone_for": NALOXONE_FOR_LABELS,
    "naloxone_kit": NALOXONE_KIT_LABELS,
    "referrals": REFERRAL_LABELS,
    "topics": TOPIC_LABELS,
    "tests": TEST_LABELS,
}
