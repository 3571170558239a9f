# SPDX-License-Identifier: GPL-3.0-or-later
"""window_keys.py PROGRAM CLI: on a small screen, keys alone: labels, the rule and back, the next
case, the text beside the picture. The focus is where it is said to be after each of them."""
import os
import sys
import tempfile

import window as sample
from window import screen


def elsewhere(window):
    """The focus is not on the picture."""
    return window.find(None, None, lambda node: screen.has_focus(node) and
                       node.get_role_name() != 'image')


def walk(window):
    sample.canvas(window)
    window.key('l')
    window.find('list item', 'Gland')
    window.key('Escape')
    sample.canvas(window)
    window.key('question')
    elsewhere(window)
    window.key('Escape')
    sample.canvas(window)
    window.key('question')
    elsewhere(window)
    window.key('ctrl+Next')
    window.find('label', 'Slide 3')
    sample.canvas(window)
    window.key('ctrl+Prior')
    window.find('label', 'Patient 2')
    sample.canvas(window)
    window.key('F4')
    window.find('text', 'sources/patient-2/note.txt', screen.has_focus)


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with open(f'{place}/state/countersign/window.ini', 'w', encoding='ascii') as file:
            file.write('[window]\nwidth=1366\nheight=768\nmaximized=0\n')
        with sample.Job(program, cli, place) as job:
            sample.first_start(job)
            walk(job.window)
            job.window.close()


if __name__ == '__main__':
    main()
