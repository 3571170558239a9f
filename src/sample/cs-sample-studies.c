/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-studies.h"
#include "cs-sample-breast.h"
#include "cs-sample-ct.h"
#include "cs-sample-loop.h"
#include "cs-sample-sources.h"

/* The slices of the prior that are there: it was a shorter scan. */
#define PRIOR_FIRST 2
#define PRIOR_LAST 21

const char cs_sample_studies_schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Studies\",\"labels\":["
    "{\"key\":\"nodule\",\"name\":\"Nodule\",\"colour\":\"#e69f00\",\"shortcut\":\"n\","
    "\"kinds\":[\"polygon\",\"ellipse\",\"axes\",\"polyline\"],\"clause\":\"G-2.1\","
    "\"definition\":\"A rounded density of 4 mm or more inside a lung.\"},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"colour\":\"#d55e00\",\"shortcut\":\"m\","
    "\"kinds\":[\"polygon\",\"ellipse\",\"box\"],\"clause\":\"G-3.1\","
    "\"definition\":\"A density that both views of a side show.\"},"
    "{\"key\":\"calcification\",\"name\":\"Calcification\",\"colour\":\"#56b4e9\","
    "\"shortcut\":\"c\",\"kinds\":[\"point\",\"box\"],\"clause\":\"G-3.2\","
    "\"definition\":\"A bright spot, or the group of them.\"},"
    "{\"key\":\"chamber\",\"name\":\"Chamber\",\"colour\":\"#009e73\",\"shortcut\":\"h\","
    "\"kinds\":[\"polygon\",\"ellipse\",\"polyline\"],\"clause\":\"G-4.1\","
    "\"definition\":\"The left ventricle at its inner edge, at its widest and its tightest.\"},"
    "{\"key\":\"backflow\",\"name\":\"Backflow\",\"colour\":\"#cc79a7\",\"shortcut\":\"b\","
    "\"kinds\":[\"polygon\",\"box\"],\"clause\":\"G-4.2\","
    "\"definition\":\"Blue flow from the ventricle back through the shut valve.\"}],"
    "\"relations\":[]}";

static const char guideline[] =
    "# Studies guideline\n"
    "\n"
    "How the pairs, the priors and the loop of this sample are read. Nothing here comes from a\n"
    "person.\n"
    "\n"
    "## G-1 General\n"
    "\n"
    "Every picture of a case is looked at. One with nothing to mark gets the answer *nothing to\n"
    "mark*, and so does a scout or a prior, which is there to compare with.\n"
    "\n"
    "## G-2 Chest CT with a prior\n"
    "\n"
    "### G-2.1 Nodules\n"
    "\n"
    "Measure each nodule on the slice of the newer scan where it is widest, then find it in the\n"
    "older one. A nodule that has grown and one that is new are both marked.\n"
    "\n"
    "## G-3 Mammography\n"
    "\n"
    "### G-3.1 Masses\n"
    "\n"
    "Outline a mass in both views of its side.\n"
    "\n"
    "### G-3.2 Calcifications\n"
    "\n"
    "Put a box around a group of spots, in both views of its side.\n"
    "\n"
    "## G-4 Ultrasound\n"
    "\n"
    "### G-4.1 The left ventricle\n"
    "\n"
    "Let the loop run, then outline the inner edge where the chamber is widest and where it is\n"
    "tightest.\n"
    "\n"
    "### G-4.2 Backflow\n"
    "\n"
    "Outline blue flow below the valve on the frame where it is largest.\n";

static const char cases[] = "path,case\n"
                            "sources/chest,Chest 1\n"
                            "sources/breast,Breast 1\n"
                            "sources/heart,Heart 1\n";

static gboolean
write_chest (const char *dir, GError **error)
{
  const CsSampleChest *now = &cs_sample_chest_now, *before = &cs_sample_chest_before;
  for (guint i = 0; i < CS_SAMPLE_CT_SLICES; i++) {
    g_autofree char *name = g_strdup_printf ("sources/chest/2026-01-12/ct/%02u.dcm", i + 1);
    if (!cs_sample_write_made (dir, name, cs_sample_ct_dicom (now, i), error))
      return FALSE;
  }
  for (guint i = PRIOR_FIRST; i <= PRIOR_LAST; i++) {
    g_autofree char *name = g_strdup_printf ("sources/chest/prior-2025-02-10/ct/%02u.dcm", i + 1);
    if (!cs_sample_write_made (dir, name, cs_sample_ct_dicom (before, i), error))
      return FALSE;
  }
  return cs_sample_write_made (dir, "sources/chest/2026-01-12/scout.dcm",
                               cs_sample_scout_dicom (now), error);
}

static gboolean
write_breast (const char *dir, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (cs_sample_views); i++) {
    const CsSampleView *view = &cs_sample_views[i];
    g_autofree char *lower = g_ascii_strdown (view->name, -1);
    g_autofree char *name = g_strdup_printf ("sources/breast/%s.dcm", lower);
    if (!cs_sample_write_made (dir, name, cs_sample_breast_dicom (view), error))
      return FALSE;
  }
  return TRUE;
}

gboolean
cs_sample_write_studies (const char *dir, GError **error)
{
  return write_chest (dir, error) && write_breast (dir, error) &&
         cs_sample_write_made (dir, "sources/heart/loop.dcm", cs_sample_loop_dicom (), error) &&
         cs_sample_write_text (dir, "cases.csv", cases, error) &&
         cs_sample_write_text (dir, "guideline/guideline.md", guideline, error) &&
         cs_sample_write_text (dir, "guideline/schema.json", cs_sample_studies_schema, error);
}
