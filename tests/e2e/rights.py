# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs for which the rights of files count, whoever runs the test."""
import os
import shutil
import subprocess

import window as sample
from window import screen

# Root may do everything, unless it is told that it may not.
ORDINARY = ('setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner')


def prefix():
    if os.geteuid() != 0:
        return ()
    if shutil.which('setpriv') is None:
        raise screen.Missing('setpriv, to try what an ordinary user meets')
    return ORDINARY


def window(program, arguments, log, env=None):
    """As screen.Window."""
    words = (*prefix(), program, *arguments)
    return screen.Window(words[0], words[1:], log, env)


def run(cli, *words):
    """The command line: its exit code and all that it says."""
    done = subprocess.run([*prefix(), cli, *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def homes(place):
    sample.homes(place)
    os.chmod(place, 0o755)
