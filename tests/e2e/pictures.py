# SPDX-License-Identifier: GPL-3.0-or-later
"""pictures.py PROGRAM CLI SIZE STYLE FOLDER [SCENE...]: one picture of every screen of the window,
to be looked at by people. SIZE is 1920x1080 or 1366x768; STYLE is dark, light, hc, hc-dark or the
size of the letters in per cent (125: dark). By hand, with a display of its own:
  CS_DISPLAY_SIZE=1366x768 GTK_A11Y=atspi tests/lib/display.sh /usr/bin/python3 \\
    tests/e2e/pictures.py build/src/app/countersign build/src/cli/countersign-cli 1366x768 dark OUT
Every scene begins on a sample of its own, so that each can be taken alone.
Long because every screen has its scene."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import made
import window as sample
from studio import Studio, press, seen
from window import screen

SCENES = []


def scene(function):
    SCENES.append(function)
    return function


# --- the project level ---

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


def choose(window, button, path):
    """Through the dialog for files, by typing."""
    window.press(button)
    seen(window, 'Choose a Folder')
    window.type(path)
    # The dialog takes no Return before it has looked into the folder.
    screen.wait_for('the folder to be taken', lambda: not window.has(None, 'Choose a Folder') or
                    window.key('Return'))


@scene
def importing(studio):
    window = studio.open('sample-chris')
    press(window, 'Project')
    window.click(seen(window, 'Import…', 'menu item'))
    studio.middle('Import')
    studio.shot('import-empty')
    studio.run('sample', '--studies', f'{studio.place}/studies')
    choose(window, 'Add Folder…', f'{studio.place}/studies/sources')
    seen(window, 'Found', 'label')
    studio.aside()
    studio.shot('import-tree')


@scene
def who(studio):
    """Three people of this computer are members, and none of them was here before."""
    window = studio.begin(studio.project())
    seen(window, 'Who works here?')
    studio.shot('who')
    window.key('Escape')
    window.find('label', '*Choose who you are*')
    studio.aside()
    studio.shot('who-nobody')


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
def history(studio):
    """All that was done to a signed case, on one page."""
    window = studio.open('sample-chris')
    window.key('alt+2')
    window.click(seen(window, 'Patient 1', 'label'))
    window.press('All of It…')
    studio.middle('History of the Case')
    seen(window, 'Signed 1 case as approved', 'label')
    studio.shot('history')


@scene
def items_saved(studio):
    window = studio.open('sample-chris')
    window.key('alt+2')
    seen(window, 'Slide 1', 'label')
    window.key('ctrl+f')
    window.type('slide')
    window.press('Save Filter…')
    seen(window, 'Name of the filter')
    studio.aside()
    studio.shot('items-save')
    window.key('ctrl+a')
    window.type('Slides of the week')
    window.key('Return')
    seen(window, 'Slides of the week', 'list item')
    studio.aside()
    studio.shot('items-saved')


@scene
def guideline(studio):
    for handle, name in (('sample-ana', ''), ('sample-chris', '-lead')):
        window = studio.open(handle)
        window.key('alt+3')
        seen(window, 'Sample guideline')
        studio.shot(f'guideline{name}')
        if name:
            press(window, 'Edit the guideline')
            seen(window, 'Publish*', 'push button')
            studio.shot('guideline-edit')
        window.kill()


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
    for name, word in (('Project', 'Verify'), ('Menu', 'Appearance'), ('Chris (sample)*', 'Work as*')):
        press(window, name)
        seen(window, word)
        studio.shot(f'menu-{name.split()[0].lower()}')
        window.key('Escape')
    window.key('ctrl+question')
    studio.middle('*Shortcuts*')
    studio.shot('shortcuts')


@scene
def verify(studio):
    window = studio.open('sample-chris')
    press(window, 'Project')
    seen(window, 'Verify')
    window.press('Verify', role=None)
    studio.middle('Nothing*was changed*')
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
    seen(window, 'Rule G-2.1', 'label')
    if studio.small:
        screen.wait_for('the focus to go',
                        lambda: not window.all('image', 'Picture', screen.has_focus))
    studio.shot('reading-rule')
    window.key('Escape')
    press(window, 'Menu')
    window.find('menu item', None, screen.has_focus)
    studio.shot('reading-menu')
    window.key('Escape')
    window.find('push button', 'Menu', screen.has_focus)
    window.key('F4')
    window.find('text', 'sources/patient-2/note.txt', screen.has_focus)
    window.key('ctrl+Home', 'ctrl+shift+Right', 'ctrl+shift+Right')
    window.key('1')
    window.find('list item', '2 Finding*')
    window.key('ctrl+Right', 'ctrl+Right', 'ctrl+shift+Right', '1')
    window.find('list item', '3 Finding*')
    studio.aside()
    studio.shot('reading-text')


@scene
def magnifier(studio):
    """What lies under the pointer, twice and four times as large, with a mark on it."""
    window = studio.open('sample-ana')
    window.press('Continue *')
    sample.canvas(window)
    window.key('Next', 'b')
    sample.draw_box(window, 0.44, 0.44, 0.5, 0.5)
    for name in ('magnifier-2', 'magnifier-4'):
        window.key('m')
        screen.pointer('mousemove', str(studio.width * 2 // 5), str(studio.height // 2))
        studio.shot(name)


@scene
def apart(studio):
    """The canvas in a window of its own: both windows, one after the other."""
    window = studio.open('sample-ana')
    window.press('Continue *')
    sample.canvas(window)
    window.key('ctrl+shift+n')
    seen(window, 'Bring It Back', 'push button')
    studio.aside()
    studio.shot('apart')
    window.key('ctrl+shift+n')


@scene
def portrait(studio):
    """A window that is higher than wide: the pane lies below. On a display of 1440x2560 it fills it."""
    width, height = studio.width, studio.height
    if width > height:
        studio.width = height * 9 // 16
    try:
        window = studio.open('sample-ana')
        window.press('Continue *')
        sample.canvas(window)
        window.key('b')
        sample.draw_box(window, 0.44, 0.44, 0.5, 0.5)
        window.find('list item', '1 Nodule*')
    finally:
        studio.width = width
    studio.aside()
    studio.shot('portrait')


@scene
def layouts(studio):
    """One, two and four pictures of a case side by side, with lines where the slices lie."""
    folder = f'{studio.place}/studies'
    project = f'{folder}/studies.countersign'
    studio.run('sample', '--studies', folder)
    studio.run('guideline', 'ack', project, handle='sample-ana')
    window = studio.begin('--as', 'sample-ana', project)
    window.press('Start Reading')
    for name in ('breast', 'chest'):
        window.find('label', f'{name.title()} 1')
        sample.canvas(window)
        for views in (1, 2, 4):
            window.key(f'ctrl+{views}')
            studio.aside()
            studio.shot(f'layout-{name}-{views}')
        window.key('ctrl+Next')


@scene
def studies(studio):
    """The second sample: a view of a pair, a CT with its prior, a loop that plays slowly."""
    folder = f'{studio.place}/studies'
    project = f'{folder}/studies.countersign'
    studio.run('sample', '--studies', folder)
    studio.run('guideline', 'ack', project, handle='sample-ana')
    window = studio.begin('--as', 'sample-ana', project)
    window.press('Start Reading')
    for name in ('breast', 'chest', 'loop'):
        window.find('label', 'Heart 1' if name == 'loop' else f'{name.title()} 1')
        sample.canvas(window)
        studio.aside()
        studio.shot(f'studies-{name}')
        if name != 'loop':
            window.key('ctrl+Next')
    window.key('c')
    window.key(*('bracketleft',) * 4)
    studio.shot('studies-playing')
    window.key('c')


@scene
def same(studio):
    """A nodule of the CT and what it was in the prior: which is it, then that it is so."""
    folder = f'{studio.place}/studies'
    studio.run('sample', '--studies', folder)
    studio.run('guideline', 'ack', f'{folder}/studies.countersign', handle='sample-ana')
    window = studio.begin('--as', 'sample-ana', f'{folder}/studies.countersign')
    window.press('Start Reading')
    window.find('label', 'Breast 1')
    sample.canvas(window)
    window.key('ctrl+Next')
    window.find('label', 'Chest 1')
    x, y, width, height = window.box(sample.canvas(window))
    window.key('shift+l', 'j')
    for at, size in ((0.25, 0.022), (1.27, 0.016)):
        middle = x + int(width * at), y + int(height * 0.42)
        long, short = int(width * 2 * size), int(width * size)
        window.drag(middle[0] - long, middle[1], middle[0] + long, middle[1])
        window.click_at(middle[0], middle[1] + short)
    window.key('v', 'Tab')
    seen(window, 'Same as…', 'push button')
    sample.canvas(window)
    window.key('t')
    seen(window, '1 Nodule is the same as*')
    studio.aside()
    studio.shot('same-asking')
    window.key('Tab', 'Return')
    seen(window, 'Untie', 'label')
    studio.aside()
    studio.shot('same')


@scene
def context(studio):
    """What is known of the patient, folded under the title."""
    folder = f'{studio.place}/studies'
    project = f'{folder}/studies.countersign'
    studio.run('sample', '--studies', folder)
    studio.run('guideline', 'ack', project, handle='sample-ana')
    studio.run('context', 'allow', project, 'age,sex,study,reason,history,report',
               handle='sample-chris')
    for part, text in (('history', 'Cough since October, no fever. Smoked until 2019.\n'),
                       ('report', 'CT of 10 February 2025: a nodule of 6 mm in the right upper '
                        'lobe, known since 2023. No enlarged lymph nodes. Follow-up in a year.\n')):
        with open(f'{studio.place}/{part}.txt', 'w', encoding='utf-8') as file:
            file.write(text)
        studio.run('context', 'add', project, 'Chest 1', part, f'{studio.place}/{part}.txt',
                   handle='sample-chris')
    window = studio.begin('--as', 'sample-ana', project)
    window.press('Start Reading')
    window.find('label', 'Breast 1')
    sample.canvas(window)
    window.key('ctrl+Next')
    window.find('label', 'Chest 1')
    sample.canvas(window)
    window.key('ctrl+i')
    seen(window, 'History', 'label')
    studio.aside()
    studio.shot('context')


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
def past(studio):
    """An earlier state of a mark, dashed behind what was drawn since."""
    window = studio.open('sample-ana')
    window.press('Open', frame='Sample')
    window.find('panel', 'Remark: Missed*')
    sample.canvas(window)
    window.key('v', 'Tab', 'alt+Right', 'alt+Right', 'alt+Right', 'alt+Right', 'ctrl+shift+h')
    seen(window, '1 of 1*', 'label')
    studio.shot('past')


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


# --- states ---

@scene
def restored(studio):
    """After a kill in the middle of the work."""
    window = studio.open('sample-ana')
    window.press('Continue Reading')
    sample.canvas(window)
    window.key('b')
    sample.draw_box(window, 0.5, 0.5, 0.58, 0.57)
    window.find('label', 'Reading*draft saved*')
    window.kill()
    window = studio.open('sample-ana')
    window.press('Continue Reading')
    sample.picture(window)
    window.find('list item', '1 Nodule*')
    studio.shot('restored')


def linked(studio):
    """A project of one person whose files stay where they were."""
    project, sources = f'{studio.place}/linked.countersign', f'{studio.place}/sample/sources'
    studio.run('new', project, '--name', 'Linked', '--schema',
               f'{studio.place}/sample/guideline/schema.json', handle='sample-chris')
    studio.run('person', 'role', project, 'sample-chris', 'lead,labeler', handle='sample-chris')
    studio.run('import', project, '--link', f'{sources}/patient-1/ct', f'{sources}/slides',
               f'{sources}/patient-1/note.txt', handle='sample-chris')
    return project, sources


@scene
def missing(studio):
    """Files that are not where they were, and slices that were cut off afterwards."""
    project, sources = linked(studio)
    slices = sorted(os.listdir(f'{sources}/patient-1/ct'))
    for name in slices[11:13]:
        os.truncate(f'{sources}/patient-1/ct/{name}', 40000)
    os.remove(f'{sources}/slides/slide-1.png')
    os.remove(f'{sources}/patient-1/note.txt')
    for title, keys, words, name in (
            ('ct', ('Next', 'Down'), '*The other 23 slices can be read.', 'damaged'),
            ('note.txt', (), 'This text is not where it was', 'missing-text'),
            ('slide-1.png', (), 'slide-1.png is not where it was', 'missing-picture')):
        window = studio.begin('--as', 'sample-chris', project)
        window.find('label', 'Linked')
        window.key('alt+2')
        window.click(seen(window, f'*{title}', 'label'), 2)
        window.find('label', 'Reading*')
        if keys:
            sample.canvas(window)
            window.key(*keys)
        seen(window, words, 'label')
        studio.aside()
        studio.shot(name)
        window.kill()


@scene
def overtaken(studio):
    """Another program writes to the file while a case is open."""
    project, _ = linked(studio)
    window = studio.begin('--as', 'sample-chris', project)
    window.press('Start Reading')
    sample.canvas(window)
    with sqlite3.connect(project) as other:
        other.execute('UPDATE blob_link SET mtime = mtime + 1')
    other.close()
    window.key('b')
    sample.draw_box(window, 0.4, 0.4, 0.5, 0.5)
    window.find('label', 'Changed by another program.')
    studio.aside()
    studio.shot('overtaken')


@scene
def changed(studio):
    """A linked file of a signed case is another one now."""
    project, sources = linked(studio)
    word = f'{studio.place}/word'
    with open(word, 'w', encoding='ascii') as file:
        file.write(sample.PASSPHRASE)
    for handle, role in (('sample-ana', 'labeler'), ('sample-ben', 'reviewer')):
        studio.run('person', 'add', project, '--handle', handle, '--role', role,
                   handle='sample-chris')
    studio.run('person', 'role', project, 'sample-chris', 'lead,sme', handle='sample-chris')
    studio.run('task', 'submit', project, 'slides/slide-2.png', '--answer', 'nothing',
               handle='sample-ana')
    for handle in ('sample-ben', 'sample-chris'):
        studio.run('review', project, 'slides/slide-2.png', '--decision', 'accept', handle=handle)
    studio.run('sign', project, '--passphrase-file', word, handle='sample-chris')
    shutil.copyfile(f'{sources}/slides/slide-3.png', f'{sources}/slides/slide-2.png')
    window = studio.begin('--as', 'sample-chris', project)
    window.find('label', 'Linked')
    window.key('alt+2')
    seen(window, 'Changed after signing', 'label')
    studio.aside()
    studio.shot('changed-items')
    window.click(seen(window, '*slide-2.png', 'label'), 2)
    seen(window, 'Show What', 'push button')
    studio.aside()
    studio.shot('changed-case')


@scene
def elsewhere(studio):
    """Somebody else has the project open."""
    with subprocess.Popen([studio.cli, 'run', studio.project(), '--as', 'sample-ben'],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdin.write(b'{"command":"status"}\n')
        other.stdin.flush()
        other.stdout.readline()
        window = studio.open('sample-ana')
        window.find('label', '*has this project open since*')
        studio.aside()
        studio.shot('elsewhere')
        window.kill()
        other.stdin.close()


@scene
def undeclared(studio):
    """A text that does not say how its letters are written."""
    folder = f'{studio.place}/letters'
    os.mkdir(folder)
    with open(f'{folder}/befund.txt', 'w', encoding='latin-1') as file:
        file.write('Befund: Lungenödem beidseits, Größe des Herzens über der Norm.\n'
                   'Keine Ergüsse.\n')
    window = studio.open('sample-chris')
    window.key('ctrl+n')
    studio.middle('New Project')
    choose(window, 'Add Folder…', folder)
    seen(window, 'Choose Encoding…', 'push button')
    studio.aside()
    studio.shot('undeclared')
    window.press('Choose Encoding…')
    seen(window, '*does not say which encoding*', 'label')
    studio.shot('undeclared-choice')


@scene
def unpictured(studio):
    """A guideline whose picture is not there."""
    window = studio.open('sample-chris')
    window.key('alt+3')
    seen(window, 'Sample guideline')
    press(window, 'Edit the guideline')
    seen(window, 'Publish*', 'push button')
    window.find('text', 'Source of the guideline*', screen.has_focus)
    window.type('![Mark: A picture that nobody made](img/later.png)')
    window.key('Return', 'Return')
    seen(window, '*later.png*')
    studio.aside()
    studio.shot('unpictured')


@scene
def suggested(studio):
    """Marks of a program, beside the case."""
    project, _ = linked(studio)
    marks = made.coco(f'{studio.place}/marks.json', [('slides/slide-3.png', 512, 512)], ('gland',))
    # Only one of the two marks fits the label.
    subprocess.run([studio.cli, 'load', project, '--format', 'coco', '--into', 'suggestion',
                    '--model', 'finder 2', marks, '--as', 'sample-chris'], check=False,
                   stdout=subprocess.DEVNULL)
    window = studio.begin('--as', 'sample-chris', project)
    window.find('label', 'Linked')
    window.key('alt+2')
    window.click(seen(window, '*slide-3.png', 'label'), 2)
    sample.canvas(window)
    window.key('Tab')
    studio.aside()
    studio.shot('suggested')


@scene
def held(studio):
    """One mark locked, one hidden, and what the case says when it is to be handed on."""
    window = studio.open('sample-ana')
    window.press('Continue *')
    sample.canvas(window)
    for key, left in (('ctrl+l', 0.3), ('alt+h', 0.45), ('', 0.6)):
        window.key('b')
        sample.draw_box(window, left, 0.4, left + 0.1, 0.5)
        if key:
            window.key(key)
    seen(window, '1 mark hidden', 'push button')
    studio.aside()
    studio.shot('held')


@scene
def preferences(studio):
    window = studio.open('sample-ana')
    window.key('ctrl+comma')
    seen(window, 'Size of letters', 'label')
    studio.middle('Preferences')
    studio.shot('preferences-general')
    for page, word in (('Keys', 'Open a project'), ('Mouse', 'Way of working'),
                       ('Windows', 'Add Window')):
        window.click(seen(window, page, 'page tab'))
        seen(window, word)
        studio.shot(f'preferences-{page.lower()}')


@scene
def preferences_case(studio):
    """A case as somebody else would have it: large letters, the pane on the left, strong marks."""
    state = f'{studio.place}/state/countersign'
    os.makedirs(state, exist_ok=True)
    for name, choices in (('large', '"text-size":"150","pane-side":"left","mark-outlines":"strong"'),
                          ('largest', '"text-size":"200"')):
        with open(f'{state}/profile.json', 'w', encoding='ascii') as file:
            file.write('{"choices":{' + choices + '},"format":"countersign-profile-1"}')
        window = studio.open('sample-ana')
        studio.shot(f'preferences-{name}-today')
        window.press('Continue *')
        sample.canvas(window)
        window.key('b')
        sample.draw_box(window, 0.5, 0.5, 0.58, 0.57)
        studio.aside()
        studio.shot(f'preferences-{name}-case')
        window.close()


@scene
def corpus(studio):
    """Real pictures, where there are any: CS_CORPUS names the folder."""
    pictures = os.environ.get('CS_CORPUS')
    if pictures is None:
        return
    project = f'{studio.place}/corpus.countersign'
    studio.run('new', project, '--schema', f'{studio.place}/sample/guideline/schema.json',
               handle='sample-chris')
    studio.run('import', project, f'{pictures}/dicom/series/ct-head-a',
               f'{pictures}/pictures/cxr/nih-00000001_000.png', handle='sample-chris')
    studio.run('person', 'add', project, '--handle', 'sample-ana', '--role', 'labeler',
               handle='sample-chris')
    window = studio.begin('--as', 'sample-ana', project)
    window.press('Continue Reading')
    sample.canvas(window)
    window.key('Next')
    window.key('b')
    for x0, y0, x1, y1 in ((0.4, 0.4, 0.46, 0.47), (0.52, 0.06, 0.6, 0.2), (0.3, 0.6, 0.4, 0.75),
                           (0.55, 0.5, 0.57, 0.53)):
        sample.draw_box(window, x0, y0, x1, y1)
    window.find('list item', '4 Nodule*')
    studio.aside()
    studio.shot('corpus-ct')
    window.key('v')
    studio.shot('corpus-ct-handles')


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
