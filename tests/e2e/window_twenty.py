# SPDX-License-Identifier: GPL-3.0-or-later
"""window_twenty.py PROGRAM CLI CORPUS: twenty cases are reviewed in the real window by keys alone,
and what the program counted on each of them is at most what was promised: two interactions for a
clean one, six for a corrected one. CORPUS may be absent; then more of them are made here."""
import json
import os
import sys
import tempfile
import time

import made
import week_cases
import window as sample
from week_hand import SETTLES, Desk
from window import screen

SCHEMA = {'format': 'countersign-schema-1', 'name': 'Twenty', 'labels': [
    {'key': 'lesion', 'name': 'Lesion', 'kinds': ['box', 'polygon']},
    {'key': 'other', 'name': 'Other', 'kinds': ['box', 'polygon']},
    {'key': 'finding', 'name': 'Finding', 'kinds': ['span']},
    {'key': 'size', 'name': 'Size', 'kinds': ['span']}]}
PEOPLE = (('ana', 'Ana', 'labeler'), ('ben', 'Ben', 'reviewer'), ('cat', 'Cat', 'lead,sme'))
PICTURES = 10
TEXTS, SERIES = 5, 5
PAGES = 5
CLEAN, CORRECTED = 2, 6


def some(folder, ending):
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [f'{folder}/{name}' for name in names if name.endswith(ending)][:1]


def sources(place, corpus):
    """Twenty files and folders; those of the corpus stand in the place of some."""
    folder = made.sources(f'{place}/sources', PICTURES, TEXTS)
    for i in range(SERIES):
        path = f'{folder}/series-{i}.tiff'
        made.damaged_tiff(path, PAGES, -1)
        with open(path, 'ab') as file:
            file.write(bytes([i]))  # no two of the same bytes
    given = 0
    for name, found in (('picture-0.png', some(f'{corpus}/pictures/cxr', ('.png', '.jpg'))),
                        ('note-0.txt', some(f'{corpus}/text/meddocan/brat', '.txt'))):
        if found:
            os.unlink(f'{folder}/{name}')
            given += 1
            yield found[0]
    if os.path.isdir(f'{corpus}/dicom/series/ct-head-a'):
        os.unlink(f'{folder}/series-0.tiff')
        given += 1
        yield f'{corpus}/dicom/series/ct-head-a'
    print(f'{given} of the cases are of the corpus, the others are made here')
    for name in sorted(os.listdir(folder)):
        yield f'{folder}/{name}'


class Job(sample.Job):

    def found(self, corpus):
        self.project = f'{self.place}/twenty.countersign'
        for handle, name, roles in PEOPLE:
            self.run('key', 'new', '--name', name, '--handle', handle)
        with open(f'{self.place}/schema.json', 'w', encoding='ascii') as file:
            json.dump(SCHEMA, file)
        self.run('new', self.project, '--name', 'Twenty', '--as', 'cat', '--schema',
                 f'{self.place}/schema.json')
        self.run('person', 'role', self.project, 'cat', 'lead,sme', '--as', 'cat')
        for handle, name, roles in PEOPLE[:2]:
            self.run('person', 'add', self.project, '--handle', handle, '--role', roles, '--as',
                     'cat')
        paths = list(sources(self.place, corpus))
        self.run('import', self.project, *paths, '--as', 'cat')
        self.texts = {}
        for path in paths:
            if path.endswith('.txt'):
                with open(path, encoding='utf-8', newline='') as file:
                    self.texts[os.path.basename(path)] = file.read()

    def label(self):
        """Ana marks all of it: a picture once, a text twice, a series of pages on its first page
        and on one further in, every fourth picture not at all."""
        rows = self.look('items', self.project, '--as', 'cat')['items']
        none, path = [], f'{self.place}/marks.jsonl'
        with open(path, 'w', encoding='utf-8') as file:
            for number, row in enumerate(rows):
                marks = self.marks(row, number)
                if not marks:
                    none.append(row['case'])
                    continue
                file.write(json.dumps({'item': row['item'], 'media': row['kind'],
                                       'name': row['facts']['parts'][0]['name'],
                                       'marks': marks}) + '\n')
        self.run('load', self.project, '--format', 'jsonl', path, '--as', 'ana')
        for row in rows:
            answer = ['--answer', 'nothing'] if row['case'] in none else []
            self.run('task', 'submit', self.project, row['case'], *answer, '--as', 'ana')
        self.none = none
        self.titles = {row['title']: row['case']
                       for row in self.look('cases', self.project, '--as', 'cat')['cases']}
        assert len(self.titles) == 20, sorted(self.titles)

    def marks(self, row, number):
        item, name = row['item'], row['facts']['parts'][0]['name']
        if row['kind'] == 'text':
            text = self.texts[os.path.basename(name)]
            return [{'id': i, 'item': item, 'kind': 'span', 'label': label, 'span': [[start, end]],
                     'quote': text[start:end]}
                    for i, (label, (start, end)) in
                    enumerate(zip(('finding', 'size'), week_cases.words(text)), 1)]
        part = row['facts']['parts'][0]
        box = {'item': item, 'kind': 'box', 'label': 'lesion',
               **week_cases.geometry('box', part['width'], part['height'], 150)}
        if part.get('frames', 1) > 1:
            return [{'id': 1, **box}, {'id': 2, **box, 'frame': 3}]
        return [] if number % 4 == 3 else [{'id': 1, **box}]


# --- by keys alone ---

class Reviewer(Desk):

    def click_at(self, x, y, times=1):
        raise AssertionError('a pointer, where keys were to do')

    def drag(self, x0, y0, x1, y1, button=1):
        raise AssertionError('a pointer, where keys were to do')

    def chord(self, title):
        """Until the case is gone; each press brings what was not seen yet."""
        said = f'Accepted {title}'
        for _ in range(CLEAN):
            self.key('ctrl+Return')
            try:
                self.see('label', said, 3)
                return
            except screen.Missing:
                pass
        self.see('label', said)

    def mend(self, title, number):
        """The outline moves, the label is another one, or the mark is too many."""
        if title.endswith('.txt'):
            self.key('2')
            self.key('Delete')
        elif number % 2 == 0:
            self.key('alt+Right')
            self.key('alt+Down')
        else:
            self.key('l')
            self.see('list item', 'Other')
            self.key('o')
        ready = self.see('push button', 'Correct and Next')
        screen.wait_for('the correction to be ready', lambda: screen.can_press(ready))
        self.key('ctrl+Return')
        self.see('label', f'Corrected {title}')

    def back(self, title):
        """Too much of it: the reason is written."""
        self.key('r')
        self.key('2')
        self.key('ctrl+b')
        self.see('text', 'Why')
        self.type('There is nothing')
        time.sleep(SETTLES)
        self.key('ctrl+Return')
        self.see('label', f'Sent {title} back')


def plan(job):
    """What is done with each case: most are clean, as in work that was done well."""
    wanted, pictures = {}, 0
    for title, case in sorted(job.titles.items()):
        if case in job.none or title.startswith('series') or 'ct-head' in title:
            wanted[title] = 'clean'
            continue
        pictures += 1
        wanted[title] = {2: 'corrected', 5: 'corrected', 8: 'corrected', 11: 'corrected',
                         4: 'sent back'}.get(pictures, 'clean')
    return wanted


def review(job, wanted):
    job.hand = Reviewer
    desk = job.start('--as', 'ben', job.project)
    desk.find('label', 'Twenty')
    for number in range(len(wanted)):
        title = desk.begin('Review') if number == 0 else desk.next('Review')
        {'clean': lambda: desk.chord(title),
         'corrected': lambda: desk.mend(title, number),  # pylint: disable=W0640
         'sent back': lambda: desk.back(title)}[wanted[title]]()
    desk.find('label', 'Nothing waits*')
    desk.close()


def check(job, wanted):
    """From what the file says, to who leads."""
    rows = []
    for title, what in wanted.items():
        history = job.look('history', job.project, job.titles[title], '--as', 'cat')['history']
        acts = [row for row in history if row['kind'].startswith('review.')]
        assert len(acts) == 1, (title, acts)
        effort = acts[0]['effort']
        rows.append((what, effort['interactions'], effort['seconds'], title))
    for what, interactions, seconds, title in sorted(rows):
        print(f'{what:10} {interactions:3} interactions {seconds:4} s  {title}')
    most = {what: max(row[1] for row in rows if row[0] == what) for what, *_ in rows}
    print('most interactions:', most)
    assert min(row[1] for row in rows) >= 1, 'something was not counted'
    assert most['clean'] <= CLEAN, most
    assert most['corrected'] <= CORRECTED, most
    people = job.look('backlog', job.project, '--as', 'cat')['people']
    ben = next(row for row in people if row['person'] == 'ben')
    assert ben['counted'] == 20 and ben['median_interactions'] <= CLEAN, ben
    others = job.look('backlog', job.project, '--as', 'ana')['people']
    assert all('counted' not in row for row in others), others


def main():
    program, cli, corpus = (os.path.abspath(path) for path in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with Job(program, cli, place) as job:
            job.found(corpus)
            job.label()
            wanted = plan(job)
            assert sorted(set(wanted.values())) == ['clean', 'corrected', 'sent back'], wanted
            review(job, wanted)
            check(job, wanted)


if __name__ == '__main__':
    main()
