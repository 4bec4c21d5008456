#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# tapir.trigger, tapir.action, tapir.every, and what they ask of tapir.  What
# fires at which frame was worked out by hand: tests/rules/generate.py says
# when each frame of the captures comes.
. "${srcdir:-.}/tests/lib.sh"

[ -f plugins/hosts/lua.so ] || skip "built without Lua"
make_tmp
chmod 777 "$tmp"	# programs and scripts write here, as another user than root
rules=$(cd "$srcdir/examples/rules" && pwd)

# run CAPTURE OPTIONS...: with the script that is standard input
run() {
	cat >"$tmp/s.lua"
	capture=$rules/$1.pcap
	shift
	"$TAPIR" -n -r "$capture" --script "$tmp/s.lua" "$@" >"$tmp/out" \
	    2>"$tmp/err"
	status=$?
}

# gives NAME: what standard input has is what was printed
gives() {
	if diff -u - "$tmp/out"; then
		pass
	else
		cat "$tmp/err"
		fail "$1"
	fi
}

# says NAME STATUS LINE: LINE is a line of standard error
says() {
	if [ $status = "$2" ] && grep -qF -- "$3" "$tmp/err"; then
		pass
	else
		cat "$tmp/err"
		fail "$1: status $status, not $2, or no: $3"
	fi
}

run nxdomain <<'END'
tapir.trigger{ name = "nx", when = "dns.flags.rcode == 3", count = 5,
    within = 10, by = "net.dst", fields = { "dns.qry.name", "ip.ttl" },
    action = function(e)
	print(e.rule, e.frame, e.time, e.since, e.fields["net.dst"],
	    e.fields["dns.qry.name"], e.fields["tcp.port"], #e.keys,
	    e.keys[1], e.deadline, e.dry, e.serial, e.lost)
    end }
END
gives "a trigger with count" <<'END'
nx	7	1700000010.000000000	1700000000.000000000	192.0.2.1	x5.example	nil	1	net.dst	false	false	1	0
nx	13	1700000020.900000000	1700000011.000000000	192.0.2.1	xb.example	nil	1	net.dst	false	false	2	0
END

# Nothing of it is cut.
run nxdomain <<'END'
local long = string.rep("n", 300)
tapir.trigger{ name = long, when = "dns.flags.rcode == 3", fields = { "x" .. long, "ip.ttl" },
    action = function(e) end }
END
says "a long list" 1 "x$(printf '%0300d' 0 | tr 0 n)"
run nxdomain <<'END'
tapir.trigger{ name = string.rep("n", 300), when = "dns.flags.rcode == 3", at_most = 1, per = 1000,
    action = function(e) print(#e.rule) end }
END
gives "a long name" <<'END'
300
END
run nxdomain <<'END'
tapir.trigger{ when = "ip", count = 2, within = 0/0, action = print }
END
says "no time" 1 "s.lua:1: within is no number of seconds"

# At most one in 5 s: of 1, 2, 3, 4 (one each second) the first, and so on.
run nxdomain <<'END'
tapir.trigger{ when = "dns.flags.rcode == 3", at_most = 1, per = "5s",
    action = function(e) print(e.rule, e.frame) end }
tapir.trigger{ when = "dns.flags.rcode == 3", at_most = 1, per = 5,
    count = 1, within = "1s", by = { "net.dst" }, per_key = true,
    action = function(e) print(e.rule, e.frame) end }
END
gives "a trigger with a limit" <<'END'
s-1	1
s-2	1
s-2	5
s-1	7
s-2	7
s-1	12
s-2	12
END

run unanswered <<'END'
tapir.trigger{ when = "dns and not icmp and dns.flags.response == 0",
    unless = "dns and dns.flags.response == 1", within = "2s",
    by = { "udp.stream", "dns.id" },
    action = function(e) print(e.frame, e.deadline, e.time - e.since) end }
END
sed -n 's/.* frame \([0-9]*\) rule .* deadline.*/\1	true	2.000000000/p' \
    "$rules/unanswered.expected" >"$tmp/want"
[ -s "$tmp/want" ] || fail "nothing is expected of unanswered"
gives "a trigger with unless" <"$tmp/want"

# Frame 7 comes at 10 s: from 5 s on are 6 and 7, to 11 s 8 and 9.  Frame 13
# comes at 20.9 s: from 15.9 s on are 12 and 13.
writer='tapir.trigger{ name = "w", when = "dns.flags.rcode == 3", count = 5,
    within = 10, by = "net.dst", action = function(e)
	tapir.start_write{ file = "'$tmp'/%d-" ..
	    tapir.safe("../" .. e.fields["net.dst"]) .. ".pcapng",
	    before = "5s", after = 1 }
	tapir.mark("the fifth")
	tapir.log{ text = "five \"names\"", n = 5, ok = true }
    end }'
echo "$writer" >"$tmp/writer.lua"
run nxdomain --dry-run <"$tmp/writer.lua"
says "a log of a dry run" 0 \
    '{"rule":"w","time":"2023-11-14T22:13:30.000000000Z","frame":7,"n":5,"ok":true,"text":"five \"names\""}'
file=$tmp/14-%2E.%2F192.0.2.1
gives_dry=$(cat "$tmp/out")
run nxdomain --dry-run <<'END'
tapir.trigger{ name = "u", when = "dns.flags.rcode == 3", count = 5,
    within = 10, by = "net.dst", action = function(e)
	tapir.log{ text = "\u{fc} \xff \n \0.", ["\u{20ac}"] = 1.5, no = false }
	for _, name in ipairs{ "rule", "time", "frame", "lost", "deadline" } do
	    local good, why = pcall(tapir.log, { [name] = 1 })
	    assert(not good and why:find(name, 1, true), why)
	end
	assert(not pcall(tapir.log, { n = 0 / 0 }))
	assert(not pcall(tapir.log, { n = {} }))
	tapir.log("a text")
    end }
END
# the same octets as the action log and --json have them
says "what JSON is made of" 0 '{"rule":"u","time":"2023-11-14T22:13:30.000000000Z","frame":7,"no":false,"text":"ü \udcff \u000a \u0000.","€":1.5}'
says "a log of a text" 0 '"frame":7,"message":"a text"}'
echo "$gives_dry" >"$tmp/out"
gives "a dry run" <<END
2023-11-14T22:13:30.000000000Z frame 7 rule w net.dst=192.0.2.1: lua 1
2023-11-14T22:13:40.900000000Z frame 13 rule w net.dst=192.0.2.1: lua 1
file $file.pcapng: 4 packets, frames 6-9
file $file-1.pcapng: 2 packets, frames 12-13
rule w: 12 matched, 2 fired
END
run nxdomain <"$tmp/writer.lua"
"$TAPIR" -r "$file.pcapng" --fields dns.id,frame.comment >"$tmp/out" \
    2>"$tmp/err"
gives "what start_write wrote, and mark" <<'END'
0x0006	
0x0007	the fifth
0x0008	
0x0009	
END

run nxdomain --dry-run <<'END'
tapir.trigger{ name = "on", when = "dns.id == 2",
    action = function() tapir.start_write("all.pcap") end }
tapir.trigger{ name = "off", when = "dns.id == 5",
    action = function() tapir.stop_write("all.pcap") end }
END
grep '^file' "$tmp/out" >"$tmp/file"
mv "$tmp/file" "$tmp/out"
gives "start and stop" <<'END'
file all.pcap: 4 packets, frames 2-5
END

# The first frame starts the clock; what is due before a frame comes first.
run nxdomain <<'END'
tapir.every(4, function(e) print(e.rule, e.time, e.frame) end)
END
gives "a timer" <<'END'
s.lua	1700000004.000000000	5
s.lua	1700000008.000000000	6
s.lua	1700000012.000000000	10
s.lua	1700000016.000000000	11
s.lua	1700000020.000000000	11
END

run nxdomain --trigger 'when dns.id == 3 do page "q {dns.qry.name}" loud' <<'END'
tapir.action{ name = "page", usage = "TEXT HOW", check = function(args)
	if #args ~= 2 then return nil, "a text, and how" end
	return true
    end, fire = function(e, args) print(e.frame, args[1], args[2]) end }
END
gives "an action" <<'END'
3	q x3.example	loud
END
cat >"$tmp/action.lua" <<'END'
tapir.action{ name = "page", check = function(args)
	return nil, "a text, and how" end, fire = print }
END
run nxdomain --trigger 'when dns.id == 3 do page' <"$tmp/action.lua"
says "arguments that an action refuses" 1 "page: a text, and how"

run nxdomain <<'END'
tapir.trigger{ when = "dns.id == 2", action = function(e)
	print("before")
	local x = nil + e.frame
    end }
tapir.trigger{ when = "dns.id == 3", action = function(e)
	print("goes on")
    end }
END
says "an error in a function" 0 "s.lua:3: attempt to perform arithmetic"
gives "an error in a function" <<'END'
before
goes on
END

for bad in 'tapir.trigger{ action = print }|s.lua:1: when = "..." is missing' \
    'tapir.trigger{ when = "dns" }|action = function(event) ... end is missing' \
    'tapir.trigger{ when = "dns", count = 5, action = print }|within = "10s" is missing' \
    'tapir.trigger{ when = "dns", name = "a b", action = print }|name: of letters' \
    'tapir.trigger{ when = "dns.nosuch == 1", action = print }|dns.nosuch stands where' \
    'tapir.trigger{ when = "dns", fields = {"nosuch"}, action = print }|nosuch' \
    'tapir.every(0, print)|seconds, from 0.001 on' \
    'tapir.mark("x")|this is for functions that are called for an event' \
    'tapir.start_write{}|this is for functions that are called for an event'
do
	echo "${bad%%|*}" >"$tmp/bad.lua"
	run nxdomain <"$tmp/bad.lua"
	says "${bad%%|*}" 1 "${bad#*|}"
done

# A dissector may ask for it, too.
run nxdomain --dry-run <<'END'
tapir.every(100, print)
local p = Proto("p", "P")
function p.dissector(tvb, pinfo)
	if pinfo.number == 3 then
		tapir.start_write{ file = "three.pcap", after = "1p" }
	end
end
register_postdissector(p)
END
grep '^file' "$tmp/out" >"$tmp/file"
mv "$tmp/file" "$tmp/out"
gives "start_write in a dissector" <<'END'
file three.pcap: 2 packets, frames 3-4
END

run nxdomain <<'END'
tapir.trigger{ when = "dns.id == 2", action = function(e)
	tapir.trigger{ when = "dns", action = print }
    end }
END
says "a trigger made too late" 0 "this is for the script's main part"
run nxdomain --lua-profile <<'END'
tapir.trigger{ name = "u", when = "dns.flags.rcode == 3", count = 5,
    within = 10, by = "net.dst", action = function(e) error("x") end }
END
if grep -q '^script  *calls  *ms  *ns/call  *errors  *KiB  *peak$' "$tmp/err" &&
    grep -Eq '^s\.lua +2 +[0-9.]+ +[0-9]+ +2 +[0-9]+ +[0-9]+$' "$tmp/err"; then
	pass
else
	cat "$tmp/err"
	fail "--lua-profile"
fi
finish
