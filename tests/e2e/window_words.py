# SPDX-License-Identifier: GPL-3.0-or-later
"""window_words.py PROGRAM CLI POTFILES: the window in a language that is made here: every string 40 %
longer and in brackets. What is not in brackets on the screens did not come from the catalogue; and
nothing falls over when words are long."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import window as sample
from window import screen

OPEN, CLOSE = '⟦', '⟧'
MARKED = re.compile(f'{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}')
WORD = re.compile(r'[A-Za-z]{2,}')
# Words of the sample itself: its people, its cases, its guideline.
DATA = ('sources/patient-2/note.txt', 'sample-ana', 'sample-ben', 'sample-chris', 'Ana', 'Ben',
        'Chris', 'Patient', 'Slide', 'Sample', 'sample', 'Nodule', 'A vessel, G-2.3',
        'Ground-glass, as far as it is seen', 'Its last slice, what is seen there',
        'Solid, an outline at its edge', 'A nodule is a rounded density of 4 mm or more inside a '
        'lung. Draw an outline at its edge on every slice that shows it, in the lung window.')
# The toolkit has its own catalogue.
TOOLKIT = {'Close', 'Maximize', 'Minimize'}
LITERAL = re.compile(r'^(msgid|msgid_plural|msgctxt|msgstr(?:\[\d\])?) "(.*)"$')


def longer(text):
    """TEXT as it stands in a .po file. White space at the ends and format specifiers stay."""
    if not re.search('[A-Za-z]', text):
        return text
    tail = '\\n' if text.endswith('\\n') else ''
    head = '\\n' if text.startswith('\\n') else ''
    body = text[len(head):len(text) - len(tail) or None]
    return f'{head}{OPEN}{body}{"~" * (len(body) * 2 // 5)}{CLOSE}{tail}'


def joined(lines):
    """Each message of a .pot as its parts."""
    parts, last = {}, None
    for line in lines:
        match = LITERAL.match(line)
        if match:
            last = match.group(1)
            parts[last] = match.group(2)
        elif line.startswith('"') and last is not None:
            parts[last] += line[1:-1]
        elif not line.strip():
            if parts:
                yield parts
            parts, last = {}, None
    if parts:
        yield parts


def catalogue(place, source, listed):
    """A .mo of everything that the source marks, where the program looks for one."""
    folder = f'{place}/share/locale/xx/LC_MESSAGES'
    os.makedirs(folder)
    subprocess.run(['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_',
                    '--keyword=C_:1c,2', '--keyword=NC_:1c,2', f'--directory={source}',
                    f'--files-from={listed}', f'--output={place}/all.pot'],
                   check=True, stderr=subprocess.DEVNULL)
    with open(f'{place}/all.pot', encoding='utf-8') as file:
        messages = [parts for parts in joined(file.read().split('\n')) if parts.get('msgid')]
    with open(f'{place}/xx.po', 'w', encoding='utf-8') as file:
        file.write('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
                   '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')
        for parts in messages:
            if 'msgctxt' in parts:
                file.write(f'msgctxt "{parts["msgctxt"]}"\n')
            file.write(f'msgid "{parts["msgid"]}"\n')
            if 'msgid_plural' in parts:
                file.write(f'msgid_plural "{parts["msgid_plural"]}"\n'
                           f'msgstr[0] "{longer(parts["msgid"])}"\n'
                           f'msgstr[1] "{longer(parts["msgid_plural"])}"\n\n')
            else:
                file.write(f'msgstr "{longer(parts["msgid"])}"\n\n')
    subprocess.run(['msgfmt', f'{place}/xx.po', '-o', f'{folder}/countersign.mo'], check=True)
    return len(messages)


def bare(text, data):
    """What is left of TEXT without the marked parts and the words of the project."""
    while MARKED.search(text):
        text = MARKED.sub(' ', text)
    for word in data:
        text = text.replace(word, ' ')
    return ' '.join(WORD.findall(text))


def on_screen(node):
    extents = node.get_extents(screen.Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0


def look(window, where, data, found):
    """Every name on the screen that is not marked."""
    def again():
        got = set()
        for node in window.all():
            name = screen.name_of(node)
            if name in TOOLKIT:
                continue
            if WORD.search(name) and not screen.CLASS_NAME.match(name) and \
                    node.get_role_name() != 'application':
                left = bare(name, data)
                if left and on_screen(node) and not screen.is_inner(node):
                    got.add((node.get_role_name(), name))
        return got
    got = screen.wait_for(f'the words of {where}', lambda: [again()])[0]
    found.update((where, *one) for one in got)


def walk(job, data):
    found = set()
    window = job.start()
    window.press('*Open Sample Project*')
    button = window.find('push button', '*Continue Reading*')
    look(window, 'today', data, found)
    window.key('alt+2')
    window.find(None, '*Cases*', on_screen)
    look(window, 'items', data, found)
    window.key('alt+1')
    screen.wait_for('today', lambda: on_screen(button))
    window.press('*Continue Reading*')
    window.find('label', 'Patient 2', on_screen)
    window.find('image', '*Picture*', lambda node: '⟦' in (node.get_description() or ''))
    look(window, 'case', data, found)
    window.close()
    window = job.start_as('sample-chris')
    window.find('push button', '*Continue Approval*')
    window.key('alt+5')
    window.find(None, '*Not signed, and why*', on_screen)
    look(window, 'release', data, found)
    window.close()
    return found


def main():
    program, cli, listed = (os.path.abspath(path) for path in sys.argv[1:4])
    if not shutil.which('xgettext') or not shutil.which('msgfmt'):
        print('1..0 # SKIP gettext is not installed')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        assert catalogue(place, os.path.dirname(os.path.dirname(listed)), listed) > 500
        os.makedirs(f'{place}/bin')
        helper = os.path.join(os.path.dirname(program), '..', 'decode', 'countersign-decode')
        for path in (program, helper):
            shutil.copy(path, f'{place}/bin')
        os.environ.update({'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'xx'})
        with sample.Job(f'{place}/bin/countersign', cli, place) as job:
            found = walk(job, DATA)
        for one in sorted(found):
            print('not from the catalogue: ' + ' / '.join(one))
        sys.exit(1 if found else 0)


if __name__ == '__main__':
    main()
