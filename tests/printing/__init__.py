"""Prints as text, HTML and codes; pictures of the pages are looked at in tests/ui."""
