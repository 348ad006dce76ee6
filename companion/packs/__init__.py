"""Content packs: checked, built, signed; and taken into a vault only from those it trusts, for what it trusts them.

May import: the ground floor, `vault`, `rights`, `services`, `workshops`.
"""
