/// What Swift cannot import from ncurses by itself, and what must run inside a signal handler.
#pragma once
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

// Macros and global variables, which Swift does not import.
static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline WINDOW *cn_curscr(void) { return curscr; }
static inline int cn_colors(void) { return COLORS; }
static inline attr_t cn_bold(void) { return A_BOLD; }
static inline attr_t cn_dim(void) { return A_DIM; }
static inline attr_t cn_reverse(void) { return A_REVERSE; }
static inline attr_t cn_underline(void) { return A_UNDERLINE; }

/// Writes one cluster (at most CCHARW_MAX code points, zero-terminated) into a window.
///
/// The pair goes through `opts`, because COLOR_PAIR keeps eight bits only. The last cell of a
/// window reports an error although it was drawn, so there is no result.
static inline void cn_put(WINDOW *window, int y, int x, const wchar_t *text, attr_t attrs, int pair) {
    cchar_t cell;
    if (setcchar(&cell, text, attrs, (short)(pair > 32767 ? 0 : pair), &pair) == OK) {
        mvwadd_wch(window, y, x, &cell);
    }
}

/// Reads back one cell: its text (8 elements), attributes without ncurses' internal bits, pair.
int cn_read(WINDOW *window, int y, int x, wchar_t *text, attr_t *attrs, int *pair);

/// Columns of a scalar by the C library in a UTF-8 locale, whatever the current locale is.
int cn_scalar_width(uint32_t scalar);

/// Takes the character set from the environment; 1 when it is UTF-8.
int cn_take_locale(void);

/// A pipe with both ends non-blocking and closed in children; 0, or -1 with errno.
int cn_wake_pipe(int ends[2]);

/// 0 when the terminal type can move the cursor, 1 when it is unknown, 2 when it cannot.
int cn_check_type(const char *type);

/// The screen size of a terminal; 0, or -1 when it is unknown or zero.
int cn_window_size(int descriptor, int *columns, int *rows);

/// Bytes that wait to be read from a terminal.
int cn_waiting(int descriptor);

/// Arms the guard: from now on a crash, or an ending signal that is not obeyed within two
/// seconds, puts the terminal back before the process dies; signals arrive as bytes in `writer`.
void cn_guard_arm(int terminal, const struct termios *modes, int writer);

/// What a crash does with the streams: what 1 and 2 were, or -1 to leave them alone, and a
/// sentence for the terminal (cut at 511 bytes).
void cn_guard_streams(int out, int err, const char *sentence);

/// Puts every signal handler back that `cn_guard_arm` replaced.
void cn_guard_disarm(void);

/// Puts modes and screen of the armed terminal back; safe inside a signal handler.
void cn_guard_restore(void);

/// Stops the process group as ctrl-z would; returns when it is continued.
void cn_stop_group(void);

/// Ends the process by a signal with its default action.
void cn_die(int signal);
