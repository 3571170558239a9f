# SPDX-License-Identifier: GPL-3.0-or-later
"""A window in which many cases are done by hand."""
import re
import time

import screen
from screen import name_of, wait_for

# A key that comes at once on a new case is taken for one that is still held.
SETTLES = 0.4
PLACE = re.compile(r'[0-9]+ of [0-9]+')
MIDDLE = (0.45, 0.45), (0.55, 0.56)


def is_shown(node):
    """It has been on the screen, at least."""
    return node.get_extents(screen.Atspi.CoordType.WINDOW).width > 0


class Desk(screen.Window):

    def __init__(self, *arguments):
        self.places = {}  # where a node lies on the screen, by its key
        super().__init__(*arguments)

    def named(self):
        """The other tests ask every screen for its names."""

    def see(self, role, name, patience=screen.PATIENCE):
        """What is on the screen; of several the last."""
        def look():
            self.alive()
            found = self.all(role, name, is_shown)
            return found[-1] if found else None
        return wait_for(f'{role} "{name}" to be shown', look, patience)

    def do(self, name):
        """The button."""
        button = self.see('push button', name)
        wait_for(f'{name} to be ready', lambda: screen.can_press(button))
        wait_for(f'{name} to be pressed', lambda: any(
            node.get_n_actions() > 0 and node.do_action(0) for node in screen.walk(button)))

    # --- from case to case ---

    def begin(self, word, button=None):
        """From Today into the first case; gives its title."""
        self.do(button or f'* {word}')
        self.before = ''
        return self.next(word)

    def next(self, word):
        """The title of the case that is there, once it is another one."""
        line = self.see('label', f'{word} · *of *')
        title = line.parent.children[0]

        def another():
            place = PLACE.search(name_of(line))
            return place.group() if place and place.group() != self.before else None
        self.before = wait_for('the next case', another)
        name = name_of(title)
        text = name.endswith('.txt')
        here = self.see('text', name) if text else self.picture()
        self.hand_back([self.frame()])
        wait_for('the keys to go there', lambda: screen.has_focus(here) and
                 (text or 'zoom' in (here.get_description() or '')))
        time.sleep(SETTLES)
        return name

    def hand_on(self, button):
        ready = self.see('push button', button)
        wait_for(f'{button} to be ready', lambda: screen.can_press(ready))
        self.key('ctrl+Return')

    def leave(self):
        """Back to Today."""
        self.key('ctrl+BackSpace')

    def marks(self):
        """How many the list has."""
        return len(self.see('list', 'Findings').children)

    # --- drawing ---

    def picture(self):
        return self.see('image', 'Picture')

    def at(self, across, down):
        """Words for xdotool."""
        if 'picture' not in self.places:
            self.places['picture'] = self.box(self.picture())
        x, y, width, height = self.places['picture']
        return 'mousemove', str(int(x + width * across)), str(int(y + height * down))

    def points(self, *points):
        """Clicks."""
        for point in points:
            screen.pointer(*self.at(*point), 'sleep', '0.05', 'click', '1')

    def path(self, *points):
        """A drag."""
        steps = []
        for point in points[1:]:
            steps += ['sleep', '0.02', *self.at(*point)]
        screen.pointer(*self.at(*points[0]), 'sleep', '0.02', 'mousedown', '1', *steps, 'sleep', '0.02',
                       'mouseup', '1')

    def shape(self, tool):
        """A mark with TOOL, named by its key, in the middle of the picture."""
        (x0, y0), (x1, y1) = MIDDLE
        self.key('p' if tool == 'f' else tool)
        if tool in 'bod':
            self.path((x0, y0), (0.5, 0.5), (x1, y1))
        elif tool in 'jq':
            self.path((x0, 0.5), (0.5, 0.5), (x1, 0.5))
            self.points((0.5, y1))
        elif tool == 'f':  # freely, with the polygon
            self.path((x0, y0), (x1, y0), (x1, y1), (0.5, y1), (x0, y0))
        elif tool == 'k':
            self.points((0.5, 0.5))
        else:
            self.points((x0, y0), (x1, y0), (x1, y1))
            if tool in 'py':
                self.key('Return')

    # --- whole cases ---

    def read(self, title, number):
        """Marks the case that is open, each in another way."""
        if title.endswith('.txt'):
            self.key('ctrl+Home', 'ctrl+shift+Right', '1')
            if number % 3 == 0:
                self.key('ctrl+Right', 'ctrl+shift+Left', '2', 't', 'ctrl+Home', 'space')
                self.see('push button', 'Size of')
                self.key('Return')
            return
        if number % 8 == 5:
            self.nodule()
        else:
            self.shape('bofpkdygjq'[number % 10])

    def nodule(self):
        """A label that wants a value; one that is drawn with another tool is back with that."""
        self.key('l', 'n')
        self.shape('b')
        time.sleep(SETTLES)  # its row is made
        self.key('w', 'Down', 'Return')
        ready = self.see('push button', 'Submit and Next')
        wait_for('the value', lambda: screen.can_press(ready))
        self.key('d')

    def one_more(self, title):
        if title.endswith('.txt'):
            self.key('ctrl+End', 'ctrl+shift+Left', '1')
        else:
            self.shape('k')

    def settle(self, first='a'):
        """Every change of the case that is open: the first with the keys FIRST, the others accepted."""
        line = self.see('label', '* open')
        left = int(name_of(line).split(' · ')[1].split()[0])
        self.key(*first.split())
        for still in range(left - 1, 0, -1):
            wait_for('one less', lambda: f'· {still} open' in name_of(line))  # pylint: disable=W0640
            self.key('a')

    def accept(self):
        self.settle()
        self.hand_on('Accept and Next')

    def correct(self, title):
        self.settle()
        self.see('push button', 'Accept and Next')
        self.one_more(title)
        self.hand_on('Correct and Next')

    def send_back(self, to):
        self.settle('r 2')
        self.key('ctrl+b')
        self.fill('Why', 'The border runs elsewhere.')
        self.do('Boundary')
        self.do(f'Back to {to}')
