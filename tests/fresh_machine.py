"""A stranger's machine, for real: a bare Debian root, the package in it, the program on a screen, a picture of it.

    sudo python -m tests.fresh_machine FOLDER [--suite bookworm] [--readme]

needs Debian's `debootstrap` and the rights of root, and takes some minutes. In a root made of nothing but Debian's
required packages it installs the `.deb` of `dist/`, asks the law, makes a vault, shows the demo under a virtual display
and takes a picture, unpacks the portable archive and runs it from a folder that cannot be written, and removes the
package. With `--readme` it follows README's two commands instead, with the packages that README lists and no others.
What it did stands in FOLDER, with the pictures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from companion.building import debian, stamp
from companion.building.tree import DIST, ROOT

# Only what shows a window and photographs it; the program itself may need no more than its package says.
ONLOOKERS = ("xvfb", "xauth", "x11-apps", "imagemagick")
README_PACKAGES = ("python3", "python3-venv", "git", *debian.DEPENDS)
_PASSPHRASE = "orange tram seven lanterns\n"
_ASK = ["rights", "ask", "pt", "--substance", "heroina", "--amount", "1", "--unit", "g", "--json"]
_SHOW = """
set -e
xvfb-run --auto-servernum --server-args='-screen 0 1280x800x24' sh -c '
  {command} demo & program=$!
  sleep 8
  xwd -root -silent | convert xwd:- /seen/{picture}.png
  kill $program 2>/dev/null || true
  wait $program 2>/dev/null || true
'
"""


class Fresh:
    """One bare root: commands run inside it."""

    def __init__(self, root: Path, seen: Path) -> None:
        self.root, self.seen = root, seen

    def run(self, command: Sequence[str], *, typed: str = "", user: str = "") -> str:
        """Run a command inside, as root or as an ordinary user; what it printed. A failure ends everything."""
        as_whom = ["runuser", "-u", user, "--"] if user else []
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        environment["HOME"] = f"/{user}" if user else "/root"
        done = subprocess.run(
            ["chroot", str(self.root), *as_whom, *command], input=typed, env=environment, capture_output=True, text=True
        )
        with (self.seen / "log.txt").open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(command)}\n{done.stdout[-4000:]}{done.stderr[-4000:]}\n")
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed in the fresh machine:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def install(self, *packages: str) -> None:
        """Install packages and what they need, nothing that is only recommended."""
        wanted = (
            [package.split(" | ")[-1] for package in packages]
            if self._is_old()
            else [package.split(" | ")[0] for package in packages]
        )
        self.run(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *wanted])

    def _is_old(self) -> bool:
        return "bookworm" in (self.root / "etc" / "os-release").read_text(encoding="utf-8")


@contextmanager
def bare(folder: Path, suite: str) -> Iterator[Fresh]:
    """A root with Debian's required packages and an ordinary user, gone afterwards."""
    root = folder / "root"
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["debootstrap", "--variant=minbase", suite, str(root), _mirror()], check=True, capture_output=True)
    seen = folder / suite
    seen.mkdir(parents=True, exist_ok=True)
    fresh = Fresh(root, seen)
    for place in ("proc", "dev", "seen"):
        (root / place).mkdir(exist_ok=True)
    mounts = [["-t", "proc", "proc", "proc"], ["--bind", "/dev", "dev"], ["--bind", str(seen), "seen"]]
    try:
        for *how, where in mounts:
            subprocess.run(["mount", *how, str(root / where)], check=True)
        fresh.run(["useradd", "--create-home", "--home-dir", "/worker", "worker"])
        (root / "seen").chmod(0o777)
        yield fresh
    finally:
        for *_, where in reversed(mounts):
            subprocess.run(["umount", "--lazy", str(root / where)], check=False)
        shutil.rmtree(root, ignore_errors=True)


def _mirror() -> str:
    """Where this machine's own packages come from."""
    asked = ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages"]
    sites = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    return next(site for site in sites if "security" not in site)


def try_package(fresh: Fresh) -> None:
    """Install the package, use the program, look at it, run the portable one, remove the package."""
    package = DIST / f"companion_{stamp.VERSION}_{debian.architecture()}.deb"
    shutil.copy(package, fresh.root / "tmp" / package.name)
    fresh.install(f"/tmp/{package.name}")
    _use(fresh, "companion")
    fresh.install(*ONLOOKERS)
    fresh.run(["sh", "-c", _SHOW.format(command="companion", picture="package")], user="worker")
    _try_portable(fresh)
    said = fresh.run(["apt-get", "remove", "--yes", "--quiet", "companion"])
    assert "vault stays" in said, "removing the package must say that the vault stays"
    assert (fresh.root / "worker/.local/share/companion/vault").is_dir(), "removing the package took the vault"
    assert not (fresh.root / "usr/lib/companion").exists(), "removing the package left files"


def _use(fresh: Fresh, command: str) -> None:
    answer = json.loads(fresh.run([command, *_ASK], user="worker"))
    assert answer["outcome"] == "diversion", answer
    fresh.run([command, "vault", "create", "--passphrase-stdin"], typed=_PASSPHRASE * 2, user="worker")
    sound = json.loads(
        fresh.run([command, "vault", "verify", "--passphrase-stdin", "--json"], typed=_PASSPHRASE, user="worker")
    )
    assert sound["sound"], sound


def _try_portable(fresh: Fresh) -> None:
    """From a stick: the program in a folder that cannot be written, its vault on the stick beside it."""
    archive = next(DIST.glob(f"companion-{stamp.VERSION}-*-portable.tar.xz"))
    stick = fresh.root / "stick"
    stick.mkdir()
    subprocess.run(["tar", "-xJf", str(archive), "-C", str(stick)], check=True)
    program = stick / "companion-portable" / "companion"
    data = stick / "companion-portable" / "companion-data"
    fresh.run(["chown", "worker", "/stick/companion-portable/companion-data"])
    subprocess.run(["mount", "--bind", str(program), str(program)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(program)], check=True)
        command = "/stick/companion-portable/companion/companion"
        answer = json.loads(fresh.run([command, *_ASK], user="worker"))
        assert answer["outcome"] == "diversion", answer
        fresh.run([command, "vault", "create", "--passphrase-stdin"], typed=_PASSPHRASE * 2, user="worker")
        assert any(data.rglob("header.key")), "the portable program keeps its vault beside itself"
        fresh.run(["sh", "-c", _SHOW.format(command=command, picture="portable")], user="worker")
    finally:
        subprocess.run(["umount", str(program)], check=False)


def try_readme(fresh: Fresh) -> None:
    """README's two commands, word by word, with the packages that README lists."""
    fresh.install(*README_PACKAGES, *ONLOOKERS, "ca-certificates")
    home = fresh.root / "worker" / "companion"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(home)], check=True)
    fresh.run(["chown", "-R", "worker", "/worker/companion"])
    show, check = readme_commands()
    set_up = show.replace(".venv/bin/companion demo", "true")
    inside = f"cd /worker/companion && {set_up}"
    fresh.run(["bash", "-c", inside], user="worker")
    picture = _SHOW.format(command="/worker/companion/.venv/bin/companion", picture="readme")
    fresh.run(["sh", "-c", picture], user="worker")
    fresh.run(["bash", "-c", f"cd /worker/companion && rm -r .venv && {check}"], user="worker")


def readme_commands() -> tuple[str, str]:
    """README's first two commands: the one that shows the program, and the one that passes the tests."""
    blocks = (ROOT / "README.md").read_text(encoding="utf-8").split("```sh\n")[1:3]
    show, check = (block.split("```")[0].strip() for block in blocks)
    return show, check


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the bare root, try what was asked for, and say where the pictures are."""
    parser = argparse.ArgumentParser(prog="python -m tests.fresh_machine", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--readme", action="store_true")
    given = parser.parse_args(arguments)
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        print("This needs the rights of root and Debian's debootstrap.", file=sys.stderr)
        return 2
    with bare(given.folder.resolve(), given.suite) as fresh:
        (try_readme if given.readme else try_package)(fresh)
    print(f"{given.suite}: everything held; what was seen is in {given.folder / given.suite}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
