"""Answering questions about the law against reading a value out of a dictionary built from the same content."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date

from companion.rights import packed
from companion.rights.amounts import amount_of
from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.question import Question
from tests.benchmarks.figures import Figure, median, p95, timed


def measure(_sizes: list[int]) -> Iterator[Figure]:
    """Loading every place, and one answer."""
    layer = packed.bundled()
    files = [layer.read(name) for name in sorted(layer.names) if name.startswith("rights/")]
    places = len(files) - 2
    loaded = timed(_load, 5)
    parsed = timed(lambda: [json.loads(data) for data in files], 5)
    yield Figure(
        "loading every place", places, "ms", median(loaded), "parsing the same JSON", median(parsed), None,
        p95(loaded), 150.0,
    )  # fmt: skip
    library = Library.bundled()
    questions = [
        Question(place, substance.id, date(2026, 11, 20), amount=amount_of(1, "g"))
        for place in library.places()
        for substance in library.substances.all
    ]
    for question in questions:
        answer(library, question)
    each = []
    for question in questions:
        start = time.perf_counter()
        answer(library, question)
        each.append((time.perf_counter() - start) * 1000)
    rules = {place: library.jurisdiction(place).rules for place in library.places()}

    def scan() -> None:
        for question in questions:
            for rule in rules[question.place]:
                _ = rule.in_force(question.on) and (rule.substances is None or question.substance in rule.substances)

    baseline = median(timed(scan, 5)) / len(questions)
    name = "one look at every rule"
    yield Figure("one answer", len(questions), "ms", median(each), name, baseline, None, p95(each), 1.0)


def _load() -> None:
    library = Library.bundled()
    for place in library.places():
        library.jurisdiction(place)
