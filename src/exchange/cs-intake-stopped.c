/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-stopped.h"
#include "cs-file.h"
#include "cs-source-name.h"

#include <string.h>
#include <unistd.h>

#define MAX_RECORD ((gsize)1024 * 1024 * 1024)

/* --- the lines --- */

/* The next whole line of TEXT, parsed; NULL with RET_LENGTH 0 at the end, else for what is none. */
static CsJson *
next_line (const char *text, gsize size, gsize *ret_length)
{
  const char *end = size > 0 ? memchr (text, '\n', size) : NULL;
  gsize length = end != NULL ? (gsize)(end - text) : 0;
  *ret_length = end != NULL ? length + 1 : 0;
  return end != NULL ? cs_json_parse_canonical (text, length, NULL) : NULL;
}

gboolean
cs_intake_lines_read (const char *path, const char *order, CsIntakeLine take, gpointer data,
                      gint64 *ret_whole)
{
  gsize size = 0, at = 0, length = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, MAX_RECORD, NULL);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsJson) first = next_line (text, size, &at);
  if (first == NULL ||
      (order != NULL && (strlen (order) + 1 != at || memcmp (text, order, at - 1) != 0)))
    return FALSE;
  if (order == NULL)
    take (data, first);
  for (;;) {
    g_autoptr (CsJson) line = next_line (text + at, size - at, &length);
    if (length == 0)
      break;
    if (line != NULL)
      take (data, line);
    at += length;
  }
  *ret_whole = (gint64)at;
  return TRUE;
}

/* --- what was stopped --- */

void
cs_intake_stopped_free (CsIntakeStopped *stopped)
{
  if (stopped == NULL)
    return;
  g_clear_pointer (&stopped->options.take, g_hash_table_unref);
  g_clear_pointer (&stopped->options.leave, g_hash_table_unref);
  g_strfreev (stopped->paths);
  g_free (stopped->csv);
  g_free (stopped->encoding);
  g_free (stopped->folder);
  g_free (stopped->name);
  g_free (stopped);
}

static char *
plain (const CsJson *json, const char *key)
{
  const char *text = cs_json_get_string (json, key);
  return text != NULL ? g_uri_unescape_string (text, NULL) : NULL;
}

static GHashTable *
hashes_of (const CsJson *json, const char *key)
{
  const CsJson *list = cs_json_get (json, key);
  GHashTable *set = list != NULL ? cs_hash_set_new () : NULL;
  for (guint i = 0; i < cs_json_length (list); i++) {
    CsHash hash;
    const char *hex = cs_json_string (cs_json_at (list, i));
    if (hex != NULL && cs_hash_from_hex (hex, &hash))
      cs_hash_set_add (set, &hash);
  }
  return set;
}

static void
take_order (CsIntakeStopped *stopped, const CsJson *json)
{
  const CsJson *list = cs_json_get (json, "paths");
  guint n = cs_json_length (list), kept = 0;
  stopped->paths = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++) {
    const char *text = cs_json_string (cs_json_at (list, i));
    char *path = text != NULL ? g_uri_unescape_string (text, NULL) : NULL;
    if (path != NULL)
      stopped->paths[kept++] = path;
  }
  stopped->csv = plain (json, "csv");
  stopped->encoding = g_strdup (cs_json_get_string (json, "encoding"));
  stopped->folder = plain (json, "folder");
  gint64 by = cs_json_get_int (json, "case_by", 0);
  gint64 context = cs_json_get_int (json, "context_by", 0);
  stopped->options =
      (CsIntakeOptions){ .paths = (const char *const *)stopped->paths,
                         .link = cs_json_get_bool (json, "link"),
                         .case_by = (CsCaseBy)CLAMP (by, 0, CS_CASE_BY_CSV),
                         .context_by = (CsContextBy)CLAMP (context, 0, CS_CONTEXT_BY_FOLDER),
                         .csv = stopped->csv,
                         .as_text = cs_json_get_bool (json, "as_text"),
                         .encoding = stopped->encoding,
                         .folder = stopped->folder,
                         .take = hashes_of (json, "take"),
                         .leave = hashes_of (json, "leave") };
  g_autofree char *base = kept > 0 ? g_path_get_basename (stopped->paths[0]) : NULL;
  stopped->name = base != NULL ? cs_source_name_join ("", base) : NULL;
}

typedef struct {
  CsIntakeStopped *stopped;
  CsProject *project;
  gboolean over; /* what it stored is in the project by now */
} Reading;

static void
take_line (gpointer data, CsJson *line)
{
  Reading *reading = data;
  CsHash hash;
  if (reading->stopped->paths == NULL) {
    take_order (reading->stopped, line);
    return;
  }
  gint64 total = cs_json_get_int (line, "total", -1);
  if (total >= 0) {
    reading->stopped->total = total;
    return;
  }
  if (reading->stopped->done++ == 0 && cs_json_get_hash (line, "hash", &hash))
    reading->over = cs_project_has_source (reading->project, &hash);
}

CsIntakeStopped *
cs_intake_stopped_new (CsProject *project)
{
  g_autofree char *path = cs_project_intake_path (project);
  g_autoptr (CsIntakeStopped) stopped = g_new0 (CsIntakeStopped, 1);
  Reading reading = { stopped, project };
  gint64 whole = 0;
  if (!cs_intake_lines_read (path, NULL, take_line, &reading, &whole))
    return NULL;
  if (reading.over || stopped->name == NULL) {
    unlink (path);
    return NULL;
  }
  const CsReader reader = cs_project_reader (project);
  const CsRuleState state = { .project_exists = TRUE };
  g_autofree char *reason = NULL;
  return cs_rules_may (&reader, CS_DEED_IMPORT, &state, &reason) ? g_steal_pointer (&stopped)
                                                                 : NULL;
}

gboolean
cs_intake_forget (CsProject *project, GError **error)
{
  g_autofree char *path = cs_project_intake_path (project);
  unlink (path);
  return cs_project_sweep_blobs (project, error);
}
