# SPDX-License-Identifier: GPL-3.0-or-later
"""embed.py NAME IN OUT: a text file as a C string constant."""
import sys

name, source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    lines = file.read().split("\n")
escaped = [line.replace("\\", "\\\\").replace('"', '\\"') for line in lines]
if not "".join(lines).isascii():
    sys.exit("%s: not plain ASCII" % source)
with open(target, "w", encoding="ascii") as file:
    file.write("extern const char %s[];\nconst char %s[] =\n" % (name, name))
    file.write("\n".join('  "%s\\n"' % line for line in escaped[:-1]) + ";\n")
