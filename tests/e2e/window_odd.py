# SPDX-License-Identifier: GPL-3.0-or-later
"""window_odd.py PROGRAM CLI: computers that lack what others have: fonts, a session, a home, a place
for temporary files, short paths. The program works, or says in words why it cannot."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import rights
import window as sample
from window import screen


def environment(**more):
    return {**os.environ, **more}


def no_fonts(job):
    """Nobody could read a window, so the terminal says it."""
    path = f'{job.place}/fonts.conf'
    with open(path, 'w', encoding='ascii') as file:
        file.write('<?xml version="1.0"?><fontconfig></fontconfig>')
    done = subprocess.run([job.program, job.project], env=environment(FONTCONFIG_FILE=path),
                          capture_output=True, text=True, check=False, timeout=screen.PATIENCE)
    assert done.returncode == 1 and 'has no fonts' in done.stderr, (done.returncode, done.stderr)


def no_session(job):
    """The address of a session that has ended: it starts, shows the project and ends well."""
    env = environment(DBUS_SESSION_BUS_ADDRESS=f'unix:path={job.place}/gone')
    with open(job.log(), 'ab') as log, \
            subprocess.Popen([job.program, '--as', 'sample-ana', job.project], env=env, stdout=log,
                             stderr=log) as process:
        screen.wait_for('the window', lambda: screen.said('xdotool', 'search', '--onlyvisible',
                                                          '--name', '^Sample$'))
        process.send_signal(signal.SIGTERM)
        code = process.wait(screen.PATIENCE)
    assert code == 0, code


def works(job, number, **more):
    """A stroke is drawn and saved where MORE is so."""
    job.window = window = rights.window(job.program, ('--as', 'sample-ana', job.project), job.log(),
                                        more)
    window.press('Continue Reading')
    window.find('label', 'Patient 2')
    window.key('b')
    sample.draw_box(window, 0.2 + 0.1 * number, 0.4, 0.26 + 0.1 * number, 0.5)
    window.find('list item', f'{number} Nodule*')
    window.find('label', 'Reading*draft saved*')
    window.close()


def no_state(job):
    """Where nothing can be noted for after a crash, the project is looked at, and words say why."""
    folder = f'{job.place}/fixed'
    shutil.copytree(os.environ['XDG_DATA_HOME'], f'{folder}/data')
    os.makedirs(f'{folder}/state')
    os.chmod(f'{folder}/state', 0o555)
    job.window = window = rights.window(
        job.program, ('--as', 'sample-ana', job.project), job.log(),
        {'XDG_STATE_HOME': f'{folder}/state', 'XDG_DATA_HOME': f'{folder}/data'})
    window.find('label', '*what is needed after a crash could not be noted*mend the rights*')
    window.find('label', 'You can look')
    window.close()
    os.chmod(f'{folder}/state', 0o755)


def long_path(job):
    """A path that is longer than the file can be opened by is said to be that."""
    folder = job.place
    while len(os.fsencode(folder)) < 600:
        folder = f'{folder}/Größe – 日本 – ' + 'x' * 60
    os.makedirs(folder)
    project = f'{folder}/sample.countersign'
    shutil.copy(job.project, project)
    code, said = rights.run(job.cli, 'status', project)
    assert code == 2 and 'move it to a folder of a shorter path' in said, (code, said)
    short = f'{job.place}/Größe – 日本 🙂 ' + 'x' * 150 + '.countersign'
    shutil.move(project, short)
    code, said = rights.run(job.cli, 'status', short, '--as', 'sample-ana')
    assert code == 0, (code, said)


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        rights.homes(place)
        with sample.Job(program, cli, place) as job:
            folder = os.path.dirname(job.project)
            subprocess.run([cli, 'sample', folder], check=True, stdout=subprocess.DEVNULL)
            no_fonts(job)
            no_session(job)
            closed = f'{place}/closed'
            os.makedirs(closed)
            os.chmod(closed, 0o555)
            works(job, 1, TMPDIR=closed)
            works(job, 2, HOME=f'{place}/nobody', XDG_RUNTIME_DIR=f'{place}/nowhere', LC_ALL='C')
            no_state(job)
            long_path(job)


if __name__ == '__main__':
    main()
