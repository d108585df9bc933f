/// What a program that keeps secrets asks of its own process.
#pragma once

/// Hardens this process, each step as far as the system lets it; nothing here can fail the start.
///
/// A closed pipe and a file size limit come back as errors of `write` (EPIPE, EFBIG) instead of
/// signals that kill; files that are made from now on are for their owner only; dumps are denied.
void ch_harden(void);

/// Denies core dumps, and reading this process's memory or environment to other processes of the
/// same user: both would hold the private keys that are in use.
void ch_deny_dumps(void);

/// Whether the memory of this process may be dumped or read by others; 1 or 0.
int ch_is_dumpable(void);
