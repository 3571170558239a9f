# SPDX-License-Identifier: GPL-3.0-or-later
"""data/reader/read.py: at most thirty lines, yields every item with its marks, refuses a file that
was changed."""
import hashlib
import importlib.util
import os
import pathlib
import shutil
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
READER = pathlib.Path(os.environ["CS_READER"])
CASE = HERE.parent / "formats" / "jsonl" / "whole"


def reader():
    spec = importlib.util.spec_from_file_location("read", READER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class ReleaseReader(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copy(CASE / "items.jsonl", self.folder / "items.jsonl")
        shutil.copy(CASE / "out.jsonl", self.folder / "marks.jsonl")
        sums = ["%s  %s\n" % (hashlib.sha256((self.folder / name).read_bytes()).hexdigest(), name)
                for name in ("items.jsonl", "marks.jsonl")]
        (self.folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")

    def test_thirty_lines(self):
        self.assertLessEqual(len(READER.read_text(encoding="utf-8").splitlines()), 30)

    def test_items_and_marks(self):
        found = list(reader().read(str(self.folder)))
        self.assertEqual([item["name"] for item, _ in found],
                         ["a/one.png", "series", "note.txt", "empty.png"])
        for item, marks in found:
            self.assertEqual(item["mark_count"], len(marks))
        self.assertEqual(found[3][0]["answer"], "nothing")
        self.assertEqual(found[2][1][0]["quote"], "The lung")

    def test_changed_file(self):
        path = self.folder / "marks.jsonl"
        path.write_bytes(path.read_bytes().replace(b"[1000,", b"[1001,"))
        with self.assertRaises(ValueError):
            list(reader().read(str(self.folder)))


if __name__ == "__main__":
    unittest.main()
