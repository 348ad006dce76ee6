"""The vault's tests. Each promise of SECURITY.md names one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companion.vault.vault import OpenVault

PASSPHRASE = "purple umbrella lantern sugar"
OTHER = "seven quiet tractors under rain"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in the folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def setting(vault: OpenVault) -> list[tuple[object, ...]]:
    """The values of the team's settings."""
    return vault.library.query("SELECT value FROM setting")
