/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files made to do harm, each through probe and frames: an answer in time, never a picture from
 * what is not whole, and a helper that dies costs only its file. */
#include "cs-decoder.h"
#include "cs-file.h"
#include "cs-test.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define FRAMES 3

static CsDecoder *decoder;

static void
check_error (const char *path, const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == CS_ERROR);
  g_assert_true (error->code == CS_ERROR_CORRUPT || error->code == CS_ERROR_UNSUPPORTED ||
                 error->code == CS_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* TRUE when every frame asked for came out. */
static gboolean
try_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gint64 size = 0, began = g_get_monotonic_time ();
  int fd = cs_file_open (path, &size, &error);
  g_assert_no_error (error);
  gboolean whole = FALSE;
  g_autoptr (CsProbe) probe = cs_decoder_probe (decoder, fd, size, name, 0, &error);
  if (probe == NULL)
    check_error (name, error);
  guint frames = probe != NULL ? cs_probe_facts (probe)->frames : 0;
  for (guint i = 0; i < MIN (frames, FRAMES); i++) {
    g_autoptr (CsFrame) frame =
        cs_decoder_frame (decoder, fd, size, name, probe, i, CS_FRAME_VALUES, &error);
    whole = frame != NULL;
    if (!whole) {
      check_error (name, error);
      break;
    }
  }
  close (fd);
  gint64 took = (g_get_monotonic_time () - began) / 1000;
  g_test_message ("%s: %s (%d ms)", name, error != NULL ? error->message : "whole", (int)took);
  g_assert_cmpint (took, <, 20000);
  return whole;
}

/* Every file of a folder; how many were shown whole. */
static guint
try_folder (const char *folder)
{
  g_autofree char *path = cs_test_corpus (folder);
  if (path == NULL)
    return G_MAXUINT;
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint whole = 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    whole += try_file (path, name);
  return whole;
}

static void
test_dicom (void)
{
  static const char *const refused[] = {
    "bits-0.dcm",
    "bits-17.dcm",
    "cut-132.dcm",
    "cut-1500.dcm",
    "cut-19603.dcm",
    "cut-300.dcm",
    "cut-700.dcm",
    "empty.dcm",
    "fragment-too-long.dcm",
    "frames-2147483647.dcm",
    "frames-neg.dcm",
    "highbit-31.dcm",
    "jpeg-garbage.dcm",
    "length-fffffffe.dcm",
    "only-preamble.dcm",
    "photometric-palette-nolut.dcm",
    "pixel-short.dcm",
    "png-named.dcm",
    "rle-segments-64.dcm",
    "rows-0.dcm",
    "rows-65535.dcm",
    "sequence-depth-20000.dcm",
    "sequence-unclosed.dcm",
    "spp-4.dcm",
    "ts-unknown.dcm",
  };
  g_autofree char *path = cs_test_corpus ("hostile/dicom");
  if (path == NULL || try_folder ("hostile/dicom") == G_MAXUINT)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (try_file (path, refused[i]));
}

static void
test_png (void)
{
  g_autofree char *path = cs_test_corpus ("hostile/png");
  if (path == NULL || try_folder ("hostile/png") == G_MAXUINT)
    return;
  g_assert_false (try_file (path, "truncated-half.png"));
  g_assert_false (try_file (path, "bomb-30000x30000-1bit.png"));
}

static void
test_folder (gconstpointer folder)
{
  try_folder (folder);
}

/* The decoder still works, and nobody took more memory than was allowed. */
static void
test_afterwards (void)
{
  g_autofree char *path = cs_test_corpus ("dicom/pydicom");
  if (path == NULL)
    return;
  g_assert_true (try_file (path, "CT_small.dcm"));
  g_assert_cmpuint (cs_decoder_deaths (decoder), ==, 0);
  g_clear_pointer (&decoder, cs_decoder_free);
  struct rusage ours, theirs;
  getrusage (RUSAGE_SELF, &ours);
  getrusage (RUSAGE_CHILDREN, &theirs);
  glong together = ours.ru_maxrss + theirs.ru_maxrss * (glong)g_get_num_processors ();
  g_test_message ("%ld MiB of ours, %ld MiB in the largest helper", ours.ru_maxrss / 1024,
                  theirs.ru_maxrss / 1024);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (together / 1024, <, 2048);
#endif
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_autoptr (GError) error = NULL;
  decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/decode-hostile/dicom", test_dicom);
  g_test_add_func ("/decode-hostile/png", test_png);
  g_test_add_data_func ("/decode-hostile/tiff", "hostile/tiff", test_folder);
  g_test_add_data_func ("/decode-hostile/fuzz-png", "hostile/fuzz/png", test_folder);
  g_test_add_data_func ("/decode-hostile/fuzz-jpeg", "hostile/fuzz/jpeg", test_folder);
  g_test_add_data_func ("/decode-hostile/fuzz-tiff", "hostile/fuzz/tiff", test_folder);
  g_test_add_data_func ("/decode-hostile/fuzz-gif", "hostile/fuzz/gif", test_folder);
  g_test_add_data_func ("/decode-hostile/volumes", "hostile/volumes", test_folder);
  g_test_add_func ("/decode-hostile/afterwards", test_afterwards);
  int result = g_test_run ();
  cs_decoder_free (decoder);
  return result;
}
