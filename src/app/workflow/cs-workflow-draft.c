/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-draft.h"
#include "cs-file.h"

#include <string.h>
#include <unistd.h>

#define FORMAT "countersign-workflow-draft-1"

CsWorkflowDraft *
cs_workflow_draft_new (const CsJson *sketch, gint64 base)
{
  CsWorkflowDraft *draft = g_new0 (CsWorkflowDraft, 1);
  draft->sketch = cs_json_ref (sketch);
  draft->base = base;
  return draft;
}

void
cs_workflow_draft_free (gpointer data)
{
  CsWorkflowDraft *draft = data;
  if (draft == NULL)
    return;
  cs_json_unref (draft->sketch);
  g_free (draft);
}

static char *
folder_of (CsDesk *desk)
{
  return g_build_filename (desk->env->state_dir, "workflows", NULL);
}

static char *
path_of (CsDesk *desk)
{
  char a[CS_GID_HEX + 1], b[CS_GID_HEX + 1];
  CsGid person = cs_project_reader (desk->project).person;
  g_autofree char *name = g_strdup_printf (
      "%s-%s.json", cs_gid_to_hex (cs_project_gid (desk->project), a), cs_gid_to_hex (&person, b));
  g_autofree char *folder = folder_of (desk);
  return g_build_filename (folder, name, NULL);
}

/* NULL when nothing is kept; a file that cannot be read keeps nothing. */
static CsWorkflowDraft *
read_kept (CsDesk *desk)
{
  g_autofree char *path = path_of (desk);
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, CS_JSON_MAX_SIZE, NULL);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsJson) json = text != NULL ? cs_json_parse_canonical (text, size, NULL) : NULL;
  const CsJson *sketch = cs_json_get (json, "sketch");
  if (g_strcmp0 (cs_json_get_string (json, "format"), FORMAT) != 0 ||
      cs_json_length (cs_json_get (sketch, "stages")) < 2)
    return NULL;
  return cs_workflow_draft_new (sketch, cs_json_get_int (json, "base", 0));
}

static CsWorkflowDraft *
from_force (CsDesk *desk, GError **error)
{
  const CsWorkflow *now = NULL;
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GPtrArray) versions = cs_project_documents (desk->project, &reader, "workflow", error);
  if (versions == NULL || !cs_project_workflow (desk->project, &now, NULL, error))
    return NULL;
  return cs_workflow_draft_new (cs_workflow_to_json (now), versions->len);
}

gpointer
cs_workflow_draft_begin_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsWorkflowDraft *kept = read_kept (desk);
  return kept != NULL ? kept : from_force (desk, error);
}

gboolean
cs_workflow_draft_waits (CsDesk *desk)
{
  g_autoptr (CsWorkflowDraft) kept = read_kept (desk);
  g_autoptr (CsWorkflowDraft) now = kept != NULL ? from_force (desk, NULL) : NULL;
  return now != NULL && !cs_json_equal (kept->sketch, now->sketch);
}

gpointer
cs_workflow_draft_keep_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsWorkflowDraft *draft = data;
  g_autofree char *folder = folder_of (desk);
  g_autofree char *path = path_of (desk);
  g_autoptr (CsJson) json = cs_json_new_object ();
  gsize size = 0;
  cs_json_put_int (json, "base", draft->base);
  cs_json_put_string (json, "format", FORMAT);
  cs_json_put (json, "sketch", cs_json_ref (draft->sketch));
  g_autofree char *text = cs_json_to_canonical (json, &size);
  if (cs_file_make_dir (folder, 0700, error))
    cs_file_replace (path, text, size, 0600, error);
  return NULL;
}

void
cs_workflow_draft_drop (CsDesk *desk)
{
  g_autofree char *path = path_of (desk);
  unlink (path);
}

gpointer
cs_workflow_draft_drop_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_workflow_draft_drop (desk);
  return NULL;
}
