/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: the real machine as a host. */
#include "cs-cli.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define USUAL_COLUMNS 80

static GCancellable *interrupted;

static void
write_text (gpointer data, gboolean to_errors, const char *text)
{
  FILE *stream = to_errors ? stderr : stdout;
  fputs (text, stream);
  fflush (stream);
}

static char *
read_line (gpointer data)
{
  char *line = NULL;
  size_t room = 0;
  ssize_t size = getline (&line, &room, stdin);
  char *copy = size > 0 ? g_strndup (line, (gsize)size) : NULL;
  free (line);
  return copy;
}

static char *
ask_secret (gpointer data, const char *what)
{
  struct termios before, silent;
  char secret[1024] = { 0 };
  FILE *terminal = fopen ("/dev/tty", "r+"); /* lint-allow fopen: the terminal itself */
  if (terminal == NULL || tcgetattr (fileno (terminal), &before) != 0) {
    if (terminal != NULL)
      fclose (terminal);
    return NULL;
  }
  silent = before;
  silent.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr (fileno (terminal), TCSAFLUSH, &silent);
  fprintf (terminal, "%s: ", what);
  fflush (terminal);
  char *got = fgets (secret, sizeof secret, terminal);
  tcsetattr (fileno (terminal), TCSAFLUSH, &before);
  fputc ('\n', terminal);
  fclose (terminal);
  secret[strcspn (secret, "\n")] = '\0';
  char *copy = got != NULL ? g_strdup (secret) : NULL;
  cs_secret_wipe (secret, sizeof secret);
  return copy;
}

/* Waits for Ctrl+C on a thread of its own, since nothing useful may be called in a handler. The
 * second press ends the program at once; every act is whole or absent on disk. */
static gpointer
wait_for_interrupt (gpointer data)
{
  sigset_t *signals = data;
  int number = 0;
  while (sigwait (signals, &number) == 0) {
    if (g_cancellable_is_cancelled (interrupted))
      _exit (130);
    g_cancellable_cancel (interrupted);
  }
  return NULL;
}

static void
watch_interrupts (void)
{
  static sigset_t signals;
  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("interrupt", wait_for_interrupt, &signals));
}

/* Of the terminal that the answers go to; 0 when they go elsewhere. */
static guint
count_columns (void)
{
  struct winsize size = { 0 };
  if (!isatty (STDOUT_FILENO))
    return 0;
  return ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                          : USUAL_COLUMNS;
}

/* Beside this program, else where it was installed. */
static char *
find_decoder (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
  static const char *const places[] = { "countersign-decode", "../decode/countersign-decode",
                                        "../libexec/countersign-decode" };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path = g_build_filename (folder, places[i], NULL);
    if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }
  return g_strdup ("countersign-decode");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  g_autoptr (CsEnv) env = cs_env_new_system ();
  g_autofree char *decoder = find_decoder ();
  interrupted = g_cancellable_new ();
  watch_interrupts ();
  CsCliHost host = { .env = env,
                     .write = write_text,
                     .read_line = read_line,
                     .ask_secret = ask_secret,
                     .columns = count_columns (),
                     .decoder = decoder,
                     .cancellable = interrupted };
  int code = cs_cli_main (&host, argc - 1, (const char *const *)argv + 1);
  return code;
}
