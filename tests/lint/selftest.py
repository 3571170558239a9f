#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks report exactly bad/expected.txt on the tree in bad/ (plus a few files too long
to keep), and every rule is seen to fire."""
import difflib
import os
import shutil
import sys
import tempfile

import rules

HERE = os.path.dirname(os.path.abspath(__file__))
LICENCE = '/* SPDX-License-' + 'Identifier: GPL-3.0-or-later */\n'


def grow(root):
    def write(name, text):
        with open(os.path.join(root, 'src/base', name), 'w', encoding='utf-8') as file:
            file.write(LICENCE + text)
    write('cs-long.c', '\n' * 700)
    write('cs-reason.c', '/* Long because it is one table. */\n' + '\n' * 700)
    write('cs-endless.c', '/* Long because nobody split it. */\n' + '\n' * 950)
    write('cs-function.c', 'void\nf (void)\n{\n' + '  f ();\n' * 101 + '}\n')
    write('cs-tab.c', '\tint a;\n')


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = os.path.join(folder, 'bad')
        shutil.copytree(os.path.join(HERE, 'bad'), root)
        os.remove(os.path.join(root, 'expected.txt'))
        grow(root)
        _, problems = rules.run(root)
    got = [f'{path}:{line}: {rule}: {message}' for path, line, rule, message in problems]
    with open(os.path.join(HERE, 'bad/expected.txt'), encoding='utf-8') as file:
        expected = file.read().splitlines()
    difference = list(difflib.unified_diff(expected, got, 'expected', 'reported', lineterm=''))
    silent = rules.RULES - {rule for _, _, rule, _ in problems}
    print('\n'.join(difference) if difference else f'{len(got)} problems reported as expected')
    if silent:
        print('rules that never fired:', ', '.join(sorted(silent)))
    return 1 if difference or silent else 0


if __name__ == '__main__':
    sys.exit(main())
