"""Answering questions about the law against reading a value out of a dictionary built from the same content."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from companion.rights import packed
from companion.rights.amounts import amount_of
from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.question import Item, Question
from companion.rights.search import RightsSearch
from tests.benchmarks.figures import Figure, median, p95, timed

TYPED = ("searched by police", "needles", "methadone in prison", "urine test", "how much cannabis", "lawyer")


def measure(_sizes: list[int]) -> Iterator[Figure]:
    """Loading every place, one answer, an answer for three drugs, and one keystroke of the search over every place."""
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
    each = [_clocked(partial(answer, library, question)) for question in questions]
    rules = {place: library.jurisdiction(place).rules for place in library.places()}

    def scan() -> None:
        for question in questions:
            for rule in rules[question.place]:
                _ = rule.in_force(question.on) and (rule.substances is None or question.substance in rule.substances)

    baseline = median(timed(scan, 5)) / len(questions)
    name = "one look at every rule"
    yield Figure("one answer", len(questions), "ms", median(each), name, baseline, None, p95(each), 1.0)
    also = (Item("cocaine", amount_of(1, "g")), Item("cannabis"))
    several = [_clocked(partial(answer, library, replace(question, also=also))) for question in questions]
    yield Figure(
        "answer for three drugs", len(questions), "ms", median(several), name, baseline, None, p95(several), 50.0
    )
    yield _search(library)


def _search(library: Library) -> Figure:
    """Typing searches letter by letter over the pages of every place, against looking through all their texts."""
    search = RightsSearch(library, "en")
    search.prepare(library.places())
    pages = [
        "\n".join((topic.title, topic.summary, *(section.text for section in topic.sections)))
        for place in library.places()
        for topic in library.jurisdiction(place).topics
    ]
    typed = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    mine = [_clocked(partial(search.elsewhere, text, "pt")) for text in typed]
    naive = [_clocked(partial(_looked_through, pages, text)) for text in typed]
    name = "looking through every text"
    return Figure(
        "search of every place, one keystroke",
        len(pages),
        "ms",
        median(mine),
        name,
        median(naive),
        None,
        p95(mine),
        50.0,
    )


def _looked_through(pages: list[str], text: str) -> list[str]:
    return [page for page in pages if text in page.casefold()]


def _clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _load() -> None:
    library = Library.bundled()
    for place in library.places():
        library.jurisdiction(place)
