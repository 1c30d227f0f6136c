#!/usr/bin/env python3
"""Writes small invented inputs of every kind that the readers know into a folder. Usage: readers_fixtures.py FOLDER"""
import gzip
import io
import json
import pathlib
import sys
import tarfile
import zipfile

FOLDER = pathlib.Path(sys.argv[1])
LEAD = "Arvia expelled two Belmark diplomats on Friday, the foreign ministry in the capital said."
SECOND = "The ministry gave the envoys, who had served for three years, until Sunday to leave the country."
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Arvia expels envoys | The Arvian Post</title>
<meta property="og:site_name" content="The Arvian Post"><link rel="canonical" href="https://post.example/2016/envoys">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Arvia expels envoys","datePublished":"2016-01-22T15:05:00+01:00"}}</script>
<style>p {{ color: red }}</style></head><body><nav><a href="/">Home</a> <a href="/world">World news of the day</a></nav>
<div class="cookie-banner"><p>We use cookies, and so do our partners, to make this page better.</p></div>
<article><h1>Arvia expels envoys</h1><p class="byline">By A Writer</p><p>{LEAD}</p><script>var x = "<p>no text</p>";</script><p>{SECOND}</p></article>
<aside><p>Corvia opened a museum of clocks, and visitors came from everywhere.</p></aside>
<div id="comments"><p>Dorland invaded Corvia yesterday, a reader says here.</p></div><footer>All rights reserved.</footer></body></html>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Arvian Wire</title><item><title>Envoys expelled</title><link>https://wire.example/1</link>
<pubDate>Fri, 22 Jan 2016 15:05:00 +0100</pubDate><description>&lt;p&gt;{LEAD}&lt;/p&gt;</description></item>
<item><title>Envoys leave</title><guid isPermaLink="false">w2</guid><description><![CDATA[<p>{SECOND}</p>]]></description></item></channel></rss>"""


def put(name: str, data: bytes) -> None:
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def zipped(*members: tuple) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()


def record(kind: str, url: str, body: bytes, content_type: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def answer(code: str, body: bytes) -> bytes:
    return f"HTTP/1.1 {code}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body


text = (LEAD + "\n").encode()
page = PAGE.encode()
crawl = [record("warcinfo", "", b"software: own", "application/warc-fields"), record("response", "https://post.example/a", answer("200 OK", page), "application/http"),
         record("response", "https://post.example/b", answer("404 Not Found", page), "application/http")]
put("plain.txt.gz", gzip.compress(text))
many = gzip.compress("".join(f"{LEAD} Number {i * 7919 % 2003}.\n\n" for i in range(300)).encode())
put("cut.txt.gz", many[:len(many) * 2 // 3])  # less than a block of the reader, which must not be lost
put("bomb.gz", gzip.compress(b"word " * (14 << 20), 9))
put("folder/a.txt", text)
put("folder/below/b.html", page)
put("folder/c.png", b"\x89PNG\r\n\x1a\n" + bytes(60))
put("empty/.hidden", b"x")
put("page.html", page)
put("deep.html", b"<html><body>" + b"<div>" * 10000 + b"<p>" + text + b"</p></body></html>")
put("feed.rss", RSS.encode())
put("cut.rss", RSS.encode()[:-60])
put("bomb.rss", b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>')
put("feed.atom", f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Arvian Wire</title><entry><id>tag:1</id><title type="html">Envoys &amp;amp; expelled</title>
<link rel="self" href="https://wire.example/self"/><link href="https://wire.example/1"/><published>2016-01-22T14:05:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LEAD}</p></div></content></entry></feed>""".encode())
put("feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Arvian Wire", "items": [
    {"id": "1", "url": "https://wire.example/1", "title": "Envoys", "content_html": f"<p>{LEAD}</p>", "date_published": "2016-01-22T14:05:00Z"}]}, indent=1).encode())
put("stories.zip", zipped(("a.txt", text), ("in/page.html", page), ("in/more.tar", tarred(("c.txt", text)))))
put("stories.tar.gz", gzip.compress(tarred(("a.txt", text), ("b.html", page))))
put("cut.zip", zipped(("a.txt", text * 400))[:60])
put("bomb.zip", zipped(("a.txt", b"word " * (14 << 20)), ("b.txt", text)))
put("table.csv", f'nr;headline;body;date\r\n1;Envoys;"{LEAD} He said ""no""; then\nleft.";22 January 2016\r\n2;;;\r\n3;Open;"never closed\r\n'.encode())
put("latin.txt", "Arvia expelled two diplomats from the café of Señor Müller in the old town, officials said.\n".encode("latin-1"))
put("wide.txt", ("\ufeff" + LEAD).encode("utf-16-le"))
put("crawl.warc.gz", b"".join(gzip.compress(r) for r in crawl))
put("cut.warc", b"".join(crawl)[:-900])
put("french.jsonl", b"\n".join(json.dumps(o, ensure_ascii=False).encode() for o in [
    {"id": "fr", "text": "Le ministre a annoncé que les deux diplomates ont été expulsés du pays, et il a ajouté que la décision est définitive pour le gouvernement."},
    {"id": "ru", "text": "Министр сообщил, что два дипломата были высланы из страны, и что решение правительства окончательное."},
    {"id": "en", "text": LEAD}]))
