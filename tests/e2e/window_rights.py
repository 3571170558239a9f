# SPDX-License-Identifier: GPL-3.0-or-later
"""window_rights.py PROGRAM CLI: a project that may only be read, a right that is taken away while
somebody draws, keys that may not be read."""
import os
import sys
import tempfile

import rights
import window as sample
import window_states
from window import screen


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


def revoked(job):
    """The right to write is taken away in the middle of drawing, and given back."""
    window = rights.read(job)
    rights.draw(window, 1, 0.3)
    window.find('label', 'Reading*draft saved*')
    os.chmod(job.share, 0o555)
    rights.draw(window, 2, 0.45)
    window.find('label', 'This project can no longer be written*may not be written any more*')
    rights.draw(window, 3, 0.6)
    window.find('label', 'Reading*kept aside, not saved*')
    assert not screen.can_press(window.find('push button', 'Submit and Next'))
    os.chmod(job.share, 0o755)
    window.press('Reopen')
    rights.taken(window, 1)
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


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        rights.homes(place)
        with rights.Job(program, cli, place) as job:
            rights.begin(job)
            looked_at(job, job.project, 'the file may not be written')
            looked_at(job, job.share, 'its folder may not be written')
            revoked(job)
            keys(job)


if __name__ == '__main__':
    main()
