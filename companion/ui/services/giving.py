"""What a service is handed on as: a sheet for the pocket, and a referral in the tally."""

from __future__ import annotations

from companion.log.contacts import Referral
from companion.services.records import Listing, ServiceKind

_REFERRALS = {
    ServiceKind.LEGAL_AID: Referral.LEGAL_AID,
    ServiceKind.DRUG_CHECKING: Referral.DRUG_CHECKING,
    ServiceKind.CONSUMPTION_ROOM: Referral.CONSUMPTION_ROOM,
    ServiceKind.HIV_HCV_TESTING: Referral.TESTING,
    ServiceKind.OPIOID_AGONIST_TREATMENT: Referral.TREATMENT,
    ServiceKind.TREATMENT: Referral.TREATMENT,
    ServiceKind.SHELTER: Referral.SHELTER,
    ServiceKind.COUNSELLING: Referral.MENTAL_HEALTH,
    ServiceKind.HEALTH: Referral.HEALTH,
    ServiceKind.PHARMACY: Referral.HEALTH,
    ServiceKind.DAY_CENTRE: Referral.SOCIAL,
    ServiceKind.FOOD: Referral.SOCIAL,
    ServiceKind.HYGIENE: Referral.SOCIAL,
}


def referral_of(listing: Listing) -> Referral:
    """What being sent there counts as; `OTHER` where the log has no word of its own for it."""
    return next((_REFERRALS[kind] for kind in listing.kinds if kind in _REFERRALS), Referral.OTHER)
