#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""coverage.py SUMMARY.json: lines reached of each folder of src, from a summary of gcovr, with the
files of a folder that lacks most. Exit 1 when a folder that holds rules or numbers is below FLOOR."""
import json
import os
import sys

FLOOR = 85
HELD = ('base', 'marks', 'text', 'image', 'project', 'formats', 'tools')
NAMED = 3  # files of a folder


def main():
    folders, low = {}, []
    with open(sys.argv[1], encoding='utf-8') as file:
        for row in json.load(file)['files']:
            parts = row['filename'].split('/')
            if parts[0] == 'src' and len(parts) > 2:
                folders.setdefault(parts[1], []).append(
                    (row['line_total'] - row['line_covered'], row['line_total'], parts[-1]))
    missing = [name for name in HELD if name not in folders]
    for name, rows in sorted(folders.items()):
        left, total = sum(row[0] for row in rows), sum(row[1] for row in rows)
        share = 100 * (total - left) / total if total else 100
        if name in HELD and share < FLOOR:
            low.append(name)
        worst = ', '.join(f'{row[2]} {row[0]}' for row in sorted(rows, reverse=True)[:NAMED])
        print(f'{name:12} {share:5.1f} % of {total:6} lines; not reached: {worst}')
    if low or missing:
        print(f'Below {FLOOR} %: {", ".join(low + missing)}')
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
