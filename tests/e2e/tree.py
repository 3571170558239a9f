# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible tree of a program, read at once: who holds whom is asked of all nodes of a level
together, and the cache says role, name and states of everything in one answer. Asking one after
another takes a second. What a node says by its fields is as of that reading; its methods ask the
program anew."""
import ast
import re

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = 'org.a11y.atspi.Accessible'
ACTION = 'org.a11y.atspi.Action'
ROOT = '/org/a11y/atspi/accessible/root'
ROLES = {}  # words, by number
# A row of the cache as GLib writes it, which is read ten times faster than the value itself: itself,
# the program, what it is in, place there, number of children, interfaces, name, role, description,
# states. Place and number are not to be relied upon: what is hidden has a place, too.
WORDS = r'''('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")'''
PAIR = re.compile(rf'\({WORDS}, {WORDS}\)')
ROW = re.compile(rf'\(\({WORDS}, {WORDS}\), \({WORDS}, {WORDS}\), \({WORDS}, {WORDS}\), '
                 rf'-?\d+, \d+, (\[[^]]*\]), {WORDS}, (\d+), {WORDS}, \[(\d+), (\d+)\]\)')


def role_name(number):
    if number not in ROLES:
        ROLES[number] = Atspi.role_get_name(Atspi.Role(number))
    return ROLES[number]


def plain(words):
    """Without the quotes."""
    return ast.literal_eval(words) if '\\' in words else words[1:-1]


class States:
    """A set, as two numbers of 32 bits."""

    def __init__(self, low, high):
        self.bits = low | high << 32

    def contains(self, state):
        return bool(self.bits >> int(state) & 1)


class Bus:
    """The one on which programs tell what they show."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.programs = {}  # process ids, by the name on the bus

    def call(self, name, path, interface, method, arguments=None):
        return self.connection.call_sync(name, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, -1, None)

    def ask(self, *words):
        return self.call(*words).unpack()[0]

    def ask_all(self, name, paths, interface, method):
        """The same of every path; in their order, None for one that has just gone."""
        answers = []

        def answered(connection, result, n):
            try:
                answers[n] = connection.call_finish(result)
            except GLib.Error:
                answers[n] = None
            left.discard(n)
        left = set(range(len(paths)))
        for n, path in enumerate(paths):
            answers.append(None)
            self.connection.call(name, path, interface, method, None, None,
                                 Gio.DBusCallFlags.NONE, -1, None, answered, n)
        while left:
            GLib.MainContext.default().iteration(True)
        return answers

    def pid_of(self, name):
        if name not in self.programs:
            self.programs[name] = self.ask(
                'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))
        return self.programs[name]

    def program(self, pid):
        """The name on the bus of what that process shows, or None."""
        for name, _ in self.ask('org.a11y.atspi.Registry', ROOT, ACCESSIBLE, 'GetChildren'):
            try:
                if self.pid_of(name) == pid:
                    return name
            except GLib.Error:
                continue  # it has just ended
        return None


class Node:
    """PARENT is None for the program itself."""

    def __init__(self, bus, program, path):
        self.bus, self.program, self.path = bus, program, path
        self.role = self.name = self.description = self.interfaces = ''
        self.states, self.parent, self.children = States(0, 0), None, []

    @classmethod
    def of_row(cls, bus, row):
        node = cls(bus, *map(plain, row.group(1, 2)))
        node.interfaces = row.group(7)
        node.name, node.description = map(plain, row.group(8, 10))
        role, low, high = map(int, row.group(9, 11, 12))
        node.role, node.states = role_name(role), States(low, high)
        return node

    @classmethod
    def asked(cls, bus, program, path):
        """One that is not in the cache; None for one that has gone."""
        node = cls(bus, program, path)
        try:
            node.role = role_name(node.ask(ACCESSIBLE, 'GetRole'))
            node.name, node.description = node.get_name(), node.get_description()
            node.states = node.get_state_set()
            node.interfaces = node.ask(ACCESSIBLE, 'GetInterfaces')
        except GLib.Error:
            return None
        return node

    def ask(self, interface, method, arguments=None):
        return self.bus.ask(self.program, self.path, interface, method, arguments)

    def property(self, interface, name):
        return self.ask('org.freedesktop.DBus.Properties', 'Get',
                        GLib.Variant('(ss)', (interface, name)))

    def get_role_name(self):
        return self.role

    def get_parent(self):
        return self.parent

    def get_name(self):
        return self.property(ACCESSIBLE, 'Name')

    def get_description(self):
        return self.property(ACCESSIBLE, 'Description')

    def get_state_set(self):
        return States(*self.ask(ACCESSIBLE, 'GetState'))

    def get_extents(self, kind):
        extents = Atspi.Rect()
        extents.x, extents.y, extents.width, extents.height = self.ask(
            'org.a11y.atspi.Component', 'GetExtents', GLib.Variant('(u)', (int(kind),)))
        return extents

    def get_n_actions(self):
        return self.property(ACTION, 'NActions') if ACTION in self.interfaces else 0

    def do_action(self, number):
        return self.ask(ACTION, 'DoAction', GLib.Variant('(i)', (number,)))

    def set_text_contents(self, text):
        return self.ask('org.a11y.atspi.EditableText', 'SetTextContents',
                        GLib.Variant('(s)', (text,)))


class Tree:
    """Of the program with that process id."""
    bus = None

    def __init__(self, pid):
        if Tree.bus is None:
            Tree.bus = Bus()
        self.pid, self.program = pid, None

    def is_there(self):
        self.program = self.program or self.bus.program(self.pid)
        return self.program is not None

    def children(self, path):
        return self.bus.ask(self.program, path, ACCESSIBLE, 'GetChildren')

    def first(self):
        """What came first of its windows, without what is in it; or None."""
        windows = self.children(ROOT) if self.is_there() else []
        return Node.asked(self.bus, self.program, windows[0][1]) if windows else None

    def read(self):
        """The program as a node with all below it, or None while it shows nothing."""
        if not self.is_there():
            return None
        levels = self.levels()
        nodes = self.nodes()
        for path in levels:
            if path not in nodes:
                nodes[path] = Node.asked(self.bus, self.program, path)
        for holder, held in levels.items():
            parent = nodes[holder]
            for child in map(nodes.get, held):
                if parent is not None and child is not None:
                    child.parent = parent
                    parent.children.append(child)
        return nodes[ROOT]

    def levels(self):
        """The paths of what each holds; it is in the cache from then on."""
        found, level = {}, [ROOT]
        while level:
            answers = self.bus.ask_all(self.program, level, ACCESSIBLE, 'GetChildren')
            below = []
            for path, answer in zip(level, answers):
                if answer is not None:
                    found[path] = [plain(words) for _, words in PAIR.findall(answer.print_(False))]
                    below += found[path]
            level = below
        return found

    def nodes(self):
        """All that is in the cache, by their paths."""
        answer = self.bus.call(self.program, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache',
                               'GetItems')
        nodes = [Node.of_row(self.bus, row) for row in ROW.finditer(answer.print_(False))]
        assert len(nodes) == answer.get_child_value(0).n_children()
        return {node.path: node for node in nodes}
