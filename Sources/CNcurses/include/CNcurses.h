/// What Swift cannot import from ncurses by itself, and what must run inside a signal handler.
#pragma once
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>

/// Columns of a scalar by the C library in a UTF-8 locale, whatever the current locale is.
int cn_scalar_width(uint32_t scalar);

/// A pipe with both ends non-blocking and closed in children; 0, or -1 with errno.
int cn_wake_pipe(int ends[2]);
