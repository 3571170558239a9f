# SPDX-License-Identifier: GPL-3.0-or-later
"""pictures.py PROGRAM CLI SIZE STYLE FOLDER [SCENE...]: one picture of every screen of the window,
to be looked at by people. SIZE is 1920x1080 or 1366x768; STYLE is dark, light, hc, hc-dark or
large (dark, letters of 125 %). By hand, with a display of its own:
  CS_DISPLAY_SIZE=1366x768 GTK_A11Y=atspi tests/lib/display.sh /usr/bin/python3 \\
    tests/e2e/pictures.py build/src/app/countersign build/src/cli/countersign-cli 1366x768 dark OUT
Every scene begins on a sample of its own, so that each can be taken alone."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

import window as sample
from window import screen

SCENES = []


def scene(function):
    SCENES.append(function)
    return function


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
        if self.style == 'large':
            subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set',
                            'RESOURCE_MANAGER', 'Xft.dpi:\t120\n'], check=True)
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
        frame = self.window.find(None, name, lambda node: node.get_parent().get_role_name() ==
                                 'application')
        found = screen.wait_for(f'the window {name}', lambda: subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--name',
             '^' + re.escape(frame.get_name()) + '$'],
            capture_output=True, text=True, check=False).stdout.split())
        size = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', found[-1]],
                              capture_output=True, text=True, check=True).stdout
        size = dict(line.split('=') for line in size.split() if '=' in line)
        screen.pointer('windowmove', found[-1], str((self.width - int(size['WIDTH'])) // 2),
                       str((self.height - int(size['HEIGHT'])) // 2))

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


# --- the project level ---

def seen(window, name, role=None):
    """The last NAME on the screen: what lies on a page that was never shown has no size."""
    def look():
        window.alive()
        found = window.all(role, name, lambda node: node.get_extents(
            screen.Atspi.CoordType.WINDOW).width > 0)
        return found[-1] if found else None
    return screen.wait_for(f'{role or "something"} "{name}" to be seen', look)


@scene
def welcome(studio):
    shutil.rmtree(f'{studio.place}/data')
    window = studio.begin()
    seen(window, 'Open Sample Project', 'push button')
    studio.shot('welcome')
    window.press('New Project…')
    studio.middle('New Project')
    studio.shot('new-1-empty')
    window.press('Cancel', frame='New Project')
    window.press('Open Sample Project')
    window.find('label', '1 case to read')
    studio.shot('first-start')


@scene
def recent(studio):
    studio.open('sample-ana').key('ctrl+w')
    seen(studio.window, 'Recent', 'label')
    studio.shot('welcome-recent')


@scene
def new_project(studio):
    window = studio.open('sample-chris')
    window.key('ctrl+n')
    studio.middle('New Project')
    choose(window, 'Add Folder…', f'{studio.place}/sample/sources')
    seen(window, 'Found', 'label')
    studio.shot('new-1')
    window.press('Next', frame='New Project')
    seen(window, 'Others', 'label')
    studio.shot('new-2-empty')
    window.fill('Your name', 'Dana')
    window.fill('Short name*', 'dana')
    for role in ('Labeler', 'Expert'):
        window.click(seen(window, role, 'check box'))
    studio.aside()
    studio.shot('new-2')
    for page, word in ((3, 'Approve and sign'), (4, 'Labels')):
        window.press('Next', frame='New Project')
        seen(window, word, 'label')
        studio.shot(f'new-{page}')


def press(window, name):
    """As Window.press, of what is seen: every page has a Menu."""
    def do():
        for node in screen.walk(seen(window, name)):
            if node.get_n_actions() > 0 and node.do_action(0):
                return True
        return False
    screen.wait_for(f'{name} to press', do)


def choose(window, button, path):
    """Through the dialog for files, by typing."""
    window.press(button)
    window.find(None, 'Choose a Folder')
    window.type(path)
    window.key('Return')


@scene
def importing(studio):
    window = studio.open('sample-chris')
    press(window, 'Project')
    press(window, 'Import…')
    studio.middle('Import')
    studio.shot('import-empty')


@scene
def today(studio):
    for handle, name in (('sample-ana', 'labeler'), ('sample-ben', 'reviewer'),
                         ('sample-chris', 'expert')):
        window = studio.open(handle)
        seen(window, 'Continue *', 'push button')
        studio.shot(f'today-{name}')
        window.close()


@scene
def today_begun(studio):
    """A case in hand; then nothing waits for Ana any more."""
    window = studio.open('sample-ana')
    window.press('Continue Reading')
    sample.canvas(window)
    window.key('b')
    sample.draw_box(window, 0.5, 0.5, 0.58, 0.57)
    window.find('list item', '1 Nodule*')
    window.key('ctrl+BackSpace')
    seen(window, 'Continue with Patient 2', 'label')
    studio.shot('today-begun')


@scene
def today_empty(studio):
    project = studio.project()
    studio.run('guideline', 'ack', project, handle='sample-ana')
    for title, answer in (('Slide 3', ()), ('Patient 2', ('--answer', 'nothing'))):
        studio.run('task', 'next', project, handle='sample-ana')
        studio.run('task', 'submit', project, title, *answer, handle='sample-ana')
    window = studio.open('sample-ana')
    seen(window, 'Nothing waits*', 'label')
    studio.shot('today-empty')


@scene
def items(studio):
    window = studio.open('sample-chris')
    window.key('alt+2')
    row = seen(window, 'Slide 1', 'label')
    studio.shot('items')
    window.click(row)
    seen(window, 'Assign…', 'push button')
    studio.aside()
    studio.shot('items-selected')
    window.press('Assign…')
    studio.middle('Assign*')
    studio.shot('items-assign')
    window.key('Escape')
    window.key('ctrl+f')
    window.type('nothing of this name')
    seen(window, 'Nothing Found', 'label')
    studio.shot('items-none-found')


@scene
def guideline(studio):
    for handle, name in (('sample-ana', ''), ('sample-chris', '-lead')):
        window = studio.open(handle)
        window.key('alt+3')
        seen(window, 'Sample guideline')
        studio.shot(f'guideline{name}')
        window.close()


@scene
def release(studio):
    window = studio.open('sample-chris')
    window.key('alt+4')
    seen(window, '*are signed.', 'label')
    studio.shot('release')
    window.press('Cut Release…')
    studio.middle('Cut Release')
    studio.shot('release-cut')
    window.press('Cancel', frame='Cut Release')
    window.press('Export…')
    studio.middle('Export')
    studio.shot('release-export')
    window.press('Cancel', frame='Export')
    window.press('Load Marks…')
    studio.middle('Load Marks')
    studio.shot('release-load')
    window.press('Cancel', frame='Load Marks')
    cut(window)
    studio.middle('What the Formats*')
    studio.shot('release-not-carried')
    window.key('Escape')
    window.gone(None, 'What the Formats*')
    window.click(seen(window, 'first', 'label'))
    studio.aside()
    seen(window, 'Export as Folder…', 'push button')
    studio.shot('release-first')


def cut(window):
    window.press('Cut Release…')
    window.click(window.find('text', 'Name'))
    window.key('ctrl+a')
    window.type('first')
    window.click(window.find('text', 'Passphrase'))
    window.type(sample.PASSPHRASE)
    window.press('Cut Release')
    window.gone('frame', 'Cut Release')


@scene
def menus(studio):
    window = studio.open('sample-chris')
    for name, word in (('Project', 'Verify'), ('Menu', 'Appearance'), ('Chris*', 'Work as*')):
        press(window, name)
        seen(window, word)
        studio.shot(f'menu-{name.strip("*").lower()}')
        window.key('Escape')
    window.key('ctrl+question')
    studio.middle('*Shortcuts*')
    studio.shot('shortcuts')


@scene
def verify(studio):
    window = studio.open('sample-chris')
    press(window, 'Project')
    press(window, 'Verify')
    studio.middle('*verif*')
    studio.shot('verify')


# --- a case ---

@scene
def reading(studio):
    """Patient 2: slices of a chest beside its note."""
    window = studio.open('sample-ana')
    window.press('Continue Reading')
    sample.canvas(window)
    studio.shot('reading-nothing')
    window.key('b')
    sample.draw_box(window, 0.5, 0.5, 0.58, 0.57)
    window.find('list item', '1 Nodule*')
    studio.aside()
    studio.shot('reading-finding')
    window.key('l')
    window.find('list item', 'Nodule')
    studio.shot('reading-labels')
    window.key('Escape')
    sample.canvas(window)
    window.key('question')
    studio.shot('reading-rule')
    window.key('Escape')
    press(window, 'Menu')
    studio.shot('reading-menu')
    window.key('Escape')
    if studio.small:
        window.key('F4')
    window.click(window.find('text', 'sources/patient-2/note.txt'))
    window.key('ctrl+Home', 'ctrl+shift+Right', 'ctrl+shift+Right')
    window.key('1')
    window.find('list item', '2 Finding*')
    window.key('ctrl+Right', 'ctrl+Right', 'ctrl+shift+Right', '1')
    window.find('list item', '3 Finding*')
    studio.aside()
    studio.shot('reading-text')


@scene
def sent_back(studio):
    """Slide 3 came back with a remark that waits for Agree or an answer."""
    window = studio.open('sample-ana')
    window.press('Open', frame='Sample')
    window.find('panel', 'Remark: Missed*')
    sample.canvas(window)
    studio.shot('sent-back')
    window.press('Answer')
    studio.shot('sent-back-answer')


@scene
def looking(studio):
    """A signed case, looked at."""
    window = studio.open('sample-chris')
    window.key('alt+2')
    window.click(seen(window, 'Patient 1', 'label'), 2)
    window.find('label', 'Looking only*')
    sample.picture(window)
    studio.aside()
    studio.shot('looking')


@scene
def review(studio):
    window = studio.open('sample-ben')
    window.press('Continue Review')
    sample.picture(window)
    window.find('push button', '5 changes to settle')
    studio.shot('review')
    window.key('Tab')
    studio.shot('review-next')
    window.key('r')
    studio.shot('review-categories')
    window.key('2')
    window.find('push button', '4 changes to settle')
    studio.shot('review-rejected')
    screen.pointer('keydown', 's')
    studio.shot('review-before')
    screen.pointer('keyup', 's')
    window.key('ctrl+b')
    studio.middle('Send*')
    window.find('text', 'Why')
    studio.shot('send-back')
    window.key('Escape')
    window.gone(None, 'Send Slide 1 Back')
    for left in (3, 2, 1):
        window.key('a')
        window.find('push button', f'{left} change* to settle')
    window.key('a')
    window.gone('push button', '*to settle')
    studio.shot('review-settled')


@scene
def approval(studio):
    window = studio.open('sample-chris')
    window.press('Continue Approval')
    sample.picture(window)
    studio.shot('approval')


@scene
def signing(studio):
    window = studio.open('sample-chris')
    window.press('Sign…')
    studio.middle('Sign*')
    studio.shot('sign')
    window.click(window.find('check box', 'Approved*'))
    entry = window.find('password text', 'Passphrase')
    window.click(entry)
    window.type('not this one')
    window.press('Sign 1 Case')
    window.find('label', '*not your passphrase*')
    studio.aside()
    studio.shot('sign-wrong')
    window.click(entry, 3)
    window.type(sample.PASSPHRASE)
    window.press('Sign 1 Case')
    window.find('label', 'Signed.*')
    studio.aside()
    studio.shot('signed')


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    size, style, folder = sys.argv[3:6]
    wanted = sys.argv[6:]
    os.makedirs(folder, exist_ok=True)
    studio = Studio(program, cli, size, style, os.path.abspath(folder))
    studio.settings()
    bad = []
    with tempfile.TemporaryDirectory() as source:
        studio.enter(source)
        studio.run('sample', f'{source}/sample')
        for function in SCENES:
            if not wanted or function.__name__ in wanted:
                if not studio.play(function, source):
                    bad.append(function.__name__)
    if bad:
        sys.exit('not taken: ' + ', '.join(bad))


if __name__ == '__main__':
    main()
