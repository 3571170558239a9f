# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read in the week: cases of the corpus, where it is there, and made ones; and the marks that
are drawn by commands."""
import glob
import json
import os
import shutil

import made

CORPUS = ('dicom/series', 'dicom/wg04', 'pictures/skimage', 'pictures/cxr')
TEXTS = 'text/meddocan/brat/*.txt'
SHAPES = ('box', 'polygon', 'polyline', 'ellipse', 'point', 'angle', 'axes', 'rbox', 'mask')
KINDS = SHAPES + ('class', 'span', 'relation')
SCHEMA = {
    'format': 'countersign-schema-1', 'name': 'Week',
    'labels': [
        {'key': 'lesion', 'name': 'Lesion', 'shortcut': 'l', 'kinds': list(SHAPES)},
        {'key': 'nodule', 'name': 'Nodule', 'shortcut': 'n', 'kinds': ['box', 'polygon'],
         'attributes': [{'key': 'wall', 'name': 'Wall', 'type': 'choice', 'required': True,
                         'choices': [{'key': 'thin', 'name': 'thin'},
                                     {'key': 'thick', 'name': 'thick'}]}]},
        {'key': 'artefact', 'name': 'Artefact', 'shortcut': 'f', 'kinds': ['class']},
        {'key': 'finding', 'name': 'Finding', 'kinds': ['span']},
        {'key': 'size', 'name': 'Size', 'kinds': ['span']}],
    'relations': [{'key': 'size-of', 'name': 'Size of', 'from': ['size'], 'to': ['finding']}]}


def from_corpus(corpus, cases):
    """Files and folders; texts only up to a sixth of CASES."""
    if corpus is None:
        return []
    pictures = sorted(path for name in CORPUS for path in glob.glob(f'{corpus}/{name}/*'))
    return pictures + sorted(glob.glob(f'{corpus}/{TEXTS}'))[:cases // 6]


def make_one(folder, number, name):
    """Three pictures, then two texts, and again."""
    if number % 5 < 3:
        made.png(f'{folder}/{name}-picture.png', 320 + number, 240, number % 250 + 1)
    else:
        with open(f'{folder}/{name}-note.txt', 'w', encoding='utf-8') as file:
            file.write(f'Rundherd {number + 3} mm rechts.\nKeine Ergüsse, Befund {number} '
                       'geprüft.\n')


def lay_out(folder, given, count):
    """What is GIVEN and COUNT made ones, in one folder and numbered, so that they are mixed in every
    list: two of the given for one that is made."""
    os.makedirs(folder)
    given = list(given)
    number = made_ones = 0
    while given or made_ones < count:
        name = f'{number:03}'
        if given and (number % 3 < 2 or made_ones == count):
            path = given.pop(0)
            copy = shutil.copytree if os.path.isdir(path) else shutil.copyfile
            copy(path, f'{folder}/{name}-{os.path.basename(path)}')
        else:
            make_one(folder, made_ones, name)
            made_ones += 1
        number += 1


def geometry(kind, width, height, share):
    """In thousandths of a pixel; in the middle, and so many thousandths of the picture."""
    x, y, r = width * 500, height * 500, min(width, height) * share
    return {'box': {'box': [x - r, y - r, x + r, y + r]},
            'polygon': {'parts': [[[x - r, y - r, x + r, y - r, x, y + r]]]},
            'polyline': {'points': [x - r, y - r, x, y, x + r, y - r]},
            'ellipse': {'ellipse': [x, y, r, r // 2, 0]},
            'point': {'point': [x, y]},
            'angle': {'angle': [x - r, y, x, y, x, y - r]},
            'axes': {'axes': [x - r, y, x + r, y, x, y - r // 2, x, y + r // 2]},
            'rbox': {'rbox': [x, y, r, r // 2, 30000]},
            'mask': {'box': [width // 2 - share // 100, height // 2, 1, 1], 'runs': [0, 1]}}[kind]


def words(text):
    """The first four words: (start, end) in code points."""
    found, at = [], 0
    for word in text.split()[:4]:
        at = text.index(word, at)
        found.append((at, at + len(word)))
        at += len(word)
    return found


def picture_marks(row, number, other):
    part = row['facts']['parts'][0]
    kind = SHAPES[number % len(SHAPES)]
    marks = [{'id': 1, 'kind': kind, 'label': 'lesion',
              **geometry(kind, part['width'], part['height'], 80 if other else 120)}]
    if number % 4 == 0:
        marks.append({'id': 2, 'kind': 'class', 'label': 'artefact'})
    if number % 6 == 0:
        marks.append({'id': 3, 'kind': 'box', 'label': 'nodule', 'attributes': {'wall': 'thin'},
                      **geometry('box', part['width'], part['height'], 150)})
    return marks


def text_marks(text, other):
    places = words(text)[2:] if other else words(text)[:2]
    marks = [{'id': i, 'kind': 'span', 'label': label, 'span': [[start, end]],
              'quote': text[start:end]}
             for i, (label, (start, end)) in enumerate(zip(('finding', 'size'), places), 1)]
    return marks + [{'id': 3, 'kind': 'relation', 'label': 'size-of', 'from': 2, 'to': 1}]


def marks(path, rows, texts, other=False):
    """A file of marks for items; TEXTS: what each text holds, by the name of its file. OTHER: none
    that are there already."""
    with open(path, 'w', encoding='utf-8') as file:
        for number, row in enumerate(rows):
            name = row['facts']['parts'][0]['name']
            found = text_marks(texts[os.path.basename(name)], other) if row['kind'] == 'text' else \
                picture_marks(row, number, other)
            item, base = row['item'], number * 10  # their ids differ within a case
            for mark in found:
                for member in ('id', 'from', 'to'):
                    if member in mark:
                        mark[member] += base
            file.write(json.dumps({'item': item, 'media': row['kind'], 'name': name,
                                   'marks': [{'item': item, **mark} for mark in found]}) + '\n')
    return path


def read_texts(folder):
    """By the name of the file."""
    found = {}
    for path in glob.glob(f'{folder}/*.txt'):
        with open(path, encoding='utf-8', newline='') as file:
            found[os.path.basename(path)] = file.read()
    return found
