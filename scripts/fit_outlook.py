#!/usr/bin/env python3
"""Fit the forecast's distribution (data/outlook/distribution.tsv, residuals.tsv) on decisions whose outcome is known.

    scripts/fit_outlook.py DIR [--dry-run]

DIR holds actors_long.csv and expected_per_issue.csv as for `detente eval outlook`. For every setting of the grid the residuals are
taken from all other proposals, so that no issue of a proposal helps to forecast another one of it; the setting whose intervals cover
most nearly what they say is written. Residuals keep their size only, not their sign: a forecast must not
change when the scale is turned round. The same distribution as src/outlook/distribution.cc, written plainly.
"""
import argparse
import collections
import csv
import math
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
CELLS = 101
QUANTILES = 24
HEADER = "# Fitted by scripts/fit_outlook.py on DEU III (see docs/methods-outlook.md); do not edit by hand.\n"


def read(folder):
    actors = collections.defaultdict(list)
    for r in csv.DictReader(open(folder / "actors_long.csv", encoding="utf-8")):
        actors[r["issue"]].append((float(r["position"]), float(r["salience"]) * float(r["capability"])))
    issues = []
    for r in csv.DictReader(open(folder / "expected_per_issue.csv", encoding="utf-8")):
        a = actors[r["issue"]]
        total = sum(w for _, w in a)
        mean = sum(x * w for x, w in a) / total
        spread = math.sqrt(sum(w * (x - mean) ** 2 for x, w in a) / total)
        issues.append((r["proposal"], mean, spread, [(x, w / total) for x, w in a], float(r["outcome"])))
    return issues


def residuals(issues, s):
    z = sorted(abs(outcome - mean) / (s["base"] + s["slope"] * spread) for _, mean, spread, _, outcome in issues)
    return [z[int((k + 0.5) / QUANTILES * len(z))] for k in range(QUANTILES)]


def put(cells, x, mass):
    x = min(100.0, max(0.0, x))
    i = min(int(x), CELLS - 2)
    cells[i] += mass * (1 - (x - i))
    cells[i + 1] += mass * (x - i)


def distribution(mean, spread, actors, z, s):
    cells, points = [0.0] * CELLS, [0.0] * CELLS
    scale = s["base"] + s["slope"] * spread
    for v in z:
        put(cells, mean + scale * v, s["residual_share"] / len(z) / 2)
        put(cells, mean - scale * v, s["residual_share"] / len(z) / 2)
    for x, w in actors:
        put(points, x, w)
    for i, q in enumerate(points):
        if q:
            kernel = [math.exp(-abs(y - i) / s["kernel"]) for y in range(CELLS)]
            total = sum(kernel)
            for y in range(CELLS):
                cells[y] += (1 - s["residual_share"] - s["uniform_share"]) * q * kernel[y] / total
    return [v + s["uniform_share"] / CELLS for v in cells]


def interval(cells, share):
    sums = [0.0]
    for v in cells:
        sums.append(sums[-1] + v)
    best = None
    hi = 0
    for lo in range(CELLS):
        while hi < CELLS and sums[hi + 1] - sums[lo] < share - 1e-9:
            hi += 1
        if hi == CELLS:
            break
        key = (hi - lo, -(sums[hi + 1] - sums[lo]))
        if best is None or key < best[0]:
            best = (key, lo, hi)
    return best[1], best[2]


def crps(cells, outcome):
    total = below = 0.0
    for x, v in enumerate(cells):
        below += v
        total += (below - (x >= outcome)) ** 2
    return total


def left_out(issues, s):
    sums = collections.Counter()
    for proposal in sorted({i[0] for i in issues}):
        z = residuals([i for i in issues if i[0] != proposal], s)
        for _, mean, spread, actors, outcome in (i for i in issues if i[0] == proposal):
            cells = distribution(mean, spread, actors, z, s)
            for name, share in (("80", 0.8), ("50", 0.5)):
                lo, hi = interval(cells, share)
                sums["cover" + name] += lo - 0.5 <= outcome <= hi + 0.5
                sums["width" + name] += hi - lo
            sums["crps"] += crps(cells, outcome)
    return {k: v / len(issues) for k, v in sums.items()}


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("folder", type=pathlib.Path)
    ap.add_argument("--dry-run", action="store_true")
    a = ap.parse_args()
    issues = read(a.folder)
    best = None
    for share in (0.55, 0.6, 0.65, 0.7):
        for base, slope in ((10, 0.6),):
            for kernel in (4, 8):
                s = {"base": base, "slope": slope, "kernel": kernel, "residual_share": share, "uniform_share": 0.03}
                r = left_out(issues, s)
                fits = 0.78 <= r["cover80"] <= 0.84 and 0.46 <= r["cover50"] <= 0.54
                print(s, {k: round(v, 3) for k, v in sorted(r.items())}, "" if fits else "(does not cover what it says)", flush=True)
                away = abs(r["cover80"] - 0.8) + abs(r["cover50"] - 0.5)
                if fits and (best is None or (away, r["crps"]) < (best[2], best[1]["crps"])):
                    best = (s, r, away)
    if best is None:
        raise SystemExit("no setting covers what it says")
    s, r, _ = best
    print("left out by proposal:", s, {k: round(v, 3) for k, v in sorted(r.items())})
    if not a.dry_run:
        rows = "".join(f"{k}\t{v:g}\n" for k, v in s.items())
        (ROOT / "data/outlook/distribution.tsv").write_text(HEADER + "parameter\tvalue\n" + rows, encoding="utf-8")
        rows = "".join(f"{(k + 0.5) / QUANTILES:.4f}\t{z:.4f}\n" for k, z in enumerate(residuals(issues, s)))
        (ROOT / "data/outlook/residuals.tsv").write_text(HEADER + "quantile\tsize\n" + rows, encoding="utf-8")


main()
