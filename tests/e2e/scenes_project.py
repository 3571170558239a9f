# SPDX-License-Identifier: GPL-3.0-or-later
"""The project level: welcome, import, items, guideline, quality, release, preferences."""
import datetime
import json
import os
import shutil

import window as sample
from scenes import choose, scene
from studio import press, seen
from window import screen


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
    for page, word in ((3, 'Two lines of checks'), (4, 'Labels')):
        window.press('Next', frame='New Project')
        seen(window, word, 'label')
        studio.shot(f'new-{page}')


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
def items_segments(studio):
    """Cases in segments, which are put into one; and why a case comes first, to who gets it."""
    project = studio.project()
    studio.run('case', 'segment', project, 'Slide 1', 'Slide 2', '--sensitive', 'vip',
               handle='sample-chris')
    studio.run('case', 'segment', project, 'Slide 2', '--expertise', 'chest', handle='sample-chris')
    studio.run('person', 'describe', project, 'sample-ben', '--type', 'staff', '--tags', 'chest',
               '--segments', 'vip', handle='sample-chris')
    studio.run('person', 'describe', project, 'sample-ana', '--type', 'contractor',
               handle='sample-chris')
    studio.run('case', 'priority', project, 'Patient 2', 'high', '--goal', 'evaluation set',
               handle='sample-chris')
    day = datetime.date.today() + datetime.timedelta(days=3)
    studio.run('case', 'due', project, 'Patient 2', day.isoformat(), handle='sample-chris')
    window = studio.open('sample-chris')
    window.key('alt+2')
    window.click(seen(window, 'Segment vip', 'label'))
    window.key('ctrl+a')
    window.click(seen(window, 'Slide 1', 'label'))
    studio.aside()
    studio.shot('items-segment')
    window.press('Segment…')
    studio.middle('Segment of*')
    window.type('trial')
    seen(window, 'Among those*')
    studio.shot('items-segment-put')
    window.key('Escape')
    window.key('alt+4')
    window.find('combo box', 'Of whom the figures are')
    studio.shot('quality-types')
    window.close()
    window = studio.open('sample-ana')
    seen(window, '*evaluation set*', 'label')
    studio.shot('today-served')
    window.press('Continue *')
    sample.canvas(window)
    studio.shot('case-served')


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
def quality(studio):
    window = studio.open('sample-chris')
    window.key('alt+4')
    seen(window, 'In 4 weeks*', 'label')
    studio.shot('quality')
    window.click(seen(window, 'Decided as a table', 'push button'))
    studio.shot('quality-table')


@scene
def release(studio):
    window = studio.open('sample-chris')
    window.key('alt+5')
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
def workflow(studio):
    studio.run('workflow', 'publish', studio.project(), '--template', 'qc-qa', '--note',
               'two lines of checks from now on', handle='sample-chris')
    window = studio.open('sample-chris')
    press(window, 'Project')
    window.click(seen(window, 'Workflow…', 'menu item'))
    studio.middle('Workflow')
    seen(window, 'Slices not shown', 'label')
    studio.shot('workflow')
    window.press('Edit', frame='Workflow')
    seen(window, 'Add Stage', 'push button')
    studio.shot('workflow-form')
    window.press('Add Stage', frame='Workflow')
    seen(window, 'Kept on this computer*', 'label')
    studio.shot('workflow-form-more')
    window.key('ctrl+Return')
    studio.middle('Publish Workflow 3')
    studio.shot('workflow-publish')


@scene
def reads_by_tier(studio):
    rules = os.path.join(os.path.dirname(studio.project()), 'tiers.json')
    with open(rules, 'w', encoding='utf-8') as file:
        json.dump({'format': 'countersign-workflow-1', 'name': 'By tier', 'stages': [
            {'key': 'label', 'roles': ['labeler', 'reviewer', 'sme'], 'reads': 1,
             'reads_by_tier': {'1': 3, '2': 2}},
            {'key': 'adjudicate', 'roles': ['sme'], 'exclude': ['author']},
            {'key': 'approve', 'roles': ['sme'], 'exclude': ['author'], 'sign': True}]}, file)
    studio.run('workflow', 'publish', studio.project(), rules, handle='sample-chris')
    window = studio.open('sample-chris')
    press(window, 'Project')
    window.click(seen(window, 'Workflow…', 'menu item'))
    studio.middle('Workflow')
    studio.shot('workflow-tiers')
    window.press('Edit', frame='Workflow')
    seen(window, 'Add Stage', 'push button')
    for _ in range(24):  # down to the rows of the first stage
        window.key('Tab')
    studio.shot('workflow-tiers-form')


@scene
def verify(studio):
    window = studio.open('sample-chris')
    press(window, 'Project')
    seen(window, 'Verify')
    window.press('Verify', role=None)
    studio.middle('Nothing*was changed*')
    studio.shot('verify')


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
def people(studio):
    """Several people of whom more is known than their roles; one of them opened, to be promoted."""
    project = studio.project()
    for person, *words in (('sample-ben', '--type', 'staff', '--tags', 'chest,breast', '--segments',
                            'vip'), ('sample-ana', '--type', 'contractor')):
        studio.run('person', 'describe', project, person, *words, handle='sample-chris')
    studio.run('case', 'segment', project, 'Patient 2', '--sensitive', 'vip', handle='sample-chris')
    studio.run('person', 'pause', project, 'sample-ana', '--reason', 'nodules below 6 mm are missed',
               handle='sample-chris')
    window = studio.open('sample-chris')
    press(window, 'Project')
    seen(window, 'People…')
    window.press('People…', role=None)
    studio.middle('People')
    studio.aside()
    studio.shot('people')
    window.click(seen(window, 'Ben*', 'label'))
    seen(window, 'Works here as*')
    studio.aside()
    studio.shot('people-one')
    window.click(seen(window, 'Level*'))
    window.key('Down', 'Down', 'Return')
    window.find('label', '* handed in: *')
    studio.shot('people-promote')


def read_control(studio):
    """Dora labels here, under a workflow that pauses who fails one control case; she fails one."""
    project, rules = studio.project(), f'{studio.place}/rules.json'
    stages = [{'key': 'label', 'roles': ['labeler']},
              {'key': 'review', 'roles': ['reviewer'], 'exclude': ['author']},
              {'key': 'approve', 'roles': ['sme'], 'exclude': ['author'], 'sign': True}]
    with open(rules, 'w', encoding='ascii') as file:
        json.dump({'format': 'countersign-workflow-1', 'name': 'With control cases',
                   'control': {'fails': 1, 'pause': True}, 'stages': stages}, file)
    studio.run('workflow', 'publish', project, rules, handle='sample-chris')
    studio.run('control', 'make', project, 'Patient 1', '--for', 'dora', '--title', 'Patient 7',
               handle='sample-chris')
    studio.run('task', 'submit', project, 'Patient 7', '--answer', 'nothing', handle='dora')
    studio.run('task', 'next', project, handle='sample-ben')


@scene
def control(studio):
    """A signed case becomes a control case; how one was read, and who is paused for it."""
    studio.run('key', 'new', '--name', 'Dora', '--handle', 'dora')
    studio.run('person', 'add', studio.project(), '--handle', 'dora', '--role', 'labeler',
               handle='sample-chris')
    window = studio.open('sample-chris')
    window.key('alt+2')
    window.click(seen(window, 'Patient 1', 'label'))
    window.press('Use as Control Case…')
    studio.middle('*as Control Case*')
    studio.shot('control-make')
    window.key('Escape')
    window.close()
    read_control(studio)
    window = studio.open('sample-chris')
    seen(window, 'Dora is paused', 'label')
    studio.shot('control-today')
    window.press('Resume…')
    studio.middle('Let Dora Go On*')
    studio.shot('control-resume')
    window.key('Escape')
    window.key('alt+5')
    window.press('Export…')
    studio.middle('Export')
    studio.shot('control-export')
    window.press('Cancel', frame='Export')
    window.gone('frame', 'Export')
    window.key('alt+4')
    seen(window, 'What Is Signed', 'push button')
    screen.pointer('mousemove', str(studio.width // 2), str(studio.height // 2))
    screen.pointer('click', '--repeat', '40', '5')
    studio.shot('control-quality')
    window.click(seen(window, 'Dora: Patient 1', 'label'))
    sample.canvas(window)
    studio.aside()
    studio.shot('control-opened')
    window.close()
    window = studio.open('dora')
    seen(window, 'Your work is paused', 'label')
    studio.shot('control-paused')
    window.key('alt+2')
    window.click(seen(window, 'Patient 7', 'label'))
    studio.aside()
    studio.shot('control-handed-in')
