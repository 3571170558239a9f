# SPDX-License-Identifier: GPL-3.0-or-later
"""window_room.py PROGRAM CLI SHIM: the disk becomes full while files are brought in and a release goes
out, in the dialogs of the window. They say so and what helps; nothing stays by half, the project is
whole, and the same again after making room goes on."""
import os
import sys
import tempfile

import made
import rights
import window as sample
import window_states
from window import screen
from window_clock import Job, World

PICTURES = 40
# Of the files that come in, and of the bundle that goes out.
SOME = 100 * 1024
LITTLE = 4 * 1024


def items(job):
    return len(job.look('items', job.project, '--as', 'sample-chris')['items'])


def from_assistant(job, window):
    """Up to the last button."""
    window.press('Project')
    window.press('Import…', 'menu item')
    window.find('frame', 'Import')
    window.press('Add Folder…', frame='Import')
    window_states.choose(window, 'Choose a Folder', f'{job.place}/many')
    window.find('push button', 'Import', screen.can_press)


def refused(window, words):
    """It is said, and read."""
    window.find('label', words)
    window.press('*Close', frame='That did not work')
    window.gone('label', words)


def imported(job):
    """Of what came in before there was no room nothing stays; then all of it comes in."""
    made.sources(f'{job.place}/many', PICTURES, 0)
    before = items(job)
    window = job.start_as('sample-chris')
    from_assistant(job, window)
    job.world.set(room=SOME)
    window.press('Import')
    refused(window, '*sample.countersign: no room left on the disk; nothing was changed. Free some '
            'room and try again')
    job.world.set()
    assert not window.has('label', 'This project can no longer be written*')
    from_assistant(job, window)
    window.press('Import')
    window.find('label', f'Imported {PICTURES} items in {PICTURES} cases.')
    window.close()
    assert items(job) == before + PICTURES
    job.run('verify', job.project)


def cut(job):
    secret = f'{job.place}/secret'
    with open(secret, 'w', encoding='ascii') as file:
        file.write(sample.PASSPHRASE + '\n')
    job.run('release', 'cut', job.project, 'one', '--as', 'sample-chris', '--passphrase-file', secret)


def to_place(job, window, act, path):
    """With little room first, and then with as much as it takes: neither a bundle nor an export is
    there by half, under no name."""
    folder, name = os.path.split(path)
    act(LITTLE)
    refused(window, f'{path}*: No space left on device; nothing was written; make room there, or name '
            'another place')
    assert not [left for left in os.listdir(folder) if left.startswith(name)], os.listdir(folder)
    act(-1)
    screen.wait_for(name, lambda: name in os.listdir(folder))
    job.world.set()


def exported(job):
    window = job.start_as('sample-chris')
    window.press('Release', 'page tab')

    def marks(room):
        window.press('Export…')
        window.find('frame', 'Export')
        window.press('Export…', frame='Export')
        job.world.set(room=room)
        window_states.choose(window, 'Export to a New Folder', f'{job.place}/marks', save=True)
    window.find('push button', 'Export…', screen.can_press)
    to_place(job, window, marks, f'{job.place}/marks')
    window.click(window.find('list item', 'one'))
    for button, title, name in (('Export as Folder…', 'Export as a New Folder', 'bundle'),
                                ('Export as Zip…', 'Export as a Zip File', 'other.zip')):
        def bundle(room, button=button, title=title, name=name):
            window.press(button)
            job.world.set(room=room)
            window_states.choose(window, title, f'{job.place}/{name}', save=True)
        to_place(job, window, bundle, f'{job.place}/{name}')
        job.run('release', 'verify', f'{job.place}/{name}')
    window.close()
    job.run('verify', job.project)


def main():
    program, cli, shim = (os.path.abspath(path) for path in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as place:
        rights.homes(place)
        with Job(program, cli, place, World(place, shim)) as job:
            job.run('sample', os.path.dirname(job.project))
            imported(job)
            cut(job)
            exported(job)


if __name__ == '__main__':
    main()
