"""What was done, never who: contacts, tallies, undo, retention.

May import: the ground floor and `vault`.
"""
