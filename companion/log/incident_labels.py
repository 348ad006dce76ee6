"""Words for an incident's codes. Marked here, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from companion.i18n.catalogs import N_
from companion.log.incidents import ByWhom, Done, IncidentKind, IncidentSetting, Solved

KIND_LABELS: Mapping[StrEnum, str] = {
    IncidentKind.SEARCH: N_("Searched without reason"),
    IncidentKind.TAKEN: N_("Needles or medicine taken"),
    IncidentKind.WRONG_LIMIT: N_("Wrong amount, wrong limit"),
    IncidentKind.CONFESSION: N_("Made to sign or confess"),
    IncidentKind.BODY_TEST: N_("Made to give urine or blood"),
    IncidentKind.VISIT: N_("Came to home or work"),
    IncidentKind.FINE: N_("Fine doubled or too high"),
    IncidentKind.TREATMENT: N_("Pushed into treatment"),
    IncidentKind.REFUSED_CARE: N_("Refused care"),
    IncidentKind.VIOLENCE: N_("Violence or threats"),
    IncidentKind.LOSS: N_("Lost work, school or home"),
    IncidentKind.CHILDREN: N_("Children taken or threatened"),
    IncidentKind.MONEY: N_("Money or a bribe demanded"),
    IncidentKind.REGISTER: N_("Put on a list or register"),
    IncidentKind.OTHER: N_("Another violation"),
}
KIND_ICONS: Mapping[IncidentKind, str] = {
    IncidentKind.SEARCH: "search",
    IncidentKind.TAKEN: "bagtake",
    IncidentKind.WRONG_LIMIT: "scalebad",
    IncidentKind.CONFESSION: "edit",
    IncidentKind.BODY_TEST: "tube",
    IncidentKind.VISIT: "door",
    IncidentKind.FINE: "slips",
    IncidentKind.TREATMENT: "bed",
    IncidentKind.REFUSED_CARE: "heartoff",
    IncidentKind.VIOLENCE: "burst",
    IncidentKind.LOSS: "briefcase",
    IncidentKind.CHILDREN: "child",
    IncidentKind.MONEY: "hand",
    IncidentKind.REGISTER: "list",
    IncidentKind.OTHER: "plus",
}
BY_LABELS: Mapping[StrEnum, str] = {
    ByWhom.POLICE: N_("Police"),
    ByWhom.COURT: N_("Court"),
    ByWhom.COMMISSION: N_("Commission"),
    ByWhom.HEALTH: N_("Health service"),
    ByWhom.EMPLOYER_SCHOOL: N_("Employer, school"),
    ByWhom.OTHER: N_("Somebody else"),
}
SETTING_LABELS: Mapping[StrEnum, str] = {
    IncidentSetting.STREET: N_("Street"),
    IncidentSetting.HOME: N_("At home"),
    IncidentSetting.WORK: N_("Work or school"),
    IncidentSetting.POLICE_STATION: N_("Police station"),
    IncidentSetting.CLINIC: N_("Clinic"),
    IncidentSetting.PRISON: N_("Prison"),
    IncidentSetting.OTHER: N_("Somewhere else"),
}
DONE_LABELS: Mapping[StrEnum, str] = {
    Done.NOTHING_WANTED: N_("Nothing wanted"),
    Done.TOLD_WHERE: N_("Told where to complain"),
    Done.LEGAL_AID: N_("Sent to legal aid"),
    Done.COMPLAINT: N_("Complaint made"),
}
SOLVED_LABELS: Mapping[StrEnum, str] = {
    Solved.YES: N_("Yes"),
    Solved.PARTLY: N_("Partly"),
    Solved.NO: N_("No"),
    Solved.NOT_KNOWN: N_("Not known"),
}
