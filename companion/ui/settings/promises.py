"""What this protects and what it does not, in plain words; each promise with the tests that keep it.

SECURITY.md says the same at length. A test proves that every test named here is there.
"""

from __future__ import annotations

from dataclasses import dataclass

from companion.i18n.catalogs import N_


@dataclass(frozen=True)
class Line:
    """One sentence with its icon; a promise also names its tests, a limit has none."""

    icon: str
    sentence: str
    tests: tuple[str, ...] = ()


PROTECTS = (
    Line(
        "lock",
        N_("Locked or off, nobody reads it without your words. Not even those who made the program."),
        (
            "test_no_file_of_the_vault_holds_a_word_that_was_written",
            "test_a_weak_passphrase_is_refused_and_nothing_is_made",
        ),
    ),
    Line("noname", N_("It holds no names, no times and no streets of clients."), ("tests/log/test_schema.py",)),
    Line(
        "nonet",
        N_("It never goes online. Nothing leaves by itself."),
        ("test_an_internet_socket_is_refused_at_run_time", "test_a_whole_journey_opens_no_internet_socket"),
    ),
    Line(
        "bars",
        N_("Reports go out only when no number points at somebody."),
        ("test_two_years_of_reports_prove_no_small_cell_small",),
    ),
    Line(
        "door",
        N_("Locking ends the program and starts it anew: memory is empty."),
        ("test_a_lock_leaves_no_typed_word_in_memory_or_on_the_disk",),
    ),
    Line(
        "disk",
        N_("What was saved is there after a crash or a power cut."),
        ("test_every_saved_row_survives_being_killed", "test_every_step_is_done_or_not_begun_wherever_it_dies"),
    ),
)

DOES_NOT = (
    Line("person", N_("If somebody makes you say the words, it opens.")),
    Line("keyboard", N_("A spying program or camera can see what you type.")),
    Line("eye", N_("While it is open, whoever sits in front of it sees what you see.")),
    Line("disk", N_("Anyone can see that this program is here. Old copies and worn disks can keep what was erased.")),
    Line("undo", N_("An old copy of the whole folder, put back, is not noticed. Older copies open with older words.")),
    Line("screen", N_("A computer may write memory to its disk when it sleeps. Encrypt the whole disk as well.")),
    Line("printer", N_("Paper, and the memory of a printer.")),
)

# What the system may still remember after quick exit: the one honest sentence beside it, and its parts.
REMEMBERED = (
    Line("list", N_("That the program was used, in its list of recent programs.")),
    Line("printer", N_("The last page you printed, in the printer or its queue.")),
    Line("screen", N_("A picture, if another program was recording the screen.")),
)

DESTROYING = (
    (N_("First, the keys"), N_("Overwritten, in about a second.")),
    (
        N_("From then on, nobody reads it"),
        N_("Not with the words, not with the recovery sheet. Then the files go."),
    ),
    (N_("What stays"), N_("The program, and backups on other sticks: they still open.")),
)
