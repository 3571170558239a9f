/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-grouping.h"
#include "cs-source-name.h"

#include <string.h>

/* What makes items one case (NULL: nothing) and what to call it (NULL: as the item). */
typedef struct {
  char *key, *title;
} Answer;

typedef struct {
  CsGroupingCsv *csv;
  GPtrArray *problems;
} Job;

static Answer
by_item (const CsGroupedItem *item, const Job *job)
{
  return (Answer){ NULL, NULL };
}

static Answer
by_id (const CsGroupedItem *item, const char *id)
{
  const char *value = item->probe != NULL ? cs_probe_id (item->probe, id) : NULL;
  return (Answer){ g_strdup (value), g_strdup (value) };
}

static Answer
by_study (const CsGroupedItem *item, const Job *job)
{
  return by_id (item, "study_uid");
}

static Answer
by_patient (const CsGroupedItem *item, const Job *job)
{
  return by_id (item, "patient_id");
}

/* Two folders of one stored name may be different ones. */
static char *
place_of (const CsGroupedItem *item)
{
  if (item->paths[0] == NULL)
    return cs_source_name_folder (item->names[0]);
  g_autofree char *absolute = g_canonicalize_filename (item->paths[0], NULL);
  return g_path_get_dirname (absolute);
}

static Answer
by_folder (const CsGroupedItem *item, const Job *job)
{
  char *title = cs_source_name_folder (item->names[0]);
  return (Answer){ place_of (item), title };
}

static Answer
by_stem (const CsGroupedItem *item, const Job *job)
{
  g_autofree char *place = place_of (item);
  char *stem = cs_source_name_stem (item->names[0]);
  return (Answer){ g_strconcat (place, "//", stem, NULL), stem };
}

static Answer
by_csv (const CsGroupedItem *item, const Job *job)
{
  const char *title = NULL;
  for (guint i = 0; i < item->n_files; i++) {
    const char *other = cs_grouping_csv_find (job->csv, item->names[i], item->paths[i]);
    if (title == NULL)
      title = other;
    else if (other != NULL && strcmp (other, title) != 0) {
      cs_problems_add (job->problems, CS_SEVERITY_WARNING, "conflict", item->names[i],
                       "the table puts it into the case \"%s\", but it belongs to a series that "
                       "lies in \"%s\"; the series stays there",
                       other, title);
      break;
    }
  }
  if (title == NULL)
    cs_problems_add (job->problems, CS_SEVERITY_WARNING, "not-found", item->names[0],
                     "the table does not name it; it is a case of its own");
  return (Answer){ g_strdup (title), g_strdup (title) };
}

static const struct {
  const char *nick; /* NULL: not to be named */
  Answer (*ask) (const CsGroupedItem *item, const Job *job);
} ways[] = {
  [CS_CASE_BY_ITEM] = { "item", by_item },          [CS_CASE_BY_STUDY] = { "study", by_study },
  [CS_CASE_BY_PATIENT] = { "patient", by_patient }, [CS_CASE_BY_FOLDER] = { "folder", by_folder },
  [CS_CASE_BY_STEM] = { "stem", by_stem },          [CS_CASE_BY_CSV] = { NULL, by_csv },
};

gboolean
cs_case_by_from_nick (const char *nick, CsCaseBy *ret_by)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    if (g_strcmp0 (ways[i].nick, nick) != 0 || nick == NULL)
      continue;
    *ret_by = (CsCaseBy)i;
    return TRUE;
  }
  return FALSE;
}

/* Titles come from headers, too: they must be fit to be stored. */
static char *
fit_title (const char *title, const char *otherwise)
{
  return cs_source_name_join ("", title != NULL && *title != '\0' ? title : otherwise);
}

void
cs_grouping_form_cases (CsGroupedItem *items, guint n_items, CsCaseBy by, CsGroupingCsv *csv,
                        GPtrArray *problems)
{
  g_autoptr (GHashTable) cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Job job = { csv, problems };
  for (guint i = 0; i < n_items; i++) {
    Answer answer = ways[by].ask (&items[i], &job);
    gpointer first = NULL;
    gboolean known =
        answer.key != NULL && g_hash_table_lookup_extended (cases, answer.key, NULL, &first);
    guint leader = known ? GPOINTER_TO_UINT (first) : i;
    if (answer.key != NULL && !known)
      g_hash_table_insert (cases, g_strdup (answer.key), GUINT_TO_POINTER (i));
    items[i].case_index = leader;
    items[i].case_title =
        known ? g_strdup (items[leader].case_title) : fit_title (answer.title, items[i].title);
    g_free (answer.key);
    g_free (answer.title);
  }
}
