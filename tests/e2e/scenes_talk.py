# SPDX-License-Identifier: GPL-3.0-or-later
"""What people say to each other about a case: remarks on words, questions that go up, agreement on a
correction, a second look without the marks, and two versions beside each other."""
import json
import subprocess

import consensus
import window as sample
from scenes import scene
from studio import seen
from window import screen

PEOPLE = {'tal-lee': 'lead', 'tal-ana': 'labeler', 'tal-ben': 'reviewer', 'tal-cat': 'sme'}


def talkers(studio, change=None):
    """A chest CT with its note as one case, read by ana, handed in; CHANGE makes another workflow."""
    project, sources = f'{studio.place}/talk.countersign', f'{studio.place}/sample/sources/patient-1'
    for handle in PEOPLE:
        studio.run('key', 'new', '--handle', handle, '--name', handle[4:].title() + ' Talker')
    studio.run('new', project, '--name', 'Talk', '--schema',
               f'{studio.place}/sample/guideline/schema.json', '--guideline',
               f'{studio.place}/sample/guideline/guideline.md', handle='tal-lee')
    for handle, role in PEOPLE.items():
        if role != 'lead':
            studio.run('person', 'add', project, '--handle', handle, '--role', role,
                       handle='tal-lee')
    if change is not None:
        workflow = look(studio, 'workflow', 'ready', 'labelers-sme')['workflow']
        change(workflow)
        with open(f'{studio.place}/talk.json', 'w', encoding='utf-8') as file:
            json.dump(workflow, file)
        studio.run('workflow', 'publish', project, f'{studio.place}/talk.json', handle='tal-lee')
    with open(f'{studio.place}/talk.csv', 'w', encoding='utf-8') as file:
        file.write(f'path,case\n{sources},Patient 1\n')
    studio.run('import', project, '--case', f'{studio.place}/talk.csv', sources, handle='tal-lee')
    return project


def look(studio, *words):
    out = subprocess.run([studio.cli, *words, '--json'], check=True, capture_output=True,
                         text=True).stdout
    return json.loads(out)['data']


def read(studio, project):
    """The note has two marks, the scan one."""
    with open(f'{studio.place}/sample/sources/patient-1/note.txt', encoding='utf-8') as file:
        text = file.read()
    items = look(studio, 'items', project, '--as', 'tal-lee')['items']
    for item in items:
        marks = (consensus.note_marks(0, text) if item['kind'] == 'text' else
                 consensus.chest_marks(0))
        path = consensus.write(f'{studio.place}/read.jsonl', item, text, marks)
        studio.run('load', project, '--format', 'jsonl', path, handle='tal-ana')
    studio.run('task', 'submit', project, items[0]['case'], handle='tal-ana')
    return items[0]['case']


@scene
def remark_words(studio):
    """A remark on words that nobody marked: their menu, the sheet, the card, and who answers it."""
    project = talkers(studio)
    read(studio, project)
    window = studio.begin('--as', 'tal-ben', project)
    window.press('Start Review')
    sample.picture(window)
    window.key('F4')
    window.find('text', '*note.txt', screen.has_focus)
    window.key('ctrl+Home', 'Down', *['ctrl+shift+Right'] * 3, 'shift+F10')
    window.find('menu item', None, screen.has_focus)
    studio.shot('remark-words-menu')
    window.key('Escape')
    window.find('text', '*note.txt', screen.has_focus)
    window.key('ctrl+r')
    studio.middle('A Remark on*')
    window.find('text', 'Why')
    studio.shot('remark-words-sheet')
    window.type('Say since when.')
    window.press('Missed')
    window.press('Add Remark')
    window.find('panel', 'Remark: Missed*')
    studio.shot('remark-words')
    window.key('ctrl+b')
    studio.middle('Send*')
    window.find('text', 'Why')
    window.press('Missed')
    window.type('One finding of the note is not marked.')
    window.key('ctrl+Return')
    window.gone(None, 'Send * Back')
    studio.finish()
    window = studio.begin('--as', 'tal-ana', project)
    window.press('Open', frame='Talk')
    window.find('panel', 'Remark: Missed*')
    studio.shot('remark-words-answer')
