// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "pattern.h"

#include "ftp.h"
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

#define PERIOD (8u << 20)

static char *pattern;
static int pattern_fd;

// A step of the SplitMix64 generator: cheap, and no two words of a file alike.
static uint64_t mixed(uint64_t word) {
    word = (word + 1) * 0x9e3779b97f4a7c15u;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
    return word ^ (word >> 31);
}

void pattern_setup(void) {
    pattern_fd = memfd_create("pattern", MFD_CLOEXEC);
    if (pattern_fd < 0 || ftruncate(pattern_fd, PERIOD)) die("no memory for the pattern");
    pattern = mmap(NULL, PERIOD, PROT_READ | PROT_WRITE, MAP_SHARED, pattern_fd, 0);
    if (pattern == MAP_FAILED) die("no memory for the pattern");
    for (size_t i = 0; i < PERIOD / 8; i++) ((uint64_t *) pattern)[i] = mixed(i);
}

const char *pattern_at(uint64_t offset, size_t *length) {
    *length = PERIOD - offset % PERIOD;
    return pattern + offset % PERIOD;
}

void pattern_check(const char *bytes, size_t count, uint64_t offset) {
    while (count) {
        size_t part;
        const char *wanted = pattern_at(offset, &part);
        if (part > count) part = count;
        if (memcmp(bytes, wanted, part)) die("wrong bytes near %llu", (unsigned long long) offset);
        bytes += part;
        offset += part;
        count -= part;
    }
}

long pattern_send(int fd, uint64_t offset, uint64_t count) {
    off_t from = offset % PERIOD;
    uint64_t part = PERIOD - from;
    return sendfile(fd, pattern_fd, &from, part < count ? part : count);
}

void pattern_file(const char *path, uint64_t size) {
    int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0644);
    if (fd < 0) die("%s cannot be written", path);
    for (uint64_t done = 0; done < size;) {
        size_t part;
        const char *bytes = pattern_at(done, &part);
        long n = write(fd, bytes, part < size - done ? part : size - done);
        if (n <= 0) die("%s cannot be written", path);
        done += n;
    }
    close(fd);
}
