// SPDX-License-Identifier: Apache-2.0
// One FTP client on blocking sockets. A failure ends the program: a benchmark with an error in it measures nothing.
#ifndef STAITHE_FTP_H
#define STAITHE_FTP_H

#include <openssl/ssl.h>
#include <stdint.h>

struct target {
    const char *host, *user, *password;
    int port;
    int tls; // 0 or 1; data connections then resume the session of the control connection
};

struct session {
    int fd;
    SSL *ssl;
    SSL_SESSION *ticket;
    int have, used;
    char in[1024];
};

extern struct target target;
extern uint64_t data_handshakes, data_resumed; // counted by all threads

void die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

void tls_setup(void);

void session_open(struct session *s);
void session_login(struct session *s);
void session_quit(struct session *s);
int command(struct session *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void expect(struct session *s, int hundreds, const char *format, ...) __attribute__((format(printf, 3, 4)));
int reply(struct session *s);

// A connection to the port that EPSV names; receive_buffer 0 leaves it to the system.
int data_connect(struct session *s, int receive_buffer);
SSL *data_tls(struct session *s, int fd);
void data_close(int fd, SSL *ssl);

#endif
