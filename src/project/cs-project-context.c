/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-context.h"
#include "cs-event-kind.h"
#include "cs-project-private.h"
#include "cs-project-sight.h"

#include <string.h>

G_STATIC_ASSERT (CS_CONTEXT_TEXT_MAX == CS_EVENT_TEXT_MAX);

char *
cs_context_clean_text (const char *text, gsize size, GError **error)
{
  if (memchr (text, 0, size) != NULL || !g_utf8_validate (text, (gssize)size, NULL)) {
    cs_fail (error, CS_ERROR_INVALID, "not UTF-8 text");
    return NULL;
  }
  g_autofree char *clean = g_strstrip (g_strndup (text, size));
  if (clean[0] == '\0')
    cs_fail (error, CS_ERROR_INVALID, "there is nothing in the text");
  else if (strlen (clean) > CS_CONTEXT_TEXT_MAX)
    cs_fail (error, CS_ERROR_LIMIT, "the text is longer than %d bytes", CS_CONTEXT_TEXT_MAX);
  else if (!cs_json_text_ok (clean))
    cs_fail (error, CS_ERROR_INVALID, "there are control characters in the text");
  else
    return g_steal_pointer (&clean);
  return NULL;
}

CsJson *
cs_project_context_body (CsProject *project, const CsGid *case_gid, const char *part,
                         const char *text, GError **error)
{
  g_autofree char *clean = cs_context_clean_text (text, strlen (text), error);
  if (clean == NULL)
    return NULL;
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_string (body, "part", part);
  cs_json_put_string (body, "text", clean);
  return body;
}

gboolean
cs_project_add_context (CsProject *project, const CsGid *case_gid, const char *part,
                        const char *text, GError **error)
{
  CsJson *body = cs_project_context_body (project, case_gid, part, text, error);
  return body != NULL && cs_project_do (project, "context.add", body, NULL, error);
}

gboolean
cs_project_allow_context (CsProject *project, const char *const *parts, const char *note,
                          GError **error)
{
  CsSchema *schema = NULL;
  if (!cs_project_schema (project, &schema, NULL, error))
    return FALSE;
  if (schema == NULL)
    return cs_fail (error, CS_ERROR_NOT_FOUND,
                    "no label schema was published yet; \"schema publish PROJECT FILE\" does it");
  g_autoptr (CsSchema) now = cs_schema_with_context (schema, parts, error);
  return now != NULL && cs_project_publish_schema (project, now, note, error);
}

/* The last one that counts. What stands beside a case stands beside its control cases, too, and is
 * there once, so that it can be erased once. */
char *
cs_project_context_text (CsProject *project, const CsGid *case_gid, const char *part,
                         GError **error)
{
  CsDb *db = cs_index_db (project->index);
  g_autofree char *text = NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error,
                   "SELECT event FROM case_event WHERE case_gid = ?1 OR case_gid = (SELECT of_case"
                   " FROM control WHERE control.case_gid = ?1) ORDER BY ord",
                   "g", case_gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsEvent) event = { 0 };
    gint64 no = 0;
    if (!cs_journal_read (project->store, cs_stmt_int (stmt, 0), &event, error) ||
        !cs_db_get_int (db, 0, &no, error, "SELECT 1 FROM unrecognised WHERE hash = ?", "h",
                        &event.hash))
      return NULL;
    if (no != 0 || strcmp (event.kind, "context.add") != 0 ||
        g_strcmp0 (cs_json_get_string (event.body, "part"), part) != 0)
      continue;
    g_free (text);
    text = g_strdup (cs_json_get_string (event.body, "text"));
  }
  return state == 0 ? g_steal_pointer (&text) : NULL;
}

static gboolean
has_header (const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    const CsJson *part = cs_json_at (cs_json_get (item->facts, "parts"), 0);
    if (g_strcmp0 (cs_json_get_string (part, "media"), "application/dicom") == 0)
      return TRUE;
  }
  return FALSE;
}

/* PART may be there. */
static gboolean
may_be_there (CsProject *project, const CsGid *case_gid, const char *part, gboolean header,
              gboolean *ret_may, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autofree char *text = NULL;
  *ret_may = header && strcmp (part, "report") != 0;
  if (*ret_may)
    return TRUE;
  text = cs_project_context_text (project, case_gid, part, &inner);
  *ret_may = text != NULL;
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

GStrv
cs_project_context_parts (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                          GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  CsSchema *schema = NULL;
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_project_schema (project, &schema, NULL, error))
    return NULL;
  if (reader->roles == 0 || !cs_project_sees_case (project, reader, &work)) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such case");
    return NULL;
  }
  g_autoptr (GPtrArray) items = cs_project_case_items (project, reader, case_gid, error);
  if (items == NULL)
    return NULL;
  for (guint i = 0; schema != NULL && cs_context_parts[i] != NULL; i++) {
    gboolean may = FALSE;
    if (!cs_schema_allows (schema, cs_context_parts[i]))
      continue;
    if (!may_be_there (project, case_gid, cs_context_parts[i], has_header (items), &may, error))
      return NULL;
    if (may)
      g_strv_builder_add (parts, cs_context_parts[i]);
  }
  return g_strv_builder_end (parts);
}

gboolean
cs_project_open_context (CsProject *project, const CsGid *case_gid, const char *const *parts,
                         GError **error)
{
  CsJson *body = cs_project_case_body (project, case_gid);
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; parts[i] != NULL; i++)
    cs_json_append (list, cs_json_new_string (parts[i]));
  cs_json_put (body, "parts", list);
  return cs_project_do (project, "context.open", body, NULL, error);
}
