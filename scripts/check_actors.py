#!/usr/bin/env python3
"""Checks of data/actors that the compiler of dictionaries does not make (docs/dictionaries.md).

memberships.tsv: five columns, known members and organisations, dates in order, no two open rows of one pair,
memberships of a pair that do not overlap. groups.tsv, organisations.tsv, peoples.tsv: every id has a row of kind
name, sectors are those of the codebook, no row twice. affiliations.tsv: known ids, dates in order, no row twice, and a row
for every person who speaks for an organisation (sector IGO, no country). Prints one line per trouble; exit status 1 if there is any.
"""
import collections
import datetime
import pathlib
import re
import sys

SECTORS = set("GOV MIL COP JUD LEG SPY PTY REB OPP PRM UAF CRM BUS LAB MED NGO EDU JRN REL REF ELI SOC CVL AGR PRE "
              "IGO IMG MNC ISM".split())
# Not in the dictionaries of names, yet things one belongs to.
FORMATS = {"EUROAREA", "SCHENGEN", "UNSC", "NPT"}
NO_MEMBERSHIP = ("suspended", "observer", "associate")


def rows(path, columns):
    head = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        fields = line.split("\t")
        if head is None:
            head = fields
            if head != columns:
                raise SystemExit(f"{path}:{number}: columns are {head}, expected {columns}")
            continue
        if len(fields) != len(columns):
            raise SystemExit(f"{path}:{number}: {len(fields)} fields, expected {len(columns)}")
        yield number, fields


def bound(text, last):
    """First or last day that a day, month or year means; None when it is no date."""
    if text == "-":
        return datetime.date.max if last else datetime.date.min
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return None
    y, m, d = ([int(x) for x in text.split("-")] + [0, 0])[:3]
    try:
        if d:
            return datetime.date(y, m, d)
        if not last:
            return datetime.date(y, m or 1, 1)
        return (datetime.date(y, m + 1, 1) if 0 < m < 12 else datetime.date(y + 1, 1, 1)) - datetime.timedelta(days=1)
    except ValueError:
        return None


def check_affiliations(folder, columns, ids, trouble):
    speakers = {f[1] for file in folder.glob("people*.tsv") for _, f in rows(file, columns) if f[3] == "-" and f[4].startswith("IGO")}
    people = {f[1] for file in folder.glob("people*.tsv") for _, f in rows(file, columns)}
    path, seen = folder / "affiliations.tsv", {}
    for number, (who, organisation, begin, end, _) in rows(path, ["id", "organisation", "from", "to", "note"]):
        where = f"{path.name}:{number}"
        for i, known in ((who, ids | people), (organisation, ids)):
            if i not in known:
                trouble.append(f"{where}: '{i}' is in no dictionary")
        first, last = bound(begin, False), bound(end, True)
        if first is None or last is None or first > last:
            trouble.append(f"{where}: bad dates '{begin}' to '{end}'")
        key = (who, organisation, begin, end)
        if key in seen:
            trouble.append(f"{where}: the row of line {seen[key]} again")
        seen[key] = number
    having = {key[0] for key in seen}
    trouble += [f"{path.name}: '{i}' speaks for an organisation and has no row" for i in sorted(speakers - having)]
    return len(seen)


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent / "data" / "actors"
    trouble = []
    columns = ["surface", "id", "kind", "country", "sector", "from", "to", "note"]
    ids = set(FORMATS)
    for name in ("countries", "organisations", "groups", "peoples"):
        path, named, seen = folder / f"{name}.tsv", set(), {}
        own = set()
        for number, f in rows(path, columns):
            where = f"{path.name}:{number}"
            own.add(f[1])
            if f[2] == "name":
                named.add(f[1])
            if name == "countries":
                continue
            if tuple(f) in seen:
                trouble.append(f"{where}: the row of line {seen[tuple(f)]} again")
            seen[tuple(f)] = number
            for sector in f[4].split(";"):
                if sector not in SECTORS:
                    trouble.append(f"{where}: unknown sector '{sector}'")
        if name != "countries":
            trouble += [f"{path.name}: id '{i}' has no row of kind name" for i in sorted(own - named)]
        ids |= own
    path, spans = folder / "memberships.tsv", collections.defaultdict(list)
    for number, (organisation, member, begin, end, note) in rows(path, ["organisation", "member", "from", "to", "note"]):
        where = f"{path.name}:{number}"
        for i in (organisation, member):
            if i not in ids:
                trouble.append(f"{where}: '{i}' is in no dictionary")
        first, last = bound(begin, False), bound(end, True)
        if first is None or last is None or first > last:
            trouble.append(f"{where}: bad dates '{begin}' to '{end}'")
        elif not note.startswith(NO_MEMBERSHIP):
            spans[organisation, member].append((first, last, number))
    for (organisation, member), list_ in sorted(spans.items()):
        list_.sort()
        for a, b in zip(list_, list_[1:]):
            if b[0] <= a[1]:
                trouble.append(f"{path.name}:{b[2]}: {member} in {organisation} overlaps line {a[2]}")
    affiliations = check_affiliations(folder, columns, ids, trouble)
    print("\n".join(trouble) if trouble else f"{sum(map(len, spans.values()))} memberships and {affiliations} affiliations in order")
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
