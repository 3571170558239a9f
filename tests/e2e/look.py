# SPDX-License-Identifier: GPL-3.0-or-later
"""look.py PROGRAM JOB: what ./dev run says of a project that is given: whose members are here is
found out, and somebody who is no member gets the verification alone."""
import os
import sqlite3
import subprocess
import sys
import tempfile

from team import Failed, need


def main(program, job, folder):
    def run(*words, home="here", expect=0):
        inside = os.path.join(folder, home)
        folders = {"XDG_%s_HOME" % kind: os.path.join(inside, kind.lower())
                   for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
        done = subprocess.run(words, env={**os.environ, **folders, "HOME": inside}, cwd=folder,
                              capture_output=True, check=False, encoding="utf-8")
        need(done.returncode == expect, "%s: exit %d, not %d:\n%s%s", words, done.returncode, expect,
             done.stdout, done.stderr)
        return done.stdout + done.stderr

    for handle in ("abe", "lee", "ana"):
        run(program, "key", "new", "--name", handle, "--handle", handle)
    run(program, "new", "p.countersign", "--as", "lee")
    run(program, "person", "add", "p.countersign", "--handle", "ana", "--role", "labeler",
        "--as", "lee")
    said = run(job, program, "p.countersign")
    need("Nothing was changed" in said and "p: cases 0" in said and "As lee" in said, "%s", said)
    # Somebody else who has the handle of the founder.
    run(program, "key", "new", "--name", "Other", "--handle", "lee", home="there")
    for home in ("there", "nowhere"):
        said = run(job, program, "p.countersign", home=home)
        need("Nothing was changed" in said and "p: cases" not in said and "person add" in said,
             "%s", said)
    # Damage is an answer of its own.
    with sqlite3.connect(os.path.join(folder, "p.countersign")) as file:
        file.execute("UPDATE event SET body = replace(body, 'ana', 'anb')")
    run(program, "verify", "p.countersign", expect=1)
    run(job, program, "p.countersign", expect=1)
    said = run(job, program, "missing.countersign", expect=2)
    need("missing.countersign" in said, "%s", said)


if __name__ == "__main__":
    try:
        with tempfile.TemporaryDirectory(prefix="countersign-") as place:
            sys.exit(main(*map(os.path.abspath, sys.argv[1:3]), place))
    except Failed as failure:
        sys.exit("look.py: %s" % failure)
