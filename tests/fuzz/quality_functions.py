#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""quality_functions.py SOURCE: every function that a family of src/quality offers is called by
fuzz-quality-arrays. Names those that are not; exit 1 then."""
import glob
import os
import re
import sys

FAMILY = '--- for the files of the family ---'
OFFERED = re.compile(r'^[A-Za-z][A-Za-z0-9_ *]*\b(cs_[a-z0-9_]+) \(', re.M)
# What turns JSON into arrays and back has fuzz-metric; the table of labels is data.
OTHERS = ('cs-metric', 'cs-vote-answer', 'cs-label-metrics')


def main():
    source = sys.argv[1]
    called = ''
    for path in glob.glob(os.path.join(source, 'tests/fuzz/quality-*.c')):
        with open(path, encoding='utf-8') as file:
            called += file.read()
    offered, missing = 0, []
    for path in sorted(glob.glob(os.path.join(source, 'src/quality/*.h'))):
        name = os.path.basename(path)
        if name.startswith(OTHERS):
            continue
        with open(path, encoding='utf-8') as file:
            text = file.read().split(FAMILY)[0]
        for function in OFFERED.findall(text):
            offered += 1
            # g_auto calls those that clear
            if not function.endswith('_clear') and not re.search(rf'\b{function}\b', called):
                missing.append(f'{name}: {function}')
    for line in missing:
        print(f'not called: {line}')
    print(f'{offered} functions, {len(missing)} not called')
    return 1 if missing or offered == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
