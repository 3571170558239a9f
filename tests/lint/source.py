# SPDX-License-Identifier: GPL-3.0-or-later
"""A source file as the checks see it: its lines, and its code without comments and strings."""
import os
import re

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
ALLOW = re.compile(r'lint-allow ([a-z0-9_]+): \S')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
C_FILES = ('.c', '.h', '.cc', '.hh')
TEXT_FILES = C_FILES + ('.py', '.sh', '.build', '.md', '.def', '.tsv', '.txt', '.test', '.ui',
                        '.css', '.xml', '.json', '.desktop', '.in', '.options')
SKIPPED = re.compile(r'^(\.git|build.*|_.*|\.cache)$')
# Made to be wrong.
BAD = ('tests/lint/bad', 'tests/bad')


def blank(match):
    """Same length, same line ends, nothing else; a string keeps its quotes."""
    text = match.group(0)
    if text[0] == '/':
        return re.sub(r'[^\n]', ' ', text)
    return text[0] + ' ' * (len(text) - 2) + text[0]


class Source:
    def __init__(self, root, path):
        self.path = path
        with open(os.path.join(root, path), encoding='utf-8') as file:
            self.text = file.read()
        self.lines = self.text.split('\n')
        self.is_c = path.endswith(C_FILES)
        self.parts = path.split('/')
        self.folder = self.parts[1] if self.parts[0] == 'src' and len(self.parts) > 2 else None
        self._code = None

    @property
    def name(self):
        return self.parts[-1]

    @property
    def code(self):
        if self._code is None:
            self._code = TOKEN.sub(blank, self.text)
        return self._code

    def line_of(self, offset):
        return self.text.count('\n', 0, offset) + 1

    def includes(self):
        """(line, quote, name) of each #include."""
        for match in INCLUDE.finditer(self.text):
            yield self.line_of(match.start(1)), match.group(1), match.group(2)

    def allowed(self, line, name):
        """The line, or the one above it, carries `lint-allow NAME: why`."""
        for text in self.lines[max(0, line - 2):line]:
            match = ALLOW.search(text)
            if match and match.group(1) == name:
                return True
        return False


def read_tree(root):
    """Every text file of the tree, in order of path."""
    found = []
    for folder, folders, files in os.walk(root):
        relative = os.path.relpath(folder, root)
        relative = '' if relative == '.' else relative + '/'
        folders[:] = sorted(f for f in folders if not SKIPPED.match(f) and
                            relative + f not in BAD)
        for name in files:
            if name.endswith(TEXT_FILES) or relative + name in ('dev', '.ci/run'):
                found.append(relative + name)
    sources, problems = [], []
    for path in sorted(found):
        try:
            sources.append(Source(root, path))
        except UnicodeDecodeError:
            if path.endswith(C_FILES + ('.py', '.sh', '.build', '.md', '.def')):
                problems.append((path, 1, 'utf-8', 'not UTF-8'))
    return sources, problems


def read_table(name):
    """Rows of a tab-separated file of this folder with # comments: (line, fields)."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip('\n')
            if line and not line.startswith('#'):
                yield number, line.split('\t')
