# SPDX-License-Identifier: GPL-3.0-or-later
"""window_full.py PROGRAM CLI: in the middle of drawing the project can no longer be written. Nothing
is submitted, drawing goes on, and after a kill -9 and a new start every stroke is there. What comes
in, is signed and goes out does so whole or not at all."""
import os
import resource
import subprocess
import sys
import tempfile

import window as sample
from window import screen

# The project is longer than this, what is kept beside it is not.
LIMIT = 64 * 1024
# No release fits into this.
SMALL = 16 * 1024


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
    window.press('_Cancel*')  # the toolkit's own dialog names it so
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


def no_room_for(limit):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def refused_whole(job, limit, *words):
    """What does not fit says so, and leaves the project and the folder as they were."""
    before = os.path.getsize(job.project), sorted(os.listdir(job.place))
    done = subprocess.run([job.cli, *words], capture_output=True, text=True, check=False,
                          preexec_fn=no_room_for(limit))
    assert done.returncode == 2 and 'error: ' in done.stderr, (words, done)
    assert before == (os.path.getsize(job.project), sorted(os.listdir(job.place))), words


def brought_in_and_out(job):
    """Neither what comes in nor what is signed and goes out is there by half."""
    who, secret = ('--as', 'sample-chris'), f'{job.place}/secret'
    with open(secret, 'w', encoding='ascii') as file:
        file.write(sample.PASSPHRASE + '\n')
    signing = (*who, '--passphrase-file', secret)
    os.makedirs(f'{job.place}/texts')
    for number in range(8):
        with open(f'{job.place}/texts/{number}.txt', 'w', encoding='ascii') as file:
            file.write(os.urandom(40000).hex())
    size = os.path.getsize(job.project)
    refused_whole(job, size + LIMIT, 'import', job.project, f'{job.place}/texts', *who)
    refused_whole(job, LIMIT, 'sign', job.project, *signing)
    subprocess.run([job.cli, 'sign', job.project, *signing], check=True, stdout=subprocess.DEVNULL)
    cut = ('release', 'cut', job.project, 'one', *signing)
    refused_whole(job, LIMIT, *cut)
    subprocess.run([job.cli, *cut], check=True, stdout=subprocess.DEVNULL)
    export = ('release', 'export', job.project, 'one', *who, '--to')
    refused_whole(job, SMALL, *export, f'{job.place}/bundle')
    refused_whole(job, SMALL, *export, f'{job.place}/bundle.zip')
    subprocess.run([job.cli, *export, f'{job.place}/bundle'], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run([job.cli, 'verify', job.project], check=True, stdout=subprocess.DEVNULL)


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
            brought_in_and_out(job)


if __name__ == '__main__':
    main()
