/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-record.h"
#include "cs-file.h"
#include "cs-intake-stopped.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT "countersign-import-2"

struct _CsIntakeRecord {
  char *path;
  int fd; /* -1: nothing is kept */
  gboolean goes_on;
  GHashTable *known; /* path of a source -> CsJson, its line */
  GString *lines;    /* of the transaction that is open */
  gint64 total;
};

/* --- the order: what makes two runs the same --- */

static CsJson *
escaped (const char *text)
{
  g_autofree char *value =
      g_uri_escape_bytes ((const guint8 *)text, strlen (text), "/ ,()[]'!$&+=:@;");
  return cs_json_new_string (value);
}

static void
put_escaped (CsJson *json, const char *key, const char *text)
{
  if (text != NULL)
    cs_json_put (json, key, escaped (text));
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  const CsHash *const *x = a, *const *y = b;
  return memcmp ((*x)->bytes, (*y)->bytes, sizeof (*x)->bytes);
}

static void
put_hashes (CsJson *json, const char *key, GHashTable *set)
{
  if (set == NULL)
    return;
  guint n = 0;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (set, &n);
  qsort (keys, n, sizeof *keys, compare_hashes);
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    cs_json_append (list, cs_json_new_hash (keys[i]));
  cs_json_put (json, key, list);
}

static char *
order_of (const CsIntakeOptions *options)
{
  g_autoptr (CsJson) json = cs_json_new_object ();
  g_autofree char *here = g_get_current_dir ();
  CsJson *paths = cs_json_new_array ();
  for (guint i = 0; options->paths[i] != NULL; i++)
    cs_json_append (paths, escaped (options->paths[i]));
  cs_json_put_int (json, "case_by", options->case_by);
  cs_json_put_int (json, "context_by", options->context_by);
  put_escaped (json, "csv", options->csv);
  cs_json_put_string (json, "encoding", options->encoding);
  put_escaped (json, "folder", options->folder != NULL ? options->folder : here);
  cs_json_put_string (json, "format", FORMAT);
  cs_json_put_bool (json, "link", options->link);
  cs_json_put (json, "paths", paths);
  cs_json_put_bool (json, "as_text", options->as_text);
  put_hashes (json, "take", options->take);
  put_hashes (json, "leave", options->leave);
  return cs_json_to_canonical (json, NULL);
}

/* --- one file --- */

/* When it was last touched, and which it is: what a program cannot change back unseen. */
static char *
look_of (const struct stat *status)
{
  return g_strdup_printf ("%llu:%llu:%lld:%lld.%09ld:%lld.%09ld",
                          (unsigned long long)status->st_dev, (unsigned long long)status->st_ino,
                          (long long)status->st_size, (long long)status->st_mtim.tv_sec,
                          status->st_mtim.tv_nsec, (long long)status->st_ctim.tv_sec,
                          status->st_ctim.tv_nsec);
}

static CsIntakeFile *
file_of (const CsJson *line, const char *path, const char *name)
{
  const CsJson *probe = cs_json_get (line, "probe"), *text = cs_json_get (line, "text");
  const char *media = cs_json_get_string (line, "media");
  g_autoptr (CsIntakeFile) file = cs_intake_file_new (g_strdup (name), path, -1, 0);
  file->size = file->blob.size = cs_json_get_int (line, "size", -1);
  if (file->size < 0 || media == NULL || !cs_json_get_hash (line, "hash", &file->blob.hash) ||
      !cs_json_get_hash (line, "chunks", &file->blob.chunks))
    return NULL;
  g_strlcpy (file->blob.media, media, sizeof file->blob.media);
  file->probe = probe != NULL ? cs_probe_new (probe, NULL) : NULL;
  file->text = probe == NULL && text != NULL ? cs_json_ref ((CsJson *)text) : NULL;
  file->words = cs_json_get_int (line, "words", 0);
  file->kind = file->text != NULL ? CS_INTAKE_TEXT : CS_INTAKE_PICTURE;
  file->stored = TRUE;
  return file->probe != NULL || file->text != NULL ? g_steal_pointer (&file) : NULL;
}

CsIntakeFile *
cs_intake_record_find (const CsIntakeRecord *record, CsStore *store, const char *path,
                       const char *name)
{
  const CsJson *line = g_hash_table_lookup (record->known, path);
  struct stat status;
  if (line == NULL || stat (path, &status) != 0)
    return NULL;
  g_autofree char *look = look_of (&status);
  if (g_strcmp0 (cs_json_get_string (line, "look"), look) != 0)
    return NULL;
  g_autoptr (CsIntakeFile) file = file_of (line, path, name);
  return file != NULL && cs_store_has_blob (store, &file->blob.hash) ? g_steal_pointer (&file)
                                                                     : NULL;
}

/* A member of an archive is read again, as is the archive. */
void
cs_intake_record_add (CsIntakeRecord *record, const CsIntakeFile *file)
{
  struct stat status;
  if (record->fd < 0 || file->stored || file->path == NULL || fstat (file->fd, &status) != 0)
    return;
  g_autoptr (CsJson) json = cs_json_new_object ();
  g_autofree char *look = look_of (&status);
  cs_json_put_hash (json, "hash", &file->blob.hash);
  cs_json_put_hash (json, "chunks", &file->blob.chunks);
  cs_json_put_string (json, "look", look);
  cs_json_put_string (json, "media", file->blob.media);
  put_escaped (json, "path", file->path);
  cs_json_put_int (json, "size", file->size);
  if (file->probe != NULL)
    cs_json_put (json, "probe", cs_json_ref ((CsJson *)cs_probe_json (file->probe)));
  else
    cs_json_put (json, "text", cs_json_ref (file->text));
  cs_json_put_int (json, "words", file->words);
  g_autofree char *line = cs_json_to_canonical (json, NULL);
  g_string_append (record->lines, line);
  g_string_append_c (record->lines, '\n');
}

/* --- the file of it --- */

void
cs_intake_record_write (CsIntakeRecord *record, gint64 total)
{
  if (total != record->total) {
    g_autofree char *line = g_strdup_printf ("{\"total\":%" G_GINT64_FORMAT "}\n", total);
    g_string_prepend (record->lines, line);
  }
  record->total = total;
  gsize done = 0;
  while (record->fd >= 0 && done < record->lines->len) {
    ssize_t got = write (record->fd, record->lines->str + done, record->lines->len - done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    done += (gsize)got;
  }
  g_string_truncate (record->lines, 0);
}

static void
keep_line (gpointer data, CsJson *line)
{
  CsIntakeRecord *record = data;
  const char *path = cs_json_get_string (line, "path");
  char *plain = path != NULL ? g_uri_unescape_string (path, NULL) : NULL;
  if (plain != NULL)
    g_hash_table_replace (record->known, plain, cs_json_ref (line));
}

/* Of the same order: reads what it knows, and cuts off a line that was never finished. */
static gboolean
go_on (CsIntakeRecord *record, const char *order)
{
  gint64 whole = 0;
  record->goes_on = cs_intake_lines_read (record->path, order, keep_line, record, &whole);
  if (!record->goes_on)
    return FALSE;
  record->fd = open (record->path, O_WRONLY | O_APPEND | O_CLOEXEC);
  if (record->fd >= 0 && ftruncate (record->fd, whole) != 0) {
    close (record->fd);
    record->fd = -1;
  }
  return TRUE;
}

static void
begin (CsIntakeRecord *record, const char *order)
{
  g_autofree char *folder = g_path_get_dirname (record->path);
  g_autofree char *line = g_strconcat (order, "\n", NULL);
  if (cs_file_make_dir (folder, 0700, NULL) &&
      cs_file_replace (record->path, line, strlen (line), 0600, NULL))
    record->fd = open (record->path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

CsIntakeRecord *
cs_intake_record_new (CsProject *project, const CsIntakeOptions *options)
{
  CsIntakeRecord *record = g_new0 (CsIntakeRecord, 1);
  g_autofree char *order = order_of (options);
  record->path = cs_project_intake_path (project);
  record->fd = -1;
  record->known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)cs_json_unref);
  record->lines = g_string_new (NULL);
  if (!go_on (record, order))
    begin (record, order);
  return record;
}

gboolean
cs_intake_record_goes_on (const CsIntakeRecord *record)
{
  return record->goes_on;
}

void
cs_intake_record_remove (CsIntakeRecord *record)
{
  unlink (record->path);
}

void
cs_intake_record_free (CsIntakeRecord *record)
{
  if (record == NULL)
    return;
  if (record->fd >= 0)
    close (record->fd);
  g_hash_table_unref (record->known);
  g_string_free (record->lines, TRUE);
  g_free (record->path);
  g_free (record);
}
