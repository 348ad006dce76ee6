"""The bytes of each kind of file, from the report that goes out. PDF is drawn by the window and not here."""

from __future__ import annotations

from companion.log.places import PlaceNames
from companion.reports import export_dhis2
from companion.reports.dhis2_codes import Codes
from companion.reports.export_csv import export_csv
from companion.reports.release import Report
from companion.reports.went_out import Format, Render

ENDINGS = {Format.XLSX: "xlsx", Format.PDF: "pdf", Format.DHIS2_JSON: "json", Format.JSON: "json", Format.TABLE: "txt"}


def ending(form: Format) -> str:
    """The ending of a file's name."""
    return ENDINGS.get(form, "csv")


def renderer(form: Format, names: PlaceNames, codes: Codes) -> Render:
    """What makes the bytes of a spreadsheet or of a file for DHIS2."""

    def render(report: Report) -> bytes:
        if form is Format.XLSX:
            from companion.reports.export_xlsx import export_xlsx

            return export_xlsx(report, names)
        if form is Format.DHIS2_JSON:
            return export_dhis2.export_json(report.tables, codes)
        if form is Format.DHIS2_CSV:
            return export_dhis2.export_csv(report.tables, codes)
        return export_csv(report.tables, names)

    return render
