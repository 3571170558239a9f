/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-filter.h"
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
  return wanted == NULL || g_strcmp0 (wanted, one) == 0 || g_strcmp0 (wanted, other) == 0;
}

gboolean
cs_cli_filter_fits (CsCli *cli, const CsCaseRow *row)
{
  const char *find = cs_cli_option (cli, "find"), *ranked = cs_cli_option (cli, "ranked"),
             *stage = cs_cli_option (cli, "stage"), *with = cs_cli_option (cli, "with");
  return (find == NULL || contains (row->title, find)) &&
         is_one_of (cs_cli_option (cli, "in"), row->sensitive, row->expertise) &&
         (cs_cli_option (cli, "overdue") == NULL || row->overdue) &&
         (ranked == NULL || g_str_equal (ranked, cs_priority_name (row->priority))) &&
         (stage == NULL || g_str_equal (stage, row->stage)) &&
         (is_one_of (with, row->holder, row->assigned) ||
          (row->readers != NULL && g_strv_contains ((const char *const *)row->readers, with)));
}

static GArray *
cases_that_fit (CsCli *cli, CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_cases (project, &reader, error);
  if (rows == NULL)
    return NULL;
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  for (guint i = 0; i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    if (row->status <= CS_CASE_HELD && cs_cli_filter_fits (cli, row))
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
