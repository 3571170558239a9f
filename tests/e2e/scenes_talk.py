# SPDX-License-Identifier: GPL-3.0-or-later
"""What people say to each other about a case: remarks on words, questions that go up, agreement on a
correction, a second look without the marks, and two versions beside each other."""
import json
import subprocess

import consensus
import window as sample
from scenes import scene
from studio import seen
from window import screen

PEOPLE = {'tal-lee': 'lead', 'tal-ana': 'labeler', 'tal-ben': 'reviewer', 'tal-cat': 'sme'}


def labels(studio, tier):
    """Those of the sample, as strict as TIER says."""
    with open(f'{studio.place}/sample/guideline/schema.json', encoding='utf-8') as file:
        schema = json.load(file)
    for label in schema['labels']:
        label['tier'] = tier
    path = f'{studio.place}/labels.json'
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(schema, file)
    return path


def talkers(studio, change=None, tier=3):
    """A chest CT with its note as one case; CHANGE makes another workflow."""
    project, sources = f'{studio.place}/talk.countersign', f'{studio.place}/sample/sources/patient-1'
    for handle in PEOPLE:
        studio.run('key', 'new', '--handle', handle, '--name', handle[4:].title() + ' Talker')
    studio.run('new', project, '--name', 'Talk', '--schema', labels(studio, tier), '--guideline',
               f'{studio.place}/sample/guideline/guideline.md', handle='tal-lee')
    for handle, role in PEOPLE.items():
        if role != 'lead':
            studio.run('person', 'add', project, '--handle', handle, '--role', role,
                       handle='tal-lee')
    if change is not None:
        workflow = look(studio, 'workflow', 'ready', 'labelers-sme')['workflow']
        change(workflow)
        with open(f'{studio.place}/talk.json', 'w', encoding='utf-8') as file:
            json.dump(workflow, file)
        studio.run('workflow', 'publish', project, f'{studio.place}/talk.json', handle='tal-lee')
    with open(f'{studio.place}/talk.csv', 'w', encoding='utf-8') as file:
        file.write(f'path,case\n{sources},Patient 1\n')
    studio.run('import', project, '--case', f'{studio.place}/talk.csv', sources, handle='tal-lee')
    return project


def look(studio, *words):
    out = subprocess.run([studio.cli, *words, '--json'], check=True, capture_output=True,
                         text=True).stdout
    return json.loads(out)['data']


def read(studio, project):
    """The note has two marks, the scan one."""
    with open(f'{studio.place}/sample/sources/patient-1/note.txt', encoding='utf-8') as file:
        text = file.read()
    items = look(studio, 'items', project, '--as', 'tal-lee')['items']
    for item in items:
        marks = (consensus.note_marks(0, text) if item['kind'] == 'text' else
                 consensus.chest_marks(0))
        path = consensus.write(f'{studio.place}/read.jsonl', item, text, marks)
        studio.run('load', project, '--format', 'jsonl', path, handle='tal-ana')
    studio.run('task', 'submit', project, items[0]['case'], handle='tal-ana')
    return items[0]['case']


@scene
def remark_words(studio):
    """A remark on words that nobody marked: their menu, the sheet, the card, and who answers it."""
    project = talkers(studio)
    read(studio, project)
    window = studio.begin('--as', 'tal-ben', project)
    window.press('Start Review')
    sample.picture(window)
    window.key('F4')
    window.find('text', '*note.txt', screen.has_focus)
    window.key('ctrl+Home', 'Down', *['ctrl+shift+Right'] * 3, 'shift+F10')
    window.find('menu item', None, screen.has_focus)
    studio.shot('remark-words-menu')
    window.key('Escape')
    window.find('text', '*note.txt', screen.has_focus)
    window.key('ctrl+r')
    studio.middle('A Remark on*')
    window.find('text', 'Why')
    studio.shot('remark-words-sheet')
    window.type('Say since when.')
    window.press('Missed')
    window.press('Add Remark')
    window.find('panel', 'Remark: Missed*')
    studio.shot('remark-words')
    window.key('ctrl+b')
    studio.middle('Send*')
    window.find('text', 'Why')
    window.press('Missed')
    window.type('One finding of the note is not marked.')
    window.key('ctrl+Return')
    window.gone(None, 'Send * Back')
    studio.finish()
    window = studio.begin('--as', 'tal-ana', project)
    window.press('Open', frame='Talk')
    window.find('panel', 'Remark: Missed*')
    studio.shot('remark-words-answer')


def draw_the_line(workflow):
    workflow['send_back'] = 'major'


@scene
def routed(studio):
    """Something minor is to be sent back, where the workflow asks to put it right in the review."""
    project = talkers(studio, draw_the_line)
    read(studio, project)
    window = studio.begin('--as', 'tal-ben', project)
    window.press('Start Review')
    sample.picture(window)
    window.key('ctrl+b')
    studio.middle('Send*')
    window.find('text', 'Why')
    window.press('Minor')
    window.find('label', 'The workflow asks*')
    studio.shot('routed')


@scene
def escalation(studio):
    """A question about a mark goes to a lead, who sends it up; an expert rules; who asked sees it."""
    project = talkers(studio)
    case = read(studio, project)
    studio.run('review', project, case, '--decision', 'send-back', '--reason', 'Look once more.',
               handle='tal-ben')
    window = studio.begin('--as', 'tal-ana', project)
    window.press('Open', frame='Talk')
    window.find('panel', 'Remark: *')
    sample.picture(window)
    window.key('Tab', 'ctrl+u')
    seen(window, 'Ask About This Case')
    studio.middle('Ask About*')
    studio.shot('escalation-ask')
    window.type('Is this part of the nodule?')
    window.key('Return')
    seen(window, 'Waits for a lead.*', 'label')
    studio.aside()
    studio.shot('escalation-asked')
    studio.finish()
    window = studio.begin('--as', 'tal-lee', project)
    seen(window, '1 question waits for your ruling*', 'label')
    studio.shot('escalation-today')
    window.press('Rule…')
    seen(window, 'Waits for a lead.*', 'label')
    window.press('Send It Up')
    seen(window, 'Waits for an expert.*', 'label')
    studio.finish()
    window = studio.begin('--as', 'tal-cat', project)
    window.press('Rule…')
    seen(window, 'Waits for an expert.*', 'label')
    studio.shot('escalation-hears')
    window.key('ctrl+u')
    seen(window, 'Rule on the Question')
    studio.middle('Rule on*')
    studio.shot('escalation-rule')
    window.type('All that is brighter than vessels.')
    window.key('Return')
    window.gone(None, 'Rule on the Question')
    studio.finish()
    window = studio.begin('--as', 'tal-ana', project)
    seen(window, '1 answer to your question*', 'label')
    studio.shot('escalation-answer')
    window.press('Open', frame='Talk')
    seen(window, '*ruled on your question*', 'label')
    studio.shot('escalation-answered')


def accepted(studio, project, case):
    """By ben; what cat corrects then is asked of ana."""
    studio.run('review', project, case, '--decision', 'accept', handle='tal-ben')


def approving(studio):
    """The project, and the window of cat, who has the case at its last stage."""
    project = talkers(studio)
    accepted(studio, project, read(studio, project))
    window = studio.begin('--as', 'tal-cat', project)
    window.press('Start Approval')
    sample.picture(window)
    return project, window


@scene
def look_first(studio):
    """A reviewer marks what they find before they are shown the marks."""
    def hide(workflow):
        workflow['stages'][1]['look_first'] = True
    project = talkers(studio, hide)
    read(studio, project)
    window = studio.begin('--as', 'tal-ben', project)
    window.press('Start Review')
    sample.picture(window)
    studio.shot('look-first')
    window.key('b')
    sample.draw_box(window, 0.45, 0.45, 0.55, 0.55)
    window.find('list item', '1 *')
    window.press('Show the Marks')
    window.find('push button', '* to settle')
    studio.aside()
    studio.shot('look-first-shown')


@scene
def comparing(studio):
    """Two versions of one case, over each other and side by side."""
    _, window = approving(studio)
    window.key('ctrl+d')
    seen(window, 'Back to the Present')
    studio.shot('comparing')


@scene
def agreement(studio):
    """An expert corrected the case at the end; who made it agrees, or says why not."""
    project, window = approving(studio)
    window.key('v', 'alt+Right', 'alt+Right', 'alt+Right')
    window.find('push button', '2 changes to settle')
    window.key('a', 'a')
    window.find('push button', 'Correct*', screen.can_press)
    studio.shot('agreement-corrects')
    window.key('ctrl+Return')
    window.find('label', 'Corrected*')
    studio.finish()
    window = studio.begin('--as', 'tal-ana', project)
    seen(window, '1 correction waits for your agreement', 'label')
    studio.shot('agreement-today')
    window.press('Look')
    seen(window, '*corrected your work*', 'label')
    studio.shot('agreement')


@scene
def relaxing(studio):
    """A stage that may be relaxed: its drawing, its steps in the form, and what a step changes."""
    def rule(workflow):
        workflow['stages'][1]['relax'] = [{'accepted': 1, 'of': 1, 'share': 25, 'tiers': {'1': 100}},
                                          {'accepted': 9, 'of': 10, 'share': 5}]
    project = talkers(studio, rule)
    accepted(studio, project, read(studio, project))
    window = studio.begin('--as', 'tal-lee', project)
    seen(window, 'Review: the last case was accepted as it was', 'label')
    studio.shot('relaxing-today')
    window.press('Relax…')
    seen(window, 'Relax Review')
    studio.middle('Workflow*')
    studio.shot('relaxing')
    window.press('Relax Review')
    seen(window, 'Relax as the Rule Allows')
    studio.middle('Relax as*')
    studio.shot('relaxing-step')
