"""What `companion rights ask` is asked: its arguments, and the question they make."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from companion import clock
from companion.errors import Problem
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.rights.amounts import ASKED_UNITS, Amount, amount_of
from companion.rights.answer import Answer, answer
from companion.rights.library import Library
from companion.rights.question import Item, Question
from companion.vocabulary import Act, Setting

OLDEST = 130  # years: nobody older is asked about
_WITH_UNIT = re.compile(r"\s*([^a-z]+?)\s*([a-z]+)\s*")


def add_arguments(parser: argparse.ArgumentParser, code: Callable[[str], str], day: Callable[[str], date]) -> None:
    """Add what can be said of a question. `code` reads a place, `day` a date."""
    parser.add_argument("place", metavar="PLACE", type=code, help=tr("ISO 3166 code in lower case: pt, us-or"))
    parser.add_argument("--substance", required=True, metavar="NAME", help=tr("its id or any name, street names too"))
    parser.add_argument("--amount", metavar="N", help=tr("as weighed or counted"))
    parser.add_argument("--unit", choices=ASKED_UNITS, help=tr("unit of the amount"))
    parser.add_argument("--weighing", metavar="AMOUNT", help=tr("what the counted amount weighs, such as 0.5g"))
    parser.add_argument(
        "--also",
        metavar="NAME=AMOUNT",
        action="append",
        default=[],
        help=tr("something else that is carried too, such as cocaine=1.2g; again for each"),
    )
    parser.add_argument("--purity", metavar="PERCENT", help=tr("how much of it is pure substance, where that is known"))
    parser.add_argument("--act", choices=[str(act) for act in Act], default=str(Act.POSSESS), help=tr("what is done"))
    parser.add_argument("--on", metavar="DATE", type=day, help=tr("the day (YYYY-MM-DD); today if not said"))
    parser.add_argument("--age", metavar="N", type=int, help=tr("age in years"))
    parser.add_argument("--setting", choices=[str(setting) for setting in Setting], help=tr("where it happens"))
    for name, about in (
        ("dependent", tr("whether the person is dependent")),
        ("earlier", tr("whether there was an earlier case")),
    ):
        parser.add_argument(f"--{name}", choices=("yes", "no"), help=about)
    parser.add_argument(
        "--given", metavar="NAME=VALUE", action="append", default=[], help=tr("a circumstance that this place asks for")
    )


def read(args: argparse.Namespace, library: Library) -> Question:
    """The question; what cannot be understood is refused with what to write instead."""
    place = library.find(args.place)
    given = dict(_given(text) for text in args.given)
    parent = library.find(place.parent) if place and place.parent else None
    known = {**(parent.circumstances if parent else {}), **(place.circumstances if place else {})}
    for name, value in given.items():
        meant = known[name].value(value) if name in known else None
        given[name] = meant or value
        if place and meant is None:
            choices = "; ".join(f"{key}={'|'.join(row.values)}" for key, row in known.items())
            raise Problem("rights.unknown_circumstance", name=name, value=value, choices=choices)
    if args.age is not None and not 0 <= args.age <= OLDEST:
        raise Problem("rights.bad_age", age=args.age)
    meanings = _meanings(library, args.substance)
    question = Question(
        place=args.place,
        substance=meanings[0],
        on=args.on or clock.today(),
        act=Act(args.act),
        amount=_amount(args),
        purity=_purity(args.purity),
        setting=Setting(args.setting) if args.setting else None,
        age=args.age,
        dependent=None if args.dependent is None else args.dependent == "yes",
        earlier=None if args.earlier is None else args.earlier == "yes",
        given=given,
        also=tuple(_also(library, text) for text in args.also),
        weight=_weight(args),
    )
    if len({_told(answer(library, replace(question, substance=meaning))) for meaning in meanings}) > 1:
        raise _ambiguous(args.substance, meanings)
    return question


def several_meanings(args: argparse.Namespace, library: Library, language: str) -> str:
    """What to say where the name means several substances for which the answer is the same; nothing where it means
    one."""
    found = [row.label(language) for row in library.substances.named(args.substance)]
    if len(found) < 2:
        return ""
    named = locales.joined(found, language)
    return tr(
        "“%(word)s” can mean: %(substances)s. The answer is the same for each.", word=args.substance, substances=named
    )


def _told(found: Answer) -> tuple[object, ...]:
    """What of an answer must not differ between two meanings of one name."""
    line = found.threshold
    drawn = (line.amount.base, line.amount.measure, line.basis, line.includes, line.relation, line.at) if line else None
    forks = tuple((fork.dimension, tuple(fork.leads_to.items())) for fork in found.depends_on)
    rule = found.rule.id if found.rule else None
    return found.outcome, found.certainty, rule, found.reason, drawn, forks, found.warnings


def _ambiguous(text: str, meanings: list[str]) -> Problem:
    return Problem("rights.ambiguous_substance", substance=text, choices=", ".join(meanings))


def _meanings(library: Library, text: str) -> list[str]:
    """Every substance of that name."""
    found = library.substances.named(text)
    if not found:
        near = [match.substance.id for match in library.substances.search(text, "en")][:5]
        raise Problem("rights.unknown_substance", substance=text, near=", ".join(near) or "other")
    return [row.id for row in found]


def _substance(library: Library, text: str) -> str:
    meanings = _meanings(library, text)
    if len(meanings) > 1:
        raise _ambiguous(text, meanings)
    return meanings[0]


def _amount(args: argparse.Namespace) -> Amount | None:
    if args.amount is None:
        return None
    if args.unit is None:
        raise Problem("rights.unit_missing", amount=args.amount, units=", ".join(ASKED_UNITS))
    return amount_of(args.amount, args.unit)


def _weight(args: argparse.Namespace) -> Amount | None:
    """What a count weighs; beside an amount that is a weight already it has nothing to say."""
    if args.weighing is None:
        return None
    weight, counted = _with_unit(args.weighing), _amount(args)
    if weight.measure != "mass" or counted is None or counted.measure == "mass":
        raise Problem("rights.bad_weight", amount=args.weighing)
    return weight


def _also(library: Library, text: str) -> Item:
    name, _, amount = text.partition("=")
    if not name.strip():
        raise Problem("rights.bad_also", also=text)
    return Item(_substance(library, name.strip()), _with_unit(amount) if amount.strip() else None)


def _with_unit(text: str) -> Amount:
    """`1.2g`, `1.2 g`."""
    match = _WITH_UNIT.fullmatch(text)
    if not match:
        raise Problem("rights.bad_also", also=text)
    return amount_of(match.group(1), match.group(2))


def _purity(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        share = Decimal(text.replace(",", ".").rstrip("%")) / 100
    except InvalidOperation:
        raise Problem("rights.bad_purity", purity=text) from None
    if not share.is_finite() or not 0 < share <= 1:
        raise Problem("rights.bad_purity", purity=text)
    return share


def _given(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip(), value.strip()
