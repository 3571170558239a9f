# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as its user meets it: found by role and name through the accessible tree, moved by
pointer and keys. Nothing sleeps for a while and hopes: everything waits until it is so."""
import fnmatch
import os
import re
import signal
import subprocess
import time

import tree
from tree import Atspi, GLib

PATIENCE = 30  # seconds


class Missing(AssertionError):
    pass


def wait_for(what, test, patience=PATIENCE):
    """What TEST gives as soon as that is true; nothing of the tree may be gone in between."""
    end = time.monotonic() + patience
    while True:
        try:
            found = test()
        except GLib.Error:
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise Missing(f'waited {patience} s for {what}')
        time.sleep(0.02)


def walk(node):
    yield node
    for child in node.children:
        yield from walk(child)


def name_of(node):
    return (node.get_name() if node is not None else None) or ''


# What a person presses, chooses or writes into, and windows, which are told apart by their names.
# Whatever takes the keys is, too.
INTERACTIVE = {'push button', 'toggle button', 'check box', 'radio button', 'switch', 'combo box',
               'text', 'password text', 'entry', 'spin button', 'slider', 'link', 'list item',
               'table row', 'tree item', 'menu item', 'check menu item', 'radio menu item',
               'page tab', 'frame', 'dialog'}
# Named after a class, not after what it is for.
CLASS_NAME = re.compile(r'^(Gtk|Adw|Cs)[A-Z]')


# These are told to take the keys where what holds them does.
PASSIVE = {'application', 'label', 'panel', 'filler', 'image', 'scroll bar', 'page tab list'}


def is_interactive(node):
    return node.role in INTERACTIVE or \
        node.role not in PASSIVE and node.states.contains(Atspi.StateType.FOCUSABLE)


def is_inner(node):
    """Made by the toolkit inside a part of its own that has a name, or that nobody can reach."""
    parent = node.parent
    if node.role == 'scroll pane':
        if parent.name:
            return True  # a status page scrolls itself
    if parent.name == 'AdwToastWidget':
        return True
    while parent.role not in ('application', 'combo box', 'text', 'password text'):
        if parent.name == 'GtkFileChooserWidget':
            return True
        parent = parent.parent
    return parent.role != 'application' and \
        (parent.role != 'combo box' or node.role != 'push button')


def is_nameless(node):
    """It is on the screen, and nothing says what it is for."""
    name = node.name.strip()
    if node.role not in ('', 'unknown', 'invalid') and name and \
            not CLASS_NAME.match(name):
        return False
    extents = node.get_extents(Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0 and not is_inner(node)


def path_of(node):
    """From the window down, for messages."""
    words = []
    while node is not None and node.role != 'application':
        words.insert(0, f'{node.role} "{node.name}"')
        node = node.parent
    return ' / '.join(words)


def window_of(node):
    while node is not None and node.role not in ('frame', 'dialog', 'window'):
        node = node.parent
    return node


def has_focus(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def can_press(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


class Window:
    """The running program. LOG gets what it prints."""

    def __init__(self, program, arguments, log, env=None):
        self.log = open(log, 'ab')
        self.process = subprocess.Popen([program, *arguments], stdout=self.log, stderr=self.log,
                                        env={**os.environ, 'G_DEBUG': 'fatal-criticals',
                                             **(env or {})})
        self.pid = self.process.pid
        self.looked = 0  # at the names, last
        self.shown = tree.Tree(self.pid)
        wait_for('the window', self.frame)

    # --- looking ---

    def application(self):
        return self.shown.read()

    def frame(self):
        """The first window, without what is in it."""
        return self.shown.first()

    def windows(self):
        application = self.application()
        return application.children if application is not None else []

    def alive(self):
        if self.process.poll() is not None:
            raise Missing(f'the program ended with {self.process.returncode}')

    def all(self, role=None, name=None, test=None):
        """Nodes in order of the tree; a * in NAME stands for anything."""
        application = self.application()
        found = []
        for node in walk(application) if application is not None else ():
            if role is not None and node.role != role:
                continue
            if name is not None and not fnmatch.fnmatchcase(node.name, name):
                continue
            if test is None or test(node):
                found.append(node)
        return found

    def find(self, role=None, name=None, test=None, patience=PATIENCE):
        def look():
            self.alive()
            found = self.all(role, name, test)
            return found[0] if found else None
        node = wait_for(f'{role or "something"} "{name or ""}"', look, patience)
        self.named()
        return node

    def gone(self, role, name):
        wait_for(f'{role} "{name}" to go', lambda: not self.all(role, name))

    def has(self, role=None, name=None):
        return bool(self.all(role, name))

    def tree(self):
        """For messages: roles and names."""
        application = self.application()
        lines = []

        def add(node, depth):
            lines.append('  ' * depth + node.role + ' ' + node.name)
            for child in node.children:
                add(child, depth + 1)
        if application is not None:
            add(application, 0)
        return '\n'.join(lines)

    def nameless(self):
        """Paths of what can be used and has no name that says what for."""
        return [path_of(node) for node in self.all(test=is_interactive) if is_nameless(node)]

    def named(self):
        """Every screen that is passed through; what is being made may lack its name for a moment."""
        left = []

        def look():
            left[:] = self.nameless()
            return not left
        if time.monotonic() < self.looked + 1:
            return  # it is the same screen, mostly
        try:
            wait_for('names', look, 5)
        except Missing:
            raise Missing('without a name: ' + '; '.join(left)) from None
        self.looked = time.monotonic()

    # --- doing ---

    def press(self, name, role='push button', frame=None):
        """Presses what is called NAME through its accessible action; FRAME: in that window."""
        def do():
            self.alive()
            for node in self.all(role, name):
                if frame is not None and not fnmatch.fnmatchcase(name_of(window_of(node)), frame):
                    continue
                if not can_press(node):
                    continue
                if node.get_n_actions() > 0 and node.do_action(0):
                    return True
                for child in walk(node):
                    if child.get_n_actions() > 0 and child.do_action(0):
                        return True
            return False
        wait_for(f'{role} "{name}" to press', do)

    def window_ids(self, frame):
        """What the display calls a window."""
        return said('xdotool', 'search', '--onlyvisible', '--name',
                    '^' + re.escape(name_of(frame)) + '$').split()

    def hand_back(self, windows):
        """What a window manager does when a window has gone; the display of a test has none."""
        names = sum(map(self.window_ids, windows), [])
        if names and said('xdotool', 'getwindowfocus', 'getwindowname') == '':
            pointer('windowfocus', '--sync', names[-1])

    def origin(self, frame):
        """Where the content of a window begins on the screen."""
        place = said('xdotool', 'getwindowgeometry', '--shell', self.window_ids(frame)[-1])
        values = dict(line.split('=') for line in place.split() if '=' in line)
        extents = frame.get_extents(Atspi.CoordType.WINDOW)
        return (int(values['X']) + (int(values['WIDTH']) - extents.width) // 2,
                int(values['Y']) + (int(values['HEIGHT']) - extents.height) // 2)

    def box(self, node):
        """x, y, width, height on the screen."""
        left, top = self.origin(window_of(node))
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        return left + extents.x, top + extents.y, extents.width, extents.height

    def click(self, node, times=1):
        x, y, width, height = self.box(node)
        self.click_at(x + width // 2, y + height // 2, times)

    def click_at(self, x, y, times=1):
        """On the screen."""
        pointer('mousemove', str(int(x)), str(int(y)), 'click', '--repeat', str(times), '--delay',
                '60', '1')

    def drag(self, x0, y0, x1, y1, button=1):
        """On the screen, in steps as a hand does."""
        pointer('mousemove', str(x0), str(y0), 'mousedown', str(button))
        for i in range(1, 6):
            pointer('mousemove', str(x0 + (x1 - x0) * i // 5), str(y0 + (y1 - y0) * i // 5))
        pointer('mouseup', str(button))

    def draw_box(self, picture, x0, y0, x1, y1):
        """In shares of the picture's place."""
        x, y, width, height = self.box(picture)
        self.drag(int(x + width * x0), int(y + height * y0), int(x + width * x1),
                  int(y + height * y1))

    def draw_outline(self, picture, corners):
        """In shares of the picture's place."""
        x, y, width, height = self.box(picture)
        for across, down in corners:
            self.click_at(x + width * across, y + height * down)
        self.key('Return')

    def key(self, *keys):
        pointer('key', '--delay', '20', *keys)

    def type(self, text):
        """ASCII only: other letters change the keyboard under the program."""
        assert text.isascii()
        pointer('type', '--delay', '20', text)

    def fill(self, name, text, role='text'):
        """Any text into an entry."""
        node = self.find(role, name)
        wait_for(f'{name} to take its text', lambda: node.set_text_contents(text))

    # --- ending ---

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self):
        """As the desktop's session ends; what was decided is written, and nothing is complained of."""
        self.process.terminate()
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self.log.close()
        if code != 0:
            raise Missing(f'the program ended with {code}')


def said(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()


def pointer(*words):
    subprocess.run(['xdotool', *words], check=True, stdout=subprocess.DEVNULL)


def shot(path):
    """A picture of the whole screen, where the means are there."""
    subprocess.run(['import', '-window', 'root', path], check=False)
