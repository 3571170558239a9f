# SPDX-License-Identifier: GPL-3.0-or-later
"""week.py PROGRAM CLI [CORPUS [CASES]]: a week of three people, through the window and by commands.
Ana reads, Ben reviews, Cat approves, signs and releases; some cases are sent back, some corrected;
twice a program is killed, once the disk is full. At its end stands a release that other programs
verify, and figures: cases and marks of each kind, seconds, and memory, which at the end of the
week is at most GROWTH more than after the first case. The whole week, of 300 cases:
  GTK_A11Y=atspi tests/lib/display.sh /usr/bin/python3 -B tests/e2e/week.py \\
    build/src/app/countersign build/src/cli/countersign-cli ../shared/corpus 300"""
import collections
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

import window as sample
from window import screen

import bundle
import memory
import week_cases
from week_hand import Desk, wait_for

GROWTH = 50 * memory.MB
FULL = 64 * 1024  # bytes that a file may have when the disk is full; the project has more


class Week(sample.Job):
    def __init__(self, program, cli, place, cases):
        super().__init__(program, cli, place, Desk)
        self.project = f'{place}/week.countersign'
        self.cases, self.texts = cases, {}
        self.sent_back = 0  # by hand
        self.first = self.last = None  # memory after the first case, and at the end of a day

    # --- by commands ---

    def answer(self, *words, may=(0,)):
        done = subprocess.run([self.cli, *words, '--json'], capture_output=True, text=True,
                              check=False)
        assert done.returncode in may, (words[:3], done.returncode, done.stdout, done.stderr)
        return json.loads(done.stdout)['data']

    def commands(self, handle, lines):
        """All in one sitting."""
        text = ''.join(json.dumps({'command': command, 'args': list(words)}) + '\n'
                       for command, *words in lines)
        done = subprocess.run([self.cli, 'run', self.project, '--as', handle], input=text,
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, [line for line in done.stdout.splitlines()
                                      if '"ok":true' not in line]

    def at(self, stage, sent_back=None):
        """Cases at STAGE, as rows."""
        rows = self.look('cases', self.project, '--as', 'cat')['cases']
        return [row for row in rows if row['stage'] == stage and
                sent_back in (None, row['sent_back'])]

    def items(self):
        return self.look('items', self.project, '--as', 'cat')['items']

    def draw(self, cases, file, other=False):
        """The command that puts marks for each of their items into drafts; OTHER: other marks."""
        wanted = {row['case'] for row in cases}
        rows = [row for row in self.items() if row['case'] in wanted]
        path = week_cases.marks(f'{self.place}/{file}.jsonl', rows, self.texts, other)
        return 'load', '--format', 'jsonl', path

    # --- days ---

    def open(self, handle):
        self.window = self.start('--as', handle, self.project)
        return self.window

    def memory(self):
        return memory.settled(self.window.pid)

    def leave(self):
        """In the middle of a day."""
        self.window.close()
        self.window = None

    def close(self):
        """Memory while Today is shown, with what is read ahead, and once the project is closed."""
        now = self.memory()
        self.window.key('ctrl+w')
        self.window.see('push button', 'New Project…')
        closed = self.memory()
        self.window.close()
        self.window = None
        return now, closed

    def day(self, name, function):
        began = time.monotonic()
        by_hand, by_commands, (now, closed) = function(self)
        print(f'{name}: {by_hand} cases by hand, {by_commands} by commands, '
              f'{time.monotonic() - began:.0f} s; memory {now // memory.MB} MB at the end of the day, '
              f'{closed // memory.MB} MB with the project closed', flush=True)
        assert closed <= self.first + GROWTH, 'it grows'
        self.last = now


def found(week, corpus):
    for handle, name in (('ana', 'Ana'), ('ben', 'Ben'), ('cat', 'Cat')):
        week.run('key', 'new', '--name', name, '--handle', handle)
    secret = f'{week.place}/secret'
    with open(secret, 'w', encoding='ascii') as file:
        file.write(sample.PASSPHRASE + '\n')
    os.chmod(secret, 0o600)
    with open(f'{week.place}/schema.json', 'w', encoding='ascii') as file:
        json.dump(week_cases.SCHEMA, file)
    week.run('new', week.project, '--name', 'Week', '--as', 'cat', '--schema',
             f'{week.place}/schema.json')
    week.run('person', 'role', week.project, 'cat', 'lead,sme', '--as', 'cat')
    for handle, role in (('ana', 'labeler'), ('ben', 'reviewer')):
        week.run('person', 'add', week.project, '--handle', handle, '--role', role, '--as', 'cat')
    week.run('key', 'protect', week.project, '--as', 'cat', '--passphrase-file', secret)
    week.run('sample', '--studies', f'{week.place}/studies')
    bring_in(week, corpus)


def bring_in(week, corpus):
    """At least as many cases as were asked for: a folder may hold several."""
    given = week_cases.from_corpus(corpus, week.cases)
    folder = f'{week.place}/week'
    week_cases.lay_out(folder, given, week.cases - len(given) - 3)
    week.texts = week_cases.read_texts(folder)
    week.answer('import', week.project, folder, '--as', 'cat', may=(0, 1))
    week.answer('import', week.project, f'{week.place}/studies/sources', '--case', 'study', '--as',
                'cat', may=(0, 1))
    week.cases = len(week.at('label'))
    kinds = collections.Counter(row['kind'] for row in week.items())
    print(f'{week.cases} cases, {len(given)} files and folders of the corpus; items: {said(kinds)}',
          flush=True)


def said(counts):
    return ', '.join(f'{count} {word}' for word, count in sorted(counts.items()))


def monday(week):
    """Ana reads; in the middle the window is killed."""
    hand = week.cases // 4
    window = week.open('ana')
    title = window.begin('Reading')
    for number in range(hand):
        window.read(title, number)
        if number == hand // 2:
            window = killed(week, 'ana', 'Reading', title)
        window.hand_on('Submit and Next')
        title = window.next('Reading')
        if number == 0:
            window.leave()
            week.first = week.memory()
            print(f'memory after the first case: {week.first // memory.MB} MB', flush=True)
            title = window.begin('Reading')
    window.leave()
    now = week.close()
    rest = week.at('label')[:week.cases // 4]
    read_by_commands(week, rest, 'monday')
    return hand, len(rest), now


def killed(week, handle, word, title):
    """kill -9 a second after the last stroke; the same case is there again, as it was."""
    time.sleep(1)
    week.window.kill()
    window = week.open(handle)
    there = window.begin(word)
    assert there == title, (there, title)
    return window


def read_by_commands(week, rows, file):
    week.commands('ana', [week.draw(rows, file)] +
                  [('task submit', row['case']) for row in rows])


def tuesday(week):
    """Ana reads the rest; in the middle the disk is full, and what was drawn then is there later."""
    hand = max(week.cases // 20, 4)
    window = week.open('ana')
    title = window.begin('Reading')
    for number in range(hand):
        window.read(title, number + 3)
        if number == hand // 2:
            window = full(week, title)
        window.hand_on('Submit and Next')
        title = window.next('Reading')
    window.leave()
    now = week.close()
    rest = week.at('label')
    read_by_commands(week, rest, 'tuesday')
    return hand, len(rest), now


def full(week, title):
    """One mark is there; another one is drawn when nothing can be written any more."""
    window = week.window
    window.see('label', 'Reading · *draft saved*')
    assert os.path.getsize(week.project) > FULL
    _, hard = resource.prlimit(window.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(window.pid, resource.RLIMIT_FSIZE, (FULL, hard))
    window.one_more(title)
    window.see('label', 'This project can no longer be written*')
    window.see('label', 'Reading · *kept aside, not saved*')
    marks = window.marks()
    assert marks > 1, marks
    assert not screen.can_press(window.see('push button', 'Submit and Next'))
    window.close()
    window = week.open('ana')
    assert window.begin('Reading') == title
    window.see('label', '* that could not be saved last time *')
    window.do('Take Them')
    wait_for('what was drawn on the full disk', lambda: window.marks() == marks)
    window.see('label', 'Reading · *draft saved*')
    return window


def wednesday(week):
    """Ben reviews: most is accepted, some corrected, some sent back. His window is killed."""
    hand = max(week.cases // 10, 6)
    window = week.open('ben')
    title = window.begin('Review')
    for number in range(hand):
        if number == hand // 2:
            window.settle()
            window.see('push button', 'Accept and Next')
            window = killed(week, 'ben', 'Review', title)
            window.hand_on('Accept and Next')  # what was settled is
        elif number % 6 == 2:
            window.send_back('Ana')
            week.sent_back += 1
        elif number % 6 == 4:
            window.correct(title)
        else:
            window.accept()
        title = window.next('Review')
    window.leave()
    now = week.close()
    rest = week.at('review')
    back, corrected = rest[::10], rest[5::10]
    named = {row['case'] for row in back + corrected}
    lines = [week.draw(corrected, 'wednesday', True)]
    for row in back:
        lines.append(('review', row['case'], '--decision', 'send-back', '--category', 'missed',
                      '--severity', 'major', '--reason', 'one more lies beside it'))
    for row in rest:
        if row not in back:
            decision = 'correct' if row['case'] in named else 'accept'
            lines.append(('review', row['case'], '--decision', decision))
    week.commands('ben', lines)
    return hand, len(rest), now


def thursday(week):
    """Ana mends what came back, and Ben looks again."""
    back = week.at('label', sent_back=True)
    hand = week.sent_back  # these are the first; a remark on one mark is agreed to
    window = week.open('ana')
    title = window.begin('Reading', 'Open')
    for _ in range(hand):
        window.do('Agree')
        window.see('panel', 'Remark: *agreed*')
        window.one_more(title)
        window.hand_on('Submit and Next')
        title = window.next('Reading')
    window.leave()
    week.leave()
    rest = week.at('label')
    week.commands('ana', [week.draw(rest, 'thursday', True)] +
                  [('task submit', row['case']) for row in rest])
    again = week.at('review')
    window = week.open('ben')
    window.begin('Review')
    for _ in range(hand):
        window.accept()
        window.next('Review')
    window.leave()
    now = week.close()
    last = week.at('review')
    week.commands('ben', [('review', row['case'], '--decision', 'accept') for row in last])
    print(f'  {len(back)} cases had come back, {len(again)} were looked at again', flush=True)
    return 2 * hand, len(rest) + len(last), now


def friday(week):
    """Cat approves, signs all with one passphrase, and cuts a release."""
    hand = max(week.cases // 10, 6)
    window = week.open('cat')
    window.begin('Approval')
    for _ in range(hand):
        window.accept()
        window.next('Approval')
    window.leave()
    week.leave()
    rest = week.at('approve')
    week.commands('cat', [('review', row['case'], '--decision', 'accept') for row in rest])
    window = week.open('cat')
    window.do('Sign…')
    sample.sign(window, week.cases)
    window.find('label', 'Week')
    window.key('alt+5')
    sample.cut(window)
    return hand, len(rest), week.close()


def check(week):
    """Nothing is left behind; the release is verified by programs that are not ours."""
    states = collections.Counter(row['state'] for row in
                                 week.look('cases', week.project, '--as', 'cat')['cases'])
    assert states == {'signed': week.cases}, states
    week.answer('verify', week.project, '--as', 'cat')
    folder = f'{week.place}/bundle'
    week.answer('release', 'export', week.project, 'first', '--to', folder, '--as', 'cat')
    week.answer('release', 'verify', folder, '--as', 'cat')
    lines = [line for line in bundle.check(folder, 'cat').values()]
    kinds = collections.Counter(mark['kind'] for line in lines for mark in line['marks'])
    assert set(kinds) == set(week_cases.KINDS), kinds
    print(f'released and verified: {week.cases} cases, marks: {said(kinds)}; the project has '
          f'{os.path.getsize(week.project) // memory.MB} MB', flush=True)


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    corpus = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
    cases = int(sys.argv[4]) if len(sys.argv) > 4 else 300
    if corpus is not None and not os.path.isdir(corpus):
        print(f'{corpus} is not there: all cases are made ones')
        corpus = None
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with Week(program, cli, place, cases) as week:
            found(week, corpus)
            for name, function in (('Monday, Ana reads, and is killed once', monday),
                                   ('Tuesday, Ana reads, and the disk is full once', tuesday),
                                   ('Wednesday, Ben reviews, and is killed once', wednesday),
                                   ('Thursday, what came back', thursday),
                                   ('Friday, Cat approves, signs and releases', friday)):
                week.day(name, function)
            check(week)
            assert week.last <= week.first + GROWTH, 'it has grown'


if __name__ == '__main__':
    main()
