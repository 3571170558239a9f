# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys are the person's: a sentence that names one has the action in braces (src/app/cs-key-words.h),
so that it names the key in force. What nobody can change is listed in keys.tsv."""
import re

import source

# Sentences reach people through these.
SPEAKING = ('src/app/', 'src/tools/', 'src/text/', 'src/image/', 'ui/')
ACTIONS = 'src/app/actions.def'
STRING = r'"(?:\\.|[^"\\\n])*"'
CALL = re.compile(r'\b(?:_|N_|C_|NC_|ngettext) ?\(((?:[^()"]|' + STRING + r')*)\)')
LITERAL = re.compile(STRING)
UI = re.compile(r'\btranslatable="yes"[^>]*>([^<]*)<')
# A cap beside a word: <property name="label">A</property>
CAP = re.compile(r'<property name="label">([A-Z?])</property>')
KEY = re.compile(r'(?:Ctrl|Alt|Shift)\+\S|\bF(?:[1-9]|1[0-2])\b|'
                 r'\b(?:Esc|Escape|Tab|Enter|Space|Backspace|Page Up|Page Down)\b|'
                 r'\b[Pp]ress (?:Delete|Home|End)\b|\b(?:[Pp]ress|[Hh]old|then|with) A\b|\(A\)|'
                 r'(?<![\w’%#-])[B-HJ-Z](?![\w’:-])')
PLACE = re.compile(r'\{([a-z]+\.[^{}|]*)(?:\|\w+)?\}')
NAME = re.compile(r'^CS_ACTION \("([^"]+)"', re.M)


def sentences(file):
    """(offset, words) of what people read."""
    if file.path.endswith('.ui'):
        for match in UI.finditer(file.text):
            yield match.start(1), match.group(1)
    else:
        for match in CALL.finditer(file.text):
            words = ''.join(literal[1:-1] for literal in LITERAL.findall(match.group(1)))
            yield match.start(), words


def check(root, sources):
    fixed = {tuple(fields[:2]): number for number, fields in source.read_table('keys.tsv')}
    actions = set()
    for file in sources:
        if file.path == ACTIONS:
            actions = set(NAME.findall(file.text))
    for file in sources:
        if not file.path.startswith(SPEAKING):
            continue
        for offset, words in sentences(file):
            line = file.line_of(offset)
            found = KEY.search(PLACE.sub('', words))
            if found and (file.path, words) not in fixed:
                yield (file.path, line, 'key',
                       f'{found.group(0)}: write the action, "{{mark.label}}", as keys change')
            for name in PLACE.findall(words):
                if name not in actions:
                    yield file.path, line, 'key', f'{name} is no action'
        for match in CAP.finditer(file.text) if file.path.endswith('.ui') else ():
            yield (file.path, file.line_of(match.start()), 'key',
                   f'{match.group(1)}: write the action, "{{mark.label}}", as keys change')
