# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that is used by keys alone: what a test presses or clicks is gone to by F6 and Tab, as
by a person without a pointer, and what it draws is drawn by the crosshair."""
import fnmatch

import screen

# So many stops lie on no screen; who has not arrived by then never does.
STOPS = 80
# On a picture or in a text Tab goes from mark to mark, in their list too; F6 leaves it.
READ = ('Picture', 'sources/*', '*.txt')


def place_of(node):
    """Which node it is; the tree gives a new object for the same one each time."""
    try:
        box = node.get_extents(screen.Atspi.CoordType.WINDOW)
        where = (box.x, box.y, box.width, box.height)
    except screen.GLib.Error:
        where = ()  # it has no place of its own
    return node.get_role_name(), screen.name_of(node), where


def is_read(node):
    return node.get_role_name() in ('image', 'text') and any(
        fnmatch.fnmatchcase(screen.name_of(node), name) for name in READ)


def is_written(node):
    """A row of the library's for words: no part of it is said to have the focus, but its pencil goes
    away while somebody writes."""
    return node.parent.role == 'list' and not any(
        part.role == 'image' for part in screen.walk(node))


def takes_keys(node):
    return node.role not in ('panel', 'filler', 'label', 'scroll bar') and (
        node.states.contains(screen.Atspi.StateType.FOCUSED) or
        node.role == 'text' and is_written(node))


class Keyboard(screen.Window):

    def focus(self):
        """Where the keys go: the window that came last has them."""
        windows = self.windows()
        self.hand_back(windows)
        for window in reversed(windows):
            # A popover has them while what it stands on still says so.
            found = [node for node in screen.walk(window) if takes_keys(node)]
            if found:
                return found[-1]
        return None

    def go(self, what, arrived):
        """Until the node with the focus is the one."""
        seen = []
        for _ in range(STOPS):
            node = screen.wait_for(f'a focus on the way to {what}', self.focus)
            if arrived(node):
                return node
            before = place_of(node)
            inside = screen.name_of(screen.window_of(node)) == screen.name_of(self.frame())
            self.key('F6' if inside and (is_read(node) or before in seen) else 'Tab')
            seen.append(before)
            try:
                screen.wait_for('the focus to move on', lambda: self.moved(before), 2)
            except screen.Missing:
                pass  # a stop that is left by the next key
        raise screen.Missing(f'{what} is not reached by keys, only: {", ".join(f"{place[0]} {place[1]}" for place in seen)}')

    def moved(self, before):
        node = self.focus()
        return node is not None and place_of(node) != before

    def press(self, name, role='push button', frame=None):
        screen.wait_for(f'{role} "{name}"', lambda: self.all(role, name, screen.can_press))
        if name == 'Close':
            self.key('Escape')  # the button of a title bar takes no keys
            return

        def arrived(node):
            return node.get_role_name() == role and (
                frame is None or
                fnmatch.fnmatchcase(screen.name_of(screen.window_of(node)), frame)) and any(
                    fnmatch.fnmatchcase(screen.name_of(part), name) for part in screen.walk(node))
        self.go(name, arrived)
        self.key('space')

    def click(self, node, times=1):
        if is_read(node) and node.get_role_name() == 'text':
            self.go('the picture', is_read)
            if not screen.has_focus(node):
                self.key('F4')
            screen.wait_for('the text to have the focus', lambda: screen.has_focus(node))
            return
        wanted = place_of(node)
        found = self.go(f'{wanted[0]} {wanted[1]}', lambda focus: not is_area(focus) and any(
            place_of(part) == wanted for part in screen.walk(focus)))
        if times > 1 or wanted[0] == 'text':
            self.key('ctrl+a')
        elif found.get_role_name() in ('check box', 'radio button'):
            self.key('space')

    def fill(self, name, text, role='text'):
        self.go(name, lambda focus: focus.get_role_name() == role and screen.name_of(focus) == name)
        self.type(text)

    def click_at(self, x, y, times=1):
        raise AssertionError('a pointer, where keys were to do')

    def drag(self, x0, y0, x1, y1, button=1):
        raise AssertionError('a pointer, where keys were to do')

    def draw_box(self, picture, x0, y0, x1, y1):
        self.key('x', 'space', *['Right'] * 20, *['shift+Down', 'Right'] * 5, 'space', 'x')

    def draw_outline(self, picture, corners):
        self.key('x', 'space', *['Right'] * 20, 'space', *['shift+Down'] * 3, 'space',
                 *['Left'] * 20, 'space', 'Return', 'x')


def is_area(node):
    """It holds others that are gone to by themselves."""
    return node.get_role_name() in ('frame', 'dialog', 'panel', 'filler', 'list', 'scroll pane')
