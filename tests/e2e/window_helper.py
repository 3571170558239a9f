# SPDX-License-Identifier: GPL-3.0-or-later
"""window_helper.py PROGRAM CLI SECONDS: the helpers that decode pictures are killed at any moment,
SECONDS apart at the most, while somebody scrolls, draws, plays a loop and imports: the window goes
on, and every file comes in."""
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

import made
import window as sample
import window_states
from window import screen

FILES = 200


def helpers(pid):
    found = []
    try:
        tasks = os.listdir(f'/proc/{pid}/task')
    except OSError:
        return found
    for task in tasks:
        try:
            with open(f'/proc/{pid}/task/{task}/children', encoding='ascii') as file:
                found += [int(child) for child in file.read().split()]
        except OSError:
            continue
    return found


def is_dead(pid):
    """Ended, and nobody has asked what of."""
    try:
        with open(f'/proc/{pid}/stat', encoding='ascii') as file:
            return file.read().rsplit(')', 1)[1].split()[0] == 'Z'
    except OSError:
        return False


class Killer(threading.Thread):
    """Kills whatever PID has started, now and then, until it is stopped."""

    def __init__(self, pid, longest):
        super().__init__(daemon=True)
        self.pid, self.longest, self.kills, self.stopped = pid, longest, 0, False
        self.start()

    def run(self):
        dice = random.Random(11)
        while not self.stopped:
            # The first as soon as it is there: an import may end before a second one comes.
            time.sleep(dice.random() * self.longest if self.kills > 0 else 0.02)
            for child in helpers(self.pid):
                try:
                    os.kill(child, signal.SIGKILL)
                    self.kills += 1
                except OSError:
                    continue

    def stop(self):
        self.stopped = True
        self.join()
        assert self.kills > 0


def picture(window):
    """Once it is there. A machine so busy that no helper came to its first word says so, and shows
    it when it is asked again."""
    for _ in range(20):
        try:
            return window.find('image', 'Picture*', lambda node: 'zoom' in
                               (node.get_description() or ''), 3)
        except screen.Missing:
            if window.has('push button', 'Try Again'):
                window.press('Try Again')
    return sample.picture(window)


def read(job, longest):
    """Scrolls and draws, and what is drawn is there whatever could be shown."""
    window = job.start_as('sample-ana')
    window.press('Continue Reading')
    sample.canvas(window)
    killer = Killer(window.pid, longest)
    for number in range(1, 4):
        window.key(*('Down',) * 6)
        window.key('Prior', 'Next', 'Home')
        picture(window)
        window.key('b')
        at = 0.2 + 0.15 * number
        sample.draw_box(window, at, at, at + 0.06, at + 0.06)
        window.find('list item', f'{number} Nodule*')
    killer.stop()
    window.find('label', 'Reading*draft saved*')
    window.key('End')
    picture(window)
    window.close()


def bring_in(job, longest):
    """Of every file something is said: it came in, or its helper was ended from outside twice."""
    made.sources(f'{job.place}/many', FILES, 0)
    command = [job.cli, 'import', job.project, f'{job.place}/many', '--as', 'sample-chris']
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True) as process:
        killer = Killer(process.pid, longest)
        said = process.communicate()[0]
        killer.stop()
    if 'while it started' in said:  # a machine so busy that no helper came to its first word
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    came = re.search(r'Imported ([0-9]+) items', said)
    named = said.count('ended from outside')
    assert came is not None and int(came.group(1)) + named == FILES, said


def play(job, longest):
    """A loop that is played, and goes on after it; the dead do not pile up."""
    subprocess.run([job.cli, 'sample', '--studies', f'{job.place}/studies'], check=True,
                   stdout=subprocess.DEVNULL)
    window = job.start('--as', 'sample-ana', f'{job.place}/studies/studies.countersign')
    window_states.read(window)
    window.find('label', 'Breast 1')
    window.key('ctrl+Next')
    window.find('label', 'Chest 1')
    window.key('ctrl+Next')
    window.find('label', 'Heart 1')
    picture(window)
    killer = Killer(window.pid, longest)
    window.key('c')
    time.sleep(4)
    window.key('c')
    killer.stop()
    picture(window)
    window.key('b')
    sample.draw_box(window, 0.4, 0.4, 0.5, 0.5)
    window.find('list item', '1 *')
    screen.wait_for('the dead to be buried', lambda: not any(map(is_dead, helpers(window.pid))))
    window.key('End')
    picture(window)
    window.find('label', 'Reading*draft saved*')
    window.close()


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    longest = float(sys.argv[3])
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with sample.Job(program, cli, place) as job:
            subprocess.run([cli, 'sample', os.path.dirname(job.project)], check=True,
                           stdout=subprocess.DEVNULL)
            read(job, longest)
            bring_in(job, longest)
            play(job, longest)


if __name__ == '__main__':
    main()
