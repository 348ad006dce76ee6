"""Sentences for what a check of the vault found, by code; translated when shown."""

from __future__ import annotations

from companion.i18n.catalogs import N_

FINDINGS = {
    "vault.finding_page": N_(
        "“%(file)s” is damaged: %(detail)s. Keep the folder as it is and restore your last backup."
    ),
    "vault.finding_header_damaged": N_(
        "“header.key” is damaged, but your passphrase still opens it. "
        "Change the passphrase to write it anew, then make a backup."
    ),
    "vault.finding_header_changed": N_(
        "“header.key” was changed by something other than this program: an old passphrase may open the vault again. "
        "Make a new vault, or restore a backup that you trust."
    ),
    "vault.finding_header_older": N_(
        "“header.key” is older than the data: somebody put an old copy back, and old passphrases may open it again. "
        "Change the passphrase now."
    ),
}
