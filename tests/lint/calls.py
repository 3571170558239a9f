# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that have a better replacement here, and things that may not stand in code."""
import re

import source

REAL = re.compile(r'%[-+ 0#]*[0-9*]*(?:\.[0-9*]+)?l?[aAeEfFgG]')
SQLITE = re.compile(r'\bsqlite3_[a-z0-9_]+')
AUTO = re.compile(r'^[ \t]*(g_auto(?:free|ptr|list|slist|queue)?\b[^;=(]*(?:\([^)]*\))?[^;]*);', re.M)
UNFINISHED = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b')


class Rule:
    def __init__(self, names, where, instead):
        scope, *excepted = where.split()
        self.names, self.scope, self.instead = names.split(), scope, instead
        self.excepted = tuple(path[1:] for path in excepted)

    def covers(self, file):
        if file.path.startswith(self.excepted) if self.excepted else False:
            return False
        if self.scope == 'tree':
            return file.parts[0] in ('src', 'tests')
        if self.scope == 'quiet':
            return file.folder is not None and file.folder not in ('cli', 'app')
        return file.folder is not None


def load(path):
    rules = {}
    for _, (names, where, instead) in source.read_table(path):
        rule = Rule(names, where, instead)
        for name in rule.names:
            rules.setdefault(name, []).append(rule)
    return rules


def check_calls(file, rules, pattern):
    for match in pattern.finditer(file.code):
        name = match.group(1) or match.group(2)
        before = file.code[max(0, match.start() - 2):match.start()]
        if before.endswith(('.', '->')):
            continue
        rule = next((rule for rule in rules[name] if rule.covers(file)), None)
        line = file.line_of(match.start())
        if rule is not None and not file.allowed(line, name):
            yield file.path, line, 'call', f'{name}: use {rule.instead}'


def check_sqlite(file):
    if file.folder is None or file.path.startswith('src/base/cs-sqlite'):
        return
    for match in SQLITE.finditer(file.code):
        yield (file.path, file.line_of(match.start()), 'call',
               f'{match.group(0)}: use the wrapper in cs-sqlite.h')


def check_reals(file):
    """%f and its kin write a comma in half of Europe; a format alone is for g_ascii_formatd."""
    if file.folder is None or file.folder == 'app':
        return
    for match in source.TOKEN.finditer(file.text):
        text = match.group(0)
        if not text.startswith('"') or REAL.fullmatch(text[1:-1]):
            continue
        real = REAL.search(text.replace('%%', '').replace('%.0f', ''))
        line = file.line_of(match.start())
        if real and not file.allowed(line, 'real'):
            yield file.path, line, 'call', f'{real.group(0)}: use g_ascii_formatd'


def split_declarators(text):
    depth, part = 0, ''
    for letter in text:
        depth += letter in '([{'
        depth -= letter in ')]}'
        if letter == ',' and depth == 0:
            yield part
            part = ''
        else:
            part += letter
    yield part


def check_auto(file):
    for match in AUTO.finditer(file.code):
        for declarator in split_declarators(match.group(1)):
            if '=' not in declarator:
                name = re.findall(r'\w+', declarator)[-1]
                yield (file.path, file.line_of(match.start(1)), 'auto',
                       f'{name} has no initial value; it is freed on every way out')


def check_unfinished(file):
    for number, line in enumerate(file.lines, 1):
        match = UNFINISHED.search(line)
        if match:
            yield file.path, number, 'unfinished', f'{match.group(1)}: finish it or open an issue'


def check(root, sources):
    rules = load('calls.tsv')
    names = '|'.join(sorted(rules, key=lambda name: (-len(name), name)))
    calls = re.compile(r'\b(' + names + r')\b(?=\s*\()|\b(goto)\b')
    for file in sources:
        if file.is_c and file.parts[0] in ('src', 'tests'):
            yield from check_calls(file, rules, calls)
            yield from check_sqlite(file)
            yield from check_reals(file)
            yield from check_auto(file)
        if file.parts[0] == 'src' or file.is_c:
            yield from check_unfinished(file)
