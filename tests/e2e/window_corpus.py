# SPDX-License-Identifier: GPL-3.0-or-later
"""window_corpus.py PROGRAM CLI CORPUS [keys]: a head CT, a chest picture and a clinical text are
read, reviewed, approved, signed and released in the real window by three people, with a kill -9 in
between. With the word keys they have no pointer."""
import json
import os
import sys
import tempfile

if len(sys.argv) < 4 or not os.path.isdir(sys.argv[3]):
    print('1..0 # SKIP the corpus is not on this machine')
    sys.exit(77)

import bundle
import window as sample
from window import screen

SCHEMA = {'format': 'countersign-schema-1', 'name': 'Corpus',
          'labels': [{'key': 'finding', 'name': 'Finding', 'kinds': ['box', 'span']}]}


class Job(sample.Job):
    def __init__(self, program, cli, place, hand):
        super().__init__(program, cli, place, hand)
        self.project = f'{place}/corpus.countersign'

    def start_as(self, handle):
        window = self.start('--as', handle, self.project)
        window.find('label', 'Corpus')
        return window


def found(job, corpus):
    for handle, name in (('ana', 'Ana'), ('ben', 'Ben'), ('cat', 'Cat')):
        job.run('key', 'new', '--name', name, '--handle', handle)
    secret = f'{job.place}/secret'
    with open(secret, 'w', encoding='ascii') as file:
        file.write(sample.PASSPHRASE + '\n')
    os.chmod(secret, 0o600)
    with open(f'{job.place}/schema.json', 'w', encoding='ascii') as file:
        json.dump(SCHEMA, file)
    job.run('new', job.project, '--name', 'Corpus', '--as', 'cat', '--schema',
            f'{job.place}/schema.json')
    job.run('person', 'role', job.project, 'cat', 'lead,sme', '--as', 'cat')
    job.run('person', 'add', job.project, '--handle', 'ana', '--role', 'labeler', '--as', 'cat')
    job.run('person', 'add', job.project, '--handle', 'ben', '--role', 'reviewer', '--as', 'cat')
    job.run('key', 'protect', job.project, '--as', 'cat', '--passphrase-file', secret)
    pictures, texts = f'{corpus}/pictures/cxr', f'{corpus}/text/meddocan/brat'
    picture = sorted(name for name in os.listdir(pictures) if name.endswith(('.png', '.jpg')))[0]
    text = sorted(name for name in os.listdir(texts) if name.endswith('.txt'))[0]
    job.run('import', job.project, f'{corpus}/dicom/series/ct-head-a', f'{pictures}/{picture}',
            f'{texts}/{text}', '--as', 'cat')
    job.titles = [row['title'] for row in job.look('cases', job.project, '--as', 'cat')['cases']]


def reading_place(window):
    """The picture or the text, once the keys go there."""
    return window.find(None, None, lambda node: screen.has_focus(node) and (
        node.get_role_name() == 'text' or
        node.get_role_name() == 'image' and 'zoom' in (node.get_description() or '')))


def mark(window):
    """One mark in the case that is open."""
    place = reading_place(window)
    if place.get_role_name() == 'text':
        window.key('ctrl+Home', 'ctrl+shift+Right', '1')
    else:
        if 'of 33' in place.get_description():
            window.key('Down', 'Down', 'Down')
            window.find('image', 'Picture', lambda node: 'slice 4 of 33' in node.get_description())
        window.key('b')
        sample.draw_box(window, 0.45, 0.45, 0.55, 0.55)
    window.find('list item', '1 Finding*')


def read(job):
    window = job.start_as('ana')
    window.press('Start Reading')
    mark(window)
    window.find('label', 'Reading*draft saved*')
    window.kill()
    window = job.start_as('ana')
    window.press('Continue Reading')
    window.find('list item', '1 Finding*')
    for left in (2, 1, 0):
        reading_place(window)
        window.find('push button', 'Submit and Next', screen.can_press)
        window.key('ctrl+Return')
        if left > 0:
            window.find('label', f'Reading*{4 - left} of 3*')
            window.gone('list item', '1 Finding*')
            mark(window)
    window.find('label', 'Nothing waits*')
    window.close()


def judge(job, handle, word):
    """Every case is accepted by keys alone."""
    window = job.start_as(handle)
    window.press(f'Start {word}')
    left = {f'Accepted {title}' for title in job.titles}
    for n in (1, 2, 3):
        window.find('label', f'{word}*{n} of 3*')
        window.find('label', '1 · 1 open')
        window.key('a')
        window.find('push button', 'Accept and Next', screen.can_press)
        window.key('ctrl+Return')
        said = window.find('label', 'Accepted *', lambda node: screen.name_of(node) in left)
        left.remove(screen.name_of(said))
    return window


def main():
    program, cli, corpus = (os.path.abspath(path) for path in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with Job(program, cli, place, sample.hand_of(sys.argv[4:])) as job:
            found(job, corpus)
            read(job)
            judge(job, 'ben', 'Review').close()
            window = judge(job, 'cat', 'Approval')
            window.press('Sign…')
            sample.sign(window, 3)
            window.find('label', 'Corpus')
            window.key('alt+5')
            sample.cut(window)
            window.close()
            folder = f'{place}/bundle'
            job.run('release', 'export', job.project, 'first', '--to', folder, '--as', 'cat')
            bundle.check_sums(folder, 'cat')


if __name__ == '__main__':
    main()
