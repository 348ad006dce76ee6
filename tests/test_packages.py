"""Packages of the frozen program: the same bytes twice, nothing unlisted, at home on each system's desktop."""

from __future__ import annotations

import importlib.metadata
import json
import plistlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from companion.building import archives, debian, desktop, inventory, macos, packages, pictures, stamp, windows
from companion.building.tree import ROOT, Failure
from companion.cli.main import GROUPS
from companion.vault import signatures
from tests.fresh_machine import readme_commands


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder that looks like a frozen program: a thing that runs, libraries, a resource, a link."""
    folder = tmp_path / "companion"
    inside = folder / "_internal"
    (inside / "PySide6" / "Qt" / "plugins" / "platforms").mkdir(parents=True)
    (folder / "companion").write_text("#!/bin/sh\n")
    (folder / "companion").chmod(0o755)
    (inside / "libX11.so.6").write_bytes(b"\x7fELF GLIBC_2.17\x00 GLIBC_2.34\x00")
    (inside / "PySide6/Qt/plugins/platforms/libqxcb.so").write_bytes(b"\x7fELF GLIBC_2.9\x00")
    (inside / "words.txt").write_text("words\n")
    (inside / "link").symlink_to("words.txt")
    return folder


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


# What every package carries


def test_the_moment_is_the_stated_one_and_else_the_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stamp.epoch() == 1790000000
    assert stamp.build_date().isoformat() == "2026-09-21"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert stamp.epoch() > 1_700_000_000


def test_a_library_nobody_told_of_is_a_fault(program: Path) -> None:
    (program / "_internal" / "libmystery.so.1").write_bytes(b"\x7fELF")
    with pytest.raises(Failure, match=r"libmystery\.so\.1"):
        inventory.components(program)


def test_every_package_of_the_lock_has_its_licence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(inventory.locked()) == set(inventory.PACKAGES)
    monkeypatch.delitem(inventory.PACKAGES, "babel")
    with pytest.raises(Failure, match="babel"):
        inventory.locked()


def test_the_bill_of_materials_names_every_piece_once(program: Path) -> None:
    pieces = inventory.components(program)
    told = json.loads(inventory.bill_of_materials(pieces))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    names = [piece["name"] for piece in told["components"]]
    assert {"babel", "SQLCipher", "libsodium", "Qt", "X.Org client libraries", "Noto Sans"} <= set(names)
    references = [piece["bom-ref"] for piece in told["components"]]
    assert len(references) == len(set(references))
    assert set(told["dependencies"][0]["dependsOn"]) == set(references)
    assert all(piece["licenses"] for piece in told["components"])
    versions = {piece["name"]: piece.get("version") for piece in told["components"]}
    assert re.fullmatch(r"\d+\.\d+\.\d+", versions["SQLCipher"] or "")
    assert inventory.bill_of_materials(pieces) == inventory.bill_of_materials(inventory.components(program))


def test_the_notices_carry_the_licences_words(program: Path) -> None:
    said = inventory.notices(inventory.components(program))
    for words in ("SQLCipher", "GNU LESSER GENERAL PUBLIC LICENSE", "SIL OPEN FONT LICENSE", "libsodium"):
        assert words in said


def test_the_list_for_every_system_is_read_from_the_lock_and_nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", none)
    monkeypatch.setattr(importlib.metadata, "files", none)
    told = {piece.name: piece for piece in inventory.needed()}
    assert set(inventory.PACKAGES) <= set(told)
    assert re.fullmatch(r"[\d.]+", told["pynacl"].version)
    said = inventory.notices(inventory.needed())
    assert "SQLCipher (within sqlcipher3)" in said and "GNU GENERAL PUBLIC LICENSE" in said


# Archives


def test_two_archives_of_one_folder_are_equal(program: Path, tmp_path: Path) -> None:
    for pack, name in ((archives.pack_tar, "a.tar.xz"), (archives.pack_zip, "a.zip")):
        first, second = tmp_path / f"1{name}", tmp_path / f"2{name}"
        pack(program, first, inside="top")
        (program / "_internal" / "words.txt").touch()
        pack(program, second, inside="top")
        assert first.read_bytes() == second.read_bytes()


def test_an_archive_says_nobodys_name_and_keeps_what_runs(program: Path, tmp_path: Path) -> None:
    archives.pack_tar(program, tmp_path / "a.tar.xz", inside="top")
    with tarfile.open(tmp_path / "a.tar.xz") as archive:
        entries = {entry.name: entry for entry in archive}
    assert {(entry.uid, entry.uname, entry.mtime) for entry in entries.values()} == {(0, "", 1790000000)}
    assert entries["top/companion"].mode == 0o755
    assert entries["top/_internal/words.txt"].mode == 0o644
    assert entries["top/_internal/link"].issym()
    archives.pack_zip(program, tmp_path / "a.zip", inside="top")
    with zipfile.ZipFile(tmp_path / "a.zip") as zipped:
        assert zipped.getinfo("top/companion").external_attr >> 16 == 0o755


def test_the_checksums_are_read_by_the_usual_tool(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).write_text(name)
    said = archives.checksums([tmp_path / "b", tmp_path / "a"])
    assert [line.split()[1] for line in said.splitlines()] == ["a", "b"]
    (tmp_path / "sums").write_text(said)
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", "sums"], cwd=tmp_path, check=True)


def test_the_checksums_are_signed_with_a_minisign_key(tmp_path: Path) -> None:
    key = signatures.new_key()
    (tmp_path / "key").write_text(signatures.locked(key, ""))
    (tmp_path / "sums").write_text("x")
    signed = packages.sign(tmp_path / "sums", tmp_path / "key")
    signature = signatures.read_signature(signed.read_text().splitlines())
    assert signatures.is_by(signature, signatures.digest(b"x"), key.public)
    assert signature.comment == "file:sums"
    (tmp_path / "no key").write_text("words")
    with pytest.raises(Failure, match="minisign key"):
        packages.sign(tmp_path / "sums", tmp_path / "no key")


def test_the_portable_archive_carries_a_folder_for_the_vault(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "DIST", tmp_path)
    monkeypatch.setattr(packages, "BUILD", tmp_path / "build")
    made = packages.portable(program, "notices")
    if made.suffix == ".zip":
        with zipfile.ZipFile(made) as zipped:
            names = zipped.namelist()
    else:
        with tarfile.open(made) as archive:
            names = archive.getnames()
    assert "companion-portable/companion-data/README.txt" in names
    assert "companion-portable/companion/notices.txt" in names


def test_packing_needs_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "DIST", tmp_path)
    with pytest.raises(Failure, match="freeze"):
        packages.package()


# The desktop


def test_a_desktop_finds_entry_metadata_kind_icons_and_page(tmp_path: Path) -> None:
    desktop.lay_out(tmp_path)
    for place in ("applications/companion.desktop", f"metainfo/{desktop.METAINFO}", "mime/packages/companion.xml"):
        assert (tmp_path / place).is_file()
    assert stamp.VERSION in (tmp_path / "metainfo" / desktop.METAINFO).read_text()
    for side in desktop.ICON_SIDES:
        data = (tmp_path / f"icons/hicolor/{side}x{side}/apps/companion.png").read_bytes()
        assert int.from_bytes(data[16:20], "big") == side
    for tool, *words, place in (
        ("desktop-file-validate", "applications/companion.desktop"),
        ("appstreamcli", "validate", "--no-net", f"metainfo/{desktop.METAINFO}"),
    ):
        if shutil.which(tool):
            done = subprocess.run([tool, *words, str(tmp_path / place)], capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr


def test_the_menu_says_nothing_of_what_is_inside() -> None:
    words = (desktop.SOURCES / "companion.desktop").read_text().casefold()
    assert not [word for word in ("drug", "droga", "rights", "direito", "police", "polícia") if word in words]


def test_the_manual_page_names_every_group() -> None:
    page = desktop.filled("manual.1")
    assert not re.search(r"@[A-Z]+@", page)
    for group in GROUPS:
        assert f"\n.B {group}\n" in page
    if shutil.which("man"):
        shown = subprocess.run(
            ["man", "--warnings", "-l", "-"], input=page, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}
        )
        assert shown.stderr == ""


@pytest.mark.parametrize(("kind", "begin"), [("PNG", b"\x89PNG"), ("ICO", b"\0\0\1\0"), ("ICNS", b"icns")])
def test_the_icon_is_drawn_for_every_system(kind: str, begin: bytes) -> None:
    assert pictures.icon(256, kind).startswith(begin)


# Debian


def test_the_oldest_c_library_that_will_do_is_found(program: Path) -> None:
    assert debian.least_glibc(program.rglob("*.so*")) == "libc6 (>= 2.34)"


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="Debian's own tool makes its packages")
def test_a_debian_package_is_made_twice_alike(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "BUILD", tmp_path / "build")
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append(debian.build(program, "notices", tmp_path / name))
    assert made[0].read_bytes() == made[1].read_bytes()
    asked = subprocess.run(["dpkg-deb", "--field", str(made[0])], capture_output=True, text=True, check=True).stdout
    assert "libc6 (>= 2.34)" in asked
    assert "libglib2.0-0t64 | libglib2.0-0" in asked
    listed = subprocess.run(["dpkg-deb", "-c", str(made[0])], capture_output=True, text=True, check=True).stdout
    assert "./usr/bin/companion -> ../lib/companion/companion" in listed
    assert re.search(r"-rwxr-xr-x root/root .*\./usr/lib/companion/companion\n", listed)
    assert not re.search(r"^\S+ (?!root/root)", listed, re.MULTILINE)


def test_without_its_tool_a_package_is_refused_with_words(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(Failure, match="dpkg-deb"):
        debian.build(program, "", program)
    with pytest.raises(Failure, match="Inno Setup"):
        windows.build(program, program)
    with pytest.raises(Failure, match="hdiutil"):
        macos.build(program, program)


# Windows and macOS, as far as another system can look


def test_the_windows_script_is_whole(program: Path, tmp_path: Path) -> None:
    script = windows.script(program, tmp_path, tmp_path / "companion.ico")
    assert not re.search(r"@[A-Z]+@", script)
    sections = re.findall(r"^\[(\w+)\]$", script, re.MULTILINE)
    assert sections == ["Setup", "Languages", "Files", "Icons", "Registry", "Code"]
    assert "PrivilegesRequired=lowest" in script
    assert f"AppVersion={stamp.VERSION}" in script
    assert "AppId={{6E1F" in script
    assert ".companionpack" in script
    assert not re.search(r"UninstallDelete|localappdata\}\\companion.*Type", script), "uninstalling leaves the vault"


def test_the_mac_bundle_is_laid_out(program: Path, tmp_path: Path) -> None:
    bundle = macos.lay_out(program, tmp_path / "dmg")
    told = plistlib.loads((bundle / "Contents" / "Info.plist").read_bytes())
    assert (bundle / "Contents" / "MacOS" / str(told["CFBundleExecutable"])).is_file()
    assert (bundle / "Contents" / "Resources" / str(told["CFBundleIconFile"])).read_bytes().startswith(b"icns")
    assert told["CFBundleShortVersionString"] == stamp.VERSION
    assert told["NSQuitAlwaysKeepsWindows"] is False


# A stranger's machine


def test_readme_has_its_two_commands_first() -> None:
    show, check = readme_commands()
    assert show.endswith(".venv/bin/companion demo")
    assert check.endswith(".venv/bin/python -m pytest")


def test_the_fresh_machine_says_what_it_needs() -> None:
    code = "import os, sys; os.geteuid = lambda: 1000; from tests.fresh_machine import main; sys.exit(main(['x']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "root" in done.stderr
