# SPDX-License-Identifier: GPL-3.0-or-later
"""window.py PROGRAM CLI [keys]: three people do the main job of the sample in the real window, one
after another, with a kill -9 in between; what leaves is checked with programs that are not ours.
With the word keys they have no pointer."""
import json
import os
import re
import subprocess
import sys
import tempfile

import bundle

try:
    import keyboard
    import screen
except (ImportError, ValueError) as trouble:
    print(f'1..0 # SKIP no accessible tree to read: {trouble}')
    sys.exit(77)

PASSPHRASE = 'countersign sample'


class Job:
    def __init__(self, program, cli, place, hand=screen.Window):
        self.program, self.cli, self.place, self.hand = program, cli, place, hand
        self.window = None
        self.project = f'{place}/data/countersign/sample/sample.countersign'

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and issubclass(kind, AssertionError):
            print(self.window.tree() if self.window is not None else 'no window', file=sys.stderr)
        if self.window is not None:
            self.window.kill()
        if os.path.exists(self.log()):
            with open(self.log(), encoding='utf-8', errors='replace') as file:
                sys.stderr.write(file.read())

    def log(self):
        return f'{self.place}/log'

    def start(self, *arguments):
        self.window = self.hand(self.program, arguments, self.log())
        return self.window

    def start_as(self, handle):
        window = self.start('--as', handle, self.project)
        window.find('label', 'Sample')
        return window

    def run(self, *words):
        subprocess.run([self.cli, *words], check=True, stdout=subprocess.DEVNULL)

    def look(self, *words):
        """What the command line says of the same project."""
        out = subprocess.run([self.cli, *words, '--json'], capture_output=True, text=True,
                             check=False).stdout
        return json.loads(out)['data']


def hand_of(words):
    return keyboard.Keyboard if words == ['keys'] else screen.Window


def canvas(window):
    """Once there is a picture on it and keys go there."""
    return window.find('image', 'Picture*', lambda node: screen.has_focus(node) and
                       'zoom' in (node.get_description() or ''))


def picture(window):
    """Once it is there, wherever the keys go."""
    return window.find('image', 'Picture*', lambda node: 'zoom' in (node.get_description() or ''))


def draw_box(window, x0, y0, x1, y1):
    """In shares of the canvas."""
    window.draw_box(canvas(window), x0, y0, x1, y1)


def first_start(job):
    window = job.start()
    window.press('Open Sample Project')
    window.find('label', '1 case to read')
    window.press('Continue Reading')
    window.find('label', 'Patient 2')


def read(job):
    """Marks picture and text; the program is killed in between, and nothing is lost."""
    window = job.window
    canvas(window)
    window.key('b')
    draw_box(window, 0.5, 0.5, 0.58, 0.57)
    window.find('list item', '1 Nodule*')
    window.press('1 attribute missing')
    window.click(window.find('label', 'Nodule'))
    window.key('d')
    window.key('Down', 'Return')
    window.find('label', 'Reading*draft saved*')
    window.gone('push button', '1 attribute missing')
    window.kill()
    window = job.start_as('sample-ana')
    window.press('Continue Reading')
    window.find('list item', '1 Nodule*')
    window.key('ctrl+z', 'ctrl+z')
    window.gone('list item', '1 Nodule*')
    window.key('ctrl+shift+z', 'ctrl+shift+z')
    window.find('list item', '1 Nodule*')
    window.click(window.find('text', 'sources/patient-2/note.txt'))
    window.key('ctrl+Home', 'ctrl+shift+Right', 'ctrl+shift+Right')
    window.key('1')
    window.find('list item', '2 Finding*')
    window.key('ctrl+Return')
    window.find('label', 'Slide 3')
    mend(window)


def mend(window):
    """Slide 3 came back: what is missing is drawn, the remark is agreed to."""
    window.find('panel', 'Remark: Missed*')
    canvas(window)
    window.key('l')
    window.find('list item', 'Gland')
    window.key('g')
    window.find('push button', 'Drawing Gland')
    canvas(window)
    window.key('p')
    window.draw_outline(canvas(window), ((0.45, 0.76), (0.56, 0.76), (0.56, 0.91), (0.45, 0.91)))
    window.find('list item', '7 Gland*')
    window.press('Agree')
    window.find('panel', 'Remark: Missed*agreed*')
    window.key('ctrl+Return')
    window.find('label', 'Submitted Slide 3')
    window.find('label', 'Guideline 1 is in force')
    window.close()


def settle(window, keys, count):
    """One key a change; the list moves on by itself."""
    for done, key in enumerate(keys, 1):
        window.key(*key.split())
        left = count - done
        window.find('label', f'{count} · {left} open' if left > 0 else f'{count}*')


def send_back(window):
    """Slide 1 holds two planted mistakes: one mark too many, one too few."""
    window.find('label', 'Slide 1')
    picture(window)
    window.find('label', '5 · 5 open')
    settle(window, ('r 2', 'a', 'a', 'a', 'a'), 5)
    window.key('ctrl+b')
    window.fill('Why', 'This cell does not divide, and one gland has no outline.')
    window.press('Back to Ana (sample)')
    window.find('label', 'Sent Slide 1 back')


def review(job):
    """A case is accepted, one sent back, one accepted that came back mended."""
    window = job.start_as('sample-ben')
    window.press('Continue Review')
    picture(window)
    window.find('label', '2 · 2 open')
    window.key('a')
    window.find('label', '2 · 1 open')
    window.key('a')
    window.find('push button', 'Accept and Next', screen.can_press)
    window.key('ctrl+Return')
    window.find('label', 'Accepted Patient 2')
    send_back(window)
    window.find('label', 'Slide 3')
    picture(window)
    window.find('label', '1 · 1 open')
    settle(window, ('a',), 1)
    window.find('push button', 'Accept and Next', screen.can_press)
    window.key('ctrl+Return')
    window.find('label', 'Accepted Slide 3')
    window.close()


def accept(window):
    """Change after change until the case can be accepted."""
    picture(window)
    while True:
        words = window.find('label', '* · * open').name
        total, still = (int(word) for word in re.findall(r'[0-9]+', words))
        window.key('a')
        if still == 1:
            break
        window.find('label', f'{total} · {still - 1} open')
    window.find('push button', 'Accept and Next', screen.can_press)
    window.key('ctrl+Return')
    window.find('label', 'Accepted*')


def sign(window, count, passphrase=PASSPHRASE):
    """All that was accepted, with one passphrase, that is wrong at first."""
    button = 'Sign 1 Case' if count == 1 else f'Sign {count} Cases'
    window.click(window.find('check box', 'Approved*'))
    entry = window.find('password text', 'Passphrase')
    window.click(entry)
    window.type('not this one')
    window.press(button)
    window.find('label', '*not your passphrase*')
    window.click(entry, 3)
    window.type(passphrase)
    window.press(button)
    window.find('label', 'Signed. *')
    window.press('Close', frame='Sign*')
    window.gone('frame', 'Sign*')


def cut(window):
    """A release of what is signed, on the release page."""
    window.press('Cut Release…')
    window.press('What It Leaves Out…')
    window.find('label', '*span* cannot be carried*')
    window.press('Close', frame='What COCO*')
    window.gone('frame', 'What COCO*')
    window.click(window.find('text', 'Name'))
    window.key('ctrl+a')
    window.type('first')
    window.click(window.find('text', 'Passphrase'))
    window.type(PASSPHRASE)
    window.press('Cut Release')
    window.gone('frame', 'Cut Release')
    window.press('Close', frame='What the Formats*')
    window.gone('frame', 'What the Formats*')
    window.find('label', '*Cut by*')
    window.find('label', 'SHA256:*')
    window.press('Verify')
    window.find('label', 'The release is what was signed')
    window.press('*Close', frame='The release is what was signed')


def approve(job):
    """The expert accepts what waits, signs all of it with one passphrase, and cuts a release."""
    window = job.start_as('sample-chris')
    window.press('Continue Approval')
    for left in (3, 2, 1):
        window.find('label', f'Approval*{4 - left} of 3*')
        accept(window)
    window.press('Sign…')
    sign(window, 4)
    window.find('label', 'Sample')
    window.key('alt+5')
    cut(window)
    window.close()


def check(job):
    """The release of the window, by programs that are not ours."""
    folder = f'{job.place}/bundle'
    subprocess.run([job.cli, 'release', 'export', job.project, 'first', '--to', folder,
                    '--as', 'sample-chris'], check=True, stdout=subprocess.DEVNULL)
    bundle.check_sums(folder, 'sample-chris')
    signed = {row['title'] for row in job.look('cases', job.project, '--as', 'sample-chris')['cases']
              if row['state'] == 'signed'}
    assert signed == {'Patient 1', 'Patient 2', 'Slide 2', 'Slide 3', 'Slide 4'}, signed


def homes(place):
    for name in ('DATA', 'STATE', 'CACHE'):
        os.environ[f'XDG_{name}_HOME'] = f'{place}/{name.lower()}'
    os.makedirs(f'{place}/state/countersign')
    with open(f'{place}/state/countersign/window.ini', 'w', encoding='ascii') as file:
        file.write('[window]\nwidth=1920\nheight=1080\nmaximized=0\n')


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        homes(place)
        with Job(program, cli, place, hand_of(sys.argv[3:])) as job:
            first_start(job)
            read(job)
            review(job)
            approve(job)
            check(job)


if __name__ == '__main__':
    main()
