# SPDX-License-Identifier: GPL-3.0-or-later
"""window_clock.py PROGRAM CLI SHIM: the clock of the computer is set while somebody works, its disk
takes seconds, and it sleeps in the middle of a stroke: order, strokes and words stay right."""
import os
import re
import signal
import struct
import subprocess
import sys
import tempfile

import rights
import window as sample
from window import screen
from window_helper import helpers

YEAR = 365 * 86400
HOUR = 3600
NAP = 70  # longer than any deadline of a helper


class World:
    """What the shim tells the program of clock and disk."""

    def __init__(self, place, shim):
        self.path = f'{place}/world'
        self.set()
        self.env = {'LD_PRELOAD': os.path.abspath(shim), 'CS_TEST_WORLD': self.path}

    def set(self, ahead=0, busy=False, room=-1, slept=0):
        """The wall clock is AHEAD seconds; while the disk is BUSY no data comes to it; it has ROOM for
        so many bytes, -1: as many as come; SLEPT seconds were slept through."""
        with open(self.path, 'r+b' if os.path.exists(self.path) else 'wb') as file:
            file.write(struct.pack('=qqqq', ahead, busy, room, slept))


class Job(sample.Job):
    def __init__(self, program, cli, place, world):
        super().__init__(program, cli, place, lambda program, arguments, log: screen.Window(
            program, arguments, log, world.env))
        self.world = world

    def run(self, *words):
        done = subprocess.run([self.cli, *words], capture_output=True, text=True, check=False,
                              env={**os.environ, **self.world.env})
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout


def read(job):
    window = job.start_as('sample-ana')
    window.press('Continue Reading')
    window.find('label', 'Patient 2')
    sample.canvas(window)
    return window


def draw(window, number, at):
    window.key('b')
    sample.draw_box(window, at, 0.3, at + 0.05, 0.4)
    window.find('list item', f'{number} Nodule*')


def jump(job):
    """Marks keep the order in which they were drawn, and undo goes back by it, too."""
    window = read(job)
    for number, ahead in enumerate((0, -YEAR, 2 * YEAR, -HOUR), 1):
        job.world.set(ahead)
        draw(window, number, 0.15 + 0.12 * number)
    window.find('label', 'Reading*draft saved*')
    window.key('ctrl+z')
    window.gone('list item', '4 Nodule*')
    window.key('ctrl+z')
    window.gone('list item', '3 Nodule*')
    window.key('ctrl+shift+z', 'ctrl+shift+z')
    window.find('list item', '4 Nodule*')
    window.find('label', 'Reading*draft saved*')
    window.kill()
    job.world.set(-YEAR)
    window = job.start_as('sample-ana')
    # A day that has not come yet has a year, and nobody says "today" of it.
    window.key('alt+2')
    year = screen.wait_for('the day of the changes', lambda: [
        node for node in window.all('label') if re.search(r'[0-9]{4}$', screen.name_of(node))])
    assert year
    assert not window.has('label', 'Today*:*')
    window.key('alt+1')
    window.press('Continue Reading')
    window.find('list item', '4 Nodule*')
    window.close()


def decided(job):
    """Accepted in a year's time, signed an hour ago, released now: the acts stay in their order, and
    the times are those that the computer gave."""
    project = job.project
    job.world.set(YEAR)
    job.run('review', project, 'Slide 2', '--decision', 'accept', '--as', 'sample-chris')
    job.world.set(-HOUR)
    secret = f'{job.place}/secret'
    with open(secret, 'w', encoding='ascii') as file:
        file.write(sample.PASSPHRASE + '\n')
    job.run('sign', project, 'Slide 2', '--as', 'sample-chris', '--passphrase-file', secret)
    job.world.set(0)
    acts = [line.split('\t') for line in
            job.run('history', project, 'Slide 2', '--as', 'sample-chris').splitlines()]
    words = [' '.join(act[1:]) for act in acts]
    accepted = next(n for n, said in enumerate(words) if 'accepted' in said)
    signed = next(n for n, said in enumerate(words) if 'signed' in said)
    assert accepted < signed and acts[accepted][0] > acts[signed][0], acts
    job.run('verify', project)
    job.run('release', 'cut', project, 'later', '--as', 'sample-chris', '--passphrase-file', secret)
    job.run('release', 'export', project, 'later', '--to', f'{job.place}/bundle', '--as',
            'sample-chris')


def slow(job):
    """The disk takes its time: strokes go on, are shown meanwhile, and none is lost."""
    window = read(job)
    job.world.set(busy=True)
    for number in range(5, 8):
        draw(window, number, 0.13 * (number - 4))
    window.find('label', 'Reading*saving*')
    job.world.set()
    window.find('label', 'Reading*draft saved*')
    window.close()


def dreamt(job, window):
    """A picture that was asked for before is shown after, though every deadline has passed."""
    asked = helpers(window.pid)
    for pid in asked:
        os.kill(pid, signal.SIGSTOP)
    window.key('End')
    os.kill(window.pid, signal.SIGSTOP)
    job.world.set(slept=2 * NAP)
    os.kill(window.pid, signal.SIGCONT)
    for pid in asked:
        if pid in helpers(window.pid):
            os.kill(pid, signal.SIGCONT)
    sample.picture(window)


def asleep(job):
    """Stopped with its helpers in the middle of a stroke while one is being saved; the button is let go
    before it goes on, and the project is nobody else's meanwhile."""
    window = read(job)
    x, y, width, height = window.box(sample.canvas(window))
    at = [(int(x + width * (0.5 + 0.01 * n)), int(y + height * (0.6 + 0.01 * n))) for n in range(8)]
    job.world.set(busy=True)
    draw(window, 8, 0.7)
    window.find('label', 'Reading*saving*')
    window.key('b')
    screen.pointer('mousemove', '--sync', *map(str, at[0]))
    screen.pointer('mousedown', '1')
    for place in at[1:5]:
        screen.pointer('mousemove', '--sync', *map(str, place))
    stopped = [*helpers(window.pid), window.pid]
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    job.world.set(busy=True, slept=NAP)
    for place in at[5:]:
        screen.pointer('mousemove', *map(str, place))
    screen.pointer('mouseup', '1')
    other = subprocess.run([job.cli, 'task', 'next', job.project, '--as', 'sample-ben'],
                           capture_output=True, text=True, check=False)
    assert 'open for writing by Ana' in other.stderr, other
    for pid in stopped:
        os.kill(pid, signal.SIGCONT)
    window.find('list item', '9 Nodule*')
    window.find('label', 'Reading*saving*')
    job.world.set(slept=NAP)
    window.find('label', 'Reading*draft saved*')
    dreamt(job, window)
    # One that is open when the program is killed is lost, and nothing else is.
    window.key('b')
    screen.pointer('mousemove', '--sync', *map(str, at[0]))
    screen.pointer('mousedown', '1')
    screen.pointer('mousemove', '--sync', *map(str, at[3]))
    os.kill(window.pid, signal.SIGSTOP)
    window.kill()
    screen.pointer('mouseup', '1')
    window = read(job)
    window.find('list item', '9 Nodule*')
    assert not window.has('list item', '10 Nodule*')
    window.close()
    job.run('verify', job.project)


def main():
    program, cli, shim = (os.path.abspath(path) for path in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as place:
        rights.homes(place)
        with Job(program, cli, place, World(place, shim)) as job:
            job.run('sample', os.path.dirname(job.project))
            jump(job)
            decided(job)
            slow(job)
            asleep(job)


if __name__ == '__main__':
    main()
