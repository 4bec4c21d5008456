# SPDX-License-Identifier: BSD-3-Clause
"""HTTP: bodies of the media types that somebody knows, packed ones, and which request a response is of."""

import struct
import zlib

from .streams import Connection
from .wire import *


def response(body, kind=b"application/json"):
    return b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(body)) + body


DOCUMENTS = (
    b'{"a":1}', b"[1,2.5,-3e4,1E+5,-0,0.5,10,true,false,null,NaN]", b"{}", b"[]", b"[{}]", b"[[[]],{}]", b'{"":""}', b'[""]',
    b'{"k":"v","n":{"x":[{"y":"z"},[]],"e":{}},"u":"\\u00e9\\n\\"q\\"\\ud83d\\ude00."}', b' \t\r\n{"a" \n:\t1 , "b":[ ] }\n\n',
    b'{"dup":1,"dup":[2],"dup":{"dup":3}}', '{"ü":"日本","😀":"\\u20ac\\u00E9 "}'.encode(), b'{"esc\\n":"\\/\\b\\f\\t\\r\\\\\\u0041\\u0000x"}',
    b'[{"a":[1,[2,"x"],{"z":NaN}]},false]', b'{"a/b":{"c[]":":"}}', b'["a\nb\x01\x7f"]', b'{"a\x00b":{"c":"d\x00e"}}',
    b'{"a":1}\n{"b":2}\r\n[3]\n', b'{"a":1}{"b":2}', b'{"a":1} trailing', b"[1]\n [2", b"[1] 17 [2]", b"[1],[2]", b"[1]\x00",
    b'"alone"', b"17", b"true", b"nul", b'{"bad":', b'{"bad" 1}', b'{"bad"}', b"{1:2}", b"[1,2,]", b'{"a":1,}', b"[,1]", b"{,}",
    b'["a" "b"]', b'{"a":1 "b":2}', b'{"t":tru}', b"[True]", b"[nullnull]", b"[01]", b"[-01]", b"[+1]", b"[.5]", b"[1.]", b"[1e]",
    b"[-]", b"[1.2.3]", b'["a\\qb"]', b'["\\u12"]', b'["\\uZZZZ"]', b'["\\"]', b'{"a":"unterminated', b'["abc', b"[1", b"[", b"{",
    b"[]]", b"{}}", b"// c\n[1]", b"\xef\xbb\xbf{}", b"\x00{}", b"\n", b"  ", b"  x", b"[" * 20 + b"]" * 20,
    b'{"a":' * 15 + b"1" + b"}" * 15, b"[" * 9)


@capture("http-bodies.pcap")
def http_bodies():
    """JSON, whole and broken; lines of text; types with parameters, in chunks, over several segments."""
    for port, document in enumerate(DOCUMENTS, 1000):
        yield eth(tcp(response(document), 80, port, PSH | ACK, src=S4, dst=C4))
    c = Connection(4001, 80)
    c.open()
    c.client(b'PUT /x HTTP/1.1\r\nHost: h\r\nContent-Type: Application/JSON; charset=utf-8\r\nContent-Length: 13\r\n\r\n{"put":[1,2]}')
    long = b'{"items":[%s]}' % b",".join(b'{"id":%d,"name":"item %d"}' % (i, i) for i in range(40))
    message = response(long)
    c.server(message[:300], message[300:301], message[301:])
    c.client(b"GET /chunked HTTP/1.1\r\nHost: h\r\n\r\n")
    c.server(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/problem+json\r\n\r\n"
             b'7\r\n{"title\r\na\r\n":"broken"\r\n1\r\n}\r\n0\r\n\r\n')
    for kind in (b"text/plain", b"text/html; charset=x", b"text/css", b"TEXT/PLAIN", b"application/x-ndjson", b"application/x-javascript"):
        c.server(response(b"hello\nworld\r\n{}\r\rlast", kind))
    yield from c.frames

FORMS = (
    b"a=1&b=2", b"a", b"a=", b"=b", b"&&a=1", b"a=1&", b"a=%41%42+c%20d", b"a=%4", b"a=%zz", b"a=%", b"a==b", b"a=b=c", b"a%3db=c&d=e",
    b"a=1\r\n", b"x=%c3%a9", b"a=%00b&c=d", b"a=\0b&c=d", b"a=1;b=2", b"&", b"+=+", b"a=%C3%A9&b", b"a=%5B%5d&%26=%3D")


@capture("http-forms.pcap")
def http_forms():
    """Forms: what is missing, escaped, and not well escaped."""
    for port, form in enumerate(FORMS, 1000):
        yield eth(tcp(request(b"/form", method=b"POST", body=form, more=b"Content-Type: application/x-www-form-urlencoded\r\n"),
                      port, 80, PSH | ACK, src=C4, dst=S4))


MARKUP = (
    b'<a/>', b'<?xml version="1.0" encoding="UTF-8"?>\n<a b="c" d=\'e\'>text<f/>more</a>\n', b'<a><b>x</b><b>y</b></a>',
    b'<!-- comment --><a><!--in--></a>', b'<a><![CDATA[raw <x> ]]></a>',
    b'<!DOCTYPE html><html lang="en"><body>hi</body></html>', b'<!DOCTYPE a [ <!ELEMENT a (b)> <!ENTITY c "d"> ]><a/>',
    b'<s:Envelope xmlns:s="http://x/y"><s:Body>1</s:Body></s:Envelope>', b'<a>unclosed', b'</a>', b'<a></b></a>',
    b'text only', b'<a b=c>x</a>', b'<a b>x</a>', b'<a  b = "c" />', b'<?php x?><a/>', b'<a>&lt;&amp;</a>',
    b'<a\n b="1"\n c="2"\n>\n <d/>\n</a>', b'<a></a><b></b>', b'<a', b'<a b="c', b'<?xml version="1.0"?>', b'<a><b></a>',
    b'  <a/>  ', b'<a-b.c:d e-f:g.h="i"/>', b'<A B="C">D</A>', b'<a b="<">x > y</a>', b'<a>x</a >', b'< a/>',
    b'<!-- x -- y --><a/>', b'<1/>', b'<a>\x00</a>', b'<a b=""></a>', b'<a>  </a>', b'<?xml?>', b'<a b="1" b="2"/>',
    b'<a> x y \n z <b/> q\n</a>', b'<a>x\ty\r\nz</a>', b'<!-- never', b'<a><!-- never</a>', b'<a><![CDATA[never</a>',
    b'<a b="1"c="2"/>', b'<a b="x>y"/>', b'<a b=1 c=2/>', b'<a b=x/y/>', b'<a><?xml version="1.0"?></a>',
    b'<a><?xml-stylesheet type="text/css" href="x"?>y</a>', b'<?xml-stylesheet type="text/css"?><a/>',
    b'<?xml version="1.0" standalone=\'yes\' other="1"?><a/>', b'<a/>tail text', b'<a/>tail<b/>more',
    b'<!DOCTYPE a PUBLIC "-//W3C//DTD" "http://x/y.dtd"><a/>', b'<!DOCTYPE a SYSTEM "x" [<!ENTITY b "c">]><a/>',
    b'<!doctype html><a/>', b'<!DOCTYPE a [\n<!-- c -->\n<!ATTLIST a b CDATA "x>y">\n]><a/>', b'<a><!DOCTYPE b></a>',
    b'<![CDATA[x]]>', b'</a></b></c>', b'<a><b></b></a></c>', b'<a>x<', b'<a>x</a', b'<a></>', b'<>x</>', b'<a b="1"',
    b'<a b="1"/', b'<a b/>', b'<a =/>', b'<a "x"/>', b'<a b=/>', b'<a b="x" c/>', b'<a\tb="1"/>', b'<a:b/>', b'<_a/>',
    b'<-a/>', b'<a/ >', b'<a / >', b'</ a>', b'<a>&amp</a>', b'<a b=\'x"y\' c="x\'y"/>', b'<a>]]></a>', b'<a b="1\n2"/>',
    b'<a><b/><c/></a>\n\n<d>1</d>', b'<a><!--x--><!--y-->t</a>', b'<?xml version="1.0"?>\n\n<!-- x -->\n<a/>',
    b'text<a/>text', b'   ', b'<a><b><c><d>1</d></c></b></a>', b'<?xml version=1.0?><a/>', b'<?xml version="1.0"><a/>',
    b'<a b="1" / >', b'<a@b/>', b'<a>x<!b>y</a>', b'<!>', b'<? ?>', b'<a b="c"d>x</a>', b'<a>1</a><!-- c', b'<a>x<b y>z</a>',
    b'<a.b_c-d:e1 x.y_z-1:w="1"/>', b'<a b="1">x</a><a b="2">', b'\x00<a/>', b'<a>x\x01y</a>', b"<a>" * 140 + b"x" + b"</a>" * 141)


@capture("http-xml.pcap")
def http_xml():
    """XML, whole, broken and odd; what an element, an attribute, a declaration may look like."""
    for port, document in enumerate(MARKUP, 1000):
        yield eth(tcp(response(document, b"text/xml; charset=utf-8"), 80, port, PSH | ACK, src=S4, dst=C4))
    for port, kind in enumerate((b"application/xml", b"Application/SOAP+xml", b"image/svg+xml", b"application/nobodys+xml"), 2000):
        yield eth(tcp(response(b"<a/>", kind), 80, port, PSH | ACK, src=S4, dst=C4))


# ------------------------------------------------------------------ encodings

# Raw DEFLATE of the two: zlib's, as constants, for another release may pack otherwise.
PACKED = {
    b'{"a":"hello hello hello hello","n":[1,2,3]}': "ab564a54b252ca48cdc9c957c020957494f294aca20d758c748c636b01",
    b"hello\nlines of text\n": "cb48cdc9c9e7cac9cc4b2d56c84f532849ad28e10200",
    b"": "0300",
}
JSON, TEXT = list(PACKED)[:2]


def bare(body):
    return bytes.fromhex(PACKED[body])


def gzip(body, flags=0, extra=b""):
    return (b"\x1f\x8b\x08%c\0\0\0\0\0\x03" % flags) + extra + bare(body) + struct.pack("<II", zlib.crc32(body), len(body))


def zlib_of(body):
    return b"\x78\x9c" + bare(body) + struct.pack(">I", zlib.adler32(body))


def coded(coding, body, kind=b"application/json", header=b"Content-Encoding"):
    return b"HTTP/1.1 200 OK\r\n%s: %s\r\n%sContent-Length: %d\r\n\r\n" % (
        header, coding, b"Content-Type: %s\r\n" % kind if kind else b"", len(body)) + body


@capture("http-encodings.pcap")
def http_encodings():
    """Packed bodies: gzip, zlib and bare under each name, cut, twice, what is not packed so, in chunks; media types of nobody."""
    whole = gzip(JSON)
    answers = [coded(coding, whole) for coding in (b"gzip", b"GZIP", b"x-gzip", b"deflate", b"x-deflate", b"gzip, gzip", b"br", b"")]
    answers += [coded(b"deflate", zlib_of(JSON)), coded(b"deflate", bare(JSON)), coded(b"gzip", zlib_of(JSON)), coded(b"gzip", bare(JSON))]
    answers += [coded(coding, JSON) for coding in (b"identity", b"gzip", b"deflate", b"gzip, identity", b"other")]
    answers += [coded(b"gzip", body) for body in (
        whole[:-20], whole[:3], whole[:-8] + b"\0" * 8, whole + whole, whole + b"more", gzip(JSON, 8, b"name\0"), gzip(JSON, 16, b"words\0"),
        gzip(JSON, 4, b"\x04\0abcd"), gzip(b""))]
    answers += [coded(b"gzip", gzip(TEXT), kind) for kind in (b"text/plain", b"application/octet-stream", b"image/nobodys", b"")]
    answers += [coded(coding, body, header=b"Transfer-Encoding") for coding, body in ((b"gzip", whole), (b"deflate", zlib_of(JSON)))]
    answers += [response(b"[1]", kind) for kind in (
        b"application/json\f; x", b"application/json\v", b"application/json,x", b'"application/json"', b"application/json\xa0", b"image/nobodys")]
    for port, answer in enumerate(answers, 1000):
        yield eth(tcp(answer, 80, port, PSH | ACK, src=S4, dst=C4))
    c = Connection(4001, 80)
    c.open()
    c.client(b"POST /packed HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(whole) + whole)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\n\r\n"
    c.server(head + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (whole[:9], whole[9:30], whole[30:])) + b"0\r\n\r\n")
    yield from c.frames


# ---------------------------------------------------- requests and responses

def request(path, host=b"h.example", method=b"GET", body=b"", more=b""):
    return (b"%s %s HTTP/1.1\r\n" % (method, path) + (b"Host: %s\r\n" % host if host else b"") + more +
            (b"Content-Length: %d\r\n" % len(body) if body else b"") + b"\r\n" + body)


def status(line, length=0):
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n" % (line, length) + b"x" * length


OK = status(b"200 OK", 2)


@capture("http-pairs.pcap")
def http_pairs():
    """Which request a response is of: one after the other, pipelined, unasked, of nobody, early, sent again; through a tunnel."""
    def talk(port, *turns):
        c = Connection(port, 80)
        c.open()
        for turn in turns:
            (c.server if turn[:5] == b"HTTP/" or turn[:4] == b"ICY " else c.client)(turn)
        yield from c.frames

    a, b = request(b"/a"), request(b"/b?q=1")
    yield from talk(2000, a, OK, b, OK)
    yield from talk(2001, a + b, OK + OK, a, b, OK, OK, OK)
    yield from talk(2002, OK, a, OK, OK)
    yield from talk(2003, request(b"/post", method=b"POST", body=b"abc" * 9, more=b"Expect: 100-continue\r\n"), b"HTTP/1.1 100 Continue\r\n\r\n", OK, b, OK)
    yield from talk(2004, request(b"/head", method=b"HEAD"), status(b"200 OK", 9)[:-9], request(b"/no-host", b""), OK, status(b"304 Not Modified"))
    yield from talk(2005, request(b"http://other.example/absolute"), OK, b"neither\r\n\r\n", a, OK, a, b)
    yield from talk(2006, request(b"origin.example:443", b"origin.example:443", b"CONNECT"), b"HTTP/1.1 200 OK\r\n\r\n", bytes.fromhex("160301000161"))
    yield from talk(2007, request(b"/up", method=b"POST", body=b"b" * 60)[:-30], status(b"413 Request Entity Too Large"), b"b" * 30, a, OK)
    yield from talk(2008, request(b"/notify", method=b"NOTIFY"), OK, a, b"ICY 200 OK\r\nicy-name: a\r\n\r\n")
    yield from talk(2009, request(b"/" + b"l" * 600), OK, request(b"/" + b"m" * 479), OK)
    c = Connection(2010, 80)
    c.open()
    c.client(a[:20], a[20:])
    c.send(0, a, PSH | ACK, seq=c.next[0] - len(a))
    c.server(OK[:9], OK[9:])
    c.send(1, OK, PSH | ACK, seq=c.next[1] - len(OK))
    c.client(b)
    c.server(OK)
    yield from c.frames
