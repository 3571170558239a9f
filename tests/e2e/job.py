# SPDX-License-Identifier: GPL-3.0-or-later
"""The job of three people, from import to a release, and what must be true after each step."""
import os
import shutil
import time

import bundle
import made
from team import Person, file_size, kill_when, need


class Job:
    """A project in FOLDER with a labeler, a reviewer, and an expert who leads."""

    def __init__(self, program, folder):
        self.folder = os.path.abspath(folder)
        os.makedirs(self.folder)
        self.project = self.path("trial.countersign")
        self.ana = Person(program, self.folder, "ana", "Ana Label")
        self.ben = Person(program, self.folder, "ben", "Ben Review")
        self.cat = Person(program, self.folder, "cat", "Cat Expert")
        self.cat.run("new", self.project, "--name", "Trial", "--as", "cat", "--schema",
                     made.schema(self.path("schema.json")), "--guideline",
                     made.guideline(self.path("rules")))
        self.cat.run("person", "add", self.project, "--identity", self.ana.identity,
                     "--role", "labeler")
        self.cat.run("person", "add", self.project, "--identity", self.ben.identity,
                     "--role", "reviewer")
        self.cat.run("person", "role", self.project, "cat", "lead,sme")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def status(self):
        return self.cat.run("status", self.project)["data"]

    def cases(self):
        return {row["title"]: row for row in self.cat.run("cases", self.project)["data"]["cases"]}

    def sound(self):
        self.cat.run("verify", self.project)

    def import_killed(self, *sources):
        """kill -9 once source bytes are in the file; nothing may be half there."""
        before = file_size(self.project)
        process = self.cat.start("import", self.project, *sources)
        killed = kill_when(process, lambda: file_size(self.project) > before + 200000)
        need(killed, "the import was over before it could be killed")
        self.sound()
        need(not self.cases(), "a killed import left cases")

    def import_all(self, *sources, expect=0):
        return self.cat.run("import", self.project, *sources, expect=expect)["data"]

    def submit(self, case):
        self.ana.run("task", "submit", self.project, case)

    def submit_killed(self, case):
        """kill -9 during submits, while the file is being written or some time before or after;
        the work is there, whole, each time. TRUE when a submit was killed before its end."""
        killed = False
        for attempt in range(20):
            process = self.ana.start("task", "submit", self.project, case)
            until = time.monotonic() + 0.001 * attempt
            hit = []

            def now():
                if os.path.exists(self.project + "-journal"):
                    hit.append(True)
                return hit or time.monotonic() > until

            alive = kill_when(process, now)
            killed = killed or alive
            self.ana.run("verify", self.project)  # what she left is hers to take back
            self.sound()
            submitted = "waits for review" in self.cases()[case]["state"]
            if alive and hit:
                break
            if submitted:
                self.ana.run("task", "withdraw", self.project, case)
        if not submitted or not (alive and hit):
            self.submit(case)
        return killed

    def decide(self, person, case, decision, *more):
        person.run("review", self.project, case, "--decision", decision, *more)

    def release(self, name, *more):
        return self.cat.run("release", "cut", self.project, name, *more, secret=True)["data"]

    def export_release(self, name):
        """Twice as a folder and twice as a zip, the second time elsewhere; the same bytes."""
        one, two = self.path(name + "-1"), self.path(name + "-2")
        other = {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
        self.ana.run("release", "export", self.project, name, "--to", one, expect=2)
        self.cat.run("release", "export", self.project, name, "--to", one, TZ="UTC",
                     LC_ALL="C.UTF-8")
        self.ben.run("release", "export", self.project, name, "--to", two, **other)
        bundle.same_folders(one, two)
        self.cat.run("release", "export", self.project, name, "--to", one + ".zip", TZ="UTC")
        self.ben.run("release", "export", self.project, name, "--to", two + ".zip", **other)
        with open(one + ".zip", "rb") as a, open(two + ".zip", "rb") as b:
            need(a.read() == b.read(), "two zips of the same release differ")
        bundle.same_as_zip(one, one + ".zip")
        shutil.rmtree(two)
        os.unlink(two + ".zip")
        for path in (one, one + ".zip"):
            self.ben.run("release", "verify", path)
        self.ben.run("release", "verify", self.project, name)
        return one
