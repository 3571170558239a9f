/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Header scan: argument 1 is countersign-decode, the rest are DICOM files or folders of them. They
 * are probed over and over until 1,000 were, from a warm page cache; the floor is opening and
 * reading each file's first 64 KiB on one thread. */
#include "cs-decoder.h"
#include "cs-file.h"

#include <stdio.h>
#include <unistd.h>

#define FILES 1000

typedef struct {
  GPtrArray *paths;
  guint good;
} Job;

static void
add_path (GPtrArray *paths, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  if (folder == NULL) {
    g_ptr_array_add (paths, g_strdup (path));
    return;
  }
  for (const char *name; (name = g_dir_read_name (folder)) != NULL;) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    add_path (paths, inner);
  }
}

static int
open_file (gpointer data, guint n, gint64 *ret_size, char **ret_name, GError **error)
{
  Job *job = data;
  const char *path = job->paths->pdata[n % job->paths->len];
  *ret_name = g_strdup (path);
  return cs_file_open (path, ret_size, error);
}

static void
done (gpointer data, guint n, CsProbe *probe, const GError *error)
{
  ((Job *)data)->good += probe != NULL;
}

static double
floor_seconds (const Job *job)
{
  g_autofree char *buffer = g_malloc (65536);
  gint64 start = g_get_monotonic_time ();
  for (guint i = 0; i < FILES; i++) {
    int fd = cs_file_open (job->paths->pdata[i % job->paths->len], NULL, NULL);
    if (fd >= 0 && pread (fd, buffer, 65536, 0) >= 0)
      close (fd);
  }
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Job job = { g_ptr_array_new_with_free_func (g_free), 0 };
  static const CsProbeMany many = { open_file, done };
  for (int i = 2; i < argc; i++)
    add_path (job.paths, argv[i]);
  g_autoptr (CsDecoder) decoder = argc > 2 ? cs_decoder_new (argv[1], &error) : NULL;
  if (decoder == NULL || job.paths->len == 0) {
    fprintf (stderr, "usage: bench-scan COUNTERSIGN-DECODE FILES...\n");
    return 2;
  }
  double lowest = floor_seconds (&job);
  gint64 start = g_get_monotonic_time ();
  if (!cs_decoder_probe_many (decoder, FILES, &many, &job, CS_PROBE_DEFAULT, NULL, &error)) {
    fprintf (stderr, "%s\n", error->message);
    return 1;
  }
  double scan = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  printf ("header scan of %d DICOM files (%u good) %10.3f s   goal 1        floor %10.3f "
          "(opening and reading) ratio %.1f\n",
          FILES, job.good, scan, lowest, scan / lowest);
  g_ptr_array_unref (job.paths);
  return 0;
}
