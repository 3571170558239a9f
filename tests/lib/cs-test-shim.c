/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded before the C library by tests that need another world than they have: a wall clock that is
 * set meanwhile, and a disk that takes its time. $CS_TEST_WORLD names a file of two numbers of 64
 * bits that the test writes to: seconds that the wall clock is ahead, and whether the disk is so
 * busy that no data comes to it. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *
world (void)
{
  static volatile int64_t *shared;
  static int64_t none[2];
  if (shared != NULL)
    return shared;
  const char *path = getenv ("CS_TEST_WORLD");
  int fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  void *map = fd >= 0 ? mmap (NULL, sizeof none, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
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
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    ret_time->tv_sec += world ()[0];
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
