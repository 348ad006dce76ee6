"""The Incidents screen: a guided, coarse record of a rights violation, and the team's own totals.

May import the log's and the law's domain, widgets, the bodies of Rights and the ground of `ui`; no other screen.
"""
