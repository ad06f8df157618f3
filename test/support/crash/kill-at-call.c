/* Preloaded into a process under test: looks at every call that changes files below a folder, in the middle of the call
 * where it is a write (half of the bytes are there, half are not), before it where it is anything else. At the N-th it
 * kills the process; or at each it copies the folder, which is what a kill would have left, and goes on.
 *   KILL_DIR    the folder           KILL_AT    N, from 1           KILL_COPIES    folder for copies named 1, 2, 3 … */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static long calls, kill_at = -1;
static const char *folder, *copies;
/* Held during each watched call, so that no other thread changes a folder that is being copied. */
static pthread_mutex_t one_call = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static void start(void) {
  if (kill_at >= 0) return;
  const char *at = getenv("KILL_AT");
  folder = getenv("KILL_DIR");
  copies = getenv("KILL_COPIES");
  kill_at = at ? atol(at) : 0;
}

static int is_below(const char *path) {
  start();
  return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_watched(int fd) {
  char link[64], path[PATH_MAX];
  start();
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_below(path);
}

static void copy(void) {
  char target[PATH_MAX];
  char *environment[] = {"PATH=/usr/bin:/bin", NULL};
  pid_t child;
  snprintf(target, sizeof target, "%s/%ld", copies, calls);
  char *arguments[] = {"cp", "-a", (char *)folder, target, NULL};
  if (posix_spawnp(&child, "cp", NULL, NULL, arguments, environment) == 0) waitpid(child, NULL, 0);
}

/* What a kill at this very moment would leave. */
static void moment(void) {
  int before = errno;
  calls++;
  if (calls == kill_at) { syscall(SYS_kill, getpid(), SIGKILL); for (;;) pause(); }
  if (copies) copy();
  errno = before;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
/* The first half, the moment, the second half. */
#define HALVES(first, second) \
  pthread_mutex_lock(&one_call); \
  ssize_t done = first; \
  moment(); \
  ssize_t rest = done < 0 ? 0 : second; \
  pthread_mutex_unlock(&one_call); \
  return done < 0 ? done : rest < 0 ? rest : done + rest
#define BEFORE(watched, call) \
  if (!(watched)) return call; \
  pthread_mutex_lock(&one_call); \
  moment(); \
  __typeof__(call) result = call; \
  pthread_mutex_unlock(&one_call); \
  return result

ssize_t write(int fd, const void *bytes, size_t count) {
  if (!is_watched(fd)) return REAL(write)(fd, bytes, count);
  HALVES(REAL(write)(fd, bytes, count / 2), REAL(write)(fd, (const char *)bytes + done, count - done));
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  if (!is_watched(fd)) return REAL(pwrite)(fd, bytes, count, at);
  HALVES(REAL(pwrite)(fd, bytes, count / 2, at), REAL(pwrite)(fd, (const char *)bytes + done, count - done, at + done));
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  if (!is_watched(fd)) return REAL(pwrite64)(fd, bytes, count, at);
  HALVES(REAL(pwrite64)(fd, bytes, count / 2, at), REAL(pwrite64)(fd, (const char *)bytes + done, count - done, at + done));
}
ssize_t writev(int fd, const struct iovec *parts, int count) { BEFORE(is_watched(fd), REAL(writev)(fd, parts, count)); }
int fsync(int fd) { BEFORE(is_watched(fd), REAL(fsync)(fd)); }
int fdatasync(int fd) { BEFORE(is_watched(fd), REAL(fdatasync)(fd)); }
int ftruncate(int fd, off_t size) { BEFORE(is_watched(fd), REAL(ftruncate)(fd, size)); }
int ftruncate64(int fd, off64_t size) { BEFORE(is_watched(fd), REAL(ftruncate64)(fd, size)); }
int rename(const char *from, const char *to) { BEFORE(is_below(from), REAL(rename)(from, to)); }
int unlink(const char *path) { BEFORE(is_below(path), REAL(unlink)(path)); }
