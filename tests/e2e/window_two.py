# SPDX-License-Identifier: GPL-3.0-or-later
"""window_two.py PROGRAM CLI: two people have one file open, with two programs or in two windows of one:
the second looks, is told who works, and goes on with what the first did."""
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
        window.find('label', 'Dr Ben has this project open on this computer since *. You can look; *')
        window.key('alt+2')
        window.find('table row', '*, To read')
        window.gone('label', 'Dr Ben')
        assert ask(command='task next')['ok']
        window.press('Reopen')
        window.find('label', 'Dr Ben')  # it was read again
        window.find('label', 'Dr Ben has this project open on this computer since *. You can look; *')
        other.stdin.close()
    window.press('Reopen')
    window.gone('push button', 'Reopen')
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
    window.find('label', 'Ana has this project open on this computer since *. You can look; *')
    window.press('Close', frame='States')
    lock = f'{job.place}/.held.countersign.lock'
    screen.wait_for('the lock to be let go', lambda: not os.path.exists(lock))
    window.press('Reopen')
    window.gone('push button', 'Reopen')
    window_states.read(window)
    sample.picture(window)
    window.find('label', 'Reading*draft saved*')
    window.close()


def died(job):
    """Who has it open is killed: Reopen goes on at once."""
    with subprocess.Popen([job.cli, 'run', job.project, '--as', 'ben'], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as other:
        other.stdin.write('{"command":"status"}\n')
        other.stdin.flush()
        other.stdout.readline()
        window = job.start_as('ana')
        window.find('label', 'Dr Ben has this project open on this computer since *. You can look; *')
        other.kill()
        other.wait()
        window.press('Reopen')
        window.gone('push button', 'Reopen')
        window_states.read(window)
        sample.picture(window)
        window.find('label', 'Reading*draft saved*')
        window.close()


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        rights.homes(place)
        with rights.Job(program, cli, place) as job:
            rights.begin(job)
            held(job)
            two_windows(job)
            died(job)


if __name__ == '__main__':
    main()
