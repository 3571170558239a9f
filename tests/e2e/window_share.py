# SPDX-License-Identifier: GPL-3.0-or-later
"""window_share.py PROGRAM CLI: the place where a project or its pictures lie can only be read, or goes
away while somebody works, and comes back: what was drawn is kept, and words say what to do."""
import json
import os
import subprocess
import sys
import tempfile

import made
import rights
import window as sample
import window_states
from window import screen

FINDING = '{} Finding*'


class Job(window_states.Job):
    def __init__(self, program, cli, place):
        super().__init__(program, cli, place)
        self.hand = rights.window
        self.share = f'{place}/share'
        os.makedirs(self.share)
        self.project = f'{self.share}/states.countersign'


def draw(window, number, at):
    window.key('b')
    sample.draw_box(window, at, at, at + 0.06, at + 0.06)
    window.find('list item', FINDING.format(number))


def begin(job):
    """A project with two pictures in it, and a window that reads the first."""
    job.run('key', 'new', '--name', 'Ana', '--handle', 'ana')
    window_states.begin(job)
    made.sources(f'{job.place}/pictures', 2, 0)
    job.run('import', job.project, f'{job.place}/pictures', '--as', 'ana')


def read(job):
    window = job.start_as('ana')
    window_states.read(window)
    sample.canvas(window)
    return window


def looked_at(job, path, why):
    """It can only be read: it is looked at, and worked on as soon as that is over."""
    mode = os.stat(path).st_mode
    os.chmod(path, 0o444 if path == job.project else 0o555)
    code, said = rights.run(job.cli, 'task', 'next', job.project, '--as', 'ana')
    assert code == 2 and why in said and 'Work on a copy' in said, (code, said)
    code, said = rights.run(job.cli, 'cases', job.project, '--as', 'ana')
    assert code == 0 and 'picture-0.png' in said, (code, said)
    window = job.start_as('ana')
    window.find('label', f'*states.countersign can only be looked at: {why}*Work on a copy*')
    window.find('label', 'You can look')
    window.find('push button', 'Open a Working Copy…')
    os.chmod(path, mode)
    window.press('Reopen')
    window_states.read(window)
    sample.picture(window)
    window.find('label', 'Reading*draft saved*')
    window_states.leave(window)


def taken(window, first):
    """What was kept aside is offered, and in the file afterwards."""
    window.find('label', '2 strokes that could not be saved*')
    window.press('Take Them')
    for number in range(first, first + 3):
        window.find('list item', FINDING.format(number))
    window.find('label', 'Reading*draft saved*')


def revoked(job):
    """The right to write is taken away in the middle of drawing, and given back."""
    window = read(job)
    draw(window, 1, 0.3)
    window.find('label', 'Reading*draft saved*')
    os.chmod(job.share, 0o555)
    draw(window, 2, 0.45)
    window.find('label', 'This project can no longer be written*may not be written any more*')
    draw(window, 3, 0.6)
    window.find('label', 'Reading*kept aside, not saved*')
    assert not screen.can_press(window.find('push button', 'Submit and Next'))
    os.chmod(job.share, 0o755)
    window.press('Reopen')
    taken(window, 1)
    window_states.leave(window)
    job.run('verify', job.project)


def keys(job):
    """Who may not read their own keys is told that, and not to make new ones."""
    folder = f'{os.environ["XDG_DATA_HOME"]}/countersign'
    os.chmod(folder, 0)
    for words in (('task', 'next', job.project), ('key', 'list'),
                  ('task', 'next', job.project, '--as', 'ana')):
        code, said = rights.run(job.cli, *words)
        assert code == 2 and 'your keys cannot be read' in said, (words, code, said)
    window = job.start(job.project)
    window.find('label', 'This project cannot be opened')
    window.find('label', '*your keys cannot be read*')
    window.key('Return')
    window.close()
    os.chmod(folder, 0o700)


def away(job):
    """The share is away in the middle of drawing. Reopen waits for it; what is open stays."""
    window = read(job)
    os.rename(job.share, job.share + '-away')
    draw(window, 4, 0.7)
    window.find('label', 'The file of this project is not there any more*press Reopen.')
    draw(window, 5, 0.8)
    window.find('label', 'Reading*kept aside, not saved*')
    window.press('Reopen')
    window.find('label', 'states.countersign is not there yet.*')
    window.find('list item', FINDING.format(5))
    os.rename(job.share + '-away', job.share)
    window.press('Reopen')
    taken(window, 3)
    window.key('ctrl+Return')
    window.find('label', 'Submitted *picture-*')
    window_states.leave(window)
    job.run('verify', job.project)


def stays_listed(job):
    """A project whose share is away at the start is not forgotten."""
    os.rename(job.share, job.share + '-away')
    window = job.start('--as', 'ana', job.project)
    window.find('label', 'This project cannot be opened')
    window.find('label', '*its disk or share connected')
    window.key('Return')
    window.close()
    os.rename(job.share + '-away', job.share)
    window = job.start()
    window.find('label', 'Recent')
    window.find(None, 'States')
    window.close()


def held(job):
    """Somebody else has it open, and works: it is looked at, and Reopen goes on with what they did."""
    job.project = f'{job.place}/held.countersign'
    window_states.begin(job)
    made.sources(f'{job.place}/more', 2, 0)
    job.run('import', job.project, f'{job.place}/more', '--as', 'ana')
    job.run('key', 'new', '--name', 'Dr Ben', '--handle', 'ben')
    job.run('person', 'add', job.project, '--handle', 'ben', '--role', 'labeler', '--as', 'ana')
    with subprocess.Popen([job.cli, 'run', job.project, '--as', 'ben'], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as other:
        def ask(**order):
            other.stdin.write(json.dumps(order) + '\n')
            other.stdin.flush()
            return json.loads(other.stdout.readline())
        ask(command='status')
        window = job.start_as('ana')
        window.find('label', 'Dr Ben has this project open since *. You can look.')
        assert ask(command='task next')['ok']
        window.press('Reopen')
        window.find('label', 'Dr Ben has this project open since *. You can look.')
        other.stdin.close()
    window.press('Reopen')
    window.gone('push button', 'Reopen')
    window.key('alt+2')
    window.find('label', 'Dr Ben')
    window.key('alt+1')
    window_states.read(window)
    sample.picture(window)
    window.find('label', 'Reading*draft saved*')
    window_states.leave(window)


def two_windows(job):
    """Of one program, for two people: the second looks until the first is closed."""
    window = job.start_as('ana')
    window_states.read(window)
    sample.canvas(window)
    subprocess.run([job.program, '--as', 'ben', job.project], check=True)
    window.find('label', 'Ana has this project open since *. You can look.')
    window.press('Close', frame='States')
    screen.wait_for('the case to go', lambda: not window.has('push button', 'Submit and Next'))
    window.press('Reopen')
    window.gone('push button', 'Reopen')
    window_states.read(window)
    sample.picture(window)
    window.find('label', 'Reading*draft saved*')
    window_states.leave(window)


def linked(job):
    """The pictures lie on a share that is away. When it is back, nothing has to be located."""
    job.project = f'{job.place}/linked.countersign'
    window_states.begin(job)
    made.sources(f'{job.share}/linked', 2, 0)
    job.run('import', job.project, f'{job.share}/linked', '--link', '--as', 'ana')
    os.rename(job.share, job.share + '-away')
    window = job.start_as('ana')
    window_states.read(window)
    window.find('label', 'picture-0.png is not where it was')
    window.find('label', '*its disk or share may not be connected.')
    os.rename(job.share + '-away', job.share)
    window.press('Next Case')
    sample.picture(window)
    window.key('ctrl+Prior')
    window.find('label', '*picture-0.png')
    sample.picture(window)
    window_states.leave(window)


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        rights.homes(place)
        with Job(program, cli, place) as job:
            begin(job)
            looked_at(job, job.project, 'the file may not be written')
            looked_at(job, job.share, 'its folder may not be written')
            revoked(job)
            keys(job)
            away(job)
            stays_listed(job)
            held(job)
            two_windows(job)
            linked(job)


if __name__ == '__main__':
    main()
