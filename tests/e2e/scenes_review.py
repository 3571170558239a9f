# SPDX-License-Identifier: GPL-3.0-or-later
"""A case that came back, is reviewed, approved and signed, and what it was before."""
import json
import subprocess

import consensus
import window as sample
from scenes import scene
from studio import seen
from window import screen


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
def review(studio):
    window = studio.open('sample-ben')
    window.press('Continue Review')
    sample.picture(window)
    window.find('push button', '5 changes*')
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


def disputed(studio):
    """The window of who settles what three readers do not agree on."""
    def look(*words, handle):
        out = subprocess.run([studio.cli, *words, '--json', '--as', handle], check=True,
                             capture_output=True, text=True).stdout
        return json.loads(out)['data']
    project = consensus.make(studio.run, look, studio.place, f'{studio.place}/sample')
    return studio.begin('--as', 'con-ben', project)


@scene
def adjudication(studio):
    """Positions over a picture, one alone, why; an answer, a series and a text."""
    window = disputed(studio)
    window.press('Start Adjudication')
    sample.canvas(window)
    window.find('push button', '2 disputes to settle')
    studio.shot('adjudication')
    window.key('shift+s')
    studio.shot('adjudication-one')
    window.key('shift+s')
    screen.pointer('keydown', 'shift')
    screen.pointer('keydown', '2')
    studio.shot('adjudication-alone')
    screen.pointer('keyup', '2')
    screen.pointer('keyup', 'shift')
    window.key('shift+2')
    window.find('push button', '1 reason missing')
    studio.shot('adjudication-why')
    window.type('the widest outline')
    window.key('Return', 'shift+4')
    studio.shot('adjudication-draw')
    window.key('Escape', 'ctrl+Page_Down')
    window.find('label', '*slide-2*')
    studio.shot('adjudication-answer')
    window.key('ctrl+Page_Down')
    window.find('label', 'ct')
    studio.shot('adjudication-series')
    window.key('ctrl+Page_Down')
    window.find('label', 'note.txt')
    studio.shot('adjudication-text')
    window.key('F9')
    studio.shot('adjudication-texts')
