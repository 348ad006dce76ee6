"""The Reports screen: what may be told of a period, what is held back and why, and the ways out.

Beside it the list of what has gone out, the team's laptops, and what was declared beforehand.

May import the reports', the log's and the printing domain, widgets and the ground of `ui`, and from `ui.printing` what
paints a page; no other screen. Numbers in tables, charts and files here come from `ReleasedTable` and nothing else.
"""
