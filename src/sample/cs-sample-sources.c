/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-sources.h"
#include "cs-file.h"
#include "cs-sample-texts.h"

#include <string.h>

guint64
cs_sample_slide_seed (guint n)
{
  return 101 + 7 * n;
}

static gboolean
write_bytes (const char *dir, const char *name, gconstpointer data, gsize size, GError **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  return cs_file_make_dir (folder, 0755, error) && cs_file_replace (path, data, size, 0644, error);
}

gboolean
cs_sample_write_text (const char *dir, const char *name, const char *text, GError **error)
{
  return write_bytes (dir, name, text, strlen (text), error);
}

gboolean
cs_sample_write_made (const char *dir, const char *name, GBytes *bytes, GError **error)
{
  if (bytes == NULL)
    return FALSE;
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  gboolean ok = write_bytes (dir, name, data, size, error);
  g_bytes_unref (bytes);
  return ok;
}

static gboolean
write_patient (const char *dir, guint n, GError **error)
{
  g_autofree char *note = g_strdup_printf ("sources/patient-%u/note.txt", n + 1);
  for (guint i = 0; i < CS_SAMPLE_CT_SLICES; i++) {
    g_autofree char *name = g_strdup_printf ("sources/patient-%u/ct/%02u.dcm", n + 1, i + 1);
    if (!cs_sample_write_made (dir, name, cs_sample_ct_dicom (&cs_sample_chests[n], i), error))
      return FALSE;
  }
  return cs_sample_write_text (dir, note, cs_sample_notes[n].text, error);
}

static gboolean
write_slide (const char *dir, guint n, GError **error)
{
  g_autofree char *name = g_strdup_printf ("sources/slides/slide-%u.png", n + 1);
  g_autoptr (CsSampleSlide) slide = cs_sample_slide_new (cs_sample_slide_seed (n), error);
  return slide != NULL && cs_sample_write_made (dir, name, g_bytes_ref (slide->png), error);
}

static gboolean
write_example (const char *dir, const char *name, GBytes *picture, GError **error)
{
  g_autofree char *path = g_strdup_printf ("guideline/img/%s.png", name);
  return cs_sample_write_made (dir, path, picture, error);
}

static gboolean
write_examples (const char *dir, GError **error)
{
  const CsSampleChest *chest = &cs_sample_chests[0];
  return write_example (dir, "nodule", cs_sample_nodule_example (chest, 0, CS_SAMPLE_MARK, error),
                        error) &&
         write_example (dir, "ground-glass",
                        cs_sample_nodule_example (chest, 2, CS_SAMPLE_MARK, error), error) &&
         write_example (dir, "last-slice",
                        cs_sample_nodule_example (chest, 1, CS_SAMPLE_BORDERLINE, error), error) &&
         write_example (dir, "vessel", cs_sample_vessel_example (chest, error), error) &&
         write_example (dir, "gland", cs_sample_gland_example (FALSE, error), error) &&
         write_example (dir, "gland-cut", cs_sample_gland_example (TRUE, error), error) &&
         write_example (dir, "loose-cells", cs_sample_loose_example (error), error) &&
         write_example (dir, "mitosis", cs_sample_mitosis_example (CS_SAMPLE_MARK, error), error) &&
         write_example (dir, "dark-cell", cs_sample_mitosis_example (CS_SAMPLE_DO_NOT_MARK, error),
                        error);
}

gboolean
cs_sample_write_sources (const char *dir, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (cs_sample_chests); i++)
    if (!write_patient (dir, i, error))
      return FALSE;
  for (guint i = 0; i < CS_SAMPLE_SLIDES; i++)
    if (!write_slide (dir, i, error))
      return FALSE;
  return cs_sample_write_text (dir, "cases.csv", cs_sample_cases, error) &&
         cs_sample_write_text (dir, "guideline/guideline.md", cs_sample_guideline, error) &&
         cs_sample_write_text (dir, "guideline/schema.json", cs_sample_schema, error) &&
         write_examples (dir, error);
}
