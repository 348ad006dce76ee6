"""Taking packs in: one transaction, upwards only, back by a signed decision alone, nothing of the team's own lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from companion import archive, clock, files
from companion.errors import Problem
from companion.packs import builder, importer, installed, pack
from companion.packs.changes import Kind
from companion.packs.importer import Incoming
from companion.packs.reading_out import PackReadOut
from companion.packs.trust import Scope, TrustStore, key_of
from companion.rights import documents, packed
from companion.rights.freshness import freshness
from companion.rights.library import Library
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from companion.vault.vault import Vault
from tests.packs import packs
from tests.packs.conftest import SIGNER
from tests.rights import content

TWO_GRAMS = {"xa/rules.toml": content.RULES.replace('up_to = "1 g"', 'up_to = "2 g"')}
SERVICES = {
    "services/organizations.csv": "id,name,description\n"
    "3d1d0cf2-8f8e-4b4e-a7a4-2b7b0c1d0001,Example Help,Help\n",
    "services/services.csv": "id,organization_id,name,status,description\n"
    "3d1d0cf2-8f8e-4b4e-a7a4-2b7b0c1d0002,3d1d0cf2-8f8e-4b4e-a7a4-2b7b0c1d0001,@NAME@,active,Help\n",
}  # fmt: skip


def look(store: Store, data: bytes) -> Incoming:
    return importer.look(store, pack.signed(data))


def take(store: Store, data: bytes) -> Incoming:
    looked = look(store, data)
    importer.take_in(store, looked)
    return looked


def services(name: str, **head: Any) -> bytes:
    files_ = {path: text.replace("@NAME@", name).encode() for path, text in SERVICES.items()}
    return packs.signed_by(packs.made(files_, pack="services", **head), packs.key())


def limit(store: Store) -> str:
    edges = installed.library(store).jurisdiction("xa").limits[0].edges["heroin"]
    return str(edges[0].amount.value)


def test_a_pack_is_read_as_soon_as_it_is_taken_in(store: Store, tmp_path: Path) -> None:
    before = installed.library(store).places()
    looked = take(store, packs.built(tmp_path))
    assert [(one.place, one.kind) for one in looked.places] == [("xa", Kind.ADDED)]
    library = installed.library(store)
    assert library.places() == sorted([*before, "xa"])
    assert library.wording("xa", "fr").topic(library.jurisdiction("xa").topics[1], "title") == "Contrôle"
    (one,) = installed.packs(store)
    assert (one.manifest.id, one.signers, one.current) == ("example.org/law", (SIGNER,), True)


def test_the_version_before_stays_until_the_next(store: Store, tmp_path: Path) -> None:
    take(store, packs.built(tmp_path, version=1))
    take(store, packs.built(tmp_path, version=2, changed=TWO_GRAMS))
    assert [(one.manifest.version, one.current) for one in installed.packs(store)] == [(2, True), (1, False)]
    take(store, packs.built(tmp_path, version=3))
    assert [(one.manifest.version, one.current) for one in installed.packs(store)] == [(3, True), (2, False)]
    kept = store.one("SELECT COUNT(DISTINCT pack) FROM content_file")
    assert kept == (2,)


def test_only_a_signed_decision_brings_the_version_before_back(store: Store, tmp_path: Path) -> None:
    first = packs.built(tmp_path, version=1)
    take(store, first)
    take(store, packs.built(tmp_path, version=2, changed=TWO_GRAMS))
    assert limit(store) == "2"
    with pytest.raises(Problem) as caught:
        take(store, first)
    assert caught.value.code == "packs.rollback"
    back = {"version": 1, "sha256": pack.signed(first).sha256}
    decision = packs.made({}, version=3, issued=date(2026, 11, 10), restore=back)
    with pytest.raises(Problem) as caught:
        take(store, packs.signed_by(decision, packs.key("stranger")))
    assert caught.value.code == "packs.unknown_signer"
    looked = take(store, packs.signed_by(decision, packs.key()))
    assert [one.kind for one in looked.places] == [Kind.CORRECTED]
    assert limit(store) == "1"
    assert installed.highest(store, "example.org", "law") == (
        3,
        pack.signed(packs.signed_by(decision, packs.key())).sha256,
    )
    with pytest.raises(Problem) as caught:
        take(store, packs.built(tmp_path, version=2, changed=TWO_GRAMS))
    assert caught.value.code == "packs.rollback"


def test_a_decision_needs_the_rights_that_the_version_needed(store: Store, tmp_path: Path) -> None:
    first = packs.built(tmp_path, version=1)
    take(store, first)
    take(store, packs.built(tmp_path, version=2))
    TrustStore(store).add(packs.key("other").public, "Other", Scope("example.org", places=frozenset({"pt"})))
    back = {"version": 1, "sha256": pack.signed(first).sha256}
    with pytest.raises(Problem) as caught:
        take(store, packs.signed_by(packs.made({}, version=3, restore=back), packs.key("other")))
    assert caught.value.code == "packs.signer_may_not_place"


def test_what_is_withdrawn_is_shown_no_longer_whoever_said_it(store: Store) -> None:
    assert "us-or" in installed.library(store).places()
    head = {"withdrawn": ["rights/us-or"], "issued": date(2026, 11, 20)}
    looked = take(store, packs.signed_by(packs.made({}, **head), packs.key()))
    assert [(one.place, one.kind) for one in looked.places] == [("us-or", Kind.WITHDRAWN)]
    assert "us-or" not in installed.library(store).places()


def test_older_law_of_a_place_does_not_push_newer_law_aside(store: Store, tmp_path: Path) -> None:
    take(store, packs.built(tmp_path, issued=date(2026, 11, 10), changed=TWO_GRAMS))
    older = packs.built(tmp_path / "other", pack="older", issued=date(2026, 11, 1))
    assert [one.kind for one in take(store, older).places] == [Kind.KEPT]
    assert limit(store) == "2"


def test_a_translation_can_come_alone(store: Store, tmp_path: Path) -> None:
    take(store, packs.built(tmp_path))
    german = content.FRENCH.replace("Contrôle", "Kontrolle").replace("Language: fr", "Language: de")
    (tmp_path / "xa" / "po" / "de.po").write_text(german)
    made = builder.build(packs.folder(tmp_path, head={"kinds": ["translations"], "pack": "german"}))
    (change,) = take(store, packs.signed_by(made, packs.key())).places
    assert (change.kind, change.translations) == (Kind.WORDS, 2)
    library = installed.library(store)
    assert library.languages("xa") == ("en", "de", "fr")
    assert library.wording("xa", "de").topic(library.jurisdiction("xa").topics[1], "title") == "Kontrolle"


def test_a_translation_that_the_law_has_overtaken_gives_way(store: Store, tmp_path: Path) -> None:
    take(store, packs.built(tmp_path))
    texts = content.TEXTS.replace("A letter comes. You may", "No letter comes. You may")
    made = builder.build(packs.folder(tmp_path, {"xa/texts.toml": texts}, head={"version": 2, "kinds": ["rights"]}))
    older = builder.build(packs.folder(tmp_path / "old", head={"kinds": ["translations"], "pack": "french"}))
    take(store, packs.signed_by(older, packs.key()))
    (change,) = take(store, packs.signed_by(made, packs.key())).places
    assert change.stale == 1
    told = installed.library(store).wording("xa", "fr").phrase("step.notice").text
    assert told.startswith("No letter comes.")


def test_services_come_in_and_what_the_team_changed_stays(store: Store) -> None:
    looked = take(store, services("Night bus", version=1))
    assert looked.services == 1
    directory = ServiceStore(store)
    (found,) = directory.search(SearchQuery())
    directory.update(found.id, {"description": "Ring twice"})
    take(store, services("Night bus and tea", version=2))
    (found,) = ServiceStore(store).search(SearchQuery())
    assert found.service.name == "Night bus and tea"
    assert found.service.description == "Ring twice"


def test_a_key_follows_the_one_that_named_it(store: Store) -> None:
    following = packs.key("following")
    take(store, packs.signed_by(packs.made(packs.small(), next_key=following.public.text()), packs.key()))
    keys = TrustStore(store)
    assert {key.name for key in keys.trust().keys} == {SIGNER}
    assert {str(key.origin) for key in keys.trust().keys} == {"added", "followed"}
    revoking = packs.made(packs.small(), version=2, revoked_keys=[packs.key().public.text()])
    take(store, packs.signed_by(revoking, following))
    with pytest.raises(Problem) as caught:
        take(store, packs.signed_by(packs.made(packs.small(), version=3), packs.key()))
    assert caught.value.code == "packs.key_revoked"
    take(store, packs.signed_by(packs.made(packs.small(), version=3), following))


def test_a_key_is_bound_to_the_name_of_its_first_pack(store: Store) -> None:
    take(store, packs.signed_by(packs.made(packs.small()), packs.key()))
    with pytest.raises(Problem) as caught:
        take(store, packs.signed_by(packs.made(packs.small(), namespace="another.example"), packs.key()))
    assert caught.value.code == "packs.wrong_namespace"
    TrustStore(store).add(packs.key("second").public, "Second", Scope())
    with pytest.raises(Problem) as caught:
        take(store, packs.signed_by(packs.made(packs.small(), version=2), packs.key("second")))
    assert caught.value.code == "packs.wrong_namespace"


def test_a_key_in_words_is_the_key(store: Store) -> None:
    keys = TrustStore(store)
    (key,) = keys.keys()
    words = key.words()
    assert len(words) == 24 and key.check_words() == words[:8]
    assert key_of(" ".join(words)) == key.key == key_of(key.key.text()) == key_of(key.key.file())
    with pytest.raises(Problem) as caught:
        keys.add(key_of(" ".join(words)), "Again", Scope())
    assert caught.value.code == "packs.key_known"
    with pytest.raises(Problem):
        key_of(" ".join([*words[:-1], words[0]]))


@pytest.mark.parametrize("step", range(8))
def test_whatever_fails_half_way_leaves_everything_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    take(store, packs.built(tmp_path, version=1))
    looked = look(store, packs.built(tmp_path, version=2, changed=TWO_GRAMS))
    before, done = packs.held(store), 0
    execute: Callable[..., int] = Store.execute

    def failing(self: Store, sql: str, params: Any = ()) -> int:
        nonlocal done
        done += 1
        if done > step:
            raise Problem("vault.disk_full", file="library.db")
        return execute(self, sql, params)

    monkeypatch.setattr(Store, "execute", failing)
    with pytest.raises(Problem) as caught:
        importer.take_in(store, looked)
    monkeypatch.undo()
    assert caught.value.code == "vault.disk_full"
    assert packs.held(store) == before
    assert limit(store) == "1"


def test_a_stick_that_is_pulled_while_it_is_read_changes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "law.companionpack"
    path.write_bytes(packs.built(tmp_path / "content"))
    looked = importer.look(store, pack.read(path))
    path.unlink()  # everything that is needed is in memory
    importer.take_in(store, looked)

    def pulled(*_: object, **__: object) -> bytes:
        raise files.told(OSError(5, "Input/output error"), path.name)

    before = packs.held(store)
    monkeypatch.setattr(files, "read_bytes", pulled)
    with pytest.raises(Problem) as caught:
        pack.read(path)
    assert caught.value.code == "file.failed"
    assert packs.held(store) == before


def test_a_vault_that_can_only_be_read_says_so(store: Store, tmp_path: Path) -> None:
    looked = look(store, packs.built(tmp_path))
    store.execute("PRAGMA query_only = ON")
    with pytest.raises(Problem) as caught:
        importer.take_in(store, looked)
    assert caught.value.code == "vault.read_only"


def test_the_pack_is_read_again_after_the_vault_was_closed(tmp_path: Path, today: None) -> None:
    from companion.vault.kdf import Cost

    folder = tmp_path / "vault"
    with Vault.create(folder, "orbit violin salad tundra", cost=Cost(8 * 1024 * 1024, 1)) as vault:
        TrustStore(vault.library).add(packs.key().public, SIGNER, Scope())
        take(vault.library, packs.built(tmp_path / "content"))
    with Vault.unlock(folder, "orbit violin salad tundra") as vault:
        assert "xa" in installed.library(vault.library).places()
        assert vault.verify() == []
    for path in folder.rglob("*"):
        assert path.is_dir() or b"Example Land" not in path.read_bytes()


def test_the_date_never_goes_back(store: Store, tmp_path: Path) -> None:
    take(store, packs.built(tmp_path))
    with clock.frozen(clock.now() + timedelta(days=400)):
        installed.note_day(store)
    library = installed.library(store)
    assert clock.today() < date(2027, 1, 1) < library.floor
    fresh = freshness(library, "xa")
    assert fresh.overdue and fresh.clock_behind
    installed.forget_days(store)
    assert not freshness(installed.library(store), "xa").overdue


def test_a_pack_past_its_day_marks_every_place_in_it(store: Store, tmp_path: Path) -> None:
    take(store, packs.built(tmp_path, issued=date(2026, 10, 1), review_by=date(2026, 11, 1)))
    library = installed.library(store)
    assert library.jurisdiction("xa").review_by == date(2026, 11, 1)
    assert freshness(library, "xa").overdue


def test_two_layers_of_one_day_read_the_later(tmp_path: Path) -> None:
    one = pack.Pack(builder.build(packs.folder(tmp_path / "one")))
    other = pack.Pack(builder.build(packs.folder(tmp_path / "other", TWO_GRAMS)))
    library: Library = packs.library(one, other)
    assert str(library.jurisdiction("xa").limits[0].edges["heroin"][0].amount.value) == "2"


def test_the_archive_can_be_opened_with_any_tool(tmp_path: Path) -> None:
    import io
    import zipfile

    source = pack.signed(packs.built(tmp_path))
    with zipfile.ZipFile(io.BytesIO(source.data)) as opened:
        assert opened.testzip() is None
        assert opened.namelist()[0] == "manifest.json"
        held = archive.Archive(source.data, source.start)
        assert {name: opened.read(name) for name in opened.namelist()} == {
            name: held.read(name) for name in held.names()
        }


def test_a_list_that_names_a_place_otherwise_is_refused(store: Store, tmp_path: Path) -> None:
    whole = pack.Pack(builder.build(packs.folder(tmp_path)))
    contents = {name: whole.read(name) for name in whole.names}
    for index in (b"{}", contents["rights/index.json"].replace(b"Example Land", b"Portugal")):
        made = packs.made({**contents, "rights/index.json": index})
        with pytest.raises(Problem) as caught:
            look(store, packs.signed_by(made, packs.key()))
        assert (caught.value.code, caught.value.facts["file"]) == ("packs.place_faulty", "rights/index.json")


def test_a_translator_of_one_place_cannot_rename_another(store: Store) -> None:
    names = documents.compiled({"pt": {"fr": "Espagne"}, "xa": {"fr": "Exemple"}})
    take(store, packs.signed_by(packs.made({**packs.small(), "translations/index.json": names}), packs.key()))
    assert installed.library(store).name("pt", "fr") != "Espagne"


def test_who_may_do_less_calls_nobody_back_who_may_do_more(store: Store) -> None:
    keys = TrustStore(store)
    keys.rescope(keys.trust().keys[0], Scope("example.org"))
    keys.add(packs.key("small").public, "Small", Scope("example.org", places=frozenset({"xa"})))
    revoking = packs.made(packs.small(), revoked_keys=[packs.key().public.text()])
    take(store, packs.signed_by(revoking, packs.key("small")))
    assert all(key.revoked_on is None for key in keys.trust().keys)
    back = packs.made(packs.small(), version=2, revoked_keys=[packs.key("small").public.text()])
    take(store, packs.signed_by(back, packs.key()))
    assert [key.name for key in keys.trust().keys if key.revoked_on] == ["Small"]


def test_a_key_that_is_let_go_while_its_pack_is_shown_counts_no_longer(store: Store, tmp_path: Path) -> None:
    looked = look(store, packs.built(tmp_path))
    keys = TrustStore(store)
    keys.revoke(keys.trust().keys[0])
    with pytest.raises(Problem) as caught:
        importer.take_in(store, looked)
    assert caught.value.code == "packs.key_revoked"
    assert installed.packs(store) == []


def test_a_workshop_can_come_alone(store: Store) -> None:
    held = packed.bundled()
    name = min(name for name in held.names if name.startswith("workshops/"))
    looked = take(store, packs.signed_by(packs.made({name: held.read(name)}), packs.key()))
    assert [f"workshops/{each}" for each in looked.workshops] == [name]
    assert looked.places == ()
    (layer,) = installed.layers(store)
    assert layer.read(name) == held.read(name)


def test_every_page_and_rule_that_changes_is_named(store: Store, tmp_path: Path) -> None:
    looked = take(store, packs.built(tmp_path / "one"))

    def items(one: Incoming) -> set[tuple[str, str, str]]:
        out = PackReadOut(one.before, one.after, "en")
        (change,) = one.places
        assert out.place(change)["itemised"]
        return {(row["kind"], row["what"], row["title"]) for row in out.items(change)}

    new = items(looked)
    assert {what for _, what, _ in new} == {"added"}
    assert ("page", "added", "Stopped") in new
    topics = {path: text for path, text in content.files().items() if path.startswith("xa/topics/")}
    stopped = next(path for path, text in topics.items() if 'title = "Stopped"' in text)
    changed = {
        stopped: topics[stopped].replace('title = "Stopped"', 'title = "Held"'),
        "xa/rules.toml": content.RULES.replace('id = "before"', 'id = "earlier"'),
    }
    looked = look(store, packs.built(tmp_path / "two", version=2, changed=changed))
    pages = {row for row in items(looked) if row[0] == "page"}
    assert pages == {("page", "amended", "Held")}
    rules = {(what, title) for kind, what, title in items(looked) if kind == "rule"}
    assert {what for what, _ in rules} == {"added", "withdrawn"}
    assert len({title for _, title in rules}) == 1 and all("since" in title for _, title in rules)
    gone = packs.made({}, pack="gone", issued=date(2026, 11, 5), withdrawn=["rights/xa"])
    assert items(look(store, packs.signed_by(gone, packs.key()))) == {(k, "withdrawn", t) for k, _, t in new}
