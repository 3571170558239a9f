# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory a running program takes."""
import os
import time

MB = 1 << 20


def fields(path):
    with open(path, encoding='ascii') as file:
        return {line.split(':')[0]: int(line.split()[1]) * 1024 for line in file
                if line.rstrip().endswith(' kB')}


def files(pid):
    """Bytes of what it holds in files of memory, which are counted with no process."""
    total = 0
    for name in os.listdir(f'/proc/{pid}/fd'):
        path = f'/proc/{pid}/fd/{name}'
        try:
            if os.readlink(path).startswith('/memfd:'):
                total += os.stat(path).st_blocks * 512
        except FileNotFoundError:
            pass  # closed meanwhile
    return total


def taken(pid):
    """Bytes."""
    return fields(f'/proc/{pid}/status')['VmRSS'] + files(pid)


def settled(pid):
    """The same once it no longer changes: what was left is dropped a little later."""
    calm, last = 0, taken(pid)
    for _ in range(60):
        time.sleep(1)
        now = taken(pid)
        calm = calm + 1 if abs(now - last) < MB else 0
        last = now
        if calm == 3:
            return now
    raise AssertionError('the memory does not stand still')
