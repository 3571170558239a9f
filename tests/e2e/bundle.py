# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of a release with programs that are not ours, as VERIFY.txt asks for them."""
import filecmp
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile

from team import need

READER = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "readers",
                      "coco_reader.py")


def run(folder, *words, stdin=None):
    done = subprocess.run(words, cwd=folder, stdin=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def must(folder, *words, stdin=None):
    code, said = run(folder, *words, stdin=stdin)
    need(code == 0, "%s: exit %d\n%s", " ".join(words), code, said)
    return said


def ssh_verify(folder, handle, purpose, path):
    with open(os.path.join(folder, path), "rb") as signed:
        return run(folder, "ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", handle,
                   "-n", purpose, "-s", path + ".sig", stdin=signed)[0] == 0


def load(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return json.load(file)


def lines(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def check_sums(folder, releaser):
    must(folder, "sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS")
    need(ssh_verify(folder, releaser, "release@countersign", "SHA256SUMS"),
         "ssh-keygen refuses the signature of the release")
    need(not ssh_verify(folder, releaser, "signoff@countersign", "SHA256SUMS"),
         "the release's signature passes for another purpose")
    must(folder, "minisign", "-V", "-p", "signer.pub", "-m", "SHA256SUMS")
    if os.path.isdir(os.path.join(folder, "sources")):
        must(folder, "sha256sum", "--check", "--quiet", "--strict", "SOURCES.sha256")


def check_case(folder, path, handles):
    """One case alone, by the steps of VERIFY.txt."""
    listed = must(folder, "sh", "-c", 'grep -lFf "$1" manifests/*.json', "sh", path).split()
    need(len(listed) == 1, "%s stands in %d signed lists", path, len(listed))
    signed = load(folder, listed[0])
    need(signed["meaning"] == "approved", "%s is signed as %s", path, signed["meaning"])
    need(ssh_verify(folder, handles[signed["signing_key"]], "signoff@countersign", listed[0]),
         "ssh-keygen refuses the signature of %s", path)
    with open(os.path.join(folder, "revisions.jsonl"), "rb") as file:
        known = {hashlib.sha256(line.rstrip(b"\n")).hexdigest() for line in file}
    entry = load(folder, path)
    need(entry["object"] in known, "the marks of %s are not here", path)
    for kind in ("schema", "guideline", "workflow"):
        if kind in entry:
            with open(os.path.join(folder, "documents", entry[kind] + ".json"), "rb") as file:
                need(hashlib.sha256(file.read()).hexdigest() == entry[kind],
                     "%s: another %s", path, kind)
    return {item["item"]: item["parts"] for item in entry["items"]}


def check(folder, releaser, coco=True):
    """Everything; gives the items of the release with their marks."""
    check_sums(folder, releaser)
    handles = {person["signing_key"]: person["handle"]
               for person in load(folder, "people.json")["people"]}
    parts = {}
    for path in sorted(glob.glob(os.path.join(folder, "signatures", "*.json"))):
        parts.update(check_case(folder, os.path.relpath(path, folder), handles))
    marks = {line["item"]: line for line in lines(folder, "marks.jsonl") if "item" in line}
    need(set(marks) == set(parts), "signed items and released items differ")
    for gid, line in marks.items():
        need([part["sha256"] for part in line["parts"]] == parts[gid], "%s: other files", gid)
        need(line["state"] == "signed", "%s is %s", gid, line["state"])
    must(folder, sys.executable, "-B", "read.py")
    if coco:
        must(folder, sys.executable, "-B", READER, "check", "annotations.coco.json")
    text = open(os.path.join(folder, "VERIFY.txt"), encoding="utf-8").read()
    for word in ("tamper", "immutable", "certified", "compliant", "anonymi", "trusted time"):
        need(not re.search(word, text, re.IGNORECASE), "VERIFY.txt says %s", word)
    return marks


def check_altered(person, folder):
    """Each kind of harm is found by the program, and by sha256sum where it is in the list."""
    for name in ("marks.jsonl", "schema.json", "SHA256SUMS", "people.json"):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            before = file.read()
        with open(path, "wb") as file:
            file.write(before[:-2] + bytes([before[-2] ^ 1]) + before[-1:])
        person.run("release", "verify", folder, expect=1 if name != "release.json" else 2)
        code, _ = run(folder, "sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS")
        need(code != 0 or name == "SHA256SUMS", "sha256sum overlooks a changed %s", name)
        with open(path, "wb") as file:
            file.write(before)
    person.run("release", "verify", folder)


def same_folders(one, two):
    compared = filecmp.dircmp(one, two)
    need(not compared.left_only and not compared.right_only, "%s and %s hold other files", one, two)
    for name in compared.common_files:
        with open(os.path.join(one, name), "rb") as a, open(os.path.join(two, name), "rb") as b:
            need(a.read() == b.read(), "%s differs between two exports", name)
    for name in compared.common_dirs:
        same_folders(os.path.join(one, name), os.path.join(two, name))


def same_as_zip(folder, path):
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        need(names == sorted(names), "the archive is not in order")
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                need(file.read() == archive.read(name), "%s differs between folder and zip", name)
    there = sum(len(files) for _, _, files in os.walk(folder))
    need(there == len(names), "%d files in the folder, %d in the zip", there, len(names))
