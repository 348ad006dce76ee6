"""Settings in one declared table: key, what is allowed, default, and whether they belong to the device or the team.

A device's settings stand in clear in `paths.device_settings()` and say nothing about anybody's work. The vault's travel
with the vault, in its library store, and can only be read while it is open. Values are what JSON can hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from companion import files, paths
from companion.errors import Problem

DEVICE_FILE_LIMIT = 64 * 1024
LABEL_LENGTH = 40
PATH_LENGTH = 4096
LIST_LENGTH = 400


class Scope(StrEnum):
    """Where a setting is kept."""

    DEVICE = "device"
    VAULT = "vault"


@dataclass(frozen=True)
class Setting:
    """One declared setting: `allows` says of a value from JSON whether it is one; `whom` says who needs it."""

    key: str
    scope: Scope
    default: Any
    allows: Callable[[object], bool]
    whom: str


def _one_of(*choices: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in choices


def _one_of_numbers(*choices: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value in choices


def _whole(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _matching(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _label(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and len(value) <= LABEL_LENGTH and value.isprintable()


def _codes(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == len({*map(str, value)})
        and all(map(_matching(r"[a-z_]{1,40}"), value))
    )


def _several(pattern: str) -> Callable[[object], bool]:
    """A list without doubles of what the pattern matches."""
    return lambda value: (
        isinstance(value, list)
        and len(value) == len({*map(str, value)}) <= LIST_LENGTH
        and all(map(_matching(pattern), value))
    )


def _label_or_nothing(value: object) -> bool:
    return value == "" or _label(value)


def _day_or_nothing(value: object) -> bool:
    try:
        return value is None or (isinstance(value, str) and date.fromisoformat(value).isoformat() == value)
    except ValueError:
        return False


def _folder(value: object) -> bool:
    return isinstance(value, str) and len(value) <= PATH_LENGTH and "\0" not in value


def _spot_or_nothing(value: object) -> bool:
    """Nothing, or a place on the map: `{"lat": …, "lon": …, "label": …}` in degrees."""
    if value is None:
        return True
    if not isinstance(value, dict) or set(value) != {"lat", "lon", "label"}:
        return False
    return _degrees(value["lat"], 90) and _degrees(value["lon"], 180) and _label(value["label"])


def _degrees(value: object, most: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -most <= value <= most


def _place_names(value: object) -> bool:
    """`{"areas": {"1": "North"}, "sites": {"1": "Bus"}}`: what the team calls the numbers in its log."""
    if not isinstance(value, dict) or set(value) != {"areas", "sites"}:
        return False
    return all(isinstance(names, dict) and all(map(_numbered_label, names.items())) for names in value.values())


def _numbered_label(item: tuple[object, object]) -> bool:
    return _matching(r"[1-9][0-9]{0,2}")(item[0]) and _label(item[1])


def _laptop_names(value: object) -> bool:
    """`{"1": "Van"}`: what the coordinator calls the laptops of the team."""
    return isinstance(value, dict) and all(map(_numbered_label, value.items()))


def _dhis2_codes(value: object) -> bool:
    """Rows of what is ours and what is theirs, all of them codes: see `companion.reports.dhis2_codes`."""
    return isinstance(value, list) and all(
        isinstance(row, list) and len(row) == 8 and all(map(_matching(r"[A-Za-z0-9_.\-]{0,60}"), row)) for row in value
    )


_TAG = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"

SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting("language", Scope.DEVICE, "", _matching(f"({_TAG})?"), "Who reads the screen; empty: as the system."),
        Setting(
            "theme", Scope.DEVICE, "system", _one_of("system", "light", "dark", "contrast"), "Eyes, sun and night."
        ),
        Setting("text_size", Scope.DEVICE, 100, _whole(100, 200), "Who reads better in large letters; percent."),
        Setting("reduced_motion", Scope.DEVICE, "system", _one_of("system", "on", "off"), "Whom movement makes ill."),
        Setting(
            "client_language", Scope.VAULT, "", _matching(f"({_TAG})?"), "The person asking; empty: as the screen."
        ),
        Setting("place", Scope.VAULT, "pt", _matching(r"[a-z]{2}(-[a-z0-9]{1,5})?"), "Which law the team works under."),
        Setting("service_place", Scope.VAULT, None, _spot_or_nothing, "From where distances are counted."),
        Setting(
            "confirm_days", Scope.VAULT, 183, _whole(7, 1095), "After how many days a service is to be confirmed again."
        ),
        Setting("idle_minutes", Scope.VAULT, 5, _whole(1, 60), "Who is called away from an open laptop."),
        Setting("backup_days", Scope.VAULT, 7, _whole(0, 365), "Who forgets to make backups; 0: never reminded."),
        Setting("backup_folder", Scope.VAULT, "", _folder, "Who makes backups to the same stick each week."),
        Setting("last_backup", Scope.VAULT, None, _day_or_nothing, "Who wants to know how much a broken disk takes."),
        Setting("last_visit", Scope.VAULT, None, _day_or_nothing, "Who wants to know what changed in the law since."),
        Setting("disclosure_k", Scope.VAULT, 5, _whole(3, 20), "Nobody is to be recognised in a report."),
        Setting(
            "disclosure_k_outside",
            Scope.VAULT,
            10,
            _whole(3, 20),
            "Nobody is to be recognised by strangers, who know less of the team and ask more.",
        ),
        Setting("laptop_names", Scope.VAULT, {}, _laptop_names, "The coordinator, who tells the team's laptops apart."),
        Setting("dhis2_codes", Scope.VAULT, [], _dhis2_codes, "The ministry's platform, which has its own codes."),
        Setting(
            "place_names", Scope.VAULT, {"areas": {}, "sites": {}}, _place_names, "What the team calls its places."
        ),
        Setting(
            "provider_type",
            Scope.VAULT,
            "",
            _one_of("", "primary", "secondary", "pharmacy", "vending_machine"),
            "The funder, who counts by kind of provider; set once.",
        ),
        Setting("contacts_kept", Scope.VAULT, 3, _one_of_numbers(1, 2, 3, 6, 12), "The team: how long, in months."),
        Setting("law_signatures", Scope.VAULT, 1, _whole(1, 2), "Who wants two to vouch for a change of the law."),
        Setting(
            "kiosk_topics_off", Scope.VAULT, [], _several(r"[a-z0-9-]{1,60}"), "Visitors, whom not every page is for."
        ),
        Setting("kiosk_kinds_off", Scope.VAULT, [], _codes, "Visitors, whom not every kind of help is for."),
        Setting(
            "kiosk_languages", Scope.VAULT, [], _several(_TAG), "Visitors: the languages of the house; empty: all."
        ),
        Setting("kiosk_naloxone", Scope.VAULT, "", _label_or_nothing, "Who must find the naloxone at once."),
        Setting("fields_off", Scope.VAULT, [], _codes, "A team that does not need every field of the contact form."),
    )
}


class SettingStore(Protocol):
    """What settings need of an open store."""

    def query(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]: ...
    def execute(self, sql: str, params: Sequence[object] = ()) -> int: ...
    def transaction(self) -> AbstractContextManager[None]: ...


class Settings:
    """The settings in use: the device's at once, the team's while a vault is open."""

    def __init__(self, library: SettingStore | None = None, device: Path | None = None) -> None:
        """`library` is the open vault's library store; `device` the device's file, if not the usual one."""
        self._library = library
        self._device = device or paths.device_settings()

    def get(self, key: str) -> Any:
        """The value, or the default where nothing sensible is kept. An undeclared key raises `setting.unknown`."""
        setting = declared(key)
        kept = self._read_device() if setting.scope is Scope.DEVICE else self._read_vault(key)
        value = kept.get(key)
        return value if key in kept and setting.allows(value) else deepcopy(setting.default)

    def set(self, key: str, value: object) -> None:
        """Keep a value. Raises `setting.unknown`, `setting.refused`, `setting.vault_closed`, `file.…`, `vault.…`."""
        setting = declared(key)
        if not setting.allows(value):
            raise Problem("setting.refused", key=key)
        if setting.scope is Scope.VAULT:
            self._open_library().execute(
                "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, json.dumps(value, ensure_ascii=False, sort_keys=True)),
            )
            return
        kept = {**self._read_device(), key: value}
        files.make_folder(self._device.parent)
        files.write_whole(self._device, json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True).encode())

    def reset(self, key: str) -> None:
        """Go back to the default."""
        self.set(key, deepcopy(declared(key).default))

    def _read_device(self) -> dict[str, object]:
        """What the device's file holds of the declared settings. A damaged or missing file holds nothing."""
        try:
            kept = json.loads(files.read_text(self._device, limit=DEVICE_FILE_LIMIT))
        except (Problem, ValueError, RecursionError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {key: value for key, value in kept.items() if key in SETTINGS and SETTINGS[key].scope is Scope.DEVICE}

    def _read_vault(self, key: str) -> dict[str, object]:
        if self._library is None:
            return {}
        kept: dict[str, object] = {}
        for (value,) in self._library.query("SELECT value FROM setting WHERE key = ?", (key,)):
            with suppress(ValueError, RecursionError):
                kept[key] = json.loads(value)
        return kept

    def _open_library(self) -> SettingStore:
        if self._library is None:
            raise Problem("setting.vault_closed")
        return self._library


def declared(key: str) -> Setting:
    """The declaration of a setting, or `setting.unknown`."""
    if key not in SETTINGS:
        raise Problem("setting.unknown", key=key)
    return SETTINGS[key]
