"""`companion rights show PLACE TOPIC --format …`: a topic as a card, leaflet, large print or poster."""

from __future__ import annotations

import argparse
from pathlib import Path

from companion.cli import paper
from companion.errors import ExitCode, Problem
from companion.i18n.catalogs import tr
from companion.rights.library import Library

# As `printing.sheets.Shape` has them; asking it would cost every command a tenth of a second.
SHAPES = ("card", "leaflet", "large", "poster")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give the command what concerns paper."""
    parser.add_argument("--format", choices=paper.FORMATS, help=tr("write the topic for paper instead of the terminal"))
    parser.add_argument(
        "--shape",
        choices=SHAPES,
        default="leaflet",
        help=tr("with --format: how it is laid out"),
    )
    parser.add_argument("--beside", metavar="TAG", default="", help=tr("with --format: a second language beside it"))
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help=tr("write into this file"))


def write(args: argparse.Namespace, library: Library) -> int:
    """Write the topic, or say which topics there are, or that the language is not there."""
    from companion.printing.sheets import Shape, Wanted
    from companion.printing.topic_sheet import TopicSheet

    record = library.jurisdiction(args.place)
    known = ", ".join(topic.id for topic in record.topics)
    if not args.topic:
        raise Problem("printing.which_topic", place=args.place, topics=known)
    if record.topic(args.topic) is None:
        raise Problem("rights.unknown_topic", topic=args.topic, place=args.place, topics=known)
    sheet = TopicSheet(library, args.place, args.topic, args.lang, args.beside)
    for tag in filter(None, (args.lang, args.beside)):
        if tag not in sheet.languages:
            raise Problem("printing.no_such_language", language=tag, languages=", ".join(sheet.languages))
    paper.deliver(sheet, Wanted(Shape(args.shape), args.lang, args.beside), args.format, args.output)
    return ExitCode.DONE
