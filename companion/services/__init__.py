"""Local help in HSDS nouns: directory, import with findings, opening hours, search.

May import: the ground floor and `vault`.
"""
