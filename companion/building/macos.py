"""The macOS disk image: the application, and a way to drag it into Applications.

Follows the manual pages of hdiutil and codesign; both run on macOS alone. Without a certificate the application is
signed ad hoc, and the first start asks for a right click: README says so.
"""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from pathlib import Path

from companion.building import pictures, stamp
from companion.building.tree import BUILD, Failure

BUNDLE = "Companion.app"
IDENTIFIER = "local.companion.Companion"


def information() -> dict[str, object]:
    """The bundle's Info.plist."""
    return {
        "CFBundleName": "Companion",
        "CFBundleDisplayName": "Companion",
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleVersion": stamp.VERSION,
        "CFBundleShortVersionString": stamp.VERSION,
        "CFBundleExecutable": "companion",
        "CFBundleIconFile": "companion.icns",
        "CFBundlePackageType": "APPL",
        "LSMinimumSystemVersion": "12.0",
        "NSHighResolutionCapable": True,
        "NSQuitAlwaysKeepsWindows": False,  # macOS would keep a picture of the window for the next start
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{IDENTIFIER}.pack",
                "UTTypeDescription": "Companion content pack",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["companionpack"]},
            }
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Companion content pack",
                "CFBundleTypeRole": "Viewer",
                "LSItemContentTypes": [f"{IDENTIFIER}.pack"],
            }
        ],
    }


def lay_out(program: Path, folder: Path) -> Path:
    """Make the application's bundle of a frozen program in `folder`; its path."""
    bundle = folder / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    contents = bundle / "Contents"
    (contents / "Resources").mkdir(parents=True)
    shutil.copytree(program, contents / "MacOS", symlinks=True)
    (contents / "Resources" / "companion.icns").write_bytes(pictures.icon(512, "ICNS"))
    (contents / "Info.plist").write_bytes(plistlib.dumps(information(), sort_keys=True))
    return bundle


def build(program: Path, target_folder: Path) -> Path:
    """Make the disk image. Raises `Failure` where macOS's own tools are not there."""
    if shutil.which("hdiutil") is None or shutil.which("codesign") is None:
        raise Failure("hdiutil and codesign are needed for the disk image: build it on macOS.")
    folder = BUILD / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    bundle = lay_out(program, folder)
    (folder / "Applications").symlink_to("/Applications")
    target = target_folder / f"companion-{stamp.VERSION}-macos.dmg"
    target.unlink(missing_ok=True)
    for step in (
        ["codesign", "--force", "--deep", "--sign", "-", str(bundle)],
        ["hdiutil", "create", "-volname", "Companion", "-srcfolder", str(folder), "-format", "UDZO", str(target)],
    ):
        done = subprocess.run(step, capture_output=True, text=True)
        if done.returncode:
            raise Failure(f"{step[0]}: {done.stderr.strip()}")
    return target
