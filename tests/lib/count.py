#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""count.py yes|no BUILD...: adds up the single cases of the last `meson test` of each build folder,
shows the end of what a failed program said, names what was skipped, and ends with `N passed, N
failed, N skipped`. Exit 1 when something failed, or was skipped although the first word is `yes`."""
import json
import os
import re
import sys

CASE = re.compile(r'^(ok|not ok) \d+(?: -)? ?(.*?)(?: # (SKIP)\b *(.*))?$', re.I)
LINES = 25


def count(entry):
    """passed, failed, [skipped case and why] of one program."""
    passed, failed, skipped = 0, 0, []
    for line in (entry.get('stdout') or '').split('\n'):
        match = CASE.match(line)
        if not match:
            continue
        verdict, name, skip, why = match.groups()
        if skip:
            skipped.append(f'{name}: {why}' if why else name)
        elif verdict.lower() == 'ok':
            passed += 1
        else:
            failed += 1
    name, result = entry['name'], entry['result']
    if result == 'SKIP' and not skipped:
        skipped.append(name)
    elif result == 'OK' and passed + failed + len(skipped) == 0:
        passed = 1
    elif result not in ('OK', 'SKIP') and failed == 0:
        failed = 1
    return passed, failed, skipped


def tell(build, entry):
    """Here once more: what was said while the tests ran is far above, or cut off."""
    print(f'\n{build}: {entry["name"]}: {entry["result"]}')
    for stream in ('stdout', 'stderr'):
        for line in (entry.get(stream) or '').split('\n')[-LINES:]:
            print(f'    {line}')


def main():
    strict, builds = sys.argv[1] == 'yes', sys.argv[2:]
    total, skips = [0, 0, 0], []
    for build in builds:
        here = [0, 0, 0]
        with open(os.path.join(build, 'meson-logs/testlog.json'), encoding='utf-8') as file:
            for line in file:
                entry = json.loads(line)
                passed, failed, skipped = count(entry)
                if failed > 0:
                    tell(build, entry)
                here = [here[0] + passed, here[1] + failed, here[2] + len(skipped)]
                skips += [name for name in skipped if name not in skips]
        print(f'{build}: {here[0]} passed, {here[1]} failed, {here[2]} skipped')
        total = [a + b for a, b in zip(total, here)]
    for name in skips:
        print(f'skipped: {name}')
    print(f'{total[0]} passed, {total[1]} failed, {total[2]} skipped')
    return 1 if total[1] > 0 or (strict and total[2] > 0) else 0


if __name__ == '__main__':
    sys.exit(main())
