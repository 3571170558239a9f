# SPDX-License-Identifier: GPL-3.0-or-later
"""People at their own machines: each has a home of their own and runs the real program."""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), *[os.pardir] * 3, "shared",
                      "corpus")
PASSPHRASE = "correct horse battery"


class Failed(Exception):
    """The program, or the world after it, is not as the job needs it."""


def need(condition, message, *details):
    if not condition:
        raise Failed(message % details if details else message)


class Person:
    """One person with folders, keys and index that nobody else has."""

    def __init__(self, program, root, handle, name):
        self.program, self.handle, self.name = program, handle, name
        self.home = os.path.join(root, "home-" + handle)
        os.makedirs(self.home)
        self.secret = os.path.join(self.home, "passphrase")
        with open(self.secret, "w", encoding="ascii") as file:
            file.write(PASSPHRASE + "\n")
        os.chmod(self.secret, 0o600)
        self.identity = os.path.join(root, handle + ".identity.json")
        made = self.run("key", "new", "--name", name, "--handle", handle)
        with open(self.identity, "w", encoding="utf-8") as file:
            json.dump(made["data"]["key"]["identity"], file)

    def environment(self, **more):
        inside = {"HOME": ""}
        for kind in ("DATA", "STATE", "CONFIG", "CACHE"):
            inside["XDG_%s_HOME" % kind] = kind.lower()
        own = {key: os.path.join(self.home, folder) for key, folder in inside.items()}
        return {**os.environ, **own, **more}

    def start(self, *words, **more):
        """The program as a process that goes on by itself."""
        return subprocess.Popen([self.program, *words, "--json"], env=self.environment(**more),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *words, expect=0, secret=False, **more):
        """Runs it to its end and gives its answer; EXPECT is the exit code that is right,
        None for any."""
        if secret:
            words += ("--passphrase-file", self.secret)
        process = self.start(*words, **more)
        out, err = process.communicate()
        need(expect is None or process.returncode == expect, "%s: %s: exit %d instead of %d\n%s%s", self.handle,
             " ".join(words), process.returncode, expect, out.decode(), err.decode())
        return json.loads(out)


def kill_when(process, condition, limit=60):
    """kill -9 as soon as CONDITION holds; TRUE when the process had not ended by itself."""
    until = time.monotonic() + limit
    while process.poll() is None and not condition():
        need(time.monotonic() < until, "the moment to kill never came")
    alive = process.poll() is None
    if alive:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return alive and process.returncode == -signal.SIGKILL


def file_size(path):
    return os.stat(path).st_size if os.path.exists(path) else 0


def on_call(main):
    """Runs MAIN (program, new folder) for the command line; gives the exit code."""
    try:
        if len(sys.argv) > 2:
            return main(sys.argv[1], sys.argv[2])
        with tempfile.TemporaryDirectory(prefix="countersign-") as folder:
            return main(sys.argv[1], os.path.join(folder, "job"))
    except Failed as failure:
        return "%s: %s" % (os.path.basename(sys.argv[0]), failure)
