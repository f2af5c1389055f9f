// SPDX-License-Identifier: Apache-2.0
#include "transfer.h"

#include "pattern.h"
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#define ROOM (1 << 20)

double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static char *room(void) {
    static __thread char *mine;
    if (!mine) mine = malloc(ROOM);
    return mine;
}

static long receive(int fd, SSL *ssl, char *into, int discard) {
    if (ssl) {
        int n = SSL_read(ssl, into, ROOM);
        return n > 0 ? n : 0;
    }
    return recv(fd, into, ROOM, discard ? MSG_TRUNC : 0);
}

static void closing_reply(struct session *s, const char *what) {
    int code = reply(s);
    if (code != 226) die("%s ended with %d", what, code);
}

void retrieve(struct session *s, const char *path, uint64_t size, int checked) {
    int fd = data_connect(s, 0);
    expect(s, 1, "RETR %s", path);
    SSL *ssl = data_tls(s, fd);
    char *bytes = checked || ssl ? room() : NULL;
    uint64_t got = 0;
    for (long n; (n = receive(fd, ssl, bytes, !checked)) > 0; got += n) {
        if (checked) pattern_check(bytes, n, got);
    }
    data_close(fd, ssl);
    closing_reply(s, "RETR");
    if (got != size) die("%s had %llu bytes", path, (unsigned long long) got);
}

void store(struct session *s, const char *path, uint64_t size) {
    int fd = data_connect(s, 0);
    expect(s, 1, "STOR %s", path);
    SSL *ssl = data_tls(s, fd);
    for (uint64_t sent = 0; sent < size;) {
        uint64_t left = size - sent;
        long n;
        if (ssl) {
            size_t part;
            const char *bytes = pattern_at(sent, &part);
            n = SSL_write(ssl, bytes, (int) (part < left ? part : left));
        } else {
            n = pattern_send(fd, sent, left);
        }
        if (n <= 0) die("STOR broke");
        sent += n;
    }
    data_close(fd, ssl);
    closing_reply(s, "STOR");
}

struct listing list(struct session *s, const char *verb, const char *path) {
    struct listing l = {0};
    expect(s, 2, "CWD %s", path);
    int fd = data_connect(s, 0);
    double begun = now();
    expect(s, 1, "%s", verb);
    SSL *ssl = data_tls(s, fd);
    char *bytes = room();
    for (long n; (n = receive(fd, ssl, bytes, 0)) > 0; l.bytes += n) {
        if (!l.bytes) l.first = now() - begun;
        for (long i = 0; i < n; i++) l.lines += bytes[i] == '\n';
    }
    data_close(fd, ssl);
    closing_reply(s, verb);
    expect(s, 2, "CWD /");
    return l;
}
