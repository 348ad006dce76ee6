"""Settings: every one declared, valid from the start, and kept where it belongs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion import paths, settings
from companion.errors import Problem
from companion.settings import SETTINGS, Scope, Settings
from companion.vault.vault import OpenVault, Vault

PACKAGE = Path(settings.__file__).parent

GOOD: dict[str, list[object]] = {
    "backup_days": [0, 30, 365],
    "backup_folder": ["", "/media/stick"],
    "last_backup": [None, "2026-11-20"],
    "language": ["", "en", "pt", "zh-Hant", "xr"],
    "theme": ["system", "light", "dark", "contrast"],
    "text_size": [100, 137, 200],
    "reduced_motion": ["system", "on", "off"],
    "client_language": ["", "ru", "pt-BR"],
    "place": ["pt", "us-or", "ca-bc", "au-act"],
    "service_place": [None, {"lat": 38.72, "lon": -9.14, "label": "Intendente"}, {"lat": 0, "lon": 180, "label": "x"}],
    "idle_minutes": [1, 5, 60],
    "last_visit": [None, "2026-11-20"],
    "confirm_days": [7, 183, 1095],
    "disclosure_k": [3, 5, 20],
    "disclosure_k_outside": [3, 10, 20],
    "laptop_names": [{}, {"1": "Carrinha"}],
    "dhis2_codes": [[], [["figure", "contacts", "needle_exchange", "", "fbfJHSPpUQD", "", "", ""]]],
    "place_names": [{"areas": {}, "sites": {}}, {"areas": {"1": "Norte"}, "sites": {"12": "Carrinha"}}],
    "provider_type": ["", "primary", "vending_machine"],
    "contacts_kept": [1, 12],
    "kiosk_topics_off": [[], ["under-18", "practice"]],
    "kiosk_kinds_off": [[], ["shelter", "needle_syringe"]],
    "kiosk_languages": [[], ["pt", "zh-Hant"]],
    "kiosk_naloxone": ["", "Box at the desk"],
    "law_signatures": [1, 2],
    "fields_off": [[], ["age", "tests"]],
}
BAD: dict[str, list[object]] = {
    "language": [None, 1, "English please", "../pt"],
    "theme": ["", "blue", None, ["dark"]],
    "text_size": [99, 201, 100.5, "100", True],
    "reduced_motion": [True, "maybe"],
    "client_language": [None, "p"],
    "place": ["", "PT", "portugal", "pt/../x"],
    "service_place": [{}, {"lat": 91, "lon": 0, "label": "x"}, {"lat": 0, "lon": 0, "label": ""}, "here", {"lat": "0"}],
    "idle_minutes": [0, 61, None],
    "last_visit": ["yesterday", "20261120", "2026-02-30", 5],
    "confirm_days": [6, 1096, "183", None],
    "disclosure_k": [0, 1, 2, 21, "5"],
    "disclosure_k_outside": [0, 2, 21, "10", None],
    "laptop_names": [{"0": "x"}, {"1": ""}, [], "van"],
    "dhis2_codes": [[[]], [["figure"]], [["a b", "", "", "", "", "", "", ""]], {}],
    "place_names": [
        {},
        {"areas": {"0": "x"}, "sites": {}},
        {"areas": {"1": "x" * 41}, "sites": {}},
        {"areas": {"1": "a\nb"}, "sites": {}},
        [],
    ],
    "provider_type": ["charity", None],
    "backup_days": [-1, 366, "7", True, None],
    "backup_folder": [None, 1, "a\0b", "x" * 5000],
    "last_backup": ["yesterday", "2026-13-01", 20261120],
    "contacts_kept": [0, 4, "3", True, None],
    "kiosk_topics_off": ["stopped", ["a b"], ["x", "x"], [1], None],
    "kiosk_kinds_off": ["food", [""], None],
    "kiosk_languages": ["pt", ["Portuguese please"], ["pt", "pt"]],
    "kiosk_naloxone": [None, 0, "x" * 41, "two\nlines", " "],
    "law_signatures": [0, 3, "1", True],
    "fields_off": [["Age"], ["age", "age"], "age", [1], [["age"]]],
}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    """An open vault that nobody keeps."""
    opened = Vault.throw_away(tmp_path / "vault")
    yield opened
    opened.close()


@pytest.fixture
def kept(vault: OpenVault, tmp_path: Path) -> Settings:
    """Settings with an open vault and a device of their own."""
    return Settings(vault.library, tmp_path / "device.json")


@pytest.mark.parametrize("key", SETTINGS)
def test_every_setting_has_a_valid_default_and_says_for_whom_it_is(key: str, kept: Settings) -> None:
    setting = SETTINGS[key]
    assert setting.key == key
    assert setting.allows(setting.default)
    assert setting.whom.endswith(".")
    assert kept.get(key) == setting.default


@pytest.mark.parametrize("key", SETTINGS)
def test_every_allowed_value_is_kept_and_every_other_refused(key: str, kept: Settings, vault: OpenVault) -> None:
    for value in GOOD[key]:
        kept.set(key, value)
        again = Settings(vault.library, kept._device)
        assert again.get(key) == value
        assert type(again.get(key)) is type(value)
    for value in BAD[key]:
        with pytest.raises(Problem, match=r"setting\.refused"):
            kept.set(key, value)
    assert kept.get(key) == GOOD[key][-1]
    kept.reset(key)
    assert kept.get(key) == SETTINGS[key].default


def test_an_undeclared_key_is_refused(kept: Settings) -> None:
    for ask in (lambda: kept.get("colour"), lambda: kept.set("colour", "red"), lambda: kept.reset("colour")):
        with pytest.raises(Problem, match=r"setting\.unknown\(key='colour'\)"):
            ask()


def test_a_default_that_somebody_changes_stays_the_default(kept: Settings) -> None:
    kept.get("fields_off").append("age")
    kept.get("place_names")["areas"]["1"] = "North"
    assert kept.get("fields_off") == []
    assert kept.get("place_names") == {"areas": {}, "sites": {}}


def test_the_device_learns_nothing_of_the_team(kept: Settings, tmp_path: Path) -> None:
    for key, values in GOOD.items():
        kept.set(key, values[-1])
    text = (tmp_path / "device.json").read_text(encoding="utf-8")
    for key, setting in SETTINGS.items():
        assert (key in text) is (setting.scope is Scope.DEVICE)
    assert "Carrinha" not in text


def test_without_a_vault_the_teams_settings_are_defaults(tmp_path: Path) -> None:
    closed = Settings(device=tmp_path / "device.json")
    assert closed.get("idle_minutes") == 5
    with pytest.raises(Problem, match=r"setting\.vault_closed"):
        closed.set("idle_minutes", 3)
    closed.set("theme", "dark")
    assert closed.get("theme") == "dark"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b'{"theme": "blue"}',
        b'{"theme": 5, "colour": 1}',
        b"[" * 30_000,
        b"x" * 100_000,
    ],
)
def test_a_damaged_device_file_is_not_fatal_and_can_be_written_again(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "device.json"
    path.write_bytes(damage)
    damaged = Settings(device=path)
    assert damaged.get("theme") == "system"
    damaged.set("text_size", 150)
    assert Settings(device=path).get("text_size") == 150
    assert Settings(device=path).get("theme") == "system"


def test_a_damaged_value_in_the_vault_is_not_fatal(kept: Settings, vault: OpenVault) -> None:
    for value in ("{", "7000", '"five"', "[" * 50_000):
        vault.library.execute("INSERT OR REPLACE INTO setting VALUES ('idle_minutes', ?)", (value,))
        assert kept.get("idle_minutes") == 5


def test_the_devices_file_is_the_usual_one_and_its_owners_alone() -> None:
    Settings().set("theme", "dark")
    path = paths.device_settings()
    assert path.stat().st_mode & 0o777 == 0o600
    assert Settings().get("theme") == "dark"


def test_every_key_used_in_the_program_is_declared() -> None:
    used = {key: path for path in PACKAGE.rglob("*.py") for key in keys_used(path.read_text(encoding="utf-8"))}
    assert not {key: path for key, path in used.items() if key not in SETTINGS}


def test_the_search_for_keys_finds_them() -> None:
    source = "self.settings.get('colour'); session.settings.set('x', 1); other.get('no'); _settings.reset('y')"
    assert set(keys_used(source)) == {"colour", "x", "y"}


def keys_used(source: str) -> Iterator[str]:
    """Keys given as words to `….settings.get`, `set` and `reset`."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        owner = ast.unparse(node.func.value).rpartition(".")[2]
        key = node.args[0]
        if node.func.attr in ("get", "set", "reset") and owner.endswith("settings") and isinstance(key, ast.Constant):
            yield str(key.value)
