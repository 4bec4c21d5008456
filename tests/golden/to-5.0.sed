# tcpdump 4.99's text as tcpdump 5.0 prints it, where a pattern can tell.

# -v: the IPv6 header
s/next-header Options \(0\) payload length: /next-header HBH (0), payload length /
s/(next-header [A-Za-z0-9_-]+ \([0-9]+\)) payload length: /\1, payload length /
