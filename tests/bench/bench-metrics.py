# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-metrics.py BUILD: the metrics on made-up data, a line a figure, in milliseconds of CPU (other
programs do not count); beside each what a program in Debian takes for the same from the same data,
or a floor. A package that is not there is named and left out. Wants Debian's Python."""
import array
import importlib
import os
import subprocess
import sys
import tempfile
import time

EACH = 5
PAIRED = 2000


def numbers(path, kind):
    found = array.array(kind)
    with open(path, 'rb') as file:
        found.frombytes(file.read())
    return found


def letters(path):
    with open(path, encoding='ascii') as file:
        return file.read()


# Each takes the folder, makes what its program takes, and returns what is timed.

def nltk_alpha(agreement, folder):
    ratings = numbers(f'{folder}/ratings', 'i')
    data = [(at % EACH, at // EACH, label) for at, label in enumerate(ratings)]
    return lambda: agreement.AnnotationTask(data=data).alpha()


def statsmodels_fleiss(inter_rater, folder):
    numpy = importlib.import_module('numpy')
    table = numpy.array(numbers(f'{folder}/ratings', 'i')).reshape(-1, EACH)
    return lambda: inter_rater.fleiss_kappa(inter_rater.aggregate_raters(table)[0])


def sklearn_cohen(metrics, folder):
    numpy = importlib.import_module('numpy')
    table = numpy.array(numbers(f'{folder}/ratings', 'i')).reshape(-1, EACH)
    return lambda: metrics.cohen_kappa_score(table[:, 0], table[:, 1], weights='quadratic')


def scipy_pairs(name):
    def prepare(optimize, folder):
        numpy = importlib.import_module('numpy')
        weights = numpy.array(numbers(f'{folder}/{name}', 'd')).reshape(PAIRED, PAIRED)

        def run():
            rows, columns = optimize.linear_sum_assignment(weights, maximize=True)
            return weights[rows, columns].sum()
        return run
    return prepare


def nltk_edits(distance, folder):
    return lambda: distance.edit_distance(letters(f'{folder}/text-a'), letters(f'{folder}/text-b'))


def scipy_ks(stats, folder):
    numpy = importlib.import_module('numpy')
    windows = [numpy.array(numbers(f'{folder}/window-{name}', 'd')) for name in 'ab']
    return lambda: stats.ks_2samp(*windows, mode='asymp').statistic


# The figure: the program, its package, its module and what it does.
PEERS = {
    'alpha': ('NLTK', 'python3-nltk', 'nltk.metrics.agreement', nltk_alpha),
    'fleiss': ('statsmodels', 'python3-statsmodels', 'statsmodels.stats.inter_rater',
               statsmodels_fleiss),
    'cohen': ('scikit-learn', 'python3-sklearn', 'sklearn.metrics', sklearn_cohen),
    'pairs-random': ('SciPy', 'python3-scipy', 'scipy.optimize', scipy_pairs('pairs-random')),
    'pairs-product': ('SciPy', 'python3-scipy', 'scipy.optimize', scipy_pairs('pairs-product')),
    'edits': ('NLTK', 'python3-nltk', 'nltk.metrics.distance', nltk_edits),
    'ks': ('SciPy', 'python3-scipy', 'scipy.stats', scipy_ks),
}


def against_peer(key, folder, took, value):
    name, package, module, prepare = PEERS[key]
    try:
        run = prepare(importlib.import_module(module), folder)
    except ImportError:
        return f'{name} is not here ({package})'
    start = time.process_time()
    found = run()
    own = time.process_time() - start
    agrees = abs(found - value) <= 1e-9 * max(1, abs(value))
    return (f'{name} {own * 1000:.1f}, ratio {own / took:.1f}, ' +
            (f'agreeing ({value:.12g})' if agrees else f'NOT agreeing ({value!r}, {found!r})'))


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run([f'{build}/tests/bench/bench-metrics', folder], check=True,
                             stdout=subprocess.PIPE, text=True).stdout
        for line in out.splitlines():
            key, figure, took, goal, value, floor, floor_name = line.split('\t')
            took, goal, floor = float(took), float(goal), float(floor)
            beside = (against_peer(key, folder, took, float(value)) if key else
                      f'no Python peer in Debian, floor {floor * 1000:.2f} ({floor_name}), '
                      f'ratio {took / floor:.1f}')
            print(f'{figure}: {took * 1000:.2f} ms of CPU' + (f', goal {goal * 1000:g}' if goal else '') +
                  f', {beside}', flush=True)


main()
