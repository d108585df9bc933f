#define _GNU_SOURCE
#include "CPty.h"
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

int cpty_spawn(const char *path, char *const argv[], char *const envp[], const char *directory,
               int columns, int rows, pid_t *child) {
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    sigset_t all, before, none;
    int master = -1;
    sigfillset(&all);
    sigemptyset(&none);
    sigprocmask(SIG_BLOCK, &all, &before);
    pid_t pid = forkpty(&master, NULL, NULL, &size);
    if (pid == 0) {
        for (int signal = 1; signal < NSIG; signal++) {
            struct sigaction action = {.sa_handler = SIG_DFL};
            sigaction(signal, &action, NULL);
        }
        sigprocmask(SIG_SETMASK, &none, NULL);
        syscall(SYS_close_range, 3u, ~0u, 0u);
        if (directory != NULL && chdir(directory) != 0) _exit(126);
        execve(path, argv, envp);
        _exit(127);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (pid < 0) return -1;
    fcntl(master, F_SETFD, FD_CLOEXEC);
    fcntl(master, F_SETFL, O_NONBLOCK);
    *child = pid;
    return master;
}

int cpty_resize(int master, int columns, int rows) {
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    return ioctl(master, TIOCSWINSZ, &size);
}

unsigned long long cpty_modes(int master) {
    struct termios modes;
    if (tcgetattr(master, &modes) != 0) return 0;
    // The input, output and local flags are what raw mode and echo are made of.
    unsigned long long input = modes.c_iflag & (ICRNL | INLCR | IXON | BRKINT | ISTRIP);
    unsigned long long output = modes.c_oflag & (OPOST | ONLCR);
    unsigned long long local = modes.c_lflag & (ICANON | ECHO | ISIG | IEXTEN);
    return input | output << 20 | local << 40 | 1ULL << 63;
}

int cpty_watch(pid_t child) {
    return (int)syscall(SYS_pidfd_open, child, 0);
}

int cpty_keep_open(int master) {
    char name[128];
    if (ptsname_r(master, name, sizeof name) != 0) return -1;
    return open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
}
