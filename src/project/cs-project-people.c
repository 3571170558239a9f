/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"

#include <string.h>

void
cs_person_row_free (CsPersonRow *row)
{
  if (row == NULL)
    return;
  g_free (row->handle);
  g_free (row->name);
  g_free (row->promoted);
  cs_traits_clear (&row->traits);
  g_free (row);
}

static CsPersonRow *
person_from_row (CsStmt *stmt)
{
  CsHash key;
  CsPersonRow *row = g_new0 (CsPersonRow, 1);
  cs_stmt_gid (stmt, 0, &row->gid);
  row->handle = g_strdup (cs_stmt_text (stmt, 1));
  row->name = g_strdup (cs_stmt_text (stmt, 2));
  row->roles = (guint)cs_stmt_int (stmt, 3);
  if (cs_stmt_hash (stmt, 4, &key))
    memcpy (row->sitting_key.bytes, key.bytes, sizeof key.bytes);
  row->certified = cs_stmt_hash (stmt, 5, &key);
  if (row->certified)
    memcpy (row->signing_key.bytes, key.bytes, sizeof key.bytes);
  cs_traits_from_row (stmt, 6, &row->traits);
  row->promoted = g_strdup (cs_stmt_text (stmt, 10));
  return row;
}

#define PERSON_COLUMNS                                                                             \
  "gid, handle, name, roles, sitting_key, signing_key, " CS_TRAITS_COLUMNS ", promoted"

void
cs_person_row_veil (CsPersonRow *row, const CsReader *reader)
{
  /* Which segments there are is for those who let others in. */
  if (!(reader->roles & (CS_ROLE_LEAD | CS_ROLE_AUDITOR)) &&
      !cs_gid_equal (&row->gid, &reader->person)) {
    g_free (row->traits.segments);
    row->traits.segments = g_strdup ("");
    g_clear_pointer (&row->promoted, g_free);
  }
}

GPtrArray *
cs_project_everybody (CsProject *project, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT " PERSON_COLUMNS " FROM person ORDER BY ord", "");
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_person_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0)
    g_ptr_array_add (rows, person_from_row (stmt));
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
cs_project_people (CsProject *project, const CsReader *reader, GError **error)
{
  GPtrArray *rows = cs_project_everybody (project, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    cs_person_row_veil (rows->pdata[i], reader);
  return rows;
}

CsPersonRow *
cs_project_find_person (CsProject *project, const char *name, GError **error)
{
  CsFind find = { 0 };
  const CsReader anybody = { 0 };
  g_autoptr (GPtrArray) people = cs_project_people (project, &anybody, error);
  if (people == NULL)
    return NULL;
  for (guint i = 0; i < people->len; i++) {
    CsPersonRow *row = people->pdata[i];
    guint fit = cs_find_fit (name, &row->gid, row->handle);
    if (fit != CS_FIT_NONE)
      cs_find_offer (&find, fit, row, &row->gid, row->handle);
  }
  guint at = 0;
  CsPersonRow *found = cs_find_end (&find, name, "person", "person list", error);
  return found != NULL && g_ptr_array_find (people, found, &at)
             ? g_ptr_array_steal_index (people, at)
             : NULL;
}

static void
put_certificate (CsJson *body, const CsIdentity *identity)
{
  char hex[CS_SIGNATURE_HEX + 1];
  if (!identity->certified)
    return;
  cs_json_put_string (body, "signing_key", cs_public_key_to_hex (&identity->signing_key, hex));
  cs_hex_encode (identity->certificate.bytes, sizeof identity->certificate.bytes, hex);
  cs_json_put_string (body, "certificate", hex);
}

gboolean
cs_project_add_person (CsProject *project, const CsIdentity *identity, guint roles, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_string (body, "handle", identity->handle);
  cs_json_put_string (body, "name", identity->name);
  cs_json_put_gid (body, "person", &identity->person);
  cs_json_put_int (body, "roles", roles);
  cs_json_put_string (body, "sitting_key", cs_public_key_to_hex (&identity->sitting_key, hex));
  put_certificate (body, identity);
  return cs_project_do (project, "person.add", body, NULL, error);
}

gboolean
cs_project_set_roles (CsProject *project, const CsGid *person, guint roles, GError **error)
{
  CsJson *body = cs_json_new_object ();
  cs_put_time (body, project->env);
  cs_json_put_gid (body, "person", person);
  cs_json_put_int (body, "roles", roles);
  return cs_project_do (project, "person.role", body, NULL, error);
}

gboolean
cs_project_track_record (CsProject *project, const CsReader *reader, const CsGid *person,
                         CsTrackRecord *ret_record, GError **error)
{
  /* Their own, too, would tell who labels what was decided, and whether other readers agreed. */
  if (!cs_rules_sees_effort (reader))
    return cs_fail (error, CS_ERROR_DENIED,
                    "only leads and auditors are told what became of "
                    "somebody's work");
  return cs_track_record_count (cs_index_db (project->index), person, ret_record, error);
}

gboolean
cs_project_traits (CsProject *project, const CsGid *person, CsTraits *ret_traits, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) people = cs_project_people (project, &reader, error);
  for (guint i = 0; people != NULL && i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    if (cs_gid_equal (&row->gid, person))
      cs_traits_copy (&row->traits, ret_traits);
  }
  return people != NULL;
}

gboolean
cs_project_describe (CsProject *project, const CsGid *person, const CsTraits *traits,
                     const char *reason, const char *qualification, GError **error)
{
  g_auto (CsTraits) before = { 0 };
  CsTrackRecord record = { 0 };
  CsDb *db = cs_index_db (project->index);
  if (!cs_traits_load (db, person, &before, NULL, error))
    return FALSE;
  CsJson *body = cs_project_noted_body (project);
  if (traits->level > before.level && cs_track_record_count (db, person, &record, NULL))
    cs_json_put (body, "evidence", cs_track_record_to_json (&record));
  cs_json_put_string (body, "level", cs_level_name (traits->level));
  cs_json_put_gid (body, "person", person);
  cs_json_put_string (body, "qualification", qualification);
  cs_json_put_string (body, "reason", reason);
  cs_json_put (body, "segments", cs_words_to_json (traits->segments));
  cs_json_put (body, "tags", cs_words_to_json (traits->tags));
  cs_json_put_string (body, "type", traits->type);
  return cs_project_do (project, "person.describe", body, NULL, error);
}

gboolean
cs_project_certify (CsProject *project, GError **error)
{
  const CsIdentity *identity = cs_signer_identity (project->signer);
  if (!identity->certified)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "there is no signing key yet");
  CsJson *body = cs_json_new_object ();
  cs_put_time (body, project->env);
  put_certificate (body, identity);
  return cs_project_do (project, "key.certify", body, NULL, error);
}
