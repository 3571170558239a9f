# SPDX-License-Identifier: GPL-3.0-or-later
"""window_drop.py PROGRAM CLI: folders and a project are dragged into the window from another
program."""
import os
import subprocess
import sys
import tempfile

import made
import window as sample
import window_states as states
from window import screen

# Beside the window, which begins at the left upper corner and is not that large.
SOURCE_X, SOURCE_Y = 1650, 950


class Files:
    """What a file manager shows of PATHS."""

    def __init__(self, *paths):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'drag_source.py')
        self.process = subprocess.Popen([sys.executable, '-B', script, *paths],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.said, self.nudge = b'', 0
        screen.wait_for('the source of the drag', lambda: self.has_said(b'ready'))
        windows = screen.said('xdotool', 'search', '--onlyvisible', '--name', '^source$').split()
        screen.pointer('windowmove', '--sync', windows[-1], str(SOURCE_X), str(SOURCE_Y))

    def has_said(self, word):
        self.said += self.process.stdout.read() or b''
        return word in self.said.split()

    def welcome_at(self, x, y):
        """A drag is heard of only while the pointer moves."""
        self.nudge = 1 - self.nudge
        screen.pointer('mousemove', '--sync', str(x + self.nudge), str(y))
        return self.has_said(b'welcome')

    def drag_to(self, window, node):
        """Let go of once the place says that it takes them."""
        x, y, width, height = screen.wait_for('a place', lambda: placed(window, node))
        screen.pointer('mousemove', '--sync', str(SOURCE_X + 100), str(SOURCE_Y + 50))
        screen.pointer('mousedown', '1')
        screen.wait_for('a welcome', lambda: self.welcome_at(x + width // 2, y + height // 2))
        screen.pointer('mouseup', '1')
        screen.wait_for('the drop', lambda: self.has_said(b'dropped'))
        self.process.kill()
        self.process.wait()


def placed(window, node):
    """Where it is, once it stands there for two looks."""
    first = window.box(node)
    return first if first[0] > 0 and first == window.box(node) else None


def folders(job):
    """On the first window a folder begins a project; a second one comes to it."""
    first = made.sources(f'{job.place}/first', 3, 0)
    second = made.sources(f'{job.place}/second', 0, 2)
    window = job.start()
    Files(first).drag_to(window, window.find('label', 'Countersign'))
    window.find('label', 'What is read?')
    window.find('label', 'Pictures')
    Files(second).drag_to(window, window.find('label', 'What is read?'))
    window.find('label', 'Texts')
    window.find('label', 'Pictures')
    window.close()


def project(job):
    """One that exists is opened, and a folder dragged into it is offered for import."""
    states.found(job)
    more = made.sources(f'{job.place}/more', 0, 2)
    window = job.start()
    Files(job.project).drag_to(window, window.find('label', 'Countersign'))
    window.find('label', 'States')
    Files(more).drag_to(window, window.find('push button', 'Start Reading'))
    window.find('label', 'Texts')
    window.press('Import')
    window.find('label', '4 cases to read')
    Files(more).drag_to(window, window.find('push button', 'Start Reading'))
    window.find('label', 'Duplicates')
    window.find('label', 'None of these files is taken')
    window.close()


def nobody_else(job):
    """Who leads nothing brings nothing in."""
    job.run('sample', f'{job.place}/sample')
    more = made.sources(f'{job.place}/refused', 1, 0)
    window = job.start('--as', 'sample-ana', f'{job.place}/sample/sample.countersign')
    Files(more).drag_to(window, window.find('push button', 'Continue Reading'))
    window.find('label', 'Only a lead brings files into this project.')
    window.close()


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with states.Job(program, cli, place) as job:
            folders(job)
            project(job)
            nobody_else(job)


if __name__ == '__main__':
    main()
