# SPDX-License-Identifier: GPL-3.0-or-later
"""window_states.py PROGRAM CLI: what the window does when something went wrong outside of it: files
that were moved, a project that somebody else has open, or changed."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

import made
import window as sample
from window import screen

SCHEMA = {'format': 'countersign-schema-1', 'name': 'States',
          'labels': [{'key': 'finding', 'name': 'Finding', 'kinds': ['box', 'span']}]}


class Job(sample.Job):
    def __init__(self, program, cli, place):
        super().__init__(program, cli, place)
        self.project = f'{place}/states.countersign'

    def start_as(self, handle):
        window = self.start('--as', handle, self.project)
        window.find('label', 'States')
        return window


def found(job):
    """A project of one person, with linked pictures and a linked text."""
    job.run('key', 'new', '--name', 'Ana', '--handle', 'ana')
    begin(job)
    made.sources(f'{job.place}/old', 2, 1)
    job.run('import', job.project, f'{job.place}/old', '--link', '--as', 'ana')


def begin(job):
    """An empty project of one person."""
    with open(f'{job.place}/schema.json', 'w', encoding='ascii') as file:
        json.dump(SCHEMA, file)
    job.run('new', job.project, '--name', 'States', '--as', 'ana', '--schema',
            f'{job.place}/schema.json')
    job.run('person', 'role', job.project, 'ana', 'lead,labeler', '--as', 'ana')


def choose(window, title, path, save=False):
    """In the dialog for files."""
    window.find('filler', title)
    if not save:
        window.key('ctrl+l')
    window.find('text', None, screen.has_focus)
    window.key('ctrl+a')
    window.type(path)
    # The dialog takes no Return before it has looked into the folder.
    for _ in range(10):
        window.key('Return')
        try:
            screen.wait_for('the dialog to go', lambda: not window.has('filler', title), 2)
            return
        except screen.Missing:
            continue
    raise screen.Missing(title)


def leave(window):
    """By the button that everybody knows."""
    window.press('Close', frame='States')
    window.process.wait(screen.PATIENCE)
    assert window.process.returncode == 0, window.process.returncode


def to_picture(window):
    """From where reading goes on."""
    place = window.find(None, None, lambda node: screen.has_focus(node) and (
        node.get_role_name() == 'text' or 'zoom' in (node.get_description() or '')))
    if place.get_role_name() == 'text':
        window.key('ctrl+Next')
    sample.canvas(window)


def read(window):
    """The button of Today: what nobody began is not continued."""
    names = ('Start Reading', 'Continue Reading')
    button = window.find('push button', None, lambda node: node.get_name() in names)
    window.press(button.get_name())


def locate(job):
    """Files that were moved: another one is refused, the right one brings the others with it."""
    os.rename(f'{job.place}/old', f'{job.place}/new')
    window = job.start_as('ana')
    read(window)
    window.find('label', 'This text is not where it was')
    window.press('Next Case')
    window.find('label', 'picture-0.png is not where it was')
    window.press('Locate…')
    choose(window, 'Where Is picture-0.png Now?', f'{job.place}/new/picture-1.png')
    window.find('label', 'That is another file')
    window.key('Return')
    window.gone('label', 'That is another file')
    window.press('Locate…')
    choose(window, 'Where Is picture-0.png Now?', f'{job.place}/new/picture-0.png')
    # What is said of it stands for five seconds, which a busy machine may not look into.
    sample.picture(window)
    leave(window)
    job.run('verify', job.project)


def overtaken(job):
    """Another program writes to the file: nothing more goes into it, and no stroke is lost."""
    window = job.start_as('ana')
    read(window)
    to_picture(window)
    window.find('label', 'Reading*draft saved*')
    with sqlite3.connect(job.project) as other:
        other.execute('UPDATE blob_link SET mtime = mtime + 1')
    other.close()
    with open(job.project, 'rb') as file:
        before = file.read()
    window.key('b')
    sample.draw_box(window, 0.4, 0.4, 0.5, 0.5)
    window.find('label', 'Changed by another program.')
    sample.draw_box(window, 0.6, 0.6, 0.7, 0.7)
    window.find('list item', '2 Finding*')
    with open(job.project, 'rb') as file:
        assert file.read() == before
    window.press('Reopen')
    window.find('label', '2 strokes that could not be saved*')
    window.press('Take Them')
    window.find('list item', '2 Finding*')
    window.find('label', 'Reading*draft saved*')
    window.gone('push button', 'Reopen')
    leave(window)
    job.run('verify', job.project)


def damaged(job):
    """One frame of five is damaged: the others are work, it counts as shown, and the report of it
    goes along with the case."""
    job.project = f'{job.place}/damaged.countersign'
    made.damaged_tiff(f'{job.place}/heart.tiff', 5, 2)
    begin(job)
    job.run('import', job.project, f'{job.place}/heart.tiff', '--as', 'ana')
    window = job.start_as('ana')
    read(window)
    sample.canvas(window)
    window.find('push button', '4 slices not shown')
    window.key('Down')
    window.find('push button', '3 slices not shown')
    window.key('Down')
    window.find('label', 'Slice 3 of 5 is damaged')
    window.find('label', 'Frame 3 of 5 is damaged*The other 4 slices can be read.')
    window.find('push button', '2 slices not shown')
    window.press('Next Readable Slice')
    window.find('push button', '1 slice not shown')
    window.key('Down')
    window.gone('push button', '1 slice not shown')
    window.press('1 slice damaged')
    window.find('label', 'Slice 3 of 5 is damaged')
    window.press('Report Damaged Case…')
    window.find('label', 'Report this case as damaged?')
    window.key('Return')
    window.find('label', 'Frame 3 of 5 is damaged: *')
    window.find('push button', 'Submit and Next', screen.can_press)
    window.press('Submit and Next')
    window.find('label', 'Submitted heart.tiff')
    leave(window)


def elsewhere(job):
    """Somebody else has the project open: it can be looked at, and worked on as a copy."""
    job.project = f'{job.place}/shared.countersign'
    made.damaged_tiff(f'{job.place}/heart.tiff', 3, 2)
    begin(job)
    job.run('import', job.project, f'{job.place}/heart.tiff', '--as', 'ana')
    job.run('key', 'new', '--name', 'Dr Ben', '--handle', 'ben')
    job.run('person', 'add', job.project, '--handle', 'ben', '--role', 'labeler', '--as', 'ana')
    with subprocess.Popen([job.cli, 'run', job.project, '--as', 'ben'], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as other:
        other.stdin.write(b'{"command":"status"}\n')
        other.stdin.flush()
        other.stdout.readline()
        window = job.start_as('ana')
        window.find('label', 'Dr Ben has this project open on this computer since *. You can look; *')
        window.find('label', 'You can look')
        assert not any(window.has('push button', way + ' Reading') for way in ('Start', 'Continue'))
        window.press('Open a Working Copy…')
        choose(window, 'Where to Put the Working Copy', f'{job.place}/mine.countersign',
               save=True)
        read(window)
        sample.picture(window)
        assert not [node for node in window.all('label', '*You can look.')
                    if node.get_state_set().contains(screen.Atspi.StateType.SHOWING)]
        leave(window)
        other.stdin.close()


def open_files(window):
    """What the program has open, by name."""
    folder = f'/proc/{window.pid}/fd'
    found = []
    for name in os.listdir(folder):
        try:
            found.append(os.readlink(f'{folder}/{name}'))
        except OSError:
            continue
    return found


def close(job):
    """Ctrl+W closes the project, also over the list of labels, and lets go of its file."""
    job.project = f'{job.place}/left.countersign'
    begin(job)
    made.sources(f'{job.place}/pictures', 1, 0)
    job.run('import', job.project, f'{job.place}/pictures', '--as', 'ana')
    for keys in (('l',), ('l', 'Escape')):
        window = job.start_as('ana')
        read(window)
        sample.canvas(window)
        assert job.project in open_files(window)
        window.key('l')
        window.find('list item', 'Finding')
        if 'Escape' in keys:
            window.key('Escape')
            window.gone('list item', 'Finding')
            sample.canvas(window)
        window.key('ctrl+w')
        window.find('frame', 'Countersign')
        screen.wait_for('the file to be closed', lambda: job.project not in open_files(window))
        window.close()


def asked(job):
    """The desktop's session ends while a question is open: it is answered as its Cancel does."""
    for keys, name in (('ctrl+o', 'Open a Project'), ('ctrl+n', 'New Project'),
                       ('ctrl+question', 'Keyboard Shortcuts')):
        window = job.start_as('ana')
        window.key(keys)
        # Not everything in the toolkit's own dialog has a name.
        screen.wait_for(name, lambda: window.all(
            None, name, lambda node: node.get_parent().get_role_name() == 'application'))
        window.close()
    job.run('sample', f'{job.place}/sample')
    window = job.start('--as', 'sample-ben', f'{job.place}/sample/sample.countersign')
    window.press('Continue Review')
    sample.picture(window)
    window.key('ctrl+b')
    window.find('text', 'Why', screen.has_focus)
    window.close()


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with Job(program, cli, place) as job:
            found(job)
            locate(job)
            overtaken(job)
            damaged(job)
            elsewhere(job)
            close(job)
            asked(job)


if __name__ == '__main__':
    main()
