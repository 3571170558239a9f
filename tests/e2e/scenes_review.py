# SPDX-License-Identifier: GPL-3.0-or-later
"""A case that came back, is reviewed, approved and signed, and what it was before."""
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
