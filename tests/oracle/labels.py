#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""labels.py > vectors/labels.json: vectors for metrics that the published ones do not cover, by
scikit-learn, statsmodels, SciPy and NumPy. Run by hand; what it printed is what the test reads."""
import json
import sys

import numpy
import scipy
import sklearn
import statsmodels
from scipy.optimize import linear_sum_assignment, minimize
from scipy.stats import bootstrap
from sklearn.metrics import confusion_matrix, f1_score
from statsmodels.stats.multitest import multipletests

LEARN = "scikit-learn %s" % sklearn.__version__
MODELS = "statsmodels %s" % statsmodels.__version__
SCIPY = "scipy %s" % scipy.__version__
NUMPY = "numpy %s" % numpy.__version__


def agreement(chance):
    """F1 of a class between two raters is the specific agreement on it."""
    names = ["a", "b", "c"]
    a, b = (chance.choice(names, 60, p=(0.6, 0.3, 0.1)).tolist() for _ in range(2))
    for i in range(35):
        b[i] = a[i]
    data = {"ratings": [a, b]}
    table = confusion_matrix(a, b, labels=names).tolist()
    yield "specific_agreement", {"categories": names}, data, {
        "agreement": f1_score(a, b, labels=names, average=None).tolist()}, 1e-12, LEARN
    yield "confusion_table", {"categories": names}, data, {
        "pairs": [{"raters": [0, 1], "table": table, "n": 60}]}, 0, LEARN


def middles(chance):
    values = chance.normal(size=(5, 6))
    rows = [["i%d" % i, k, values[i][k]] for i in range(5) for k in range(6)]
    yield "median_value", {}, {"values": rows}, {
        "value": numpy.median(values, axis=1).tolist()}, 1e-12, NUMPY
    points = chance.normal(size=(7, 2)) * 5
    found = minimize(lambda at: numpy.hypot(*(points - at).T).sum(), points.mean(axis=0),
                     method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-12})
    yield "geometric_median", {}, {"points": points.tolist()}, {
        "point": found.x.tolist(), "mean_distance": found.fun / 7}, 1e-6, SCIPY
    raters = [[(numpy.array([10, 10, 8, 6]) + chance.uniform(-1, 1, 4)).tolist()] for _ in range(5)]
    edges = numpy.array([[x, y, x + w, y + h] for ((x, y, w, h),) in raters])
    left, top, right, bottom = numpy.median(edges, axis=0)
    yield "box_median", {}, {"raters": raters}, {"groups": [
        {"box": [left, top, right - left, bottom - top], "raters": [0, 1, 2, 3, 4]}]}, 1e-9, NUMPY


def masks(chance):
    drawn = chance.random((6, 8, 9)) < 0.5
    rows = [["".join("01"[int(cell)] for cell in row) for row in mask] for mask in drawn]
    votes = drawn.sum(axis=0)
    yield "pixel_majority", {}, {"masks": rows}, {
        "area": int((votes > 3).sum()), "area_open": int((votes == 3).sum())}, 0, NUMPY
    a, b = drawn[:3], drawn[1:]
    ious = numpy.array([[(x & y).sum() / (x | y).sum() for y in b] for x in a])
    worth = numpy.where(ious >= 0.3, ious, 0)
    pairs = [(i, k) for i, k in zip(*linear_sum_assignment(-worth)) if worth[i, k] > 0]
    yield "instance_f1", {"iou_threshold": 0.3}, {"a": rows[:3], "b": rows[1:]}, {
        "tp": len(pairs), "f1": 2 * len(pairs) / 8,
        "mean_matched_iou": float(numpy.mean([ious[pair] for pair in pairs]))}, 1e-12, SCIPY


def lines(chance):
    a, b = chance.random((5, 2)) * 10, chance.random((4, 2)) * 10

    def dense(line):
        steps = numpy.linspace(0, 1, 2001)[:, None]
        return numpy.concatenate([p + steps * (q - p) for p, q in zip(line, line[1:])])

    def far(points, line):
        best = numpy.full(len(points), numpy.inf)
        for p, q in zip(line, line[1:]):
            t = numpy.clip((points - p) @ (q - p) / ((q - p) @ (q - p)), 0, 1)[:, None]
            best = numpy.minimum(best, numpy.hypot(*(points - p - t * (q - p)).T))
        return best

    def mean(line, other):
        pieces = [(numpy.hypot(*(q - p)), far(dense([p, q]), other).mean())
                  for p, q in zip(line, line[1:])]
        return sum(size * each for size, each in pieces) / sum(size for size, _ in pieces)
    worst = max(far(dense(a), b).max(), far(dense(b), a).max())
    yield "line_distance", {"step": 0.001}, {"a": a.tolist(), "b": b.tolist()}, {
        "mean_ab": mean(a, b), "mean_ba": mean(b, a), "hausdorff": worst}, 5e-3, NUMPY


def many(chance):
    p = (chance.random(20) ** 3).tolist()
    rejected, adjusted, _, _ = multipletests(p, 0.05, method="fdr_bh")
    yield "benjamini_hochberg", {}, {"p_values": p}, {
        "adjusted": adjusted.tolist(), "drifted": numpy.flatnonzero(rejected).tolist()}, 1e-12, MODELS
    values = chance.random(40)
    drawn = bootstrap((values,), numpy.mean, n_resamples=20000, method="percentile",
                      random_state=1).confidence_interval
    yield "item_mean", {"replicates": 20000}, {"values": values.tolist()}, {
        "value": values.mean(), "ci_low": drawn.low, "ci_high": drawn.high}, 0.005, SCIPY


def main():
    cases = []
    for make in (agreement, middles, masks, lines, many):
        for seed in range(3):
            for metric, params, data, expected, tolerance, source in make(
                    numpy.random.default_rng(seed)):
                cases.append({"id": "%s-%d" % (metric, seed), "metric": metric, "params": params,
                              "input": data, "expected": expected, "tolerance": tolerance,
                              "source": "default_rng(%d); %s" % (seed, source)})
    rows = ",\n".join(json.dumps(case) for case in cases)
    sys.stdout.write('{"format": 1, "file": "labels.json", "cases": [\n%s\n]}\n' % rows)


main()
