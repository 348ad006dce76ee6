"""The Log screen: a contact in three seconds, one undo, today's tally.

May import the log's domain, widgets and the ground of `ui`; no other screen.
"""
