// Everything here that runs in a signal handler uses async-signal-safe calls and static memory.
#define _GNU_SOURCE
#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int notices[] = {SIGWINCH, SIGTSTP, SIGCONT};
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static struct sigaction before[NSIG];
static unsigned char replaced[NSIG];
static volatile sig_atomic_t armed = 0;
static volatile sig_atomic_t ending = 0;
static int terminal_fd = -1, pipe_fd = -1, saved_out = -1, saved_err = -1;
static struct termios saved_modes;
static char stack_memory[64 * 1024];
static char farewell[512];

// Paste and mouse reporting, synchronized output, keypad mode, alternate character set, colours,
// cursor, alternate screen. Terminals ignore what they do not know.
static const char restore_bytes[] =
    "\033[?2026l\033[?2004l\033[?1002l\033[?1006l\033[?1000l\033[?1l\033>\017\033[0m\033[?25h"
    "\033[?1049l\r";

void cn_guard_restore(void) {
    if (!armed) return;
    ssize_t ignored = write(terminal_fd, restore_bytes, sizeof restore_bytes - 1);
    (void)ignored;
    tcsetattr(terminal_fd, TCSANOW, &saved_modes);
}

void cn_die(int signal) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigset_t set;
    sigaction(signal, &action, NULL);
    sigemptyset(&set);
    sigaddset(&set, signal);
    // The mask first: a signal raised while blocked would only be pending.
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(signal);
    _exit(128 + signal);
}

static void on_crash(int signal, siginfo_t *info, void *context) {
    (void)context;
    cn_guard_restore();
    armed = 0;
    ssize_t ignored = write(terminal_fd, farewell, strlen(farewell));
    (void)ignored;
    // Swift's crash report would otherwise wait half a minute for a key.
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing >= 0) dup2(nothing, STDIN_FILENO);
    if (saved_out >= 0) dup2(saved_out, STDOUT_FILENO);
    if (saved_err >= 0) dup2(saved_err, STDERR_FILENO);
    sigaction(signal, &before[signal], NULL);
    // A fault repeats itself when the instruction runs again; a sent signal or a breakpoint not.
    if (info->si_code <= 0 || signal == SIGTRAP) raise(signal);
}

static void on_ending(int signal) {
    int error = errno;
    if (ending != 0) {
        cn_guard_restore();
        cn_die(ending);
    }
    ending = signal;
    alarm(2);
    unsigned char byte = (unsigned char)signal;
    ssize_t ignored = write(pipe_fd, &byte, 1);
    (void)ignored;
    errno = error;
}

static void on_alarm(int signal) {
    (void)signal;
    if (ending == 0) return;
    cn_guard_restore();
    cn_die(ending);
}

static void on_notice(int signal) {
    int error = errno;
    unsigned char byte = (unsigned char)signal;
    ssize_t ignored = write(pipe_fd, &byte, 1);
    (void)ignored;
    errno = error;
}

static void replace(int signal, const struct sigaction *action) {
    if (sigaction(signal, action, &before[signal]) == 0) replaced[signal] = 1;
}

void cn_guard_streams(int out, int err, const char *sentence) {
    farewell[0] = 0;
    strncat(farewell, sentence, sizeof farewell - 1);
    saved_out = out;
    saved_err = err;
}

void cn_guard_arm(int terminal, const struct termios *modes, int writer) {
    terminal_fd = terminal;
    pipe_fd = writer;
    saved_modes = *modes;
    ending = 0;
    armed = 1;
    stack_t stack = {.ss_sp = stack_memory, .ss_size = sizeof stack_memory};
    sigaltstack(&stack, NULL);

    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    // tcsetattr from a background job would stop the process inside its handler.
    sigaddset(&action.sa_mask, SIGTTOU);
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (size_t i = 0; i < COUNT(crashes); i++) replace(crashes[i], &action);

    action.sa_flags = SA_RESTART | SA_ONSTACK;
    action.sa_handler = on_ending;
    for (size_t i = 0; i < COUNT(endings); i++) {
        struct sigaction old;
        // What the parent ignores (nohup) stays ignored.
        if (sigaction(endings[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN) continue;
        replace(endings[i], &action);
    }
    action.sa_handler = on_notice;
    for (size_t i = 0; i < COUNT(notices); i++) replace(notices[i], &action);
    action.sa_handler = on_alarm;
    replace(SIGALRM, &action);
    action.sa_handler = SIG_IGN;
    replace(SIGPIPE, &action);
}

void cn_guard_disarm(void) {
    alarm(0);
    armed = 0;
    for (int signal = 1; signal < NSIG; signal++) {
        if (!replaced[signal] || signal == SIGPIPE) continue;
        sigaction(signal, &before[signal], NULL);
        replaced[signal] = 0;
    }
}

void cn_stop_group(void) {
    struct sigaction action = {.sa_handler = SIG_DFL}, ours;
    sigset_t set, old;
    sigaction(SIGTSTP, &action, &ours);
    sigemptyset(&set);
    sigaddset(&set, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &set, &old);
    kill(0, SIGTSTP);
    sigprocmask(SIG_SETMASK, &old, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}
