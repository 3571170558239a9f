# SPDX-License-Identifier: GPL-3.0-or-later
"""window_setups.py PROGRAM CLI: each of the four set-ups in the real window, from the first reading
to the last signature, by five people who each sit down at a computer of their own and take what
Today offers them. Nobody who reads beside others sees on any page that these have read."""
import difflib
import os
import sys
import tempfile
import time

import window as sample

import setups
from screen import name_of, wait_for
from team import PASSPHRASE, need
from week_hand import Desk

CASES = 3
WORDS = {'label': 'Reading', 'review': 'Review', 'approve': 'Approval',
         'adjudicate': 'Adjudication'}


class Sitting:
    """Somebody at their computer."""

    def __init__(self, team, person, program):
        self.team, self.person = team, person
        own = {key: value for key, value in person.environment().items()
               if key in ('XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME')}
        state = f'{own["XDG_STATE_HOME"]}/countersign'
        os.makedirs(state, exist_ok=True)
        with open(f'{state}/window.ini', 'w', encoding='ascii') as file:
            file.write('[window]\nwidth=1920\nheight=1080\nmaximized=0\n')
        self.log = f'{person.home}/log'
        self.window = Desk(program, ('--as', person.handle, team.project), self.log, own)

    def __enter__(self):
        self.window.see('label', 'Trial')
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.window.close()
            return
        print(f'--- {self.person.handle} ---\n{self.window.tree()}', file=sys.stderr)
        self.window.kill()
        with open(self.log, encoding='utf-8', errors='replace') as file:
            sys.stderr.write(file.read())

    def waits(self):
        """What the command line offers them, by kind."""
        rows = self.person.run('tasks', self.team.project, expect=None)['data']['tasks']
        kinds = {}
        for row in rows:
            kinds.setdefault(row['kind'], []).append(row['title'])
        return kinds

    # --- work ---

    def draw(self, x0, y0, x1, y1):
        self.window.key('b')
        self.window.path((x0, y0), ((x0 + x1) / 2, y0), (x1, y1))

    def read(self, walk, most):
        """As many cases as that; the last who reads a case sees it a little elsewhere."""
        window = self.window
        for done in range(most):
            title = window.begin('Reading') if done == 0 else window.next('Reading')
            readers = walk.readers.setdefault(title, [])
            need(self.person.handle not in readers or title in walk.again, '%s reads %s twice',
                 self.person.handle, title)
            place = 0.3 if len(readers) == 2 else 0.5
            self.draw(place, place, place + 0.1, place + 0.1)
            window.hand_on('Submit and Next')
            readers.append(self.person.handle)
        window.see('label', 'Trial')

    def decide(self, walk, word, titles):
        """The first case is sent back, the second corrected, the others are accepted."""
        window = self.window
        for done in range(len(titles)):
            title = window.begin(word) if done == 0 else window.next(word)
            need(walk.readers[title][-1] != self.person.handle, '%s judges their own',
                 self.person.handle)
            if not walk.again and word == 'Review':
                walk.again.add(title)
                window.send_back(self.team.people[walk.readers[title][-1]].name)
            elif not walk.corrected and word == 'Review' and title not in walk.again:
                walk.corrected.add(title)
                window.settle()
                window.see('push button', 'Accept and Next')
                self.draw(0.6, 0.4, 0.7, 0.5)
                window.hand_on('Correct and Next')
                walk.readers[title].append(self.person.handle)
            else:
                window.accept()
        window.see('label', 'Trial')

    def mend(self, walk, title):
        """What came back."""
        window = self.window
        window.begin('Reading', 'Open')
        window.see('panel', 'Remark: *')
        self.draw(0.6, 0.4, 0.7, 0.5)
        window.press('Agree')
        window.see('panel', 'Remark: *agreed*')
        window.hand_on('Submit and Next')
        window.see('label', 'Trial')
        walk.readers[title].append(self.person.handle)

    def settle(self, walk, titles):
        window = self.window
        for done in range(len(titles)):
            title = window.begin('Adjudication') if done == 0 else window.next('Adjudication')
            need(self.person.handle not in walk.readers[title], '%s settles their own reading',
                 self.person.handle)
            for handle in walk.readers[title]:
                need(not window.all(name=f'*{self.team.people[handle].name}*'), '%s is named', handle)
            open_ones = int(name_of(window.see('label', '* open')).split(' · ')[1].split()[0])
            for left in range(open_ones - 1, -1, -1):
                window.key('shift+1')
                window.see(None, 'Position A, chosen: *')
                window.key('a')
                window.type('its edge is nearest to what is seen')
                window.key('Return')
                window.see('label', f'* · {left} open' if left else str(open_ones))
            window.hand_on('Decide and Next')
        window.see('label', 'Trial')

    def sign(self, count):
        self.window.do('Sign…')
        sample.sign(self.window, count, PASSPHRASE)
        self.window.see('label', 'Trial')

    def still(self):
        """What is on the screen once nothing comes any more."""
        seen = ['', self.window.tree()]

        def same():
            time.sleep(0.3)
            seen[:] = [seen[1], self.window.tree()]
            return seen[0] == seen[1]
        wait_for('a page to stand still', same)
        return seen[1]

    def pages(self):
        """What the pages of the project say, and nothing of it moves any more."""
        said = []
        for key in ('alt+1', 'alt+2', 'alt+3', 'alt+4', 'alt+5'):
            self.window.key(key)
            said.append(self.still())
        self.window.key('alt+1')
        return said


def pages_of(program, team, handle):
    with Sitting(team, team.people[handle], program) as sitting:
        return sitting.pages()


def read_blind(program, team):
    """What one who waits for their turn sees is the same before and after another has read; the
    other sees that."""
    ana, title = team.people['ana'], team.titles[0]
    before = {}
    for handle in ('ana', 'dan'):
        pages_of(program, team, handle)  # a computer that has shown them shows them as it did
        before[handle] = pages_of(program, team, handle)
    team.draw(ana, title, 0)
    ana.run('task', 'submit', team.project, title)
    need(pages_of(program, team, 'ana') != before['ana'], 'who has read does not see it')
    for one, other in zip(before['dan'], pages_of(program, team, 'dan')):
        need(one == other, 'who has read is seen:\n%s', '\n'.join(
            difflib.unified_diff(one.splitlines(), other.splitlines(), n=1)))
    ana.run('task', 'withdraw', team.project, title)


class Walk:
    def __init__(self, program, team):
        self.program, self.team = program, team
        self.readers, self.again, self.corrected = {}, set(), set()

    def sit(self, handle):
        return Sitting(self.team, self.team.people[handle], self.program)

    def day(self, handle):
        """All that waits for somebody; FALSE when nothing does."""
        worked = False
        reviews = setups.STAGES.get(self.team.template, {}).get(handle) != 'approve'
        with self.sit(handle) as sitting:
            while True:
                waits = sitting.waits()
                if waits.get('sent-back'):
                    sitting.mend(self, waits['sent-back'][0])
                elif waits.get('adjudicate'):
                    sitting.settle(self, waits['adjudicate'])
                elif waits.get('approve'):
                    sitting.decide(self, 'Approval', waits['approve'])
                elif reviews and waits.get('review'):
                    sitting.decide(self, 'Review', waits['review'])
                elif waits.get('label'):
                    sitting.read(self, len(waits['label']))
                elif waits.get('sign'):
                    sitting.sign(len(waits['sign']))
                else:
                    return worked
                worked = True


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    setups.PICTURES = CASES
    with tempfile.TemporaryDirectory(prefix='countersign-') as folder:
        for template in sys.argv[3:] or ('labelers-sme', 'qc-qa', 'consensus', 'peer-review'):
            team = setups.Team(cli, os.path.join(folder, template), template)
            for person in team.people.values():
                person.run('key', 'protect', secret=True)
            if template == 'consensus':
                read_blind(program, team)
            walk = Walk(program, team)
            for _ in range(4 * CASES):
                if not any([walk.day(handle) for handle in team.people]):
                    break
            states = team.states()
            need(all(state == setups.SIGNED for state in states.values()), '%s: %s', template,
                 states)
            team.lead.run('verify', team.project)
            print(f'{template}: {len(states)} cases signed by five people', flush=True)


if __name__ == '__main__':
    main()
