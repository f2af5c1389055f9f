# SPDX-License-Identifier: Apache-2.0
"""Python's ftplib against a server: WHAT PORT ORIGINAL ARGUMENT. Prints "done" if all went well."""
import ftplib
import io
import os
import sys

what, port, original, argument = sys.argv[1:]
os.chdir(os.path.dirname(original))
content = open(original, "rb").read()

ftp = ftplib.FTP(timeout=20, encoding="utf-8")
ftp.connect("127.0.0.1", int(port))
ftp.login("ann", "s3cret")


def session(mode):
    ftp.set_pasv(mode == "passive")
    folder = ftp.mkd("session-" + mode)
    assert folder == "/session-" + mode, folder
    ftp.cwd(folder)
    assert ftp.pwd() == folder
    odd = "quo\"te Grüße \N{GRINNING FACE} *?[ "
    ftp.storbinary("STOR " + odd, io.BytesIO(content))
    assert ftp.nlst() == [odd], ftp.nlst()
    (name, facts), = [entry for entry in ftp.mlsd() if entry[1]["type"] == "file"]
    assert name == odd and facts["size"] == str(len(content)), (name, facts)
    ftp.voidcmd("TYPE I")
    assert ftp.size(odd) == len(content)
    back = io.BytesIO()
    ftp.retrbinary("RETR " + odd, back.write)
    assert back.getvalue() == content
    ftp.storlines("STOR text", io.BytesIO(b"one\ntwo\n"))
    lines = []
    ftp.retrlines("RETR text", lines.append)
    assert lines == ["one", "two"], lines
    listing = []
    ftp.dir(listing.append)
    assert any(line.endswith(" text") for line in listing), listing
    ftp.rename("text", "renamed")
    ftp.delete("renamed")
    ftp.delete(odd)
    inner = ftp.mkd('a"b')
    assert inner == folder + '/a"b', inner
    ftp.rmd(inner)
    ftp.cwd("..")
    ftp.rmd(folder)
    ftp.voidcmd("NOOP")
    ftp.quit()


def cut_upload(name):
    try:
        ftp.storbinary("STOR " + name, io.BytesIO(content))
    except (OSError, EOFError):
        return
    raise AssertionError("the network did not break")


def resume_upload(name):
    ftp.voidcmd("TYPE I")
    try:
        there = ftp.size(name)
    except ftplib.error_perm:
        there = 0
    source = io.BytesIO(content)
    source.seek(there)
    ftp.storbinary("STOR " + name, source, rest=there or None)


def cut_download(name):
    try:
        with open(name, "wb") as copy:
            ftp.retrbinary("RETR " + name, copy.write)
    except (OSError, EOFError):
        return
    raise AssertionError("the network did not break")


def resume_download(name):
    with open(name, "ab") as copy:
        ftp.retrbinary("RETR " + name, copy.write, rest=copy.tell() or None)


globals()[what.replace("-", "_")](argument)
print("done")
