// SPDX-License-Identifier: Apache-2.0
#include "ftp.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct target target;
uint64_t data_handshakes, data_resumed;

static SSL_CTX *context;
static int owner; // where an SSL keeps the session that it belongs to

void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char text[512];
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    printf("failed: %s\n", text);
    fflush(stdout);
    _exit(1);
}

// ---- TLS

static int keep_ticket(SSL *ssl, SSL_SESSION *ticket) {
    struct session *s = SSL_get_ex_data(ssl, owner);
    if (!s) return 0;
    if (s->ticket) SSL_SESSION_free(s->ticket);
    s->ticket = ticket;
    return 1;
}

void tls_setup(void) {
    context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    // The same work for every server, whatever its list would prefer.
    SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256");
    SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, keep_ticket);
    SSL_CTX_set_default_read_buffer_len(context, 256 * 1024);
    SSL_CTX_set_read_ahead(context, 1);
    owner = SSL_get_ex_new_index(0, NULL, NULL, NULL, NULL);
}

static SSL *shake_hands(int fd, struct session *keeper, SSL_SESSION *resume) {
    SSL *ssl = SSL_new(context);
    SSL_set_fd(ssl, fd);
    SSL_set_ex_data(ssl, owner, keeper);
    if (resume) {
        // OpenSSL takes a TLS 1.3 session out of use when it has been resumed; many clients use one again and again.
        SSL_SESSION *copy = SSL_SESSION_dup(resume);
        SSL_set_session(ssl, copy);
        SSL_SESSION_free(copy);
    }
    ERR_clear_error();
    if (SSL_connect(ssl) != 1) {
        die("TLS handshake: %s", ERR_error_string(ERR_get_error(), NULL));
    }
    return ssl;
}

// ---- sockets

static int connect_to(int port, int receive_buffer) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, target.host, &address.sin_addr);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (receive_buffer) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    if (connect(fd, (struct sockaddr *) &address, sizeof address)) die("connect to %d: %s", port, strerror(errno));
    return fd;
}

static int fill(struct session *s) {
    int n = s->ssl ? SSL_read(s->ssl, s->in, sizeof s->in) : (int) recv(s->fd, s->in, sizeof s->in, 0);
    if (n <= 0) die("the control connection ended");
    s->have = n;
    s->used = 0;
    return n;
}

static void send_line(struct session *s, const char *line, int length) {
    int n = s->ssl ? SSL_write(s->ssl, line, length) : (int) send(s->fd, line, length, MSG_NOSIGNAL);
    if (n != length) die("a command could not be sent");
}

// ---- conversation

static __thread char last[512];

static void read_line(struct session *s) {
    size_t n = 0;
    for (;;) {
        if (s->used == s->have) fill(s);
        char c = s->in[s->used++];
        if (c == '\n') break;
        if (c != '\r' && n + 1 < sizeof last) last[n++] = c;
    }
    last[n] = 0;
}

int reply(struct session *s) {
    read_line(s);
    int code = atoi(last);
    if (last[3] == '-') {
        char end[5];
        snprintf(end, sizeof end, "%03d ", code);
        do read_line(s);
        while (strncmp(last, end, 4));
    }
    return code;
}

static void say(struct session *s, const char *format, va_list arguments) {
    char line[512];
    int n = vsnprintf(line, sizeof line - 2, format, arguments);
    memcpy(line + n, "\r\n", 2);
    send_line(s, line, n + 2);
}

int command(struct session *s, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(s, format, arguments);
    va_end(arguments);
    return reply(s);
}

void expect(struct session *s, int hundreds, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(s, format, arguments);
    va_end(arguments);
    if (reply(s) / 100 != hundreds) die("%.4s was answered %s", format, last);
}

void session_open(struct session *s) {
    memset(s, 0, sizeof *s);
    s->fd = connect_to(target.port, 0);
    if (reply(s) != 220) die("the greeting was %s", last);
    if (target.tls) {
        expect(s, 2, "AUTH TLS");
        s->ssl = shake_hands(s->fd, s, NULL);
    }
}

void session_login(struct session *s) {
    int code = command(s, "USER %s", target.user);
    if (code == 331) code = command(s, "PASS %s", target.password);
    if (code != 230) die("the login was answered %s", last);
}

void session_quit(struct session *s) {
    expect(s, 2, "QUIT");
    if (s->ssl) {
        SSL_shutdown(s->ssl);
        SSL_free(s->ssl);
    }
    if (s->ticket) SSL_SESSION_free(s->ticket);
    close(s->fd);
}

// ---- data connections

int data_connect(struct session *s, int receive_buffer) {
    expect(s, 2, "EPSV");
    char *bars = strstr(last, "|||");
    if (!bars) die("EPSV was answered %s", last);
    return connect_to(atoi(bars + 3), receive_buffer);
}

SSL *data_tls(struct session *s, int fd) {
    if (!s->ssl) return NULL;
    SSL *ssl = shake_hands(fd, NULL, s->ticket);
    __atomic_add_fetch(&data_handshakes, 1, __ATOMIC_RELAXED);
    if (SSL_session_reused(ssl)) __atomic_add_fetch(&data_resumed, 1, __ATOMIC_RELAXED);
    return ssl;
}

void data_close(int fd, SSL *ssl) {
    if (ssl) {
        SSL_shutdown(ssl);
        SSL_free(ssl);
        // Tickets that nobody has read would turn the close into a reset, which costs the tail of an upload.
        shutdown(fd, SHUT_WR);
        char unread[4096];
        while (recv(fd, unread, sizeof unread, 0) > 0) {
        }
    }
    close(fd);
}
