// SPDX-License-Identifier: Apache-2.0
// Whole transfers, from EPSV to the 226.
#ifndef STAITHE_TRANSFER_H
#define STAITHE_TRANSFER_H

#include "ftp.h"

double now(void); // seconds

// Downloads a file of this size; what comes is thrown away in the kernel unless it is checked.
void retrieve(struct session *s, const char *path, uint64_t size, int checked);
void store(struct session *s, const char *path, uint64_t size);

struct listing {
    uint64_t bytes, lines;
    double first; // seconds from the command to the first byte
};
struct listing list(struct session *s, const char *verb, const char *path);

#endif
