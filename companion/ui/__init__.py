"""The screens: all Qt, and nothing else.

May import: every room but `cli`.
"""
