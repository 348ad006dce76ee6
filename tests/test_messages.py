"""Every problem the program can raise has a title, an explanation and a next step, and the facts they speak of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from companion.errors import Problem
from companion.i18n.messages import MESSAGES, Message, explain
from tests.architecture.source import Source, called, sources

CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
PLACEHOLDER = re.compile(r"%\((\w+)\)")


@dataclass(frozen=True)
class Raised:
    """One place that makes a `Problem`: its code and the facts it gives (None: not written out there)."""

    place: str
    code: str
    facts: frozenset[str] | None


def raised(source: Source) -> list[Raised]:
    """The problems of a file.

    Where the code is not written in the call, every code written in the class or function around it could be meant
    (in the file, when there is none); its facts are then taken as given.
    """
    found = []
    for part in source.tree.body:
        for node in ast.walk(part):
            if not isinstance(node, ast.Call) or called(node) != "Problem" or not node.args:
                continue
            given = {keyword.arg for keyword in node.keywords}
            literal = _texts(node.args[0])
            facts = frozenset(name for name in given if name) if literal and None not in given else None
            codes = literal or _texts(part) or _texts(source.tree)
            found += [Raised(f"{source.place}:{node.lineno}", code, facts) for code in sorted(codes)]
    return found


def _texts(node: ast.AST) -> set[str]:
    """The codes written in an expression or a file."""
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value)
    }


def faults(places: Iterable[Raised], messages: dict[str, Message]) -> list[str]:
    """Codes without a message, and sentences that speak of a fact nobody gives."""
    found = []
    for place in places:
        message = messages.get(place.code)
        if message is None:
            found.append(f"{place.place}: {place.code} has no message in companion/i18n/messages.py")
        elif place.facts is not None:
            spoken = set(PLACEHOLDER.findall(message.title + message.explanation + message.next_step))
            found += [f"{place.place}: {place.code} speaks of %({name})s, not given" for name in spoken - place.facts]
    return found


def test_every_problem_has_a_message_whose_facts_are_given() -> None:
    places = [place for source in sources("companion") for place in raised(source)]
    assert {"companion/files.py"} <= {place.place.split(":")[0] for place in places}
    assert not (found := faults(places, MESSAGES)), "\n" + "\n".join(found)


def test_no_message_is_for_a_problem_that_cannot_happen() -> None:
    written = {
        text for source in sources("companion") if "messages" not in source.place for text in _texts(source.tree)
    }
    assert set(MESSAGES) <= written, f"never raised: {sorted(set(MESSAGES) - written)}"


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_is_three_whole_sentences(code: str) -> None:
    message = MESSAGES[code]
    for sentence in (message.title, message.explanation, message.next_step):
        assert sentence.strip() == sentence
        assert re.search(r"[.?!”)…]$|: %\(\w+\)s$|: python [\w. ]+$", sentence)  # whole, or ending in what is quoted
    names = PLACEHOLDER.findall(message.title + message.explanation + message.next_step)
    shown = explain(Problem(code, **dict.fromkeys(names, "fact")))
    assert "%(" not in shown.title + shown.explanation + shown.next_step


def test_a_problem_without_message_or_fact_is_noticed() -> None:
    source = Source("companion/log/a.py", "raise Problem('log.gone')\nraise Problem('log.late', day=1)")
    messages = {"log.late": Message("Late by %(days)s.", "It is.", "Wait.")}
    assert [fault.split(": ", 1)[1].split()[0] for fault in faults(raised(source), messages)] == [
        "log.gone",
        "log.late",
    ]
    assert faults([Raised("a", "log.late", frozenset({"days"}))], messages) == []
