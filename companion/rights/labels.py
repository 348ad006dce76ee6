"""The law's codes in words, marked here and translated when shown."""

from __future__ import annotations

from collections.abc import Mapping

from companion.i18n import locales
from companion.i18n.catalogs import N_, Catalog, catalog
from companion.rights.amounts import Amount, parse_amount
from companion.vocabulary import Act, Certainty, Model, NotCovered, Outcome, ReviewState, Setting

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.NO_OFFENCE: N_("No offence"),
    Outcome.TOLERATED: N_("Tolerated"),
    Outcome.ADMINISTRATIVE: N_("Fine or other measure"),
    # A place whose body has a name of its own says it as the label `outcome-diversion` of its texts.
    Outcome.DIVERSION: N_("Sent to a health or social body"),
    Outcome.CRIMINAL: N_("Crime"),
    Outcome.DEPENDS: N_("It depends"),
    Outcome.NOT_COVERED: N_("Not covered here"),
}
MODELS: Mapping[Model, str] = {
    Model.CRIMINALISED: N_("A crime"),
    Model.DEPENALISED: N_("A crime in law, not punished in practice (depenalisation)"),
    Model.POLICE_DIVERSION: N_("A crime in law, police send people to help instead (police diversion)"),
    Model.ADMINISTRATIVE: N_("Not a crime: fines or other administrative measures"),
    Model.HEALTH_DIVERSION: N_("Not a crime: sent to a health and social body"),
    Model.NO_SANCTIONS: N_("Not a crime: no sanctions"),
}
ACTS: Mapping[Act, str] = {
    Act.POSSESS: N_("Carries, own use"),
    Act.USE: N_("Uses"),
    Act.CULTIVATE: N_("Grows"),
    Act.SHARE: N_("Shares"),
    Act.SELL: N_("Sells"),
    Act.CARRY_EQUIPMENT: N_("Carries equipment"),
}
SETTINGS: Mapping[Setting, str] = {
    Setting.PUBLIC: N_("Public place"),
    Setting.HOME: N_("At home"),
    Setting.VEHICLE: N_("Vehicle"),
    Setting.SCHOOL: N_("School"),
    Setting.PRISON: N_("Prison"),
    Setting.CONSUMPTION_ROOM: N_("Consumption room"),
}
CERTAINTIES: Mapping[Certainty, str] = {
    Certainty.SETTLED: N_("Settled law"),
    Certainty.DISCRETIONARY: N_("Somebody decides case by case"),
    Certainty.DISPUTED: N_("Courts or sources do not agree"),
}
REVIEW_STATES: Mapping[ReviewState, str] = {
    ReviewState.DRAFT: N_("Drafted from public sources, not yet checked by a local lawyer"),
    ReviewState.CHECKED_BY_SPEAKER: N_("Translation checked by a speaker, law not yet checked by a local lawyer"),
    ReviewState.CHECKED_BY_LAWYER: N_("Checked by a local lawyer"),
}
REASONS: Mapping[NotCovered, str] = {
    NotCovered.NEVER_RECORDED: N_(
        "No rule for this is recorded for this place. That does not mean that it is allowed."
    ),
    NotCovered.NOT_YET_IN_FORCE: N_("On that day the rules recorded here were not in force yet."),
    NotCovered.REPEALED: N_("On that day the rules recorded here had been repealed."),
    NotCovered.OUTSIDE_PACKS: N_("This place is not in the content that this program has."),
}
# What a question can leave open, as the person is asked for it.
DIMENSIONS: Mapping[str, str] = {
    "amount": N_("How much it is"),
    "pure_amount": N_("How much pure substance is in it"),
    "purity": N_("How much of it is pure substance"),
    "setting": N_("Where it is"),
    "age": N_("How old the person is"),
    "dependent": N_("Whether the person is dependent"),
    "earlier": N_("Whether there was an earlier case"),
    "decided_by": N_("Decision of %(owner)s"),
    "measure": N_("How it compares with the amount in the law"),
    "together": N_("How much it is with everything else"),
    "substance": N_("Each drug on its own"),
    "day": N_("Whether the change was in force by then"),
}
# The same in the sentence "It depends on …".
# Translators: each completes "It depends on %(what)s."; several are joined as a list.
DEPENDS_ON: Mapping[str, str] = {
    "amount": N_("how much it is"),
    "pure_amount": N_("how much pure substance is in it"),
    "purity": N_("how pure it is"),
    "setting": N_("where it is"),
    "age": N_("how old the person is"),
    "dependent": N_("whether the person is dependent"),
    "earlier": N_("whether there was an earlier case"),
    "decided_by": N_("the decision of %(owner)s"),
    "measure": N_("how it compares with the amount in the law"),
    "given": N_("one more thing about the case"),
    "together": N_("how much it is with everything else"),
    "substance": N_("a drug for which no rule is recorded here"),
    "day": N_("a day that is not known exactly"),
}
WARNINGS: Mapping[str, str] = {
    "not-a-permission": N_(
        "The amount is not a permission. Other signs of dealing can start a criminal case at any amount."
    ),
    "after-known": N_("This is known to be true up to %(date)s. Whether it still holds on the day asked is not known."),
    "review-overdue": N_("This should have been looked at again by %(date)s. Ask before you rely on it."),
    "day-not-known": N_(
        "The law changed around that day. On which day exactly is not known, so both the old and the new may hold."
    ),
    "cannot-compare": N_("The law measures this in another unit, so the amount cannot be compared with it."),
    "draft": N_("Drafted from public sources. No local lawyer has checked it yet."),
    "ask-legal-aid": N_("Ask a local legal aid service."),
}
CHANGE_DIRECTIONS: Mapping[str, str] = {
    "milder": N_("Milder"),
    "stricter": N_("Stricter"),
    "neutral": N_("Changed"),
}
CHANGE_STATES: Mapping[str, str] = {
    "in_force": N_("In force"),
    "failed": N_("Failed"),
    "struck_down": N_("Struck down"),
    "announced": N_("Announced"),
}


def amount_label(amount: Amount, language: str) -> str:
    """`1 g`, `0,5 g`, `4 tablets`, with the number as the language writes it."""
    number = locales.number(amount.value, language)
    # Half a tablet takes the plural of most languages; catalogs count whole things only.
    count = int(amount.value) if amount.value == int(amount.value) else 2
    counted = _counted(catalog(language), amount.unit, count, number)
    return counted or f"{number}\u00a0{'µg' if amount.unit == 'ug' else amount.unit}"


def _counted(words: Catalog, unit: str, count: int, number: str) -> str:
    match unit:
        case "tablet":
            return words.trn("%(n)s tablet", "%(n)s tablets", count, n=number)
        case "blotter":
            return words.trn("%(n)s blotter", "%(n)s blotters", count, n=number)
        case "plant":
            return words.trn("%(n)s plant", "%(n)s plants", count, n=number)
        case "dose":
            return words.trn("%(n)s dose", "%(n)s doses", count, n=number)
        case "piece":
            return words.trn("%(n)s piece", "%(n)s pieces", count, n=number)
    return ""


def value_label(dimension: str, value: str, language: str) -> str:
    """A value of a dimension in words: `over 1 g` → "more than 1 g", `0-15` → "under 16", `yes` → "Yes"."""
    words = catalog(language)
    parts = value.split(", ")
    if dimension == "setting":
        return locales.joined([words.tr(SETTINGS[Setting(part)]) for part in parts], language)
    if dimension == "age":
        return locales.joined([_age_label(words, part) for part in parts], language)
    if value in _PLAIN_VALUES:
        return words.tr(_PLAIN_VALUES[value])
    if len(parts) == 2 and parts[0].removeprefix("from ") == parts[1].removeprefix("up to "):
        return words.tr(
            "Exactly %(amount)s", amount=amount_label(parse_amount(parts[1].removeprefix("up to ")), language)
        )
    return locales.joined([_span_label(words, part, language) for part in parts], language)


_PLAIN_VALUES = {
    "yes": N_("Yes"),
    "no": N_("No"),
    "no, yes": N_("Yes or no"),
    "within": N_("Not more than the law’s amount"),
    "beyond": N_("More than the law’s amount"),
    "any": N_("Any amount"),
    "begun": N_("It was in force by then"),
    "not_begun": N_("It was not in force yet"),
}


def _age_label(words: Catalog, value: str) -> str:
    low, _, high = value.partition("-")
    if not high:
        return words.tr("%(age)s and over", age=low.rstrip("+")) if value.endswith("+") else value
    if low == high:
        return low
    if low == "0":
        return words.tr("Under %(age)s", age=int(high) + 1)
    return words.tr("%(low)s to %(high)s", low=low, high=high)


def _span_label(words: Catalog, part: str, language: str) -> str:
    for prefix, sentence in _SPANS.items():
        if part.startswith(prefix + " "):
            return words.tr(sentence, amount=amount_label(parse_amount(part[len(prefix) + 1 :]), language))
    return part


_SPANS = {
    "over": N_("More than %(amount)s"),
    "up to": N_("%(amount)s or less"),
    "under": N_("Less than %(amount)s"),
    "from": N_("%(amount)s or more"),
}
