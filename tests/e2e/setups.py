# SPDX-License-Identifier: GPL-3.0-or-later
"""setups.py PROGRAM [FOLDER]: each of the set-ups from import to release, by five people who
take what the queue gives them, and one that begins strict and is relaxed. At each step they try what
other tools let pass: to finish without review, to go back, to hand work past a reviewer, to settle
one's own. Nothing of it may be done, or leave a trace in the project; and who reads beside others
learns nothing of them, nor who reads a control case that it is one."""
import hashlib
import json
import os
import re
import sys

import bundle
import made
from team import Person, need, on_call

PICTURES = 5
# Who is what, for each template. The last leads.
TEAMS = {
    "labelers-sme": {"ana": "labeler", "eva": "labeler", "ben": "reviewer", "cat": "sme",
                     "lee": "lead"},
    "qc-qa": {"ana": "labeler", "ben": "reviewer", "dan": "reviewer", "eva": "reviewer",
              "cat": "sme,lead"},
    "consensus": {"ana": "labeler", "eva": "labeler", "dan": "labeler", "ben": "adjudicator",
                  "cat": "sme,lead"},
    "peer-review": {"ana": "sme", "ben": "sme", "cat": "sme", "dan": "sme", "lee": "lead"},
    "kick-off": {"ana": "labeler", "eva": "labeler", "dan": "adjudicator", "ben": "reviewer",
                 "cat": "sme,lead"},
}
# Of which several read each case, each for themselves.
BLIND = ("consensus", "kick-off")
# The only expert keeps to approval: where who accepted before may not approve, a case that they had
# reviewed would stop. So does the only reviewer where who settled is an author.
STAGES = {"qc-qa": {"cat": "approve"}, "kick-off": {"cat": "approve", "ben": "review"}}
# What each of them must have come by.
TRIED = {
    "labelers-sme": {"submitted", "decided"},
    "qc-qa": {"submitted", "decided"},
    "consensus": {"settled"},
    "peer-review": {"submitted"},
    "kick-off": {"settled"},
}
SIGNED = "signed"


class Team:
    """Five people and one project in FOLDER."""

    def __init__(self, program, folder, template):
        self.folder, self.template = folder, template
        os.makedirs(folder)
        self.project = self.path("trial.countersign")
        roles = TEAMS[template]
        self.people = {handle: Person(program, folder, handle, handle.title() + " Person")
                       for handle in roles}
        self.lead = list(self.people.values())[-1]
        self.labelers = [person for handle, person in self.people.items()
                         if "lead" not in roles[handle].split(",")]
        self.lead.run("new", self.project, "--name", "Trial", "--as", self.lead.handle, "--schema",
                      made.schema(self.path("schema.json")), "--guideline",
                      made.guideline(self.path("rules")))
        for handle, person in self.people.items():
            if person is self.lead:
                person.run("person", "role", self.project, handle, roles[handle])
            else:
                self.lead.run("person", "add", self.project, "--identity", person.identity,
                              "--role", roles[handle])
        self.publish()
        made.sources(self.path("sources"), PICTURES, 0)
        self.lead.run("import", self.project, self.path("sources"))
        self.titles = sorted(self.states())
        need(len(self.titles) == PICTURES, "cases: %s", self.titles)

    def publish(self):
        """Where shares are drawn half of the cases are, or five of them may all be passed over."""
        if self.template != "qc-qa":
            said = self.lead.run("workflow", "publish", self.project, "--template",
                                 self.template, expect=None)
            need(said["ok"] or "word for word" in said["problems"][0]["message"], "%s", said)
            return
        workflow = self.lead.run("workflow", "ready", self.template)["data"]["workflow"]
        for stage in workflow["stages"]:
            if "share" in stage:
                stage["share"] = 50
        path = self.path("workflow.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(workflow, file)
        self.lead.run("workflow", "publish", self.project, path)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def states(self):
        return {row["title"]: row["state"]
                for row in self.lead.run("cases", self.project)["data"]["cases"]}

    def acts(self):
        """The whole journal, as the lead reads it."""
        return self.lead.run("history", self.project)["data"]

    def draw(self, person, title, aside):
        """Marks of a file into the person's draft."""
        marks = made.coco(self.path("marks.json"), [(os.path.basename(title), 64, 48)],
                          aside=aside)
        person.run("load", self.project, "--format", "coco", marks)

    def refused(self, person, *words, secret=False):
        """It is refused, in words, and nothing happened."""
        before = self.acts()
        said = person.run(*words, expect=None, secret=secret)
        need(not said["ok"], "%s may: %s", person.handle, " ".join(words))
        need(any(problem["message"] for problem in said["problems"]), "no word why: %s", said)
        need(self.acts() == before, "%s: %s left a trace", person.handle, " ".join(words))


# --- what must not be possible ---

def try_before(team, title):
    """Of a case that nobody has read."""
    for person in team.people.values():
        team.refused(person, "review", team.project, title, "--decision", "accept")
        team.refused(person, "sign", team.project, title, secret=True)
        team.refused(person, "release", "cut", team.project, "early", secret=True)
        team.refused(person, "task", "withdraw", team.project, title)
        team.refused(person, "adjudicate", "show", team.project, title)
    for person in team.labelers:
        own = ("person", "role", team.project, person.handle, "lead,sme,reviewer")
        team.refused(person, *own)
        team.refused(person, "workflow", "publish", team.project, "--template", "peer-review")
        team.refused(person, "task", "assign", team.project, title, person.handle)
        team.refused(person, "case", "priority", team.project, title, "high")
        team.refused(person, "case", "due", team.project, title, "2031-01-01")


def try_submitted(team, title, author):
    """Of a case that its author has handed in, and that nobody has gone on from."""
    team.refused(author, "review", team.project, title, "--decision", "accept")
    team.refused(author, "review", team.project, title, "--decision", "correct")
    team.refused(author, "review", team.project, title, "--decision", "send-back", "--reason",
                 "mine", "--category", "other", "--severity", "minor")
    team.refused(author, "sign", team.project, title, secret=True)
    team.refused(author, "task", "submit", team.project, title, "--answer", "nothing")
    team.refused(team.lead, "task", "assign", team.project, title, author.handle)
    team.refused(team.lead, "case", "split", team.project, title)
    for person in team.people.values():
        team.refused(person, "sign", team.project, title, secret=True)
        if person is not author:
            team.refused(person, "task", "withdraw", team.project, title)
            team.refused(person, "task", "submit", team.project, title, "--answer", "nothing")
        if person is not team.lead:
            team.refused(person, "case", "reopen", team.project, title, "--reason", "I would")


def try_decided(team, title, author, decider):
    """Of a case that was accepted at a stage before the last."""
    for person in (author, decider):
        team.refused(person, "sign", team.project, title, secret=True)
    team.refused(author, "task", "withdraw", team.project, title)
    team.refused(author, "case", "reopen", team.project, title, "--reason", "again")
    team.refused(author, "task", "submit", team.project, title, "--answer", "nothing")
    # A laxer workflow is for what is begun from now on.
    before = team.states()[title]
    team.lead.run("workflow", "publish", team.project, "--template", "peer-review")
    need(team.states()[title] == before, "a new workflow moved a case: %s", team.states()[title])
    team.refused(author, "review", team.project, title, "--decision", "accept")
    team.refused(author, "sign", team.project, title, secret=True)
    team.publish()


def try_signed(team, title):
    """Of a case that is signed: it is read only until a lead opens it again."""
    for person in team.people.values():
        team.refused(person, "task", "submit", team.project, title, "--answer", "nothing")
        team.refused(person, "review", team.project, title, "--decision", "send-back", "--reason",
                     "no", "--category", "other", "--severity", "minor")
        team.refused(person, "adjudicate", "reopen", team.project, title, "--reason", "no")
        if person is not team.lead:
            team.refused(person, "case", "reopen", team.project, title, "--reason", "no")
            team.refused(person, "task", "assign", team.project, title, person.handle)
    team.refused(team.lead, "case", "reopen", team.project, title)  # a reason is needed


def views(team, person, title):
    """All that the command line tells somebody."""
    told = {}
    for words in (("cases",), ("tasks",), ("history",), ("history", title), ("items",),
                  ("status",), ("backlog",), ("mark", "list", title), ("suggestion", "list", title),
                  ("remark", "list", title), ("case", "changes", title), ("verify",),
                  ("case", "changes", title, "--versions"), ("adjudicate", "show", title),
                  ("review", title, "--decision", "accept", "--dry-run"),
                  ("escalation", "list"), ("export", "--format", "coco", "--to",
                                           team.path("peek"), "--state", "any", "--dry-run")):
        here = 2 if words[0] in ("mark", "suggestion", "remark", "adjudicate", "escalation") or \
            words[:2] == ("case", "changes") else 1
        said = person.run(*words[:here], team.project, *words[here:], expect=None)
        told[words] = json.dumps(said, sort_keys=True)
    return told


def same_views(before, after, what):
    for words, said in after.items():
        need(before[words] == said, "%s is seen in %s:\n%s\n%s", what, " ".join(words),
             before[words], said)


def rows_in(value):
    """Every object of a list, wherever it stands."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inside:
        if isinstance(value, list) and isinstance(part, dict):
            yield part
        else:
            yield from rows_in(part)


def told_of(team, person, title):
    """What somebody is told of one case, as if it and its file were called otherwise."""
    gids = [row["case"] for row in person.run("cases", team.project)["data"]["cases"]
            if row["title"] == title]
    told = {}
    for words, said in views(team, person, title).items():
        rows = rows_in(json.loads(said)["data"])
        about = [row for row in rows if any(name in json.dumps(row) for name in (title, *gids))]
        text = said if title in words else json.dumps(about, sort_keys=True)
        for pattern, instead in ((re.escape(title), "it"), (r"\b[0-9a-f]{8,}\b", "<id>"),
                                 (r"[-\d]{10}T[:.\d]+Z", "<time>"), (r'"size": \d+', '"size"')):
            text = re.sub(pattern, instead, text)
        told[" ".join(words).replace(title, "it")] = text
    return told


def alike(team, person, one, other):
    """Of two cases somebody is told the same."""
    right = told_of(team, person, other)
    for words, said in told_of(team, person, one).items():
        need(said == right[words], "%s and %s differ in %s:\n%s\n%s", one, other, words, said,
             right[words])


# --- what happens ---

def claim(team, person):
    """What the queue gives somebody; None when nothing waits."""
    stage = STAGES.get(team.template, {}).get(person.handle)
    only = ("--stage", stage) if stage else ()
    got = person.run("task", "next", team.project, *only, expect=None)["data"]
    return got if got.get("case") else None


def read(team, person, got, aside):
    team.draw(person, got["title"], aside)
    person.run("task", "submit", team.project, got["title"])


def settle(team, person, title):
    """The first position of each dispute, with a reason."""
    disputes = person.run("adjudicate", "show", team.project, title)["data"]["disputes"]
    chosen = []
    for dispute in disputes:
        text = json.dumps(dispute)
        need(not any(handle + '"' in text for handle in team.people), "a name: %s", dispute)
        chosen += ["--choose", "%d=%s" % (dispute["n"], dispute["positions"][0]["position"])]
    person.run("adjudicate", "settle", team.project, title, *chosen, "--reason",
               "its edge is nearest to what is seen")


class Walk:
    """Everybody takes turns with what the queue serves until nothing waits."""

    def __init__(self, team):
        self.team = team
        self.authors, self.deciders, self.sent_back, self.corrected = {}, {}, set(), set()
        self.tried = set()

    def once(self, kind, act, *arguments):
        if kind not in self.tried:
            self.tried.add(kind)
            act(self.team, *arguments)

    def step(self, person):
        got = claim(self.team, person)
        if got is None:
            return False
        title, state = got["title"], got["state"]
        if "adjudicat" in state:
            settle(self.team, person, title)
            self.once("settled", lambda team: team.refused(
                person, "sign", team.project, title, secret=True))
        elif got["stage"] in ("label",):
            self.label(person, got)
        else:
            self.decide(person, got)
        return True

    def label(self, person, got):
        title = got["title"]
        reads = self.authors.setdefault(title, [])
        need(person.handle not in reads or title in self.sent_back or title in self.corrected,
             "%s was given %s twice", person.handle, title)
        # In every second case one reader sees the finding elsewhere.
        aside = 20 if reads and int(hashlib.sha256(title.encode()).hexdigest(), 16) % 2 else 0
        read(self.team, person, got, aside + (3 if title in self.sent_back else 0))
        reads.append(person.handle)
        if self.team.template not in BLIND:
            self.once("submitted", try_submitted, title, person)

    def decide(self, person, got):
        title, team = got["title"], self.team
        authors = self.authors[title]
        need(team.template in BLIND or person.handle != authors[-1] or title in
             self.corrected, "%s is asked to judge their own", person.handle)
        if not self.sent_back and team.template not in BLIND:
            self.sent_back.add(title)
            person.run("review", team.project, title, "--decision", "send-back", "--reason",
                       "the edge is too far out", "--category", "boundary", "--severity", "minor")
            return
        if not self.corrected and title not in self.sent_back and person.handle == "ben":
            self.corrected.add(title)
            team.draw(person, title, 5)
            person.run("review", team.project, title, "--decision", "correct")
            team.refused(person, "review", team.project, title, "--decision", "accept")
            self.authors[title].append(person.handle)
            return
        person.run("review", team.project, title, "--decision", "accept")
        if "waits for approval" in team.states()[title]:
            author = team.people[authors[-1]]
            self.once("decided", try_decided, title, author, person)

    def whole(self):
        for _ in range(40 * PICTURES):
            if not any([self.step(person) for person in self.team.people.values()]):
                return
        need(False, "the queue never ends: %s", self.team.states())


def read_blind(team):
    """One reads; the two others see the same as before, and so they do when the second has read."""
    title = team.titles[0]
    ana, eva, dan = (team.people[handle] for handle in ("ana", "eva", "dan"))
    before = {person: views(team, person, title) for person in (eva, dan)}
    team.draw(ana, title, 0)
    for person in (eva, dan):
        same_views(before[person], views(team, person, title), "a draft")
    ana.run("task", "submit", team.project, title)
    for person in (eva, dan):
        same_views(before[person], views(team, person, title), "who has read")
    eva.run("task", "submit", team.project, title, "--answer", "nothing")
    same_views(before[dan], views(team, dan, title), "who has read")
    mine = views(team, ana, title)
    eva.run("task", "withdraw", team.project, title)
    same_views(mine, views(team, ana, title), "what another reader took back")
    ana.run("task", "withdraw", team.project, title)
    ana.run("task", "discard", team.project, title)
    eva.run("task", "discard", team.project, title, expect=None)


def read_closed(team):
    """What is done in a segment that two reviewers were not let in to is seen by neither."""
    title = team.titles[0]
    ana, dan, eva = (team.people[handle] for handle in ("ana", "dan", "eva"))
    team.lead.run("case", "segment", team.project, title, "--sensitive", "vip")
    team.lead.run("person", "describe", team.project, "ana", "--segments", "vip")
    before = {person: views(team, person, title) for person in (dan, eva)}
    for person, told in before.items():
        for words in (("cases",), ("tasks",), ("items",), ("history",), ("status",), ("backlog",)):
            need(title not in told[words] and "vip" not in told[words], "%s is told in %s: %s",
                 person.handle, " ".join(words), told[words])
    team.draw(ana, title, 0)
    ana.run("task", "submit", team.project, title)
    for person in (dan, eva):
        same_views(before[person], views(team, person, title), "what is in a closed segment")
        team.refused(person, "review", team.project, title, "--decision", "accept")
        team.refused(person, "task", "submit", team.project, title)
    ana.run("task", "withdraw", team.project, title)
    ana.run("task", "discard", team.project, title)
    team.lead.run("person", "describe", team.project, "ana", "--segments", "")
    team.lead.run("case", "segment", team.project, title, "--sensitive", "")


def finish(team):
    """All of it is signed, and what leaves is what was signed."""
    signers = [person for handle, person in team.people.items()
               if "sme" in TEAMS[team.template][handle]]
    for person in signers:
        person.run("sign", team.project, expect=None, secret=True)  # who accepted none has none
    states = team.states()
    need(all(SIGNED in state for state in states.values()), "not all signed: %s", states)
    try_signed(team, team.titles[0])
    team.lead.run("release", "cut", team.project, "r1", secret=True)
    out = team.path("r1")
    releases = team.lead.run("release", "list", team.project)["data"]["releases"]
    need(len(releases) == 1, "releases: %s", releases)
    team.lead.run("release", "export", team.project, "r1", "--to", out)
    bundle.check_sums(out, team.lead.handle)
    for person in team.people.values():
        person.run("release", "verify", out)


# --- strict at first ---

def step_of(team):
    """How far the cases are for the next step of the review; None when there is none."""
    stages = team.lead.run("workflow", "relax", team.project)["data"]["stages"]
    return stages[0] if stages else None


def hand_in(team, person):
    got = claim(team, person)
    read(team, person, got, 0)
    return got["title"]


def review(team, title, decision="accept"):
    more = ("--reason", "again", "--category", "other") if decision != "accept" else ()
    team.people["ben"].run("review", team.project, title, "--decision", decision, *more)


def relax_and_back(program, folder):
    """A rule is met by what people decide; what was begun goes on as it began, what is begun then
    goes past the review, until a lead makes it strict again."""
    team = Team(program, folder, "labelers-sme")
    ana, eva, ben, lead = (team.people[handle] for handle in ("ana", "eva", "ben", "lee"))
    workflow = lead.run("workflow", "show", team.project)["data"]["workflow"]
    workflow["stages"][1]["relax"] = [{"accepted": 2, "of": 3, "share": 1}]
    path = team.path("strict.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(workflow, file)
    lead.run("workflow", "publish", team.project, path)
    versions = len(lead.run("workflow", "list", team.project)["data"]["versions"])
    begun = claim(team, eva)["title"]
    titles = [hand_in(team, ana) for _ in range(3)]
    review(team, titles[0])
    review(team, titles[1], "send-back")
    need(step_of(team)["accepted"] == 1 and step_of(team)["decided"] == 2, "%s", step_of(team))
    team.refused(lead, "workflow", "relax", team.project, "review")
    review(team, titles[2])
    need(step_of(team)["may"], "%s", step_of(team))
    for person in (ana, ben, team.people["cat"]):
        team.refused(person, "workflow", "relax", team.project, "review")
    lead.run("workflow", "relax", team.project, "review", "--note", "two of three")
    need(step_of(team) is None, "a step is left: %s", step_of(team))
    team.refused(lead, "workflow", "relax", team.project, "review")
    team.draw(eva, begun, 0)
    eva.run("task", "submit", team.project, begun)
    need("waits for review" in team.states()[begun], "begun before: %s", team.states()[begun])
    lax = hand_in(team, eva)
    need("waits for approval" in team.states()[lax], "begun then: %s", team.states()[lax])
    lead.run("workflow", "restore", team.project, str(versions), "--note", "a new labeler")
    need(step_of(team)["decided"] == 0, "what was decided before counts: %s", step_of(team))
    team.refused(lead, "workflow", "relax", team.project, "review")
    lead.run("case", "reopen", team.project, lax, "--reason", "again", expect=None)
    need("waits for approval" in team.states()[lax], "moved: %s", team.states()[lax])
    lead.run("verify", team.project)
    print("relaxed from data, and strict again: %d versions" % (versions + 2))


# --- read once more ---

def approve(team, title):
    """Up to its signature, by whoever the set-up has for that."""
    if team.template == "labelers-sme":
        review(team, title)
    yield
    team.people["cat"].run("review", team.project, title, "--decision", "accept")
    yield
    team.people["cat"].run("sign", team.project, secret=True)
    yield


def read_control(program, folder, template, readers):
    """Gus reads a case that READERS read before and that is signed, and is told of it what he is
    told of any other, whatever becomes of that."""
    team = Team(program, folder, template)
    gus, lead, right = Person(program, folder, "gus", "Gus Person"), team.lead, team.titles[0]
    lead.run("person", "add", team.project, "--identity", gus.identity, "--role", "labeler")
    for handle in readers:
        need(hand_in(team, team.people[handle]) == right, "%s reads another case", handle)
    for _ in approve(team, right):
        pass
    lead.run("control", "make", team.project, right, "--for", "gus")
    control = lead.run("control", "list", team.project)["data"]["controls"][0]["title"]
    other, more = team.titles[1:3]
    need(control not in team.titles, "two cases are called %s", control)
    alike(team, gus, control, other)
    for title in (control, other):
        team.draw(gus, title, 0)
        gus.run("task", "submit", team.project, title)
    alike(team, gus, control, other)
    for handle in readers[1:]:
        team.draw(team.people[handle], other, 0)
        team.people[handle].run("task", "submit", team.project, other)
    for _ in approve(team, other):
        alike(team, gus, control, other)
    gus.run("task", "submit", team.project, more, "--answer", "nothing")
    back = [gus.run("task", "withdraw", team.project, title, expect=None)["problems"][0]
            ["message"].replace(title, "it") for title in (control, other)]
    need(back[0] == back[1], "%s", back)
    for person in team.people.values():
        told = "".join(views(team, person, right).values())
        need(person is lead or control not in told, "%s is told", person.handle)
    found = lead.run("control", "list", team.project)["data"]["controls"][0]
    need(found["percent"] == 100, "%s", found)
    print("%s: a control case is like any other to who reads it" % template)


def main(program, folder):
    os.makedirs(folder)
    for template in TEAMS:
        team = Team(program, os.path.join(folder, template), template)
        try_before(team, team.titles[0])
        if template == "consensus":
            read_blind(team)
        if template == "qc-qa":
            read_closed(team)
        walk = Walk(team)
        walk.whole()
        need(walk.tried >= TRIED[template], "not tried in %s: %s", template,
             TRIED[template] - walk.tried)
        finish(team)
        team.lead.run("verify", team.project)
        print("%s: %d cases signed by five people" % (template, PICTURES))
    relax_and_back(program, os.path.join(folder, "relax"))
    read_control(program, os.path.join(folder, "control"), "labelers-sme", ("eva",))
    read_control(program, os.path.join(folder, "control-of-three"), "consensus",
                 ("ana", "eva", "dan"))


if __name__ == "__main__":
    sys.exit(on_call(main))
