/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-job.h"
#include "cs-file.h"
#include "cs-intake-stopped.h"
#include "cs-source-list.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define SAMPLE_SIZE 4096

CsIntakeOrder *
cs_intake_order_copy (const CsIntakeOrder *order)
{
  CsIntakeOrder *copy = g_memdup2 (order, sizeof *order);
  copy->paths = g_strdupv (order->paths);
  copy->csv = g_strdup (order->csv);
  copy->encoding = g_strdup (order->encoding);
  copy->take = order->take != NULL ? g_hash_table_ref (order->take) : NULL;
  copy->leave = order->leave != NULL ? g_hash_table_ref (order->leave) : NULL;
  return copy;
}

void
cs_intake_order_free (gpointer data)
{
  CsIntakeOrder *order = data;
  if (order == NULL)
    return;
  g_strfreev (order->paths);
  g_free (order->csv);
  g_free (order->encoding);
  g_clear_pointer (&order->take, g_hash_table_unref);
  g_clear_pointer (&order->leave, g_hash_table_unref);
  g_free (order);
}

void
cs_intake_result_free (gpointer data)
{
  CsIntakeResult *result = data;
  if (result == NULL)
    return;
  cs_intake_report_free (result->report);
  g_clear_pointer (&result->problems, g_ptr_array_unref);
  g_clear_pointer (&result->sample, g_bytes_unref);
  g_free (result->sample_name);
  g_free (result);
}

/* --- a text to try encodings on --- */

static GBytes *
read_beginning (const char *path)
{
  gint64 size = 0;
  int fd = cs_file_open (path, &size, NULL);
  if (fd < 0)
    return NULL;
  g_autofree char *data = g_malloc (SAMPLE_SIZE);
  ssize_t got = pread (fd, data, SAMPLE_SIZE, 0);
  close (fd);
  return got > 0 ? g_bytes_new (data, (gsize)got) : NULL;
}

static const CsProblem *
first_undeclared (const GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++) {
    const CsProblem *problem = problems->pdata[i];
    if (strcmp (problem->code, "encoding-not-declared") == 0)
      return problem;
  }
  return NULL;
}

/* None for what lies in an archive. */
static void
find_sample (const CsIntakeOrder *order, CsIntakeResult *result)
{
  const CsProblem *problem = first_undeclared (result->problems);
  g_autoptr (GPtrArray) ignored = cs_problems_new ();
  g_autoptr (GPtrArray) sources =
      cs_source_list ((const char *const *)order->paths, NULL, NULL, ignored, NULL, NULL);
  for (guint i = 0; sources != NULL && problem != NULL && i < sources->len; i++) {
    const CsSourceFile *source = sources->pdata[i];
    if (strcmp (source->name, problem->location) != 0)
      continue;
    result->sample = read_beginning (source->path);
    result->sample_name = g_strdup (source->name);
    return;
  }
}

/* --- the run --- */

static void
progress_cb (gpointer data, gint64 done, gint64 total, const char *name)
{
  cs_job_progress (data, done, total, name);
}

static CsIntakeResult *
run (const CsIntakeOptions *options, CsProject *project, CsJob *job, GError **error)
{
  CsDecoder *decoder = cs_job_decoder (job, error);
  if (decoder == NULL)
    return NULL;
  CsIntakeResult *result = g_new0 (CsIntakeResult, 1);
  result->problems = cs_problems_new ();
  if (!cs_intake_run (project, options, decoder, progress_cb, job, cs_job_cancellable (job),
                      &result->report, result->problems, error)) {
    cs_intake_result_free (result);
    return NULL;
  }
  result->undeclared =
      GPOINTER_TO_UINT (g_hash_table_lookup (result->report->reasons, "encoding-not-declared"));
  return result;
}

CsIntakeResult *
cs_intake_order_run (const CsIntakeOrder *order, CsProject *project, CsJob *job, GError **error)
{
  const CsIntakeOptions options = { .paths = (const char *const *)order->paths,
                                    .link = order->link,
                                    .case_by = order->case_by,
                                    .context_by = order->context_by,
                                    .csv = order->csv,
                                    .encoding = order->encoding,
                                    .look = order->look,
                                    .take = order->take,
                                    .leave = order->leave };
  CsIntakeResult *result = run (&options, project, job, error);
  if (result != NULL && result->undeclared > 0)
    find_sample (order, result);
  return result;
}

gpointer
cs_intake_job (CsDesk *desk, CsJob *job, gpointer order, GError **error)
{
  return cs_intake_order_run (order, desk->project, job, error);
}

/* --- what files become once more --- */

void
cs_regroup_order_free (gpointer data)
{
  CsRegroupOrder *order = data;
  g_ptr_array_unref (order->files);
  g_hash_table_unref (order->left_out);
  g_free (order->csv);
  g_free (order);
}

gpointer
cs_regroup_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsRegroupOrder *order = data;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsGroupingCsv) csv = NULL;
  if (order->case_by == CS_CASE_BY_CSV && (csv = cs_grouping_csv_load (order->csv, error)) == NULL)
    return NULL;
  return cs_intake_plan_new (order->files, order->left_out, order->case_by, order->context_by, csv,
                             problems);
}

/* --- an import that was killed --- */

gpointer
cs_stopped_job (CsDesk *desk, CsJob *job, gpointer nothing, GError **error)
{
  return cs_intake_stopped_new (desk->project);
}

gpointer
cs_continue_job (CsDesk *desk, CsJob *job, gpointer nothing, GError **error)
{
  g_autoptr (CsIntakeStopped) stopped = cs_intake_stopped_new (desk->project);
  if (stopped != NULL)
    return run (&stopped->options, desk->project, job, error);
  cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("There is no import to go on with any more."));
  return NULL;
}

gpointer
cs_forget_job (CsDesk *desk, CsJob *job, gpointer nothing, GError **error)
{
  cs_intake_forget (desk->project, error);
  return NULL;
}
