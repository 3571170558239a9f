# SPDX-License-Identifier: GPL-3.0-or-later
"""The outside of a file: licence line, opening comment, lengths, white space, places of a machine,
its place in the tree."""
import re

SPDX = 'SPDX-License-' + 'Identifier: GPL-3.0-or-later'
PLACES = re.compile(r'(?<![\w.])(/home/\w+|/Users/\w+|/root/\w+)')
LICENSED = ('.c', '.h', '.cc', '.def', '.py', '.sh', '.build')
TOP = {'src', 'ui', 'data', 'po', 'tests', '.ci', 'dev', 'README.md', 'meson.build',
       'meson_options.txt'}
FILE_AIM, FILE_MAX, FUNCTION_MAX = 600, 900, 100


def needs_licence(file):
    return (file.name.endswith(LICENSED) or file.path in ('dev', '.ci/run', 'meson_options.txt'))


def check_opening(file):
    if needs_licence(file):
        first = file.lines[1] if file.lines[0].startswith('#!') and len(file.lines) > 1 \
            else file.lines[0]
        if SPDX not in first:
            yield file.path, 1, 'spdx', f'the first line must say {SPDX}'
    if not file.name.endswith('.h'):
        return
    if len(file.lines) < 2 or not file.lines[1].startswith('/* '):
        yield file.path, 2, 'header', 'open with a comment: what this is, who owns it, which thread'
    if '#pragma once' not in file.lines:
        yield file.path, 1, 'header', '#pragma once is missing'


def check_length(file):
    count = len(file.lines) - 1
    if not (file.is_c or file.name.endswith(('.py', '.sh')) or file.path == 'dev'):
        return
    if count > FILE_MAX:
        yield file.path, count, 'length', f'{count} lines; {FILE_MAX} is the end: split it'
    elif count > FILE_AIM and not any('Long because ' in line for line in file.lines[:20]):
        yield (file.path, count, 'length',
               f'{count} lines; above {FILE_AIM} say `Long because ...` near the top, or split it')


def check_functions(file):
    """A body opens with { and closes with } in the first column; nothing else does."""
    start = None
    for number, line in enumerate(file.code.split('\n'), 1):
        if line == '{':
            start = number
        elif line == '}' and start is not None:
            if number - start - 1 > FUNCTION_MAX:
                yield (file.path, start, 'length',
                       f'{number - start - 1} lines in one function; {FUNCTION_MAX} is the end')
            start = None


def check_space(file):
    for number, line in enumerate(file.lines, 1):
        if line.endswith((' ', '\t', '\r')):
            yield file.path, number, 'space', 'white space at the end of the line'
        if '\t' in line and file.name.endswith(('.c', '.h', '.cc', '.py', '.build')):
            yield file.path, number, 'space', 'a tab'
    if file.text and not file.text.endswith('\n'):
        yield file.path, len(file.lines), 'space', 'the last line has no end'


def check_places(file):
    for number, line in enumerate(file.lines, 1):
        match = PLACES.search(line)
        if match:
            yield file.path, number, 'place', f'{match.group(1)} exists on one machine only'


def check_top(file):
    """What a program that ran here left behind is not part of the tree."""
    if file.parts[0] not in TOP:
        yield file.path, 1, 'top', f'{file.parts[0]} is none of the names at the top of the tree'


def check(root, sources):
    for file in sources:
        yield from check_top(file)
        yield from check_opening(file)
        yield from check_length(file)
        if file.is_c:
            yield from check_functions(file)
        if needs_licence(file) or file.name.endswith('.md'):
            yield from check_space(file)
        if not file.path.startswith('tests/lint/shape.py'):
            yield from check_places(file)
