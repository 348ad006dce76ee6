"""Language as catalogs (interface) and as data (content): translating, locales, formatted dates and amounts.

May import: the single files of `companion`.
"""
