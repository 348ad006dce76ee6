"""Counts that may leave the building: periods, indicators, the disclosure ladder, exports.

May import: the ground floor, `vault` and `log`.
"""
