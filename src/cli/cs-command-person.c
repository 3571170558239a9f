/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-project-pause.h"

#include <string.h>

static CsIdentity *
read_identity (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = cs_cli_read_file (path, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  CsIdentity *identity = cs_identity_parse (text, size, error);
  if (identity == NULL)
    g_prefix_error (error, "%s: this is not what \"key list\" prints in braces: ", path);
  return identity;
}

/* The identity of a file, or one of this machine by its handle. */
static CsIdentity *
wanted_identity (CsCli *cli, GError **error)
{
  const char *path = cs_cli_option (cli, "identity");
  const char *handle = cs_cli_option (cli, "handle");
  if (path != NULL)
    return read_identity (path, error);
  if (handle == NULL) {
    cs_fail (error, CS_ERROR_INVALID,
             "say --identity FILE (what their \"key list\" prints) or --handle of this machine");
    return NULL;
  }
  g_autoptr (CsSigner) signer = cs_signer_open (cs_cli_env (cli), handle, error);
  return signer != NULL ? cs_identity_ref (cs_signer_identity (signer)) : NULL;
}

static gboolean
run_add (CsCli *cli, GError **error)
{
  guint roles = 0;
  const char *text = cs_cli_option (cli, "role");
  if (text == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "say --role labeler, reviewer, adjudicator, sme, lead, auditor or observer");
  if (!cs_roles_parse (text, &roles, error))
    return FALSE;
  g_autoptr (CsIdentity) identity = wanted_identity (cli, error);
  CsProject *project = identity != NULL ? cs_cli_project (cli, CS_STORE_WRITE, error) : NULL;
  if (project == NULL || !cs_project_add_person (project, identity, roles, error))
    return FALSE;
  cs_json_put_string (cs_cli_data (cli), "handle", identity->handle);
  cs_json_put_gid (cs_cli_data (cli), "person", &identity->person);
  cs_cli_print (cli, "Added %s (%s) as %s.", identity->name, identity->handle, text);
  return TRUE;
}

static gboolean
run_role (CsCli *cli, GError **error)
{
  guint roles = 0;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsPersonRow) row =
      project != NULL ? cs_project_find_person (project, cs_cli_argument (cli, 1), error) : NULL;
  if (row == NULL || !cs_roles_parse (cs_cli_argument (cli, 2), &roles, error) ||
      !cs_project_set_roles (project, &row->gid, roles, error))
    return FALSE;
  cs_cli_print (cli, "%s is now %s.", row->handle, cs_cli_argument (cli, 2));
  return TRUE;
}

/* What is said goes over what is there. */
static gboolean
change_traits (CsCli *cli, CsTraits *traits, GError **error)
{
  const char *type = cs_cli_option (cli, "type"), *level = cs_cli_option (cli, "level"),
             *tags = cs_cli_option (cli, "tags"), *segments = cs_cli_option (cli, "segments");
  g_autofree char *tagged = tags != NULL ? cs_words_parse (tags, error) : g_strdup (traits->tags);
  g_autofree char *granted = tagged == NULL     ? NULL
                             : segments != NULL ? cs_words_parse (segments, error)
                                                : g_strdup (traits->segments);
  if (granted == NULL || (level != NULL && !cs_level_parse (level, &traits->level, error)) ||
      (type != NULL && type[0] != '\0' && !cs_worker_type_check (type, error)))
    return FALSE;
  if (type != NULL) {
    g_free (traits->type);
    traits->type = type[0] != '\0' ? g_strdup (type) : NULL;
  }
  g_free (traits->tags);
  g_free (traits->segments);
  traits->tags = g_steal_pointer (&tagged);
  traits->segments = g_steal_pointer (&granted);
  return TRUE;
}

static CsJson *
traits_json (const CsTraits *traits)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put_string (json, "level", cs_level_name (traits->level));
  cs_json_put (json, "segments", cs_words_to_json (traits->segments));
  cs_json_put (json, "tags", cs_words_to_json (traits->tags));
  cs_json_put_string (json, "type", traits->type);
  return json;
}

/* "contractor, level reviewer; expert in breast; let in to vip", "" where nothing was said. Caller
 * frees. */
static char *
traits_words (const CsTraits *traits)
{
  GString *text = g_string_new (traits->type);
  g_autofree char *tags = cs_words_to_text (traits->tags);
  g_autofree char *segments = cs_words_to_text (traits->segments);
  if (traits->level != CS_LEVEL_READER)
    g_string_append_printf (text, "%slevel %s", text->len > 0 ? ", " : "",
                            cs_level_name (traits->level));
  if (tags[0] != '\0')
    g_string_append_printf (text, "%sexpert in %s", text->len > 0 ? "; " : "", tags);
  if (segments[0] != '\0')
    g_string_append_printf (text, "%slet in to %s", text->len > 0 ? "; " : "", segments);
  return g_string_free (text, FALSE);
}

/* What brought them to their level. */
static gboolean
tell_promotion (CsCli *cli, const CsPersonRow *row, GError **error)
{
  CsTrackRecord record;
  if (row->promoted == NULL)
    return TRUE;
  CsJson *body = cs_json_parse_canonical (row->promoted, strlen (row->promoted), error);
  if (body == NULL)
    return FALSE;
  cs_track_record_from_json (cs_json_get (body, "evidence"), &record);
  g_autofree char *words = cs_track_record_words (&record);
  g_autofree char *when = cs_time_to_rfc3339 (cs_json_get_int (body, "wall", 0));
  cs_cli_print (cli, "Came to level %s on %.10s: %s. %s (%s)", cs_json_get_string (body, "level"),
                when, words, cs_json_get_string (body, "reason"),
                cs_json_get_string (body, "qualification"));
  cs_json_put (cs_cli_data (cli), "promoted", body);
  return TRUE;
}

static gboolean
tell_person (CsCli *cli, CsProject *project, const CsGid *gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  CsTrackRecord record;
  g_autoptr (GPtrArray) people = cs_project_people (project, &reader, error);
  for (guint i = 0; people != NULL && i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    if (!cs_gid_equal (&row->gid, gid))
      continue;
    g_autofree char *words = traits_words (&row->traits);
    cs_cli_print (cli, "%s: %s.", row->handle, words[0] != '\0' ? words : "nothing more is known");
    cs_json_put (cs_cli_data (cli), "traits", traits_json (&row->traits));
    cs_json_put_string (cs_cli_data (cli), "handle", row->handle);
    if (cs_project_track_record (project, &reader, gid, &record, NULL)) {
      g_autofree char *figures = cs_track_record_words (&record);
      cs_cli_print (cli, "Until now: %s.", figures);
      cs_json_put (cs_cli_data (cli), "record", cs_track_record_to_json (&record));
    }
    return tell_promotion (cli, row, error);
  }
  return people != NULL;
}

static gboolean
run_describe (CsCli *cli, GError **error)
{
  static const char *const changes[] = { "type", "level", "tags", "segments" };
  g_auto (CsTraits) traits = { 0 };
  gboolean change = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    change = change || cs_cli_option (cli, changes[i]) != NULL;
  CsProject *project =
      change ? cs_cli_project (cli, CS_STORE_WRITE, error) : cs_cli_member_project (cli, error);
  g_autoptr (CsPersonRow) row =
      project != NULL ? cs_project_find_person (project, cs_cli_argument (cli, 1), error) : NULL;
  if (row == NULL)
    return FALSE;
  CsGid gid = row->gid;
  if (!change)
    return tell_person (cli, project, &gid, error);
  return cs_project_traits (project, &gid, &traits, error) && change_traits (cli, &traits, error) &&
         cs_project_describe (project, &gid, &traits, cs_cli_option (cli, "reason"),
                              cs_cli_option (cli, "qualification"), error) &&
         tell_person (cli, project, &gid, error);
}

static gboolean
run_pausing (CsCli *cli, gboolean pauses, GError **error)
{
  const char *reason = cs_cli_option (cli, "reason");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsPersonRow) row =
      project != NULL ? cs_project_find_person (project, cs_cli_argument (cli, 1), error) : NULL;
  if (row == NULL)
    return FALSE;
  if (reason == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    pauses ? "say why with --reason TEXT; they read it, too"
                           : "say what was done with --reason TEXT");
  if (!(pauses ? cs_project_pause : cs_project_resume) (project, &row->gid, reason, error))
    return FALSE;
  cs_cli_print (
      cli, pauses ? "%s is paused: what they have begun they can still hand in." : "%s can go on.",
      row->handle);
  return TRUE;
}

static gboolean
run_pause (CsCli *cli, GError **error)
{
  return run_pausing (cli, TRUE, error);
}

static gboolean
run_resume (CsCli *cli, GError **error)
{
  return run_pausing (cli, FALSE, error);
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  const char *type = cs_cli_option (cli, "type");
  if (type != NULL && !cs_worker_type_check (type, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) people = cs_project_people (project, &reader, error);
  g_autoptr (GPtrArray) pauses =
      people != NULL ? cs_project_pauses (project, &reader, error) : NULL;
  if (pauses == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "people", list);
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, 1);
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    if (type != NULL && g_strcmp0 (type, row->traits.type) != 0)
      continue;
    g_autofree char *roles = cs_roles_to_text (row->roles);
    g_autofree char *traits = traits_words (&row->traits);
    g_autofree char *more =
        g_strconcat (row->certified ? "" : "(no signing key yet)",
                     row->certified || traits[0] == '\0' ? "" : " ", traits, NULL);
    CsJson *json = traits_json (&row->traits);
    cs_json_put_bool (json, "certified", row->certified);
    cs_json_put_string (json, "handle", row->handle);
    cs_json_put_string (json, "name", row->name);
    const CsPauseRow *pause = cs_pause_of (pauses, &row->gid);
    if (pause != NULL)
      cs_json_put_string (json, "paused", pause->reason);
    cs_json_put_gid (json, "person", &row->gid);
    cs_json_put_string (json, "roles", roles);
    cs_json_append (list, json);
    g_autofree char *notes =
        g_strdup_printf ("%s%s%s%s", more, pause == NULL || more[0] == '\0' ? "" : " ",
                         pause != NULL ? "paused: " : "", pause != NULL ? pause->reason : "");
    cs_cli_table_add (table, row->handle, row->name, roles, notes);
  }
  cs_cli_table_print (table);
  return TRUE;
}

static const CsCliOption add_options[] = {
  { "identity", "FILE", "what their \"key list\" prints in braces" },
  { "handle", "HANDLE", "an identity of this machine" },
  { "role", "ROLE[,ROLE]", "labeler, reviewer, adjudicator, sme, lead, auditor, observer" },
  { NULL },
};

static const CsCliOption pause_options[] = {
  { "reason", "TEXT", "why; who is paused reads it" },
  { NULL },
};

static const CsCliOption resume_options[] = {
  { "reason", "TEXT", "what was done" },
  { NULL },
};

static const CsCliOption describe_options[] = {
  { "type", "TYPE", "contractor, sme or staff; \"\": not said" },
  { "level", "LEVEL", "reader, reviewer or trainer" },
  { "tags", "WORD[,WORD]", "what they are expert in, all of it; \"\": nothing" },
  { "segments", "WORD[,WORD]", "the sensitive segments that they are let in to; \"\": none" },
  { "reason", "TEXT", "why the level changes" },
  { "qualification", "TEXT", "what qualifies them for a higher one" },
  { NULL },
};

static const CsCliOption list_options[] = {
  { "type", "TYPE", "only contractor, sme or staff" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "add", "PROJECT (--identity FILE | --handle HANDLE) --role ROLE[,ROLE]", "add somebody",
    add_options, 1, 1, run_add },
  { "role", "PROJECT PERSON ROLE[,ROLE]", "change somebody's roles", NULL, 3, 3, run_role },
  { "pause", "PROJECT PERSON --reason TEXT", "somebody begins nothing new", pause_options, 2, 2,
    run_pause },
  { "resume", "PROJECT PERSON --reason TEXT", "they go on", resume_options, 2, 2, run_resume },
  { "describe",
    "PROJECT PERSON [--type TYPE] [--tags WORDS] [--segments WORDS] [--level LEVEL --reason TEXT "
    "[--qualification TEXT]]",
    "what is known of somebody, or say it anew", describe_options, 2, 2, run_describe },
  { "list", "PROJECT [--type TYPE]", "who is in the project", list_options, 1, 1, run_list },
};

const CsCommand cs_command_person = { "person", actions, G_N_ELEMENTS (actions) };
