/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-index-private.h"

#include <string.h>

static const CsField founder[] = {
  { "handle", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_HANDLE_MAX },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_PERSON_NAME_MAX },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "roles", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, CS_ROLES_ALL },
  { "sitting_key", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { NULL },
};

static const CsField fields[] = {
  { "founder", CS_FIELD_OBJECT, CS_FIELD_REQUIRED, .fields = founder },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 200 },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "workflow", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_CREATE;
}

/* Nobody founds a project in somebody else's name, and it has a lead from the start. */
static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  const CsJson *who = cs_json_get (body, "founder");
  CsGid person;
  CsPublicKey key;
  cs_json_get_gid (who, "person", &person);
  if (!cs_public_key_from_hex (cs_json_get_string (who, "sitting_key"), &key))
    return TRUE;
  g_autoptr (CsIdentity) identity = cs_identity_new (
      cs_json_get_string (who, "handle"), cs_json_get_string (who, "name"), &person, &key, NULL);
  state->signature_good = identity != NULL &&
                          (cs_json_get_int (who, "roles", 0) & CS_ROLE_LEAD) != 0 &&
                          (fold->event == NULL || cs_public_key_equal (&key, &fold->event->key));
  return TRUE;
}

static gboolean
set_meta (CsFold *fold, const char *key, const char *value, GError **error)
{
  return cs_db_run (fold->db, error, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", "tt",
                    key, value);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  const CsJson *who = cs_json_get (body, "founder");
  CsGid project, person;
  CsHash key, workflow;
  char hex[CS_GID_HEX + 1];
  memcpy (project.bytes, fold->event->hash.bytes, sizeof project.bytes);
  cs_json_get_gid (who, "person", &person);
  cs_json_get_hash (who, "sitting_key", &key);
  cs_json_get_hash (body, "workflow", &workflow);
  cs_index_people_changed (fold->index);
  return set_meta (fold, "project", cs_gid_to_hex (&project, hex), error) &&
         set_meta (fold, "name", cs_json_get_string (body, "name"), error) &&
         cs_db_run (fold->db, error,
                    "INSERT INTO person (gid, ord, handle, name, roles, sitting_key)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    "gittih", &person, fold->ord, cs_json_get_string (who, "handle"),
                    cs_json_get_string (who, "name"), cs_json_get_int (who, "roles", 0), &key) &&
         cs_db_run (fold->db, error,
                    "INSERT INTO document (hash, kind, version, name, wall, person, act, ord, line)"
                    " VALUES (?, 'workflow', 1, 'workflow', ?, ?, ?, ?, 1)",
                    "highi", &workflow, cs_json_get_int (body, "wall", 0), &person,
                    &fold->event->hash, fold->ord) &&
         cs_index_workflows (fold->index, error) != NULL;
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("founded the project \"%s\"", cs_json_get_string (body, "name"));
}

const CsEventKind cs_event_project_create = {
  .tag = "project.create",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
