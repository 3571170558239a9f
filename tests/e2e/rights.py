# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs for which the rights of files count, whoever runs the test, and a small project on a share
that can be taken away from them."""
import os
import shutil
import subprocess

import made
import window as sample
import window_states
from window import screen

FINDING = '{} Finding*'
# Root may do everything, unless it is told that it may not.
ORDINARY = ('setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner')


def prefix():
    if os.geteuid() != 0:
        return ()
    if shutil.which('setpriv') is None:
        raise screen.Missing('setpriv, to try what an ordinary user meets')
    return ORDINARY


def window(program, arguments, log, env=None):
    """As screen.Window."""
    words = (*prefix(), program, *arguments)
    return screen.Window(words[0], words[1:], log, env)


def run(cli, *words):
    """The command line: its exit code and all that it says."""
    done = subprocess.run([*prefix(), cli, *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def homes(place):
    sample.homes(place)
    os.chmod(place, 0o755)


class Job(window_states.Job):
    def __init__(self, program, cli, place):
        super().__init__(program, cli, place)
        self.hand = window
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


def taken(window, first):
    """What was kept aside is offered, and in the file afterwards."""
    window.find('label', '2 strokes that could not be saved*')
    window.press('Take Them')
    for number in range(first, first + 3):
        window.find('list item', FINDING.format(number))
    window.find('label', 'Reading*draft saved*')
