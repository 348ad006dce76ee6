"""Content packs on screen: an update in every phase, content and trust, a folder as pages."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from companion.errors import Problem
from companion.packs import builder, importer, pack
from companion.packs.trust import Scope, TrustStore
from companion.ui.packs.changes_card import PlaceRow
from companion.ui.packs.content_pane import KeyRow
from companion.ui.packs.preview_page import PreviewPage
from companion.ui.packs.update_job import Phase, UpdateJob
from companion.ui.settings.settings_page import SettingsPage
from tests.packs import packs
from tests.rights import content
from tests.ui.stage import Stage, state

REVERSAL = """
[[change]]
id = "crime-again"
on = 2026-09-01
title = "Carrying a small amount is a crime again"
summary = "The exemption has ended."
direction = "stricter"
reverses = "fine"
before = "administrative"
after = "criminal"
sources = ["act"]
"""
NAME = "Example Rights Network"


def trusting(stage: Stage) -> TrustStore:
    keys = TrustStore(stage.session().library)
    if not keys.keys():
        keys.add(packs.key().public, NAME, Scope(places=frozenset({"xa", "xb"})))
    return keys


def taken(stage: Stage, data: bytes) -> None:
    importer.take_in(stage.session().library, importer.look(stage.session().library, pack.signed(data)))


def looked(stage: Stage, also: dict[str, str] | None = None) -> UpdateJob:
    """A second version, looked at: one place with a law taken back, one put right."""
    trusting(stage)
    root = stage.folder / "content"
    head = {"places": ["xa"]}
    taken(stage, packs.signed_by(builder.build(packs.folder(root, head={**head, "version": 1})), packs.key()))
    changed = {"xa/jurisdiction.toml": content.JURISDICTION + REVERSAL, **(also or {})}
    newer = {**head, "version": 2, "issued": date(2026, 11, 16)}
    data = packs.signed_by(builder.build(packs.folder(root, changed, head=newer)), packs.key())
    job = UpdateJob.of(stage.session())
    job.looked = importer.look(stage.session().library, pack.signed(data))
    return job


@state("packs-update-empty")
def update_empty(stage: Stage) -> QWidget:
    return stage.shell("update")


@state("packs-update")
def update(stage: Stage) -> QWidget:
    job = looked(stage)
    job.phase = Phase.READ
    return stage.shell("update")


@state("packs-update-every")
def update_every(stage: Stage) -> QWidget:
    pages = {path: text for path, text in content.files().items() if path.startswith("xa/topics/")}
    amended = {path: text.replace("order = 1", "order = 11") for path, text in pages.items()}
    rules = {"xa/rules.toml": content.RULES.replace('id = "before"', 'id = "earlier"')}
    looked(stage, amended | rules).phase = Phase.READ
    shell = stage.shell("update")
    for row in shell.findChildren(PlaceRow):
        row.every.click()
    return shell


@state("packs-trust-code")
def trust_code(stage: Stage) -> QWidget:
    shell = trust(stage)
    for row in shell.findChildren(KeyRow):
        row.show_code.click()
    return shell


@state("packs-update-refused")
def update_refused(stage: Stage) -> QWidget:
    job = UpdateJob.of(stage.session())
    job.path = stage.folder / "from-the-fair.companionpack"
    job.problem = Problem("packs.signature_wrong", signer=NAME)
    return stage.shell("update")


@state("packs-update-done")
def update_done(stage: Stage) -> QWidget:
    job = looked(stage)
    job.phase = Phase.DONE
    return stage.shell("update")


@state("packs-trust")
def trust(stage: Stage) -> QWidget:
    looked(stage)
    shell = stage.shell("settings")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_section("content")
    return shell


@state("packs-trust-words")
def trust_words(stage: Stage) -> QWidget:
    from companion.ui.packs.content_pane import ContentPane

    shell = stage.shell("settings")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_section("content")
    pane = page.pane("content")
    assert isinstance(pane, ContentPane)
    pane.trust.unfold(True)
    pane.trust.form.key.set_text(packs.key().public.text())
    pane.trust.form.name.set_text(NAME)
    pane.trust.form.add.click()
    return shell


@state("packs-preview")
def preview(stage: Stage) -> QWidget:
    root = packs.folder(stage.folder / "content", {"xa/cases.toml": content.CASES.replace('"at"', '"over"')})
    shell = stage.shell("preview")
    page = shell.page("preview")
    assert isinstance(page, PreviewPage)
    page.open(folder=root)
    return shell
