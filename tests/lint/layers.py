# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom. Every #include is checked against the exact table, so a header that came
in through another folder's headers has to be declared by the folder that uses it."""
import os
import re

import source

# Header -> library of the table; the first prefix that fits.
LIBRARIES = (
    ('glib', 'glib'), ('gio/', 'glib'), ('gobject/', 'glib'), ('gmodule', 'glib'),
    ('jansson', 'jansson'), ('sqlite3', 'sqlite'), ('openssl/', 'libcrypto'),
    ('sodium', 'libsodium'), ('zstd', 'zstd'), ('cairo', 'cairo'), ('pango/', 'pango'),
    ('cmark', 'cmark'), ('gsl/', 'gsl'), ('geos_c', 'geos'),
    ('archive.h', 'libarchive'), ('archive_entry.h', 'libarchive'),
    ('dcmtk/', 'dcmtk'), ('openjpeg', 'openjpeg'), ('charls/', 'charls'),
    ('openslide', 'openslide'), ('tiff', 'libtiff'), ('vips/', 'libvips'),
    ('seccomp.h', 'libseccomp'), ('gtk/', 'gtk'), ('gdk/', 'gtk'), ('gsk/', 'gtk'),
    ('adwaita', 'libadwaita'), ('libpq-fe', 'libpq'), ('libsoup/', 'libsoup'))
C_LIBRARY = set('''assert complex ctype dirent dlfcn endian errno fcntl fenv float fnmatch ftw
    getopt glob inttypes limits locale malloc math memory poll pthread pwd sched setjmp signal spawn
    stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings termios
    threads time tgmath uchar unistd wchar wctype'''.split())
WORDS = {'glib': None, 'openslide': 'openslide', 'libadwaita': 'libadwaita', 'gtk': 'gtk'}


def load(path):
    table = {}
    for _, fields in source.read_table(path):
        folder, folders, libraries = fields
        table[folder] = (set(folders.split()) - {'-'}, set(libraries.split()) - {'-'})
    return table


def from_markdown(text):
    """The same table out of a document: rows `| `folder` | what | may use |`."""
    table, order = {}, []
    for line in text.split('\n'):
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        match = re.match(r'^`([a-z]+)`$', cells[0])
        if not match or len(cells) != 3:
            continue
        order.append(match.group(1))
        table[match.group(1)] = cells[2].lower()
    result = {}
    for folder, text in table.items():
        folders, libraries = set(), set()
        all_but = re.match(r'all above but ([^;]*)', text)
        if all_but:
            but = set(re.findall(r'[a-z]+', all_but.group(1)))
            folders = {f for f in order[:order.index(folder)] if f not in but}
            text = text[all_but.end():]
        for word in re.split(r'[,;]', text):
            word = word.strip()
            if word in table:
                folders.add(word)
            elif word not in ('', 'glib', 'nothing else'):
                libraries.add(word)
        result[folder] = (folders, libraries)
    return result


def check_include(table, headers, file, line, quote, name):
    folders, libraries = table[file.folder]
    if quote == '"':
        owner = headers.get(name)
        if owner is None:
            return 'include', f'no header "{name}" in src; system headers go in <>'
        if owner != file.folder and owner not in folders:
            return 'layer', f'src/{file.folder} may not use src/{owner} ({name})'
        return None
    stem = name[:-2] if name.endswith('.h') else name
    if stem in C_LIBRARY or name.startswith(('sys/', 'linux/')):
        return None
    library = next((lib for prefix, lib in LIBRARIES if name.startswith(prefix)), None)
    if library is None:
        if file.name.endswith('.cc') and '.' not in name and '/' not in name:
            return None
        return 'include', f'<{name}> belongs to no library that the layer table knows'
    if library != 'glib' and library not in libraries:
        return 'layer', f'src/{file.folder} may not use {library} (<{name}>)'
    if library == 'sqlite' and not file.path.startswith('src/base/cs-sqlite'):
        return 'layer', '<sqlite3.h> is only for src/base/cs-sqlite*.c; use cs-sqlite.h'
    return None


def check_documents(root, table):
    """The table in the code map is this one."""
    path = 'src/README.md'
    if not os.path.exists(os.path.join(root, path)):
        return
    with open(os.path.join(root, path), encoding='utf-8') as file:
        shown = from_markdown(file.read())
    for folder in sorted(set(table) | set(shown)):
        if table.get(folder) != shown.get(folder):
            yield path, 1, 'layer-table', f'the row of `{folder}` differs from tests/lint/layers.tsv'


def check(root, sources):
    table = load('layers.tsv')
    headers = {}
    for file in sources:
        if file.folder is not None and file.name.endswith(('.h', '.hh')):
            if file.name in headers:
                yield (file.path, 1, 'include',
                       f'src/{headers[file.name]} has a header of the same name')
            headers[file.name] = file.folder
        elif file.folder is not None and file.name.endswith('.def'):
            headers[file.name] = file.folder
    for file in sources:
        if file.folder is None or not file.is_c:
            continue
        if file.folder not in table:
            yield file.path, 1, 'layer', f'src/{file.folder} is not in tests/lint/layers.tsv'
            continue
        for line, quote, name in file.includes():
            problem = check_include(table, headers, file, line, quote, name)
            if problem is not None:
                yield (file.path, line) + problem
    yield from check_documents(root, table)
