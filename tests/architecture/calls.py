"""What only one place may call: the clock, the disk; what tests wait on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Finding, Source, called, dotted

CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.strftime",
    "time.ctime",
    "QDate.currentDate",
    "QTime.currentTime",
    "QDateTime.currentDateTime",
    "QDateTime.currentDateTimeUtc",
}

PATH_METHODS = {
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
    "rename",
    "mkdir",
    "rmdir",
    "touch",
    "chmod",
    "symlink_to",
    "hardlink_to",
}
QT_FILES = {"QFile", "QSaveFile", "QTemporaryFile", "QTemporaryDir", "QDir", "QSettings"}
HARMLESS_OS = {"environ", "name", "sep", "linesep", "pathsep", "fspath", "PathLike", "getpid", "cpu_count"}
PROCESS_OS = {"_exit", "execv", "execve", "kill", "dup2", "devnull", "O_WRONLY"}  # of the process, for `ui` and `cli`
VOICE = "companion/ui/voice/"  # never told what the log holds: `tests/ui/test_voice.py`
THROW_AWAY = "companion/cli/demo.py"  # makes the folder of a vault whose keys are written nowhere


def only_the_clock_tells_time(source: Source) -> Iterator[Finding]:
    """Tests say what day it is; that works only when one place asks the system."""
    if source.within("companion/clock.py"):
        return
    for node in source.nodes:
        if isinstance(node, ast.Call):
            name = ".".join(dotted(node.func).split(".")[-2:])
            if name in CLOCKS:
                yield Finding(node.lineno, f"{name}(): ask companion.clock instead")


def only_files_touches_the_disk(source: Source) -> Iterator[Finding]:
    """Owner-only, whole or not at all, with an error a person understands: that is written once, in `files`."""
    places = ("companion/files.py", "companion/paths.py", "companion/vault/")
    if not source.within("companion/") or source.within(*places):
        return
    to_nowhere = {id(node.func) for node in source.nodes if isinstance(node, ast.Call) and _opens_nowhere(node)}
    for node in source.nodes:
        if isinstance(node, ast.Call) and id(node.func) not in to_nowhere:
            fault = _disk_call(node)
            if fault:
                yield Finding(node.lineno, f"{fault}: use companion.files")
        elif isinstance(node, ast.Attribute) and dotted(node.value) == "os" and id(node) not in to_nowhere:
            allowed = HARMLESS_OS | (PROCESS_OS if source.room in {"ui", "cli"} else set())
            if node.attr not in allowed:
                yield Finding(node.lineno, f"os.{node.attr}: use companion.files")
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _disk_imports(node, source.place)


def _disk_imports(node: ast.Import | ast.ImportFrom, place: str) -> Iterator[Finding]:
    """Modules that write to the disk, and names of `os` that this rule could not see."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    for name in {"shutil", "tempfile", "mmap"} & set(names):
        if (name, place) != ("tempfile", THROW_AWAY):
            yield Finding(node.lineno, f"{name}: use companion.files")
    if isinstance(node, ast.ImportFrom) and node.module == "os":
        yield Finding(node.lineno, "write os.… in full, so that this rule can see it")


def _opens_nowhere(node: ast.Call) -> bool:
    """`os.open(os.devnull, …)`: where output goes when nobody reads it any more."""
    return dotted(node.func) == "os.open" and bool(node.args) and dotted(node.args[0]) == "os.devnull"


def _disk_call(node: ast.Call) -> str:
    """What a call does to the disk, in words for the advice; empty when nothing."""
    name = called(node)
    if isinstance(node.func, ast.Name):
        return f"{name}()" if name == "open" or name in QT_FILES else ""
    if not isinstance(node.func, ast.Attribute):
        return ""
    receiver = ast.unparse(node.func.value)
    if name in PATH_METHODS and receiver != "files" and "files(" not in receiver:  # importlib.resources.files() may
        return f".{name}()"
    if name == "open" and dotted(node.func.value) in {"io", "codecs", "gzip", "os", "Path"}:
        return f"{dotted(node.func)}()"
    modes = [arg for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name == "open" and any(set(str(arg.value)) <= set("rwaxbt+") for arg in modes):
        return ".open()"
    if name == "replace" and len(node.args) == 1 and not node.keywords:  # a string's replace takes two
        return ".replace() of a path"
    return ""


def waits_are_on_signals(source: Source) -> Iterator[Finding]:
    """A test that waits for time is slow on a fast machine and wrong on a slow one."""
    if not source.within("tests/"):
        return
    for node in source.nodes:
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            if name == "time.sleep" or name.endswith((".qWait", "qtbot.wait", "QThread.msleep", "QThread.sleep")):
                yield Finding(node.lineno, f"{name}: wait on a signal or a condition (qtbot.waitSignal, waitUntil)")


def nothing_is_run(source: Source) -> Iterator[Finding]:
    """The program starts no other program, save the system's speech command, and runs no text as code."""
    if not source.within("companion/"):
        return
    for node in source.nodes:
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            if name in {"eval", "exec", "os.system", "os.popen"} or name.startswith("subprocess."):
                yield Finding(node.lineno, f"{name}: the program starts nothing else")
            if name.split(".")[0] == "QProcess" and not source.within(VOICE):
                yield Finding(node.lineno, f"{name}: only companion.ui.voice starts a program, the system's speech")


CALL_RULES = (only_the_clock_tells_time, only_files_touches_the_disk, waits_are_on_signals, nothing_is_run)
