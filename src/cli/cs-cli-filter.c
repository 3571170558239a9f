/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-filter.h"
#include "cs-project-workflows.h"
#include "cs-work.h"

#include <string.h>

gboolean
cs_cli_filters (CsCli *cli)
{
  static const char *const names[] = { "find", "in", "overdue", "ranked", "stage", "with" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (cs_cli_option (cli, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

void
cs_cli_filter_clear (CsCliFilter *filter)
{
  g_clear_pointer (&filter->with, cs_person_row_free);
}

/* --- words that there are --- */

static void
add_word (GPtrArray *words, const char *word)
{
  if (word != NULL && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, (gpointer)word);
}

static gboolean
is_word (const GPtrArray *words, const char *what, const char *word, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < words->len; i++) {
    if (g_str_equal (words->pdata[i], word))
      return TRUE;
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "; say one of ",
                            (const char *)words->pdata[i]);
  }
  return cs_fail (error, CS_ERROR_INVALID, "there is no %s \"%s\"%s", what, word, all->str);
}

/* Cases run under versions of the workflow that are no longer in force, too. */
static GPtrArray *
workflows_of (CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  return cs_project_workflows (project, &reader, error);
}

gboolean
cs_cli_stage_exists (CsProject *project, const char *stage, GError **error)
{
  g_autoptr (GPtrArray) versions = workflows_of (project, error);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  if (versions == NULL)
    return FALSE;
  for (guint i = versions->len; i > 0; i--) {
    const CsWorkflow *workflow = ((CsWorkflowVersion *)versions->pdata[i - 1])->workflow;
    for (guint j = 0; j < workflow->n_stages; j++) {
      if (g_str_equal (stage, cs_stage_word (workflow->stages[j].key)))
        return TRUE;
      add_word (words, workflow->stages[j].key);
    }
  }
  return is_word (words, "stage", stage, error);
}

gboolean
cs_cli_group_exists (CsProject *project, const char *group, GError **error)
{
  g_autoptr (GPtrArray) versions = workflows_of (project, error);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  if (versions == NULL)
    return FALSE;
  for (guint i = versions->len; i > 0; i--) {
    const CsWorkflowStage *first =
        &((CsWorkflowVersion *)versions->pdata[i - 1])->workflow->stages[0];
    for (guint j = 0; j < first->n_groups; j++)
      add_word (words, first->groups[j].key);
  }
  return is_word (words, "group of labels", group, error);
}

/* Of ROWS, so that nobody learns of one that is hidden from them. */
static gboolean
segment_exists (const GPtrArray *rows, const char *segment, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    add_word (words, row->sensitive);
    add_word (words, row->expertise);
  }
  return is_word (words, "segment", segment, error);
}

gboolean
cs_cli_filter_read (CsCli *cli, CsProject *project, const GPtrArray *rows, CsCliFilter *ret_filter,
                    GError **error)
{
  int priority;
  const char *with = cs_cli_option (cli, "with");
  CsCliFilter filter = { .find = cs_cli_option (cli, "find"),
                         .in = cs_cli_option (cli, "in"),
                         .ranked = cs_cli_option (cli, "ranked"),
                         .stage = cs_cli_option (cli, "stage"),
                         .overdue = cs_cli_option (cli, "overdue") != NULL };
  if ((filter.in != NULL && !segment_exists (rows, filter.in, error)) ||
      (filter.ranked != NULL && !cs_priority_parse (filter.ranked, &priority, error)) ||
      (filter.stage != NULL && !cs_cli_stage_exists (project, filter.stage, error)))
    return FALSE;
  if (with != NULL && (filter.with = cs_project_find_person (project, with, error)) == NULL)
    return FALSE;
  *ret_filter = filter;
  return TRUE;
}

/* --- what fits --- */

static gboolean
contains (const char *text, const char *part)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *wanted = g_utf8_casefold (part, -1);
  return strstr (folded, wanted) != NULL;
}

static gboolean
is_one_of (const char *wanted, const char *one, const char *other)
{
  return g_strcmp0 (wanted, one) == 0 || g_strcmp0 (wanted, other) == 0;
}

static gboolean
is_with (const CsCaseRow *row, const char *handle)
{
  return is_one_of (handle, row->holder, row->assigned) ||
         (row->readers != NULL && g_strv_contains ((const char *const *)row->readers, handle));
}

gboolean
cs_cli_filter_fits (const CsCliFilter *filter, const CsCaseRow *row)
{
  return (filter->find == NULL || contains (row->title, filter->find)) &&
         (filter->in == NULL || is_one_of (filter->in, row->sensitive, row->expertise)) &&
         (!filter->overdue || row->overdue) &&
         (filter->ranked == NULL ||
          g_str_equal (filter->ranked, cs_priority_name (row->priority))) &&
         (filter->stage == NULL ||
          is_one_of (filter->stage, row->stage, cs_stage_word (row->stage))) &&
         (filter->with == NULL || is_with (row, filter->with->handle));
}

static GArray *
cases_that_fit (CsCli *cli, CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_auto (CsCliFilter) filter = { 0 };
  g_autoptr (GPtrArray) rows = cs_project_cases (project, &reader, error);
  if (rows == NULL || !cs_cli_filter_read (cli, project, rows, &filter, error))
    return NULL;
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  for (guint i = 0; i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    if (row->status <= CS_CASE_HELD && cs_cli_filter_fits (&filter, row))
      g_array_append_val (cases, row->gid);
  }
  if (cases->len > 0)
    return g_steal_pointer (&cases);
  cs_fail (error, CS_ERROR_NOT_FOUND, "no open case is of that kind");
  return NULL;
}

GArray *
cs_cli_cases_meant (CsCli *cli, CsProject *project, guint first, guint end, GError **error)
{
  if (cs_cli_filters (cli) == (end > first)) {
    cs_fail (error, CS_ERROR_INVALID,
             "name the cases, or say of which kind they are (--stage, --find, ...), not both");
    return NULL;
  }
  if (end <= first)
    return cases_that_fit (cli, project, error);
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  for (guint i = first; i < end; i++) {
    g_autoptr (CsCaseRow) row = cs_cli_case (cli, project, i, error);
    if (row == NULL)
      return NULL;
    g_array_append_val (cases, row->gid);
  }
  return g_steal_pointer (&cases);
}
