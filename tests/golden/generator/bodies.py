# SPDX-License-Identifier: BSD-3-Clause
"""What HTTP carries: bodies of the media types that somebody knows."""

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
