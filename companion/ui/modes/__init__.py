"""The modes: each lists its views and actions. No view asks which mode it is in.

May import: what `companion.ui` may.
"""
