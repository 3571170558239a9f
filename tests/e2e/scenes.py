# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenes that pictures.py takes, in the order in which they are read, and what several of them
begin with."""
from studio import seen
from window import screen

SCENES = []


def scene(function):
    SCENES.append(function)
    return function


def choose(window, button, path):
    """Through the dialog for files, by typing."""
    window.press(button)
    seen(window, 'Choose a Folder')
    window.type(path)
    # The dialog takes no Return before it has looked into the folder.
    screen.wait_for('the folder to be taken', lambda: not window.has(None, 'Choose a Folder') or
                    window.key('Return'))


def linked(studio):
    """A project of one person whose files stay where they were."""
    project, sources = f'{studio.place}/linked.countersign', f'{studio.place}/sample/sources'
    studio.run('new', project, '--name', 'Linked', '--schema',
               f'{studio.place}/sample/guideline/schema.json', handle='sample-chris')
    studio.run('person', 'role', project, 'sample-chris', 'lead,labeler', handle='sample-chris')
    studio.run('import', project, '--link', f'{sources}/patient-1/ct', f'{sources}/slides',
               f'{sources}/patient-1/note.txt', handle='sample-chris')
    return project, sources
