#!/usr/bin/env python3
"""Measure the console on a pseudo-terminal at 120x36 and hold it against the budgets.

    measure-console.py PROGRAM STORE             a store with 1,000,000 events
    measure-console.py PROGRAM --companies N     a demo with N companies, all being checked

Prints one line a figure: name, measured, budget, verdict. Exits 1 when a budget is missed.
Needs only the standard library.
"""
import fcntl, os, pty, select, signal, struct, sys, termios, time

ROWS, COLUMNS = 36, 120


def start(program, *arguments, **variables):
    pid, tty = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", **variables)
        os.execv(program, [program, *arguments])
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


def stop(pid, tty):
    os.kill(pid, signal.SIGTERM)
    read_for(tty, 5, until=b"\x1b[?1049l")
    os.close(tty)
    os.waitpid(pid, 0)


def wait_for(tty, text, seconds, key=b""):
    """Wait until `text` comes; only changed cells are drawn, so `key` asks for them all."""
    end = time.monotonic() + seconds
    while True:
        os.write(tty, key)
        seen, _ = read_for(tty, 2, until=text)
        if text in seen:
            return
        if time.monotonic() > end:
            sys.exit(f"waited {seconds} s for {text.decode()!r}; last came {seen[-300:]!r}")


def companies(program, count):
    """Keys while the Managed IDs of all companies are checked: a popup opens whole, rows move."""
    rows = []
    pid, tty = start(program, "demo", "--companies", str(count))
    wait_for(tty, b"SANDBOX", 60)
    os.write(tty, b"5")
    wait_for(tty, f"{count:,} of {count:,}".encode(), 180, key=b"\x1bOF\x0c")
    os.write(tty, b"c")
    wait_for(tty, b"Esc stops", 60, key=b"\x0c")
    os.write(tty, b"\x1bOH")
    popups, moves = [], []
    for index in range(120):
        # Nobody presses keys faster than they repeat when held: 30 a second.
        read_for(tty, 0.033)
        begin = time.monotonic()
        os.write(tty, b"?")
        data, at = read_for(tty, 2, until=b"Help")
        if b"Help" not in data:
            sys.exit("the help did not open while the check ran")
        popups.append((at - begin) * 1000)
        os.write(tty, b"\x1b")
        read_for(tty, 0.06)
        begin = time.monotonic()
        # Down and up again, so that each key moves the cursor and has something to draw.
        os.write(tty, b"\x1bOB" if index % 60 < 30 else b"\x1bOA")
        _, at = read_for(tty, 1, until=b"")
        if at is not None:
            moves.append((at - begin) * 1000)
    for name, times in (("key to popup while checking, ms, p99", popups),
                        ("key to first byte while checking, ms, p99", moves)):
        times.sort()
        rows.append((name, times[int(len(times) * 0.99)], 16))
    rows.append(("resident memory of demo and sandbox, MB", memory(pid), 400))
    stop(pid, tty)
    return rows


def events(program, store):
    firsts, rows = [], []
    for _ in range(5):
        begin = time.monotonic()
        pid, tty = start(program, CWCONSOLE_STORE=store)
        seen, at = read_for(tty, 10, until=b"Overview")
        if at is None or b"Overview" not in seen:
            sys.exit(f"the console drew nothing within 10 s: {seen[-200:]!r}")
        firsts.append((at - begin) * 1000)
        quiet(tty)
        if len(firsts) < 5:
            stop(pid, tty)
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
    stop(pid, tty)
    return rows


def main():
    program, store = sys.argv[1], sys.argv[2]
    if store == "--companies":
        rows = companies(program, int(sys.argv[3]))
    else:
        rows = events(program, store)
    missed = 0
    for name, value, budget in rows:
        verdict = "ok" if value <= budget else "MISSED"
        missed += verdict != "ok"
        print(f"{name:<42}{value:>10.1f}   budget {budget:>6}   {verdict}")
    sys.exit(1 if missed else 0)


main()
