"""The build script: its verbs, what a frozen program holds, what fails the smoke test, what a wheel carries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from babel import localedata

import build_installer
from companion.building import frozen, locks, smoke
from companion.building.tree import ROOT, Failure
from companion.i18n import locales

# Verbs


@pytest.mark.parametrize("verb", ["check", "catalogs", "freeze", "smoke", "package", "all"])
def test_a_verb_is_offered(verb: str) -> None:
    assert build_installer.parser().parse_args([verb]).verb == verb


def test_only_these_verbs_are_offered(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_installer.main(["publish"])
    assert ended.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_a_failed_step_is_told_and_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(smoke.smoke, "__defaults__", (tmp_path,))
    assert build_installer.main(["smoke"]) == 1
    assert "run `python build_installer.py freeze` first" in capsys.readouterr().err


def test_the_script_runs_without_what_only_building_needs() -> None:
    """Without babel, hatchling and PyInstaller, help still comes."""
    blocked = "import sys; sys.modules.update(babel=None, hatchling=None, PyInstaller=None); "
    code = f"{blocked}import build_installer; build_installer.main(['--help'])"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


# Locks

SOUND_LOCK = "babel==2.18.0 \\\n    --hash=sha256:00\nnacl==1 ; sys_platform == 'win32' \\\n    --hash=sha256:01\n"


def test_the_locks_are_whole() -> None:
    assert locks.findings() == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (SOUND_LOCK.replace("babel", "bable"), "does not pin babel"),
        (SOUND_LOCK.replace("    --hash=sha256:00\n", ""), "has no hash"),
        (f"--index-url https://example.org\n{SOUND_LOCK}", "names a place"),
        (f"# made in /some/place\n{SOUND_LOCK}", "names a place"),
        (SOUND_LOCK.replace("nacl==1", "nacl @ file:///a.whl"), "names a place"),
    ],
)
def test_a_fault_in_a_lock_is_found(text: str, what: str) -> None:
    assert locks.lock_findings("a.lock", SOUND_LOCK, ["Babel>=2"]) == []
    assert any(what in finding for finding in locks.lock_findings("a.lock", text, ["Babel>=2"]))


def test_names_are_compared_as_registries_do() -> None:
    assert locks.normal("PySide6_Essentials>=6.8") == "pyside6-essentials"
    assert locks.normal("jsonschema[format]") == "jsonschema"
    assert locks.normal("tzdata; sys_platform == 'win32'") == "tzdata"


# Freezing


def test_the_frozen_program_is_given_what_the_wheel_carries() -> None:
    folders = frozen.resource_folders()
    assert folders["resources/icons"] == "companion/_resources/icons"
    assert folders["companion/vault/migrations/log"] == "companion/vault/migrations/log"
    assert folders["companion/_generated/content"] == "companion/_generated/content"
    assert folders["companion/_generated/notices"] == "companion/_generated/notices"
    assert not [source for source in folders if not (ROOT / source).exists()]


def test_a_file_goes_into_the_folder_and_a_folder_to_its_place() -> None:
    given = frozen.arguments(
        Path("start.py"),
        {"resources/tokens.json": "companion/_resources/tokens.json", "resources/icons": "companion/_resources/icons"},
    )
    assert f"--add-data={ROOT / 'resources/tokens.json'}:companion/_resources" in given
    assert f"--add-data={ROOT / 'resources/icons'}:companion/_resources/icons" in given
    assert {"--exclude-module=PySide6.QtNetwork", "--exclude-module=tkinter", "--onedir"} <= set(given)


def test_only_what_is_used_stays() -> None:
    qt = "_internal/PySide6/Qt"
    kept = [
        f"{qt}/plugins/platforms/libqxcb.so",
        f"{qt}/plugins/platforms/libqoffscreen.so",
        f"{qt}/plugins/imageformats/libqsvg.so",
        f"{qt}/plugins/wayland-shell-integration/libxdg-shell.so",
        "_internal/PySide6/plugins/platforms/qwindows.dll",
        f"{qt}/translations/qtbase_pt_BR.qm",
        "_internal/babel/locale-data/root.dat",
        "_internal/babel/locale-data/pt.dat",
        "_internal/babel/locale-data/pt_PT.dat",
        "_internal/babel/locale-data/en_001.dat",
        "_internal/babel/global.dat",
        f"{qt}/lib/libQt6Core.so.6",
    ]
    dropped = [
        f"{qt}/plugins/platforms/libqvnc.so",
        f"{qt}/plugins/tls/libqopensslbackend.so",
        f"{qt}/plugins/networkinformation/libqglib.so",
        f"{qt}/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        f"{qt}/translations/qtbase_de.qm",
        f"{qt}/translations/designer_pt_BR.qm",
        "_internal/babel/locale-data/pt_AO.dat",
        "_internal/babel/locale-data/de.dat",
    ]
    assert frozen.unneeded(kept + dropped, ["en", "pt"], ["en_GB", "pt_PT"]) == dropped


def test_the_kept_locales_are_all_that_is_read(tmp_path: Path) -> None:
    """Each shipped language's CLDR data loads from a folder with nothing but what is kept."""
    names = [str(locales.locale(language)) for language in locales.LANGUAGES]
    kept = {ancestor for name in names for ancestor in frozen.lineage(name)}
    for name in kept:
        shutil.copy(Path(localedata.__file__).parent / "locale-data" / f"{name}.dat", tmp_path)
    code = (
        "import sys; from pathlib import Path; from babel import localedata; from babel.dates import format_date;"
        "from babel.numbers import format_decimal; from datetime import date;"
        "localedata._dirname = sys.argv[1];"
        "[(format_date(date(2026, 11, 20), 'long', locale=n), format_decimal(1.5, locale=n)) for n in sys.argv[2:]]"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path), *names], check=True)
    assert "en_001" in kept


def test_a_library_that_nothing_links_is_an_orphan() -> None:
    needs = {
        "companion": {"libc.so.6"},
        "libqxcb.so": {"libQt6Gui.so.6"},
        "libQt6Gui.so.6": {"libQt6Core.so.6"},
        "libQt6Core.so.6": set[str](),
        "libQt6Qml.so.6": {"libQt6Network.so.6"},
        "libQt6Network.so.6": {"libQt6Core.so.6"},
    }
    assert frozen.orphans(needs, ["companion", "libqxcb.so"]) == {"libQt6Qml.so.6", "libQt6Network.so.6"}


@pytest.mark.parametrize(
    "name",
    [
        "libQt6Network.so.6",
        "Qt6Qml.dll",
        "QtNetwork.abi3.so",
        "_ssl.cpython-311.so",
        "_socket.pyd",
        "libssl.so.3",
        "libgnutls.so.30",
    ],
)
def test_a_network_library_is_forbidden(name: str) -> None:
    assert frozen.forbidden([f"_internal/{name}", "_internal/libQt6Core.so.6"]) == [f"_internal/{name}"]


@pytest.mark.parametrize(
    ("name", "only_linked"),
    [
        ("libQt6Gui.so.6", True),
        ("Qt6Core.dll", True),
        ("libicudata.so.73", True),
        ("libcairo.so.2", True),
        ("libpython3.11.so.1.0", False),
        ("libqxcb.so", False),
        ("_sqlite3.cpython-311-x86_64-linux-gnu.so", False),
    ],
)
def test_a_library_that_is_opened_by_name_is_kept(name: str, only_linked: bool) -> None:
    assert frozen.is_binary(Path(name))
    assert frozen.is_only_linked(name) is only_linked


# The smoke test


def faults_of(code: str, trial: smoke.Trial | None = None, seconds: float = 20) -> list[str]:
    """The faults of a program that is `code`."""
    return smoke.attempt([sys.executable, "-c", code], trial or smoke.Trial(()), Path.home(), seconds=seconds)


def test_a_silent_program_passes() -> None:
    assert faults_of("") == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("print('hello')", "standard output: 'hello"),
        ("import sys; print('hello', file=sys.stderr)", "standard error: 'hello"),
        ("raise SystemExit(3)", "exit code 3"),
    ],
)
def test_any_stray_word_fails(code: str, what: str) -> None:
    faults = faults_of(code)
    assert len(faults) == 1
    assert what in faults[0]


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX's")
def test_a_process_left_over_fails() -> None:
    leaves = (
        "import os, subprocess as s, sys; r, w = os.pipe(); "
        "s.Popen([sys.executable, '-c', f'import os; os.read({r}, 1)'], pass_fds=(r, w), "
        "stdout=s.DEVNULL, stderr=s.DEVNULL); os._exit(0)"
    )
    assert "left a process running" in faults_of(leaves)[0]


def test_a_program_that_does_not_end_fails() -> None:
    assert "still running" in faults_of("import threading; threading.Event().wait()", seconds=0.5)[0]


@pytest.mark.parametrize(
    ("output", "what"),
    [
        ("not json", "is not JSON"),
        ('{"outcome": "criminal"}', "has the outcome 'criminal'"),
        ('{"outcome": "diversion", "threshold": {"relation": "under"}}', "at the threshold"),
        ('{"outcome": "diversion", "threshold": {"relation": "at"}, "sources": []}', "cites no source"),
    ],
)
def test_a_wrong_answer_fails(output: str, what: str) -> None:
    trial = smoke.Trial(("-",), smoke.answers_portugal)
    assert what in faults_of(f"print({output!r})", trial)[0]


def test_a_trial_types_and_works_in_its_home(own_home: Path) -> None:
    (own_home / "a").mkdir()
    code = "import sys, pathlib; print(input(), pathlib.Path(sys.argv[1]).is_dir())"
    trial = smoke.Trial(("~/a",), lambda output: None if output == "word True\n" else output, "word\n")
    assert faults_of(code, trial) == []


@pytest.mark.parametrize("output", ["", '{"sound": false}'])
def test_an_unsound_vault_fails(output: str) -> None:
    assert smoke.is_sound(output)
    assert smoke.is_sound('{"sound": true}') is None
    assert smoke.is_said("")


def test_the_program_starts_with_its_own_home_and_nothing_of_this_python(tmp_path: Path) -> None:
    made = smoke.clean_environment(tmp_path, {"PYTHONPATH": "x", "QT_PLUGIN_PATH": "x", "LD_PRELOAD": "x", "PATH": "p"})
    assert made["HOME"] == str(tmp_path)
    assert made["PATH"] == "p"
    assert not {"PYTHONPATH", "QT_PLUGIN_PATH", "LD_PRELOAD"} & set(made)


def test_smoke_needs_a_frozen_program(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="freeze"):
        smoke.smoke(tmp_path)


# The wheel


def test_a_wheel_carries_code_migrations_resources_and_generated_files(tmp_path: Path) -> None:
    """Built for real, by the hook; babel and hatchling come from this environment."""
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    for wanted in (
        "companion/cli/main.py",
        "companion/vault/migrations/library/0001_settings.sql",
        "companion/_resources/tokens.json",
        "companion/_resources/icons/app.svg",
        "companion/_generated/locale/pt/LC_MESSAGES/companion.mo",
        "companion/_generated/notices/notices.txt",
    ):
        assert wanted in names
    assert any(name.startswith("companion/_generated/content/") for name in names)
    assert any(name.endswith("licenses/LICENSE-CONTENT") for name in names)
    assert not [
        name for name in names if name.startswith(("tests/", "companion/building/", "resources/")) or ".stamp" in name
    ]


# What stays out of a frozen program


def test_search_paths_of_the_machine_that_compiled_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that names a folder of another machine loses that; one that looks beside itself keeps it."""
    told = {"libown.so": "  RUNPATH  $ORIGIN/../lib", "libhome.so": "  RUNPATH  /elsewhere/lib"}
    for name in told:
        (tmp_path / name).touch()
    done: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        if command[0] != "objdump":
            done.append(Path(command[-1]).name)
        return subprocess.CompletedProcess(command, 0, told[Path(command[-1]).name], "")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: "/bin/patchelf")
    frozen.forget_search_paths(tmp_path)
    assert done == ["libhome.so"]


def test_the_print_services_library_is_the_systems() -> None:
    assert frozen.SYSTEM_LIBRARIES.match("libcups.so.2")
    assert not frozen.SYSTEM_LIBRARIES.match("libcupsprintersupport.so")
