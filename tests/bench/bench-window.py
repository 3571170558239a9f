# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-window.py BUILD [SERIES]: what a person waits for at the window, beside the floor of the
same run. Wants a display; tests/lib/display.sh gives one. SERIES is a folder of a CT."""
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zlib

build = os.path.abspath(sys.argv[1])
series = sys.argv[2] if len(sys.argv) > 2 else None
cli = f'{build}/src/cli/countersign-cli'


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def pixels(seed, size=1024):
    """Packed rows of a grey picture of 16 bits."""
    return zlib.compress(b''.join(
        b'\0' + struct.pack(f'>{size}H', *(((x * y + seed * 977) & 0xffff) for x in range(size)))
        for y in range(size)), 1)


def png(path, data, comment, size=1024):
    """A file that no other has the bytes of, if only for its COMMENT."""

    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data +
                struct.pack('>I', zlib.crc32(kind + data)))
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', size, size, 16,
                                                                       0, 0, 0, 0)) +
                   chunk(b'tEXt', b'Comment\0' + comment.encode('ascii')) + chunk(b'IDAT', data) +
                   chunk(b'IEND', b''))


def measure(*words):
    """The median of five for a single figure, one run for a series of them."""
    what, *rest = words
    results = []
    for _ in range(1 if what in ('accept', 'cases', 'cold') else 5):
        begun = str(time.monotonic_ns() // 1000)
        out = subprocess.run([f'{build}/tests/bench/bench-window', what, begun, *rest],
                             capture_output=True, text=True, check=True).stdout
        results.append([float(word) for word in out.split()])
    return sorted(results)[len(results) // 2]


def say(name, value, goal, floor, words=''):
    print(f'{name}: {value:.0f} ms (goal {goal}), empty window {floor:.0f} ms, '
          f'ratio {value / floor:.1f}{words}', flush=True)


def at_scale(place):
    """100,000 cases: what each look at all of them costs. The search waits 60 ms for a next key."""
    folder = f'{place}/scale'
    os.mkdir(folder)
    subprocess.run([f'{build}/tests/bench/bench-scale', folder, '100000', cli], check=True)
    path = f'{folder}/test.countersign'
    first, deaf = measure('project', path, 'lee')
    print(f'100,000 cases: first frame {first:.0f} ms', flush=True)
    out = subprocess.run([f'{build}/tests/bench/bench-window', 'items', '0', path, 'lee'],
                         capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        taken, computed, what = line.split(' ', 2)
        print(f'100,000 cases: {what}: {float(taken):.0f} ms (goal 150), of them computed by the '
              f'main thread {float(computed):.0f} ms', flush=True)


def a_loop(place, project):
    """120 frames of 640 x 480 in colour, at the rate of their header."""
    run(cli, 'sample', '--studies', f'{place}/studies')
    file = f'{place}/studies/sources/heart/loop.dcm'
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(cli, 'probe', file)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    floor = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000 / 120
    out = subprocess.run([f'{build}/tests/bench/bench-window', 'loop', '0', project('loop', file),
                          'bench'], capture_output=True, text=True, check=True).stdout.split()
    print(f'loop of 25 frames a second, 640 x 480 in colour: {out[0]} shown a second (goal 24), '
          f'{out[1]} ms of CPU each; decoding alone {floor:.2f} ms each', flush=True)


def accepting(place, project):
    """Sixty clean cases of three marks each, reviewed by the chord alone."""
    os.mkdir(f'{place}/clean')
    data = pixels(0)
    for i in range(60):
        png(f'{place}/clean/{i:03}.png', data, f'clean {i}')
    path = project('clean', f'{place}/clean')
    run(cli, 'key', 'new', '--name', 'Reviewer', '--handle', 'rev')
    run(cli, 'person', 'add', path, '--handle', 'rev', '--role', 'reviewer', '--as', 'bench')
    out = subprocess.run([cli, 'items', path, '--as', 'bench', '--json'], check=True,
                         capture_output=True, text=True).stdout
    rows = json.loads(out)['data']['items']
    with open(f'{place}/clean.jsonl', 'w', encoding='ascii') as file:
        for row in rows:
            marks = [{'id': i, 'item': row['item'], 'kind': 'box', 'label': 'finding',
                      'box': [i * 200000, 200000, i * 200000 + 90000, 300000]} for i in (1, 2, 3)]
            file.write(json.dumps({'item': row['item'], 'media': 'image', 'name': row['title'],
                                   'marks': marks}) + '\n')
    run(cli, 'load', path, '--format', 'jsonl', f'{place}/clean.jsonl', '--as', 'bench')
    for row in rows:
        run(cli, 'task', 'submit', path, row['case'], '--as', 'bench')
    middle, late, last, _, still, still_late, busy, busy_late = measure('accept', path, 'rev', '44')
    print(f'accept and next, in the window: median {middle:.0f} ms, 95th percentile {late:.0f} ms '
          f'(goal 100), longest {last:.0f} ms; of them computed by the main thread: median '
          f'{busy:.0f} ms, 95th percentile {busy_late:.0f} ms; a frame with nothing new: median '
          f'{still:.0f} ms, 95th percentile {still_late:.0f} ms', flush=True)


def main():
    with tempfile.TemporaryDirectory() as place:
        for name in ('DATA', 'STATE', 'CACHE', 'CONFIG'):
            os.environ[f'XDG_{name}_HOME'] = f'{place}/{name.lower()}'
        os.makedirs(f'{place}/state/countersign')
        with open(f'{place}/state/countersign/window.ini', 'w', encoding='ascii') as file:
            file.write('[window]\nwidth=1920\nheight=1080\nmaximized=0\n')
        schema = f'{place}/schema.json'
        with open(schema, 'w', encoding='ascii') as file:
            file.write('{"format":"countersign-schema-1","name":"Bench","labels":'
                       '[{"key":"finding","kinds":["box"]}]}')
        run(cli, 'key', 'new', '--name', 'Bench', '--handle', 'bench')
        floor = measure('empty')[0]

        def project(name, *sources):
            path = f'{place}/{name}.countersign'
            run(cli, 'new', path, '--name', name, '--as', 'bench', '--schema', schema)
            run(cli, 'person', 'role', path, 'bench', 'lead,labeler')
            run(cli, 'import', path, *sources)
            return path
        if series is not None:
            path = project('series', series)
            say('first picture of a CT, from a new process', measure('picture', path, 'bench')[0],
                '1000', floor)
        pictures = f'{place}/pictures'
        os.mkdir(pictures)
        for i in range(20):
            png(f'{pictures}/{i:02}.png', pixels(i), str(i))
        path = project('cases', pictures)
        middle, late, last, deaf = measure('cases', path, 'bench', '100')
        print(f'next case, fetched before: median {middle:.0f} ms, 95th percentile {late:.0f} ms '
              f'(goal 100), longest {last:.0f} ms; empty window {floor:.0f} ms', flush=True)
        accepting(place, project)
        os.mkdir(f'{place}/cold')
        data = pixels(0)
        for i in range(150):
            png(f'{place}/cold/{i:03}.png', data, str(i))
        path = project('cold', f'{place}/cold')
        middle, late, last, unready = measure('cold', path, 'bench', '24')
        print(f'next case, nothing fetched before: median {middle:.0f} ms, 95th percentile '
              f'{late:.0f} ms of 24, longest {last:.0f} ms; empty window {floor:.0f} ms', flush=True)
        print(f'longest silence of the main loop, from case to case: {max(deaf, unready):.0f} ms '
              '(goal 250)', flush=True)
        a_loop(place, project)
        at_scale(place)
        os.mkdir(f'{place}/many')
        for i in range(10000):
            with open(f'{place}/many/{i:05}.txt', 'w', encoding='ascii') as file:
                file.write(f'note {i}\n')
        path = project('many', f'{place}/many')
        measure('project', path, 'bench')
        first, deaf = measure('project', path, 'bench')
        say('first frame of a project of 10,000 cases', first, '800', floor,
            f'; longest silence of the main loop {deaf:.0f} ms (goal 250)')


main()
