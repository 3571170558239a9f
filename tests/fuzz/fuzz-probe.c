/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-charset.h"
#include "cs-codec.h"
#include "cs-dicom.h"
#include "cs-fuzz.h"
#include "cs-probe.h"
#include "cs-vips.h"
#include "cs-wire.h"

#include <unistd.h>

#define MAX_PIXELS (4 * 1024 * 1024)

static void
ignore (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

static void
start (void)
{
  static gsize started;
  if (!g_once_init_enter (&started))
    return;
  /* libvips warns of what it finds; in the helper nobody listens either. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
  g_log_set_handler ("VIPS", G_LOG_LEVEL_MASK, ignore, NULL);
  cs_charset_start ();
  g_assert (cs_vips_start (NULL) && cs_dicom_start (NULL));
  g_once_init_leave (&started, 1);
}

static void
decode (const CsSource *source, const CsProbe *probe, guint n, gboolean stored)
{
  const CsProbeFacts *facts = cs_probe_facts (probe);
  gboolean palette = !stored && g_strcmp0 (facts->photometric, "PALETTE COLOR") == 0;
  CsFrameJob job = {
    .frame = n,
    .stored = stored,
    .type = palette ? CS_PIXEL_U8 : facts->pixel,
    .rows = facts->rows,
    .columns = facts->columns,
    .samples = palette ? 3 : facts->samples,
  };
  job.size = cs_pixel_frame_size (job.type, job.rows, job.columns, job.samples, MAX_PIXELS);
  if (job.size == 0)
    return;
  g_autofree guint8 *pixels = g_malloc0 (job.size);
  job.pixels = pixels;
  cs_codec_frame (source, &job, NULL);
}

/* Bytes as a file of any kind, through its decoder as the helper runs it, and what comes out
 * through the check of the other side. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  start ();
  CsSource source = { cs_memfd_new_from_data (data, size, NULL), size };
  g_assert (source.fd >= 0);
  g_autoptr (CsJson) headers = cs_codec_probe (&source, TRUE, TRUE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = cs_codec_probe (&source, FALSE, FALSE, &error);
  g_assert ((json == NULL) == (error != NULL));
  if (json != NULL) {
    g_autofree char *text = cs_json_to_canonical (json, NULL);
    g_autoptr (CsProbe) probe = cs_probe_new (json, &error);
    if (probe == NULL)
      g_error ("%s: %s", error->message, text);
    guint last = cs_probe_facts (probe)->frames - 1;
    decode (&source, probe, 0, FALSE);
    decode (&source, probe, last, TRUE);
  }
  close (source.fd);
  return 0;
}
