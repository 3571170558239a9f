# SPDX-License-Identifier: GPL-3.0-or-later
"""pictures.py PROGRAM CLI SIZE STYLE FOLDER [SCENE...]: one picture of every screen of the window,
to be looked at by people. SIZE is 1920x1080 or 1366x768; STYLE is dark, light, hc, hc-dark or the
size of the letters in per cent (125: dark). By hand, with a display of its own:
  CS_DISPLAY_SIZE=1366x768 GTK_A11Y=atspi tests/lib/display.sh /usr/bin/python3 \\
    tests/e2e/pictures.py build/src/app/countersign build/src/cli/countersign-cli 1366x768 dark OUT
Every scene begins on a sample of its own, so that each can be taken alone; scenes_*.py have them."""
import os
import sys
import tempfile

import scenes_project  # each puts its scenes into SCENES
import scenes_case
import scenes_review
import scenes_talk
import scenes_trouble
from scenes import SCENES
from studio import Studio


def main():
    program, cli = (os.path.abspath(path) for path in sys.argv[1:3])
    size, style, folder = sys.argv[3:6]
    wanted = sys.argv[6:]
    os.makedirs(folder, exist_ok=True)
    studio = Studio(program, cli, size, style, os.path.abspath(folder))
    studio.settings()
    bad = []
    with tempfile.TemporaryDirectory() as source:
        studio.enter(source)
        studio.run('sample', f'{source}/sample')
        for function in SCENES:
            if not wanted or function.__name__ in wanted:
                if not studio.play(function, source):
                    bad.append(function.__name__)
    if bad:
        sys.exit('not taken: ' + ', '.join(bad))


if __name__ == '__main__':
    main()
