#define _GNU_SOURCE
#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

int cn_take_locale(void) {
    // Only characters: other categories would change how other libraries read numbers.
    setlocale(LC_CTYPE, "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int cn_window_size(int descriptor, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
    if (size.ws_col == 0 || size.ws_row == 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

int cn_waiting(int descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : 0;
}

int cn_wake_pipe(int ends[2]) {
    return pipe2(ends, O_NONBLOCK | O_CLOEXEC);
}

int cn_read(WINDOW *window, int y, int x, wchar_t *text, attr_t *attrs, int *pair) {
    cchar_t cell;
    short small = 0;
    if (mvwin_wch(window, y, x, &cell) == ERR) return ERR;
    int result = getcchar(&cell, text, attrs, &small, pair);
    *attrs &= A_BOLD | A_DIM | A_REVERSE | A_UNDERLINE;
    return result;
}
