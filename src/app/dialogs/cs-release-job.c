/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-release-job.h"
#include "cs-file.h"
#include "cs-sign-offer.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* --- where it stands --- */

void
cs_release_facts_free (gpointer data)
{
  CsReleaseFacts *facts = data;
  if (facts == NULL)
    return;
  g_clear_pointer (&facts->cases, g_ptr_array_unref);
  g_clear_pointer (&facts->releases, g_ptr_array_unref);
  g_free (facts);
}

gpointer
cs_release_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  CsSigner *signer = cs_project_signer (desk->project);
  CsReleaseFacts *facts = g_new0 (CsReleaseFacts, 1);
  facts->cases = cs_project_cases (desk->project, &reader, error);
  if (facts->cases != NULL)
    facts->releases = cs_project_releases (desk->project, &reader, error);
  facts->has_key = signer != NULL && cs_signer_identity (signer)->certified;
  facts->sample = signer != NULL && cs_sign_is_sample (desk->project, cs_signer_identity (signer));
  if (facts->releases != NULL)
    return facts;
  cs_release_facts_free (facts);
  return NULL;
}

guint
cs_release_facts_count (const CsReleaseFacts *facts, const char *state)
{
  guint n = 0;
  for (guint i = 0; i < facts->cases->len; i++)
    n += strcmp (cs_export_case_state (facts->cases->pdata[i]), state) == 0;
  return n;
}

/* --- cutting --- */

void
cs_cut_order_free (gpointer data)
{
  CsCutOrder *order = data;
  g_free (order->name);
  explicit_bzero (order->passphrase, strlen (order->passphrase));
  g_free (order->passphrase);
  g_free (order);
}

/* Says in the words of signing what can only be a slip of the hand. */
static gboolean
open_key (CsDesk *desk, const CsCutOrder *wish, GError **error)
{
  g_autoptr (GError) local = NULL;
  if (cs_sign_open_key (desk, wish->passphrase, wish->new_key, &local))
    return TRUE;
  if (!wish->new_key && g_error_matches (local, CS_ERROR, CS_ERROR_DENIED))
    return cs_fail (error, CS_ERROR_DENIED, "%s",
                    _ ("That is not your passphrase. Nothing was cut; type it again."));
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gpointer
cs_cut_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsCutOrder *wish = data;
  const CsFormat *formats[3] = { NULL };
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  guint n = 0;
  if (wish->coco)
    formats[n++] = &cs_format_coco;
  if (wish->jsonl)
    formats[n++] = &cs_format_jsonl;
  const CsReleaseOrder order = { wish->name, formats, wish->with_sources };
  if (!cs_release_may_cut (desk->project, wish->name, error))
    return NULL;
  gboolean ok =
      open_key (desk, wish, error) &&
      cs_release_cut (desk->project, &order, problems, cs_job_cancellable (job), NULL, error);
  cs_signer_lock (cs_project_signer (desk->project));
  return ok ? g_steal_pointer (&problems) : NULL;
}

void
cs_bundle_order_free (gpointer data)
{
  CsBundleOrder *order = data;
  g_free (order->name);
  g_free (order->to);
  g_free (order);
}

gpointer
cs_bundle_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsBundleOrder *order = data;
  cs_release_export (desk->project, order->name, order->to, cs_job_cancellable (job), error);
  return NULL;
}

/* --- export --- */

void
cs_export_order_free (gpointer data)
{
  CsExportOrder *order = data;
  g_free (order->to);
  g_free (order);
}

void
cs_export_look_free (gpointer data)
{
  CsExportLook *look = data;
  if (look == NULL)
    return;
  g_clear_pointer (&look->problems, g_ptr_array_unref);
  g_free (look);
}

gpointer
cs_export_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsExportOrder *order = data;
  CsReader reader = cs_project_reader (desk->project);
  GCancellable *cancellable = cs_job_cancellable (job);
  g_autoptr (CsExport) export =
      cs_export_new (desk->project, &reader, order->least, cancellable, error);
  if (export == NULL)
    return NULL;
  if (order->to != NULL && !cs_export_write (export, order->format, order->to, cancellable, error))
    return NULL;
  CsExportLook *look = g_new0 (CsExportLook, 1);
  look->cases = export->cases->len;
  look->items = export->chosen->items->len;
  look->controls = export->controls;
  look->marks = cs_dataset_count_marks (export->chosen);
  look->problems = cs_problems_new ();
  cs_export_losses (export, order->format, look->problems);
  return look;
}

/* --- load --- */

void
cs_load_order_free (gpointer data)
{
  CsLoadOrder *order = data;
  g_strfreev (order->paths);
  g_free (order->model);
  g_free (order);
}

void
cs_load_result_free (gpointer data)
{
  CsLoadResult *result = data;
  if (result == NULL)
    return;
  cs_load_counts_clear (&result->counts);
  g_clear_pointer (&result->problems, g_ptr_array_unref);
  g_free (result);
}

static const CsFormat *
detect (const char *path, GError **error)
{
  gint64 size = 0;
  int fd = cs_file_open (path, &size, error);
  if (fd < 0)
    return NULL;
  g_autofree char *head = g_malloc (CS_FORMAT_DETECT_SIZE);
  ssize_t got = pread (fd, head, CS_FORMAT_DETECT_SIZE, 0);
  close (fd);
  const CsFormat *format = got > 0 ? cs_format_detect (head, (gsize)got) : NULL;
  if (format == NULL)
    cs_fail (error, CS_ERROR_UNSUPPORTED,
             "%s: this is neither a COCO file nor one of JSON lines; convert it first", path);
  return format;
}

gpointer
cs_load_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsLoadOrder *order = data;
  const CsLoad load = { detect (order->paths[0], error), (const char *const *)order->paths,
                        order->suggest, order->model };
  if (load.format == NULL)
    return NULL;
  CsLoadResult *result = g_new0 (CsLoadResult, 1);
  result->problems = cs_problems_new ();
  if (cs_load (desk->project, &load, result->problems, cs_job_cancellable (job), &result->counts,
               error))
    return result;
  cs_load_result_free (result);
  return NULL;
}
