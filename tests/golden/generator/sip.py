# SPDX-License-Identifier: BSD-3-Clause
"""SIP and SDP: addresses, headers and bodies, calls over UDP, messages in segments."""

from .streams import Connection
from .wire import *

INVITE = "INVITE sip:bob@biloxi.example.com SIP/2.0"
OK = "SIP/2.0 200 OK"


def message(first=INVITE, headers=(), body="", end="\r\n"):
    """Octets of a message; a header is a line without its end."""
    text = first + "\r\n" + "".join(line + "\r\n" for line in headers) + end + body
    return text.encode("latin-1")


def datagram(payload, back=False, sport=5060, dport=5060):
    if isinstance(payload, str):
        payload = payload.encode("latin-1")
    ends = (S4, C4) if back else (C4, S4)
    return eth(udp(payload, sport, dport, src=ends[0], dst=ends[1]))


def headers(*lines, **more):
    return datagram(message(headers=lines, **more))


def call(cid, seq, first=INVITE):
    return message(first, ("Via: SIP/2.0/UDP h;branch=z9", "From: <sip:alice@atlanta.example.com>;tag=1", "To: <sip:bob@biloxi.example.com>",
                           "Call-ID: " + cid, "CSeq: " + seq))


URIS = ("sip:bob", "sip:bob@h", "sips:bob:pw@h:5061;transport=tcp?x=y", "tel:1-201-555;phone-context=x", "sip:[2001:db8::1]:5060",
        "sip:uu@[2001:db8::1]:99;y", "sip:192.0.2.1:77;lr", "sip:a;b=c@h;lr;m=2", "mailto:x@y", "SIP:Up@h:12", "sip:u@h?subject=a",
        "urn:service:sos", "sip:u@h:port", "sip:@h", "sip:h;user=phone", "sip:u%40x@h:5060;a=b;c", "sip:aa@bb:7", "sip:aa@bb:70?x;y")
NAMES = ("<%s>;tag=1", "\"D N\" <%s>;tag=2", "D N <%s>;tag=a;x=y", "%s;tag=3", "%s", "<%s>", "\"q \\\" q\"<%s> ; tag = 5;z", "  <%s>", "\"\" <%s>",
         "*", "<%s", "\"unclosed <%s>", "\"only\"", " D<%s;a=b>;q=0.5,<sip:2@2>;expires=3", "%s;a;b=c", "D%s", "<%s>;tag=1;tag=2", "%s ;tag=4",
         "<%s> junk;tag=3", "\"x\" %s;tag=1", "\"x\" junk <%s>;tag=q", "\"tag=9\" <%s>;xtag=7 ", "<%s>;Tag=x", "<%s>; tag=\xe4\xc3\xa4")


@capture("sip-addresses.pcap")
def sip_addresses():
    """Request-URIs, names and addresses of every form, with parameters, tags and without."""
    for uri in URIS:
        yield headers("From: <%s>;tag=1" % uri, "Contact: %s;x=1" % uri, first="OPTIONS %s SIP/2.0" % uri)
    for name in NAMES:
        value = name.replace("%s", "sip:bob@h:5062;lr")
        yield headers("From: " + value, "To:" + value, "Contact: " + value)
    for header in ("Route", "Record-Route", "Service-Route", "Path", "P-Asserted-Identity", "P-Preferred-Identity", "Permission-Missing", "Refer-To",
                   "Referred-By", "Reply-To", "Diversion", "P-Served-User", "P-Called-Party-ID", "Call-Info"):
        yield headers(header + ": \"D\" <sip:bob@h:5062;lr;x=y>;a=b, <sips:cc@dd;lr>;q=1", header + ": sip:ee@ff;lr;x", header + ": ")
    for value in ("*", "\"x\"<sip:aa@bb>,<sip:cc@dd>;expires=1;q=2, \"z\" <sip:ee@ff;x>;+sip.instance=\"<urn:uuid:1;2>\";reg-id=1",
                  "<sip:aa@bb>;q=1 , <sip:cc@dd>", "sip:aa@bb,sip:cc@dd;q=1", "<sip:aa@bb>;a=\"b,c\";d", "<sip:aa@bb?Route=x&y=z>",
                  "\"a;b,c\" <sip:aa@bb>;q", "<sip:aa@bb>;expires=1,\r\n <sip:cc@dd>;q=1\r\n ;z"):
        yield headers("Contact: " + value)


DIGEST = "Digest username=\"bob\", realm=\"biloxi.com\", nonce=\"dcd98b7102\", uri=\"sip:bob@biloxi.com\", qop=auth, nc=00000001, " \
    "cnonce=\"0a4f113b\", response=\"6629fae4\", opaque=\"5ccc069c\", algorithm=MD5, domain=\"sip:x sip:y\", stale=FALSE, auts=\"x\", " \
    "rspauth=\"y\", nextnonce=\"z\", ik=\"1\",ck=\"2\", foo=bar , auth-param"
VIAS = ("SIP/2.0/UDP h", "SIP/2.0/TCP h:5060;branch=z9hG4bKx", "SIP/2.0/TLS [2001:db8::1]:5061;rport;branch=z9",
        "SIP / 2.0 / UDP first.example.com:4000;ttl=16 ;maddr=224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1",
        "SIP/2.0/UDP a;branch=x, SIP/2.0/TCP b:7;branch=y;received=192.0.2.4", "SIP/2.0/UDP 192.0.2.3:;branch=z", "SIP/2.0/UDP 192.0.2.3:x;branch=z",
        "SIP/2.0/UDP 192.0.2.3:99999", "SIP/2.0/SCTP h;BRANCH=z;foo=bar;baz;be-route=1",
        "SIP/2.0/UDP a;oc=20;oc-validity=500;oc-seq=1282321615.782;oc-algo=\"loss\"", "SIP/2.0/UDP", "SIP/2.0", "", " ;",
        "SIP/2.0/UDP h;rport=;branch=", "SIP/2.0/UDP h;branch=\"a;b\";ttl=1", "x")
COMPACT = ("v: SIP/2.0/UDP h;branch=1", "f: <sip:a1@b>;tag=x", "t: sip:cc@d", "m: <sip:ee@f>", "i: abc", "l: 0", "c: text/x", "e: gzip", "k: 100rel",
           "s: subj", "o: presence", "r: <sip:refer@to>", "b: <sip:referred@by>", "a: *", "u: talk", "x: 1800;refresher=uac", "d: fork", "j: *;audio",
           "y: ident", "n: https://x")
STRUCTURED = (
    ("CSeq: 1 INVITE",), ("CSeq: x INVITE",), ("CSeq:   7   BYE",), ("CSeq: 1\tX",), ("CSeq: 99999999999 INVITE",), ("CSeq: 0009 INVITE x",), COMPACT,
    ("Call-Id : abc", "CALL-ID: xx", "call-id:yy", "Max-Forwards:   70  ", "Max-Forwards: x", "Expires: 3600", "Expires: 3600;x", "Min-Expires: 12"),
    ("Subject: a", "  continued line", "\tand tab", "Subject:", "Subject:   ", "X-Custom: hello", "NoColon", "X : y", "User-Agent: a/b (\xc3\xa4)"),
    ("Retry-After: 18 (x)", "Retry-After: 18", "RSeq: 12", "RSeq: 5;a", "RSeq: x", "Max-Breadth: 60", "Timestamp: 54", "Warning: 301 h \"x\""),
    ("Expires: -5", "Expires: 4294967296", "Max-Forwards: ", "Content-Length: 12x", "Content-Length: -1"),
    ("RAck: 776656 1 INVITE",), ("RAck: 1 2",), ("RAck: 1",), ("RAck:  776656   1  INVITE ",),
    ("Authorization: " + DIGEST, "Authorization: Basic xyz", "Authorization: Digest qop=auth,nc=1"),
    ("Proxy-Authorization: " + DIGEST, "WWW-Authenticate: " + DIGEST, "Proxy-Authenticate: Digest USERNAME=\"x\",Realm=\"y\""),
    ("Authentication-Info: " + DIGEST, "Authentication-Info: nextnonce=\"a,b\" ,nc=2", "Proxy-Authentication-Info: x=y"),
    ("Reason: Q.850;cause=16;text=\"Terminated\"",), ("Reason: SIP;cause=600;text=\"Busy Everywhere\", Q.850;cause=1",), ("Reason: SIP ;cause=200 ;text=\"OK\"",),
    ("Reason: preemption;cause=1;text=abc",), ("Reason: foo",), ("Reason: SIP;cause=x",), ("Reason: SIP;CAUSE=\"16\";text=\"\"",),
    ("Session-ID: ab30317f1a784dc48ff824d0d3715d86",), ("Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2;logme;x=y",),
    ("Session-ID: ab30317f1a784dc48ff824d0d3715d86;logme",), ("Session-ID: zz;remote=1",), ("Session-ID: ",),
    ("Security-Client: ipsec-3gpp; alg=hmac-sha-1-96; spi-c=1111; spi-s=2222; port-c=5062; port-s=5064;ealg=aes-cbc;prot=esp",),
    ("Security-Server: ipsec-3gpp;q=0.1;alg=hmac-md5-96;spi-c=98765432;spi-s=3432478291;port1=5062;port2=5064, tls;q=0.2", "Security-Verify: tls"),
    ("P-Charging-Vector: icid-value=1234bc9876e;icid-gen-addr=192.0.2.8;orig-ioi=home1.net", "P-Charging-Vector: icid-value=\"A;y=\";x"),
    ("P-Access-Network-Info: 3GPP-UTRAN-TDD; utran-cell-id-3gpp=234151D0FCE11", "P-Access-Network-Info: IEEE-802.11;network-provided"),
    ("Feature-Caps: *;+g.3gpp.srvcc;+g.x=\"<a>\"", "Feature-Caps: +a;b;c,d;+e"),
    ("To: \"x\"", "  <sip:aa@bb>;tag=7", "To: sip:aa@bb", "  ;tag=7", "Call-ID:", "Supported: a "), ("\tx: y", "Via: SIP/2.0/UDP h"),
)
# Those that are a string and nothing more.
STRINGS = """Accept Accept-Contact Accept-Encoding Accept-Language Accept-Resource-Priority Additional-Identity Alert-Info Allow Allow-Events
Answer-Mode Attestation-Info Cellular-Network-Info Content-Disposition Content-Encoding Content-Language Date Error-Info Event Flow-Timer Geolocation
Geolocation-Error Geolocation-Routing History-Info Identity Identity-Info Info-Package In-Reply-To Join MIME-Version Min-SE Organization Origination-Id
P-Answer-State P-Asserted-Service P-Charge-Info P-Charging-Function-Addresses P-DCS-Trace-Party-ID P-DCS-OSPS P-DCS-Billing-Info P-DCS-LAES P-DCS-Redirect
P-Early-Media P-Media-Authorization P-Preferred-Service P-Profile-Key P-Refused-URI-List P-User-Database P-Visited-Network-ID Policy-Contact Policy-ID
Priority Priority-Share Priv-Answer-Mode Privacy Proxy-Require Reason-Phrase Recv-Info Refer-Sub Reject-Contact Relayed-Charge Replaces
Request-Disposition Require Resource-Priority Resource-Share Response-Source Restoration-Info Server Service-Interact-Info Session-Expires SIP-ETag
SIP-If-Match Subscription-State Suppress-If-Match Target-Dialog Unsupported User-to-User""".split()


@capture("sip-headers.pcap")
def sip_headers():
    """Every header, those with parts in many forms; first lines that are none; line ends and bodies."""
    for via in VIAS:
        yield headers("Via: " + via)
    for lines in STRUCTURED:
        yield headers(*lines)
    for i in range(0, len(STRINGS), 10):
        yield headers(*("%s: value of %d" % (name, i) for name in STRINGS[i:i + 10]), first="NOTIFY sip:u@h SIP/2.0")
    for first in ("SIP/2.0 200 OK", "SIP/2.0 183", "SIP/2.0 183 ", "SIP/2.0  183 x", "SIP/2.0 99 x", "SIP/2.0 1000 x", "SIP/2.0 abc x", "SIP/3.0 200 x",
                  "sip/2.0 200 x", "SIP/2.0x 200 x", "SIP/2.0", "FOO bar SIP/2.0", "FOO sip:x SIP/3.0", "FOO sip:x HTTP/1.1", "INVITE  sip:xx@y SIP/2.0",
                  "INVITE sip:xx@y  SIP/2.0", "INVITE sip:xx@y SIP/2.0 ", "INVITE sip:xx@y y SIP/2.0", "INVITE sip:xx@y", " INVITE sip:xx@y SIP/2.0",
                  "invite sip:xx@y SIP/2.0", "FOO sip:xx@y SIP/2.0", "SIP/2.0 603 Decline  it "):
        yield headers("Via: SIP/2.0/UDP h", first=first)
    start = "INVITE sip:xx@y SIP/2.0"
    for text in (start + "\r\n", start, start + "\r\nVia: x\r\n", start + "\nVia: x\n\nabc", start + "\rVia: x\r\rabc", start + "\r\nVia: x\r\n\r\nabc",
                 start + "\r\nContent-Length: 2\r\n\r\nabc" + start + "\r\n\r\n", start + "\r\nContent-Length: 20\r\n\r\nabc", "", "\r\n\r\n", "hello world",
                 start + "\r\nContent-Type: application/foo;x=y\r\nContent-Length:3\r\n\r\nabc", start + "\r\nContent-Length: 0\r\n\r\nabc", "INVITE", "\0\0"):
        yield datagram(text)
    yield datagram(message(), sport=7777, dport=8888)
    yield datagram(message(OK), sport=7777, dport=8888)
    yield datagram("SIP/2.0 hello, this is none", sport=7777, dport=8888)


@capture("sip-calls.pcap")
def sip_calls():
    """Requests and replies, sent again, late, of other transactions and other flows."""
    for back, cid, seq, first in (
            (0, "a", "1 INVITE", INVITE), (0, "a", "1 INVITE", INVITE), (1, "a", "1 INVITE", "SIP/2.0 100 Trying"), (1, "a", "1 INVITE", "SIP/2.0 180 Ringing"),
            (1, "a", "1 INVITE", "SIP/2.0 180 Ringing"), (1, "a", "1 INVITE", OK), (1, "a", "1 INVITE", OK), (0, "a", "1 ACK", "ACK sip:x@y SIP/2.0"),
            (0, "a", "1 ACK", "ACK sip:x@y SIP/2.0"), (0, "a", "2 BYE", "BYE sip:x@y SIP/2.0"), (1, "a", "2 BYE", "SIP/2.0 100 Trying"), (1, "a", "2 BYE", OK),
            (1, "a", "2 BYE", OK), (0, "b", "5 REGISTER", "REGISTER sip:y SIP/2.0"), (1, "b", "5 REGISTER", "SIP/2.0 401 Who"),
            (0, "b", "6 REGISTER", "REGISTER sip:y SIP/2.0"), (1, "b", "6 REGISTER", OK), (1, "c", "1 INVITE", OK), (1, "c", "1 INVITE", OK),
            (0, "d", "1 INVITE", INVITE), (0, "d", "1 CANCEL", "CANCEL sip:x@y SIP/2.0"), (1, "d", "1 CANCEL", OK), (1, "d", "1 INVITE", "SIP/2.0 487 T"),
            (0, "d", "1 ACK", "ACK sip:x@y SIP/2.0"), (1, "a", "1 INVITE", OK), (1, "a", "1 INVITE", INVITE), (0, "e", "1 INVITE", INVITE),
            (0, "e", "2 INVITE", INVITE), (1, "e", "1 INVITE", OK), (1, "e", "2 INVITE", OK), (1, "e", "2 INVITE", OK), (0, "e", "2 INVITE", INVITE),
            (0, "e", "4 ACK", "ACK sip:x@y SIP/2.0"), (1, "e", "2 INVITE", OK), (1, "f", "1 BYE", OK), (0, "f", "1 BYE", "BYE sip:x@y SIP/2.0"),
            (1, "f", "1 BYE", OK), (0, "g", "5 ACK", "ACK sip:x@y SIP/2.0"), (0, "g", "5 ACK", "ACK sip:x@y SIP/2.0"), (1, "g", "1 INVITE", OK)):
        yield datagram(call(cid, seq, first), bool(back))
    for sport, dport, back, first in ((6000, 5060, False, INVITE), (5060, 6000, True, OK), (5060, 6001, True, OK), (6001, 5060, False, INVITE)):
        yield datagram(call("h", "1 INVITE", first), back, sport, dport)
    yield headers("CSeq: 1 INVITE")
    yield headers("CSeq: 1 INVITE")
    yield headers("Call-ID: nothing else")


@capture("sip-tcp.pcap")
def sip_tcp():
    """Messages in segments: several in one, one in several, line ends between them, what is no message."""
    plain = message(headers=("Via: SIP/2.0/TCP h;branch=1", "Content-Length: 0"))
    body = message(headers=("Content-Type: text/x", "i: abc", "CSeq: 1 INVITE", "Content-Length: 11"), body="hello world")
    endless = message(headers=("Via: SIP/2.0/TCP h;branch=1",))
    for port, segments in enumerate((
            (plain,), (plain + body + plain,), (plain[:10], plain[10:]), (plain[:50], plain[50:]), (body[:-5], body[-5:] + plain),
            (plain + body[:20], body[20:]), (b"\r\n\r\n" + plain,), (b"\r\n\r\n", b"\r\n", plain), (endless, plain), (endless + plain,), (endless + b"body",),
            (b"hello world\r\n", b"more"), (plain + b"\r\n\r\n" + plain,), (plain + b"\r\n",), (b"INV",), (b"\x16\x03\x01abcdefgh",),
            (plain, b"hello world\r\n", plain), (message(headers=("l:5",)) + b"abcde" + plain,), (plain + body[:-5], body[-5:]),
            (plain + b"INVITE sip:x", b" SIP/2.0\r\n\r\n"), (plain + b"hello world",), (b"\r\n\r\nINVITE sip:x", b" SIP/2.0\r\n\r\n"),
            (message(headers=("l: x",)) + b"abcde",), (message(OK),), (call("t", "1 INVITE"), call("t", "1 INVITE"))), 40000):
        c = Connection(port, 5060)
        c.client(*segments)
        yield from c.frames
    for segments in ((plain,), (plain + plain, b"what?\r\n")):
        c = Connection(41000 + len(segments), 9999)
        c.client(*segments)
        yield from c.frames


SESSION = ("v=0", "o=jdoe 2890844526 2890842807 IN IP4 192.0.2.5", "s=SDP Seminar")
EVERYTHING = SESSION + (
    "i=A Seminar", "u=http://x/y", "e=j.doe@example.com (Jane)", "p=1 617", "c=IN IP4 224.2.17.12/127/3", "b=AS:128", "b=X-YZ:128",
    "t=2873397496 2873404696", "r=604800 3600 0 90000", "z=2882844526 -1h 2898848070 0", "k=base64:abc=", "k=prompt", "a=recvonly", "a=cat:x",
    "m=audio 49170/2 RTP/AVP 0 8 97", "i=Media title", "c=IN IP6 ff15::101/3", "b=TIAS:50000", "k=clear:x", "a=rtpmap:97 iLBC/8000/2",
    "a=fmtp:97 mode=20;a=b ; c", "a=sendrecv", "a=ptime:20", "m=video 51372 RTP/AVP 99 31", "a=rtpmap:99 VP8/90000", "x=unknown", "abc", "", "y=")
ATTRIBUTES = (
    "rtpmap:0", "rtpmap:0 PCMU", "rtpmap: 0 PCMU/8000", "rtpmap:101 telephone-event/8000", "fmtp:101 0-16", "fmtp:101", "fmtp:96 apt=100; x=y;;z",
    "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:4", "candidate:1 1 UDP 2130706431 192.0.2.1 8998 typ host",
    "candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 192.0.2.1 rport 8998", "ice-ufrag:8hhY", "setup:actpass",
    "path:msrp://a.example.com:7394/2s93i9ek2a;tcp", "rtcp:53020 IN IP4 192.0.2.4", "rtcp-mux", "ssrc:123 cname:x", "fingerprint:sha-256 AB:CD",
    "h248item:x", "rtcp-fb:96 nack pli", "group:BUNDLE a b", ":y", "")
LINES = (
    "o=a 1 2 IN IP4 h x", "s=", "s= ", "c=IN IP4 192.0.2.4/127", "c=IN IP4 192.0.2.4/127/2/3", "t=1 2 3", "b=AS", "b=:1", "m=audio x RTP/AVP 0",
    "m=audio 70000 RTP/AVP 0", "m=image 5000 udptl t38", "m=audio 0 RTP/SAVPF 111 x", "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 0", "m=message 7394 TCP/MSRP *", "m=audio 5000 RTP/AVP  0", "m=audio 1 RTP/AVP 0 128 ", "z=1 2", "v=", "v=1 ", "V=0",
    "v =0", "=x", "i=", "i=a b ", "u=", "e=x", " v=0", "s=\xc3\xa4\xe4", "i=\0x")


@capture("sip-sdp.pcap")
def sip_sdp():
    """Descriptions of sessions: every line, attributes of sessions and media, payload types, lines that are none. No Call-ID, since
    Wireshark shows those of all sessions before, too."""
    def description(lines, end="\r\n", type="application/sdp"):
        body = "".join(line + end for line in lines)
        return headers("Content-Type: " + type, "Content-Length: %d" % len(body), body=body)

    yield description(EVERYTHING)
    for first in range(0, 131, 12):
        yield description(SESSION + ("m=audio 5000 RTP/AVP " + " ".join(str(n) for n in range(first, first + 12)),))
    for attribute in ATTRIBUTES:
        yield description(SESSION + ("t=0 0", "a=" + attribute, "m=audio 5000 RTP/AVP 0 96 101", "a=" + attribute))
    for line in LINES:
        yield description(("v=0", line))
    yield description(SESSION + ("m=audio 1 RTP/AVP 0", "m=video 2 RTP/AVP 31", "c=IN IP4 192.0.2.4", "t=0 0", "s=late"))
    yield description(("v=0", "s=x", "t=0 0"), "\n")
    yield description(("v=0", "s=x"), "\r")
    yield description(("v=0\r\ns=x",), "")
    yield description(("v",), "")
    yield description(("", "v=0"))
    yield description(("hello", "v=0"), type="Application/SDP;charset=x")
    yield headers("Content-Type: application/sdp", body="v=0\r\n")
