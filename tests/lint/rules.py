#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rules.py [ROOT]: what the compiler does not check. Prints one line a problem, exits 1 if any.
`lint-allow NAME: why` on a line or above it lets one call through."""
import os
import sys

import calls
import families
import keys
import layers
import shape
import source
import words

RULES = {'utf-8', 'layer', 'layer-table', 'include', 'call', 'auto', 'unfinished', 'spdx', 'header',
         'length', 'space', 'place', 'top', 'family', 'words',
         'key'}


def run(root):
    sources, problems = source.read_tree(root)
    for checks in (layers, calls, shape, families, words, keys):
        problems.extend(checks.check(root, sources))
    unknown = {rule for _, _, rule, _ in problems} - RULES
    assert not unknown, unknown
    return sources, sorted(problems)


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else \
        os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    sources, problems = run(root)
    for path, line, rule, message in problems:
        print(f'{path}:{line}: {rule}: {message}')
    print(f'{len(sources)} files, {len(problems)} problems')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
