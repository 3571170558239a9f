#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads this bundle with Python's standard library:  python3 read.py [FOLDER]

    for item, marks in read("."):  ...

Every file is checked against SHA256SUMS first. An item without marks may still have been read: see
its state and answer. Lengths are 1/1000 pixel of the stored picture from the corner of its first
pixel, text positions are code points."""
import hashlib, json, os, sys

def verify(folder):
    with open(os.path.join(folder, "SHA256SUMS"), encoding="utf-8") as sums:
        for line in sums:
            digest, name = line.rstrip("\n").split("  ", 1)
            with open(os.path.join(folder, name), "rb") as file:
                if hashlib.sha256(file.read()).hexdigest() != digest:
                    raise ValueError("%s is not the file that was released" % name)

def read(folder):
    verify(folder)
    def lines(name): return map(json.loads, open(os.path.join(folder, name), encoding="utf-8"))
    marks = {line["item"]: line["marks"] for line in lines("marks.jsonl") if "item" in line}
    for item in lines("items.jsonl"):
        yield item, marks.get(item["item"], [])

if __name__ == "__main__":
    for item, marks in read(sys.argv[1] if len(sys.argv) > 1 else "."):
        print(item["name"], item.get("state"), item.get("answer", ""), len(marks), sep="\t")
