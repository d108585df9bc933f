// Alone in its file, because <term.h> defines macros such as `lines` and `columns`.
#include "CNcurses.h"
#include <term.h>
#include <unistd.h>

int cn_check_type(const char *type) {
    int error = 0;
    if (setupterm(type, STDOUT_FILENO, &error) != OK) return 1;
    const char *cup = tigetstr("cup");
    int result = cup == NULL || cup == (const char *)-1 ? 2 : 0;
    del_curterm(cur_term);
    return result;
}
