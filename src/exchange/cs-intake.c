/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake.h"
#include "cs-archive-source.h"
#include "cs-file.h"
#include "cs-intake-private.h"
#include "cs-intake-stopped.h"
#include "cs-source-list.h"
#include "cs-source-name.h"
#include "cs-text-decode.h"

#include <string.h>
#include <unistd.h>

static const char note[] = "Nothing was de-identified: names, dates and numbers in headers, texts "
                           "and pictures are stored as they came.";

void
cs_intake_report_free (CsIntakeReport *report)
{
  if (report == NULL)
    return;
  g_hash_table_unref (report->reasons);
  cs_intake_plan_unref (report->plan);
  g_free (report);
}

/* --- shared by the run --- */

void
cs_intake_refuse (CsIntake *intake, const char *name, const char *code, const char *message)
{
  GHashTable *reasons = intake->report->reasons;
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (reasons, code));
  cs_problems_add (intake->problems, CS_SEVERITY_ERROR, code, name, "%s", message);
  g_hash_table_replace (reasons, g_strdup (code), GUINT_TO_POINTER (before + 1));
  intake->report->quarantined++;
}

void
cs_intake_step (CsIntake *intake, const char *name)
{
  intake->report->files++;
  if (intake->progress != NULL)
    intake->progress (intake->data, intake->report->files, intake->total, name);
}

gboolean
cs_intake_stopped (CsIntake *intake, GError **error)
{
  if (!g_cancellable_is_cancelled (intake->cancellable))
    return FALSE;
  g_clear_error (error);
  cs_fail (error, CS_ERROR_CANCELLED, "the import was stopped; nothing was added");
  return TRUE;
}

/* What stands before MESSAGE and says where it belongs is known already. */
static const char *
after_name (const char *message, const char *name)
{
  gsize length = strlen (name);
  return strncmp (message, name, length) == 0 && strncmp (message + length, ": ", 2) == 0
             ? message + length + 2
             : message;
}

/* Problems that others told of files they left out of FOLDER, which is "" or an archive. */
static void
refuse_all (CsIntake *intake, const GPtrArray *problems, const char *folder)
{
  for (guint i = 0; i < problems->len; i++) {
    const CsProblem *problem = problems->pdata[i];
    const char *location = after_name (problem->location, folder);
    const char *message = after_name (problem->message, problem->location);
    g_autofree char *name = cs_source_name_join (folder, location);
    if (problem->severity == CS_SEVERITY_INFO)
      cs_problems_add (intake->problems, problem->severity, problem->code, name, "%s", message);
    else
      cs_intake_refuse (intake, name, problem->code, message);
  }
}

/* --- archives --- */

/* One member; takes FD over. */
static gboolean
take_member (CsIntake *intake, const char *archive, const char *member, int fd, gint64 size,
             GError **error)
{
  CsIntakeFile *file = cs_intake_file_new (cs_source_name_join (archive, member), NULL, fd, size);
  if (cs_intake_file_sniff (file, intake->options->as_text) == CS_INTAKE_ARCHIVE)
    cs_intake_file_refuse_as (file, "unsupported",
                              "an archive within an archive; unpack the outer one first");
  intake->total++;
  return cs_intake_take (intake, file, error);
}

static gboolean
take_members (CsIntake *intake, CsArchiveSource *source, const char *archive, GError **error)
{
  const char *member = NULL;
  gint64 size = 0;
  g_autoptr (GError) local = NULL;
  int state;
  while ((state = cs_archive_source_next (source, &member, &size, &local)) > 0) {
    if (cs_intake_stopped (intake, error))
      return FALSE;
    g_autoptr (GError) broken = NULL;
    int fd = cs_archive_source_read (source, &broken);
    if (fd >= 0) {
      if (!take_member (intake, archive, member, fd, size, error))
        return FALSE;
      continue;
    }
    g_autofree char *name = cs_source_name_join (archive, member);
    intake->total++;
    cs_intake_refuse (intake, name, cs_error_nick (broken),
                      after_name (after_name (broken->message, archive), member));
    cs_intake_step (intake, name);
  }
  if (state < 0)
    cs_intake_refuse (intake, archive, cs_error_nick (local), after_name (local->message, archive));
  return TRUE;
}

/* Takes FILE over. */
static gboolean
take_archive (CsIntake *intake, CsIntakeFile *given, GError **error)
{
  g_autoptr (CsIntakeFile) file = given;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GError) local = NULL;
  if (intake->options->link) {
    cs_intake_refuse (intake, file->name, "unsupported",
                      "what lies in an archive cannot be linked; import it without --link");
    cs_intake_step (intake, file->name);
    return TRUE;
  }
  int fd = file->fd;
  file->fd = -1;
  g_autoptr (CsArchiveSource) source =
      cs_archive_source_open_fd (fd, file->name, &cs_archive_limits, problems, &local);
  gboolean going = source == NULL || take_members (intake, source, file->name, error);
  if (source == NULL) {
    cs_intake_file_refuse (file, local);
    cs_intake_refuse (intake, file->name, file->code, file->message);
  }
  refuse_all (intake, problems, file->name);
  cs_intake_step (intake, file->name);
  return going;
}

/* --- sources --- */

static gboolean
take_source (CsIntake *intake, const CsSourceFile *source, GError **error)
{
  gint64 size = 0;
  g_autoptr (GError) local = NULL;
  if (cs_intake_stopped (intake, error))
    return FALSE;
  CsIntakeFile *known =
      intake->record != NULL
          ? cs_intake_record_find (intake->record, cs_project_store (intake->project), source->path,
                                   source->name)
          : NULL;
  if (known != NULL)
    return cs_intake_take (intake, known, error);
  int fd = cs_file_open (source->path, &size, &local);
  CsIntakeFile *file = cs_intake_file_new (g_strdup (source->name), source->path, fd, size);
  if (fd < 0)
    cs_intake_file_refuse (file, local);
  else if (cs_intake_file_sniff (file, intake->options->as_text) == CS_INTAKE_ARCHIVE)
    return take_archive (intake, file, error);
  return cs_intake_take (intake, file, error);
}

static gboolean
take_sources (CsIntake *intake, GError **error)
{
  const char *ours =
      intake->project != NULL ? cs_store_path (cs_project_store (intake->project)) : NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GPtrArray) sources = cs_source_list (intake->options->paths, intake->options->folder,
                                                  ours, problems, intake->cancellable, error);
  if (sources == NULL)
    return FALSE;
  refuse_all (intake, problems, "");
  intake->total = sources->len;
  for (guint i = 0; i < sources->len; i++)
    if (!take_source (intake, sources->pdata[i], error))
      return FALSE;
  return cs_intake_flush (intake, error);
}

/* --- the run --- */

static gboolean
bring_in (CsIntake *intake, CsGroupingCsv *csv, GError **error)
{
  if ((intake->record != NULL && !cs_intake_record_goes_on (intake->record) &&
       !cs_project_sweep_blobs (intake->project, error)) ||
      !take_sources (intake, error) || !cs_intake_add_items (intake, csv, error))
    return FALSE;
  if (csv != NULL)
    cs_grouping_csv_tell_unused (csv, intake->options->csv, intake->problems);
  return TRUE;
}

static CsIntakeReport *
report_new (void)
{
  CsIntakeReport *report = g_new0 (CsIntakeReport, 1);
  report->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  report->note = note;
  return report;
}

/* What the run leaves when it is over: nothing to go on with, and no bytes that nothing names. */
static void
clean_up (CsIntake *intake, gboolean ok)
{
  if (intake->record == NULL)
    return;
  gboolean sweep = !ok || intake->has_waste || cs_intake_record_goes_on (intake->record);
  cs_intake_record_remove (intake->record);
  cs_intake_record_free (intake->record);
  if (sweep)
    cs_project_sweep_blobs (intake->project, NULL);
}

static CsIntakeRecord *
begin_record (CsProject *project, const CsIntakeOptions *options, GPtrArray *problems)
{
  if (options->look)
    return NULL;
  g_autoptr (CsIntakeStopped) stopped = cs_intake_stopped_new (project);
  CsIntakeRecord *record = cs_intake_record_new (project, options);
  if (stopped != NULL && !cs_intake_record_goes_on (record))
    cs_problems_add (problems, CS_SEVERITY_INFO, "forgotten", stopped->name,
                     "its import was stopped at %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                     " files, and is forgotten now that something else is imported",
                     stopped->done, stopped->total);
  return record;
}

/* Asked before hours of copying, not after. */
static gboolean
may_import (CsProject *project, GError **error)
{
  const CsReader reader = cs_project_reader (project);
  const CsRuleState state = { .project_exists = TRUE };
  g_autofree char *reason = NULL;
  return cs_rules_may (&reader, CS_DEED_IMPORT, &state, &reason) ||
         cs_fail (error, CS_ERROR_DENIED, "%s", reason);
}

gboolean
cs_intake_run (CsProject *project, const CsIntakeOptions *options, CsDecoder *decoder,
               CsIntakeProgress progress, gpointer data, GCancellable *cancellable,
               CsIntakeReport **ret_report, GPtrArray *problems, GError **error)
{
  g_autoptr (CsGroupingCsv) csv = NULL;
  g_autoptr (CsIntakeReport) report = report_new ();
  g_return_val_if_fail (project != NULL || options->look, FALSE);
  if (project != NULL && !may_import (project, error))
    return FALSE;
  if (options->encoding != NULL && !cs_text_check_declared (options->encoding, error))
    return FALSE;
  if (options->case_by == CS_CASE_BY_CSV &&
      (csv = cs_grouping_csv_load (options->csv, error)) == NULL)
    return FALSE;
  CsIntake intake = { begin_record (project, options, problems),
                      project,
                      options,
                      decoder,
                      progress,
                      data,
                      cancellable,
                      problems,
                      report };
  intake.batch = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_intake_file_free);
  intake.accepted = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_intake_file_free);
  intake.by_hash = cs_hash_table_new ();
  intake.again = cs_hash_set_new ();
  gboolean ok = bring_in (&intake, csv, error);
  g_clear_pointer (&intake.txn, cs_txn_rollback);
  clean_up (&intake, ok);
  g_hash_table_unref (intake.by_hash);
  g_hash_table_unref (intake.again);
  g_ptr_array_unref (intake.accepted);
  g_ptr_array_unref (intake.batch);
  if (ok)
    *ret_report = g_steal_pointer (&report);
  return ok;
}
