# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong, or is only looked at: files away or changed, copies, restored strokes; the corpus."""
import os
import shutil
import sqlite3
import subprocess

import window as sample
from scenes import choose, linked, scene
from studio import press, seen
from window import screen


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
        window.find('label', '*has this project open on this computer since*')
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
