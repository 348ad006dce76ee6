"""The kiosk: a shared touch screen for visitors, which forgets each of them and knows nothing of the log.

May import: what `companion.ui` may. Nothing here asks a vault for its log, or opens a dialog of the system.
"""
