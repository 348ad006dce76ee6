"""The directory on screen: search, filters, list, detail, and taking a list in.

May import: everything but `cli`.
"""
