#!/usr/bin/env python3
"""A small server of invented feeds and pages, each with its own trouble. Usage: feed_server.py PORT_FILE LOG_FILE"""
import gzip
import http.server
import os
import sys
import time

LEAD = "Arvia expelled two Belmark diplomats on Friday, the foreign ministry in the capital said."
SECOND = "Corvia recalled its ambassador from Dorland on Saturday, the prime minister said."
PAGE = """<html><head><title>Envoys told to leave</title><meta property="og:site_name" content="The Arvian Post"></head><body><nav><a href="/">Home</a></nav><article><h1>Envoys</h1>
<p>%s</p><p>The envoys, who had served for three years, were given until Sunday, and their families until the end of the month.</p>
<p>Belmark, which denies the charge, said that it would answer in kind.</p></article></body></html>"""
SERVED = {"changing": 0, "soon": 0, "flaky": 0}


def rss(*items, head='<?xml version="1.0" encoding="UTF-8"?>'):
    body = "".join(f"<item><title>{t}</title>{link}<pubDate>Fri, 22 Jan 2016 15:05:00 +0100</pubDate><description>{d}</description></item>" for t, link, d in items)
    return f'{head}<rss version="2.0"><channel><title>Arvian Wire</title>{body}</channel></rss>'


def link(path):
    return f"<link>{path}</link>"


ENVOYS = ("Envoys expelled", link("/story/1"), LEAD)
AMBASSADOR = ("Ambassador recalled", link("/story/2"), SECOND)


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        with open(sys.argv[2], "a", encoding="utf-8") as log:
            log.write(f"{self.path}\n")

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        try:
            self.serve()
        except BrokenPipeError:
            pass

    def serve(self):
        path = self.path
        if path == "/feed":
            if self.headers.get("If-None-Match") == '"1"':
                return self.answer(b"", 304, ETag='"1"')
            return self.answer(rss(ENVOYS, AMBASSADOR).encode(), ETag='"1"', Content_Type="application/rss+xml")
        if path == "/changing":
            SERVED["changing"] += 1
            items = [ENVOYS] if SERVED["changing"] == 1 else [ENVOYS, AMBASSADOR]
            return self.answer(rss(*items).encode(), ETag=f'"{SERVED["changing"]}"')
        if path == "/loop":
            return self.answer(b"", 302, Location="/loop")
        if path == "/large":
            return self.answer(rss(ENVOYS, ("x", "", "word " * 400_000)).encode())
        if path == "/bomb":
            return self.answer(gzip.compress(rss(ENVOYS, ("x", "", "word " * 8_000_000)).encode(), 9), Content_Encoding="gzip")
        if path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)
            return None
        if path == "/later":
            return self.answer(b"", 429, Retry_After="7200")
        if path == "/soon":
            SERVED["soon"] += 1
            return self.answer(b"", 503, Retry_After="1") if SERVED["soon"] == 1 else self.answer(rss(ENVOYS).encode())
        if path == "/charset":  # declared as UTF-8, is windows-1252
            return self.answer(rss(("Caf\u00e9 closed", link("/story/3"), "Arvia closed the caf\u00e9 of Se\u00f1or M\u00fcller \u2013 \u201cfor good\u201d \u2013 on Friday.")).encode("cp1252"),
                               Content_Type="application/rss+xml; charset=utf-8")
        if path == "/entities":
            return self.answer(('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(8)) +
                                "]><rss><channel><item><title>&i;</title></item></channel></rss>").encode())
        if path == "/external":
            return self.answer(b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>')
        if path == "/html_entities":
            return self.answer(rss(("Talks &ndash; and more", link("/story/4"), "Arvia &amp;amp; Belmark agreed on a truce &mdash; at last&nbsp;&eacute;.")).encode())
        if path == "/page":
            return self.answer((PAGE % LEAD).encode())
        if path == "/pages":
            return self.answer(rss(ENVOYS, ("Closed", link("/closed/1"), SECOND), ("Flaky", link("/story/flaky"), "Dorland rejected the plan on Sunday.")).encode(), ETag='"p"')
        if path == "/robots.txt":
            return self.answer(b"User-agent: *\nDisallow: /closed\n")
        if path == "/story/flaky":
            SERVED["flaky"] += 1
            return self.answer(b"", 500) if SERVED["flaky"] == 1 else self.answer((PAGE % "Dorland rejected the plan on Sunday, its king said.").encode())
        if path.startswith("/story/"):
            return self.answer((PAGE % LEAD).encode(), Content_Type="text/html; charset=utf-8")
        if path == "/guid":
            return self.answer(rss(("Envoys", '<guid isPermaLink="false">7</guid>', LEAD)).encode())
        return self.answer(b"nothing", 404)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(sys.argv[1] + ".new", "w", encoding="utf-8") as f:
    f.write(str(server.server_port))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
