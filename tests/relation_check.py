#!/usr/bin/env python3
"""A slow independent reckoning of what `detente relation A B --format json --explain` says, from the points in it alone.

Usage: relation_check.py FILE...   Each file holds one such output. Plain Python; the formulas are those of docs/methods-relations.md.
Every figure must agree to 1e-9; the variances must be as likely as the best that a search here finds.
"""
import datetime
import json
import math
import sys

TOLERANCE = 1e-9
EPOCH = datetime.date(1970, 1, 1)


def day(text):
    return (datetime.date.fromisoformat(text) - EPOCH).days


class Check:
    def __init__(self, name):
        self.name, self.compared, self.wrong = name, 0, 0

    def same(self, what, got, expected):
        self.compared += 1
        if isinstance(expected, float) or isinstance(got, float):
            right = got is not None and expected is not None and abs(got - expected) <= TOLERANCE * max(1.0, abs(expected))
        else:
            right = got == expected
        if not right:
            self.wrong += 1
            if self.wrong <= 20:
                print(f"{self.name}: {what} is {got}, should be {expected}")


def daily(points, first, last):
    """Per day: the events of that day."""
    days = [[] for _ in range(first, last + 1)]
    for p in points:
        days[day(p["date"]) - first].append(p)
    return days


def correlation_within_days(days, usual, variance):
    """Over all ordered pairs of different events of one day, with 20 pairs that say nothing."""
    products = weights = 0.0
    for events in days:
        for i, p in enumerate(events):
            for k, q in enumerate(events):
                if i != k:
                    products += p["weight"] * (p["score"] - usual) * q["weight"] * (q["score"] - usual)
                    weights += p["weight"] * q["weight"]
    return min(1.0, max(0.0, products / ((weights + 20) * variance))) if variance > 0 else 0.0


def expected_events(weight, coverage, o):
    n = len(weight)
    share = math.fsum(weight) / math.fsum(coverage)
    prior = 30 * math.fsum(coverage) / n
    out = []
    for t in range(n):
        a, b = max(0, t - o["year_days"]), min(n, t + o["year_days"] + 1)
        c, d = max(0, t - o["month_days"]), min(n, t + o["month_days"] + 1)
        local = (math.fsum(weight[a:b]) + share * prior) / (math.fsum(coverage[a:b]) + prior)
        out.append(local * math.fsum(coverage[c:d]) / (d - c))
    scale = math.fsum(weight) / math.fsum(out)
    return [e * scale for e in out]


def smoothed(tone, weight, noise, drift):
    """Level and variance of each day: precision-weighted mean of a filter forwards, a filter backwards and the day itself."""
    n = len(tone)

    def one_way(order):
        # What the days before (in this order) say about the level of each day, as precision and precision x mean
        precision, moment, out = 0.0, 0.0, {}
        for t in order:
            if precision > 0:
                mean = moment / precision
                precision = 1 / (1 / precision + drift)
                moment = precision * mean
            out[t] = (precision, moment)
            if tone[t] is not None:
                precision += weight[t] / noise
                moment += weight[t] / noise * tone[t]
        return out

    forwards, backwards = one_way(range(n)), one_way(range(n - 1, -1, -1))
    level, variance = [], []
    for t in range(n):
        own = weight[t] / noise if tone[t] is not None else 0.0
        precision = forwards[t][0] + backwards[t][0] + own
        level.append((forwards[t][1] + backwards[t][1] + (own * tone[t] if own else 0.0)) / precision)
        variance.append(1 / precision)
    return level, variance


def log_likelihood(tone, weight, noise, drift):
    total, level, variance, last = 0.0, None, None, None
    for t, y in enumerate(tone):
        if y is None:
            continue
        if level is None:
            level, variance = y, noise / weight[t]
        else:
            variance += drift * (t - last)
            spread = variance + noise / weight[t]
            total -= 0.5 * (math.log(2 * math.pi * spread) + (y - level) ** 2 / spread)
            gain = variance / spread
            level, variance = level + gain * (y - level), variance * (1 - gain)
        last = t
    return total


def best_likelihood(tone, weight, most):
    """Over ratios drift / noise from 1e-8 to `most`, the noise being the best for each."""

    def at(ratio):
        squares, count, level, variance, last = 0.0, 0, None, None, None
        for t, y in enumerate(tone):
            if y is None:
                continue
            if level is None:
                level, variance = y, 1 / weight[t]
            else:
                variance += ratio * (t - last)
                spread = variance + 1 / weight[t]
                squares += (y - level) ** 2 / spread
                count += 1
                gain = variance / spread
                level, variance = level + gain * (y - level), variance * (1 - gain)
            last = t
        noise = max(squares / count, 1e-6)
        return log_likelihood(tone, weight, noise, noise * ratio)

    exponents = [x / 4 for x in range(-32, 17) if x / 4 < math.log10(most)] + [math.log10(most)]
    best = max([at(10**x) for x in exponents] + [at(0.0)])
    middle = max(exponents, key=lambda x: at(10**x))
    for step in (0.05, 0.01, 0.002):
        middle = max([min(math.log10(most), middle + step * k) for k in range(-6, 7)], key=lambda x: at(10**x))
    return max(best, at(10**middle))


class Periods:
    """Sums over the days with events; a period is a run of them."""

    def __init__(self, first, days, weight, tone, expected, usual, variance, o):
        self.o, self.variance = o, variance
        self.at = [t for t, events in enumerate(days) if events]
        self.day = [first + t for t in self.at]
        self.count = [len(days[t]) for t in self.at]
        self.departure = [weight[t] * (tone[t] - usual) for t in self.at]
        ends = self.at[1:] + [self.at[-1] + 1]  # silence after the last event says nothing
        self.expected = [math.fsum(expected[t:end]) for t, end in zip(self.at, ends)]
        self.score = [math.fsum(p["weight"] * p["score"] for p in days[t]) for t in self.at]
        self.weight = [math.fsum(p["weight"] for p in days[t]) for t in self.at]

    def before(self, values):
        out = [0]
        for v in values:
            out.append(out[-1] + v)
        return out

    def cut(self):
        n, o = len(self.at), self.o
        events, departure, expected = self.before(self.count), self.before(self.departure), self.before(self.expected)
        self.explained = lambda a, b: (departure[b] - departure[a]) ** 2 / (expected[b] - expected[a] + o["prior_events"]) / self.variance
        best, start = [-o["penalty"]] + [math.inf] * n, [0] * (n + 1)
        for b in range(1, n + 1):
            for a in range(b):
                if events[b] - events[a] < o["least_events"] or best[a] == math.inf:
                    continue
                if b < n and self.day[b] - self.day[a] < o["least_days"]:
                    continue
                cost = best[a] - self.explained(a, b) + o["penalty"]
                if cost < best[b]:
                    best[b], start[b] = cost, a
        cuts, b = [n], n
        while b > 0:
            b = start[b]
            cuts.append(b)
        return cuts[::-1] if best[n] < math.inf else [0, n]

    def describe(self, a, b):
        expected = math.fsum(self.expected[a:b])
        return {
            "events": sum(self.count[a:b]),
            "tone": math.fsum(self.score[a:b]) / math.fsum(self.weight[a:b]),
            "departure": math.fsum(self.departure[a:b]) / (expected + self.o["prior_events"]),
            "expected": expected,
        }

    def dates(self, a, m, b):
        """95 % of the posterior of the day of change, each day since the event before being as likely."""
        mass = []
        for c in range(a + 1, b):
            gap = self.day[c] - self.day[c - 1]
            mass += [(self.day[c - 1] + k, (self.explained(a, c) + self.explained(c, b)) / 2) for k in range(1, gap + 1)]
        most = max(value for _, value in mass)
        total = math.fsum(math.exp(value - most) for _, value in mass)

        def quantile(q):
            reached = 0.0
            for when, value in mass:
                reached += math.exp(value - most) / total
                if reached >= q:
                    return when
            return mass[-1][0]

        return min(self.day[m], quantile(0.025)), max(self.day[m], quantile(0.975))


def state_on(when, changes, first, o):
    """changes: (day, thaw), rising."""
    past = [c for c in changes if c[0] <= when]
    recent = [c for c in past if c[0] > when - o["recent_days"]]
    if not past:
        return "steady", first
    if len(recent) >= o["volatile_changes"]:
        return "volatile", recent[0][0]
    if not recent:
        return "steady", past[-1][0]
    return ("thaw" if past[-1][1] else "freeze"), past[-1][0]


def joined(periods, cuts):
    """Without the first cut at which tone and departure disagree, until there is none."""
    for i in range(1, len(cuts) - 1):
        a, b = periods.describe(cuts[i - 1], cuts[i]), periods.describe(cuts[i], cuts[i + 1])
        if (b["departure"] > a["departure"]) != (b["tone"] > a["tone"]):
            return joined(periods, cuts[:i] + cuts[i + 1 :])
    return cuts


def check_sums(check, days, series):
    for events, s in zip(days, series):
        for key, wanted in (("forward", lambda p: p["forward"]), ("backward", lambda p: p["backward"]), ("sum", lambda p: True)):
            check.same(f"{key} of {s['date']}", s[key], math.fsum(p["weight"] * p["score"] for p in events if wanted(p)))
        check.same(f"events of {s['date']}", s["events"], len(events))


def check_changes(check, r, periods, first, days):
    o, cuts = r["parameters"], joined(periods, periods.cut())
    check.same("number of periods", len(r["periods"]), len(cuts) - 1)
    if len(r["periods"]) != len(cuts) - 1:
        return
    shown = [periods.describe(a, b) for a, b in zip(cuts, cuts[1:])]
    changes = [(periods.day[m], shown[i + 1]["departure"] > shown[i]["departure"]) for i, m in enumerate(cuts[1:-1])]
    for i, (p, s) in enumerate(zip(r["periods"], shown)):
        check.same("start of a period", day(p["from"]), periods.day[cuts[i]])
        for key in s:
            check.same(f"{key} of the period from {p['from']}", p[key], s[key])
        check.same(f"state of the period from {p['from']}", p["state"], state_on(day(p["from"]), changes, first, o)[0])
    for i, t in enumerate(r["turning_points"]):
        a, m, b = cuts[i], cuts[i + 1], cuts[i + 2]
        low, high = periods.dates(a, m, b)
        check.same("date of a turning point", day(t["date"]), periods.day[m])
        check.same(f"interval of {t['date']}", (day(t["from"]), day(t["to"])), (low, high))
        check.same(f"state of {t['date']}", t["state"], "thaw" if changes[i][1] else "freeze")
        check.same(f"size of {t['date']}", t["size"], shown[i + 1]["tone"] - shown[i]["tone"])
        check_events(check, r, t, shown[i]["tone"], days, first, day(r["periods"][i + 1]["to"]))
    check.same("state", (r["state"], day(r["since"])), state_on(day(r["to"]), changes, first, o))


def check_events(check, r, t, before, days, first, period_end):
    sign = 1 if t["state"] == "thaw" else -1
    begin, end = max(day(t["from"]), day(t["date"]) - 30), min(period_end, day(t["date"]) + 60)
    values = []
    for when in range(begin, end + 1):
        events = days[when - first]
        count = math.fsum(p["weight"] for p in events)
        for p in events:
            value = p["weight"] / (1 + r["within_day"] * max(0.0, count - 1)) * (p["score"] - before) * sign
            if value > 0:
                values.append(value)
    values = sorted(values, reverse=True)[:5]
    check.same(f"number of events behind {t['date']}", len(t["events"]), len(values))
    for got, expected in zip(sorted((e["contribution"] for e in t["events"]), reverse=True), values):
        check.same(f"contribution to {t['date']}", got, expected)


def check_relation(path):
    with open(path, encoding="utf-8") as f:
        r = json.load(f)
    check = Check(path)
    points, o = r["points"], r["parameters"]
    check.same("events", r["events"], len(points))
    if not points:
        check.same("state", r["state"], "unknown")
        return check
    first, last = day(r["from"]), day(r["to"])
    days = daily(points, first, last)
    check.same("days", len(r["series"]), len(days))
    check_sums(check, days, r["series"])
    weights = math.fsum(p["weight"] for p in points)
    usual = math.fsum(p["weight"] * p["score"] for p in points) / weights
    variance = math.fsum(p["weight"] * (p["score"] - usual) ** 2 for p in points) / weights
    check.same("usual", r["usual"], usual)
    check.same("spread", r["spread"], math.sqrt(variance))
    within = correlation_within_days(days, usual, variance)
    check.same("within_day", r["within_day"], within)
    count = [math.fsum(p["weight"] for p in events) for events in days]
    tone = [math.fsum(p["weight"] * p["score"] for p in e) / c if e else None for e, c in zip(days, count)]
    weight = [c / (1 + within * max(0.0, c - 1)) for c in count]
    # Coverage of everything else, and the relation's own events as if they were told evenly
    coverage = [max(s["coverage"], len(e)) - len(e) + len(points) / len(days) for s, e in zip(r["series"], days)]
    expected = expected_events(weight, coverage, o)
    for s, y, e in zip(r["series"], tone, expected):
        check.same(f"tone of {s['date']}", s["tone"], y)
        check.same(f"expected events of {s['date']}", s["expected"], e)
    check.same("enough", r["enough"], len(points) >= o["few_events"])
    if not r["enough"]:
        check.same("turning points of too few events", len(r["turning_points"]), 0)
        return check
    noise, drift = r["level"]["noise"], r["level"]["drift"]
    level, band = smoothed(tone, weight, noise, drift)
    for s, m, v in zip(r["series"], level, band):
        half = 1.96 * math.sqrt(v)
        for key, value in (("level", m), ("low", m - half), ("high", m + half)):
            check.same(f"{key} of {s['date']}", s[key], value)
    likelihood = log_likelihood(tone, weight, noise, drift)
    check.same("log-likelihood", r["level"]["log_likelihood"], likelihood)
    if noise > 1e-6:
        check.compared += 1
        if best_likelihood(tone, weight, o["most_drift"]) > likelihood + 1e-6:
            check.wrong += 1
            print(f"{path}: other variances are more likely")
    check_changes(check, r, Periods(first, days, weight, tone, expected, usual, variance or math.inf, o), first, days)
    return check


def main():
    wrong = 0
    for path in sys.argv[1:]:
        check = check_relation(path)
        print(f"{path}: {check.compared} figures, {check.wrong} wrong")
        wrong += check.wrong
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
