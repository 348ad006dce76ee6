"""A measured figure beside its baseline."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """`value` and `baseline` in `unit`; `ratio` is value over baseline, `target` the most it should be (None: only
    told). `p95` is the 95th percentile of the value, where single runs were measured."""

    name: str
    size: int
    unit: str
    value: float
    baseline_name: str
    baseline: float
    target: float | None = None
    p95: float | None = None
    p95_target: float | None = None

    @property
    def ratio(self) -> float:
        return self.value / self.baseline if self.baseline else float("inf")

    @property
    def met(self) -> bool:
        """Whether every target of this figure is reached."""
        in_ratio = self.target is None or self.ratio <= self.target
        return in_ratio and (self.p95_target is None or (self.p95 or 0.0) <= self.p95_target)

    def document(self) -> dict[str, object]:
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of `times` runs, after one that is not counted."""
    work()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def in_turn(work: Callable[[], object], baseline: Callable[[], object], times: int) -> tuple[list[float], list[float]]:
    """As `timed`, of two things by turns: what the disk or another program does then meets both alike."""
    work(), baseline()
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(times):
        for done, found in ((work, mine), (baseline, theirs)):
            start = time.perf_counter()
            done()
            found.append((time.perf_counter() - start) * 1000)
    return mine, theirs


def median(values: list[float]) -> float:
    return statistics.median(values)


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]
