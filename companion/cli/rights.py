"""`companion rights`: the law from the bundled content or an editor's folder. Needs no vault."""

from __future__ import annotations

import argparse
import json
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

from companion import clock
from companion.cli import rights_comparison, rights_paper, rights_question
from companion.cli.vault import add_language_argument
from companion.errors import ExitCode, Problem
from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut, answer_document

Document = dict[str, Any]


def add_to(subparsers: Any) -> None:
    """Add the group `rights` with its commands."""
    group = subparsers.add_parser("rights", help=tr("what the law says, dated and with its sources"))
    commands = group.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _command(commands, "list", list_places, tr("the places: model today, known up to, review state, languages"))
    showing = _command(commands, "show", show, tr("a place, or one of its topics"))
    showing.add_argument("place", metavar="PLACE", type=_code, help=tr("ISO 3166 code in lower case: pt, us-or"))
    showing.add_argument("topic", metavar="TOPIC", nargs="?", help=tr("which page"))
    showing.add_argument("--on", metavar="DATE", type=_day, help=tr("the model on this day (YYYY-MM-DD)"))
    rights_paper.add_arguments(showing)
    rights_question.add_arguments(_command(commands, "ask", ask, tr("what happens if")), _code, _day)
    changing = _command(commands, "changes", changes, tr("dated law changes, reversals marked"))
    changing.add_argument("place", metavar="PLACE", nargs="?", type=_code, help=tr("only this place"))
    changing.add_argument("--since", metavar="DATE", type=_day, help=tr("only from this day on (YYYY-MM-DD)"))
    comparing = _command(commands, "compare", compare, tr("places side by side, by model, for a day"))
    rights_comparison.add_arguments(comparing, _day)


def _command(commands: Any, name: str, run: Any, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    add_language_argument(parser)
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    parser.add_argument(
        "--content", metavar="DIR-or-PACK", type=Path, help=tr("read this folder or pack instead of what is bundled")
    )
    parser.set_defaults(run=run)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(tr("write a date like 2026-11-20")) from error


def _code(text: str) -> str:
    """A place's code as people write it: PT, us_or."""
    return text.strip().casefold().replace("_", "-")


def library_of(args: argparse.Namespace) -> Library:
    """The bundled content, or the folder or pack named with `--content`; who signed the pack is not asked."""
    if args.content is None:
        return Library.bundled()
    from companion.cli import content_packs

    return content_packs.library_of(args.content)


def list_places(args: argparse.Namespace) -> int:
    """Print every place with what is known of it."""
    library = library_of(args)
    rows = [_place(library, place, args.lang, clock.today()) for place in library.places()]
    lines = []
    for row in rows:
        known = locales.long_date(date.fromisoformat(row["as_of"]), args.lang)
        model = row["model"]["label"] if row["model"] else ""
        lines += [
            f"{row['id']}  {row['name']}: {model}",
            "    " + tr("known true up to %(date)s", date=known) + f" · {row['review']['label']}",
            "    " + tr("languages: %(languages)s", languages=", ".join(row["languages"])),
            *(f"    {line}" for line in _passed(row, args.lang)),
        ]
    return _say(args, rows, lines)


def _place(library: Library, place: str, language: str, on: date) -> Document:
    out = ReadOut(library, place, language)
    record = out.place
    return {
        "id": place,
        "name": out.wording.name(),
        "summary": out.wording.summary(),
        "summary_outcome": str(record.summary_outcome),
        "summary_sources": out.sources(record.summary_citations),
        "model": out.model(record.model_on(on)),
        "as_of": record.as_of.isoformat(),
        "review_by": record.review_by.isoformat(),
        "overdue": out.overdue,
        "review": out.review(record.review),
        "languages": list(library.languages(place)),
        "emergency_number": record.emergency_number,
        "topics": [topic.id for topic in record.topics],
    }


def show(args: argparse.Namespace) -> int:
    """Print a place with its topics, or one topic."""
    library = library_of(args)
    if args.format:
        return rights_paper.write(args, library)
    out = ReadOut(library, args.place, args.lang)
    if args.topic:
        topic = out.place.topic(args.topic)
        if topic is None:
            known = ", ".join(topic.id for topic in out.place.topics)
            raise Problem("rights.unknown_topic", topic=args.topic, place=args.place, topics=known)
        page = out.topic(topic)
        return _say(args, page, _page_lines(page))
    row = _place(library, args.place, args.lang, args.on or clock.today())
    row["models"] = [out.model(model) for model in out.place.models]
    row["pages"] = [
        {"id": topic.id, "title": out.wording.topic(topic, "title"), "summary": out.wording.topic(topic, "summary")}
        for topic in out.place.topics
    ]
    lines = [row["name"], ""]
    if args.on and out.place.model_on(args.on) != out.place.model_on(clock.today()):
        # The sentence on top, and the pages, tell the law of today: said of another day they would be wrong.
        row |= {"summary": None, "summary_outcome": None, "summary_sources": []}
        day = locales.long_date(args.on, args.lang)
        lines += [] if row["model"] else [tr("Nothing is recorded here about %(date)s.", date=day)]
        lines += [tr("On %(date)s: %(model)s.", date=day, model=row["model"]["label"])] if row["model"] else []
        lines += _wrapped(tr("The pages below tell the law of today, not of that day."))
    else:
        lines += [*_wrapped(row["summary"]), "", *([row["model"]["label"]] if row["model"] else [])]
    lines += [_known(row["as_of"], args.lang), row["review"]["label"], *_passed(row, args.lang), ""]
    lines += [f"  {page['id']}: {page['title']}" for page in row["pages"]]
    return _say(args, row, lines)


def _page_lines(page: Document) -> list[str]:
    lines = [page["title"], "", *_wrapped(page["summary"]), ""]
    for section in page["sections"]:
        lines += [section["heading"], *_wrapped(section["text"])]
        if section["unconfirmed"]:
            lines += _wrapped(tr("Not confirmed: %(what)s", what=section["unconfirmed"]))
        lines += [f"  [{_source_line(source)}]" for source in section["sources"]] + [""]
    lines += [line for doubt in page["doubts"] for line in _wrapped("! " + doubt["text"])]
    return [*lines, _known(page["as_of"], page["language"]), page["review"]["label"], *_passed(page, page["language"])]


def _known(day: str, language: str) -> str:
    return tr("Known to be true up to %(date)s.", date=locales.long_date(date.fromisoformat(day), language))


def _source_line(source: Document) -> str:
    parts = [source["title"], *source["pinpoints"]]
    return ", ".join(parts) + f" ({source['date']})"


def _passed(row: Document, language: str) -> list[str]:
    """That it should have been looked at again, where it should."""
    if not row["overdue"]:
        return []
    day = locales.long_date(date.fromisoformat(row["review_by"]), language)
    return [tr("Review date passed on %(date)s", date=day)]


def _wrapped(text: str) -> list[str]:
    return [line for part in text.split("\n") for line in (textwrap.wrap(part, 100) or [""])]


def ask(args: argparse.Namespace) -> int:
    """Print the answer to one question."""
    library = library_of(args)
    question = rights_question.read(args, library)
    document = answer_document(answer(library, question), library, args.lang)
    if several := rights_question.several_meanings(args, library, args.lang):
        document["warnings"].insert(0, {"id": "several-meanings", "text": several})
    return _say(args, document, _answer_lines(document, args.lang))


def _answer_lines(row: Document, language: str) -> list[str]:
    lines = [f"{row['outcome_word']}: {row['headline']}", *_wrapped(row["because"])]
    lines += [f"{row['certainty_word']}.", ""] if row["certainty_word"] else [""]
    if row["threshold"]:
        lines += [_threshold_line(row["threshold"]), ""]
    if row["together"]:
        lines += [*_together_lines(row["together"]), ""]
    for fork in row["depends_on"]:
        lines.append(fork["label"] + ":")
        lines += [f"  {value['label']}: {value['outcome_word']}" for value in fork["values"]]
    for heading, key in (
        (tr("What happens next"), "next_steps"),
        (tr("May refuse"), "may_refuse"),
        (tr("What can follow"), "sanctions"),
    ):
        if row[key]:
            lines += ["", heading, *(line for phrase in row[key] for line in _phrase_lines(phrase))]
    if row["above"]:
        above = row["above"]
        lines += [
            "",
            tr("The law above it: %(word)s. %(headline)s", word=above["outcome_word"], headline=above["headline"]),
        ]
    lines += [""] + [line for warning in row["warnings"] for line in _wrapped("! " + warning["text"])]
    told = {warning["id"] for warning in row["warnings"]}
    for doubt in row["unconfirmed"]:
        if doubt["id"] not in told:
            lines += _wrapped("! " + tr("Not confirmed: %(what)s", what=doubt["text"]))
    lines += [""] + [f"  {_source_line(source)} – {source['address']}" for source in row["sources"]]
    if row["as_of"]:
        lines.append(_known(row["as_of"], language))
    return lines + ([row["review"]["label"]] if row["review"] else [])


def _phrase_lines(phrase: Document) -> list[str]:
    """A step, refusal or sanction; what is not confirmed of it says so below."""
    lines = [f"  {phrase['when']}: {phrase['text']}" if "when" in phrase else f"  {phrase['text']}"]
    if phrase["unconfirmed"]:
        lines += [f"    {line}" for line in _wrapped(tr("Not confirmed: %(what)s", what=phrase["unconfirmed"]))]
    return lines


def _together_lines(row: Document) -> list[str]:
    """Each drug with its own answer, and the sum where the law adds them up."""
    lines = [
        tr("%(substance)s, with the rest beside it: %(word)s", substance=part["name"], word=part["outcome_word"])
        for part in row["parts"]
    ]
    if row["sum"]:
        lines += [part["label"] + "." for part in row["sum"]["parts"]]
        lines.append(row["sum"]["label"] + ".")
    return lines


def _threshold_line(threshold: Document) -> str:
    pure = threshold["basis"] == "active_substance"
    line = (
        tr("The line: %(amount)s of pure substance", amount=threshold["label"])
        if pure
        else tr("The line: %(amount)s, whole weight", amount=threshold["label"])
    )
    edge = tr("exactly this is still within") if threshold["includes"] else tr("exactly this is already over")
    relation = {
        "under": tr("what was said is under it"),
        "at": tr("what was said is exactly on it"),
        "over": tr("what was said is over it"),
        None: "",
    }[threshold["relation"]]
    return "; ".join(part for part in (line, edge, relation) if part) + "."


def changes(args: argparse.Namespace) -> int:
    """Print law changes, oldest first."""
    library = library_of(args)
    if args.place:
        library.jurisdiction(args.place)
    rows = []
    for change in library.changes():
        if (args.place in (None, change.place)) and (args.since is None or change.on >= args.since):
            rows.append(ReadOut(library, change.place, args.lang).change(change))
    lines = [trn("%(n)s law change", "%(n)s law changes", len(rows))]
    for row in rows:
        mark = " · " + tr("takes back an earlier change") if row["reversal"] else ""
        lines.append(f"{_known_day(row)}  {row['jurisdiction']}  {row['title']} ({row['status_word']}{mark})")
        lines += [f"    {line}" for line in _wrapped(row["summary"])]
        if row["unconfirmed"]:
            lines += [f"    {line}" for line in _wrapped(tr("Not confirmed: %(what)s", what=row["unconfirmed"]))]
    return _say(args, rows, lines)


def _known_day(change: Document) -> str:
    """The day as it is written in files, no nearer than it is known: 2021, 2021-03, 2021-03-05."""
    day: str = change["on"]
    return {"year": day[:4], "month": day[:7]}.get(change["precision"], day)


def compare(args: argparse.Namespace) -> int:
    """Print or write places side by side."""
    return rights_comparison.compare(args, library_of(args))


def _say(args: argparse.Namespace, document: object, lines: list[str]) -> int:
    print(json.dumps(document, ensure_ascii=False, indent=2) if args.json else "\n".join(lines))
    return ExitCode.DONE
