#define _GNU_SOURCE
#include "CNcurses.h"
#include <fcntl.h>
#include <unistd.h>

int cn_wake_pipe(int ends[2]) {
    return pipe2(ends, O_NONBLOCK | O_CLOEXEC);
}
