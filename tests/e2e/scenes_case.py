# SPDX-License-Identifier: GPL-3.0-or-later
"""A case that is read: tools, layouts, ties, what is hidden, suggestions."""
import subprocess

import consensus
import made
import window as sample
from scenes import linked, scene
from scenes_talk import look
from studio import press, seen
from window import screen


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
    window.key('r')
    seen(window, '*Boundary', 'menu item')
    studio.shot('drop-as')
    window.key('7')
    seen(window, 'What is wrong with it', 'text')
    studio.shot('drop-why')


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


def many_signed(studio):
    """Patient 2 with 24 nodules, signed; Patient 1 open again, with one large one in the draft."""
    project = studio.project()
    items = look(studio, 'items', project, '--as', 'sample-chris')['items']
    scan, note = ({item['title'].split('/')[1]: item for item in items
                   if item['kind'] == kind} for kind in ('series', 'text'))
    marks = [{**consensus.nodule(500 + n, 4 + n % 16, 60 + 5 * (n % 16), 110, 4, 'solid'),
              'ellipse': [1000 * (60 + 5 * (n % 16)), 110000, 4000 + 200 * n, 4000 + 200 * n, 0]}
             for n in range(24)]
    path = consensus.write(f'{studio.place}/many.jsonl', scan['patient-2'], None, marks)
    studio.run('load', project, '--format', 'jsonl', path, handle='sample-ana')
    studio.run('task', 'submit', project, 'Patient 2', '--answer',
               note['patient-2']['item'] + '=nothing', handle='sample-ana')
    for handle in ('sample-ben', 'sample-chris'):
        studio.run('review', project, 'Patient 2', '--decision', 'accept', handle=handle)
    with open(f'{studio.place}/secret', 'w', encoding='utf-8') as file:
        file.write('countersign sample\n')
    studio.run('sign', project, 'Patient 2', '--passphrase-file', f'{studio.place}/secret',
               handle='sample-chris')
    studio.run('case', 'reopen', project, 'Patient 1', '--reason', 'Look once more.',
               handle='sample-chris')
    path = consensus.write(f'{studio.place}/large.jsonl', scan['patient-1'], None,
                           [consensus.nodule(900, 7, 128, 120, 60, 'solid')])
    studio.run('load', project, '--format', 'jsonl', path, handle='sample-ana')


@scene
def unusual(studio):
    """A nodule that is far larger than those that were signed, and the question before it is
    handed in."""
    many_signed(studio)
    window = studio.open('sample-ana')
    window.key('alt+2')
    window.click(seen(window, 'Patient 1', 'label'), 2)
    sample.canvas(window)
    seen(window, '1 mark of unusual size', 'push button')
    studio.aside()
    studio.shot('unusual')
    window.press('1 mark of unusual size')
    seen(window, '* times as large as usual*', 'label')
    studio.aside()
    studio.shot('unusual-mark')
    window.key('ctrl+Return')
    seen(window, 'Nodule * times as large as usual*', 'label')
    studio.shot('unusual-question')
