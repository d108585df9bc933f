#!/usr/bin/env python3
"""Measure the console on a pseudo-terminal at 120x36 and hold it against the budgets.

    measure-console.py PROGRAM STORE

Prints one line a figure: name, measured, budget, verdict. Exits 1 when a budget is missed.
Needs only the standard library.
"""
import fcntl, os, pty, select, signal, struct, sys, termios, time

ROWS, COLUMNS = 36, 120


def start(program, store):
    pid, tty = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", CWCONSOLE_STORE=store)
        os.execv(program, [program])
    fcntl.ioctl(tty, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    return pid, tty


def read_for(tty, seconds, until=None):
    """Read until `until` was seen or `seconds` are over: the bytes, and when the last came."""
    data, end, last = b"", time.monotonic() + seconds, None
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([tty], [], [], left)
        if not ready:
            break
        try:
            chunk = os.read(tty, 65536)
        except OSError:
            break
        if not chunk:
            break
        data, last = data + chunk, time.monotonic()
        if until is not None and until in data:
            break
    return data, last


def quiet(tty, silence=0.3, limit=10):
    """Read until nothing came for `silence` seconds."""
    end, count = time.monotonic() + limit, 0
    while time.monotonic() < end:
        data, _ = read_for(tty, silence, until=b"")
        if not data:
            return count
        count += len(data)
    return count


def memory(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def main():
    program, store = sys.argv[1], sys.argv[2]
    firsts, rows = [], []
    for _ in range(5):
        begin = time.monotonic()
        pid, tty = start(program, store)
        seen, at = read_for(tty, 10, until=b"Overview")
        if at is None or b"Overview" not in seen:
            sys.exit(f"the console drew nothing within 10 s: {seen[-200:]!r}")
        firsts.append((at - begin) * 1000)
        quiet(tty)
        if len(firsts) < 5:
            os.kill(pid, signal.SIGTERM)
            read_for(tty, 5)
            os.waitpid(pid, 0)
    rows.append(("first frame, ms", sorted(firsts)[2], 50))

    os.write(tty, b"2")
    quiet(tty, 0.5)
    sizes, times = [], []
    for index in range(60):
        # The clock may tick within a sample: hence the median.
        begin = time.monotonic()
        os.write(tty, b"\x1bOB")
        data, at = read_for(tty, 1, until=b"")
        data2, later = read_for(tty, 0.03)
        if at is None:
            continue
        sizes.append(len(data) + len(data2))
        times.append((at - begin) * 1000)
    # The first keys move the cursor down the page, the last ones scroll the list as well.
    rows.append(("bytes a cursor key, median", sorted(sizes[1:20])[9], 450))
    rows.append(("bytes a key that scrolls, mean", sum(sizes[-20:]) / 20, 600))
    times.sort()
    rows.append(("key to first byte, ms, p99", times[int(len(times) * 0.99)], 16))

    quiet(tty, 0.9, 3)
    data, _ = read_for(tty, 10)
    rows.append(("idle bytes a second", len(data) / 10, 60))
    rows.append(("resident memory, MB", memory(pid), 40))
    os.kill(pid, signal.SIGTERM)
    read_for(tty, 5)
    os.waitpid(pid, 0)

    missed = 0
    for name, value, budget in rows:
        verdict = "ok" if value <= budget else "MISSED"
        missed += verdict != "ok"
        print(f"{name:<34}{value:>10.1f}   budget {budget:>6}   {verdict}")
    sys.exit(1 if missed else 0)


main()
