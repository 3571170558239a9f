/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-series-link.h"
#include "cs-test-view.h"
#include "cs-test.h"

#define AXIAL                                                                                      \
  {                                                                                                \
    1, 0, 0, 0, 1, 0                                                                               \
  }
#define AXIAL_TURNED                                                                               \
  {                                                                                                \
    -1, 0, 0, 0, 1, 0                                                                              \
  }
#define SAGITTAL                                                                                   \
  {                                                                                                \
    0, 1, 0, 0, 0, -1                                                                              \
  }

typedef struct {
  double orientation[6];
  double first, step; /* z */
  guint n;
  const char *frame;
  gboolean lost; /* no header says where it lies */
} Series;

static CsSeriesView *
view_of (const Series *series)
{
  double z[32];
  CsTestProbe probe = { .frames = series->n, .frame_of_reference = series->frame };
  for (guint i = 0; i < series->n; i++)
    z[i] = series->first + i * series->step;
  if (!series->lost) {
    g_assert_true (cs_frame_geometry_set_orientation (&probe.geometry, series->orientation));
    probe.positions = z;
  }
  g_autoptr (CsProbe) made = cs_test_probe (&probe);
  return cs_series_view_new (&made, 1);
}

typedef struct {
  const char *name;
  Series a, b;
  CsSeriesLink link;
  guint slice, from_a, from_b; /* of A */
  guint found;                 /* of B */
} Linked;

static const Linked linked[] = {
  { "by-position",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, -5, 1, 30, "1.1" },
    CS_SERIES_BY_POSITION,
    4,
    0,
    0,
    13 },
  { "position-before-base",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, -5, 1, 30, "1.1" },
    CS_SERIES_BY_POSITION,
    4,
    2,
    9,
    13 },
  { "turned-round",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL_TURNED, 18, -1, 19, "1.1" },
    CS_SERIES_BY_POSITION,
    4,
    0,
    0,
    10 },
  { "beyond-the-end",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, 0, 1, 5, "1.1" },
    CS_SERIES_BY_POSITION,
    9,
    0,
    0,
    4 },
  { "before-the-beginning",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, 10, 1, 5, "1.1" },
    CS_SERIES_BY_POSITION,
    0,
    0,
    0,
    0 },
  { "by-distance",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, 500, 3, 10, "1.2" },
    CS_SERIES_BY_OFFSET,
    6,
    3,
    1,
    3 },
  { "distance-back",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, 500, 3, 10, "1.2" },
    CS_SERIES_BY_OFFSET,
    0,
    3,
    5,
    3 },
  { "distance-turned-round",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL_TURNED, 500, -2, 10, "1.2" },
    CS_SERIES_BY_OFFSET,
    3,
    0,
    9,
    6 },
  { "no-frame",
    { AXIAL, 0, 2, 10, NULL },
    { AXIAL, 0, 2, 10, NULL },
    CS_SERIES_BY_OFFSET,
    3,
    0,
    0,
    3 },
  { "by-number",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, 0, 2, 10, "1.1", TRUE },
    CS_SERIES_BY_NUMBER,
    3,
    1,
    5,
    7 },
  { "number-at-the-end",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, 0, 2, 4, "1.1", TRUE },
    CS_SERIES_BY_NUMBER,
    9,
    0,
    0,
    3 },
  { "number-before",
    { AXIAL, 0, 2, 10, "1.1" },
    { AXIAL, 0, 2, 4, "1.1", TRUE },
    CS_SERIES_BY_NUMBER,
    0,
    5,
    2,
    0 },
  { "crossing", { AXIAL, 0, 2, 10, "1.1" }, { SAGITTAL, 0, 2, 10, "1.1" }, CS_SERIES_APART },
  { "single", { AXIAL, 0, 2, 10, "1.1" }, { AXIAL, 0, 2, 1, "1.1" }, CS_SERIES_APART },
};

static void
test_link (gconstpointer data)
{
  const Linked *each = data;
  g_autoptr (CsSeriesView) a = view_of (&each->a);
  g_autoptr (CsSeriesView) b = view_of (&each->b);
  g_assert_cmpint (cs_series_link (a, b), ==, each->link);
  g_assert_cmpint (cs_series_link (b, a), ==, each->link);
  if (each->link != CS_SERIES_APART)
    g_assert_cmpuint (cs_series_link_find (a, each->slice, each->from_a, b, each->from_b), ==,
                      each->found);
}

static void
test_first (void)
{
  const Series up = { AXIAL, 0, 2, 10, "1.1" }, down = { AXIAL_TURNED, 18, -2, 10, "1.1" };
  const Series lost = { AXIAL, 0, 2, 10, "1.1", TRUE };
  g_autoptr (CsSeriesView) a = view_of (&up);
  g_autoptr (CsSeriesView) b = view_of (&down);
  g_autoptr (CsSeriesView) c = view_of (&lost);
  g_assert_cmpuint (cs_series_link_first (a), ==, 0);
  g_assert_cmpuint (cs_series_link_first (b), ==, 9);
  g_assert_cmpuint (cs_series_link_first (c), ==, 0);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (linked); i++) {
    g_autofree char *path = g_strdup_printf ("/series-link/%s", linked[i].name);
    g_test_add_data_func (path, &linked[i], test_link);
  }
  g_test_add_func ("/series-link/first", test_first);
  return g_test_run ();
}
