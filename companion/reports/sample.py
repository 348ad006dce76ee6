"""What the invented team of the demonstration never does: declared beforehand, as a real team would."""

from __future__ import annotations

from companion.log.contacts import ContactSetting, Test, Topic
from companion.log.store import LogStore
from companion.log.tally import Kind
from companion.reports.declared import DECLARABLE, declare_never

_DOES = {
    Kind.SETTING: (ContactSetting.FIXED, ContactSetting.MOBILE, ContactSetting.OUTREACH),
    Kind.TEST: (Test.HIV, Test.HEPATITIS_C),
    Kind.TOPIC: (Topic.OVERDOSE, Topic.SAFER_USE, Topic.WOUNDS, Topic.BLOODBORNE),
}


def declare(log: LogStore) -> None:
    """Declare it in the sample's log."""
    declare_never(log, [(kind, code) for kind, does in _DOES.items() for code in DECLARABLE[kind] if code not in does])
