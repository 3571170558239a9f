/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded before the C library by tests that need another world than they have: a wall clock that is
 * set meanwhile, a disk that takes its time, and one that is full. $CS_TEST_WORLD names a file of
 * four numbers of 64 bits that the test writes to: seconds that the wall clock is ahead, whether
 * the disk is so busy that no data comes to it, how many bytes its files may still grow by, -1 when
 * that does not matter, and seconds that were slept through, by every clock. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *
world (void)
{
  static volatile int64_t *shared;
  static int64_t none[4] = { 0, 0, -1, 0 };
  if (shared != NULL)
    return shared;
  const char *path = getenv ("CS_TEST_WORLD");
  int fd = path != NULL ? open (path, O_RDWR | O_CLOEXEC) : -1;
  void *map =
      fd >= 0 ? mmap (NULL, sizeof none, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
  if (fd >= 0)
    close (fd);
  shared = map != MAP_FAILED ? map : none;
  return shared;
}

int
clock_gettime (clockid_t clock, struct timespec *ret_time)
{
  int (*real) (clockid_t, struct timespec *) = dlsym (RTLD_NEXT, "clock_gettime");
  int result = real (clock, ret_time);
  if (result != 0)
    return result;
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
    ret_time->tv_sec += world ()[0] + world ()[3];
  else if (clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE)
    ret_time->tv_sec += world ()[3];
  return result;
}

int
gettimeofday (struct timeval *ret_time, void *zone)
{
  struct timespec now;
  clock_gettime (CLOCK_REALTIME, &now);
  ret_time->tv_sec = now.tv_sec;
  ret_time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t
time (time_t *ret_time)
{
  struct timespec now;
  clock_gettime (CLOCK_REALTIME, &now);
  if (ret_time != NULL)
    *ret_time = now.tv_sec;
  return now.tv_sec;
}

static void
take_time (void)
{
  while (world ()[1] != 0)
    usleep (1000);
}

int
fsync (int fd)
{
  int (*real) (int) = dlsym (RTLD_NEXT, "fsync");
  take_time ();
  return real (fd);
}

int
fdatasync (int fd)
{
  int (*real) (int) = dlsym (RTLD_NEXT, "fdatasync");
  take_time ();
  return real (fd);
}

/* Whether FD cannot be written up to END, counted from what its file has. What has no name is in
 * memory. */
static int
is_full (int fd, off_t end)
{
  struct stat status;
  volatile _Atomic int64_t *room = (volatile _Atomic int64_t *)&world ()[2];
  int64_t has = atomic_load (room);
  if (has < 0 || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || status.st_nlink == 0 ||
      end <= status.st_size)
    return 0;
  while (has >= end - status.st_size)
    if (atomic_compare_exchange_weak (room, &has, has - (end - status.st_size)))
      return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t
write (int fd, const void *data, size_t size)
{
  static ssize_t (*real) (int, const void *, size_t);
  if (real == NULL)
    real = dlsym (RTLD_NEXT, "write");
  if (world ()[2] < 0)
    return real (fd, data, size);
  off_t at = fcntl (fd, F_GETFL) & O_APPEND ? lseek (fd, 0, SEEK_END) : lseek (fd, 0, SEEK_CUR);
  return at >= 0 && is_full (fd, at + (off_t)size) ? -1 : real (fd, data, size);
}

/* Both names of it, whatever a program was built with. */
ssize_t write_at (int fd, const void *data, size_t size, off_t at) __asm__("pwrite64");
ssize_t write_there (int fd, const void *data, size_t size, off_t at) __asm__("pwrite");

ssize_t
write_at (int fd, const void *data, size_t size, off_t at)
{
  static ssize_t (*real) (int, const void *, size_t, off_t);
  if (real == NULL)
    real = dlsym (RTLD_NEXT, "pwrite64");
  return is_full (fd, at + (off_t)size) ? -1 : real (fd, data, size, at);
}

ssize_t
write_there (int fd, const void *data, size_t size, off_t at)
{
  return write_at (fd, data, size, at);
}
