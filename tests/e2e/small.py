# SPDX-License-Identifier: GPL-3.0-or-later
"""small.py PROGRAM [FOLDER]: the whole job on pictures and texts made here, in a new FOLDER, or in
one that goes again."""
import os
import sys

import bundle
import made
from job import Job
from team import need, on_call


def draw(job):
    """Marks of a file into drafts; what has no place in the project is said and left out."""
    images = [("picture-%d.png" % i, 64, 48) for i in range(3)]
    marks = made.coco(job.path("marks.json"), images)
    loaded = job.ana.run("load", job.project, "--format", "coco", marks)["data"]
    need(loaded["marks"] == 6 and loaded["cases"] == 3, "loaded %s", loaded)
    again = job.ana.run("load", job.project, "--format", "coco", marks)["data"]
    need(again["marks"] == 0 and again["already"] == 6, "loaded twice %s", again)
    strange = made.coco(job.path("strange.json"), [("nowhere.png", 64, 48)], ("ghost",))
    loaded = job.ana.run("load", job.project, "--format", "coco", strange, expect=1)["data"]
    need(loaded["marks"] == 0 and loaded["left_out"] > 0, "loaded %s", loaded)
    notes = []
    for i in range(2):
        with open(job.path("sources", "note-%d.txt" % i), encoding="utf-8", newline="") as file:
            text = file.read()
        at = text.index("Läsion")
        notes.append(("note-%d.txt" % i, text, [(at, at + len("Läsion"))]))
    loaded = job.ana.run("load", job.project, "--format", "jsonl",
                         made.spans(job.path("notes.jsonl"), notes))["data"]
    need(loaded["marks"] == 2, "loaded %s", loaded)


def work(job, titles):
    """One case goes straight through, one is corrected, one sent back; one is never signed."""
    straight, corrected, sent_back, waiting, *notes = titles
    for case in (straight, corrected, sent_back, *notes):
        job.submit(case)
    job.ana.run("task", "submit", job.project, waiting, expect=2)
    job.ana.run("task", "submit", job.project, waiting, "--answer", "nothing")
    for case in (straight, *notes):
        job.decide(job.ben, case, "accept")
    more = made.coco(job.path("more.json"), [("picture-1.png", 64, 48)], aside=5)
    job.ben.run("load", job.project, "--format", "coco", more)
    job.decide(job.ben, corrected, "correct")
    job.decide(job.ben, sent_back, "send-back", "--category", "missed", "--severity", "major",
               "--clause", "G-1", "--reason", "one is missing")
    again = made.coco(job.path("again.json"), [("picture-2.png", 64, 48)], aside=5)
    job.ana.run("load", job.project, "--format", "coco", again)
    job.submit(sent_back)
    job.decide(job.ben, sent_back, "accept")
    for case in (straight, corrected, sent_back, *notes):
        job.decide(job.cat, case, "accept")


def main(program, folder):
    job = Job(program, folder)
    made.sources(job.path("sources"), 4, 2)
    counts = job.import_all(job.path("sources"))
    titles = sorted(job.cases(), key=lambda title: (title.endswith(".txt"), title))
    need(len(titles) == 6, "six cases, not %s: %s", titles, counts)
    draw(job)
    work(job, titles)
    early = job.cat.run("release", "cut", job.project, "too early", secret=True, expect=2)
    need("no case is signed" in early["problems"][0]["message"], "%s", early)
    signed = job.cat.run("sign", job.project, secret=True)["data"]
    need(signed["signed"] == 5, "signed %s", signed)
    job.sound()
    job.release("r1", "--with-sources")
    marks = bundle.check(job.export_release("r1"), "cat")
    need(sorted(len(line["marks"]) for line in marks.values()) == [1, 1, 2, 4, 4],
         "other marks: %s", marks)
    bundle.check_altered(job.ben, job.path("r1-1"))
    states = [line["state"] for line in bundle.lines(job.path("r1-1"), "items.jsonl")]
    need(sorted(states) == ["signed"] * 5 + ["submitted"], "states %s", states)
    export = ("export", job.project, "--format", "coco", "--to", job.path("out"))
    out = job.cat.run(*export, "--state", "any", "--dry-run")["problems"]
    need("not-signed" in [problem["code"] for problem in out], "nothing says what is not signed")
    need(not os.path.exists(job.path("out")), "a dry run writes")
    job.cat.run(*export, "--state", "any")
    bundle.must(job.path("out"), sys.executable, "-B", bundle.READER, "check",
                "annotations.coco.json")
    job.cat.run(*export, "--state", "any", expect=2)
    print("The release lies in %s" % job.path("r1-1"))


if __name__ == "__main__":
    sys.exit(on_call(main))
