// SPDX-License-Identifier: Apache-2.0
// Loads an FTP server: load WORKLOAD key=value...
//
// A thread for each connection, in straight-line code on blocking sockets; plain downloads are thrown away in the kernel
// and plain uploads are sendfile from memory, so that the client costs less than any server. It prints "ready", waits for
// a line, works, prints "done key=value...", waits for another line, and cleans up: whoever meters the server does so
// at these two words.
#define _GNU_SOURCE
#include "pattern.h"
#include "transfer.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

// ---- options

static int words;
static char **word;

static const char *option(const char *key, const char *otherwise) {
    size_t n = strlen(key);
    for (int i = 2; i < words; i++) {
        if (!strncmp(word[i], key, n) && word[i][n] == '=') return word[i] + n + 1;
    }
    return otherwise;
}

static long number(const char *key, long otherwise) {
    const char *text = option(key, NULL);
    return text ? atol(text) : otherwise;
}

// ---- what is measured

static float *latency; // seconds, one for each operation
static long operations;

static int lower(const void *a, const void *b) {
    float x = *(const float *) a, y = *(const float *) b;
    return (x > y) - (x < y);
}

static double client_cpu(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) * 1e-6;
}

static void wait_for_line(void) {
    int c;
    do c = getchar();
    while (c != '\n' && c != EOF);
}

static double started_at, cpu_at_start;

static void ready(void) {
    puts("ready");
    fflush(stdout);
    wait_for_line();
    started_at = now();
    cpu_at_start = client_cpu();
}

static void done(const char *more) {
    double wall = now() - started_at, cpu = client_cpu() - cpu_at_start;
    printf("done operations=%ld wall=%.6f client=%.6f handshakes=%llu resumed=%llu", operations, wall, cpu,
            (unsigned long long) data_handshakes, (unsigned long long) data_resumed);
    if (operations && latency) {
        qsort(latency, operations, sizeof *latency, lower);
        printf(" p50=%.7f p99=%.7f", latency[operations / 2], latency[(long) (operations * 0.99)]);
    }
    printf("%s\n", more);
    fflush(stdout);
    wait_for_line();
}

// ---- threads

static struct session *sessions;
static long connections, count;
static void (*work)(long connection, long turn);
static long next_ticket;

static void measured(long connection, long turn) {
    double begun = now();
    work(connection, turn);
    latency[__atomic_fetch_add(&operations, 1, __ATOMIC_RELAXED)] = now() - begun;
}

static long *turns; // done by each connection
static double most_seconds;

static void *turns_of_one(void *connection) {
    long i = (long) connection;
    for (; turns[i] < count && now() - started_at < most_seconds; turns[i]++) measured(i, turns[i]);
    return NULL;
}

static void *shared_turns(void *last) {
    for (long i; (i = __atomic_fetch_add(&next_ticket, 1, __ATOMIC_RELAXED)) < (long) last;) work(i, 0);
    return NULL;
}

static void run_threads(long n, void *(*body)(void *), void *argument) {
    pthread_t *threads = calloc(n, sizeof *threads);
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 256 * 1024);
    for (long i = 0; i < n; i++) {
        if (pthread_create(&threads[i], &small, body, argument ? argument : (void *) i)) die("no thread");
    }
    for (long i = 0; i < n; i++) pthread_join(threads[i], NULL);
    free(threads);
}

// Does something for each connection, sixteen at a time, unmeasured.
static void for_each(long n, void (*task)(long, long)) {
    void (*kept)(long, long) = work;
    work = task;
    next_ticket = 0;
    run_threads(n < 16 ? n : 16, shared_turns, (void *) n);
    work = kept;
}

static void log_in(long connection, long turn) {
    (void) turn;
    struct session *s = &sessions[connection];
    session_open(s);
    session_login(s);
    if (target.tls) {
        expect(s, 2, "PBSZ 0");
        expect(s, 2, "PROT P");
    }
    expect(s, 2, "TYPE I");
}

static void log_out(long connection, long turn) {
    (void) turn;
    session_quit(&sessions[connection]);
}

static void all_connect(void) {
    sessions = calloc(connections, sizeof *sessions);
    for_each(connections, log_in);
}

static void all_turns(void) {
    latency = calloc(connections * count + 1, sizeof *latency);
    turns = calloc(connections, sizeof *turns);
    ready();
    run_threads(connections, turns_of_one, NULL);
}

// ---- workloads

static const char *path;
static long size, checked, files;

static void one_retr(long connection, long turn) {
    char name[256];
    snprintf(name, sizeof name, "%s", path);
    if (files) snprintf(name, sizeof name, "%s%05ld", path, (connection * 7919 + turn) % files);
    retrieve(&sessions[connection], name, size, checked);
}

static void name_of_upload(char *name, size_t room, long connection, long turn) {
    snprintf(name, room, "%s-%ld-%ld", path, connection, turn);
}

static void one_stor(long connection, long turn) {
    char name[256];
    name_of_upload(name, sizeof name, connection, turn);
    store(&sessions[connection], name, size);
}

static void check_and_delete(long connection, long turn) {
    char name[256];
    for (turn = 0; turn < turns[connection]; turn++) {
        name_of_upload(name, sizeof name, connection, turn);
        if (checked) retrieve(&sessions[connection], name, size, 1);
        expect(&sessions[connection], 2, "DELE %s", name);
    }
}

static void one_noop(long connection, long turn) {
    (void) turn;
    expect(&sessions[connection], 2, "NOOP");
}

static void one_login(long connection, long turn) {
    (void) connection, (void) turn;
    struct session s;
    session_open(&s);
    session_login(&s);
    session_quit(&s);
}

static void one_probe(long connection, long turn) {
    (void) connection;
    expect(&sessions[turn * 7919 % connections], 2, "NOOP");
}

static void run_idle(void) {
    all_connect();
    ready();
    long probes = count;
    latency = calloc(probes + 1, sizeof *latency);
    work = one_probe;
    for (long turn = 0; turn < probes; turn++) measured(0, turn);
    done("");
    for_each(connections, log_out);
}

static uint64_t lines, listed;
static double first;

static void one_list(long connection, long turn) {
    (void) turn;
    struct listing l = list(&sessions[connection], option("verb", "LIST"), path);
    lines = l.lines;
    listed = l.bytes;
    first += l.first;
}

// Many downloads at once, each read at a fixed rate, while one more session sends NOOP.
static int *data;
static volatile int over;

static void begin_slow(long connection, long turn) {
    (void) turn;
    data[connection] = data_connect(&sessions[connection], 64 * 1024);
    expect(&sessions[connection], 1, "RETR %s", path);
}

static void *probe_until_over(void *unused) {
    struct session s;
    session_open(&s);
    session_login(&s);
    for (long most = 100000; !over && operations < most; usleep(5000)) {
        double begun = now();
        expect(&s, 2, "NOOP");
        latency[operations++] = now() - begun;
    }
    session_quit(&s);
    return unused;
}

static void run_slow(void) {
    double rate = number("rate", 50 * 1024), seconds = number("seconds", 10);
    all_connect();
    data = calloc(connections, sizeof *data);
    for_each(connections, begin_slow);
    uint64_t *got = calloc(connections, sizeof *got), total = 0;
    latency = calloc(100001, sizeof *latency);
    ready();
    pthread_t prober;
    pthread_create(&prober, NULL, probe_until_over, NULL);
    for (double t; (t = now() - started_at) < seconds; usleep(20000)) {
        for (long i = 0; i < connections; i++) {
            double due = t * rate - got[i];
            // As little as a quarter of a second's worth would be a system call for nothing.
            if (due < rate / 4) continue;
            long n = recv(data[i], NULL, (size_t) due, MSG_TRUNC | MSG_DONTWAIT);
            if (n == 0) die("a slow download ended");
            if (n > 0) got[i] += n;
        }
    }
    over = 1;
    pthread_join(prober, NULL);
    uint64_t least = got[0];
    for (long i = 0; i < connections; i++) {
        total += got[i];
        if (got[i] < least) least = got[i];
    }
    char more[128];
    snprintf(more, sizeof more, " bytes=%llu least=%.3f", (unsigned long long) total,
            least / (rate * (seconds - 0.27)));
    done(more);
}

static void too_late(int signal) {
    (void) signal;
    static const char text[] = "failed: it took too long\n";
    _exit(write(1, text, sizeof text - 1) > 0 ? 1 : 2);
}

int main(int argc, char **argv) {
    words = argc;
    word = argv;
    if (argc < 2) die("use: load WORKLOAD key=value...");
    const char *workload = argv[1];
    pattern_setup();
    size = number("size", 1024);
    if (!strcmp(workload, "file")) {
        pattern_file(option("path", "file"), size);
        return 0;
    }
    struct rlimit open_files;
    getrlimit(RLIMIT_NOFILE, &open_files);
    open_files.rlim_cur = open_files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &open_files);
    target.host = option("host", "127.0.0.1");
    target.port = (int) number("port", 2121);
    target.user = option("user", "bench");
    target.password = option("password", "bench");
    target.tls = (int) number("tls", 0);
    if (target.tls) tls_setup();
    connections = number("connections", 1);
    count = number("count", 1);
    path = option("path", "");
    checked = number("check", 0);
    files = number("files", 0);
    most_seconds = number("seconds", 3600);
    signal(SIGALRM, too_late);
    alarm(number("timeout", 60));
    char more[128] = "";
    if (!strcmp(workload, "idle")) {
        run_idle();
        return 0;
    } else if (!strcmp(workload, "slow")) {
        run_slow();
        return 0;
    } else if (!strcmp(workload, "login")) {
        work = one_login;
        all_turns();
        usleep(100000); // processes of the server that end now belong to what is measured
        started_at += 0.1;
        done("");
        return 0;
    }
    all_connect();
    if (!strcmp(workload, "retr")) work = one_retr;
    else if (!strcmp(workload, "stor")) work = one_stor;
    else if (!strcmp(workload, "noop")) work = one_noop;
    else if (!strcmp(workload, "list")) work = one_list;
    else die("there is no workload %s", workload);
    all_turns();
    if (lines) {
        snprintf(more, sizeof more, " lines=%llu bytes=%llu first=%.6f", (unsigned long long) lines,
                (unsigned long long) listed, first / operations);
    } else if (size && work != one_noop) {
        snprintf(more, sizeof more, " bytes=%llu", (unsigned long long) size * operations);
    }
    done(more);
    if (work == one_stor) for_each(connections, check_and_delete);
    for_each(connections, log_out);
    puts("over");
    return 0;
}
