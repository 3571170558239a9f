/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices into series: order, gaps, repetitions, what does not fit; facts of an item there and back.
 */
#include "cs-item-facts.h"
#include "cs-series.h"
#include "cs-test.h"

#include <string.h>
#include <time.h>

typedef struct {
  const char *series, *instance, *number;
  double z;
  gboolean placed;
  guint rows;
  double tilt_y; /* moves the slice along y */
  const char *time, *acquisition;
  gboolean sagittal;
  double spacing;
  const char *modality, *image_type;
} Slice;

static CsJson *
json_of (const Slice *slice)
{
  double position[3] = { -100, -100 + slice->tilt_y, slice->z };
  double axial[6] = { 1, 0, 0, 0, 1, 0 }, sagittal[6] = { 0, 1, 0, 0, 0, -1 };
  CsFrameGeometry geometry = { .rows = slice->rows, .columns = 64 };
  double spacing = slice->spacing > 0 ? slice->spacing : 0.5;
  cs_frame_geometry_set_spacing (&geometry, CS_SPACING_PATIENT, spacing, spacing);
  if (slice->placed) {
    cs_frame_geometry_set_orientation (&geometry, slice->sagittal ? sagittal : axial);
    memcpy (geometry.position, position, sizeof position);
    geometry.has_position = TRUE;
  }
  CsJson *json = cs_json_new_object ();
  CsJson *shared = cs_json_new_object (), *dicom = cs_json_new_object ();
  cs_json_put (shared, "geometry", cs_frame_geometry_to_json (&geometry));
  cs_json_put_string (dicom, "series_uid", slice->series);
  cs_json_put_string (dicom, "instance_uid", slice->instance);
  cs_json_put_string (dicom, "instance_number", slice->number);
  cs_json_put_string (dicom, "temporal_position", slice->time);
  cs_json_put_string (dicom, "acquisition_number", slice->acquisition);
  cs_json_put_string (dicom, "modality", slice->modality);
  cs_json_put_string (dicom, "image_type", slice->image_type);
  cs_json_put_string (json, "format", "dicom");
  cs_json_put_string (json, "media_type", "application/dicom");
  cs_json_put_int (json, "rows", slice->rows);
  cs_json_put_int (json, "columns", 64);
  cs_json_put_int (json, "frames", 1);
  cs_json_put_int (json, "samples", 1);
  cs_json_put_string (json, "pixel", "u16");
  cs_json_put_string (json, "photometric", "MONOCHROME2");
  cs_json_put (json, "shared", shared);
  cs_json_put (json, "dicom", dicom);
  return json;
}

static CsProbe *
probe_of (const Slice *slice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = json_of (slice);
  CsProbe *probe = cs_probe_new (json, &error);
  g_assert_no_error (error);
  return probe;
}

/* Groups N slices named by their places in the list. */
static GPtrArray *
group (const Slice *slices, guint n)
{
  g_autoptr (GPtrArray) probes = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_probe_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (probes, probe_of (&slices[i]));
    g_ptr_array_add (names, g_strdup_printf ("%03u.dcm", i));
  }
  return cs_series_group ((const CsProbe *const *)probes->pdata, (const char *const *)names->pdata,
                          n);
}

/* "2 0 1 | gap" */
static char *
said (GPtrArray *list, guint n)
{
  const CsSeries *series = list->pdata[n];
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < series->members->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "",
                            g_array_index (series->members, guint, i));
  for (guint i = 0; i < series->findings->len; i++)
    g_string_append_printf (text, " | %s", ((CsSeriesFinding *)series->findings->pdata[i])->code);
  return g_string_free (text, FALSE);
}

static void
assert_said (const Slice *slices, guint n, const char *const *expected)
{
  g_autoptr (GPtrArray) list = group (slices, n);
  g_assert_cmpuint (list->len, ==, g_strv_length ((char **)expected));
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *text = said (list, i);
    g_assert_cmpstr (text, ==, expected[i]);
  }
}

#define ASSERT_SAID(slices, ...)                                                                   \
  assert_said (slices, G_N_ELEMENTS (slices), (const char *const[]){ __VA_ARGS__, NULL })

static void
test_order (void)
{
  /* Neither names nor instance numbers are to be believed. */
  const Slice shuffled[] = {
    { "1.2", "a", "1", 30, TRUE, 64 },
    { "1.2", "b", "2", 10, TRUE, 64 },
    { "1.2", "c", "3", 20, TRUE, 64 },
    { "1.2", "d", "4", 0, TRUE, 64 },
  };
  ASSERT_SAID (shuffled, "3 1 2 0");
  g_autoptr (GPtrArray) list = group (shuffled, 4);
  const CsSeries *series = list->pdata[0];
  g_assert_cmpfloat (series->step, ==, 10);
  g_assert_cmpint (series->order, ==, CS_SERIES_BY_POSITION);
  g_autoptr (CsJson) json = cs_series_to_json (series);
  g_autofree char *text = cs_json_to_canonical (json, NULL);
  g_assert_cmpstr (text, ==, "{\"findings\":[],\"order\":\"position\",\"step\":\"10\"}");
}

static void
test_gaps (void)
{
  const Slice gap[] = {
    { "1.2", "a", "1", 0, TRUE, 64 },  { "1.2", "b", "2", 2, TRUE, 64 },
    { "1.2", "c", "3", 4, TRUE, 64 },  { "1.2", "d", "4", 10, TRUE, 64 },
    { "1.2", "e", "5", 12, TRUE, 64 },
  };
  ASSERT_SAID (gap, "0 1 2 3 4 | gap");
  g_autoptr (GPtrArray) list = group (gap, 5);
  const CsSeriesFinding *finding = ((CsSeries *)list->pdata[0])->findings->pdata[0];
  g_assert_nonnull (strstr (finding->message, "after 002.dcm: about 2 slices of 2 mm missing"));
  const Slice uneven[] = {
    { "1.2", "a", "1", 0, TRUE, 64 },
    { "1.2", "b", "2", 2, TRUE, 64 },
    { "1.2", "c", "3", 4.3, TRUE, 64 },
  };
  ASSERT_SAID (uneven, "0 1 2 | irregular-spacing");
  const Slice tilted[] = {
    { "1.2", "a", "1", 0, TRUE, 64, 0 },
    { "1.2", "b", "2", 2, TRUE, 64, 0.5 },
    { "1.2", "c", "3", 4, TRUE, 64, 1 },
  };
  ASSERT_SAID (tilted, "0 1 2 | tilted");
}

static void
test_mixed (void)
{
  const Slice sizes[] = {
    { "1.2", "a", "1", 0, TRUE, 64 },
    { "1.2", "b", "2", 2, TRUE, 128 },
    { "1.2", "c", "3", 2, TRUE, 64 },
    { "1.3", "d", "1", 0, TRUE, 32 },
  };
  ASSERT_SAID (sizes, "0 2 | mixed-size", "1 | mixed-size", "3");
  const Slice directions[] = {
    { "1.2", "a", "1", 0, TRUE, 64 },
    { "1.2", "b", "2", 0, TRUE, 64, 0, NULL, NULL, TRUE },
    { "1.2", "c", "3", 2, TRUE, 64 },
    { "1.2", "d", "4", 0, FALSE, 64 },
  };
  ASSERT_SAID (directions, "0 2 | mixed-orientation", "1 | mixed-orientation",
               "3 | mixed-orientation");
  const Slice spacings[] = {
    { "1.2", "a", "1", 0, TRUE, 64 },
    { "1.2", "b", "2", 2, TRUE, 64, 0, NULL, NULL, FALSE, 0.7 },
  };
  ASSERT_SAID (spacings, "0 | mixed-spacing", "1 | mixed-spacing");
}

static void
test_repeated (void)
{
  const Slice phases[] = {
    { "1.2", "a", "1", 0, TRUE, 64, 0, "2", "7" },
    { "1.2", "b", "2", 2, TRUE, 64, 0, "2", "7" },
    { "1.2", "c", "3", 0, TRUE, 64, 0, "1", "7" },
    { "1.2", "d", "4", 2, TRUE, 64, 0, "1", "7" },
  };
  ASSERT_SAID (phases, "0 1 | phase", "2 3 | phase");
  const Slice acquisitions[] = {
    { "1.2", "a", "1", 0, TRUE, 64, 0, NULL, "1" },
    { "1.2", "b", "2", 0, TRUE, 64, 0, NULL, "2" },
  };
  ASSERT_SAID (acquisitions, "0 | phase", "1 | phase");
  const Slice unexplained[] = {
    { "1.2", "a", "1", 0, TRUE, 64 },
    { "1.2", "b", "3", 2, TRUE, 64 },
    { "1.2", "c", "2", 2, TRUE, 64 },
    { "1.2", "d", "4", 4, TRUE, 64 },
  };
  ASSERT_SAID (unexplained, "0 2 1 3 | repeated-position");
  const Slice twice[] = {
    { "1.2", "a", "1", 0, TRUE, 64 },
    { "1.2", "a", "2", 2, TRUE, 64 },
  };
  ASSERT_SAID (twice, "0 1 | repeated-instance");
}

static void
test_without_places (void)
{
  const Slice numbered[] = {
    { "1.2", "a", "10", 0, FALSE, 64 },
    { "1.2", "b", " 9 ", 0, FALSE, 64 },
    { "1.2", "c", "11", 0, FALSE, 64 },
  };
  ASSERT_SAID (numbered, "1 0 2 | no-geometry");
  const Slice unnumbered[] = {
    { "1.2", "a", "1", 0, FALSE, 64 },
    { "1.2", "b", "x", 0, FALSE, 64 },
    { "1.2", "c", NULL, 0, FALSE, 64 },
  };
  ASSERT_SAID (unnumbered, "0 1 2 | no-geometry");
  const Slice strangers[] = {
    { NULL, "a", "1", 0, TRUE, 64 },
    { NULL, "b", "2", 2, TRUE, 64 },
    { "1.2", "c", "2", 2, TRUE, 64 },
  };
  ASSERT_SAID (strangers, "0", "1", "2");
}

/* Every slice of another size, so that none makes a stack with another; the processor's time. */
static clock_t
group_strangers (guint n)
{
  g_autofree Slice *slices = g_new0 (Slice, n);
  for (guint i = 0; i < n; i++)
    slices[i] = (Slice){ "1.2", NULL, "1", i, TRUE, i + 1 };
  clock_t start = clock ();
  g_autoptr (GPtrArray) list = group (slices, n);
  g_assert_cmpuint (list->len, ==, n);
  return clock () - start;
}

static void
test_many_kinds (void)
{
  /* Ten times as many take about ten times as long, not a hundred times. */
  clock_t few = group_strangers (2000), many = group_strangers (20000);
  g_assert_cmpint (many, <, 50 * MAX (few, CLOCKS_PER_SEC / 200));
}

static void
test_facts (void)
{
  const Slice slices[] = {
    { "1.2", "a", "1", 0, TRUE, 64, 0, NULL, "4" },
    { "1.2", "b", "2", 2, TRUE, 64, 0, "3", "4" },
    { "1.2", "c", NULL, 4, TRUE, 64, 0, NULL, "4" },
  };
  CsItemPart parts[3];
  CsProbe *probes[3];
  CsHash hash = { { 1, 2, 3 } };
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < 3; i++) {
    probes[i] = probe_of (&slices[i]);
    parts[i] = (CsItemPart){ "a/b.dcm", "application/dicom", &hash, 100 + i, probes[i] };
  }
  for (guint n = 1; n <= 3; n++) {
    g_autoptr (CsJson) facts = cs_item_facts_new (parts, n, NULL, NULL);
    gint64 size = 0;
    g_assert_cmpuint (cs_item_facts_n_parts (facts), ==, n);
    g_assert_true (cs_item_facts_blob (facts, n - 1, &hash, &size));
    g_assert_cmpint (size, ==, 100 + (gint64)n - 1);
    g_assert_cmpstr (cs_item_facts_name (facts, 0), ==, "a/b.dcm");
    g_assert_false (cs_item_facts_blob (facts, n, &hash, &size));
    for (guint i = 0; i < n; i++) {
      g_autoptr (CsProbe) probe = cs_item_facts_probe (facts, i, &error);
      g_assert_no_error (error);
      g_assert_true (cs_json_equal (cs_probe_json (probe), cs_probe_json (probes[i])));
    }
    g_assert_null (cs_item_facts_probe (facts, n, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
    g_clear_error (&error);
  }
  for (guint i = 0; i < 3; i++)
    cs_probe_unref (probes[i]);
}

/* A scout that lies as the slices do is none of them. */
static void
test_localiser (void)
{
  static const char scout[] = "ORIGINAL\\PRIMARY\\LOCALIZER\\X",
                    axial[] = "ORIGINAL\\PRIMARY\\AXIAL";
  const Slice mixed[] = {
    { "1.2", "a", "1", 5, TRUE, 64, .modality = "CT", .image_type = scout },
    { "1.2", "b", "2", 10, TRUE, 64, .modality = "CT", .image_type = axial },
    { "1.2", "c", "3", 0, TRUE, 64, .modality = "CT", .image_type = axial },
  };
  ASSERT_SAID (mixed, "0 | localiser", "2 1 | localiser");
  const Slice planned[] = {
    { "1.2", "a", "1", 5, TRUE, 64, .modality = "CT", .image_type = scout },
    { "1.2", "b", "2", 10, TRUE, 64, .modality = "CT", .image_type = scout },
  };
  ASSERT_SAID (planned, "0 1");
}

/* The views of a breast are no stack, whatever series they are in; a scan without places is one. */
static void
test_views (void)
{
  const Slice views[] = {
    { "1.2", "a", "1", 0, FALSE, 64, .modality = "MG" },
    { "1.2", "b", "2", 0, FALSE, 64, .modality = "MG" },
  };
  ASSERT_SAID (views, "0", "1");
  const Slice volume[] = {
    { "1.2", "a", "1", 4, TRUE, 64, .modality = "US" },
    { "1.2", "b", "2", 2, TRUE, 64, .modality = "US" },
  };
  ASSERT_SAID (volume, "1 0");
  const Slice scan[] = {
    { "1.2", "a", "2", 0, FALSE, 64, .modality = "CT" },
    { "1.2", "b", "1", 0, FALSE, 64, .modality = "CT" },
  };
  ASSERT_SAID (scan, "1 0 | no-geometry");
}

/* One file with frames at HEIGHTS, those from TURNED on in another plane; what is said of it. */
static char *
said_of_frames (const double *heights, guint n, guint turned)
{
  g_autoptr (GError) error = NULL;
  const Slice first = { "1.2", "a", "1", 0, TRUE, 64 };
  g_autoptr (CsJson) json = json_of (&first);
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n; i++) {
    const Slice frame = { "1.2", "a", "1", heights[i], TRUE, 64, .sagittal = i >= turned };
    g_autoptr (CsProbe) probe = probe_of (&frame);
    cs_json_append (list, cs_json_ref (cs_json_get (cs_probe_json (probe), "shared")));
  }
  cs_json_put_int (json, "frames", n);
  cs_json_put (json, "per_frame", list);
  g_autoptr (CsProbe) probe = cs_probe_new (json, &error);
  g_assert_no_error (error);
  const CsProbe *const probes[] = { probe };
  const char *const names[] = { "enhanced.dcm" };
  g_autoptr (GPtrArray) series = cs_series_group (probes, names, 1);
  return said (series, 0);
}

static void
test_frames (void)
{
  static const double good[] = { 8, 6, 4, 2 }, again[] = { 0, 2, 2, 4 }, mixed[] = { 0, 4, 2, 6 };
  g_autofree char *in_order = said_of_frames (good, 4, 4);
  g_autofree char *repeated = said_of_frames (again, 4, 4);
  g_autofree char *shuffled = said_of_frames (mixed, 4, 4);
  g_autofree char *stacks = said_of_frames (good, 4, 2);
  g_assert_cmpstr (in_order, ==, "0");
  g_assert_cmpstr (repeated, ==, "0 | repeated-position");
  g_assert_cmpstr (shuffled, ==, "0 | frame-order");
  g_assert_cmpstr (stacks, ==, "0 | mixed-orientation | repeated-position");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/series/order", test_order);
  g_test_add_func ("/series/gaps", test_gaps);
  g_test_add_func ("/series/mixed", test_mixed);
  g_test_add_func ("/series/repeated", test_repeated);
  g_test_add_func ("/series/without-places", test_without_places);
  g_test_add_func ("/series/many-kinds", test_many_kinds);
  g_test_add_func ("/series/localiser", test_localiser);
  g_test_add_func ("/series/views", test_views);
  g_test_add_func ("/series/frames", test_frames);
  g_test_add_func ("/series/facts", test_facts);
  return g_test_run ();
}
