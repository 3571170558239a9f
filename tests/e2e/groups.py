# SPDX-License-Identifier: GPL-3.0-or-later
"""groups.py PROGRAM [FOLDER]: labels dealt out to two people who read each case at the same time,
each for theirs, from import to signature. Neither learns of the other's work, nobody hands in what
is the other's, and what leaves is all of it with both as its authors."""
import json
import os
import sys

import made
from team import Person, need, on_call

LABELS = ("lesion", "cyst", "finding")
GROUPS = [{"key": "shapes", "labels": ["lesion", "finding"]}, {"key": "fluids", "labels": ["cyst"]}]
ROLES = {"ana": "labeler", "eva": "labeler", "ben": "reviewer,sme", "cat": "sme,lead"}


def write(path, document):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)
    return path


def schema(path, labels):
    return write(path, {"format": "countersign-schema-1", "name": "two teams", "relations": [],
                        "labels": [{"key": key, "name": key.title(), "kinds":
                                    ["span"] if key == "finding" else ["box", "polygon"]}
                                   for key in labels]})


class Team:
    def __init__(self, program, folder):
        os.makedirs(folder)
        self.folder, self.project = folder, os.path.join(folder, "trial.countersign")
        for handle in ROLES:
            setattr(self, handle, Person(program, folder, handle, handle.title()))
        self.cat.run("new", self.project, "--name", "Trial", "--as", "cat", "--schema",
                     schema(self.path("schema.json"), LABELS))
        for handle, roles in ROLES.items():
            if handle == "cat":
                self.cat.run("person", "role", self.project, handle, roles)
            else:
                self.cat.run("person", "add", self.project, "--identity",
                             getattr(self, handle).identity, "--role", roles)
        made.sources(self.path("sources"), 3, 0)
        self.cat.run("import", self.project, self.path("sources"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def workflow(self, groups):
        ready = self.cat.run("workflow", "ready", "labelers-sme")["data"]["workflow"]
        first = ready["stages"][0]
        del first["reads"]
        first["roles"] = ["labeler", "reviewer"]
        first["groups"] = groups
        return write(self.path("workflow.json"), ready)

    def state(self, person, title):
        rows = person.run("cases", self.project)["data"]["cases"]
        return next((row["state"] for row in rows if row["title"] == title), None)

    def load(self, person, title, label, expect=0, aside=0):
        marks = made.coco(self.path("marks.json"), [(os.path.basename(title), 64, 48)],
                          labels=(label,), aside=aside)
        return person.run("load", self.project, "--format", "coco", marks, expect=expect)

    def refused(self, person, *words, because, secret=False):
        before = self.cat.run("history", self.project)["data"]
        said = person.run(words[0], *words[1:], expect=None, secret=secret)
        told = json.dumps(said["problems"])
        need(not said["ok"] and because in told, "%s %s: %s", person.handle, " ".join(words), told)
        need(self.cat.run("history", self.project)["data"] == before, "it left a trace: %s", words)

    def views(self, person, title):
        asked = (("cases",), ("tasks",), ("history",), ("history", title), ("items",), ("status",),
                 ("backlog",), ("mark", "list", title), ("case", "changes", title), ("verify",))
        told = []
        for words in asked:
            here = 2 if words[0] == "mark" or words[:2] == ("case", "changes") else 1
            told.append(person.run(*words[:here], self.project, *words[here:], expect=None))
        return json.dumps(told, sort_keys=True)


def publish(team):
    """Each label is in one group, now and when the labels change."""
    double = [GROUPS[0], {"key": "fluids", "labels": ["cyst", "lesion"]}]
    for groups, because in ((GROUPS[:1], "two at least"), (double, "already; each is in one"),
                            ([GROUPS[1], {"key": "rest", "labels": ["lesion"]}], "finding")):
        team.refused(team.cat, "workflow", "publish", team.project, team.workflow(groups),
                     because=because)
    team.cat.run("workflow", "publish", team.project, team.workflow(GROUPS))
    shown = team.cat.run("workflow", "show", team.project)["data"]["workflow"]["stages"][0]
    need(shown["groups"] == GROUPS and shown["reads"] == 2, "shown: %s", shown)
    more = schema(team.path("more.json"), LABELS + ("stone",))
    team.refused(team.cat, "schema", "publish", team.project, more, because="stone")
    team.cat.run("workflow", "publish", team.project,
                 team.workflow([GROUPS[0], {"key": "fluids", "labels": ["cyst", "stone"]}]))
    team.cat.run("schema", "publish", team.project, more)
    team.cat.run("schema", "publish", team.project, schema(team.path("schema.json"), LABELS))
    team.cat.run("workflow", "publish", team.project, team.workflow(GROUPS))


def read(team):
    """Both at the same time; gives the title."""
    title = team.ana.run("task", "next", team.project)["data"]["title"]
    need("shapes" in team.state(team.ana, title), "%s", team.state(team.ana, title))
    before = team.views(team.eva, title)
    need('reads fluids' not in before and '"group": "fluids"' in before, "no word: %s", before)
    team.refused(team.eva, "task", "next", team.project, "--group", "bones",
                 because="say one of shapes, fluids")
    got = team.eva.run("task", "next", team.project, "--group", "fluids")["data"]
    need(got["title"] == title and "fluids" in got["state"], "eva has %s", got)
    team.load(team.ana, title, "lesion")
    said = team.load(team.eva, title, "lesion", expect=None)
    need(not said["ok"] or said["data"].get("marks", 0) == 0, "drawn: %s", said)
    need("shapes" in json.dumps(said["problems"]), "no word why: %s", said)
    before = team.views(team.eva, title)
    team.ana.run("task", "submit", team.project, title)
    need(team.views(team.eva, title) == before, "eva sees that ana has read")
    need("1 of 2" in team.state(team.cat, title) and "fluids" in team.state(team.cat, title),
         "the lead is told %s", team.state(team.cat, title))
    team.refused(team.ana, "task", "submit", team.project, title, "--answer", "nothing",
                 because="already")
    team.refused(team.ben, "review", team.project, title, "--decision", "accept",
                 because="nothing was submitted")
    return title


def joined(team, title, marks):
    shown = team.ben.run("mark", "list", team.project, title)["data"]["marks"]
    need(len(shown) == marks, "joined: %s", shown)
    need("review" in team.state(team.cat, title), "%s", team.state(team.cat, title))
    for person in (team.ana, team.eva):
        team.refused(person, "review", team.project, title, "--decision", "accept", because="")
    return shown


def main(program, folder):
    team = Team(program, folder)
    publish(team)
    title = read(team)
    team.eva.run("task", "submit", team.project, title, "--answer", "nothing")
    joined(team, title, 2)
    team.ben.run("review", team.project, title, "--decision", "send-back", "--reason", "no cyst?",
                 "--category", "other", "--severity", "minor")
    # Both read it anew, the other way round.
    team.cat.run("task", "assign", team.project, title, "eva", "--group", "shapes")
    team.refused(team.cat, "task", "assign", team.project, title, "ana", "--group", "shapes",
                 because="somebody else reads that group")
    need("reads shapes" not in json.dumps(team.ana.run("tasks", team.project)["data"]), "leak")
    team.load(team.eva, title, "lesion", aside=2)
    team.load(team.ana, title, "cyst")
    team.eva.run("task", "submit", team.project, title)
    team.eva.run("task", "withdraw", team.project, title)
    team.eva.run("task", "submit", team.project, title)
    team.ana.run("task", "submit", team.project, title)
    shown = joined(team, title, 4)
    need({mark["label"] for mark in shown} == {"lesion", "cyst"}, "joined: %s", shown)
    team.refused(team.cat, "adjudicate", "reopen", team.project, title, "--reason", "no",
                 because="nothing that readers agreed on")
    team.ben.run("review", team.project, title, "--decision", "accept")
    team.cat.run("task", "next", team.project, "--stage", "approve")
    team.cat.run("review", team.project, title, "--decision", "accept")
    team.cat.run("sign", team.project, secret=True)
    need("signed" in team.state(team.cat, title), "%s", team.state(team.cat, title))
    # Who is away has one group; it goes over with the case.
    second = team.ana.run("task", "next", team.project)["data"]["title"]
    team.cat.run("task", "reassign", team.project, "--from", "ana", "--to", "ben")
    need(team.state(team.ana, second) is None or "shapes" not in team.state(team.ana, second),
         "%s", team.state(team.ana, second))
    got = team.ben.run("task", "next", team.project, "--stage", "label")["data"]
    need(got["title"] == second and "shapes" in got["state"], "ben has %s", got)
    team.cat.run("verify", team.project)
    print("two people read a case for their labels, and it was signed as one")


if __name__ == "__main__":
    sys.exit(on_call(main))
