# SPDX-License-Identifier: GPL-3.0-or-later
"""drag_source.py FILE...: a window as a file manager's, from which those are dragged. Says `ready`
when it can be seen, `welcome` whenever the place under the pointer would take them, and `dropped`
once it has."""
import sys

import gi

gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def say(word):
    print(word, flush=True)


def welcome(drag, _property):
    if drag.get_selected_action() == Gdk.DragAction.COPY:
        say('welcome')


def begun(_source, drag):
    drag.connect('notify::selected-action', welcome)
    drag.connect('dnd-finished', lambda _drag: say('dropped'))


def main():
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in sys.argv[1:]])
    Gtk.init()
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.set_content(Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, files)))
    source.connect('drag-begin', begun)
    label = Gtk.Label(label='Files')
    label.add_controller(source)
    window = Gtk.Window(title='source', decorated=False, default_width=200, default_height=100,
                        child=label)
    window.present()
    window.add_tick_callback(lambda _window, _clock: say('ready') or GLib.SOURCE_REMOVE)
    GLib.MainLoop().run()


main()
