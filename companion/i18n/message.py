"""What a person reads when something goes wrong: three sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """Three whole sentences: what happened, why or where, and what to do."""

    title: str
    explanation: str
    next_step: str
