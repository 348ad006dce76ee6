"""The words of the contract, as codes: what is stored, asked and printed as JSON. Labels stand in each room."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What the law does with an act, mildest first; `depends` and `not_covered` stand outside that order."""

    NO_OFFENCE = "no_offence"
    TOLERATED = "tolerated"
    ADMINISTRATIVE = "administrative"
    DIVERSION = "diversion"
    CRIMINAL = "criminal"
    DEPENDS = "depends"
    NOT_COVERED = "not_covered"


class Certainty(StrEnum):
    """How firm an answer is: written law, somebody's discretion, or a dispute."""

    SETTLED = "settled"
    DISCRETIONARY = "discretionary"
    DISPUTED = "disputed"


class Relation(StrEnum):
    """Where the weighed amount stands to the line."""

    UNDER = "under"
    AT = "at"
    OVER = "over"


class Basis(StrEnum):
    """What the law weighs: the whole, or the pure substance in it."""

    GROSS = "gross"
    ACTIVE_SUBSTANCE = "active_substance"


class Act(StrEnum):
    """What the person does. `possess` means for one's own use."""

    POSSESS = "possess"
    USE = "use"
    CULTIVATE = "cultivate"
    SHARE = "share"
    SELL = "sell"
    CARRY_EQUIPMENT = "carry_equipment"


class Setting(StrEnum):
    """Where it happens."""

    PUBLIC = "public"
    HOME = "home"
    VEHICLE = "vehicle"
    SCHOOL = "school"
    PRISON = "prison"
    CONSUMPTION_ROOM = "consumption_room"


class ReviewState(StrEnum):
    """Who has read a statement. The last is the only one that a reader may rely on."""

    DRAFT = "draft"
    CHECKED_BY_SPEAKER = "checked_by_speaker"
    CHECKED_BY_LAWYER = "checked_by_lawyer"


class Model(StrEnum):
    """INPUD's five models, and crime: how a place treats possession for own use."""

    CRIMINALISED = "criminalised"
    DEPENALISED = "depenalisation"
    POLICE_DIVERSION = "police_diversion"
    ADMINISTRATIVE = "decriminalised_administrative"
    HEALTH_DIVERSION = "decriminalised_health_diversion"
    NO_SANCTIONS = "decriminalised_no_sanctions"


class NotCovered(StrEnum):
    """Why no rule answers."""

    NEVER_RECORDED = "never_recorded"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    REPEALED = "repealed"
    OUTSIDE_PACKS = "outside_packs"
