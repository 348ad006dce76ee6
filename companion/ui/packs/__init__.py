"""Content packs on screen: an update looked at and taken in, whom the vault trusts, an editor's folder as pages.

May import: what `companion.ui` may.
"""
