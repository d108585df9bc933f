#define _GNU_SOURCE
#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

// The name of the locale as the C library would look it up.
static const char *locale_name(void) {
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && value[0] != 0) return value;
    }
    return "";
}

int cn_take_locale(void) {
    // Only characters: other categories would change how other libraries read numbers.
    if (setlocale(LC_CTYPE, "") == NULL) {
        // A name that came over ssh and is not installed here still says what the terminal is.
        const char *name = locale_name();
        if (strcasestr(name, "utf-8") != NULL || strcasestr(name, "utf8") != NULL) {
            setlocale(LC_CTYPE, "C.UTF-8");
        }
    }
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
