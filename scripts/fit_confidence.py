#!/usr/bin/env python3
"""Fit the weights of the confidence (data/lexicon/confidence.tsv) on annotated pairs and documents.

    scripts/fit_confidence.py PLV.tsv GOLD_DIR [--detente build/release/detente] [--dry-run]

`detente eval calibration --features` says of every report what speaks for it and whether its type and parties are right; a
logistic regression (ridge, Newton steps) turns that into weights. Prints the expected calibration error (ten bins) of five-fold
cross-validation (the mean of five shuffles), writes the table, and says how to check it. Only calibration is fitted here.
"""
import argparse
import math
import pathlib
import random
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
RIDGE = 1.0


def solve(a, b):
    """Gaussian elimination with pivoting of a small symmetric system."""
    n = len(b)
    m = [row[:] + [b[i]] for i, row in enumerate(a)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(i + 1, n):
            f = m[r][i] / m[i][i]
            for c in range(i, n + 1):
                m[r][c] -= f * m[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][c] * x[c] for c in range(i + 1, n))) / m[i][i]
    return x


def probability(w, x):
    return 1 / (1 + math.exp(-sum(a * b for a, b in zip(w, x))))


def fit(rows):
    n = len(rows[0][1])
    w = [0.0] * n
    for _ in range(12):
        gradient = [-(RIDGE if i else 0.0) * w[i] for i in range(n)]
        hessian = [[(RIDGE if i == j and i else 1e-6 if i == j else 0.0) for j in range(n)] for i in range(n)]
        for right, x in rows:
            p = probability(w, x)
            v = max(p * (1 - p), 1e-6)
            used = [i for i in range(n) if x[i]]
            for i in used:
                gradient[i] += (right - p) * x[i]
                for j in used:
                    hessian[i][j] += v * x[i] * x[j]
        step = solve(hessian, gradient)
        w = [a + b for a, b in zip(w, step)]
        if max(map(abs, step)) < 1e-6:
            break
    return w


def calibration_error(pairs):
    bins = [[0.0, 0.0] for _ in range(10)]
    for p, right in pairs:
        b = bins[min(int(p * 10), 9)]
        b[0] += p
        b[1] += right
    return sum(abs(p - r) for p, r in bins) / len(pairs)


def cross_validated(rows, seed):
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    out = []
    for k in range(5):
        w = fit([rows[i] for n, i in enumerate(order) if n % 5 != k])
        out += [(probability(w, rows[i][1]), rows[i][0]) for n, i in enumerate(order) if n % 5 == k]
    return out


class Fitter:
    def __init__(self, a):
        self.a = a
        self.table = ROOT / "data/lexicon/confidence.tsv"

    def rows(self, folder):
        """Every judged report with the tables as they are: (right, clues)."""
        compiled, features = folder / "fit.data", folder / "features.tsv"
        subprocess.run([self.a.detente, "compile", "--data", str(ROOT / "data"), "--out", str(compiled)], check=True)
        out = subprocess.run([self.a.detente, "eval", "calibration", "--dictionaries", str(compiled), "--features", str(features), self.a.pairs,
                              self.a.documents], check=True, capture_output=True, text=True).stdout
        self.names, *lines = [line.split("\t") for line in features.read_text(encoding="utf-8").rstrip("\n").split("\n")]
        return out, [(int(line[1]), [float(v) for v in line[2:]]) for line in lines]

    def write(self, w):
        comments = [line for line in self.table.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
        rows = "".join(f"{name}\t{v:.3f}\n" for name, v in zip(self.names[2:], w))
        self.table.write_text("\n".join(comments) + "\nfeature\tweight\n" + rows, encoding="utf-8")


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("pairs")
    ap.add_argument("documents")
    ap.add_argument("--detente", default=str(ROOT / "build/release/detente"))
    ap.add_argument("--rounds", type=int, default=3, help="of reports that fit a pair equally well the surer one is judged, so fit again")
    a = ap.parse_args()
    fitter = Fitter(a)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        _, rows = fitter.rows(folder)
        for _ in range(a.rounds):
            fitter.write(fit(rows))
            table, rows = fitter.rows(folder)
        print(table, end="")
        errors = []
        for seed in range(5):
            fold = cross_validated(rows, seed)
            errors.append(calibration_error(fold))
    loss = sum(-math.log(p if r else 1 - p) for p, r in fold) / len(fold)
    base = sum(r for r, _ in rows) / len(rows)
    prior = -base * math.log(base) - (1 - base) * math.log(1 - base)
    print(f"cross-validated ece {sum(errors) / len(errors):.3f}, log loss {loss:.3f} (with the share alone {prior:.3f}); wrote {fitter.table.relative_to(ROOT)}")


main()
