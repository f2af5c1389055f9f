# SPDX-License-Identifier: Apache-2.0
"""ftplib within TLS: HOW PORT MODE VERSION REUSE COUNT. Prints "done" if all went well.

HOW is explicit or implicit, MODE passive or active, VERSION 1.2 or 1.3, REUSE reuse or fresh; COUNT is how many times
a file is uploaded, listed and downloaded.
"""
import ftplib
import io
import os
import socket
import ssl
import sys

how, port, mode, version, reuse, count = sys.argv[1:]


class Client(ftplib.FTP_TLS):
    """FTP_TLS, whose data connections resume the session of the control connection."""

    resumed = 0

    def connect_implicit(self, host, port):
        self.host, self.port = host, port
        plain = socket.create_connection((host, port), self.timeout)
        self.af = plain.family
        self.sock = self.context.wrap_socket(plain, server_hostname=host)
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()

    def ntransfercmd(self, cmd, rest=None):
        plain, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        session = self.sock.session if reuse == "reuse" else None
        secured = self.context.wrap_socket(plain, server_hostname=self.host, session=session)
        self.resumed += secured.session_reused
        return secured, size


context = ssl._create_unverified_context()
context.minimum_version = context.maximum_version = ssl.TLSVersion["TLSv" + version.replace(".", "_")]
ftp = Client(context=context, timeout=20, encoding="utf-8")
if how == "implicit":
    ftp.connect_implicit("127.0.0.1", int(port))
else:
    ftp.connect("127.0.0.1", int(port))
    ftp.auth()
ftp.login("ann", "s3cret")
ftp.prot_p()
ftp.set_pasv(mode == "passive")
folder = ftp.mkd("python-" + port + mode)
ftp.cwd(folder)
for i in range(int(count)):
    name = "file-%d" % i
    content = os.urandom(1 + i * 5000)
    half = len(content) // 2
    ftp.storbinary("STOR " + name, io.BytesIO(content[:half]))
    ftp.storbinary("STOR " + name, io.BytesIO(content[half:]), rest=half or None)
    assert name in ftp.nlst(), name
    back = io.BytesIO()
    ftp.retrbinary("RETR " + name, back.write)
    assert back.getvalue() == content, name
    end = io.BytesIO()
    ftp.retrbinary("RETR " + name, end.write, rest=half or None)
    assert end.getvalue() == content[half:], name
    ftp.delete(name)
transfers = 5 * int(count)
assert ftp.resumed == (transfers if reuse == "reuse" else 0), (ftp.resumed, transfers)
ftp.cwd("/")
ftp.rmd(folder)
ftp.quit()
print("done")
