# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py PROGRAM [FOLDER]: files meant to do harm as marks to load and as releases to verify.
Each is refused by name with a sentence and the right exit code, soon, in little memory, and the
project is as it was. Exit 77 (skipped) when the test corpus is not there."""
import os
import resource
import subprocess
import sys
import time

from job import Job
from team import CORPUS, need, on_call

HOSTILE = os.path.join(CORPUS, "hostile")
SECONDS = 60
KIB = 2 * 1024 * 1024


def files():
    return [os.path.join(folder, name) for folder, _, names in sorted(os.walk(HOSTILE))
            for name in sorted(names)]


def attempt(person, path, *words):
    """No crash, no hang; a refusal names the file."""
    began = time.monotonic()
    process = subprocess.run([person.program, *words], env=person.environment(),
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                             timeout=SECONDS)
    said = process.stdout.decode("utf-8", "replace")
    need(process.returncode in (0, 1, 2), "%s: exit %d\n%s", " ".join(words), process.returncode,
         said)
    need(process.returncode == 0 or os.path.basename(path) in said, "%s: the file is not named: %s",
         " ".join(words), said)
    return time.monotonic() - began


def main(program, folder):
    if not os.path.isdir(HOSTILE):
        print("skipped: %s is not there" % HOSTILE)
        return 77
    job = Job(program, folder)
    slowest = 0, ""
    for path in files():
        for words in (("load", job.project, "--format", "coco", path),
                      ("load", job.project, "--format", "jsonl", path),
                      ("release", "verify", path)):
            person = job.ana if words[0] == "load" else job.ben
            slowest = max(slowest, (attempt(person, path, *words), path))
    job.sound()
    need(not job.cases(), "something was made of hostile files")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    need(most < KIB, "%d KiB of memory", most)
    print("%d files; slowest %.1f s (%s); at most %d MiB" % (len(files()), *slowest, most // 1024))
    return 0


if __name__ == "__main__":
    sys.exit(on_call(main))
