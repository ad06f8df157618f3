/* Preloaded into a process under test: kills it at the N-th call that changes files below a folder, in the middle of
 * the call where it is a write (half of the bytes are there, half are not), before it where it is anything else.
 *   KILL_DIR    the folder           KILL_AT    N, from 1; 0 only counts           KILL_COUNT    file for the count */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls, kill_at = -1;
static const char *folder;

static void start(void) {
  if (kill_at >= 0) return;
  const char *at = getenv("KILL_AT");
  folder = getenv("KILL_DIR");
  kill_at = at ? atol(at) : 0;
}

static int is_below(const char *path) { return folder && strncmp(path, folder, strlen(folder)) == 0; }

static int is_watched(int fd) {
  char link[64], path[PATH_MAX];
  start();
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_below(path);
}

/* 1 where this call is the one. */
static int is_the_moment(void) { return __sync_add_and_fetch(&calls, 1) == kill_at; }
static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); for (;;) pause(); }
static void step(int watched) { if (watched && is_the_moment()) die(); }

__attribute__((destructor)) static void report(void) {
  const char *file = getenv("KILL_COUNT");
  if (!file || kill_at != 0) return;
  FILE *out = fopen(file, "w");
  if (out) { fprintf(out, "%ld", calls); fclose(out); }
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
  if (is_watched(fd) && is_the_moment()) { REAL(write)(fd, bytes, count / 2); die(); }
  return REAL(write)(fd, bytes, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  if (is_watched(fd) && is_the_moment()) { REAL(pwrite)(fd, bytes, count / 2, at); die(); }
  return REAL(pwrite)(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  if (is_watched(fd) && is_the_moment()) { REAL(pwrite64)(fd, bytes, count / 2, at); die(); }
  return REAL(pwrite64)(fd, bytes, count, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) { step(is_watched(fd)); return REAL(writev)(fd, parts, count); }
int fsync(int fd) { step(is_watched(fd)); return REAL(fsync)(fd); }
int fdatasync(int fd) { step(is_watched(fd)); return REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t size) { step(is_watched(fd)); return REAL(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size) { step(is_watched(fd)); return REAL(ftruncate64)(fd, size); }
int rename(const char *from, const char *to) { start(); step(is_below(from)); return REAL(rename)(from, to); }
int unlink(const char *path) { start(); step(is_below(path)); return REAL(unlink)(path); }
