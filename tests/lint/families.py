# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of a .def table, the files beside it and the fixtures of each row belong together."""
import os
import re

import source

ROW = re.compile(r'^CS_[A-Z_]+ \((\w+)(?:,.*)?\)$')
# A table whose rows begin with a string is data, not a family.
DATA = re.compile(r'^CS_[A-Z_]+ \("', re.M)


def stem_of(table):
    """cs-commands.def -> cs-command-, cs-mark-kinds.def -> cs-mark-, codecs.def -> cs-codec-"""
    name = os.path.basename(table)[:-len('.def')]
    return 'cs-' + re.sub(r'^cs-|-kinds$|s$', '', name) + '-'


def read_rows(file):
    """(line, row) and the problems of lines that are neither row nor comment."""
    rows, problems = [], []
    for number, line in enumerate(file.text.split('\n'), 1):
        match = ROW.match(line)
        if match:
            rows.append((number, match.group(1).replace('_', '-')))
        elif line.strip() and not line.startswith(('/*', ' *', '//', '#')):
            problems.append((file.path, number, 'family', 'a row is `CS_NAME (word)` or a comment'))
    return rows, problems


def check_table(root, file, files, fixture, closed):
    rows, problems = read_rows(file)
    yield from problems
    folder, stem = os.path.dirname(file.path), stem_of(file.path)
    known = set()
    for line, row in rows:
        if row in known:
            yield file.path, line, 'family', f'{row} stands here twice'
        known.add(row)
        wanted = [f'{folder}/{stem}{row}{ending}' for ending in ('.c', '.cc')]
        if not files.intersection(wanted):
            yield file.path, line, 'family', f'{row} has no {wanted[0]}'
        if fixture != '-':
            path = 'tests/' + fixture.replace('{row}', row)
            if not os.path.exists(os.path.join(root, path)):
                yield file.path, line, 'family', f'{row} has no fixture {path}'
    for path in sorted(files) if closed else ():
        match = re.match(re.escape(f'{folder}/{stem}') + r'([a-z0-9-]+)\.cc?$', path)
        if match and match.group(1) not in known:
            if not any(match.group(1).startswith(row + '-') for row in known):
                yield path, 1, 'family', f'no row in {file.path}'


def check(root, sources):
    families = {path: (fixture, closed == 'closed')
                for _, (path, fixture, closed) in source.read_table('families.tsv')}
    files = {file.path for file in sources}
    for file in sources:
        if not file.path.startswith('src/') or not file.name.endswith('.def'):
            continue
        if DATA.search(file.text) is None:
            yield from check_table(root, file, files, *families.get(file.path, ('-', False)))
