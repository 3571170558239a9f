/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-read.h"
#include "cs-case-hold-file.h"
#include "cs-case-items.h"
#include "cs-case-recovery.h"
#include "cs-project-sizes.h"

typedef struct {
  CsGid case_gid;
  gboolean claim;
} Ask;

CsCaseRead *
cs_case_read_ref (const CsCaseRead *read)
{
  CsCaseRead *self = (CsCaseRead *)read;
  __atomic_fetch_add (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_case_read_unref (CsCaseRead *read)
{
  if (read == NULL || __atomic_fetch_sub (&read->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  g_clear_pointer (&read->items, g_ptr_array_unref);
  g_clear_pointer (&read->recovered, g_ptr_array_unref);
  g_clear_pointer (&read->usual, g_ptr_array_unref);
  g_clear_pointer (&read->hold, cs_mark_hold_free);
  cs_case_view_unref (read->view);
  cs_schema_unref (read->schema);
  g_free (read->signed_by);
  g_free (read);
}

/* What this machine knows of the case from last time. */
static void
remember (CsDesk *desk, const CsGid *case_gid, CsCaseRead *read)
{
  if (cs_project_signer (desk->project) == NULL)
    return;
  CsCaseRecoveryKey key = cs_case_recovery_key (desk->project, case_gid);
  read->has_place =
      cs_case_place_read (desk->env, &key.project, &key.person, case_gid, &read->place);
  read->hold = cs_case_hold_file_read (desk->env, &key.project, &key.person, case_gid);
  read->recovered = cs_case_recovery_read (desk->env, &key);
}

/* The last signature that counts. */
static gboolean
read_signature (CsProject *project, CsCaseRead *read, GError **error)
{
  const CsCaseRow *row = read->view->row;
  if (row->status != CS_CASE_SIGNED)
    return TRUE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) history = cs_project_history (project, &reader, &row->gid, error);
  for (guint i = 0; history != NULL && i < history->len; i++) {
    const CsHistoryRow *act = history->pdata[i];
    if (!g_str_equal (act->kind, "sign") || act->unrecognised != NULL)
      continue;
    g_free (read->signed_by);
    read->signed_by = g_strdup (act->who);
    read->signed_wall = act->wall;
  }
  return history != NULL;
}

static gboolean
read_usual (CsProject *project, CsCaseRead *read, GError **error)
{
  g_autoptr (GPtrArray) sizes = read->view->mode != CS_MODE_LOOKING
                                    ? cs_project_signed_sizes (project, error)
                                    : g_ptr_array_new ();
  read->usual = sizes != NULL ? cs_usual_sizes_new (sizes) : NULL;
  return sizes != NULL;
}

/* Who reads one group of labels is offered no other. */
static CsSchema *
offered (const CsSchema *schema, const CsCaseView *view)
{
  CsSchema *some =
      schema != NULL && view->group != NULL
          ? cs_schema_with_labels (schema, (const char *const *)view->group_labels, NULL)
          : NULL;
  return some != NULL || schema == NULL ? some : cs_schema_ref (schema);
}

static gpointer
read_case (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Ask *ask = data;
  CsProject *project = desk->project;
  CsSchema *schema = NULL;
  g_autoptr (CsCaseView) view = cs_project_case_view (project, &ask->case_gid, error);
  if (view == NULL)
    return NULL;
  if (ask->claim && view->mine && !cs_project_keep_claim (project, &ask->case_gid, error))
    return NULL;
  if (ask->claim && view->mode != CS_MODE_LOOKING && !view->mine) {
    if (!cs_project_claim (project, &ask->case_gid, error))
      return NULL;
    g_clear_pointer (&view, cs_case_view_unref);
    view = cs_project_case_view (project, &ask->case_gid, error);
  }
  if (view == NULL || !cs_project_schema (project, &schema, NULL, error))
    return NULL;
  CsCaseRead *read = g_new0 (CsCaseRead, 1);
  read->refs = 1;
  read->schema = offered (schema, view);
  read->items = cs_case_items_new (project, view->items);
  read->view = g_steal_pointer (&view);
  if (!read_signature (project, read, error) || !read_usual (project, read, error)) {
    cs_case_read_unref (read);
    return NULL;
  }
  remember (desk, &ask->case_gid, read);
  return read;
}

CsJobSpec
cs_case_read_job (const CsGid *case_gid, gboolean claim)
{
  Ask *ask = g_new0 (Ask, 1);
  ask->case_gid = *case_gid;
  ask->claim = claim;
  return (CsJobSpec){ .run = read_case,
                      .data = ask,
                      .free_data = g_free,
                      .free_result = (GDestroyNotify)cs_case_read_unref,
                      .flags = claim ? CS_JOB_CHANGES | CS_JOB_OPENS : 0 };
}
