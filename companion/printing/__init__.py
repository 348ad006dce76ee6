"""Pages as text and marks, before any printer: cards, leaflets, sheets, reports; as HTML, as plain text, as QR codes.

May import: everything but `cli` and `ui`. Qt is not known here; `companion.ui.printing` sets and prints these pages.
"""
