# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and texts made from nothing, and marks upon them."""
import hashlib
import json
import os
import struct
import zlib


def png(path, width, height, seed):
    """A grey picture with a gradient; every SEED gives other bytes."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    rows = b"".join(b"\0" + bytes((x + y * seed) & 255 for x in range(width))
                    for y in range(height))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" +
                   chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def sources(folder, pictures, texts):
    os.makedirs(folder)
    for i in range(pictures):
        png(os.path.join(folder, "picture-%d.png" % i), 64, 48, i + 1)
    for i in range(texts):
        with open(os.path.join(folder, "note-%d.txt" % i), "w", encoding="utf-8",
                  newline="") as file:
            file.write("Note %d.\r\nÄnderung: eine Läsion links, 12 mm.\n" % i)
    return folder


def coco(path, images, labels=("lesion",), masks=(), aside=0):
    """IMAGES: (file name, width, height), each with a polygon and a box; those named in MASKS
    also with run lengths. All but those lie ASIDE pixels further right."""
    pictures, marks = [], []

    def mark(image, area, box, **more):
        marks.append({"id": len(marks) + 1, "image_id": image, "category_id": 1, "iscrowd": 0,
                      "area": area, "bbox": box, **more})

    for number, (name, width, height) in enumerate(images, 1):
        pictures.append({"id": number, "file_name": name, "width": width, "height": height})
        x, y = width / 4 + 0.25 + aside, height / 4 + 0.125
        ring = [x, y, x + 10.5, y, x + 10.5, y + 8, x, y + 8]
        mark(number, 84.0, [x, y, 10.5, 8], segmentation=[ring])
        mark(number, 6.0, [1 + aside, 2, 3, 2])
        if name in masks:
            # Columns 2 and 3, rows 5 to 8.
            runs = [2 * height + 5, 4, height - 4, 4, (width - 3) * height - 9]
            mark(number, 8, [2, 5, 2, 4], iscrowd=1,
                 segmentation={"size": [height, width], "counts": runs})
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"images": pictures, "annotations": marks,
                   "categories": [{"id": i, "name": name} for i, name in enumerate(labels, 1)]},
                  file)
    return path


def spans(path, texts):
    """TEXTS: (name, content, [(start, end)]); positions in code points."""
    with open(path, "w", encoding="utf-8") as file:
        for name, content, places in texts:
            item = hashlib.sha256(name.encode()).hexdigest()[:32]
            marks = [{"id": i, "item": item, "kind": "span", "label": "finding",
                      "span": [[start, end]], "quote": content[start:end]}
                     for i, (start, end) in enumerate(places, 1)]
            file.write(json.dumps({"item": item, "media": "text", "name": name,
                                   "marks": marks}) + "\n")
    return path


def schema(path):
    labels = [{"key": "lesion", "name": "Lesion", "colour": "#d01c8b", "clause": "G-1",
               "kinds": ["box", "polygon", "mask"]},
              {"key": "finding", "name": "Finding", "colour": "#4dac26", "kinds": ["span"]}]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"format": "countersign-schema-1", "name": "lesions", "labels": labels,
                   "relations": []}, file)
    return path


def guideline(folder):
    os.makedirs(folder, exist_ok=True)
    png(os.path.join(folder, "edge.png"), 16, 16, 3)
    path = os.path.join(folder, "guideline.md")
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Lesions\n\n## G-1 Boundary\n\nThe box touches the edge.\n\n"
                   "![the edge](edge.png)\n")
    return path


def damaged_tiff(path, pages, bad):
    """Grey pages of 64 x 48, deflated; the pixels of page BAD, counted from 0, are garbage."""
    out = bytearray(b"II*\0" + struct.pack("<I", 0))
    at = 4
    for page in range(pages):
        rows = bytes((x + y * (page + 1)) & 255 for y in range(48) for x in range(64))
        data = b"\xff" * 300 if page == bad else zlib.compress(rows)
        start = len(out)
        out += data + b"\0" * (len(data) % 2)
        struct.pack_into("<I", out, at, len(out))
        entries = [(256, 3, 64), (257, 3, 48), (258, 3, 8), (259, 3, 8), (262, 3, 1),
                   (273, 4, start), (277, 3, 1), (278, 3, 48), (279, 4, len(data))]
        out += struct.pack("<H", len(entries))
        for tag, kind, value in entries:
            out += struct.pack("<HHII", tag, kind, 1, value)
        at = len(out)
        out += struct.pack("<I", 0)
    with open(path, "wb") as file:
        file.write(out)
