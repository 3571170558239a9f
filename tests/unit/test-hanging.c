/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-hanging.h"

typedef struct {
  const char *name;
  CsHangingFacts facts[9]; /* up to one without units */
  CsHanging hanging;
  guint views;
  guint order[8];
} Hung;

#define MG(side, seen, date)                                                                       \
  {                                                                                                \
    "MG", side, seen, date, NULL, 1                                                                \
  }
#define CT(date, name, units)                                                                      \
  {                                                                                                \
    "CT", NULL, NULL, date, name, units                                                            \
  }

static const Hung cases[] = {
  { "one", { CT ("20240304", "Lung", 40) }, CS_HANGING_PLAIN, 1, { 0 } },
  { "four-views",
    { MG ("L", "MLO", NULL), MG ("R", "CC", NULL), MG ("L", "CC", NULL), MG ("R", "MLO", NULL) },
    CS_HANGING_MAMMOGRAPHY,
    4,
    { 1, 2, 3, 0 } },
  { "one-pair",
    { MG ("L", "MLO", NULL), MG ("R", "CC", NULL), MG ("R", "MLO", NULL) },
    CS_HANGING_MAMMOGRAPHY,
    2,
    { 2, 0, 1 } },
  { "no-pair", { MG ("L", "MLO", NULL), MG ("R", "CC", NULL) }, CS_HANGING_PLAIN, 1, { 0, 1 } },
  { "side-unknown",
    { MG (NULL, "CC", NULL), MG ("L", "CC", NULL) },
    CS_HANGING_PLAIN,
    1,
    { 0, 1 } },
  { "projection-unknown",
    { MG ("R", NULL, NULL), MG ("L", NULL, NULL) },
    CS_HANGING_PLAIN,
    1,
    { 0, 1 } },
  { "newest-breasts",
    { MG ("R", "CC", "20200101"), MG ("L", "CC", "20200101"), MG ("L", "CC", "20240101"),
      MG ("R", "CC", "20240101") },
    CS_HANGING_MAMMOGRAPHY,
    2,
    { 3, 2, 0, 1 } },
  { "prior",
    { CT ("20230101", "Lung", 40), CT ("20240304", "Scout", 1), CT ("20240304", "Lung", 40) },
    CS_HANGING_PRIOR,
    2,
    { 2, 0, 1 } },
  { "prior-of-the-same-name",
    { CT ("20230101", "Bone", 90), CT ("20230101", "Lung", 40), CT ("20240304", "Lung", 50) },
    CS_HANGING_PRIOR,
    2,
    { 2, 1, 0 } },
  { "current-of-the-same-name",
    { CT ("20240304", "Thin", 90), CT ("20240304", "Chest", 40), CT ("20230101", "Chest", 30) },
    CS_HANGING_PRIOR,
    2,
    { 1, 2, 0 } },
  { "newest-prior",
    { CT ("2021.01.01", NULL, 90), CT ("20230101", NULL, 40), CT ("20240304", NULL, 50) },
    CS_HANGING_PRIOR,
    2,
    { 2, 1, 0 } },
  { "other-modality",
    { { "MR", NULL, NULL, "20230101", NULL, 5 }, CT ("20240304", NULL, 5) },
    CS_HANGING_PLAIN,
    1,
    { 0, 1 } },
  { "no-modality",
    { { NULL, NULL, NULL, "20230101", NULL, 5 }, { NULL, NULL, NULL, "20240101", NULL, 5 } },
    CS_HANGING_PLAIN,
    1,
    { 0, 1 } },
  { "no-date", { CT (NULL, NULL, 5), CT ("20240304", NULL, 5) }, CS_HANGING_PLAIN, 1, { 0, 1 } },
  { "bad-date",
    { CT ("20231301", NULL, 5), CT ("20240304", NULL, 5) },
    CS_HANGING_PLAIN,
    1,
    { 0, 1 } },
  { "same-day",
    { CT ("20240304", NULL, 5), CT ("20240304", NULL, 5) },
    CS_HANGING_PLAIN,
    1,
    { 0, 1 } },
};

static void
test_case (gconstpointer data)
{
  const Hung *hung = data;
  guint n = 0, views = 0, order[8] = { 0 };
  while (hung->facts[n].units > 0)
    n++;
  g_assert_cmpint (cs_hanging_order (hung->facts, n, order, &views), ==, hung->hanging);
  g_assert_cmpuint (views, ==, hung->views);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (order[i], ==, hung->order[i]);
}

static void
test_days (void)
{
  int days = 0;
  g_assert_true (cs_hanging_days ("20230304", "20240304", &days));
  g_assert_cmpint (days, ==, 366);
  g_assert_true (cs_hanging_days ("20240304", "2024.03.01", &days));
  g_assert_cmpint (days, ==, -3);
  static const char *const bad[] = { "",          "2024",       "20240230", "2024030",
                                     "202403044", "0000.01.01", "2024-3-4", "20240304 " };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cs_hanging_days (bad[i], "20240304", &days));
  g_assert_false (cs_hanging_days (NULL, "20240304", &days));
}

/* Only what the header of a breast says. */
static void
test_chest_wall (void)
{
  static const struct {
    const char *modality, *laterality, *orientation;
    int wall;
  } rows[] = {
    { "MG", "R", "P\\FL", 1 },  { "MG", "L", "A\\FR", -1 }, { "MG", "R", "A\\FL", -1 },
    { "MG", "L", "P\\F", 1 },   { "MG", "R", "F\\P", 0 },   { "MG", "R", "L\\F", 0 },
    { "MG", "R", "P", 0 },      { "MG", "R", "", 0 },       { "MG", "R", NULL, 0 },
    { "MG", NULL, "P\\FL", 0 }, { "MG", "B", "P\\FL", 0 },  { "DX", "R", "P\\FL", 0 },
    { NULL, "R", "P\\FL", 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (
        cs_hanging_chest_wall (rows[i].modality, rows[i].laterality, rows[i].orientation), ==,
        rows[i].wall);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/hanging/%s", cases[i].name);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/hanging/days", test_days);
  g_test_add_func ("/hanging/chest-wall", test_chest_wall);
  return g_test_run ();
}
