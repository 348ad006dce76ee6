"""A secret in three shares of which any two give it back, and one alone tells nothing at all (Shamir, two of three).

Each byte of the secret is where a straight line over the field of 256 elements meets zero; a share is another point of
each line. Two points make a line, one point lies on a line through every value. Arithmetic is that of the field with
the polynomial x⁸ + x⁴ + x³ + x + 1; nothing here depends on secret values for its branches.
"""

from __future__ import annotations

import os

SHARES = 3
NEEDED = 2


def split(secret: bytes) -> tuple[bytes, bytes, bytes]:
    """The three shares, as long as the secret each; the place in the tuple, from 1, belongs to the share."""
    slopes = os.urandom(len(secret))
    one, two, three = (_points(secret, slopes, place) for place in range(1, SHARES + 1))
    return one, two, three


def combine(place: int, share: bytes, other_place: int, other: bytes) -> bytes:
    """The secret from two different shares and their places (1 to 3).

    Shares of different secrets give bytes that mean nothing: nothing here can tell.
    """
    if place == other_place or len(share) != len(other):
        raise ValueError("two different shares of one length are needed")
    # Lagrange at zero; in this field minus is plus, and plus is exclusive or.
    down = _inverse(place ^ other_place)
    weight, other_weight = _times(other_place, down), _times(place, down)
    return bytes(_times(a, weight) ^ _times(b, other_weight) for a, b in zip(share, other, strict=True))


def _points(secret: bytes, slopes: bytes, place: int) -> bytes:
    return bytes(byte ^ _times(slope, place) for byte, slope in zip(secret, slopes, strict=True))


def _times(one: int, other: int) -> int:
    """The product in the field, with masks in place of branches."""
    product = 0
    for bit in range(8):
        product ^= -(other >> bit & 1) & one
        one = one << 1 ^ (-(one >> 7) & 0x11B)
    return product


def _inverse(value: int) -> int:
    """What gives 1 when multiplied: the 254th power."""
    result = 1
    for _ in range(254):
        result = _times(result, value)
    return result
