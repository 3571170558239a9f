/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-view.h"
#include "cs-test.h"
#include "cs-window-choices.h"
#include "cs-window-table.h"

#include <math.h>

#define ALL 65536

static gint16 every_signed[ALL];
static guint16 every_unsigned[ALL];

/* The formulas of PS3.3 C.11.2.1.2 and C.11.2.1.3 once more, in long double. */
static long double
oracle (const CsWindowLevel *window, long double x)
{
  long double c = window->center, w = window->width, y;
  if (window->function == CS_VOI_SIGMOID)
    return 255.0L / (1.0L + expl (-4.0L * (x - c) / w));
  if (window->function == CS_VOI_LINEAR)
    y = x <= c - 0.5L - (w - 1) / 2  ? 0
        : x > c - 0.5L + (w - 1) / 2 ? 1
                                     : (x - (c - 0.5L)) / (w - 1) + 0.5L;
  else
    y = x <= c - w / 2 ? 0 : x > c + w / 2 ? 1 : (x - c) / w + 0.5L;
  return y * 255.0L;
}

/* Every entry is grey, opaque and the oracle's brightness rounded (a tie may go either way). */
static void
check_table (const CsTestProbe *probe, gconstpointer samples, guint n, const CsWindowLevel *window)
{
  g_autoptr (CsPicture) picture = cs_test_picture (probe, samples);
  g_autoptr (CsWindowTable) table = cs_window_table_new ();
  cs_window_table_fill (table, picture, window);
  long double slope = probe->slope != NULL ? (long double)g_ascii_strtod (probe->slope, NULL) : 1;
  long double add =
      probe->intercept != NULL ? (long double)g_ascii_strtod (probe->intercept, NULL) : 0;
  gboolean is_signed = probe->pixel == CS_PIXEL_I8 || probe->pixel == CS_PIXEL_I16;
  gboolean dark = g_strcmp0 (probe->photometric, "MONOCHROME1") == 0;
  for (int i = 0; i < (int)n; i++) {
    long double stored = is_signed ? i - (int)n / 2 : i;
    long double y = oracle (window, stored * slope + add);
    if (dark != window->invert)
      y = 255 - y;
    guint32 entry = table->entries[i];
    if (entry >> 24 != 255 || (entry & 255) != (entry >> 8 & 255) ||
        (entry & 255) != (entry >> 16 & 255) || fabsl ((entry & 255) - y) > 0.5L + 1e-9L)
      g_error ("stored %d: entry %08x, expected %.6Lf", (int)stored, entry, y);
  }
}

static void
test_oracle (void)
{
  static const CsWindowLevel windows[] = {
    { 40, 80, CS_VOI_LINEAR },
    { 40, 80, CS_VOI_LINEAR_EXACT },
    { 40, 80, CS_VOI_SIGMOID },
    { -600, 1500, CS_VOI_LINEAR },
    { -600.5, 1500.25, CS_VOI_LINEAR_EXACT, TRUE },
    { 32, 8, CS_VOI_SIGMOID, TRUE },
    { 100, 1, CS_VOI_LINEAR },
    { 0.5, 0.001, CS_VOI_LINEAR_EXACT },
    { 32768, 65536, CS_VOI_LINEAR },
  };
  const CsTestProbe probes[] = {
    { .rows = 256, .columns = 256, .pixel = CS_PIXEL_I16 },
    { .rows = 256, .columns = 256, .pixel = CS_PIXEL_I16, .slope = "1", .intercept = "-1024" },
    { .rows = 256, .columns = 256, .pixel = CS_PIXEL_I16, .slope = "-0.0625", .intercept = "7.5" },
    { .rows = 256, .columns = 256, .pixel = CS_PIXEL_I16, .photometric = "MONOCHROME1" },
  };
  for (guint p = 0; p < G_N_ELEMENTS (probes); p++) {
    for (guint w = 0; w < G_N_ELEMENTS (windows); w++) {
      CsTestProbe other = probes[p];
      check_table (&probes[p], every_signed, ALL, &windows[w]);
      other.pixel = CS_PIXEL_U16;
      check_table (&other, every_unsigned, ALL, &windows[w]);
      other.rows = other.columns = 16;
      other.pixel = CS_PIXEL_U8;
      check_table (&other, every_unsigned, 256, &windows[w]);
      other.pixel = CS_PIXEL_I8;
      check_table (&other, every_signed, 256, &windows[w]);
    }
  }
}

static void
test_header (void)
{
  CsWindowLevel window;
  g_assert_true (cs_window_level_from_header (&(CsWindow){ "40", "80" }, &window));
  g_assert_cmpfloat (window.center, ==, 40);
  g_assert_cmpfloat (window.width, ==, 80);
  g_assert_cmpint (window.function, ==, CS_VOI_LINEAR);
  g_assert_true (
      cs_window_level_from_header (&(CsWindow){ "1e-3", "0.5", NULL, "LINEAR" }, &window));
  g_assert_cmpint (window.function, ==, CS_VOI_LINEAR_EXACT);
  g_assert_true (cs_window_level_from_header (&(CsWindow){ "1", "2", NULL, "SIGMOID" }, &window));
  g_assert_cmpint (window.function, ==, CS_VOI_SIGMOID);
  g_assert_false (cs_window_level_from_header (&(CsWindow){ "1", "0" }, &window));
  g_assert_false (cs_window_level_from_header (&(CsWindow){ "1", "-4", NULL, "SIGMOID" }, &window));
  g_assert_false (cs_window_level_from_header (&(CsWindow){ "1", "2", NULL, "CUBIC" }, &window));
  g_assert_false (cs_window_level_from_header (&(CsWindow){ "a", "2" }, &window));
}

static void
assert_range (CsWindowLevel window, double low, double high)
{
  g_assert_cmpint (window.function, ==, CS_VOI_LINEAR_EXACT);
  g_assert_cmpfloat_with_epsilon (window.center - window.width / 2, low, 1e-9);
  g_assert_cmpfloat_with_epsilon (window.center + window.width / 2, high, 1e-9);
}

/* 1,000 pixels: 20 of padding, one outlier at each end, the rest from 1 to 978. */
static void
test_auto (void)
{
  static const gint64 padding[] = { -2001, -2000 };
  gint16 samples[1000];
  for (int i = 0; i < 1000; i++)
    samples[i] = (gint16)(i < 20 ? -2000 - i % 2 : i - 20);
  samples[20] = -1500;
  samples[999] = 30000;
  CsTestProbe probe = { .rows = 20, .columns = 50, .pixel = CS_PIXEL_I16, .padding = padding };
  g_autoptr (CsPicture) picture = cs_test_picture (&probe, samples);
  assert_range (cs_window_level_auto (picture), 9, 970);
  assert_range (cs_window_level_full (picture), -1500, 30000);
  assert_range (cs_window_level_default (picture, NULL), 9, 970);
  probe.slope = "-2";
  probe.intercept = "10";
  g_autoptr (CsPicture) falling = cs_test_picture (&probe, samples);
  assert_range (cs_window_level_auto (falling), -1930, -8);
  assert_range (cs_window_level_full (falling), -59990, 3010);
  probe.windows[0] = (CsWindow){ "0", "0" };
  probe.windows[1] = (CsWindow){ "40", "80" };
  g_autoptr (CsPicture) headed = cs_test_picture (&probe, samples);
  g_assert_cmpfloat (cs_window_level_default (headed, NULL).width, ==, 80);
}

static void
test_flat (void)
{
  static const gint64 padding[] = { 7, 7 };
  static const guint8 samples[] = { 7, 7, 7, 7 };
  CsTestProbe probe = { .rows = 2, .columns = 2, .padding = padding };
  g_autoptr (CsPicture) picture = cs_test_picture (&probe, samples);
  assert_range (cs_window_level_default (picture, NULL), 6.5, 7.5);
  probe.format = "png";
  g_autoptr (CsPicture) photo = cs_test_picture (&probe, samples);
  assert_range (cs_window_level_default (photo, NULL), 0, 255);
}

static void
test_move (void)
{
  CsWindowLevel window = { 40, 80, CS_VOI_LINEAR };
  cs_window_level_move (&window, 5, -10);
  g_assert_cmpfloat (window.center, ==, 45);
  g_assert_cmpfloat (window.width, ==, 70);
  cs_window_level_move (&window, 0, -1000);
  g_assert_cmpfloat (window.width, ==, 1);
  window.function = CS_VOI_SIGMOID;
  cs_window_level_move (&window, 0, -1000);
  g_assert_cmpfloat (window.width, >, 0);
}

/* Wider samples keep what 65,536 steps can hold: whole numbers exactly, others to half a step. */
static void
test_wide (void)
{
  static const gint32 whole[] = { 1000000, 1000001, 1000300, 1065535 };
  CsTestProbe probe = { .rows = 2, .columns = 2, .pixel = CS_PIXEL_I32, .slope = "2" };
  g_autoptr (CsPicture) picture = cs_test_picture (&probe, whole);
  for (guint i = 0; i < 4; i++) {
    guint pixel = ((const guint16 *)picture->levels[0].pixels)[i];
    g_assert_cmpfloat (pixel * picture->scale + picture->offset, ==, 2.0 * whole[i]);
  }
  g_assert_cmpfloat (picture->most, ==, 2131070);

  static const double real[] = { -1e300, NAN, 1e300, 2e299 };
  probe.pixel = CS_PIXEL_F64;
  probe.slope = NULL;
  g_autoptr (CsPicture) huge = cs_test_picture (&probe, real);
  const guint16 *pixels = huge->levels[0].pixels;
  g_assert_cmpuint (pixels[0], ==, 0);
  g_assert_cmpuint (pixels[1], ==, 0);
  g_assert_cmpuint (pixels[2], ==, 65535);
  g_assert_cmpfloat (fabs (pixels[3] * huge->scale + huge->offset - 2e299), <=, huge->scale / 2);

  static const float infinite[] = { INFINITY, -INFINITY, 5, 5 };
  probe.pixel = CS_PIXEL_F32;
  g_autoptr (CsPicture) flat = cs_test_picture (&probe, infinite);
  g_assert_cmpfloat (flat->percentile_1, ==, 5);
}

/* What somebody wants instead of the usual ones stands in their place, and only where the values
 * are in the unit that the usual ones need. */
static void
test_own (void)
{
  static const gint16 samples[] = { -100, 0, 100, 300 };
  static const CsWindowOwn own[] = { { "Mine", 90, 45 }, { "Thine", 1400, -500 } };
  CsTestProbe probe = { .rows = 2, .columns = 2, .pixel = CS_PIXEL_I16, .modality = "CT" };
  g_autoptr (CsPicture) other_unit = cs_test_picture (&probe, samples);
  g_autoptr (GArray) none = cs_window_choices_new (other_unit, NULL, own, 2);
  g_assert_cmpuint (none->len, ==, 2);
  probe.unit = "HU";
  g_autoptr (CsPicture) picture = cs_test_picture (&probe, samples);
  g_autoptr (GArray) list = cs_window_choices_new (picture, NULL, own, 2);
  g_assert_cmpuint (list->len, ==, 4);
  const CsWindowChoice *choice = &g_array_index (list, CsWindowChoice, 1);
  g_assert_cmpint (choice->origin, ==, CS_WINDOW_OWN);
  g_assert_cmpstr (choice->name, ==, "Thine");
  g_assert_cmpfloat (choice->window.center, ==, -500);
  g_autoptr (GArray) empty = cs_window_choices_new (picture, NULL, own, 0);
  g_assert_cmpuint (empty->len, ==, 2); /* taken away altogether */
  probe.modality = "MR";
  probe.unit = NULL;
  g_autoptr (CsPicture) any = cs_test_picture (&probe, samples);
  g_autoptr (GArray) here = cs_window_choices_new (any, NULL, own, 2);
  g_assert_cmpuint (here->len, ==, 4);
}

static void
check_choices (const CsTestProbe *probe, const char *expected)
{
  static const gint16 samples[] = { -100, 0, 100, 300 };
  static const char *const origins[] = { "header", "usual", "own", "auto", "full" };
  g_autoptr (CsPicture) picture = cs_test_picture (probe, samples);
  g_autoptr (GArray) list = cs_window_choices_new (picture, NULL, NULL, 0);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < list->len; i++) {
    const CsWindowChoice *choice = &g_array_index (list, CsWindowChoice, i);
    g_string_append_printf (text, "%s %s %d/%d; ", origins[choice->origin],
                            choice->name != NULL ? choice->name : "-", (int)choice->window.width,
                            (int)choice->window.center);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_choices (void)
{
  CsTestProbe probe = { .rows = 2, .columns = 2, .pixel = CS_PIXEL_I16, .modality = "CT" };
  check_choices (&probe, "auto Automatic 400/100; full Full Range 400/100; ");
  probe.windows[0] = (CsWindow){ "40", "80" };
  probe.windows[1] = (CsWindow){ "40.0", "80" };
  probe.windows[2] = (CsWindow){ "700", "3200", "BONE" };
  probe.unit = "HU";
  check_choices (&probe, "header - 80/40; header BONE 3200/700; usual Brain 80/40; "
                         "usual Lung 1500/-600; usual Mediastinum 350/50; usual Abdomen 400/50; "
                         "usual Bone 1800/400; usual Liver 150/30; auto Automatic 400/100; "
                         "full Full Range 400/100; ");
  probe.columns = 1;
  probe.samples = 2;
  check_choices (&probe, "full As It Is 255/127; ");
}

/* The header of one slice speaks for the series; what this slice has of its own is offered last. */
static void
test_series (void)
{
  static const gint16 samples[] = { -100, 0, 100, 300 };
  CsTestProbe first = { .rows = 2, .columns = 2, .pixel = CS_PIXEL_I16, .modality = "CT" };
  CsTestProbe other = first;
  first.windows[0] = (CsWindow){ "16", "122" };
  other.windows[0] = (CsWindow){ "-18", "406" };
  g_autoptr (CsPicture) opening = cs_test_picture (&first, samples);
  g_autoptr (CsPicture) picture = cs_test_picture (&other, samples);
  g_assert_cmpfloat (cs_window_level_default (picture, NULL).width, ==, 406);
  g_assert_cmpfloat (cs_window_level_default (picture, opening->facts).width, ==, 122);
  g_autoptr (GArray) list = cs_window_choices_new (picture, opening->facts, NULL, 0);
  g_assert_cmpuint (list->len, ==, 4);
  const CsWindowChoice *choice = &g_array_index (list, CsWindowChoice, 0);
  g_assert_cmpint (choice->origin, ==, CS_WINDOW_HEADER);
  g_assert_cmpfloat (choice->window.width, ==, 122);
  choice = &g_array_index (list, CsWindowChoice, 3);
  g_assert_cmpint (choice->origin, ==, CS_WINDOW_SLICE);
  g_assert_cmpfloat (choice->window.width, ==, 406);
  g_autoptr (GArray) own = cs_window_choices_new (opening, opening->facts, NULL, 0);
  g_assert_cmpuint (own->len, ==, 3);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  for (int i = 0; i < ALL; i++) {
    every_signed[i] = (gint16)(i - ALL / 2);
    every_unsigned[i] = (guint16)i;
  }
  g_test_add_func ("/window-level/oracle", test_oracle);
  g_test_add_func ("/window-level/header", test_header);
  g_test_add_func ("/window-level/auto", test_auto);
  g_test_add_func ("/window-level/flat", test_flat);
  g_test_add_func ("/window-level/move", test_move);
  g_test_add_func ("/window-level/wide", test_wide);
  g_test_add_func ("/window-level/choices", test_choices);
  g_test_add_func ("/window-level/series", test_series);
  g_test_add_func ("/window-level/own", test_own);
  return g_test_run ();
}
