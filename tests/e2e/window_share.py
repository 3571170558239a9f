# SPDX-License-Identifier: GPL-3.0-or-later
"""window_share.py PROGRAM CLI: the place where a project or its pictures lie goes away while
somebody works, and comes back: what was drawn is kept, and words say what to do."""
import os
import sys
import tempfile

import made
import rights
import window as sample
import window_states


def away(job):
    """The share is away in the middle of drawing. Reopen waits for it; what is open stays."""
    window = rights.read(job)
    rights.draw(window, 1, 0.3)
    window.find('label', 'Reading*draft saved*')
    os.rename(job.share, job.share + '-away')
    rights.draw(window, 2, 0.45)
    window.find('label', 'The file of this project is not there any more*press Reopen.')
    rights.draw(window, 3, 0.6)
    window.find('label', 'Reading*kept aside, not saved*')
    window.press('Reopen')
    window.find('label', 'states.countersign is not there yet.*')
    window.find('list item', rights.FINDING.format(3))
    os.rename(job.share + '-away', job.share)
    window.press('Reopen')
    rights.taken(window, 1)
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
        with rights.Job(program, cli, place) as job:
            rights.begin(job)
            away(job)
            stays_listed(job)
            linked(job)


if __name__ == '__main__':
    main()
