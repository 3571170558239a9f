# SPDX-License-Identifier: GPL-3.0-or-later
"""corpus.py PROGRAM [FOLDER]: the whole job on real input, with a kill -9 in an import and in a
submit. Exit 77 (skipped) when the test corpus, beside the source tree, is not there."""
import glob
import os
import sys

import bundle
import made
from job import Job
from team import CORPUS, need, on_call

SERIES, PICTURES, SINGLE, TEXTS = ("dicom/series/ct-head-a", "pictures/cxr", "dicom/wg04/RG1",
                                   "text/meddocan/brat")


def sources(corpus):
    texts = sorted(glob.glob(os.path.join(corpus, TEXTS, "*.txt")))[:10]
    found = [os.path.join(corpus, name) for name in (SERIES, PICTURES, SINGLE)]
    return (found, texts) if len(texts) == 10 and all(map(os.path.isdir, found)) else None


def people_in(path):
    """Names in a text as spans, from the file of annotations beside it."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    places = []
    with open(path[:-3] + "ann", encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1].startswith("NOMBRE") and ";" not in fields[1]:
                start, end = map(int, fields[1].split()[1:])
                if text[start:end] == fields[2]:
                    places.append((start, end))
    return os.path.basename(path), text, places


def pictures_of(job):
    """(stored name, width, height) of every file of a picture or series."""
    rows = job.cat.run("items", job.project)["data"]["items"]
    return [(part["name"], part["width"], part["height"])
            for row in rows if row["kind"] != "text" for part in row["facts"]["parts"]]


def bring_in(job, found, texts):
    job.import_killed(*found, *texts)
    job.import_all(*found, *texts)
    cases = job.cases()
    need(len(cases) == 13, "thirteen cases, not %s", sorted(cases))
    need(len(pictures_of(job)) == 35, "35 files of pictures, not %d", len(pictures_of(job)))
    # Once more is nothing new.
    job.import_all(*found, *texts, expect=None)
    need(len(job.cases()) == 13, "a second import made new cases")
    return cases


def draw(job, texts):
    images = pictures_of(job)
    masks = [name for name, _, _ in images if name.endswith("png")]
    # As other programs would name them: without the folder.
    bare = [(os.path.basename(name), width, height) for name, width, height in images]
    path = made.coco(job.path("marks.json"), bare, masks=list(map(os.path.basename, masks)))
    loaded = job.ana.run("load", job.project, "--format", "coco", path, expect=1)
    said = [problem["code"] for problem in loaded["problems"]]
    need(said == ["unknown-attribute"], "the schema has no attribute iscrowd, and nothing else "
         "is wrong: %s", loaded["problems"])
    loaded = loaded["data"]
    need(loaded["marks"] == 71 and loaded["cases"] == 3, "loaded %s", loaded)
    notes = [people_in(path) for path in texts]
    spans = sum(len(places) for _, _, places in notes)
    need(spans >= 10, "%d names in ten texts", spans)
    loaded = job.ana.run("load", job.project, "--format", "jsonl",
                         made.spans(job.path("notes.jsonl"), notes))["data"]
    need(loaded["marks"] == spans, "loaded %s of %d spans", loaded, spans)
    return {"coco": 71, "spans": spans, "unmarked": [n for n, _, places in notes if not places]}


def submit_all(job, titles, unmarked):
    """Everything is handed in; kill -9 strikes until it has struck in the middle once."""
    killed = False
    for title in titles:
        if os.path.basename(title) in unmarked:
            job.ana.run("task", "submit", job.project, title, "--answer", "nothing")
        elif killed:
            job.submit(title)
        else:
            killed = job.submit_killed(title)
    need(killed, "no submit could be killed")


def review(job, series, picture, single, notes):
    for title in (series, *notes[1:]):
        job.decide(job.ben, title, "accept")
    more = made.coco(job.path("more.json"), [(os.path.basename(picture), 512, 512)], aside=5)
    job.ben.run("load", job.project, "--format", "coco", more)
    job.decide(job.ben, picture, "correct")
    for title in (single, notes[0]):
        job.decide(job.ben, title, "send-back", "--category", "boundary", "--severity", "minor",
                   "--clause", "G-1", "--reason", "the edge is elsewhere")
    need("sent back" in job.cases()[single]["state"], "the case was not sent back")
    for title in (single, notes[0]):
        job.submit(title)
        job.decide(job.ben, title, "accept")


def approve(job, titles):
    for title in titles:
        job.decide(job.cat, title, "accept")
    signed = job.cat.run("sign", job.project, secret=True)["data"]
    need(signed["signed"] == len(titles), "signed %s", signed)
    job.sound()


def main(program, folder):
    there = sources(CORPUS)
    if there is None:
        print("skipped: %s is not there" % CORPUS)
        return 77
    job = Job(program, folder)
    cases = bring_in(job, *there)
    marks = draw(job, there[1])
    notes = sorted(title for title in cases if title.endswith(".txt"))
    series, single = (next(t for t in cases if name in t) for name in ("ct-head-a", "RG1"))
    picture = next(title for title in cases if title.endswith(".png"))
    titles = [series, picture, single, *notes]
    submit_all(job, titles, marks["unmarked"])
    review(job, series, picture, single, notes)
    # One text stays behind, to see that it does.
    approve(job, titles[:-1])
    job.release("r1", "--format", "coco,jsonl")
    released = bundle.check(job.export_release("r1"), "cat")
    need(len(released) == 12, "%d items in the release", len(released))
    number = sum(len(line["marks"]) for line in released.values()
                 if line["media"] != "text")
    need(number == marks["coco"] + 2, "%d marks on pictures", number)
    states = [line["state"] for line in bundle.lines(job.path("r1-1"), "items.jsonl")]
    need(sorted(states) == ["signed"] * 12 + ["submitted"], "states %s", states)
    bundle.check_altered(job.ben, job.path("r1-1"))
    # With its sources: the files are those of the corpus, byte for byte.
    job.release("r2", "--with-sources")
    with_sources = job.export_release("r2")
    bundle.check(with_sources, "cat")
    print("The release lies in %s" % with_sources)
    return 0


if __name__ == "__main__":
    sys.exit(on_call(main))
