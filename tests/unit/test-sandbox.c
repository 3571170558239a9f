/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process cannot do any more once it entered the sandbox. */
#include "cs-sandbox.h"
#include "cs-decoder.h"
#include "cs-test.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAY_OPEN = 1, MAY_CREATE = 2, MAY_CONNECT = 4, MAY_RUN = 8, NO_THREADS = 16, SKIP = 64 };

static void *
do_nothing (void *data)
{
  return data;
}

/* In a child: 0 when everything is as it should be. */
static int
try_everything (const char *file)
{
  int said = 0;
  pthread_t thread;
  if (!cs_sandbox_enter ())
    return SKIP;
  if (open ("/etc/passwd", O_RDONLY) >= 0)
    said |= MAY_OPEN;
  if (open (file, O_WRONLY | O_CREAT, 0600) >= 0)
    said |= MAY_CREATE;
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_UNIX, SOCK_STREAM, 0) >= 0)
    said |= MAY_CONNECT;
  if (fork () >= 0 || execl ("/bin/true", "true", NULL) >= 0)
    said |= MAY_RUN;
  if (pthread_create (&thread, NULL, do_nothing, NULL) != 0 || pthread_join (thread, NULL) != 0)
    said |= NO_THREADS;
  return said;
}

static void
test_rights (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *file = g_build_filename (dir, "made", NULL);
  int status = 0;
  pid_t child = fork ();
  if (child == 0)
    _exit (try_everything (file));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == SKIP) {
    g_test_skip ("the kernel does not filter system calls");
    return;
  }
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_decoder_is_sandboxed (decoder));
}

/* A loop without end is ended by the kernel. */
static void
test_time (void)
{
  int status = 0;
  pid_t child = fork ();
  if (child == 0) {
    cs_sandbox_enter ();
    cs_sandbox_allow_seconds (1);
    for (volatile guint i = 0;; i++)
      ;
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGXCPU);
}

#ifndef __SANITIZE_ADDRESS__
/* Memory has an end too. */
static void
test_memory (void)
{
  int status = 0;
  pid_t child = fork ();
  if (child == 0) {
    cs_sandbox_enter ();
    void *map =
        mmap (NULL, (gsize)2 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    _exit (map == MAP_FAILED ? 0 : 1);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}
#endif

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/sandbox/rights", test_rights);
  g_test_add_func ("/sandbox/time", test_time);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/sandbox/memory", test_memory);
#endif
  return g_test_run ();
}
