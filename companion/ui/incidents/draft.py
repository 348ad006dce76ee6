"""What stands in the form before it is saved: an incident in the making, without any widget."""

from __future__ import annotations

from dataclasses import dataclass, replace

from companion import clock
from companion.log.incidents import ByWhom, Done, Incident, IncidentKind, IncidentSetting, Solved
from companion.log.months import Month
from companion.log.places import Places


@dataclass(frozen=True)
class IncidentDraft:
    """The answers so far; None where a question that needs one has none yet."""

    kinds: frozenset[IncidentKind] = frozenset()
    by_whom: ByWhom | None = None
    setting: IncidentSetting | None = None
    done: frozenset[Done] = frozenset()
    solved: Solved = Solved.NOT_KNOWN
    area: int = 0
    month: Month | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was answered: a second press of Enter must not make an incident of it."""
        return replace(self, area=0, month=None) == IncidentDraft()

    @property
    def counted_for(self) -> Month:
        """The month it happened in: this one unless another was chosen."""
        return self.month or Month.of(clock.today())

    def missing(self) -> list[str]:
        """The questions that still need an answer, in the order of the form."""
        wanted = {"kinds": self.kinds, "by_whom": self.by_whom, "setting": self.setting}
        return [name for name, answer in wanted.items() if not answer]

    def incident(self) -> Incident:
        """The incident as it would be saved now; nothing may be `missing`."""
        assert self.by_whom is not None
        assert self.setting is not None
        return Incident(
            month=self.counted_for,
            kinds=self.kinds,
            by_whom=self.by_whom,
            setting=self.setting,
            area=self.area,
            done=self.done,
            solved=self.solved,
        )

    def settled(self, places: Places) -> IncidentDraft:
        """Fitted to the declared areas: the only one is chosen, what is gone is let go of."""
        if self.area in places.areas:
            return self
        return replace(self, area=places.areas[0] if len(places.areas) == 1 else 0)
