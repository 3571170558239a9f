# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-crowd.py BUILD: 10,000 shapes on one picture and 50,000 passages in one text, in the real
window, beside the same with ten. Wants a display; tests/lib/display.sh gives one."""
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import zlib

build = os.path.abspath(sys.argv[1])
cli = f'{build}/src/cli/countersign-cli'
SIZE = 1024
WORDS = 50000


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def picture(path):
    rows = b''.join(b'\0' + bytes((x * y >> 4) & 255 for x in range(SIZE)) for y in range(SIZE))

    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data +
                struct.pack('>I', zlib.crc32(kind + data)))
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' +
                   chunk(b'IHDR', struct.pack('>IIBBBBB', SIZE, SIZE, 8, 0, 0, 0, 0)) +
                   chunk(b'IDAT', zlib.compress(rows, 1)) + chunk(b'IEND', b''))


def shapes(path, count):
    """Boxes and outlines of six corners, half of each, as they lie in a slice full of cells."""
    dice = random.Random(5)
    marks = []
    for i in range(count):
        x, y = dice.uniform(0, SIZE - 30), dice.uniform(0, SIZE - 30)
        w, h = dice.uniform(4, 24), dice.uniform(4, 24)
        mark = {'id': i + 1, 'image_id': 1, 'category_id': 1, 'iscrowd': 0, 'area': w * h,
                'bbox': [x, y, w, h]}
        if i % 2:
            mark['segmentation'] = [[x, y + h / 2, x + w / 3, y, x + w, y + h / 4, x + w,
                                     y + h / 2, x + w / 2, y + h, x + w / 8, y + h]]
        marks.append(mark)
    with open(path, 'w', encoding='ascii') as file:
        json.dump({'images': [{'id': 1, 'file_name': 'picture.png', 'width': SIZE,
                               'height': SIZE}],
                   'annotations': marks, 'categories': [{'id': 1, 'name': 'finding'}]}, file)


def text(path):
    """Sentences of words, and where the words are."""
    dice = random.Random(7)
    out, places, at = [], [], 0
    for i in range(WORDS):
        word = 'abcdefghij'[:dice.randint(3, 10)]
        places.append((at, at + len(word)))
        gap = '.\n' if i % 60 == 59 else ' '
        out.append(word + gap)
        at += len(word) + len(gap)
    content = ''.join(out)
    with open(path, 'w', encoding='ascii', newline='') as file:
        file.write(content)
    return content, places


def passages(path, content, places):
    item = '0' * 31 + '1'
    marks = [{'id': i, 'item': item, 'kind': 'span', 'label': 'word', 'span': [list(place)],
              'quote': content[place[0]:place[1]]} for i, place in enumerate(places, 1)]
    with open(path, 'w', encoding='ascii') as file:
        file.write(json.dumps({'item': item, 'media': 'text', 'name': 'text.txt',
                               'marks': marks}) + '\n')


def project(place, name, source, form, marks):
    path = f'{place}/{name}.countersign'
    run(cli, 'new', path, '--name', name, '--as', 'bench', '--schema', f'{place}/schema.json')
    run(cli, 'person', 'role', path, 'bench', 'lead,labeler')
    run(cli, 'import', path, source)
    run(cli, 'load', path, '--format', form, marks)
    return path


def measure(path):
    out = subprocess.run([f'{build}/tests/bench/bench-crowd', path, 'bench'], check=True,
                         stdout=subprocess.PIPE, text=True).stdout
    return {what: (float(middle), float(longest)) for middle, longest, what in
            (line.split(' ', 2) for line in out.splitlines())}


GOALS = {'drag of a corner': ', goal 4', 'selection, one after another': ', goal 16',
         'selection, anywhere in the list': ', goal 16', 'scroll at the beginning': ', goal 16',
         'scroll in the middle': ', goal 16', 'pan': ', goal: as with ten', 'magnifier': ', goal 8'}


def tell(name, few, many):
    floor = measure(few)
    for what, (middle, longest) in measure(many).items():
        print(f'{name}: {what}: {middle:.1f} ms of CPU a frame (longest {longest:.1f}'
              f'{GOALS.get(what, "")}), with ten {floor[what][0]:.1f} ms', flush=True)


def main():
    with tempfile.TemporaryDirectory() as place:
        for name in ('DATA', 'STATE', 'CACHE', 'CONFIG'):
            os.environ[f'XDG_{name}_HOME'] = f'{place}/{name.lower()}'
        os.makedirs(f'{place}/state/countersign')
        with open(f'{place}/state/countersign/window.ini', 'w', encoding='ascii') as file:
            file.write('[window]\nwidth=1920\nheight=1080\nmaximized=0\n')
        with open(f'{place}/schema.json', 'w', encoding='ascii') as file:
            json.dump({'format': 'countersign-schema-1', 'name': 'Bench', 'labels': [
                {'key': 'finding', 'kinds': ['box', 'polygon']},
                {'key': 'word', 'kinds': ['span']}]}, file)
        run(cli, 'key', 'new', '--name', 'Bench', '--handle', 'bench')
        picture(f'{place}/picture.png')
        content, places = text(f'{place}/text.txt')
        found = {}
        for count in (10, 10000):
            shapes(f'{place}/marks.json', count)
            found[count] = project(place, f'shapes-{count}', f'{place}/picture.png', 'coco',
                                   f'{place}/marks.json')
        tell('10,000 shapes', found[10], found[10000])
        for count in (10, WORDS):
            passages(f'{place}/marks.jsonl', content, places[:: WORDS // count])
            found[count] = project(place, f'passages-{count}', f'{place}/text.txt', 'jsonl',
                                   f'{place}/marks.jsonl')
        tell('50,000 passages', found[10], found[WORDS])


main()
