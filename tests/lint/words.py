# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for people are where translators find them: every file with such words is a line of
po/POTFILES, and no word is put together where xgettext cannot read it."""
import os
import re

import source

LIST = 'po/POTFILES'
CALL = re.compile(r'\b(?:_|N_|C_|NC_|g?_?d?n?gettext) ?\(\s*"')
UI = re.compile(r'\btranslatable="(?:yes|true)"')
# A string that a macro cuts in two ends for xgettext where the macro begins.
CUT = re.compile(r'\b(?:_|N_|C_|NC_|ngettext) ?\([^();]*"\s*G_[A-Z0-9]+_(?:FORMAT|MODIFIER)\b')
# A text that a person reads, in a .ui file, and not marked; a key alone has no words.
PLAIN = re.compile(r'<property name="(?:label|title|subtitle|description|heading|body|tooltip-text|'
                   r'placeholder-text)">(?!\{[^{}]*\}<)[^<]*?[A-Za-z]{2}')


def listed(root):
    path = os.path.join(root, LIST)
    if not os.path.exists(path):
        return {}
    with open(path, encoding='utf-8') as file:
        return {line.strip(): number for number, line in enumerate(file, 1)
                if line.strip() and not line.startswith('#')}


def check(root, sources):
    rows = listed(root)
    speaking = set()
    for file in sources:
        if file.parts[0] not in ('src', 'ui'):
            continue
        if (UI if file.path.endswith('.ui') else CALL).search(file.text):
            speaking.add(file.path)
            if file.path not in rows:
                yield file.path, 1, 'words', f'it has words to translate and is not in {LIST}'
        for match in CUT.finditer(file.text):
            yield (file.path, file.line_of(match.start()), 'words',
                   'xgettext does not know the macro: write %d or %u, and cast')
        for match in PLAIN.finditer(file.text) if file.path.endswith('.ui') else ():
            yield (file.path, file.line_of(match.start()), 'words', 'write translatable="yes"')
    for path, line in rows.items():
        if path not in speaking:
            yield LIST, line, 'words', f'{path} has no words to translate, or is gone'
