# SPDX-License-Identifier: GPL-3.0-or-later
"""A project in which three people have read the same cases, each for themselves, and do not agree:
made by the command line from the pictures and the text of the sample."""
import json

WORKFLOW = {'format': 'countersign-workflow-1', 'name': 'three', 'coverage': 'off', 'stages': [
    {'key': 'label', 'roles': ['labeler'], 'reads': 3},
    {'key': 'adjudicate', 'roles': ['adjudicator'], 'exclude': ['author']},
    {'key': 'approve', 'roles': ['sme'], 'exclude': ['author'], 'sign': True}]}
PEOPLE = {'con-lee': 'lead', 'con-ana': 'labeler', 'con-cat': 'labeler', 'con-dan': 'labeler',
          'con-ben': 'adjudicator', 'con-eva': 'sme'}
READERS = ('con-ana', 'con-cat', 'con-dan')


def ring(x, y, size):
    """A polygon with eight corners, in thousandths of a pixel."""
    steps = ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7))
    return [[[int((x + dx * size) * 1000) if k == 0 else int((y + dy * size) * 1000)
              for dx, dy in steps for k in (0, 1)]]]


def gland(number, x, y, size):
    return {'id': number, 'kind': 'polygon', 'label': 'gland', 'parts': ring(x, y, size)}


def mitosis(number, x, y):
    return {'id': number, 'kind': 'point', 'label': 'mitosis', 'point': [x * 1000, y * 1000]}


def nodule(number, part, x, y, size, density):
    return {'id': number, 'kind': 'ellipse', 'label': 'nodule', 'part': part,
            'ellipse': [x * 1000, y * 1000, size * 1000, size * 1000, 0],
            'attributes': {'density': density}}


def span(number, label, text, words):
    start = text.index(words)
    return {'id': number, 'kind': 'span', 'label': label, 'span': [[start, start + len(words)]],
            'quote': words}


def slide_marks(reader):
    """All find two glands; one draws a third wide, one has it small, and one finds a mitosis more."""
    marks = [gland(100 + reader, 130, 140, 40 + reader), gland(110 + reader, 380, 150, 46),
             gland(120 + reader, 260 + 12 * reader, 360, (36, 62, 20)[reader]),
             mitosis(130 + reader, 245, 256)]
    return marks + ([mitosis(140, 430, 410)] if reader == 1 else [])


def chest_marks(reader):
    """Two see one nodule with another density, the third one elsewhere."""
    if reader == 2:
        return [nodule(210, 13, 181, 107, 8, 'solid')]
    return [nodule(200 + reader, 7, 85, 99, 9, ('solid', 'ground-glass')[reader])]


def note_marks(reader, text):
    """The same finding in three lengths, and one passage under two labels."""
    words = ('cough for six weeks', 'cough', 'six weeks')[reader]
    marks = [span(300 + reader, 'finding', text, words)]
    if reader < 2:
        marks.append(span(310 + reader, ('finding', 'measurement')[reader], text, '13 mm'))
    return marks


def parts(item, text):
    """What a file of marks says of the files of an item."""
    if item['kind'] == 'text':
        return {'text_length': len(text), 'parts': [{'name': item['title']}]}
    side, count = (512, 1) if item['kind'] == 'image' else (256, 24)
    return {'parts': [{'name': item['title'], 'frames': 1, 'width': side, 'height': side}] * count}


def write(path, item, text, marks):
    keys = ('nodule', 'gland', 'mitosis', 'finding', 'measurement')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(json.dumps({'format': 'countersign-jsonl-1',
                               'categories': [{'key': key, 'name': key} for key in keys]}) + '\n')
        file.write(json.dumps({'item': item['item'], 'name': item['title'], 'media': item['kind'],
                               'marks': [{**mark, 'item': item['item']} for mark in marks],
                               **parts(item, text)}) + '\n')
    return path


def make(run, look, place, sample):
    """RUN and LOOK call the command line as HANDLE; SAMPLE is the folder of the sample."""
    project, sources = f'{place}/consensus.countersign', f'{sample}/sources'
    for handle in PEOPLE:
        run('key', 'new', '--handle', handle, '--name', handle[4:].title() + ' Reader')
    run('new', project, '--name', 'Consensus', '--schema', f'{sample}/guideline/schema.json',
        handle='con-lee')
    for handle, role in PEOPLE.items():
        if role != 'lead':
            run('person', 'add', project, '--handle', handle, '--role', role, handle='con-lee')
    with open(f'{place}/three.json', 'w', encoding='utf-8') as file:
        json.dump(WORKFLOW, file)
    run('workflow', 'publish', project, f'{place}/three.json', handle='con-lee')
    run('import', project, f'{sources}/slides', f'{sources}/patient-1/ct',
        f'{sources}/patient-1/note.txt', handle='con-lee')
    with open(f'{sources}/patient-1/note.txt', encoding='utf-8') as file:
        text = file.read()
    items = {item['title'].rsplit('/', 1)[-1]: item
             for item in look('items', project, handle='con-lee')['items']}
    for number, reader in enumerate(READERS):
        for name, marks in (('slide-1.png', slide_marks(number)), ('ct', chest_marks(number)),
                            ('note.txt', note_marks(number, text))):
            item = items[name]
            path = write(f'{place}/{reader}.jsonl', item, text, marks)
            run('load', project, '--format', 'jsonl', path, handle=reader)
            run('task', 'submit', project, item['case'], handle=reader)
        answer = ('nothing', 'not-assessable', 'equivocal')[number]
        run('task', 'submit', project, items['slide-2.png']['case'], '--answer', answer,
            handle=reader)
    return project
