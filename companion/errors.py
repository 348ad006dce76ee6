"""What can go wrong, as codes with facts.

A room raises `Problem("vault.wrong_passphrase")`; which sentence a person reads, and what to do next, is written once
in `companion.i18n.messages`, for the screens and the command line alike. A test proves that every code has a message.
"""

from __future__ import annotations

from enum import IntEnum

Fact = str | int | float | None


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    INPUT_AT_FAULT = 1
    WRONG_USAGE = 2
    VAULT_CLOSED = 3


class Problem(Exception):
    """A domain error: a dotted code (`room.what`) and the facts its sentence needs.

    `exit_code` follows from the room: what starts with `vault.` is a vault that cannot be opened, all else is input.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def exit_code(self) -> ExitCode:
        return ExitCode.VAULT_CLOSED if self.code.startswith("vault.") else ExitCode.INPUT_AT_FAULT

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value!r}" for key, value in self.facts.items())
        return f"{self.code}({facts})"
