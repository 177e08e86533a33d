"""The 36 known ways out of a kiosk: what answers each, and the tests of those that the program answers.

``python -m tests.kiosk.ways_out`` prints the table. ``test_ways_out.py`` keeps it true. A way that the system has to
answer names the setting; ``metastasis-viewer kiosk --check-system`` and ``resources/kiosk`` are there for these.
"""

from __future__ import annotations

from typing import NamedTuple


class Way(NamedTuple):
    """A way out.

    Attributes:
        way: What somebody tries.
        program: What the program does about it; ``""`` where it can do nothing.
        tests: The tests of that, as ``file::name``.
        system: The named settings of the system that answer the rest; ``""`` where nothing is left.
    """

    way: str
    program: str
    tests: tuple[str, ...]
    system: str = ""


LOCKING = "tests/kiosk/test_locking.py::"
CLEAN = "tests/kiosk/test_clean.py::"
SCREEN = "tests/x11/test_kiosk_locked.py::"
MARKUP = "tests/content/test_markup.py::"
DRAWING = "tests/content/test_drawing.py::"
VIEW = "tests/ui/test_topic_view.py::"
ARCHIVE = "tests/content/test_archive.py::"
HOUSE = "tests/test_architecture.py::"
SHELL = "tests/kiosk/test_shell.py::"
CODE = "tests/kiosk/test_code.py::"
PAD = "tests/kiosk/test_exit_panel.py::"
GESTURE = "tests/kiosk/test_gesture.py::"

WAYS: dict[int, Way] = {
    1: Way(
        "a link to a file in the text",
        "links lead to pages, words and sources of the topic alone; others are refused when it is read",
        (MARKUP + "test_what_is_not_allowed_is_refused_with_its_line", LOCKING + "test_no_address_leaves_the_program"),
    ),
    2: Way(
        "a link to the web or to e-mail",
        "every kind of address is trapped before an outside program is asked",
        (LOCKING + "test_no_address_leaves_the_program",),
    ),
    3: Way(
        "a picture from anywhere on the disk",
        "the text gets pictures of its topic alone",
        (VIEW + "test_the_text_loads_no_picture_from_outside_of_its_topic",),
    ),
    4: Way(
        "a picture or style from the network",
        "nothing opens a socket that leads outside",
        (
            HOUSE + "test_it_opens_no_way_to_a_network",
            "tests/x11/test_no_socket.py::test_a_visit_opens_no_socket_that_leads_outside",
        ),
        "no route to the network (a firewall that lets only updates through)",
    ),
    5: Way(
        "a drawing that loads other files",
        "refused when the topic is read",
        (
            DRAWING + "test_a_wrong_picture_is_told_with_its_line",
            DRAWING + "test_an_embedded_picture_is_refused_for_it_may_be_a_drawing_that_reads_files",
        ),
    ),
    6: Way(
        "a drawing that takes all memory or time",
        "limits of size and number",
        (ARCHIVE + "test_a_file_over_its_limit_is_refused", DRAWING + "test_what_is_no_svg_is_refused"),
    ),
    7: Way(
        "the context menu of the text",
        "no context menu comes up, by mouse, key or long press",
        (
            LOCKING + "test_menus_drops_tips_and_input_methods_do_not_come_through",
            SCREEN + "test_no_other_button_of_a_mouse_does_anything",
        ),
    ),
    8: Way(
        "the menu of a main window's bars",
        "there is no main window, no bar, no dock",
        (HOUSE + "test_it_names_nothing_that_could_lie_over_the_notice",),
    ),
    9: Way(
        "select, copy, drag text out",
        "text cannot be selected; the clipboard is emptied after each visit",
        (
            LOCKING + "test_text_that_comes_up_later_can_be_read_and_pressed_but_not_selected",
            SCREEN + "test_a_long_press_and_a_drag_select_nothing_and_open_nothing",
            SHELL + "test_after_a_visit_everything_is_as_new",
        ),
    ),
    10: Way(
        "drop files in",
        "nothing takes what is dropped",
        (
            LOCKING + "test_menus_drops_tips_and_input_methods_do_not_come_through",
            LOCKING + "test_what_comes_up_takes_no_drop_no_input_method_and_has_no_menu",
        ),
    ),
    11: Way(
        "the print dialog, print to a file",
        "there is no print dialog: paper goes to the one printer of the clinic's settings",
        (
            HOUSE + "test_it_names_nothing_that_could_lie_over_the_notice",
            SHELL + "test_there_is_no_text_field_and_no_other_window",
        ),
    ),
    12: Way(
        "a file dialog, Qt's or the desktop portal's",
        "there is no dialog of any kind, and Qt may use no foreign ones",
        (
            HOUSE + "test_it_names_nothing_that_could_lie_over_the_notice",
            LOCKING + "test_the_program_is_locked_as_a_whole_and_a_signal_ends_it_cleanly",
        ),
    ),
    13: Way(
        "F1, Shift+F1",
        "both are swallowed, and nothing explains itself",
        (
            LOCKING + "test_of_all_keys_only_those_that_navigate_come_through",
            SCREEN + "test_no_key_does_anything_but_those_that_lead_through_a_visit",
        ),
    ),
    14: Way(
        "zoom by Ctrl and wheel, Ctrl and +, pinch",
        "swallowed; the size of the text is the program's own, and goes back after each visit",
        (LOCKING + "test_the_wheel_zooms_nothing", SCREEN + "test_the_wheel_with_a_key_held_changes_no_size"),
    ),
    15: Way(
        "Alt+F4, the close box",
        "no frame, no close box; a wish to close is not heard before the staff code or the service manager",
        (
            LOCKING + "test_nothing_closes_or_quits_before_it_may",
            SCREEN + "test_a_window_manager_cannot_close_it",
            SCREEN + "test_no_key_does_anything_with_others_held",
        ),
    ),
    16: Way(
        "Ctrl+Q, Ctrl+W, Ctrl+P, Ctrl+O, Ctrl+S",
        "every key with Ctrl, Alt or the Windows key is swallowed, and shortcuts with it",
        (
            LOCKING + "test_no_shortcut_acts_but_one_that_navigates",
            SCREEN + "test_no_key_does_anything_with_others_held",
        ),
    ),
    17: Way(
        "Alt+Tab, the Windows key, Ctrl+Esc",
        "",
        (),
        "Linux: cage, which has no other window and no such key. Windows: Keyboard Filter "
        "(Alt+Tab, Ctrl+Esc, Win, Win+*) with Shell Launcher",
    ),
    18: Way(
        "Ctrl+Alt+Delete",
        "",
        (),
        "Linux: systemctl mask ctrl-alt-del.target, CtrlAltDelBurstAction=none in system.conf. Windows: "
        "Keyboard Filter (Ctrl+Alt+Del), and nothing offered on that screen",
    ),
    19: Way(
        "Ctrl+Alt+F1 to F12, Alt+SysRq",
        "",
        (),
        "cage without -s; NAutoVTs=0 and ReserveVT=0 in logind.conf; kernel.sysrq=0",
    ),
    20: Way(
        "sticky keys, filter keys, Win+U",
        "",
        (),
        "Linux: no desktop that has them. Windows: Keyboard Filter (Shift five times, Win+U); larger text, "
        "contrast and speech are the program's own",
    ),
    21: Way(
        "swipes from the edge, with three and four fingers",
        "",
        (),
        "Linux: cage has none. Windows: policy AllowEdgeSwipe=0",
    ),
    22: Way(
        "a long press that becomes a right click",
        "right clicks and context menus are swallowed",
        (
            SCREEN + "test_a_long_press_and_a_drag_select_nothing_and_open_nothing",
            LOCKING + "test_of_the_mouse_only_the_left_button_comes_through",
        ),
    ),
    23: Way(
        "tips, marked-up words in labels",
        "no tip comes up, and labels are plain words",
        (
            LOCKING + "test_menus_drops_tips_and_input_methods_do_not_come_through",
            HOUSE + "test_it_names_nothing_that_could_lie_over_the_notice",
        ),
    ),
    24: Way(
        "windows of input methods, emoji, candidates",
        "there is no text field, and no widget takes an input method",
        (
            SHELL + "test_there_is_no_text_field_and_no_other_window",
            LOCKING + "test_what_comes_up_takes_no_drop_no_input_method_and_has_no_menu",
        ),
    ),
    25: Way(
        "Qt's switches on the command line",
        "Qt is given a fixed list of words",
        (
            LOCKING + "test_the_program_is_locked_as_a_whole_and_a_signal_ends_it_cleanly",
            SCREEN + "test_qt_reads_no_word_of_the_command_line",
        ),
    ),
    26: Way(
        "Qt's variables",
        "the program starts itself anew with a short list of variables",
        (
            CLEAN + "test_what_a_service_needs_stays_and_nothing_else",
            SCREEN + "test_a_prepared_environment_changes_nothing",
        ),
    ),
    27: Way(
        "Python's variables, the user's own modules",
        "the program starts itself anew with python -I, and with no other option",
        (
            CLEAN + "test_it_starts_anew_without_what_the_environment_had_put_into_python",
            CLEAN + "test_nothing_hostile_is_loaded_when_it_starts_as_the_service_starts_it",
            CLEAN + "test_of_a_hostile_start_nothing_reaches_the_second_process",
            SCREEN + "test_a_prepared_environment_changes_nothing",
        ),
        "ExecStart= is python -I by its whole path, so that nothing acts in the first process either; "
        "UnsetEnvironment= for the loader's variables; the program's files belong to root",
    ),
    28: Way(
        "theme plug-ins that open dialogs",
        "no native dialogs, and no variable tells Qt of a desktop",
        (
            LOCKING + "test_the_program_is_locked_as_a_whole_and_a_signal_ends_it_cleanly",
            CLEAN + "test_what_a_service_needs_stays_and_nothing_else",
        ),
        "no xdg-desktop-portal installed",
    ),
    29: Way(
        "session restore",
        "the session manager is switched off, and no place or size is kept",
        (LOCKING + "test_the_program_is_locked_as_a_whole_and_a_signal_ends_it_cleanly",),
    ),
    30: Way(
        "a USB stick, keyboard, one that types by itself",
        "",
        (),
        "USBGuard with a fixed list of devices; a locked case; no automount",
    ),
    31: Way(
        "a crash that shows a desktop or a traceback",
        "errors go to the log alone, and the window stays",
        (LOCKING + "test_an_error_that_nobody_expected_is_one_line_in_the_log_and_the_window_stays",),
        "Restart=always, RestartSec=200ms; cage, under which nothing lies",
    ),
    32: Way(
        "power off and on, boot menu, recovery",
        "",
        (),
        "BIOS password, boot from the disk alone; GRUB_TIMEOUT=0, GRUB_DISABLE_RECOVERY=true and a GRUB password; "
        "autologin of an account without rights",
    ),
    33: Way(
        "guess the staff code",
        "scrypt, a wait that grows with each wrong code, is logged and outlives the program, no code without one in "
        "the settings, easy ones refused; a hidden gesture before",
        (
            PAD + "test_the_wait_grows_and_outlives_the_panel_and_the_visit",
            "tests/kiosk/test_wrong_codes.py::test_a_restart_gives_no_new_try",
            PAD + "test_without_a_code_nothing_opens",
            CODE + "test_no_fault_in_a_site_file_opens_the_kiosk",
            CODE + "test_an_easy_code_is_refused_with_a_reason",
            GESTURE + "test_of_all_ways_over_the_corners_one_opens",
        ),
        "the site file belongs to root and to the kiosk's group, mode 640",
    ),
    34: Way(
        "a port of the program on this machine",
        "there is none",
        (HOUSE + "test_it_opens_no_way_to_a_network",),
    ),
    35: Way(
        "a topic as an attack",
        "names, sizes, packing and every word of it are checked before it is shown",
        (
            ARCHIVE + "test_a_name_that_leads_astray_is_refused",
            ARCHIVE + "test_a_bomb_is_refused",
            MARKUP + "test_wild_files_are_cut_or_refused",
        ),
        "the topic's files belong to root",
    ),
    36: Way(
        "the way that the visitor before has gone",
        "each visit is made anew, and the old one is thrown away",
        (SHELL + "test_after_a_visit_everything_is_as_new", SHELL + "test_the_next_visit_begins_as_the_first_one"),
    ),
}
"""The ways by their number."""


def main() -> None:
    """Print the table."""
    for number, way in WAYS.items():
        print(f"{number:2}  {way.way}")
        for what, words in (("program", way.program), ("system", way.system)):
            if words:
                print(f"      {what}: {words}")


if __name__ == "__main__":
    main()
