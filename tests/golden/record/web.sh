# SPDX-License-Identifier: BSD-3-Clause
# HTTP and TLS: nginx and openssl s_server, curl and openssl s_client

themes="$themes http tls"

# segments that carry data, or SYN, FIN or RST
data='(ip[2:2] - ((ip[0] & 0xf) << 2) - ((tcp[12] & 0xf0) >> 2) != 0 or tcp[13] & 7 != 0)'

# certificate NAME SUBJECT KEY-OPTION ...: signed by the authority in $tmp/ca.*
certificate()
{
	local file=$tmp/$1 subject=$2
	shift 2
	openssl req -new -nodes -keyout $file.key -out $file.csr -subj "$subject" \
	    -newkey "$@" 2>/dev/null
	openssl x509 -req -in $file.csr -CA $tmp/ca.pem -CAkey $tmp/ca.key \
	    -days 3650 -out $file.pem -extfile <(
		echo "subjectAltName=DNS:www.example.com,DNS:example.com"
	    ) 2>/dev/null
}

certificates()
{
	openssl req -x509 -nodes -days 3650 -subj "/O=Example/CN=Example CA" \
	    -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
	    -keyout $tmp/ca.key -out $tmp/ca.pem 2>/dev/null
	certificate server /CN=www.example.com ec -pkeyopt ec_paramgen_curve:P-256
	certificate rsa /CN=www.example.com rsa:2048
	certificate user "/O=Example/CN=A User" ec -pkeyopt ec_paramgen_curve:P-256
}

web_server()
{
	local i
	mkdir -p $tmp/www
	echo '<html><body><h1>It works</h1></body></html>' >$tmp/www/index.html
	for i in $(seq 1 120); do
		echo "Line $i of a text that takes more than one segment"
	done >$tmp/www/long.txt
	printf 'user:$apr1$abcdefgh$invalid\n' >$tmp/users
	cat >$tmp/nginx.conf <<CONF
user root; pid $tmp/nginx.pid; worker_processes 1; error_log $tmp/error.log;
daemon off;
events { }
http {
	access_log off; default_type text/html; gzip on; gzip_types text/plain;
	gzip_min_length 100; root $tmp/www; client_body_temp_path $tmp/body;
	types { text/html html; text/plain txt; }
	ssl_certificate $tmp/server.pem; ssl_certificate_key $tmp/server.key;
	server {
		listen 80; listen [::]:80; server_name www.example.com;
		location /moved { return 301 http://www.example.com/; }
		location /cookie { add_header Set-Cookie "id=42; Path=/"; return 200 "ok\n"; }
		location /private { auth_basic "Private"; auth_basic_user_file $tmp/users; }
		location /gone { return 410; }
		location /teapot { return 418 "short and stout\n"; }
		location /upstream { proxy_pass http://127.0.0.1:1/; }
		location /put { root $tmp/www; dav_methods PUT DELETE; create_full_put_path on; }
	}
	server {
		listen 443 ssl http2 default_server; listen [::]:443 ssl http2;
		server_name www.example.com;
		ssl_protocols TLSv1.2 TLSv1.3;
		ssl_session_cache shared:one:1m;
		ssl_client_certificate $tmp/ca.pem; ssl_verify_client optional;
	}
	server {
		listen 443 ssl; server_name refused.example.com;
		ssl_reject_handshake on;
	}
}
CONF
	sed -i '/dav_methods/d' $tmp/nginx.conf
	chmod 755 $tmp
	daemon $server nginx -c $tmp/nginx.conf
	await c curl -s http://198.51.100.20/
}

get()
{
	c curl -s -m 5 --cacert $tmp/ca.pem \
	    --resolve www.example.com:80:198.51.100.20 \
	    --resolve www.example.com:443:198.51.100.20 \
	    --resolve www6.example.com:80:2001:db8:2::20 \
	    --resolve www6.example.com:443:2001:db8:2::20 \
	    --resolve refused.example.com:443:198.51.100.20 "$@" >/dev/null
}

http()
{
	local www=http://www.example.com www6=http://www6.example.com
	certificates
	web_server

	start http-ipv4
	get $www/ $www/missing $www/moved
	get -I $www/long.txt
	get -d 'name=value&other=1' $www/teapot
	get --http1.0 $www/cookie
	get -b id=42 -r 10-19 -e http://www.example.com/page $www/long.txt
	finish 'tcp port 80'

	start http-ipv6
	get $www6/long.txt
	get --compressed $www6/long.txt
	get -u user:secret $www6/private
	finish 'tcp port 80'

	start http-methods
	get -X OPTIONS $www/
	get -X DELETE $www/index.html
	get -X PUT -H 'Expect: 100-continue' -d 'a body' $www/teapot
	get -X PROPFIND $www/
	get -z '2035-01-01' $www/index.html
	get $www/upstream
	printf 'GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\nGET /gone HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\n\r\n' |
	    c timeout 2 bash -c 'exec 3<>/dev/tcp/198.51.100.20/80; cat >&3; cat <&3 >/dev/null'
	printf 'not a request\r\n\r\n' |
	    c timeout 2 bash -c 'exec 3<>/dev/tcp/198.51.100.20/80; cat >&3; cat <&3 >/dev/null'
	finish 'tcp port 80 and '"$data"
}

# openssl s_client, quietly, with a line of input after the handshake
s_client()
{
	(sleep 0.3; printf "${input-Q\n}"; sleep 0.3) |
	    c timeout 3 openssl s_client -CAfile $tmp/ca.pem "$@" >>$tmp/client.log 2>&1
}

# s_server ARGUMENT ...: on port 443, for the capture that follows
s_server()
{
	stop_daemons
	# its input must not end: it would close each connection at once
	daemon $server sh -c 'sleep 60 | openssl s_server "$@"' sh -accept 443 \
	    -quiet -cert $tmp/server.pem -key $tmp/server.key "$@"
	await s bash -c 'ss -Htuln | grep -q :443'
}

tls()
{
	local www=https://www.example.com at="-connect 198.51.100.20:443"
	certificates
	web_server

	start tls13
	get --http1.1 $www/
	finish 'tcp port 443'

	start tls13-h2-ipv6
	get --http2 -k https://www6.example.com/
	finish 'tcp port 443'

	start tls12
	get --tls-max 1.2 --http1.1 $www/
	get --tls-max 1.2 --http2 --ciphers ECDHE-ECDSA-CHACHA20-POLY1305 $www/
	finish 'tcp port 443'

	start tls-client-cert
	get --tls-max 1.2 --http1.1 --cert $tmp/user.pem --key $tmp/user.key $www/
	get --http1.1 --cert $tmp/user.pem --key $tmp/user.key $www/
	finish 'tcp port 443'

	start tls-alerts
	# unknown CA, no SNI that the server takes, protocol version, no cipher
	get --cacert /dev/null $www/
	get --cacert $tmp/rsa.pem $www/
	get https://refused.example.com/
	s_client -connect 198.51.100.20:443 -tls1_1 -cipher DEFAULT@SECLEVEL=0
	s_client -connect 198.51.100.20:443 -tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256
	get http://www.example.com:443/ --resolve www.example.com:443:198.51.100.20
	finish 'tcp port 443 and '"$data"

	start tls-resumption
	s_client -connect 198.51.100.20:443 -tls1_2 -no_ticket -servername www.example.com -sess_out $tmp/s12
	s_client -connect 198.51.100.20:443 -tls1_2 -no_ticket -servername www.example.com -sess_in $tmp/s12
	input='HEAD / HTTP/1.0\n\n' s_client -connect 198.51.100.20:443 -tls1_3 -servername www.example.com -sess_out $tmp/s13
	s_client -connect 198.51.100.20:443 -tls1_3 -servername www.example.com -sess_in $tmp/s13
	finish 'tcp port 443'

	s_server -groups P-384 -tls1_3
	start tls13-retry
	input='K\nQ\n' s_client $at -groups X25519:P-384
	finish 'tcp port 443'

	s_server -early_data -tls1_3
	start tls13-early
	input='hello\n' s_client $at -sess_out $tmp/early
	printf 'early data\n' >$tmp/data
	s_client $at -sess_in $tmp/early -early_data $tmp/data
	finish 'tcp port 443'

	s_server -cert_chain $tmp/ca.pem -cipher 'ALL:@SECLEVEL=0' -cert $tmp/rsa.pem -key $tmp/rsa.key -alpn old,older
	start tls10
	s_client $at -tls1 -cipher AES128-SHA@SECLEVEL=0 -alpn older,new -servername www.example.com
	s_client $at -tls1 -cipher DHE-RSA-AES256-SHA@SECLEVEL=0
	finish 'tcp port 443'

	s_server -tls1_2 -Verify 1 -client_renegotiation -CAfile $tmp/ca.pem
	start tls12-renegotiation
	input='R\nQ\n' s_client $at -cert $tmp/user.pem -key $tmp/user.key
	s_client $at
	finish 'tcp port 443'

	s_server -psk 0123456789abcdef -psk_hint golden -tls1_2
	start tls12-psk
	s_client $at -psk 0123456789abcdef -psk_identity user -tls1_2 -cipher PSK-AES128-GCM-SHA256
	s_client $at -psk 00 -psk_identity user -tls1_2 -cipher ECDHE-PSK-AES128-CBC-SHA256
	finish 'tcp port 443'

	s_server -dtls1_2
	start dtls12
	s_client $at -dtls1_2
	finish 'udp port 443'
}
