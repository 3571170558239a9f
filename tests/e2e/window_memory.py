# SPDX-License-Identifier: GPL-3.0-or-later
"""window_memory.py PROGRAM CLI: fifty cases are opened and closed, and the program takes no more
memory after the last one than after the first."""
import os
import sys
import tempfile

import made
import memory
import window as sample
from window import screen

CASES = 50
GROWTH = 40 * memory.MB  # half of what all pictures together take
SCHEMA = '''{"format": "countersign-schema-1", "name": "Memory",
  "labels": [{"key": "finding", "name": "Finding", "kinds": ["box"]}]}'''


def found(job):
    job.run('key', 'new', '--name', 'Ana', '--handle', 'ana')
    with open(f'{job.place}/schema.json', 'w', encoding='ascii') as file:
        file.write(SCHEMA)
    job.run('new', job.project, '--name', 'Memory', '--as', 'ana', '--schema',
            f'{job.place}/schema.json')
    job.run('person', 'role', job.project, 'ana', 'lead,labeler')
    os.mkdir(f'{job.place}/pictures')
    for i in range(CASES):
        made.png(f'{job.place}/pictures/{i:02}.png', 1024, 1024, i + 1)
    job.run('import', job.project, f'{job.place}/pictures')


def walk(window):
    """Through all cases by the key; looking for a node among all of them anew takes a second."""
    title = window.find('label', 'Reading*of*')
    picture = sample.picture(window)
    for n in range(2, CASES + 1):
        window.key('ctrl+Next')
        screen.wait_for(f'case {n}', lambda: f' {n} of ' in screen.name_of(title))
        screen.wait_for('its picture', lambda: 'zoom' in (picture.get_description() or ''))


def closed(window):
    """The memory once the case that is open is closed."""
    sample.picture(window)
    window.key('ctrl+BackSpace')
    return memory.settled(window.pid)


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        sample.homes(place)
        with sample.Job(program, cli, place) as job:
            job.project = f'{place}/memory.countersign'
            found(job)
            window = job.start('--as', 'ana', job.project)
            window.press('Start Reading')
            first = closed(window)
            window.press('* Reading')
            walk(window)
            last = closed(window)
            window.close()
    print(f'{CASES} cases: {first // memory.MB} MB after the first, {last // memory.MB} MB after the '
          'last was closed')
    assert last <= first + GROWTH, 'it grows with every case'


if __name__ == '__main__':
    main()
