"""Companion: local rights, help nearby and anonymous counts, offline and encrypted.

Single files of this folder and `i18n` are the ground floor: they import nothing from the other rooms.
"""

__version__ = "0.1.0"
