"""What only somebody sends who wants to do harm is read like all else, and soon."""

import time

import pytest

from pindos.mail.reading import read

HEAD = b"From: anthi@apdhp.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
PAGE = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
REPORT = (
    HEAD + b'Content-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n'
    b"--r\r\nContent-Type: text/plain\r\n\r\n%s\r\n--r\r\n"
    b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
    b"Final-Recipient: rfc822; v@out.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--r\r\n"
    b"Content-Type: message/rfc822\r\n\r\nMessage-ID: <notice.7@pindos.example>\r\n\r\nold words"
    b"\r\n--r--\r\n"
)
REFUSED = {
    "a charset of a strange form": b"Content-Type: text/plain; charset*=xx'y'%FF\r\n\r\n\xce",
    "a charset without end": b"Content-Type: text/plain; charset*" + b"9" * 5_000 + b"=x\r\n\r\nx",
    "a boundary without end": b"Content-Type: multipart/mixed; boundary*"
    + b"9" * 5_000
    + b"=x\r\n\r\nx",
    "a charset of no text": b"Content-Type: text/plain; charset=undefined\r\n\r\n\xce",
    "half a letter in HTML": b"Content-Type: text/html; charset=utf-7\r\n\r\n<p>+2AA-</p>",
    "letters within letters": b"Content-Type: message/rfc822\r\n\r\n" * 1_500 + b"x",
    "brackets within brackets": b"To: " + b"(" * 19_000 + b"\r\n\r\nx",
    "bytes of nought": b"Subject: =?utf-8?q?a=00b?=\r\nMessage-ID: <1\0@x>\r\n\r\nx",
}
SLOW = {
    "comments": PAGE + b"<!--" * 150_000,
    "items": PAGE + b"<li" * 66_000,
    "quotes": PAGE + b"<blockquote " * 30_000,
    "signs": HEAD + b"\r\n<" + b"@" * 390_000,
    "addresses": b"".join(b"To: " + b"a" * 20_000 + b"\r\n" for _ in range(12)) + b"\r\nx",
    "reports": REPORT.replace(b"%s", b"a" * 390_000),
    "lists": HEAD
    + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(300)
    )
    + b"--y\r\n" * 200_000,
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_standard_library_refuses_is_read(what):
    found = read(HEAD + REFUSED[what])
    words = found.subject + found.message_id + found.text + found.html
    assert found.sender.address == "anthi@apdhp.example"
    assert "\0" not in words and words.encode()


@pytest.mark.parametrize("what", SLOW)
def test_what_would_take_hours_is_read_soon(what):
    began = time.process_time()
    read(SLOW[what])
    assert time.process_time() - began < 5  # seconds


def test_a_report_with_the_whole_letter_names_it_and_its_words_are_not_fresh():
    found = read(REPORT.replace(b"%s", b"failed"))
    assert found.failures[0].original_id == "notice.7@pindos.example"
    assert found.text == "failed" and found.defects == ("message-id",)


@pytest.mark.parametrize(
    "trick",
    [
        'spf=pass smtp.mailfrom="dmarc=pass"@e.example',
        "spf=pass smtp.mailfrom=dmarc=pass@e.example",
    ],
)
def test_what_a_sender_put_into_a_finding_is_no_finding(trick):
    raw = b"Authentication-Results: mx.example; %s; dmarc=fail\r\n" % trick.encode() + HEAD
    assert read(raw + b"\r\nx", receiving="mx.example").authentication["dmarc"] == "fail"


@pytest.mark.parametrize("subject", ["Απουσία δικτύου στο Μέτσοβο", "Είμαι εκτός ΙΡΙΔΑ"])
def test_who_is_without_a_network_is_no_machine(subject):
    assert read(f"From: a@b.example\r\nSubject: {subject}\r\n\r\nx".encode()).machine == ()
