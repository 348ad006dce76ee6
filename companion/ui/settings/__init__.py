"""The settings: one page, one plain sentence each.

May import: what `companion.ui` may.
"""
