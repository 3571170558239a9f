# SPDX-License-Identifier: GPL-3.0-or-later
"""Where pictures of the window are taken: its size and style, a sample of its own for each scene,
and a picture as soon as nothing moves any more."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

from window import screen


def seen(window, name, role=None):
    """The last NAME on the screen: what lies on a page that was never shown has no size."""
    def look():
        window.alive()
        found = window.all(role, name, lambda node: node.get_extents(
            screen.Atspi.CoordType.WINDOW).width > 0)
        return found[-1] if found else None
    return screen.wait_for(f'{role or "something"} "{name}" to be seen', look)


def press(window, name):
    """As Window.press, of what is seen: every page has a Menu."""
    def do():
        for node in screen.walk(seen(window, name)):
            if node.get_n_actions() > 0 and node.do_action(0):
                return True
        return False
    screen.wait_for(f'{name} to press', do)


class Studio:
    """Where a scene is played. SIZE and STYLE as on the command line."""

    def __init__(self, program, cli, size, style, folder):
        self.program, self.cli, self.folder, self.style = program, cli, folder, style
        self.width, self.height = (int(part) for part in size.split('x'))
        self.small = self.width < 1500
        self.place = self.window = None

    def project(self):
        return f'{self.place}/sample/sample.countersign'

    def settings(self):
        """What the toolkit reads at its start: letters, a caret that stands still, no frame."""
        home = f'{os.environ["HOME"]}/.config/gtk-4.0'
        if self.style.isdigit():
            subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set',
                            'RESOURCE_MANAGER', f'Xft.dpi:\t{96 * int(self.style) // 100}\n'],
                           check=True)
        with open(f'{home}/settings.ini', 'w', encoding='ascii') as file:
            file.write('[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n'
                       'gtk-cursor-blink=false\ngtk-decoration-layout=menu:close\n')
        with open(f'{home}/gtk.css', 'w', encoding='ascii') as file:
            file.write('window.solid-csd { padding: 0; border: none; box-shadow: none; }\n')

    def environment(self):
        light = self.style in ('light', 'hc')
        return {'ADW_DEBUG_COLOR_SCHEME': 'prefer-light' if light else 'prefer-dark',
                'ADW_DEBUG_HIGH_CONTRAST': '1' if self.style.startswith('hc') else '0'}

    def enter(self, place):
        self.place = place
        for name in ('DATA', 'STATE', 'CACHE'):
            os.environ[f'XDG_{name}_HOME'] = f'{place}/{name.lower()}'

    def begin(self, *arguments):
        style = 'light' if self.style in ('light', 'hc') else 'dark'
        state = f'{self.place}/state/countersign'
        os.makedirs(state, exist_ok=True)
        with open(f'{state}/window.ini', 'w', encoding='ascii') as file:
            file.write(f'[window]\nwidth={self.width}\nheight={self.height}\nmaximized=0\n'
                       f'style={style}\n')
        self.window = screen.Window(self.program, arguments, f'{self.place}/log',
                                    self.environment())
        self.aside()
        return self.window

    def open(self, handle):
        window = self.begin('--as', handle, self.project())
        window.find('label', 'Sample')
        return window

    def run(self, *words, handle=None):
        subprocess.run([self.cli, *words, *(('--as', handle) if handle else ())], check=True,
                       stdout=subprocess.DEVNULL)

    def aside(self):
        """The pointer where it hovers over nothing."""
        screen.pointer('mousemove', str(self.width // 2), str(self.height - 1))

    def middle(self, name):
        """Without a window manager a dialog lies in the corner; here it lies where people see it."""
        frame = screen.wait_for(name, lambda: self.window.all(None, name, lambda node:
                                node.get_parent().get_role_name() == 'application'))[0]
        found = screen.wait_for(f'the window {name}', lambda: subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--name',
             '^' + re.escape(frame.get_name()) + '$'],
            capture_output=True, text=True, check=False).stdout.split())
        size = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', found[-1]],
                              capture_output=True, text=True, check=True).stdout
        size = dict(line.split('=') for line in size.split() if '=' in line)
        left, top = self.width - int(size['WIDTH']), self.height - int(size['HEIGHT'])
        screen.pointer('windowmove', found[-1], str(max(left, 0) // 2), str(max(top, 0) // 2))

    def grab(self):
        return subprocess.run(['import', '-silent', '-window', 'root', '-depth', '8', 'rgb:-'],
                              capture_output=True, check=True).stdout

    def shot(self, name):
        """When two pictures after each other are the same, all is drawn."""
        self.window.alive()
        last = [self.grab()]

        def still():
            before, last[0] = last[0], self.grab()
            return before == last[0]
        screen.wait_for(f'the picture {name} to stand still', still)
        path = f'{self.folder}/{name}.png'
        subprocess.run(['convert', '-size', f'{self.width}x{self.height}', '-depth', '8', 'rgb:-',
                        path], input=last[0], check=True)

    def play(self, function, source):
        with tempfile.TemporaryDirectory() as place:
            shutil.copytree(source, place, dirs_exist_ok=True)
            self.enter(place)
            try:
                function(self)
                return True
            except Exception:  # pylint: disable=broad-except
                traceback.print_exc()
                print(f'--- {function.__name__} ---\n'
                      f'{self.window.tree() if self.window else "no window"}', file=sys.stderr)
                return False
            finally:
                self.finish()

    def finish(self):
        if self.window is not None and self.window.process.poll() is None:
            self.window.kill()
        if self.window is not None:
            with open(f'{self.place}/log', encoding='utf-8', errors='replace') as file:
                sys.stderr.write(file.read())
        self.window = None
