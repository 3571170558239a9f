/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-context.h"

#include "cs-blob.h"
#include "cs-item-facts.h"
#include "cs-project-context.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define LEAST_NAME 2 /* letters: a single one is an initial of anything */
#define ELLIPSIS "\xe2\x80\xa6"

void
cs_context_row_free (CsContextRow *row)
{
  if (row == NULL)
    return;
  g_free (row->part);
  g_free (row->text);
  g_free (row);
}

/* --- what is not told --- */

char *
cs_context_hide (const char *text, const char *const *names)
{
  g_autoptr (GString) pattern = g_string_new (NULL);
  for (guint i = 0; names[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit_set (names[i], "^=,; \t", -1);
    for (guint k = 0; words[k] != NULL; k++) {
      if (g_utf8_strlen (words[k], -1) < LEAST_NAME)
        continue;
      g_autofree char *escaped = g_regex_escape_string (words[k], -1);
      g_string_append_printf (pattern, "%s%s", pattern->len > 0 ? "|" : "", escaped);
    }
  }
  if (pattern->len == 0)
    return g_strdup (text);
  g_autofree char *whole =
      g_strdup_printf ("(?<![\\p{L}\\p{N}])(%s)(?![\\p{L}\\p{N}])", pattern->str);
  g_autoptr (GRegex) regex = g_regex_new (whole, G_REGEX_CASELESS, 0, NULL);
  char *clean =
      regex != NULL ? g_regex_replace_literal (regex, text, -1, 0, ELLIPSIS, 0, NULL) : NULL;
  return clean != NULL ? clean : g_strdup (ELLIPSIS);
}

char *
cs_context_age (const char *text)
{
  guint n = (guint)g_ascii_strtoull (text, NULL, 10);
  if (strlen (text) != 4 || strspn (text, "0123456789") != 3)
    return g_strdup (text);
  switch (text[3]) {
  case 'Y':
    return g_strdup_printf (ngettext ("%u year", "%u years", n), n);
  case 'M':
    return g_strdup_printf (ngettext ("%u month", "%u months", n), n);
  case 'W':
    return g_strdup_printf (ngettext ("%u week", "%u weeks", n), n);
  case 'D':
    return g_strdup_printf (ngettext ("%u day", "%u days", n), n);
  default:
    return g_strdup (text);
  }
}

static char *
in_words (const char *part, const char *value)
{
  static const char *const sexes[][2] = { { "F", N_ ("female") },
                                          { "M", N_ ("male") },
                                          { "O", N_ ("other") } };
  if (strcmp (part, "age") == 0)
    return cs_context_age (value);
  for (guint i = 0; strcmp (part, "sex") == 0 && i < G_N_ELEMENTS (sexes); i++)
    if (strcmp (value, sexes[i][0]) == 0)
      return g_strdup (_ (sexes[i][1]));
  return g_strdup (value);
}

/* --- reading --- */

typedef struct {
  CsProject *project;
  CsDecoder *decoder;
  GPtrArray *items;
  GPtrArray *probes; /* of CsProbe, parallel; NULL for what is no file with a header */
  GStrv names;
  GError *trouble; /* the first file that could not be read */
} Reading;

static CsProbe *
ask (Reading *self, const CsItemRow *item, GError **error)
{
  CsHash blob;
  gint64 size = 0;
  if (!cs_item_facts_blob (item->facts, 0, &blob, &size))
    return NULL;
  int fd = cs_store_open_blob (cs_project_store (self->project), &blob, &size, error);
  if (fd < 0)
    return NULL;
  CsProbe *probe = cs_decoder_probe (self->decoder, fd, size, cs_item_facts_name (item->facts, 0),
                                     CS_PROBE_HEADERS | CS_PROBE_CONTEXT, error);
  close (fd);
  return probe;
}

/* A file that cannot be read costs what it would have said. */
static void
ask_all (Reading *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  for (guint i = 0; i < self->items->len; i++) {
    const CsItemRow *item = self->items->pdata[i];
    const char *name = cs_item_facts_id (item->facts, 0, "patient_name");
    const char *number = cs_item_facts_id (item->facts, 0, "patient_id");
    gboolean dicom = cs_item_facts_id (item->facts, 0, "sop_class_uid") != NULL ||
                     cs_item_facts_id (item->facts, 0, "modality") != NULL;
    g_ptr_array_add (self->probes,
                     dicom ? ask (self, item, self->trouble == NULL ? &self->trouble : NULL)
                           : NULL);
    if (name != NULL)
      g_strv_builder_add (names, name);
    if (number != NULL)
      g_strv_builder_add (names, number);
  }
  self->names = g_strv_builder_end (names);
}

/* What the headers say of PART, each once, with the day of the study where they differ. */
static char *
header_words (const Reading *self, const char *part)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) dated = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->probes->len; i++) {
    const CsProbe *probe = self->probes->pdata[i];
    const char *value = probe != NULL ? cs_probe_context (probe, part) : NULL;
    if (value == NULL)
      continue;
    g_autofree char *text = in_words (part, value);
    const char *date = cs_probe_id (probe, "study_date");
    if (g_ptr_array_find_with_equal_func (said, text, g_str_equal, NULL))
      continue;
    g_ptr_array_add (dated,
                     date != NULL && strlen (date) == 8
                         ? g_strdup_printf ("%s (%.4s-%.2s-%.2s)", text, date, date + 4, date + 6)
                         : g_strdup (text));
    g_ptr_array_add (said, g_steal_pointer (&text));
  }
  g_ptr_array_add (said, NULL);
  g_ptr_array_add (dated, NULL);
  if (said->len == 1)
    return NULL;
  return g_strjoinv ("\n", (char **)(said->len == 2 ? said : dated)->pdata);
}

/* NULL without ERROR when nobody says anything. */
static char *
read_part (const Reading *self, const CsGid *case_gid, const char *part, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autofree char *header = header_words (self, part);
  g_autofree char *given = cs_project_context_text (self->project, case_gid, part, &inner);
  g_autofree char *text = given != NULL ? in_words (part, given) : NULL;
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return NULL;
  }
  if (header == NULL && text == NULL)
    return NULL;
  g_autofree char *all = text == NULL ? g_strdup (header)
                         : header == NULL || strcmp (header, text) == 0
                             ? g_strdup (text)
                             : g_strconcat (text, "\n", header, NULL);
  return cs_context_hide (all, (const char *const *)self->names);
}

static GPtrArray *
read_parts (const Reading *self, const CsGid *case_gid, const char *const *parts, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_context_row_free);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_autoptr (GError) inner = NULL;
    char *text = read_part (self, case_gid, parts[i], &inner);
    if (inner != NULL) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
    if (text == NULL)
      continue;
    CsContextRow *row = g_new0 (CsContextRow, 1);
    *row = (CsContextRow){ g_strdup (parts[i]), text };
    g_ptr_array_add (rows, row);
  }
  return g_steal_pointer (&rows);
}

static gboolean
record (CsProject *project, const CsGid *case_gid, const GPtrArray *rows, GError **error)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  for (guint i = 0; i < rows->len; i++)
    g_strv_builder_add (parts, ((const CsContextRow *)rows->pdata[i])->part);
  g_auto (GStrv) read = g_strv_builder_end (parts);
  return cs_project_open_context (project, case_gid, (const char *const *)read, error);
}

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->probes, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_error (&self->trouble);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

GPtrArray *
cs_context_open (CsProject *project, CsDecoder *decoder, const CsGid *case_gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_auto (GStrv) parts = cs_project_context_parts (project, &reader, case_gid, error);
  if (parts == NULL)
    return NULL;
  CsSchema *schema = NULL;
  if (!cs_project_schema (project, &schema, NULL, error))
    return NULL;
  if (schema == NULL || schema->context == NULL) {
    cs_fail (error, CS_ERROR_DENIED,
             "the rules of this project allow no clinical context; a lead can allow it (\"context "
             "allow\")");
    return NULL;
  }
  g_auto (Reading) self = { .project = project, .decoder = decoder };
  self.items = cs_project_case_items (project, &reader, case_gid, error);
  if (self.items == NULL)
    return NULL;
  self.probes = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_probe_unref);
  ask_all (&self);
  g_autoptr (GPtrArray) rows = read_parts (&self, case_gid, (const char *const *)parts, error);
  if (rows != NULL && rows->len == 0 && self.trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&self.trouble));
    return NULL;
  }
  if (rows == NULL || (rows->len > 0 && !record (project, case_gid, rows, error)))
    return NULL;
  return g_steal_pointer (&rows);
}
