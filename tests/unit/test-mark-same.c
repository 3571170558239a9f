/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to one lesion, and how much it grew. */
#include "cs-mark-same.h"
#include "cs-test.h"

#include <string.h>

static CsMark *
new_mark (guint64 id, const CsMarkKind *kind, const gint64 *values, guint n)
{
  g_autoptr (GError) error = NULL;
  CsMarkInit init = { .id = id,
                      .kind = kind,
                      .label = "nodule",
                      .item = { { (guint8)(id % 3) } },
                      .values = values,
                      .n_values = n,
                      .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* Boxes 1 to 6, and 7 that is said of the whole. */
static CsMarkSet *
new_set (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint64 id = 1; id <= 6; id++) {
    const gint64 values[] = { 0, 0, (gint64)id * 1000, 1000 };
    g_ptr_array_add (marks, new_mark (id, &cs_mark_kind_box, values, 4));
  }
  g_ptr_array_add (marks, new_mark (7, &cs_mark_kind_class, NULL, 0));
  CsMarkSet *set = cs_mark_set_new (marks, NULL, &error);
  g_assert_no_error (error);
  return set;
}

static void
apply (CsMarkSet **set, CsMarkEdit *edit, GError *error)
{
  g_autoptr (CsMarkEdit) owned = edit;
  g_assert_no_error (error);
  CsMarkSet *after = cs_mark_edit_apply (*set, owned, &error);
  g_assert_no_error (error);
  cs_mark_set_unref (*set);
  *set = after;
  cs_mark_set_check_links (after, &error);
  g_assert_no_error (error);
}

static void
tie (CsMarkSet **set, guint64 from, guint64 to, guint64 id)
{
  GError *error = NULL;
  apply (set, cs_mark_same_add (*set, from, to, id, &error), error);
}

static void
assert_group (const CsMarkSet *set, guint64 id, const char *expected)
{
  g_autoptr (GPtrArray) group = cs_mark_same_group (set, id);
  g_autoptr (GString) ids = g_string_new (NULL);
  for (guint i = 0; i < group->len; i++)
    g_string_append_printf (ids, "%s%" G_GUINT64_FORMAT, i > 0 ? " " : "",
                            ((const CsMark *)group->pdata[i])->id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_belongs_together (void)
{
  g_autoptr (CsMarkSet) set = new_set ();
  GError *error = NULL;
  assert_group (set, 1, "");
  tie (&set, 2, 1, 11);
  tie (&set, 3, 2, 12);
  tie (&set, 5, 4, 13);
  assert_group (set, 1, "2 3");
  assert_group (set, 3, "1 2");
  assert_group (set, 4, "5");
  assert_group (set, 6, "");
  tie (&set, 1, 5, 14); /* two lesions turn out to be one */
  assert_group (set, 2, "1 3 4 5");
  g_autoptr (GPtrArray) ties = cs_mark_same_ties (set, 1);
  g_assert_cmpuint (ties->len, ==, 2);
  /* One leaves; what hung on it leaves with it only where nothing else holds it. */
  apply (&set, cs_mark_same_remove (set, 5, &error), error);
  assert_group (set, 5, "");
  assert_group (set, 4, "");
  assert_group (set, 1, "2 3");
}

static void
test_refused (void)
{
  const struct {
    guint64 from, to;
    CsError code;
  } refused[] = { { 1, 2, CS_ERROR_CONFLICT },   { 2, 1, CS_ERROR_CONFLICT },
                  { 1, 3, CS_ERROR_CONFLICT },   { 4, 4, CS_ERROR_INVALID },
                  { 4, 7, CS_ERROR_INVALID },    { 11, 4, CS_ERROR_INVALID },
                  { 4, 99, CS_ERROR_NOT_FOUND }, { 99, 4, CS_ERROR_NOT_FOUND } };
  g_autoptr (CsMarkSet) set = new_set ();
  g_autoptr (GError) error = NULL;
  tie (&set, 2, 1, 11);
  tie (&set, 3, 2, 12);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_assert_null (cs_mark_same_add (set, refused[i].from, refused[i].to, 20, &error));
    g_assert_error (error, CS_ERROR, (int)refused[i].code);
    g_clear_error (&error);
  }
  g_assert_null (cs_mark_same_remove (set, 4, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

/* --- growth --- */

static CsFrameGeometry
scale (CsSpacingSource source, double spacing)
{
  return (CsFrameGeometry){ .source = source,
                            .row_spacing = source == CS_SPACING_NONE ? 0 : spacing,
                            .column_spacing = source == CS_SPACING_NONE ? 0 : spacing };
}

static const gint64 line_12[] = { 0, 0, 12000, 0 }, line_15[] = { 0, 0, 0, 15000 };
static const gint64 axes_12[] = { 0, 0, 12000, 0, 6000, 4000, 6000, -4000 };
static const gint64 ellipse_15[] = { 20000, 20000, 7500, 3000, 0 };
static const gint64 box_100[] = { 0, 0, 10000, 10000 }, box_80[] = { 0, 0, 20000, 4000 };
static const gint64 angle[] = { 0, 1000, 0, 0, 1000, 0 };

static void
test_growth (void)
{
#define NBSP "\xc2\xa0"
#define LENGTH &cs_mark_kind_polyline, line_12, 4
  const struct {
    const CsMarkKind *before;
    const gint64 *from;
    guint n_from;
    const CsMarkKind *after;
    const gint64 *to;
    guint n_to;
    CsSpacingSource was, is;
    double mm;
    const char *words;
  } cases[] = {
    { LENGTH, &cs_mark_kind_polyline, line_15, 4, CS_SPACING_PATIENT, CS_SPACING_PATIENT, 1,
      "12.0" NBSP "mm" NBSP "\xe2\x86\x92" NBSP "15.0" NBSP "mm, +25" NBSP "%" },
    { &cs_mark_kind_polyline, line_15, 4, LENGTH, CS_SPACING_PATIENT, CS_SPACING_GEOMETRY, 2,
      "30.0" NBSP "mm" NBSP "\xe2\x86\x92" NBSP "24.0" NBSP "mm, \xe2\x88\x92"
      "20" NBSP "%" },
    { LENGTH, LENGTH, CS_SPACING_DETECTOR, CS_SPACING_DETECTOR, 1,
      "12.0" NBSP "mm" NBSP "\xe2\x86\x92" NBSP "12.0" NBSP "mm, \xc2\xb1"
      "0" NBSP "%" },
    /* A long axis and a greatest diameter are one thing; a length may be anything. */
    { &cs_mark_kind_axes, axes_12, 8, &cs_mark_kind_ellipse, ellipse_15, 5, CS_SPACING_PATIENT,
      CS_SPACING_PATIENT, 1,
      "12.0" NBSP "mm" NBSP "\xe2\x86\x92" NBSP "15.0" NBSP "mm, +25" NBSP "%" },
    { LENGTH, &cs_mark_kind_ellipse, ellipse_15, 5, CS_SPACING_PATIENT, CS_SPACING_PATIENT, 1,
      NULL },
    { &cs_mark_kind_box, box_100, 4, &cs_mark_kind_box, box_80, 4, CS_SPACING_PATIENT,
      CS_SPACING_PATIENT, 0.5,
      "25.0" NBSP "mm\xc2\xb2" NBSP "\xe2\x86\x92" NBSP "20.0" NBSP "mm\xc2\xb2, \xe2\x88\x92"
      "20" NBSP "%" },
    { &cs_mark_kind_box, box_100, 4, &cs_mark_kind_ellipse, ellipse_15, 5, CS_SPACING_PATIENT,
      CS_SPACING_PATIENT, 1, NULL },
    { &cs_mark_kind_angle, angle, 6, &cs_mark_kind_angle, angle, 6, CS_SPACING_PATIENT,
      CS_SPACING_PATIENT, 1, NULL },
    /* Pixels are no millimetres, and nobody knows what a detector's are in the body. */
    { LENGTH, LENGTH, CS_SPACING_NONE, CS_SPACING_NONE, 1, NULL },
    { LENGTH, LENGTH, CS_SPACING_PATIENT, CS_SPACING_NONE, 1, NULL },
    { LENGTH, LENGTH, CS_SPACING_PATIENT, CS_SPACING_DETECTOR, 1, NULL },
    { LENGTH, LENGTH, CS_SPACING_UNSPECIFIED, CS_SPACING_UNSPECIFIED, 1, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsMark) before = new_mark (1, cases[i].before, cases[i].from, cases[i].n_from);
    g_autoptr (CsMark) after = new_mark (2, cases[i].after, cases[i].to, cases[i].n_to);
    CsFrameGeometry was = scale (cases[i].was, cases[i].mm), is = scale (cases[i].is, cases[i].mm);
    g_autofree char *words = cs_mark_growth (before, &was, after, &is);
    g_assert_cmpstr (words, ==, cases[i].words);
  }
  g_autoptr (CsMark) one = new_mark (1, LENGTH), two = new_mark (2, LENGTH);
  g_assert_null (cs_mark_growth (one, NULL, two, NULL));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mark-same/belongs-together", test_belongs_together);
  g_test_add_func ("/mark-same/refused", test_refused);
  g_test_add_func ("/mark-same/growth", test_growth);
  return g_test_run ();
}
