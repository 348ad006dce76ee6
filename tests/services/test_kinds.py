"""Kinds and features are claimed only when the directory says so."""

from __future__ import annotations

import pytest

from companion import paths
from companion.services import labels
from companion.services.kinds import features, kinds
from companion.services.records import Feature, ServiceKind, Term


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Needle and syringe programme", "needle_syringe"),
        ("Troca de seringas", "needle_syringe"),
        ("Sala de Consumo Assistido", "consumption_room"),
        ("Overdose prevention site", "consumption_room"),
        ("Narcan kits", "naloxone"),
        ("Drug checking", "drug_checking"),
        ("Methadone clinic", "opioid_agonist_treatment"),
        ("HIV and hepatitis testing", "hiv_hcv_testing"),
        ("Legal aid desk", "legal_aid"),
        ("Night shelter", "shelter"),
        ("Drop-in", "day_centre"),
        ("Community Counselling", "counselling"),
        ("Обмен шприцев", "needle_syringe"),
        ("Library", "other"),
        ("Needless House", "other"),
        ("Mathematics club", "other"),
    ],
)
def test_names_are_read_conservatively(name: str, kind: str) -> None:
    assert kinds([name], [])[0] == kind


def test_our_own_codes_are_taken_at_their_word() -> None:
    terms = [Term("x", "shelter", "companion"), Term("y", "needle_syringe", "Companion"), Term("z", "food", "other")]
    assert kinds(["Needle Stop"], terms) == (ServiceKind.NEEDLE_SYRINGE, ServiceKind.SHELTER)


def test_terms_of_others_are_read_like_names() -> None:
    assert kinds(["House"], [Term("Syringe services", "X-12", "AIRS")]) == (ServiceKind.NEEDLE_SYRINGE,)


def found(**given: object) -> set[Feature]:
    nothing: dict[str, object] = {"fees": [], "amounts": [], "documents": [], "accessibility": [], "served": []}
    return set(features([], **(nothing | given)))  # type: ignore[arg-type]


def test_features_need_plain_words() -> None:
    assert found(fees=["Free of charge."]) == {Feature.FREE}
    assert found(fees=["Free for members"]) == set()
    assert found(amounts=[0.0]) == {Feature.FREE}
    assert found(amounts=[0.0, 5.0]) == set()
    assert found(amounts=[0.0], fees=["ask"]) == set()
    assert found(documents=["None"]) == {Feature.NO_ID}
    assert found(documents=["Passport"]) == set()
    assert found(documents=[]) == set()
    assert found(accessibility=["Wheelchair access on all levels"]) == {Feature.WHEELCHAIR}
    assert found(accessibility=["Not suitable for a wheelchair"]) == set()
    assert found(accessibility=["Wheelchair ramp", "No wheelchair toilet"]) == set()
    assert found(served=[ServiceKind.WOMEN, ServiceKind.YOUTH]) == {Feature.WOMEN, Feature.YOUNG_PEOPLE}


def test_every_kind_and_feature_has_a_name_and_an_icon() -> None:
    assert set(labels.KINDS) == set(ServiceKind)
    assert set(labels.FEATURES) == set(Feature)
    icons = [label.icon for label in labels.KINDS.values()] + [icon for icon, _ in labels.FEATURES.values()]
    assert [icon for icon in icons if not paths.resources("icons", f"{icon}.svg").is_file()] == []
    assert all(label.explanation for label in labels.KINDS.values())
