# SPDX-License-Identifier: GPL-3.0-or-later
"""names.py PROGRAM COMMANDS.def: names that would rewrite a terminal stand wherever a stranger can
put one, and every command is run on them, for a person and with --json. No control character and
nothing that turns the text around may come out as it is, and every answer is JSON."""
import json
import os
import re
import subprocess
import sys
import tempfile

import made
from team import Failed, need

# Line ends (one let through would show by the next, which is never ours), a tab, next line, the one-character escape sequence, an override and an isolate.
NASTY = "a\n\r\tb\u0085\u009b31mc\u202ed\u2066e\u2028f"
# What may stand in a file name or an argument: also escape sequences, and bytes that are no text.
BYTES = os.fsencode(NASTY) + b"\x1b]0;title\x07\x7f\xff\xc3("
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Runner:
    """Runs commands in one folder, with or without --json, and looks at what comes out."""

    def __init__(self, program, folder, as_json):
        self.program, self.folder, self.as_json = program, folder, as_json
        self.project = self.path("p.countersign")
        self.seen = set()
        os.makedirs(self.path("in"))
        self.secret = self.write("secret", "correct horse battery\n")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return self.path(name)

    def environment(self):
        folders = {"XDG_%s_HOME" % kind: self.path(kind.lower())
                   for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
        return {**os.environ, **folders, "HOME": self.folder, "LC_ALL": "C.UTF-8"}

    def start(self, words, stdin=None):
        done = subprocess.run([self.program, *words], cwd=self.folder, env=self.environment(),
                              input=stdin, capture_output=True, check=False)
        out = []
        for stream in (done.stdout, done.stderr):
            try:
                out.append(stream.decode("utf-8"))
            except UnicodeDecodeError as trouble:
                raise Failed("%s: %s" % (words, trouble)) from trouble
            # Our own tabs part the columns of a table; one of a name would stand before its "b".
            ours = words[0] in TABLES and "\tb\\" not in out[-1]
            found = RAW.search(out[-1].replace("\t", "") if ours else out[-1])
            need(found is None, "%s: lets %r out: %r", words, found and found.group(), out[-1])
        return done.returncode, out[0], out[1]

    def run(self, who, *words, expect=0):
        """With WHO, or as nobody when that is None."""
        self.seen.add(words[0] if words[0] not in FAMILIES else words[:2])
        words = words + (("--as", who) if who else ()) + (("--json",) if self.as_json else ())
        code, out, err = self.start(words)
        need(code == expect, "%s: exit %d, not %d:\n%s%s", words, code, expect, out, err)
        if self.as_json:
            need(err == "", "%s: writes %r to errors with --json", words, err)
            return json.loads(out)
        return out

    def data(self, who, *words):
        return json.loads(self.start((*words, "--as", who, "--json"))[1])["data"]


TABLES = ("backlog", "case", "cases", "control", "history", "items", "load", "person", "status", "tasks",
          "trends")
FAMILIES = ("adjudicate", "case", "context", "control", "escalation", "guideline", "key", "mark", "person", "release", "remark", "schema", "suggestion", "task", "workflow")


def found(run):
    """The project, its people and its documents."""
    for handle in ("lee", "ana", "ben", "cat"):
        run.run(None, "key", "new", "--name", handle, "--handle", handle)
    run.run(None, "key", "new", "--name", NASTY, "--handle", "eve", expect=2)
    run.run(None, "key", "list")
    run.run("lee", "new", run.project, "--name", NASTY)
    run.run("lee", "person", "add", run.project, "--handle", "ana", "--role", "labeler,reviewer")
    run.run("lee", "person", "add", run.project, "--handle", "ben", "--role", "reviewer")
    run.run("lee", "person", "add", run.project, "--handle", "cat", "--role", "reviewer")
    run.run("lee", "person", "role", run.project, "ana", "labeler")
    run.run("lee", "person", "role", run.project, "cat", "sme")
    run.run("lee", "person", "pause", run.project, "cat", "--reason", NASTY)
    run.run("cat", "tasks", run.project)
    run.run("lee", "person", "list", run.project)
    run.run("lee", "person", "resume", run.project, "cat", "--reason", NASTY)
    run.run("lee", "person", "describe", run.project, "ana", "--type", "staff", "--tags", "breast")
    run.run(None, "person", "list", run.project)
    labels = [{"key": "lesion", "name": "x\u009b\u202e", "colour": "#d01c8b", "kinds": ["box"]}]
    schema = {"format": "countersign-schema-1", "name": "x\u009b\u202e", "labels": labels}
    for definition in ("one", NASTY, NASTY + NASTY):
        labels[0]["definition"] = definition
        path = run.write("schema.json", json.dumps(schema))
        run.run("lee", "schema", "publish", run.project, path, "--note", NASTY)
    schema[NASTY] = 1
    path = run.write("bad.json", json.dumps(schema))
    run.run("lee", "schema", "publish", run.project, path, expect=2)
    path = run.write("worse.json", '{"a": b' + NASTY)
    run.run("lee", "schema", "publish", run.project, path, expect=2)
    run.run("lee", "schema", "list", run.project)
    run.run(None, "schema", "ready")
    run.run(None, "schema", "ready", NASTY, expect=2)
    run.run("lee", "schema", "show", run.project)
    run.run(None, "schema", "metrics")
    run.run(None, "schema", "metrics", run.project)
    run.run(None, "schema", "metrics", run.write("last.json", json.dumps(schema)), expect=2)
    flow = {"format": "countersign-workflow-1", "name": NASTY, "stages": [
        {"key": "label", "roles": ["labeler", "reviewer", "sme"]},
        {"key": "review", "roles": ["reviewer", "sme"], "exclude": ["author"]},
        {"key": "approve", "roles": ["sme"], "exclude": ["author"], "sign": True}]}
    path = run.write("flow.json", json.dumps(flow))
    run.run("lee", "workflow", "diff", run.project, path)
    run.run("lee", "workflow", "publish", run.project, path, "--note", NASTY)
    flow["stages"][1]["key"] = NASTY
    path = run.write("flow.json", json.dumps(flow))
    run.run("lee", "workflow", "publish", run.project, path, expect=2)
    run.run("lee", "workflow", "publish", run.project, "--template", NASTY, expect=2)
    run.run("lee", "workflow", "list", run.project)
    run.run("lee", "workflow", "show", run.project)
    run.run("lee", "workflow", "relax", run.project)
    run.run("lee", "workflow", "relax", run.project, NASTY, expect=2)
    run.run("lee", "workflow", "restore", run.project, NASTY, expect=2)
    run.run(None, "workflow", "ready")
    run.run(None, "workflow", "ready", NASTY, expect=2)
    for title in ("one", "C\u0085\u2066D"):
        path = run.write("guide.md", "# A\u009b\u202eB\n\n## G-1 %s\n\nText.\n" % title)
        run.run("lee", "guideline", "publish", run.project, path, "--note", NASTY)
    run.run("lee", "guideline", "list", run.project)
    run.run("ana", "guideline", "news", run.project)
    run.run("ana", "guideline", "ack", run.project)


def bring_in(run):
    """Items of such names, each in a case of such a title; gives the cases' ids."""
    folder = os.fsencode(run.path("in"))
    for name, content in ((BYTES + b".txt", b"A note.\n"), (BYTES, b"\x1b[31m\x00\xff")):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    for i in range(6):
        made.png(run.path("in/%s%d.png" % (NASTY, i)), 64, 48, i + 1)
    run.run(None, "probe", run.path("in"), expect=1)
    run.run("lee", "import", run.project, run.path("in"), "--dry-run", expect=1)
    run.run("lee", "import", run.project, "--continue", expect=2)
    run.run("lee", "import", run.project, "--forget", expect=2)
    run.run("lee", "import", run.project, run.path("in"), expect=1)
    rows = [row["item"] for row in run.data("lee", "items", run.project)["items"]
            if row["kind"] == "image"]
    need(len(rows) == 6, "%d pictures were imported", len(rows))
    run.run("lee", "items", run.project)
    run.run("lee", "case", "add", run.project, NASTY, *rows[:2])
    run.run("lee", "case", "split", run.project, NASTY)
    for n, item in enumerate(rows):
        run.run("lee", "case", "add", run.project, "%d%s" % (n, NASTY), item)
    run.run("lee", "cases", run.project)
    return ["%d%s" % (n, NASTY) for n in range(len(rows))]


def ask(run, case):
    """Questions that go up, and rulings."""
    project = run.project
    words = ("--question", NASTY, "--clause", NASTY[:16], "--level", "lead")
    run.run("ben", "escalation", "raise", project, case, *words)
    run.run("lee", "escalation", "up", project, case, "--level", "sme", "--reason", NASTY)
    run.run("lee", "escalation", "agree", project, case, expect=2)
    run.run("cat", "escalation", "rule", project, case, "--text", NASTY, "--title", NASTY)
    run.run("ana", "escalation", "list", project, "--find", NASTY)
    run.run("ben", "escalation", "show", project, case)
    run.run("ana", "escalation", "show", project, NASTY, expect=2)
    run.run("ben", "task", "skip", project, case, "--reason", NASTY)


def work(run, cases):
    """Every act on a case."""
    project = run.project
    name = run.data("lee", "items", project)["items"][0]["title"]
    marks = made.coco(run.path("marks.json"), [(name, 64, 48), (NASTY, 64, 48)], (NASTY,))
    run.run("ana", "load", project, "--format", "coco", marks, expect=1)
    measured = run.path("measured.json")
    with open(measured, "w", encoding="utf-8") as file:
        json.dump({"cases": [{"id": NASTY, "metric": "scott_pi", "params": {
            "categories": [NASTY, "b"]}, "input": {"ratings": [[NASTY, "b"], ["b", "b"]]}}]}, file)
    run.run(None, "metric", "list")
    run.run(None, "metric", "scott_pi", measured)
    run.run(None, "metric", "cohen_kappa", measured, expect=2)
    run.run(None, "convert", "--from", "coco", marks, "--to", "jsonl", run.path("marks.jsonl"),
            expect=1)
    run.run("lee", "task", "assign", project, cases[0], "ana")
    run.run("lee", "case", "due", project, cases[4], cases[5], "2026-03-04", "--reason", NASTY)
    run.run("lee", "case", "due", project, cases[4], NASTY, expect=2)
    run.run("lee", "backlog", project, "--days", "30")
    run.run("lee", "backlog", project, "--days", NASTY, expect=2)
    run.run("lee", "trends", project, "--since", "2026-01-01", "--person", "ana")
    run.run("lee", "trends", project, "--person", NASTY, expect=2)
    run.run("lee", "trends", project, "--type", NASTY, expect=2)
    run.run("lee", "backlog", project, "--type", "staff")
    run.run("lee", "task", "unassign", project, cases[0], "ana")
    run.run("lee", "task", "unassign", project, cases[0], NASTY, expect=2)
    run.run("lee", "task", "assign", project, cases[0], "ana", "--group", NASTY, expect=2)
    run.run("ana", "task", "next", project, "--group", NASTY, expect=2)
    run.run("lee", "task", "assign", project, cases[0], "ana")
    run.run("lee", "task", "reassign", project, "--from", NASTY, "--to", "ana", expect=2)
    run.run("lee", "cases", project, "--overdue")
    run.run("lee", "case", "priority", project, cases[4], cases[5], "low")
    run.run("lee", "case", "priority", project, cases[4], NASTY, expect=2)
    run.run("lee", "case", "priority", project, cases[4], "high", "--goal", NASTY)
    run.run("lee", "cases", project, "--find", NASTY)
    run.run("lee", "case", "priority", project, "--in", NASTY, "high", expect=2)
    run.run("lee", "case", "priority", project, cases[4], "low")
    for _ in range(2):
        run.run("lee", "case", "undo", project)
    run.run("lee", "case", "undo", project, "--part")
    run.run("lee", "case", "segment", project, cases[4], "--expertise", "breast")
    run.run("lee", "case", "segment", project, cases[4], "--sensitive", NASTY, expect=2)
    run.run("lee", "case", "segments", project)
    run.run("lee", "case", "segment", project, cases[4], "--expertise", "")
    run.run("lee", "case", "changes", project, cases[0], "--versions")
    run.run("lee", "case", "changes", project, cases[0], "--same", NASTY, expect=2)
    run.run("ana", "suggestion", "list", project, cases[0])
    for word in ("take", "drop"):
        run.run("ana", "suggestion", word, project, cases[0], "1", expect=2)
    run.run("ana", "suggestion", "drop", project, cases[0], "1", "--category", NASTY, expect=2)
    run.run("ana", "suggestion", "drop", project, cases[0], "1", "--text", NASTY, expect=2)
    run.run("lee", "context", "allow", project, "history,report", "--note", NASTY)
    run.run("lee", "context", "allow", project, NASTY, expect=2)
    run.run("lee", "context", "add", project, cases[0], "history", run.write("history.txt", NASTY))
    run.run("ana", "context", "show", project, cases[0])
    for words in (("same", "1", "2"), ("untie", "1"), ("same", NASTY, "2"), ("remove", "1"),
                  ("set", "1", "--label", NASTY), ("set", "1", "--attribute", NASTY)):
        run.run("ana", "mark", words[0], project, cases[0], *words[1:], expect=2)
    run.run("ana", "mark", "list", project, cases[0])
    run.run("ana", "task", "next", project)
    run.run("ana", "tasks", project)
    run.run("ana", "task", "skip", project, cases[0], "--reason", NASTY)
    for case in cases[:4]:
        run.run("lee", "task", "assign", project, case, "ana")
        run.run("ana", "task", "submit", project, case, "--answer", "nothing")
    remark(run, cases[2])
    run.run("ana", "task", "withdraw", project, cases[3])
    run.run("ana", "task", "discard", project, cases[3])
    run.run("ana", "task", "agree", project, cases[3], expect=2)
    run.run("ana", "task", "look", project, cases[3], expect=2)
    run.run("ben", "review", project, cases[2], "--decision", "correct", "--answer", NASTY, expect=2)
    run.run("ben", "review", project, cases[2], "--decision", "send-back", "--reason", NASTY)
    ask(run, cases[4])
    for who in ("ben", "cat"):
        for case in cases[:2]:
            run.run(who, "review", project, case, "--decision", "accept", "--reason", NASTY)


def remark(run, case):
    """What is said to and fro about a submitted case."""
    project = run.project
    for text in (NASTY, "x"):
        run.run("ben", "remark", "add", project, case, "--text", text, "--clause", "G-1")
    for words in ((NASTY,), ("0-1", "--item", NASTY)):
        run.run("ben", "remark", "add", project, case, "--span", *words, expect=2)
    run.run("ana", "remark", "list", project, case)
    run.run("ana", "remark", "agree", project, case, "1")
    run.run("ana", "remark", "answer", project, case, "2", "--text", NASTY)
    run.run("ben", "remark", "close", project, case, "2", "--text", NASTY)
    run.run("ben", "remark", "list", project, case)


def deliver(run, cases):
    project, secret = run.project, ("--passphrase-file", run.secret)
    shown = "r\u009b\u202e"
    run.run("cat", "sign", project, *secret)
    run.run(None, "key", "new", "--name", "fay", "--handle", "fay")
    run.run("lee", "person", "add", project, "--handle", "fay", "--role", "labeler")
    run.run("lee", "control", "make", project, cases[0], "--title", NASTY)
    run.run("lee", "control", "list", project)
    run.run("lee", "key", "protect", *secret)
    run.run("lee", "release", "cut", project, NASTY, *secret, expect=2)
    run.run("lee", "release", "cut", project, shown, *secret)
    run.run(None, "release", "list", project)
    run.run(None, "release", "export", project, shown, "--to", run.path(NASTY))
    run.run(None, "release", "verify", run.path(NASTY))
    with open(os.path.join(os.fsencode(run.path(NASTY)), BYTES), "wb"):
        run.run(None, "release", "verify", run.path(NASTY), expect=1)
    run.run("lee", "export", project, "--format", "coco", "--to", os.fsencode(run.folder) + BYTES)
    run.run("lee", "case", "reopen", project, cases[0], "--reason", NASTY)
    with open(project, "rb") as file, open(run.path(NASTY + ".copy"), "wb") as copy:
        copy.write(file.read())
    run.run("ana", "task", "assign", project, cases[4], "ben", expect=2)
    run.run("lee", "merge", project, run.path(NASTY + ".copy"))
    run.run("lee", "history", project)
    run.run("lee", "history", project, cases[0])
    run.run("lee", "history", project, cases[0], "--mark", "1", expect=2)
    run.run("lee", "history", project, cases[0], "--mark", NASTY, expect=2)
    run.run("lee", "status", project)
    run.run(None, "verify", project)
    run.run(None, "sample", run.path("sample"))


def disagree(run, case):
    """Two read a case and say something else; a third settles it."""
    project = run.project
    flow = {"format": "countersign-workflow-1", "name": NASTY, "stages": [
        {"key": "label", "roles": ["labeler", "reviewer"], "reads": 2},
        {"key": "adjudicate", "roles": ["sme"], "exclude": ["author"]},
        {"key": "approve", "roles": ["sme"], "exclude": ["author"], "sign": True}]}
    run.run("lee", "workflow", "publish", project, run.write("two.json", json.dumps(flow)))
    run.run("lee", "case", "reopen", project, case, "--reason", NASTY)
    run.run("ana", "task", "submit", project, case, "--answer", "nothing")
    run.run("ben", "task", "submit", project, case, "--answer", "equivocal")
    run.run("lee", "adjudicate", "reopen", project, case, "--reason", NASTY)
    run.run("cat", "adjudicate", "show", project, case)
    run.run("cat", "adjudicate", "settle", project, case, "--choose", NASTY, expect=2)
    run.run("cat", "adjudicate", "settle", project, case, "--choose", "1=A", "--reason", NASTY)


def slips(run):
    """Words that the program must repeat, when what it was given is nasty."""
    for words in ((BYTES,), ("key", BYTES), ("history", run.project, BYTES), ("status", BYTES),
                  ("status", run.project, b"--" + BYTES), ("sample", b"secret/" + BYTES),
                  ("schema", "publish", run.project, BYTES),
                  ("schema", "metrics", BYTES), ("schema", "metrics", BYTES + b".json"), ("release", "verify", BYTES),
                  ("convert", "--to", "coco", BYTES, BYTES), ("convert", "--to", BYTES, "a", "b"),
                  ("metric", BYTES, BYTES), ("metric", "scott_pi", BYTES),
                  ("task", "submit", run.project, BYTES), ("merge", run.project, BYTES),
                  ("person", "role", run.project, BYTES, BYTES),
                  ("person", "pause", run.project, BYTES, "--reason", "so"),
                  ("person", "resume", run.project, BYTES, "--reason", "so"),
                  ("person", "describe", run.project, BYTES, "--tags", BYTES),
                  ("case", "segment", run.project, BYTES, "--sensitive", "vip"),
                  ("sign", run.project, "--passphrase-file", BYTES),
                  ("new", "x", "--template", BYTES),
                  ("load", run.project, BYTES, "--format", "coco"),
                  ("import", run.project, "in", "--case", BYTES)):
        with_lee = ("--as", "lee") + (("--json",) if run.as_json else ())
        code, out, _ = run.start((*words, *with_lee))
        need(code == 2, "%s: exit %d", words, code)
        if run.as_json:
            json.loads(out)
    run.start(("help", BYTES))
    run.start(("status", run.project, "--as", BYTES))


def one_sitting(run, cases):
    """`run` prints one JSON answer a line."""
    lines = [json.dumps({"command": "history", "args": [case]}) for case in (*cases, NASTY)]
    lines += [json.dumps({"command": word}) for word in ("cases", "items", "status", NASTY)]
    lines += ['{"a": ' + "\u009b\u202e"]
    code, out, _ = run.start(("run", run.project, "--as", "lee"), "\n".join(lines).encode())
    need(code == 1, "run: exit %d", code)
    answers = [json.loads(line) for line in out.splitlines()]
    need(len(answers) >= len(lines), "run: %d answers to %d lines", len(answers), len(lines))
    run.seen.add("run")


def all_there(run, table):
    """Every row of the table of commands was run, and every word of a family."""
    with open(table, encoding="utf-8") as file:
        words = set(re.findall(r"^CS_COMMAND \((\w+)\)", file.read(), re.MULTILINE))
    need(words and words == {seen if isinstance(seen, str) else seen[0] for seen in run.seen},
         "not run: %s", words ^ {seen if isinstance(seen, str) else seen[0] for seen in run.seen})
    listed = re.findall(r"^  (\w+)(?: ([a-z]+))?", run.start(("help",))[1], re.MULTILINE)
    missing = [words for words in listed if words[1] and words not in run.seen]
    need(not missing, "not run: %s", missing)


def main(program, table):
    with tempfile.TemporaryDirectory(prefix="countersign-") as folder:
        for as_json in (False, True):
            run = Runner(os.path.abspath(program), os.path.join(folder, str(as_json)), as_json)
            found(run)
            cases = bring_in(run)
            work(run, cases)
            deliver(run, cases)
            disagree(run, cases[1])
            slips(run)
            one_sitting(run, cases)
            all_there(run, table)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Failed as failure:
        sys.exit("names.py: %s" % failure)
