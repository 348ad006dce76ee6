"""The editor's guide, followed word for word: every command of it is run, every change of a file is made."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.cli.main import main
from companion.packs import installed
from companion.rights import documents
from companion.vault import kdf
from companion.vault.kdf import Cost
from companion.vault.vault import Vault
from tests.packs.filled import fill

GUIDE = Path(__file__).resolve().parents[2] / "resources" / "content" / "GUIDE.md"
PASSPHRASE = "orbit violin salad tundra"
STEP = re.compile(r"^```(sh fails|sh|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def at_the_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder, a keyboard at which somebody types the passphrase, and keys that are quick to open."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: PASSPHRASE)
    monkeypatch.setattr("companion.vault.signatures._OPS", 32_768)
    monkeypatch.setattr("companion.vault.signatures._MEMORY", 16 * 1024 * 1024)
    monkeypatch.setattr(kdf, "calibrate", lambda *_, **__: Cost(8 * 1024 * 1024, 1))
    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        yield


def steps() -> list[tuple[str, str]]:
    """The guide's blocks in order: what kind, and what stands in it."""
    return STEP.findall(GUIDE.read_text(encoding="utf-8"))


def change(block: str) -> None:
    """Make the change that a block shows: lines with a minus are found, those with a plus stand in their place."""
    name, _, rest = block.partition("\n")
    lines = rest.splitlines()
    old = "\n".join(line[1:] for line in lines if line.startswith("-"))
    new = "\n".join(line[1:] for line in lines if line.startswith("+"))
    path = Path(name)
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(line: str) -> int:
    words = shlex.split(line)
    assert words[0] == "companion"
    return main(words[1:])


def translated() -> None:
    """The translator's part: one sentence of the file that was sent."""
    text = Path("law/xa/po/fr.po").read_text(encoding="utf-8")
    asked = 'msgid "The drug is taken. A letter comes within 30 days."\nmsgstr ""'
    assert asked in text
    Path("fr.po").write_text(text.replace(asked, asked[:-2] + '"La drogue est prise. Lettre sous 30 jours."'))


def test_the_guide_leads_from_the_call_to_the_stick(capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for number, (kind, block) in enumerate(steps()):
        if kind == "diff":
            change(block)
            continue
        for line in block.splitlines():
            if "--from" in line:
                translated()
            if "trust add" in line:
                Vault.create(Path("laptop"), PASSPHRASE, cost=Cost(8 * 1024 * 1024, 1)).close()
            wanted = 1 if "fails" in kind or (number == 2 and "check" in line) else 0
            assert run(line) == wanted, (line, capsys.readouterr())
            said[line] = capsys.readouterr().out
            if number == 2:
                fill(Path("law/xa"))
    difference = next(text for line, text in said.items() if " diff " in line)
    assert "The law has changed." in difference
    assert "a small amount, Heroin: 2\u00a0g since 1 November 2026, 1\u00a0g until then." in difference
    counts = next(text for line, text in said.items() if "--from" in line)
    assert "fr: 1 of" in counts
    imported = next(text for line, text in said.items() if " import " in line)
    assert "Our network:" in imported and "Example Land" in imported
    with Vault.unlock(Path("laptop"), PASSPHRASE) as vault:
        library = installed.library(vault.library)
        held = [limit.edges["heroin"][0].amount.value for limit in library.jurisdiction("xa").limits]
        assert [str(value) for value in held] == ["1", "2"]
        assert library.wording("xa", "fr").phrase("step.at-once").text.startswith("La drogue")


def test_a_translation_is_marked_when_its_english_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("companion content new pack law --namespace network.example") == 0
    assert run("companion content new jurisdiction law xa") == 0
    fill(Path("law/xa"))
    assert run("companion content translate law --to fr") == 0
    po = Path("law/xa/po/fr.po")
    asked = 'msgid "The drug is taken. A letter comes."\nmsgstr ""'
    po.write_text(po.read_text().replace(asked, asked[:-2] + '"La drogue est prise."'))
    assert documents.read_po(po) == {"step.at-once.text": "La drogue est prise."}
    texts = Path("law/xa/texts.toml")
    texts.write_text(texts.read_text().replace("A letter comes.", "No letter comes."))
    capsys.readouterr()
    assert run("companion content check law") == 1
    assert "Translate it again." in capsys.readouterr().out
    assert run("companion content translate law") == 0
    assert re.search(r"fr: 0 of \d+ translated, 1 to look at again, \d+ missing", capsys.readouterr().out)
    text = po.read_text()
    assert '#, fuzzy\n#| msgid "The drug is taken. A letter comes."\n' in text
    assert documents.read_po(po) == {}
    again = text
    assert run("companion content translate law") == 0
    assert po.read_text() == again
    assert run("companion content check law") == 0
