/// What a test needs of pseudo-terminals and Swift cannot call: fork, ioctl, pidfd.
#pragma once
#include <sys/types.h>

/// Starts a program on a new terminal; the master end, or -1 with errno.
int cpty_spawn(const char *path, char *const argv[], char *const envp[], const char *directory,
               int columns, int rows, pid_t *child);

/// Gives the terminal another size.
int cpty_resize(int master, int columns, int rows);

/// The modes a program changes, as one number: equal numbers are equal modes.
unsigned long long cpty_modes(int master);

/// A descriptor that is readable when the process has ended, or -1.
int cpty_watch(pid_t child);

/// Opens the other end, so that its modes can be read after the program has ended.
int cpty_keep_open(int master);
