/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-check.h"
#include "cs-minisign.h"
#include "cs-release-verify-private.h"
#include "cs-sshsig.h"

#include <string.h>

void
cs_release_report_free (CsReleaseReport *report)
{
  if (report == NULL)
    return;
  g_free (report->name);
  g_free (report->project_name);
  g_free (report->by);
  g_clear_pointer (&report->keys, g_ptr_array_unref);
  g_free (report);
}

/* --- for all parts --- */

void
cs_release_check_fail (CsReleaseCheck *check, const char *path, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  cs_problems_add (check->problems, CS_SEVERITY_ERROR, "altered", path, "%s", message);
}

CsJson *
cs_release_check_json (CsReleaseCheck *check, const char *path)
{
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  GBytes *bytes = cs_release_files_bytes (check->files, path, &error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  CsJson *json = text != NULL ? cs_json_parse_canonical (text, size, &error) : NULL;
  if (json == NULL)
    cs_release_check_fail (check, path, "%s", error->message);
  return json;
}

/* --- every file is what the list says --- */

static gboolean
is_outside (const char *path)
{
  return strcmp (path, CS_RELEASE_SUMS) == 0 || strcmp (path, CS_RELEASE_SUMS_SSH) == 0 ||
         strcmp (path, CS_RELEASE_SUMS_MINISIGN) == 0 ||
         g_str_has_prefix (path, CS_RELEASE_SOURCE_FOLDER);
}

static GArray *
read_sums (CsReleaseCheck *check, const char *path)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = cs_release_files_bytes (check->files, path, &error);
  GArray *sums = bytes != NULL ? cs_release_sums_read (bytes, &error) : NULL;
  if (sums == NULL)
    cs_release_check_fail (check, path, "%s", error->message);
  return sums;
}

static void
check_sums (CsReleaseCheck *check)
{
  g_autoptr (GArray) sums = read_sums (check, CS_RELEASE_SUMS);
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; sums != NULL && i < sums->len; i++) {
    const CsReleaseSum *sum = &g_array_index (sums, CsReleaseSum, i);
    const CsReleaseFile *file = cs_release_files_find (check->files, sum->path);
    g_hash_table_add (listed, sum->path);
    if (file == NULL)
      cs_release_check_fail (check, sum->path, "the file is missing");
    else if (!cs_hash_equal (&file->hash, &sum->hash))
      cs_release_check_fail (check, sum->path, "the file was changed after the release");
    else
      check->report->files++;
  }
  check->report->files += sums != NULL;
  for (guint i = 0; i < check->files->files->len; i++) {
    const char *path = ((CsReleaseFile *)check->files->files->pdata[i])->path;
    if (!is_outside (path) && !g_hash_table_contains (listed, path))
      cs_release_check_fail (check, path, "the file is no part of the release");
  }
}

static void
check_sources (CsReleaseCheck *check)
{
  g_autoptr (GArray) sums = read_sums (check, CS_RELEASE_SOURCES);
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; sums != NULL && i < sums->len; i++) {
    const CsReleaseSum *sum = &g_array_index (sums, CsReleaseSum, i);
    const CsReleaseFile *file = cs_release_files_find (check->files, sum->path);
    g_hash_table_add (listed, sum->path);
    check->report->sources++;
    if (file != NULL && !cs_hash_equal (&file->hash, &sum->hash))
      cs_release_check_fail (check, sum->path, "this is not the source file that was signed");
    check->report->sources_there += file != NULL && cs_hash_equal (&file->hash, &sum->hash);
  }
  for (guint i = 0; i < check->files->files->len; i++) {
    const char *path = ((CsReleaseFile *)check->files->files->pdata[i])->path;
    if (g_str_has_prefix (path, CS_RELEASE_SOURCE_FOLDER) && !g_hash_table_contains (listed, path))
      cs_release_check_fail (check, path, "the file is no source of the release");
  }
  if (check->report->sources_there < check->report->sources)
    cs_problems_add (check->problems, CS_SEVERITY_INFO, "not-here", CS_RELEASE_SOURCES,
                     "%u of %u source files are not in the bundle and were not checked",
                     check->report->sources - check->report->sources_there, check->report->sources);
}

/* --- the list is what the releaser signed --- */

static void
check_ssh (CsReleaseCheck *check, const CsReleaseKey *releaser, GBytes *sums)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *purpose = NULL;
  CsPublicKey key;
  CsSignature signature;
  gsize size = 0, sums_size = 0;
  gconstpointer data = g_bytes_get_data (sums, &sums_size);
  GBytes *bytes = cs_release_files_bytes (check->files, CS_RELEASE_SUMS_SSH, &error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (text == NULL || !cs_sshsig_from_armour (text, size, &key, &purpose, &signature, &error))
    cs_release_check_fail (check, CS_RELEASE_SUMS_SSH, "%s", error->message);
  else if (!cs_public_key_equal (&key, &releaser->key))
    cs_release_check_fail (check, CS_RELEASE_SUMS_SSH, "it is by another key than that of %s",
                           releaser->handle);
  else if (strcmp (purpose, CS_SSHSIG_RELEASE) != 0 ||
           !cs_sshsig_verify (&key, CS_SSHSIG_RELEASE, data, sums_size, &signature))
    cs_release_check_fail (check, CS_RELEASE_SUMS_SSH, "the signature of %s does not hold",
                           releaser->handle);
  else
    check->report->files++;
}

static void
check_minisign (CsReleaseCheck *check, const CsReleaseKey *releaser, GBytes *sums)
{
  g_autoptr (GError) error = NULL;
  gsize size = 0, sums_size = 0, public_size = 0;
  gconstpointer data = g_bytes_get_data (sums, &sums_size);
  GBytes *bytes = cs_release_files_bytes (check->files, CS_RELEASE_SUMS_MINISIGN, &error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (text == NULL ||
      !cs_minisign_verify (&releaser->key, data, sums_size, text, size, NULL, &error))
    cs_release_check_fail (check, CS_RELEASE_SUMS_MINISIGN, "%s", error->message);
  else
    check->report->files++;
  g_autofree char *expected = cs_minisign_public_key (&releaser->key);
  GBytes *public = cs_release_files_bytes (check->files, "signer.pub", NULL);
  const char *there = public != NULL ? g_bytes_get_data (public, &public_size) : NULL;
  if (there == NULL || public_size != strlen (expected) ||
      memcmp (there, expected, public_size) != 0)
    cs_release_check_fail (check, "signer.pub", "it is not the key of %s", releaser->handle);
}

static const CsReleaseKey *
find_releaser (CsReleaseCheck *check)
{
  const CsReleaseKey *releaser = NULL;
  for (guint i = 0; i < check->report->keys->len; i++) {
    const CsReleaseKey *key = check->report->keys->pdata[i];
    if (key->releases && releaser != NULL)
      cs_release_check_fail (check, "people.json", "it names two who release");
    if (key->releases)
      releaser = key;
  }
  return releaser;
}

static void
check_release_signature (CsReleaseCheck *check)
{
  const CsReleaseKey *releaser = find_releaser (check);
  GBytes *sums = cs_release_files_bytes (check->files, CS_RELEASE_SUMS, NULL);
  if (releaser == NULL || sums == NULL) {
    cs_release_check_fail (check, "people.json", "nobody in it signed the release");
    return;
  }
  if (g_strcmp0 (releaser->handle, cs_json_get_string (check->about, "by")) != 0)
    cs_release_check_fail (check, "release.json", "it names another releaser than people.json");
  check_ssh (check, releaser, sums);
  check_minisign (check, releaser, sums);
}

/* --- whose keys --- */

static void
check_allowed_signers (CsReleaseCheck *check)
{
  gsize size = 0;
  g_autofree char *expected = cs_release_keys_allowed_signers (check->report->keys);
  GBytes *bytes = cs_release_files_bytes (check->files, "allowed_signers", NULL);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (text == NULL || size != strlen (expected) || memcmp (text, expected, size) != 0)
    cs_release_check_fail (check, "allowed_signers", "it names other keys than people.json");
}

static gboolean
is_of (const GPtrArray *roster, const CsReleaseKey *key)
{
  for (guint i = 0; i < roster->len; i++) {
    const CsPersonRow *row = roster->pdata[i];
    if (row->certified && cs_gid_equal (&row->gid, &key->person) &&
        cs_public_key_equal (&row->signing_key, &key->key))
      return TRUE;
  }
  return FALSE;
}

static void
check_roster (CsReleaseCheck *check, const GPtrArray *roster)
{
  for (guint i = 0; roster != NULL && i < check->report->keys->len; i++) {
    const CsReleaseKey *key = check->report->keys->pdata[i];
    if (!is_of (roster, key))
      cs_release_check_fail (check, "people.json",
                             "the key of %s is not the one that the project knows", key->handle);
  }
  if (roster == NULL)
    cs_problems_add (check->problems, CS_SEVERITY_INFO, "trust", "people.json",
                     "the keys were taken from the release itself; compare their fingerprints with"
                     " ones that you got another way");
}

static gboolean
read_people (CsReleaseCheck *check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = cs_release_check_json (check, "people.json");
  if (json == NULL)
    return FALSE;
  check->report->keys = cs_release_keys_from_json (json, &error);
  if (check->report->keys == NULL)
    cs_release_check_fail (check, "people.json", "%s", error->message);
  return check->report->keys != NULL;
}

/* --- what it says it is --- */

static const CsField about_fields[] = {
  { "by", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_HANDLE_MAX },
  { "cases", CS_FIELD_INT, CS_FIELD_REQUIRED },
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "formats", CS_FIELD_STRING, CS_FIELD_REQUIRED | CS_FIELD_LIST },
  { "items", CS_FIELD_INT, CS_FIELD_REQUIRED },
  { "language", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED },
  { "meaning", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 100 },
  { "offset", CS_FIELD_INT, CS_FIELD_REQUIRED, -1440, 1440 },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "project", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "project_name", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "sources", CS_FIELD_INT, CS_FIELD_REQUIRED },
  { "statement", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "statement_hash", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "tips", CS_FIELD_HASH, CS_FIELD_LIST },
  { "tool", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "wall", CS_FIELD_INT, CS_FIELD_REQUIRED },
  { "with_sources", CS_FIELD_BOOL, CS_FIELD_REQUIRED },
  { "zone", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { NULL },
};

static CsJson *
read_about (const CsReleaseFiles *files, GError **error)
{
  gsize size = 0;
  GBytes *bytes = cs_release_files_bytes (files, "release.json", NULL);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (text == NULL) {
    cs_fail (error, CS_ERROR_INVALID, "this is no release: it has no release.json");
    return NULL;
  }
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, size, error);
  const char *format = json != NULL ? cs_json_get_string (json, "format") : NULL;
  if (format != NULL && g_str_has_prefix (format, "countersign-release-") &&
      strcmp (format, CS_RELEASE_FORMAT) != 0) {
    cs_fail (error, CS_ERROR_TOO_NEW, "the release is a \"%s\"; this program knows \"%s\"", format,
             CS_RELEASE_FORMAT);
    return NULL;
  }
  if (json == NULL || !cs_json_check (json, about_fields, error)) {
    g_prefix_error (error, "release.json: ");
    return NULL;
  }
  return g_steal_pointer (&json);
}

static void
check_counts (CsReleaseCheck *check)
{
  const CsReleaseReport *report = check->report;
  if (cs_json_get_int (check->about, "cases", -1) != report->cases ||
      cs_json_get_int (check->about, "items", -1) != report->items ||
      cs_json_get_int (check->about, "sources", -1) != report->sources ||
      cs_json_get_int (check->about, "marks", -1) != (gint64)report->marks)
    cs_release_check_fail (check, "release.json", "its counts are not those of the release");
}

CsReleaseReport *
cs_release_verify (const CsReleaseFiles *files, const GPtrArray *roster, GPtrArray *problems,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (CsJson) about = read_about (files, error);
  if (about == NULL)
    return NULL;
  g_autoptr (CsReleaseReport) report = g_new0 (CsReleaseReport, 1);
  CsReleaseCheck check = { files, problems, report, about };
  report->name = g_strdup (cs_json_get_string (about, "name"));
  report->project_name = g_strdup (cs_json_get_string (about, "project_name"));
  report->by = g_strdup (cs_json_get_string (about, "by"));
  cs_json_get_gid (about, "project", &report->project);
  check_sums (&check);
  check_sources (&check);
  if (read_people (&check)) {
    check_allowed_signers (&check);
    check_roster (&check, roster);
    check_release_signature (&check);
    cs_release_check_cases (&check, cancellable);
    check_counts (&check);
  } else {
    report->keys = cs_release_keys_new ();
  }
  if (g_cancellable_is_cancelled (cancellable)) {
    cs_fail (error, CS_ERROR_CANCELLED, "stopped before everything was checked");
    return NULL;
  }
  report->sound = TRUE;
  for (guint i = 0; i < problems->len; i++)
    if (((CsProblem *)problems->pdata[i])->severity == CS_SEVERITY_ERROR)
      report->sound = FALSE;
  return g_steal_pointer (&report);
}
