/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers that somebody kills or stops while they start, are idle, look into headers and decode:
 * a picture is asked for again or named, the others come, and nothing waits for ever. */
#include "cs-decoder.h"
#include "cs-file.h"
#include "cs-frame.h"
#include "cs-test-dicom.h"
#include "cs-test.h"
#include "cs-wire.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FILES 60
#define SIDE 200
#define ROUNDS 15
#define MOST_KILLS 4 /* a round: a helper is started five times */

typedef struct {
  pthread_t thread;
  _Atomic gboolean stop;
  _Atomic guint kills;
  guint32 seed;
  int longest; /* microseconds between two */
} Killer;

static char *folder;

/* Of any thread of ours; SIGNAL 0 only counts them. */
static guint
signal_children (int signal)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint count = 0;
  for (const char *task; (task = g_dir_read_name (tasks)) != NULL;) {
    g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", task);
    g_autofree char *children = NULL;
    if (!g_file_get_contents (path, &children, NULL, NULL))
      continue;
    g_auto (GStrv) pids = g_strsplit (children, " ", -1);
    for (guint i = 0; pids[i] != NULL; i++) {
      pid_t pid = (pid_t)g_ascii_strtoll (pids[i], NULL, 10);
      count += pid > 0 && kill (pid, signal) == 0;
    }
  }
  return count;
}

static guint
kill_children (void)
{
  return signal_children (SIGKILL);
}

static gpointer
kill_at_random (gpointer data)
{
  Killer *killer = data;
  GRand *dice = g_rand_new_with_seed (killer->seed);
  while (!killer->stop && killer->kills < MOST_KILLS) {
    g_usleep ((gulong)g_rand_int_range (dice, 0, killer->longest));
    killer->kills += kill_children () > 0;
  }
  g_rand_free (dice);
  return NULL;
}

static void
begin (Killer *killer, guint32 seed, int longest)
{
  *killer = (Killer){ .seed = seed, .longest = longest };
  g_assert_cmpint (pthread_create (&killer->thread, NULL, kill_at_random, killer), ==, 0);
}

static guint
end (Killer *killer)
{
  killer->stop = TRUE;
  pthread_join (killer->thread, NULL);
  return killer->kills;
}

/* --- pictures --- */

static char *
path_of (guint n)
{
  return g_strdup_printf ("%s/%u.dcm", folder, n);
}

static void
make_pictures (void)
{
  folder = cs_test_dir ();
  g_autofree guint8 *pixels = g_malloc (SIDE * SIDE);
  for (guint n = 0; n < FILES; n++) {
    g_autofree char *path = path_of (n);
    CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
    cs_test_dicom_text (dicom, 0x00080060, "CS", "OT");
    cs_test_dicom_grey (dicom, SIDE, SIDE, 1, 8, 8, FALSE);
    memset (pixels, (int)n + 1, SIDE * SIDE);
    cs_test_dicom_bytes (dicom, 0x7fe00010, "OB", pixels, SIDE * SIDE);
    g_autoptr (GBytes) bytes = cs_test_dicom_finish (dicom);
    gsize size = 0;
    const char *data = g_bytes_get_data (bytes, &size);
    g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
  }
}

/* What is not there was ended from outside, and says so of the file that it was. */
static gboolean
is_named (const GError *error, const char *path)
{
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "ended from outside"));
  return TRUE;
}

static gboolean
decode (CsDecoder *decoder, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of (n);
  gint64 size = 0;
  int fd = cs_file_open (path, &size, &error);
  g_assert_no_error (error);
  g_autoptr (CsProbe) probe = cs_decoder_probe (decoder, fd, size, path, 0, &error);
  g_autoptr (CsFrame) frame =
      probe != NULL ? cs_decoder_frame (decoder, fd, size, path, probe, 0, CS_FRAME_VALUES, &error)
                    : NULL;
  close (fd);
  if (frame == NULL)
    return !is_named (error, path);
  const guint8 *pixels = g_bytes_get_data (frame->bytes, NULL);
  g_assert_cmpuint (pixels[0], ==, n + 1);
  g_assert_cmpuint (pixels[SIDE * SIDE - 1], ==, n + 1);
  return TRUE;
}

static void
decode_all (CsDecoder *decoder)
{
  for (guint n = 0; n < FILES; n++)
    g_assert_true (decode (decoder, n));
}

/* --- many at a time --- */

typedef struct {
  guint come, named;
} Count;

static int
open_file (gpointer data, guint n, gint64 *ret_size, char **ret_name, GError **error)
{
  *ret_name = path_of (n % FILES);
  return cs_file_open (*ret_name, ret_size, error);
}

static void
done (gpointer data, guint n, CsProbe *probe, const GError *error)
{
  Count *count = data;
  g_autofree char *path = path_of (n % FILES);
  if (probe != NULL)
    count->come++;
  else
    count->named += is_named (error, path);
}

/* --- tests --- */

static void
test_any_moment (void)
{
  static const CsProbeMany job = { open_file, done };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  guint kills = 0, named = 0;
  for (guint round = 0; round < ROUNDS; round++) {
    Killer killer;
    Count count = { 0 };
    begin (&killer, round, 10000 + (int)round * 20000);
    gboolean went =
        cs_decoder_probe_many (decoder, 4 * FILES, &job, &count, CS_PROBE_HEADERS, NULL, &error);
    for (guint n = 0; n < FILES && went; n++)
      named += !decode (decoder, n);
    kills += end (&killer);
    g_assert_no_error (error);
    g_assert_cmpuint (count.come + count.named, ==, 4 * FILES);
    named += count.named;
    decode_all (decoder);
  }
  g_test_message ("%u kills, %u files named", kills, named);
  g_assert_cmpuint (kills, >, 0);
}

/* As it starts, before it has said a word. */
static void
test_starting (void)
{
  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (GError) error = NULL;
    Killer killer;
    begin (&killer, round, 5000 + (int)round * 5000);
    g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
    end (&killer);
    g_assert_no_error (error);
    g_assert_true (decode (decoder, round));
  }
}

static void
test_idle (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  for (guint round = 0; round < 5; round++) {
    decode_all (decoder);
    g_assert_cmpuint (kill_children (), >, 0);
    /* Nothing is left of them, also while there is nothing to do. */
    for (guint i = 0; i < 1000 && signal_children (0) > 0; i++)
      g_usleep (10000);
    g_assert_cmpuint (signal_children (0), ==, 0);
  }
  decode_all (decoder);
}

/* --- a helper that hears nothing --- */

#define DEAF "deaf-helper"

/* What this program is under that name. */
static int
greet_and_die (void)
{
  g_autoptr (CsJson) body = cs_json_new_object ();
  CsWireHead hello = { .op = CS_WIRE_HELLO };
  if (shutdown (CS_WIRE_HELPER_FD, SHUT_RD) < 0 ||
      !cs_wire_send (CS_WIRE_HELPER_FD, &hello, body, NULL, 0, NULL))
    return 1;
  return raise (SIGKILL);
}

/* Every helper is gone before it is asked: the file is named, and nobody waits for an answer. */
static void
test_unheard (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", &error);
  g_assert_no_error (error);
  g_autofree char *deaf = g_build_filename (folder, DEAF, NULL);
  g_assert_cmpint (symlink (self, deaf), ==, 0);
  g_autoptr (CsDecoder) decoder = cs_decoder_new (deaf, &error);
  g_assert_no_error (error);
  for (guint n = 0; n < 2; n++)
    g_assert_false (decode (decoder, n));
  static const CsProbeMany job = { open_file, done };
  Count count = { 0 };
  g_assert_true (cs_decoder_probe_many (decoder, 5, &job, &count, 0, NULL, &error));
  g_assert_cmpuint (count.named, ==, 5);
}

int
main (int argc, char **argv)
{
  if (g_str_has_suffix (argv[0], DEAF))
    return greet_and_die ();
  cs_test_init (&argc, &argv);
  make_pictures ();
  g_test_add_func ("/decode-killed/any-moment", test_any_moment);
  g_test_add_func ("/decode-killed/starting", test_starting);
  g_test_add_func ("/decode-killed/idle", test_idle);
  g_test_add_func ("/decode-killed/unheard", test_unheard);
  int result = g_test_run ();
  g_free (folder);
  return result;
}
