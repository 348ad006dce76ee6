"""A contact begun on another page: somebody was sent on to a service, or a topic was talked about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from companion.log.contacts import Referral, Topic

# Which referral a kind of service is. What is not here is "somewhere else".
_REFERRALS: Mapping[str, Referral] = {
    "needle_syringe": Referral.OTHER,
    "consumption_room": Referral.CONSUMPTION_ROOM,
    "drug_checking": Referral.DRUG_CHECKING,
    "opioid_agonist_treatment": Referral.TREATMENT,
    "treatment": Referral.TREATMENT,
    "hiv_hcv_testing": Referral.TESTING,
    "legal_aid": Referral.LEGAL_AID,
    "shelter": Referral.SHELTER,
    "day_centre": Referral.SOCIAL,
    "food": Referral.SOCIAL,
    "hygiene": Referral.SOCIAL,
    "women": Referral.SOCIAL,
    "youth": Referral.SOCIAL,
    "peer_organisation": Referral.SOCIAL,
    "outreach": Referral.SOCIAL,
    "health": Referral.HEALTH,
    "pharmacy": Referral.HEALTH,
    "naloxone": Referral.HEALTH,
    "counselling": Referral.MENTAL_HEALTH,
}


def from_elsewhere(preset: object, kind: object) -> dict[str, Any]:
    """The fields to fill in; empty where nothing of the kind is known. `kind` is a code, never a name."""
    words = str(kind)
    if preset == "referral":
        return {"referrals": frozenset({_REFERRALS.get(words) or _one(Referral, words) or Referral.OTHER})}
    if preset == "topic":
        return {"topics": frozenset({_one(Topic, words) or Topic.OTHER})}
    return {}


def _one(kind: type[StrEnum], code: str) -> Any:
    return next((one for one in kind if one.value == code), None)
