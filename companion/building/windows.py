"""The Windows installer: a script for Inno Setup that installs for one person, without an administrator.

Follows Inno Setup 6's documentation. Inno Setup runs on Windows alone; on other systems the script is made and looked
at by the tests, and the portable zip is what can be packed.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from companion.building import pictures, stamp
from companion.building.tree import BUILD, ROOT, Failure

# The same for ever: by it a newer installer finds the older program. Inno Setup writes an opening brace twice.
IDENTITY = "{{6E1F6C5B-8C39-4F4B-9C54-0F1D0B6A7C11}"
SOURCE = ROOT / "resources" / "desktop" / "companion.iss"


def script(program: Path, output: Path, icon: Path) -> str:
    """The installer's script for a frozen program."""
    text = SOURCE.read_text(encoding="utf-8")
    filled = {
        "IDENTITY": IDENTITY,
        "VERSION": stamp.VERSION,
        "OUTPUT": str(output),
        "ICON": str(icon),
        "LICENCE": str(ROOT / "LICENSE"),
        "PROGRAM": str(program),
    }
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    return text


def build(program: Path, target_folder: Path) -> Path:
    """Make the installer. Raises `Failure` where Inno Setup's compiler cannot be found."""
    compiler = shutil.which("iscc") or shutil.which("ISCC.exe")
    if compiler is None:
        raise Failure("Inno Setup's compiler (iscc) is needed for the Windows installer: install Inno Setup 6.")
    BUILD.mkdir(exist_ok=True)
    icon = BUILD / "companion.ico"
    icon.write_bytes(pictures.icon(256, "ICO"))
    source = BUILD / "companion.iss"
    source.write_text(script(program, target_folder, icon), encoding="utf-8-sig")
    done = subprocess.run([compiler, "/Q", str(source)], capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"Inno Setup: {done.stdout.strip()} {done.stderr.strip()}")
    return target_folder / f"companion-{stamp.VERSION}-windows-setup.exe"
