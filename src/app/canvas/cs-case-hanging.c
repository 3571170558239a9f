/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-hanging.h"
#include "cs-item-facts.h"

#include <glib/gi18n.h>

#define MONTH 30.44 /* days, on average */

static void
hanging_free (gpointer data)
{
  CsCaseHanging *self = data;
  g_free (self->items);
  g_strfreev (self->names);
  g_strfreev (self->captions);
  g_free (self);
}

static gboolean
is_picture (const CsCaseItem *item)
{
  return !g_str_equal (item->row->kind, "text") && item->units > 0;
}

static CsHangingFacts
facts_of (const CsCaseItem *item, const CsProbe *probe)
{
  if (probe == NULL)
    return (CsHangingFacts){ .units = item->units };
  return (CsHangingFacts){
    .modality = cs_probe_id (probe, "modality"),
    .laterality = cs_probe_facts (probe)->laterality,
    .projection = cs_probe_id (probe, "view_position"),
    .date = cs_probe_id (probe, "study_date"),
    .name = cs_probe_id (probe, "series_description"),
    .units = item->units,
  };
}

/* "14 months before" */
static char *
words_before (int days)
{
  guint months = (guint)(days / MONTH + 0.5);
  if (months == 0)
    return g_strdup_printf (ngettext ("prior, %d day before", "prior, %d days before", days), days);
  return g_strdup_printf (ngettext ("prior, %u month before", "prior, %u months before", months),
                          months);
}

/* A date as it is sorted and read alike everywhere. */
static char *
caption_of (const char *date, const char *newest)
{
  int days = 0;
  if (!cs_hanging_days (date, newest, &days))
    return NULL;
  g_auto (GStrv) parts = g_strsplit (date, ".", 3);
  g_autofree char *digits = g_strjoinv ("", parts);
  g_autofree char *iso = g_strdup_printf ("%.4s-%.2s-%.2s", digits, digits + 4, digits + 6);
  if (days == 0)
    return g_steal_pointer (&iso);
  g_autofree char *before = words_before (days);
  return g_strdup_printf ("%s · %s", iso, before);
}

static void
find_captions (CsCaseHanging *self, const CsHangingFacts *facts, guint n_items)
{
  const char *newest = NULL;
  gboolean differ = FALSE;
  int days = 0;
  self->captions = g_new0 (char *, n_items + 1);
  for (guint i = 0; i < self->n; i++)
    if (newest == NULL || (cs_hanging_days (newest, facts[i].date, &days) && days > 0))
      newest = facts[i].date;
  for (guint i = 0; i < self->n; i++)
    differ |= cs_hanging_days (facts[i].date, newest, &days) && days != 0;
  for (guint i = 0; i < n_items; i++)
    self->captions[i] = g_strdup ("");
  for (guint i = 0; i < self->n && differ; i++) {
    char *caption = caption_of (facts[i].date, newest);
    if (caption == NULL)
      continue;
    g_free (self->captions[self->items[i]]);
    self->captions[self->items[i]] = caption;
  }
}

static void
find_names (CsCaseHanging *self, CsCaseModel *model, const CsHangingFacts *facts, guint n_items)
{
  self->names = g_new0 (char *, n_items + 1);
  for (guint i = 0; i < n_items; i++)
    self->names[i] = g_strdup (cs_case_model_item (model, i)->row->title);
  for (guint i = 0; i < self->n; i++) {
    char **name = &self->names[self->items[i]];
    if (facts[i].name == NULL)
      continue;
    g_free (*name);
    *name = g_strdup (facts[i].name);
  }
}
static CsCaseHanging *
hanging_new (CsCaseModel *model)
{
  guint n_items = cs_case_model_n_items (model);
  CsCaseHanging *self = g_new0 (CsCaseHanging, 1);
  g_autofree CsHangingFacts *facts = g_new0 (CsHangingFacts, n_items + 1);
  g_autofree guint *pictures = g_new0 (guint, n_items + 1), *order = g_new0 (guint, n_items + 1);
  g_autoptr (GPtrArray) probes = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_probe_unref);
  for (guint i = 0; i < n_items; i++)
    if (is_picture (cs_case_model_item (model, i)))
      pictures[self->n++] = i;
  for (guint i = 0; i < self->n && self->n > 1; i++) {
    const CsCaseItem *item = cs_case_model_item (model, pictures[i]);
    CsProbe *probe = cs_item_facts_probe (item->row->facts, 0, NULL);
    facts[i] = facts_of (item, probe);
    if (probe != NULL)
      g_ptr_array_add (probes, probe);
  }
  self->items = g_memdup2 (pictures, (n_items + 1) * sizeof *pictures);
  find_names (self, model, facts, n_items);
  find_captions (self, facts, n_items);
  self->hanging = cs_hanging_order (facts, self->n, order, &self->views);
  for (guint i = 0; i < self->n; i++)
    self->items[i] = pictures[order[i]];
  return self;
}

const CsCaseHanging *
cs_case_hanging_of (CsCaseModel *model)
{
  static const char key[] = "cs-hanging";
  CsCaseHanging *self = g_object_get_data (G_OBJECT (model), key);
  if (self == NULL) {
    self = hanging_new (model);
    g_object_set_data_full (G_OBJECT (model), key, self, hanging_free);
  }
  return self;
}
