"""A second reader, written from `resources/content/PACKS.md` alone: standard library and PyNaCl, none of our code."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from nacl.signing import VerifyKey

from companion.packs import builder
from companion.vault.signatures import SecretKey
from tests.packs import packs

PAGE = Path(__file__).resolve().parents[2] / "resources" / "content" / "PACKS.md"


def read(data: bytes, keys: list[bytes]) -> tuple[dict[str, Any], dict[str, bytes], list[str]]:
    """The manifest, the files, and the trusted comments of a pack whose signatures all hold."""
    first, _, rest = data.partition(b"\n")
    match = re.fullmatch(rb"companion-pack 1 (\d)", first)
    assert match
    comments = []
    blocks = []
    for _ in range(int(match[1])):
        *lines, rest = rest.split(b"\n", 4)
        blocks.append(lines)
    for (untrusted, signature, comment, whole), key in zip(blocks, keys, strict=True):
        assert untrusted.startswith(b"untrusted comment: ") and comment.startswith(b"trusted comment: ")
        raw = base64.b64decode(signature)
        assert raw[:2] == b"ED" and len(raw) == 74
        text = comment.removeprefix(b"trusted comment: ")
        VerifyKey(key).verify(hashlib.blake2b(rest).digest(), raw[10:])
        VerifyKey(key).verify(raw[10:] + text, base64.b64decode(whole))
        comments.append(text.decode())
    with zipfile.ZipFile(io.BytesIO(rest)) as archive:
        names = archive.namelist()
        files = {name: archive.read(name) for name in names}
        assert {(info.date_time, info.compress_type, info.external_attr >> 16) for info in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED, 0o100644)
        }
    assert names == ["manifest.json", *sorted(names[1:])]
    manifest = json.loads(files.pop("manifest.json"))
    assert {name: (len(body), hashlib.sha256(body).hexdigest()) for name, body in files.items()} == {
        name: (row["size"], row["sha256"]) for name, row in manifest["files"].items()
    }
    return manifest, files, comments


def public(key: SecretKey) -> bytes:
    return base64.b64decode(key.public.text())[10:]


def test_another_program_can_read_a_pack_from_the_page_alone(tmp_path: Path) -> None:
    first, second = packs.key(), packs.key("second")
    source = builder.build(packs.folder(tmp_path))
    manifest, files, comments = read(packs.signed_by(source, first, second), [public(first), public(second)])
    assert comments == ["a test", "a test"]
    assert manifest["namespace"] == "example.org" and manifest["version"] == 1
    assert manifest["kinds"] == ["rights", "translations"]
    law = json.loads(files["rights/xa.json"])
    assert set(law) == {"jurisdiction", "sources", "rules", "texts", "topics"}
    assert law["jurisdiction"]["review_by"] == "2027-01-01"
    checksum, text = json.loads(files["translations/xa/fr.json"])["topic.stopped.title"]
    assert (checksum, text) == (zlib.crc32(b"Stopped"), "Contrôle")


def test_the_page_names_every_key_of_a_manifest() -> None:
    from companion.packs import manifest

    told = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert told >= manifest._KNOWN


def test_the_page_says_the_limits_that_hold() -> None:
    from companion import archive
    from companion.packs import importer, pack

    text = PAGE.read_text(encoding="utf-8").replace(",", "")
    for limit in (archive.MOST_FILES, pack.LONGEST_TEXT, importer.MOST_VERSIONS_SKIPPED, archive.MOST_NAME):
        assert str(limit) in text
    for mebibytes in (archive.MOST_BYTES, archive.MOST_UNPACKED, archive.MOST_FILE):
        assert f"{mebibytes // archive.MIB} MiB" in text
