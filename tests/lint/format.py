#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""format.py STAMPS: clang-format agrees with every C file. STAMPS remembers what it agreed with, so
that only changed files are looked at again. First it has to refuse a file that is wrong."""
import hashlib
import json
import os
import subprocess
import sys

import source

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
COMMAND = ['clang-format', '--dry-run', '-Werror', '--style=file']


def refuses_bad():
    result = subprocess.run(COMMAND + ['--assume-filename=' + os.path.join(ROOT, 'src/bad.c')],
                            input='int  f(void) { return 1; }\n', text=True, capture_output=True,
                            check=False)
    return result.returncode != 0


def main():
    try:
        version = subprocess.run(COMMAND[:1] + ['--version'], text=True, capture_output=True,
                                 check=True).stdout
    except FileNotFoundError:
        print('clang-format is not installed')
        return 77
    if ' version 14.' not in version:
        print(f'{version.strip()}: another version formats otherwise than 14')
        return 77
    if not refuses_bad():
        print('clang-format accepts a badly formatted file')
        return 1
    with open(os.path.join(ROOT, '.clang-format'), 'rb') as file:
        style = file.read()
    try:
        with open(sys.argv[1], encoding='utf-8') as file:
            agreed = json.load(file)
    except (FileNotFoundError, ValueError):
        agreed = {}
    sources, _ = source.read_tree(ROOT)
    now = {file.path: hashlib.sha256(style + file.text.encode()).hexdigest()
           for file in sources if file.is_c and file.parts[0] in ('src', 'tests')}
    changed = [path for path, digest in now.items() if agreed.get(path) != digest]
    wrong = []
    if changed:
        result = subprocess.run(COMMAND + changed, cwd=ROOT, capture_output=True, text=True,
                                check=False)
        named = {line.split(':', 1)[0] for line in result.stderr.split('\n') if ' error: ' in line}
        wrong = [path for path in changed if path in named]
        if result.returncode != 0 and not wrong:
            sys.exit(result.stderr)
    for path in wrong:
        print(f'{path}: run clang-format -i {path}')
    with open(sys.argv[1], 'w', encoding='utf-8') as file:
        json.dump({path: now[path] for path in now if path not in wrong}, file)
    print(f'{len(now)} files, {len(changed)} looked at, {len(wrong)} to format')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
