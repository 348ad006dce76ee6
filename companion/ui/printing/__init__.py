"""Prints on the screen and on paper: typesetting, preview, PDF, the printer, and codes for a telephone.

May import: what `companion.ui` may. What stands on a page is decided in `companion.printing`; this room only sets it.
"""
