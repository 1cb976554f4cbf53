/// Debian's aiosmtpd on several ports, one for each kind of security, and an HTTPS server, with a certificate made for
/// the occasion. A letter is answered with what arrived: the greeting, the envelope, the login, whether TLS was on, and
/// the content in hex. Ends, and takes its folder along, when standard input is closed.
let realServersScript = #"""
  import asyncio, http.server, shutil, ssl, subprocess, sys, tempfile, threading
  from aiosmtpd.smtp import SMTP, AuthResult

  folder = tempfile.mkdtemp()
  key, certificate = folder + "/key.pem", folder + "/certificate.pem"
  subprocess.run(
      ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
       "-keyout", key, "-out", certificate, "-subj", "/CN=localhost",
       "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
      check=True, stderr=subprocess.DEVNULL)
  tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
  tls.load_cert_chain(certificate, key)

  class Handler:
      def __init__(self, says_goodbye=True):
          self.says_goodbye = says_goodbye

      async def handle_MAIL(self, server, session, envelope, address, options):
          if address.startswith("blocked@"):
              return "550 5.7.1 Not from you"
          envelope.mail_from = address
          return "250 OK"

      async def handle_RCPT(self, server, session, envelope, address, options):
          name = address.split("@")[0]
          if name == "hang":
              await asyncio.sleep(3600)
          refusals = {
              "nobody": "550 5.1.1 No such user",
              "later": "451 4.7.1 Please try again later",
              "wordy": "550-5.1.1 No such user\r\n550-5.1.1 here,\r\n550 5.1.1 sorry",
              "gone": "421 4.3.2 Shutting down",
          }
          if name in refusals:
              return refusals[name]
          envelope.rcpt_tos.append(address)
          return "250 OK"

      async def handle_DATA(self, server, session, envelope):
          if b"spam" in envelope.content:
              return "554 5.7.1 No thanks"
          if b"busy" in envelope.content:
              return "452 4.3.1 Full"
          if b"silence" in envelope.content:
              await asyncio.sleep(3600)
          if b"farewell" in envelope.content:
              server.transport.abort()
          facts = [session.host_name, envelope.mail_from, ",".join(envelope.rcpt_tos),
                   (session.auth_data or b"-").decode(), "tls" if server.transport.get_extra_info("ssl_object") else "plain"]
          if len(envelope.content) > 400:
              return "250 2.0.0 " + str(len(envelope.content))
          return "250 2.0.0 " + " ".join(facts) + " " + envelope.content.hex()

      async def handle_QUIT(self, server, session, envelope):
          if not self.says_goodbye:
              await asyncio.sleep(3600)
          return "221 Bye"

  def authenticate(server, session, envelope, mechanism, data):
      if (data.login, data.password) == (b"anna", b"p@ss:w/rd"):
          return AuthResult(success=True, auth_data=data.login)
      return AuthResult(success=False, handled=False)

  class Page(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
          self.send_response(302 if self.path == "/to-plain" else 200)
          if self.path == "/to-plain":
              self.send_header("Location", "http://127.0.0.1:1/")
          self.send_header("Content-Length", "5")
          self.end_headers()
          self.wfile.write(b"hello")

      def log_message(self, *arguments):
          pass

  async def main():
      loop = asyncio.get_running_loop()

      async def listen(implicit=None, says_goodbye=True, **options):
          make = lambda: SMTP(Handler(says_goodbye), hostname="test", loop=loop, **options)
          server = await loop.create_server(make, "127.0.0.1", 0, ssl=implicit)
          return server, server.sockets[0].getsockname()[1]

      login = dict(authenticator=authenticate, auth_required=True, auth_require_tls=False)
      servers = {
          "plain": await listen(),
          "rude": await listen(says_goodbye=False),
          "starttls": await listen(tls_context=tls, require_starttls=True),
          "implicit": await listen(implicit=tls),
          "login": await listen(**login),
          "loginOnly": await listen(auth_exclude_mechanism=["PLAIN"], **login),
          "loginTLS": await listen(tls_context=tls, require_starttls=True, authenticator=authenticate, auth_required=True),
      }
      https = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
      https.daemon_threads = True
      https.socket = tls.wrap_socket(https.socket, server_side=True, do_handshake_on_connect=False)
      threading.Thread(target=https.serve_forever, daemon=True).start()
      for name, (_, port) in servers.items():
          print(name, port)
      print("https", https.server_address[1])
      print("certificate", certificate)
      print("ready", flush=True)
      await loop.run_in_executor(None, sys.stdin.read)

  try:
      asyncio.run(main())
  finally:
      shutil.rmtree(folder)
  """#
