/* Loaded before the C library: writes down every write and sync on one book's files, or lets one
 * of them fail. Only for tests; see recorder.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long fail_at = 0; /* the how-manieth write fails; 0: none */
static int fail_with = ENOSPC;
static long writes = 0;

void recorder_fail(long at, int error) { fail_at = at; fail_with = error; writes = 0; }
long recorder_writes(void) { return writes; }

static char kind_of(int fd) {
    static __thread char path[PATH_MAX];
    char link[64];
    const char *book = getenv("RECORDED_BOOK");
    if (!book) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    size_t name = strlen(book);
    if (strncmp(path, book, name)) return 0;
    const char *rest = path + name;
    if (!*rest) return 'm';
    if (!strcmp(rest, "-wal")) return 'w';
    if (!strcmp(rest, "-journal")) return 'j';
    if (!strcmp(rest, ".acks")) return 'a';
    return 0;
}

static void note(char what, char file, int64_t offset, int64_t size, const void *data) {
    static FILE *log = NULL;
    const char *to = getenv("RECORDED_TO");
    if (!to) return;
    if (!log) log = fopen(to, "ab");
    if (!log) return;
    fwrite(&what, 1, 1, log);
    fwrite(&file, 1, 1, log);
    fwrite(&offset, 8, 1, log);
    fwrite(&size, 8, 1, log);
    if (data) fwrite(data, 1, size, log);
    fflush(log);
}

static int refused(char file) {
    if (file != 'm' && file != 'w' && file != 'j') return 0;
    if (fail_at && ++writes >= fail_at) { errno = fail_with; return 1; }
    if (!fail_at) ++writes;
    return 0;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    char file = kind_of(fd);
    if (file && refused(file)) return -1;
    ssize_t done = real(fd, data, size, offset);
    if (file && done > 0) note('W', file, offset, done, data);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return pwrite64(fd, data, size, offset);
}

ssize_t write(int fd, const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    char file = fd > 2 ? kind_of(fd) : 0;
    if (file && refused(file)) return -1;
    off_t offset = file ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = real(fd, data, size);
    if (file && done > 0) note('W', file, offset, done, data);
    return done;
}

static int synced(int fd, const char *name) {
    int (*real)(int) = dlsym(RTLD_NEXT, name);
    char file = kind_of(fd);
    if (file && refused(file)) return -1;
    int done = real(fd);
    if (file && !done) note('S', file, 0, 0, NULL);
    return done;
}

int fsync(int fd) { return synced(fd, "fsync"); }
int fdatasync(int fd) { return synced(fd, "fdatasync"); }

int ftruncate64(int fd, off64_t size) {
    static int (*real)(int, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "ftruncate64");
    char file = kind_of(fd);
    if (file && refused(file)) return -1;
    int done = real(fd, size);
    if (file && !done) note('T', file, size, 0, NULL);
    return done;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
