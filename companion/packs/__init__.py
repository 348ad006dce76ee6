"""Content checked and built before it is trusted: validator and builder of the bundled content.

May import: the ground floor, `vault`, `rights`, `services`, `workshops`.
"""
