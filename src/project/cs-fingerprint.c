/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fingerprint.h"
#include "cs-file.h"
#include "cs-json-check.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHANGE_COUNTER_OFFSET 24

static const CsField fields[] = {
  { "counter", CS_FIELD_INT, CS_FIELD_REQUIRED },
  { "inode", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "mtime", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "open", CS_FIELD_BOOL, CS_FIELD_REQUIRED },
  { "size", CS_FIELD_INT, CS_FIELD_REQUIRED },
  { NULL },
};

static char *
record_path (CsEnv *env, const char *path)
{
  CsHash hash;
  char hex[CS_HASH_HEX + 1];
  cs_hash_data (path, strlen (path), &hash);
  cs_hash_to_hex (&hash, hex)[32] = '\0';
  g_autofree char *name = g_strdup_printf ("%s.json", hex);
  return g_build_filename (env->state_dir, "files", name, NULL);
}

CsJson *
cs_fingerprint_look (const char *path, CsFingerprint state)
{
  guint8 counter[4] = { 0 };
  int fd = cs_file_open (path, NULL, NULL);
  if (fd < 0)
    return NULL;
  struct stat status;
  gboolean ok = fstat (fd, &status) == 0 &&
                pread (fd, counter, sizeof counter, CHANGE_COUNTER_OFFSET) == sizeof counter;
  close (fd);
  if (!ok)
    return NULL;
  CsJson *record = cs_json_new_object ();
  g_autofree char *inode = g_strdup_printf ("%llu:%llu", (unsigned long long)status.st_dev,
                                            (unsigned long long)status.st_ino);
  g_autofree char *mtime =
      g_strdup_printf ("%lld.%09ld", (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
  cs_json_put_int (record, "counter",
                   (gint64)counter[0] << 24 | counter[1] << 16 | counter[2] << 8 | counter[3]);
  cs_json_put_string (record, "inode", inode);
  cs_json_put_string (record, "mtime", mtime);
  cs_json_put_bool (record, "open", state == CS_FINGERPRINT_OPEN);
  cs_json_put_int (record, "size", status.st_size);
  return record;
}

CsFingerprint
cs_fingerprint_of (CsEnv *env, const char *path)
{
  g_autofree char *name = record_path (env, path);
  g_autoptr (GBytes) text = cs_file_read (name, 4096, NULL);
  if (text == NULL)
    return CS_FINGERPRINT_UNKNOWN;
  gsize size = 0;
  const char *data = g_bytes_get_data (text, &size);
  g_autoptr (CsJson) known = cs_json_parse_canonical (data, size, NULL);
  if (known == NULL || !cs_json_check (known, fields, NULL))
    return CS_FINGERPRINT_UNKNOWN;
  gboolean open = cs_json_get_bool (known, "open");
  g_autoptr (CsJson) now =
      cs_fingerprint_look (path, open ? CS_FINGERPRINT_OPEN : CS_FINGERPRINT_CLOSED);
  if (now == NULL)
    return CS_FINGERPRINT_UNKNOWN;
  if (open)
    return g_strcmp0 (cs_json_get_string (known, "inode"), cs_json_get_string (now, "inode")) == 0
               ? CS_FINGERPRINT_OPEN
               : CS_FINGERPRINT_UNKNOWN;
  return cs_json_equal (known, now) ? CS_FINGERPRINT_CLOSED : CS_FINGERPRINT_UNKNOWN;
}

gboolean
cs_fingerprint_store (CsEnv *env, const char *path, const CsJson *record, GError **error)
{
  g_autofree char *name = record_path (env, path);
  g_autofree char *folder = g_path_get_dirname (name);
  if (record == NULL) {
    g_unlink (name);
    return TRUE;
  }
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (record, &size);
  return cs_file_make_dir (folder, 0700, error) && cs_file_replace (name, text, size, 0600, error);
}
