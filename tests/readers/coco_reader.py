# SPDX-License-Identifier: GPL-3.0-or-later
"""A COCO reader in the standard library, to check what Countersign writes.

It shares no code and no author's shortcut with Countersign: run lengths are decoded letter by
letter as the format describes them, areas and boxes are computed from pixels.

    coco_reader.py check FILE...          every rule of the format holds in FILE
    coco_reader.py same FILE OTHER        both say the same of the same images
    coco_reader.py oracle ORACLE          this reader agrees with known values
"""
import json
import sys
from fractions import Fraction


class Wrong(Exception):
    """Something in a file is not as the format wants it."""


def need(condition, message, *details):
    if not condition:
        raise Wrong(message % details)


# --- run lengths: columns first, zeros first ---

def runs_of_string(text):
    """5 bits a letter from '0' on, low bits first; 32 says more follow; sign in the last letter."""
    runs, value, shift = [], 0, 0
    for letter in text:
        bits = ord(letter) - 48
        need(0 <= bits < 64, "foreign letter %r in run lengths", letter)
        value |= (bits & 31) << shift
        shift += 5
        if bits & 32:
            continue
        if bits & 16:
            value -= 1 << shift
        if len(runs) > 2:
            value += runs[-2]
        runs.append(value)
        value = shift = 0
    need(shift == 0, "run lengths end inside a number")
    return runs


def runs_of(segmentation):
    counts, (height, width) = segmentation["counts"], segmentation["size"]
    runs = runs_of_string(counts) if isinstance(counts, str) else counts
    need(all(isinstance(run, int) and run >= 0 for run in runs), "a run is negative")
    need(sum(runs) == height * width, "runs hold %d pixels of %d", sum(runs), height * width)
    return runs


def pixels_of(segmentation):
    """The set pixels as stretches (x, first y, last y + 1)."""
    height, at, ones, found = segmentation["size"][0], 0, False, []
    for run in runs_of(segmentation):
        end = at + run
        while ones and at < end:
            x, y = divmod(at, height)
            stop = min(height, y + end - at)
            found.append((x, y, stop))
            at += stop - y
        at, ones = end, not ones
    return found


def measure_pixels(segmentation):
    stretches = pixels_of(segmentation)
    if not stretches:
        return 0, [0, 0, 0, 0]
    left, right = stretches[0][0], stretches[-1][0] + 1
    top, bottom = min(s[1] for s in stretches), max(s[2] for s in stretches)
    return sum(s[2] - s[1] for s in stretches), [left, top, right - left, bottom - top]


# --- polygons ---

def measure_rings(rings):
    area, xs, ys = Fraction(0), [], []
    for ring in rings:
        need(len(ring) >= 6 and len(ring) % 2 == 0, "a ring of %d numbers", len(ring))
        x, y = ring[0::2], ring[1::2]
        twice = sum(x[i - 1] * y[i] - x[i] * y[i - 1] for i in range(len(x)))
        area += abs(twice) / 2
        xs += x
        ys += y
    return area, [min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)]


# --- a file ---

def load(path):
    """Exact numbers; NaN, Infinity and repeated members are refused."""
    def no_constant(word):
        raise Wrong("%s is not JSON" % word)

    def once(pairs):
        need(len({key for key, _ in pairs}) == len(pairs), "a member stands twice")
        return dict(pairs)

    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_float=Fraction, parse_constant=no_constant,
                         object_pairs_hook=once)


def by_id(members, what):
    table = {member["id"]: member for member in members}
    need(len(table) == len(members), "an id of %s stands twice", what)
    need(all(isinstance(i, int) and 0 <= i < 2 ** 53 for i in table), "an id of %s is odd", what)
    return table


def measure(annotation):
    """Area and box as the segmentation has them, None where there is none."""
    segmentation = annotation.get("segmentation")
    if not segmentation:
        return None
    return measure_pixels(segmentation) if isinstance(segmentation, dict) \
        else measure_rings(segmentation)


def check_annotation(annotation, images, categories):
    image = images.get(annotation["image_id"])
    need(image is not None, "image %s is missing", annotation["image_id"])
    need(annotation["category_id"] in categories, "category %s is missing",
         annotation["category_id"])
    need(annotation["iscrowd"] in (0, 1), "iscrowd is %s", annotation["iscrowd"])
    box = annotation["bbox"]
    need(len(box) == 4 and box[2] > 0 and box[3] > 0, "the box is %s", box)
    segmentation = annotation["segmentation"]
    if isinstance(segmentation, dict):
        need(segmentation["size"] == [image["height"], image["width"]], "the size of the mask")
    area, bounds = measure(annotation) or (box[2] * box[3], box)
    need(area == annotation["area"], "area %s, by its shape %s", annotation["area"], area)
    need(bounds == box, "box %s, by its shape %s", box, bounds)


def check(path):
    data = load(path)
    images = by_id(data["images"], "images")
    categories = by_id(data["categories"], "categories")
    need(all(image["file_name"] for image in data["images"]), "an image without a name")
    by_id(data["annotations"], "annotations")
    for annotation in data["annotations"]:
        try:
            check_annotation(annotation, images, categories)
        except Wrong as wrong:
            raise Wrong("annotation %s: %s" % (annotation["id"], wrong)) from wrong


def shape_key(annotation):
    """What both files must agree on: pixels exactly, lengths to 1/1000 pixel."""
    def milli(number):
        number = Fraction(number) * 1000
        return int(abs(number) + Fraction(1, 2)) * (1 if number >= 0 else -1)

    segmentation = annotation.get("segmentation")
    if isinstance(segmentation, dict):
        return tuple(pixels_of(segmentation))
    if segmentation:
        rings = [[milli(number) for number in ring] for ring in segmentation]
        return tuple(tuple(r[:-2] if len(r) > 2 and r[:2] == r[-2:] else r) for r in rings)
    return tuple(milli(number) for number in annotation["bbox"])


def summary(path):
    data = load(path)
    images = {image["id"]: image["file_name"] for image in data["images"]}
    names = {category["id"]: category["name"] for category in data["categories"]}
    rows = [(images[a["image_id"]], names[a["category_id"]], a.get("iscrowd", 0), shape_key(a))
            for a in data["annotations"]]
    sizes = [(i["file_name"], i.get("width"), i.get("height")) for i in data["images"]]
    return sorted(rows, key=repr), sorted(sizes, key=repr), [c["name"] for c in data["categories"]]


def same(path, other):
    for mine, theirs in zip(summary(path), summary(other)):
        need(len(mine) == len(theirs), "%d and %d members", len(mine), len(theirs))
        for one, two in zip(mine, theirs):
            need(one == two, "%.300r\nis not\n%.300r", one, two)


# --- known values ---

def rows_of(segmentation):
    height, width = segmentation["size"]
    rows = [["0"] * width for _ in range(height)]
    for x, start, end in pixels_of(segmentation):
        for y in range(start, end):
            rows[y][x] = "1"
    return ["".join(row) for row in rows]


def oracle_rle(case):
    expected = case["expected"]
    string = {"size": expected["size"], "counts": expected["string"]}
    numbers = {"size": expected["size"], "counts": expected["counts"]}
    need(runs_of(string) == expected["counts"], "the runs of the string")
    for form in (string, numbers):
        need(rows_of(form) == case["input"]["mask"], "the pixels")
        area, box = measure_pixels(form)
        need(area == expected.get("area", 0), "the area")
        need(box == expected.get("bbox", [0, 0, 0, 0]), "the box")


def oracle_merge(case):
    a, b, expected = case["input"]["a"], case["input"]["b"], case["expected"]
    for name, keep in (("union", "01 10 11"), ("intersection", "11")):
        form = {"size": [len(a), len(a[0])], "counts": expected[name]}
        rows = ["".join("1" if p + q in keep.split() else "0" for p, q in zip(*pair))
                for pair in zip(a, b)]
        need(rows_of(form) == rows, "the pixels of the %s", name)
        need(measure_pixels(form)[0] == expected[name + "_area"], "the area of the %s", name)


def oracle(path):
    with open(path, encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    checks = {"coco_rle": oracle_rle, "coco_rle_merge": oracle_merge}
    ran = 0
    for case in cases:
        if case["metric"] in checks:
            try:
                checks[case["metric"]](case)
            except Wrong as wrong:
                raise Wrong("%s: %s" % (case["id"], wrong)) from wrong
            ran += 1
    need(ran >= 10, "only %d known values", ran)


def main(arguments):
    try:
        if arguments[:1] == ["check"] and len(arguments) > 1:
            for path in arguments[1:]:
                check(path)
        elif arguments[:1] == ["same"] and len(arguments) == 3:
            same(arguments[1], arguments[2])
        elif arguments[:1] == ["oracle"] and len(arguments) == 2:
            oracle(arguments[1])
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except (Wrong, KeyError, TypeError, ValueError, OSError) as wrong:
        print("%s: %s: %s" % (" ".join(arguments[:2]), type(wrong).__name__, wrong),
              file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
