"""The command line: one file per command group.

May import: every room but `ui`.
"""
