/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CT series of the corpus from its files to pixels, with the real helper. Values were read from
 * the files with a script of a few lines. */
#include "cs-decoder.h"
#include "cs-file.h"
#include "cs-frame-cache.h"
#include "cs-frame-render.h"
#include "cs-orientation-letters.h"
#include "cs-pixel-reading.h"
#include "cs-series-view.h"
#include "cs-test.h"
#include "cs-window-choices.h"

#include <poll.h>
#include <unistd.h>

#define SLICES 33
#define FIRST 30 /* in the names of the files */

static const CsGid item = { { 7 } };

typedef struct {
  char *folder;
  GPtrArray *probes;
  CsFrameCache *cache;
  CsPicture *pictures[SLICES];
  guint n_loaded;
} Series;

static char *
name_of (guint part)
{
  return g_strdup_printf ("ct0051-%03u.dcm", part + FIRST);
}

static int
open_part (gpointer data, guint part, gint64 *ret_size, char **ret_name, GError **error)
{
  const Series *series = data;
  *ret_name = name_of (part);
  g_autofree char *path = g_build_filename (series->folder, *ret_name, NULL);
  return cs_file_open (path, ret_size, error);
}

static void
probed (gpointer data, guint part, CsProbe *probe, const GError *error)
{
  g_assert_no_error (error);
  ((Series *)data)->probes->pdata[part] = cs_probe_ref (probe);
}

static void
on_open (gpointer data, const CsGid *which, guint part)
{
  Series *series = data;
  g_autofree char *name = NULL;
  CsFrameSource source = { .probe = series->probes->pdata[part], .first = part, .total = SLICES };
  source.fd = open_part (series, part, &source.size, &name, NULL);
  source.name = name;
  cs_frame_cache_give (series->cache, which, part, &source);
}

static void
on_done (gpointer data, const CsFrameKey *key, CsPicture *picture, const GError *error)
{
  Series *series = data;
  g_assert_no_error (error);
  g_assert_null (series->pictures[key->part]);
  series->pictures[key->part] = cs_picture_ref (picture);
  series->n_loaded++;
}

static void
load (Series *series, const char *folder)
{
  static const CsProbeMany many = { open_part, probed };
  static const CsFrameCacheEvents events = { on_open, on_done };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  series->folder = g_strdup (folder);
  series->probes = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_probe_unref);
  g_ptr_array_set_size (series->probes, SLICES);
  cs_decoder_probe_many (decoder, SLICES, &many, series, CS_PROBE_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  series->cache = cs_frame_cache_new (NULL, 0, CS_FRAME_CACHE_BYTES, &events, series);
  for (guint part = 0; part < SLICES; part++) {
    CsFrameKey key = { item, part, 0 };
    g_assert_null (cs_frame_cache_request (series->cache, &key, NULL));
  }
  while (series->n_loaded < SLICES) {
    struct pollfd one = { cs_frame_cache_fd (series->cache), POLLIN, 0 };
    poll (&one, 1, -1);
    cs_frame_cache_dispatch (series->cache);
  }
}

static void
clear (Series *series)
{
  cs_frame_cache_free (series->cache);
  for (guint i = 0; i < SLICES; i++)
    cs_picture_unref (series->pictures[i]);
  g_ptr_array_unref (series->probes);
  g_free (series->folder);
}

static void
check_slices (const Series *series)
{
  g_autoptr (CsSeriesView) view =
      cs_series_view_new ((CsProbe *const *)series->probes->pdata, SLICES);
  g_assert_cmpuint (view->n_slices, ==, SLICES);
  g_assert_cmpuint (view->n_gaps, ==, 0);
  g_assert_cmpfloat (view->spacing, ==, 1.5);
  g_assert_cmpstr (cs_plane_name_word (view->plane), ==, "axial");
  g_autofree char *position = cs_series_view_position_text (view, 11);
  g_autofree char *thickness = cs_series_view_thickness_text (view, 11);
  g_assert_cmpstr (position, ==, "z 176.0 mm");
  g_assert_cmpstr (thickness, ==, "2 mm");
  CsOrientationLetters letters =
      cs_orientation_letters (&view->slices[11].facts->geometry, &CS_MATRIX_IDENTITY);
  g_assert_cmpstr (letters.at[CS_EDGE_TOP], ==, "A");
  g_assert_cmpstr (letters.at[CS_EDGE_LEFT], ==, "R");
}

static void
check_values (const CsPicture *picture)
{
  static const struct {
    gint64 x, y;
    double value;
  } cases[] = { { 256, 256, -1 }, { 300, 100, -1022 }, { 0, 0, -1000 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    CsPixelReading reading;
    g_assert_true (cs_pixel_reading_at (picture->frame, picture->probe, picture->facts, cases[i].x,
                                        cases[i].y, &reading));
    g_assert_cmpfloat (reading.values[0], ==, cases[i].value);
  }
  g_assert_cmpfloat (picture->percentile_1, ==, -1024);
  g_assert_cmpfloat (picture->percentile_99, ==, 1242);
  g_assert_cmpfloat (picture->most, ==, 1735);
}

/* Drawn as the header asks, every pixel has the brightness of its value. */
static void
check_pixels (const CsPicture *picture)
{
  g_autoptr (GArray) choices = cs_window_choices_new (picture, NULL, NULL, 0);
  CsWindowLevel window = cs_window_level_default (picture, NULL);
  g_assert_cmpfloat (window.center, ==, -18);
  g_assert_cmpfloat (window.width, ==, 406);
  g_assert_cmpfloat (g_array_index (choices, CsWindowChoice, 1).window.width, ==, 3200);
  g_autoptr (CsWindowTable) table = cs_window_table_new ();
  g_autofree guint32 *pixels = g_new (guint32, 512 * 512);
  CsPixelBuffer out = { pixels, 512 * 4, 512, 512 };
  cs_window_table_fill (table, picture, &window);
  cs_frame_render (picture, table, &CS_MATRIX_IDENTITY, CS_RESAMPLE_AUTO, &out);
  for (guint i = 0; i < 512 * 512; i++) {
    double value = cs_frame_sample (picture->frame, i) - 1024;
    guint grey = (guint)(cs_window_level_at (&window, value) + 0.5);
    g_assert_cmphex (pixels[i], ==, 0xff000000 | grey * 0x010101);
  }
}

static void
test_series (void)
{
  g_autofree char *folder = cs_test_corpus ("dicom/series/ct-head-a");
  Series series = { 0 };
  if (folder == NULL)
    return;
  load (&series, folder);
  check_slices (&series);
  check_values (series.pictures[11]);
  check_pixels (series.pictures[11]);
  clear (&series);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/view-corpus/ct", test_series);
  return g_test_run ();
}
