#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""build_layers.py BUILD: the build itself keeps the layers apart. With the flags that each folder
of src is compiled with, its own headers are found, and none of a folder it may not use."""
import json
import os
import shlex
import subprocess
import sys

import layers

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')


def commands(build):
    """folder -> compiler and flags of one of its files."""
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        entries = json.load(file)
    found = {}
    for entry in entries:
        path = os.path.relpath(os.path.join(entry['directory'], entry['file']), ROOT)
        parts = path.split('/')
        if parts[0] != 'src' or len(parts) < 3 or not path.endswith('.c'):
            continue
        words = [word for word in shlex.split(entry['command']) if word != 'ccache']
        kept = [words[0]] + [word for word in words[1:] if word.startswith(('-I', '-D', '-std'))]
        found.setdefault(parts[1], kept)
    return found


def headers_of(folder):
    path = os.path.join(ROOT, 'src', folder)
    return sorted(name for name in os.listdir(path) if name.endswith('.h'))


def compile_text(command, build, text, mode):
    return subprocess.run(command + [mode, '-x', 'c', '-'], input=text, cwd=build, text=True,
                          capture_output=True, check=False)


def seen_by(command, build, headers):
    text = ''.join(f'#if __has_include("{name}")\nfound {name}\n#endif\n' for name in headers)
    result = compile_text(command, build, text, '-E')
    if result.returncode != 0:
        sys.exit(result.stderr)
    return {line.split()[1] for line in result.stdout.split('\n') if line.startswith('found ')}


def main():
    build = sys.argv[1]
    table = layers.load('layers.tsv')
    known = commands(build)
    owner = {name: folder for folder in known for name in headers_of(folder)}
    wrong, tried = [], 0
    for folder, command in sorted(known.items()):
        allowed = table[folder][0] | {folder}
        seen = seen_by(command, build, owner)
        for name in sorted(seen):
            if owner[name] not in allowed:
                wrong.append(f'src/{folder} finds {name} of src/{owner[name]}')
        for name in headers_of(folder):
            if name not in seen:
                wrong.append(f'src/{folder} does not find its own {name}')
        hidden = [name for name in sorted(owner) if owner[name] not in allowed]
        toolkit = ['gtk/gtk.h'] if 'gtk' not in table[folder][1] else []
        for name in hidden[:1] + toolkit:
            tried += 1
            result = compile_text(command, build, f'#include "{name}"\n', '-fsyntax-only')
            if result.returncode == 0:
                wrong.append(f'a file of src/{folder} that includes "{name}" compiles')
    print('\n'.join(wrong + [f'{len(known)} folders, {len(owner)} headers, {tried} compiles refused, '
                             f'{len(wrong)} problems']))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
