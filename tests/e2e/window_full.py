# SPDX-License-Identifier: GPL-3.0-or-later
"""window_full.py PROGRAM CLI: in the middle of drawing the project can no longer be written. Nothing
is submitted, drawing goes on, and after a kill -9 and a new start every stroke is there."""
import os
import resource
import sys
import tempfile

import window as sample
from window import screen

# The project is longer than this, what is kept beside it is not.
LIMIT = 64 * 1024


def draw(window, number, at):
    window.key('b')
    sample.draw_box(window, at, at, at + 0.06, at + 0.06)
    window.find('list item', f'{number} Nodule*')


def no_room(window):
    """What a full disk does to the file that grows: writing fails, reading goes on."""
    _, hard = resource.prlimit(window.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(window.pid, resource.RLIMIT_FSIZE, (LIMIT, hard))


def fill(job):
    window = job.window
    sample.canvas(window)
    draw(window, 1, 0.3)
    window.find('label', 'Reading*draft saved*')
    assert os.path.getsize(job.project) > LIMIT
    no_room(window)
    draw(window, 2, 0.45)
    window.find('label', 'This project can no longer be written*sample.countersign*')
    window.find('label', 'Reading*kept aside, not saved*')
    draw(window, 3, 0.6)
    window.key('ctrl+z')
    window.gone('list item', '3 Nodule*')
    window.key('ctrl+shift+z')
    window.find('list item', '3 Nodule*')
    return window


def refused(window):
    """Neither the key nor the button hands anything in, and words say so; the copy is offered."""
    window.find('label', '*nothing is submitted or signed*')
    button = window.find('push button', 'Submit and Next')
    assert not screen.can_press(button)
    window.key('ctrl+Return')
    window.find('label', 'Reading*kept aside, not saved*')
    window.press('Save a Copy…')
    window.find(None, 'Save a Copy')
    window.press('*Cancel')
    window.gone(None, 'Save a Copy')


def back(job):
    window = job.start_as('sample-ana')
    window.press('Continue Reading')
    window.find('list item', '1 Nodule*')
    window.find('label', '* that could not be saved last time *')
    window.press('Take Them')
    for number in (1, 2, 3):
        window.find('list item', f'{number} Nodule*')
    window.find('label', 'Reading*draft saved*')
    window.close()


def kept(job):
    """They are in the file now, and offered no more."""
    window = job.start_as('sample-ana')
    window.press('Continue Reading')
    window.find('list item', '3 Nodule*')
    assert not window.has('label', '* that could not be saved last time *')
    window.close()


def comes_back(job):
    """The case was left for the next one; its decision cannot be written, so it is there again."""
    window = job.start_as('sample-ben')
    window.press('Continue Review')
    sample.picture(window)
    window.find('label', 'Slide 1')
    window.find('label', '5 · 5 open')
    sample.settle(window, ('a',) * 5, 5)
    window.find('push button', 'Accept and Next', screen.can_press)
    no_room(window)
    window.key('ctrl+Return')
    window.find('label', 'Slide 1 is not through: *')
    window.find('label', 'Review*')
    window.kill()
    states = {row['title']: row['state']
              for row in job.look('cases', job.project, '--as', 'sample-ben')['cases']}
    assert 'review' in states['Slide 1'], states


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with sample.Job(program, cli, place) as job:
            sample.first_start(job)
            window = fill(job)
            refused(window)
            window.kill()
            back(job)
            kept(job)
            comes_back(job)


if __name__ == '__main__':
    main()
