// SPDX-License-Identifier: Apache-2.0
// The content of every file: bytes that depend on their offset alone, so that nothing has to be kept to compare with.
#ifndef STAITHE_PATTERN_H
#define STAITHE_PATTERN_H

#include <stddef.h>
#include <stdint.h>

void pattern_setup(void);
void pattern_check(const char *bytes, size_t count, uint64_t offset);
const char *pattern_at(uint64_t offset, size_t *length); // as much as lies together

// Sends as much as the socket takes at once, without a copy.
long pattern_send(int fd, uint64_t offset, uint64_t count);

void pattern_file(const char *path, uint64_t size);

#endif
