"""States of the print page: a sheet, its codes, one that may only be printed; and of reading aloud."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.i18n import catalogs
from companion.printing import document as d
from companion.printing.sheets import Ready
from companion.ui.voice.read_aloud import ReadAloud
from companion.ui.voice.speaker import Speaker
from tests.printing.samples import Sample
from tests.ui.stage import Stage, state


def _paper(*, secret: bool = False) -> d.Document:
    blocks = (
        d.Heading("Help near you", 1, "Lisboa", "pin"),
        d.AnswerMark("diversion", "Sent to a commission", "Not a crime, for your own use."),
        d.Points(
            (d.Point("They take the drug.", "At once:"), d.Point("The report goes on.", "Within 36 hours:")), True
        ),
        d.Paragraph("Example Street 12. " * 30),
    )
    foot = (d.Notice(d.Kind.AGAIN, "30 April 2027", "Check again after"), d.IconLine("phone", "112", "Emergency"))
    language = "ar" if catalogs.language() == "xr" else "en"
    return d.Document("Help near you", language, blocks=blocks, foot=foot, running="Lisboa", secret=secret)


@state("print-paper")
def paper(stage: Stage) -> QWidget:
    return stage.shell("print", sheet=Ready(_paper()))


@state("print-codes")
def codes(stage: Stage) -> QWidget:
    return stage.shell("print", sheet=Ready(_paper(), phone="Example Street 12. " * 60), codes=True)


@state("print-secret")
def secret(stage: Stage) -> QWidget:
    return stage.shell("print", sheet=Ready(_paper(secret=True)))


@state("print-card")
def card(stage: Stage) -> QWidget:
    return stage.shell("print", sheet=Sample("en", "pt"))


@state("print-too-long")
def too_long(stage: Stage) -> QWidget:
    return stage.shell("print", sheet=Sample("en", "pt", repeated=8))


@state("print-unknown-character")
def unknown_character(stage: Stage) -> QWidget:
    return stage.shell("print", sheet=Ready(d.Document("検査", "en", blocks=(d.Paragraph("検査 Centre"),))))


@state("read-aloud")
def read_aloud(stage: Stage) -> QWidget:
    line = ReadAloud(lambda: None, Speaker(None, []))
    line.begin(Sample("en", "pt"))
    line.sentence.setText("They take the drug and write a report.")
    return stage.framed(line)
