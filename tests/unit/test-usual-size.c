/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What size is usual for a label, which mark is far from it, and whose marks it is found from. */
#include "cs-item-scale.h"
#include "cs-project-sizes.h"
#include "cs-project-workflows.h"
#include "cs-test-project.h"
#include "cs-usual-size.h"

#include <math.h>
#include <string.h>

static CsMark *
mark_of (const char *kind, const char *label, const CsGid *item, guint64 id, const gint64 *values,
         guint n_values)
{
  g_autoptr (GError) error = NULL;
  const CsMarkInit init = { .id = id,
                            .kind = cs_mark_kind_find (kind),
                            .label = label,
                            .item = *item,
                            .values = values,
                            .n_values = n_values,
                            .quote = strcmp (kind, "span") == 0 ? "so" : NULL,
                            .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* WIDTH x HEIGHT pixels. */
static CsMark *
box (const CsGid *item, guint64 id, double width, double height)
{
  const gint64 values[] = { 0, 0, (gint64)(width * 1000), (gint64)(height * 1000) };
  return mark_of ("box", "finding", item, id, values, G_N_ELEMENTS (values));
}

static const CsGid somewhere = { { 7 } };
static const CsFrameGeometry millimetres = { .source = CS_SPACING_PATIENT,
                                             .row_spacing = 0.5,
                                             .column_spacing = 2 };

static GPtrArray *
sizes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)cs_gauged_sizes_free);
}

static void
add_sizes (GPtrArray *all, CsGauge gauge, const double *values, guint n)
{
  CsGaugedSizes *one = g_new (CsGaugedSizes, 1);
  *one = (CsGaugedSizes){ g_strdup ("finding"), gauge, g_array_new (FALSE, FALSE, sizeof *values) };
  g_array_append_vals (one->sizes, values, n);
  g_ptr_array_add (all, one);
}

/* 100 * 1.1^k for k of -10 to 10: the median of the logarithms is ln 100; of the distances |k| ln
 * 1.1 (0, 1, 1, 2, 2 ... 10, 10) the eleventh is 5 ln 1.1. So far is beyond 1.1^(3.5 * 1.4826 * 5),
 * which is 11.855 times. */
static void
test_by_hand (void)
{
  double values[21];
  g_autoptr (GPtrArray) sizes = sizes_new ();
  CsUnusual unusual = { 0 };
  for (int k = -10; k <= 10; k++)
    values[k + 10] = 100 * pow (1.1, k);
  add_sizes (sizes, CS_GAUGE_AREA_PIXELS, values, G_N_ELEMENTS (values));
  g_autoptr (GPtrArray) usual = cs_usual_sizes_new (sizes);
  g_assert_cmpuint (usual->len, ==, 1);
  const CsUsualSize *one = usual->pdata[0];
  g_assert_cmpuint (one->n, ==, 21);
  g_assert_cmpfloat_with_epsilon (one->median, log (100), 1e-12);
  g_assert_cmpfloat_with_epsilon (one->spread, 1.4826 * 5 * log (1.1), 1e-12);
  static const struct {
    double width, height;
    const char *words;
  } rows[] = {
    { 118.5, 10, NULL },
    { 118.6, 10, "12 times as large as usual (about 100\u00a0square pixels)" },
    { 10, 10, NULL },
    { 0.844, 10, NULL },
    { 0.843, 10, "12 times smaller than usual (about 100\u00a0square pixels)" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CsMark) mark = box (&somewhere, 1, rows[i].width, rows[i].height);
    gboolean far = cs_usual_is_far (usual, mark, NULL, &unusual);
    g_assert_cmpint (far, ==, rows[i].words != NULL);
    g_autofree char *words = far ? cs_unusual_words (&unusual) : NULL;
    g_assert_cmpstr (words, ==, rows[i].words);
    /* What is measured in millimetres is held against nothing here. */
    g_assert_false (cs_usual_is_far (usual, mark, &millimetres, &unusual));
  }
}

/* Too few, and those that are mostly the same, call nothing unusual. */
static void
test_silent (void)
{
  double at_end[40], in_middle[40], fewer[40];
  g_autoptr (GPtrArray) sizes = sizes_new ();
  for (guint i = 0; i < 40; i++) {
    at_end[i] = i < 20 ? 100 + i : 500;
    in_middle[i] = i >= 10 && i < 30 ? 500 : 481 + i;
    fewer[i] = i >= 10 && i < 29 ? 500 : 481 + i;
  }
  add_sizes (sizes, CS_GAUGE_LENGTH_MM, fewer, CS_USUAL_LEAST - 1);
  add_sizes (sizes, CS_GAUGE_AREA_MM, at_end, 40);
  add_sizes (sizes, CS_GAUGE_AREA_PIXELS, in_middle, 40);
  g_autoptr (GPtrArray) none = cs_usual_sizes_new (sizes);
  g_assert_cmpuint (none->len, ==, 0);
  add_sizes (sizes, CS_GAUGE_LENGTH_PIXELS, fewer, 40); /* one less than half */
  g_autoptr (GPtrArray) one = cs_usual_sizes_new (sizes);
  g_assert_cmpuint (one->len, ==, 1);
  CsUnusual unusual;
  g_autoptr (CsMark) mark = box (&somewhere, 1, 900, 900);
  g_assert_false (cs_usual_is_far (none, mark, NULL, &unusual));
}

static void
test_gauges (void)
{
  const gint64 line[] = { 0, 0, 3000, 0, 3000, 4000 }, words[] = { 3, 7, 10, 12 };
  const gint64 at[] = { 1000, 1000 };
  g_autoptr (CsMark) area = box (&somewhere, 1, 4, 3);
  g_autoptr (CsMark) length =
      mark_of ("polyline", "finding", &somewhere, 2, line, G_N_ELEMENTS (line));
  g_autoptr (CsMark) span = mark_of ("span", "finding", &somewhere, 3, words, 4);
  g_autoptr (CsMark) point = mark_of ("point", "finding", &somewhere, 4, at, 2);
  const struct {
    const CsMark *mark;
    const CsFrameGeometry *geometry;
    CsGauge gauge;
    double size;
  } rows[] = {
    { area, NULL, CS_GAUGE_AREA_PIXELS, 12 },    { area, &millimetres, CS_GAUGE_AREA_MM, 12 },
    { length, NULL, CS_GAUGE_LENGTH_PIXELS, 7 }, { length, &millimetres, CS_GAUGE_LENGTH_MM, 8 },
    { span, NULL, CS_GAUGE_CHARACTERS, 6 },      { point, NULL, CS_GAUGE_NONE, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    CsMarkGauge found = cs_mark_gauge (rows[i].mark, rows[i].geometry);
    g_assert_cmpint (found.gauge, ==, rows[i].gauge);
    g_assert_cmpfloat_with_epsilon (found.size, rows[i].size, 1e-9);
  }
}

/* What a part says goes before what is common to all. */
static void
test_scale (void)
{
  static const char text[] =
      "{\"common\":{\"shared\":{\"geometry\":{\"source\":\"patient\",\"spacing\":[\"0.5\",\"2\"]}}}"
      ",\"parts\":[{},{\"own\":{\"shared\":{\"geometry\":{\"spacing\":[\"3\",\"4\"]}}}},"
      "{\"own\":{\"per_frame\":[{\"geometry\":{}},{\"geometry\":{\"source\":\"detector\","
      "\"spacing\":[\"1\",\"1\"]}}]}}]}";
  CsFrameGeometry geometry = { 0 };
  g_autoptr (CsJson) facts = cs_json_parse_text (text, strlen (text), 4096, NULL);
  g_assert_nonnull (facts);
  g_assert_true (cs_item_scale (facts, 0, 0, &geometry));
  g_assert_cmpint (geometry.source, ==, CS_SPACING_PATIENT);
  g_assert_cmpfloat (geometry.row_spacing, ==, 0.5);
  g_assert_cmpfloat (geometry.column_spacing, ==, 2);
  g_assert_true (cs_item_scale (facts, 1, 0, &geometry));
  g_assert_cmpfloat (geometry.column_spacing, ==, 4);
  g_assert_false (cs_item_scale (facts, 2, 0, &geometry));
  g_assert_true (cs_item_scale (facts, 2, 1, &geometry));
  g_assert_cmpint (geometry.source, ==, CS_SPACING_DETECTOR);
  g_assert_false (cs_item_scale (facts, 2, 2, &geometry));
  g_assert_false (cs_item_scale (NULL, 0, 0, &geometry));
}

/* --- whose marks --- */

/* ana hands TITLE in with so many boxes. */
static CsGid
hand_in (CsTestFixture *fixture, const char *title, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, title);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (put, box (&((CsItemRow *)items->pdata[0])->gid, i + 1, 10 + i, 10));
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (project, &gid, edit, &error);
  g_assert_no_error (error);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  return gid;
}

static void
sign (CsTestFixture *fixture, const CsGid *gid)
{
  static const char *const people[] = { "ben", "cat" };
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autoptr (CsProject) project = cs_test_open_later (fixture, people[i]);
    cs_test_decide (project, gid, "accept");
  }
  cs_test_sign (fixture->env, fixture->path, "cat", gid);
}

/* How many sizes HANDLE's marks would be held against. */
static guint
told (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  g_autoptr (GPtrArray) sizes = cs_project_signed_sizes (project, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) again = cs_project_signed_sizes (project, &error);
  g_assert_true (again == sizes); /* nothing was done in between */
  guint n = 0;
  for (guint i = 0; i < sizes->len; i++)
    n += ((const CsGaugedSizes *)sizes->pdata[i])->sizes->len;
  return n;
}

static void
publish (CsTestFixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
}

static void
join (CsTestFixture *fixture, const char *handle, guint roles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) signer = cs_test_signer (fixture->env, handle);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_add_person (project, cs_signer_identity (signer), roles, &error);
  g_assert_no_error (error);
}

#define STAGES                                                                                     \
  "{\"key\":\"review\",\"roles\":[\"reviewer\"],\"exclude\":[\"author\"]},"                        \
  "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}"

/* Nothing of what is at work, signed work whoever made it, and no more once it is open again. */
static void
test_signed (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = hand_in (fixture, "case-0", 25);
  join (fixture, "eva", CS_ROLE_LABELER);
  g_assert_cmpuint (told (fixture, "ana"), ==, 0);
  g_assert_cmpuint (told (fixture, "ben"), ==, 0);
  g_assert_cmpuint (told (fixture, "lee"), ==, 0);
  sign (fixture, &gid);
  g_assert_cmpuint (told (fixture, "ana"), ==, 25);
  g_assert_cmpuint (told (fixture, "ben"), ==, 25);
  g_assert_cmpuint (told (fixture, "eva"), ==, 25); /* labels, and made nothing of it */
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_autoptr (GPtrArray) sizes = cs_project_signed_sizes (project, &error);
  const CsGaugedSizes *one = sizes->pdata[0];
  g_assert_cmpstr (one->label, ==, "finding");
  g_assert_cmpint (one->gauge, ==, CS_GAUGE_AREA_PIXELS);
  g_assert_cmpfloat (g_array_index (one->sizes, double, 0), ==, 100);
  cs_project_reopen (project, &gid, "again", &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) after = cs_project_signed_sizes (project, &error);
  g_assert_cmpuint (after->len, ==, 0);
}

/* A reading that others are not to know of moves nothing for them, nor for who made it. */
static void
test_blind (CsTestFixture *fixture, gconstpointer data)
{
  static const char blind[] =
      "{\"format\":\"countersign-workflow-1\",\"coverage\":\"off\",\"stages\":[{\"key\":\"label\","
      "\"roles\":[\"labeler\",\"reviewer\"],\"reads\":2},{\"key\":\"adjudicate\",\"roles\":"
      "[\"sme\"],\"exclude\":[\"author\"]}," STAGES;
  CsGid gid = hand_in (fixture, "case-0", 25);
  sign (fixture, &gid);
  publish (fixture, blind);
  hand_in (fixture, "case-1", 30);
  g_assert_cmpuint (told (fixture, "ana"), ==, 25);
  g_assert_cmpuint (told (fixture, "ben"), ==, 25);
  g_assert_cmpuint (told (fixture, "lee"), ==, 25);
}

static void
test_segment (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid = hand_in (fixture, "case-0", 25);
  sign (fixture, &gid);
  g_assert_cmpuint (told (fixture, "dan"), ==, 25);
  cs_test_put_into (fixture, "case-0", "sensitive", "vip");
  g_assert_cmpuint (told (fixture, "dan"), ==, 0);
  g_assert_cmpuint (told (fixture, "lee"), ==, 25);
}

/* Two digits, and neither how many nor which, so that who only labels counts nobody's marks. */
static void
test_told_little (void)
{
  CsUsualSize usual = { (char *)"finding", CS_GAUGE_AREA_MM, 24, log (247.3), 0.1 };
  const CsUnusual unusual = { &usual, 22457 };
  g_autofree char *words = cs_unusual_words (&unusual);
  g_assert_cmpstr (words, ==, "91 times as large as usual (about 250\u00a0mm\u00b2)");
  usual.median = log (0.0000347); /* a cell */
  g_autofree char *small = cs_unusual_words (&unusual);
  g_assert_nonnull (strstr (small, "(about 35\u00a0\u00b5m\u00b2)"));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/usual-size/by-hand", test_by_hand);
  g_test_add_func ("/usual-size/silent", test_silent);
  g_test_add_func ("/usual-size/gauges", test_gauges);
  g_test_add_func ("/usual-size/scale", test_scale);
  g_test_add_func ("/usual-size/told-little", test_told_little);
#define ADD(name, func)                                                                            \
  g_test_add (name, CsTestFixture, GUINT_TO_POINTER (2), cs_test_set_up_many, func,                \
              cs_test_tear_down)
  ADD ("/usual-size/signed", test_signed);
  ADD ("/usual-size/blind", test_blind);
  ADD ("/usual-size/segment", test_segment);
#undef ADD
  return g_test_run ();
}
