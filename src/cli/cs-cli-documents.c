/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-roster.h"

gboolean
cs_cli_list_documents (CsCli *cli, const char *kind, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_documents (project, &reader, kind, error);
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "versions", list);
  for (guint i = 0; i < rows->len; i++) {
    const CsDocumentRow *row = rows->pdata[i];
    g_autofree char *when = cs_time_to_rfc3339 (row->wall);
    CsJson *json = cs_json_new_object ();
    cs_json_put_string (json, "by", row->by);
    cs_json_put_string (json, "class", row->change);
    if (row->decided > 0) {
      cs_json_put_int (json, "accepted", row->accepted);
      cs_json_put_int (json, "decided", row->decided);
    }
    cs_json_put_hash (json, "hash", &row->hash);
    cs_json_put_string (json, "name", row->name);
    cs_json_put_string (json, "note", row->note);
    cs_json_put_string (json, "time", when);
    cs_json_put_int (json, "version", row->version);
    cs_json_append (list, json);
    g_autofree char *relaxed = row->decided > 0
                                   ? g_strdup_printf ("relaxed, %d of %d accepted as they were",
                                                      row->accepted, row->decided)
                                   : NULL;
    const char *how = relaxed != NULL ? relaxed : row->change;
    cs_cli_print (cli, "%3" G_GINT64_FORMAT "  %.10s  %-12s %s%s%s%s%s%s%s", row->version, when,
                  row->by, row->name, how != NULL ? " (" : "", how != NULL ? how : "",
                  how != NULL ? ")" : "", row->note != NULL ? ": " : "",
                  row->note != NULL ? row->note : "", i + 1 == rows->len ? "  (in force)" : "");
  }
  if (rows->len == 0)
    cs_cli_print (cli, "None was published yet; \"%s publish PROJECT FILE\" does it.", kind);
  return TRUE;
}

/* A project begins with nobody in it: that is one thing to say, not one a stage. */
static gboolean
warn_deserted (CsCli *cli, const CsWorkflow *workflow, const GArray *gaps)
{
  guint n = 0;
  g_autoptr (GString) stages = g_string_new (NULL);
  for (guint i = 0; i < gaps->len; i++) {
    const CsRosterGap *gap = &g_array_index (gaps, CsRosterGap, i);
    if (gap->kind == CS_GAP_NOBODY)
      g_string_append_printf (stages, "%s%s", n++ > 0 ? ", " : "",
                              cs_stage_word (workflow->stages[gap->stage].key));
  }
  if (n < 2)
    return FALSE;
  cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "roster", NULL,
                   "nobody acts yet at %s: add people (\"person add\")", stages->str);
  return TRUE;
}

static gboolean
has_gap (const GArray *gaps, const CsRosterGap *wanted)
{
  for (guint i = 0; i < gaps->len; i++) {
    const CsRosterGap *gap = &g_array_index (gaps, CsRosterGap, i);
    if (gap->kind == wanted->kind && gap->stage == wanted->stage && gap->person == wanted->person &&
        gap->tier == wanted->tier)
      return TRUE;
  }
  return FALSE;
}

/* What stops in SEGMENT and nowhere else. */
static void
warn_segment (CsCli *cli, const CsWorkflow *workflow, const CsSegmentRow *segment,
              GPtrArray *people, const GArray *anywhere)
{
  g_autofree guint *roles = g_new0 (guint, people->len + 1);
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    if (cs_traits_admits (&row->traits, row->roles, segment->sensitive, segment->expertise))
      roles[i] = row->roles;
  }
  g_autoptr (GArray) gaps = cs_roster_gaps (workflow, roles, people->len);
  gboolean both = segment->sensitive[0] != '\0' && segment->expertise[0] != '\0';
  for (guint i = 0; i < gaps->len; i++) {
    const CsRosterGap *gap = &g_array_index (gaps, CsRosterGap, i);
    const CsPersonRow *person = gap->person < people->len ? people->pdata[gap->person] : NULL;
    if (has_gap (anywhere, gap))
      continue;
    g_autofree char *words =
        cs_roster_gap_words (gap, workflow, person != NULL ? person->handle : NULL);
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "roster",
                     workflow->stages[gap->stage].key, "of those in segment %s%s%s: %s",
                     segment->sensitive, both ? " and " : "", segment->expertise, words);
  }
}

gboolean
cs_cli_warn_roster (CsCli *cli, CsProject *project, GError **error)
{
  const CsWorkflow *workflow = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) people = cs_project_people (project, &reader, error);
  if (people == NULL || !cs_project_workflow (project, &workflow, NULL, error))
    return FALSE;
  g_autofree guint *roles = g_new0 (guint, people->len + 1);
  for (guint i = 0; i < people->len; i++)
    roles[i] = ((const CsPersonRow *)people->pdata[i])->roles;
  g_autoptr (GArray) gaps = cs_roster_gaps (workflow, roles, people->len);
  gboolean deserted = warn_deserted (cli, workflow, gaps);
  for (guint i = 0; i < gaps->len; i++) {
    const CsRosterGap *gap = &g_array_index (gaps, CsRosterGap, i);
    const CsPersonRow *person = gap->person < people->len ? people->pdata[gap->person] : NULL;
    if (deserted && gap->kind == CS_GAP_NOBODY)
      continue;
    g_autofree char *words =
        cs_roster_gap_words (gap, workflow, person != NULL ? person->handle : NULL);
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "roster",
                     workflow->stages[gap->stage].key, "%s", words);
  }
  if (!(reader.roles & (CS_ROLE_LEAD | CS_ROLE_AUDITOR)))
    return TRUE; /* not told whom a segment lacks */
  g_autoptr (GPtrArray) segments = cs_project_segments (project, &reader, error);
  for (guint i = 0; segments != NULL && i < segments->len; i++)
    warn_segment (cli, workflow, segments->pdata[i], people, gaps);
  return segments != NULL;
}

gboolean
cs_cli_publish_guideline (CsCli *cli, CsProject *project, const char *path, const char *change,
                          const char *note, GError **error)
{
  CsGuideline *before = NULL;
  g_autoptr (GHashTable) images = NULL;
  g_autoptr (CsGuideline) guideline =
      cs_guideline_load (path, &images, cs_cli_problems (cli), error);
  if (guideline == NULL || !cs_project_guideline (project, &before, NULL, error))
    return FALSE;
  g_autoptr (GPtrArray) changes = before != NULL ? cs_guideline_diff (before, guideline) : NULL;
  if (!cs_project_publish_guideline (project, guideline, images, change, note, error))
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "changes", list);
  cs_cli_print (cli, "Published the guideline \"%s\" (%u %s, %u %s).", guideline->name,
                guideline->clauses->n_clauses,
                guideline->clauses->n_clauses == 1 ? "clause" : "clauses", guideline->n_images,
                guideline->n_images == 1 ? "picture" : "pictures");
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    cs_json_append (list, cs_json_new_string (changes->pdata[i]));
    cs_cli_print (cli, "  %s", (const char *)changes->pdata[i]);
  }
  return TRUE;
}
