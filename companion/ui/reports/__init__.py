"""The Reports screen: what may be told of a month, quarter or year, what is held back and why, and the export.

May import the reports' and the log's domain, widgets and the ground of `ui`; no other screen. Numbers that stand in
tables, charts and files here come from `ReleasedTable` and from nothing else.
"""
