"""The vault's tests. Each promise of SECURITY.md names one of them."""

PASSPHRASE = "purple umbrella lantern sugar"
OTHER = "seven quiet tractors under rain"
