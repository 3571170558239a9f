/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"
#include "cs-state-files.h"

#include <string.h>

struct _CsProjectAct {
  CsProject *project;
  CsAct *act;
  CsIndexBatch *batch;
};

/* --- acts --- */

CsProjectAct *
cs_project_act_begin (CsProject *project, GError **error)
{
  if (project->sitting == NULL) {
    cs_fail (error, CS_ERROR_READ_ONLY, "%s is open for looking only",
             cs_store_path (project->store));
    return NULL;
  }
  g_autoptr (CsProjectAct) act = g_new0 (CsProjectAct, 1);
  act->project = project;
  act->act = cs_act_begin (project->sitting, error);
  /* The rules are asked of the index, so it must know everything that the file holds. */
  if (act->act != NULL && cs_index_follow (project->index, error))
    act->batch = cs_index_begin (project->index, error);
  return act->batch != NULL ? g_steal_pointer (&act) : NULL;
}

static gboolean
open_sitting (CsProjectAct *act, GError **error)
{
  g_auto (CsEvent) opened = { 0 };
  return cs_act_open_sitting (act->act, &opened, error) &&
         (opened.kind == NULL || cs_index_fold (act->project->index, &opened, NULL, error));
}

/* A refusal tells nothing of a case that is not seen. */
static void
veil_refusal (CsProject *project, const CsReader *actor, const CsJson *body, GError **inner)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  if (!g_error_matches (*inner, CS_ERROR, CS_ERROR_DENIED) || actor->roles == 0 ||
      !cs_json_get_gid (body, "case", &gid) || !cs_project_work (project, &gid, &work, NULL) ||
      cs_project_sees_case (project, actor, &work))
    return;
  g_clear_error (inner);
  cs_fail (inner, CS_ERROR_NOT_FOUND, "there is no such case");
}

static gboolean
check_event (CsProject *project, const char *kind, const CsJson *body, CsReader *ret_actor,
             GError **error)
{
  CsReader actor = cs_project_reader (project);
  *ret_actor = actor;
  g_autoptr (GError) inner = NULL;
  if (cs_index_check (project->index, &actor, kind, body, &inner))
    return TRUE;
  veil_refusal (project, &actor, body, &inner);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
cs_project_act_event (CsProjectAct *act, const char *kind, CsJson *body, CsHash *ret_hash,
                      GError **error)
{
  g_autoptr (CsJson) owned = body;
  g_auto (CsEvent) event = { 0 };
  CsReader actor = { 0 };
  gboolean recognised = FALSE;
  if (!check_event (act->project, kind, owned, &actor, error) || !open_sitting (act, error) ||
      !cs_act_event (act->act, kind, owned, &event, error) ||
      !cs_index_fold_asked (act->project->index, &event, &actor, &recognised, error))
    return FALSE;
  if (!recognised)
    return cs_fail (error, CS_ERROR_FAILED, "the act %s does not fit the project's state", kind);
  if (ret_hash != NULL)
    *ret_hash = event.hash;
  return TRUE;
}

gboolean
cs_project_act_object (CsProjectAct *act, GBytes *bytes, CsHash *ret_hash, GError **error)
{
  return cs_store_put_object (act->project->store, bytes, ret_hash, error);
}

gboolean
cs_project_act_commit (CsProjectAct *act, GError **error)
{
  g_autoptr (CsProjectAct) guard = act;
  if (!cs_act_commit (g_steal_pointer (&act->act), error))
    return FALSE;
  /* The file has it, whatever becomes of the index. */
  if (!cs_index_commit (g_steal_pointer (&act->batch), NULL))
    cs_index_follow (act->project->index, NULL);
  return TRUE;
}

void
cs_project_act_rollback (CsProjectAct *act)
{
  if (act == NULL)
    return;
  cs_index_rollback (act->batch);
  cs_act_rollback (act->act);
  g_free (act);
}

gboolean
cs_project_do (CsProject *project, const char *kind, CsJson *body, CsHash *ret_hash, GError **error)
{
  g_autoptr (CsJson) owned = body;
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  return act != NULL &&
         cs_project_act_event (act, kind, g_steal_pointer (&owned), ret_hash, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

CsJson *
cs_project_case_body (CsProject *project, const CsGid *case_gid)
{
  CsJson *body = cs_json_new_object ();
  cs_json_put_gid (body, "case", case_gid);
  cs_put_time (body, project->env);
  return body;
}

CsJson *
cs_project_noted_body (CsProject *project)
{
  CsJson *body = cs_json_new_object ();
  cs_put_time (body, project->env);
  cs_put_nonce (body, project->env);
  return body;
}

/* --- opening --- */

gboolean
cs_project_begin_sitting (CsProject *project, GError **error)
{
  CsJson *tips = cs_index_tips (project->index, error);
  if (tips == NULL)
    return FALSE;
  cs_sitting_free (project->sitting);
  project->sitting =
      cs_sitting_new (project->store, project->signer, project->name != NULL ? &project->gid : NULL,
                      cs_index_last_at (project->index), tips);
  return TRUE;
}

static gboolean
load_identity (CsProject *project, GError **error)
{
  g_autofree char *gid = cs_index_meta (project->index, "project");
  project->name = cs_index_meta (project->index, "name");
  gint64 events = 0;
  if (!cs_db_get_int (cs_store_db (project->store), 0, &events, error, "SELECT count(*) FROM event",
                      ""))
    return FALSE;
  if (events == 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s was begun and never finished: there is nothing in it. Remove it, and make "
                    "the project anew",
                    cs_store_path (project->store));
  if (!cs_gid_from_hex (gid, &project->gid) || project->name == NULL)
    return cs_fail (error, CS_ERROR_CORRUPT, "%s: the journal does not found a project",
                    cs_store_path (project->store));
  return TRUE;
}

gboolean
cs_project_work_as (CsProject *project, CsSigner *signer, GError **error)
{
  g_return_val_if_fail (project->signer == NULL, FALSE);
  project->signer = signer;
  cs_store_name_person (project->store, cs_signer_identity (signer)->name);
  if (!cs_store_writable (project->store))
    return TRUE;
  if (!cs_project_begin_sitting (project, error))
    return FALSE;
  cs_project_sweep_left (project);
  return TRUE;
}

CsProject *
cs_project_open (CsEnv *env, const char *path, CsStoreMode mode, CsSigner *signer, GError **error)
{
  g_autoptr (CsSigner) owned = signer;
  g_autoptr (CsProject) project = g_new0 (CsProject, 1);
  project->env = env;
  project->store = cs_store_open (env, path, mode, error);
  project->index = project->store != NULL ? cs_index_open (project->store, error) : NULL;
  if (project->index == NULL || !load_identity (project, error))
    return NULL;
  cs_state_files_keep (env, &project->gid);
  if (owned != NULL && !cs_project_work_as (project, g_steal_pointer (&owned), error))
    return NULL;
  return g_steal_pointer (&project);
}

static CsJson *
founder_json (CsSigner *signer, guint roles)
{
  CsIdentity *identity = cs_signer_identity (signer);
  char hex[CS_HASH_HEX + 1];
  CsJson *founder = cs_json_new_object ();
  cs_json_put_string (founder, "handle", identity->handle);
  cs_json_put_string (founder, "name", identity->name);
  cs_json_put_gid (founder, "person", &identity->person);
  cs_json_put_int (founder, "roles", roles | CS_ROLE_LEAD);
  cs_json_put_string (founder, "sitting_key", cs_public_key_to_hex (&identity->sitting_key, hex));
  return founder;
}

static gboolean
found (CsProject *project, const char *name, guint roles, const CsWorkflow *workflow,
       GError **error)
{
  CsHash hash;
  gsize size = 0;
  g_autoptr (CsJson) body = cs_project_noted_body (project);
  char *text = cs_json_to_canonical (cs_workflow_to_json (workflow), &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL || !cs_project_act_object (act, bytes, &hash, error))
    return FALSE;
  cs_json_put (body, "founder", founder_json (project->signer, roles));
  cs_json_put_string (body, "name", name);
  cs_json_put_hash (body, "workflow", &hash);
  return cs_project_act_event (act, "project.create", g_steal_pointer (&body), NULL, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error) && load_identity (project, error);
}

CsProject *
cs_project_create (CsEnv *env, const char *path, const char *name, CsSigner *signer, guint roles,
                   const CsWorkflow *workflow, GError **error)
{
  g_autoptr (CsProject) project = g_new0 (CsProject, 1);
  project->env = env;
  project->signer = signer;
  if (name[0] == '\0' || strlen (name) > 200 || !cs_json_text_ok (name)) {
    cs_fail (error, CS_ERROR_INVALID, "a project's name has 1 to 200 bytes of plain text");
    return NULL;
  }
  project->store = cs_store_create (env, path, error);
  if (project->store == NULL)
    return NULL;
  project->index = cs_index_open (project->store, error);
  if (project->index == NULL || !cs_project_begin_sitting (project, error) ||
      !found (project, name, roles, workflow, error) || !cs_store_finish (project->store, error))
    return NULL;
  return g_steal_pointer (&project);
}

void
cs_project_close (CsProject *project)
{
  if (project == NULL)
    return;
  g_clear_pointer (&project->schema, cs_schema_unref);
  g_clear_pointer (&project->guideline, cs_guideline_unref);
  g_clear_pointer (&project->looked_at, g_hash_table_unref);
  g_clear_pointer (&project->pasts, g_hash_table_unref);
  g_clear_pointer (&project->sizes, g_ptr_array_unref);
  cs_sitting_free (project->sitting);
  cs_index_close (project->index);
  cs_store_close (project->store);
  cs_signer_free (project->signer);
  g_free (project->name);
  g_free (project);
}

const CsGid *
cs_project_gid (CsProject *project)
{
  return &project->gid;
}

const char *
cs_project_name (CsProject *project)
{
  return project->name;
}

CsStore *
cs_project_store (CsProject *project)
{
  return project->store;
}

CsSigner *
cs_project_signer (CsProject *project)
{
  return project->signer;
}

CsReader
cs_project_reader (CsProject *project)
{
  CsReader reader = { 0 };
  if (project->signer == NULL)
    return reader;
  CsIdentity *identity = cs_signer_identity (project->signer);
  cs_index_person_of_key (project->index, &identity->sitting_key, &reader, NULL);
  reader.person = identity->person;
  return reader;
}

GBytes *
cs_project_object (CsProject *project, const CsHash *hash, GError **error)
{
  return cs_store_get_object (project->store, hash, error);
}

gboolean
cs_project_work (CsProject *project, const CsGid *gid, CsWork *ret_work, GError **error)
{
  int there = cs_work_load (cs_index_db (project->index), gid, ret_work, error);
  return there == 0 ? cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such case") : there > 0;
}
