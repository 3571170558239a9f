/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-format.h"
#include "cs-mark-set.h"
#include "cs-release-verify-private.h"
#include "cs-revision.h"
#include "cs-sshsig.h"

#include <string.h>

#define FOLDER_MANIFESTS "manifests/"
#define FOLDER_SIGNATURES "signatures/"
#define LINES "revisions.jsonl"
#define MARKS "marks.jsonl"

/* One entry of a signed list. */
typedef struct {
  CsJson *manifest;    /* a reference */
  const CsJson *entry; /* in it */
  CsReleaseKey *key;   /* borrowed */
} Signed;

typedef struct {
  CsReleaseCheck *check;
  GPtrArray *entries;  /* of Signed */
  GHashTable *by_case; /* gid as hex -> GPtrArray of Signed, borrowed */
  GHashTable *lines;   /* hash as hex -> GBytes of revisions.jsonl */
  GHashTable *items;   /* case gid as hex -> GPtrArray of CsDatasetItem */
  CsDataset *dataset;  /* marks.jsonl, or NULL */
} Work;

static void
signed_free (gpointer data)
{
  cs_json_unref (((Signed *)data)->manifest);
  g_free (data);
}

static gpointer
list_in (GHashTable *table, const char *key)
{
  GPtrArray *list = g_hash_table_lookup (table, key);
  if (list == NULL) {
    list = g_ptr_array_new ();
    g_hash_table_insert (table, g_strdup (key), list);
  }
  return list;
}

/* --- the signed lists --- */

static CsReleaseKey *
key_of (Work *work, const CsJson *manifest)
{
  CsGid person;
  CsPublicKey key;
  const char *hex = cs_json_get_string (manifest, "signing_key");
  GPtrArray *keys = work->check->report->keys;
  if (hex == NULL || !cs_public_key_from_hex (hex, &key) ||
      !cs_json_get_gid (manifest, "person", &person))
    return NULL;
  for (guint i = 0; i < keys->len; i++) {
    CsReleaseKey *there = keys->pdata[i];
    if (cs_public_key_equal (&there->key, &key) && cs_gid_equal (&there->person, &person))
      return there;
  }
  return NULL;
}

static gboolean
signature_holds (Work *work, const CsReleaseFile *file, const CsReleaseKey *key)
{
  g_autofree char *path = g_strconcat (file->path, ".sig", NULL);
  g_autofree char *purpose = NULL;
  GBytes *bytes = cs_release_files_bytes (work->check->files, path, NULL);
  CsPublicKey by;
  CsSignature signature;
  gsize size = 0, text_size = 0;
  const char *armour = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  gconstpointer text = g_bytes_get_data (file->bytes, &text_size);
  return armour != NULL && cs_sshsig_from_armour (armour, size, &by, &purpose, &signature, NULL) &&
         cs_public_key_equal (&by, &key->key) && strcmp (purpose, CS_SSHSIG_SIGNOFF) == 0 &&
         cs_sshsig_verify (&key->key, CS_SSHSIG_SIGNOFF, text, text_size, &signature);
}

static const char *
fault_of (Work *work, const CsReleaseFile *file, const CsJson *manifest, CsReleaseKey *key)
{
  char hex[CS_HASH_HEX + 1];
  CsGid project;
  g_autofree char *name =
      g_strdup_printf (FOLDER_MANIFESTS "%s.json", cs_hash_to_hex (&file->hash, hex));
  if (strcmp (name, file->path) != 0)
    return "its name is not its SHA-256";
  if (key == NULL)
    return "it is signed by nobody in people.json";
  if (!cs_json_get_gid (manifest, "project", &project) ||
      !cs_gid_equal (&project, &work->check->report->project))
    return "it was signed in another project";
  if (g_strcmp0 (cs_json_get_string (manifest, "meaning"), "approved") != 0)
    return "it was not signed as approved";
  return signature_holds (work, file, key) ? NULL : "its signature does not hold";
}

static void
read_manifest (Work *work, const CsReleaseFile *file)
{
  g_autoptr (CsJson) manifest = cs_release_check_json (work->check, file->path);
  if (manifest == NULL)
    return;
  CsReleaseKey *key = key_of (work, manifest);
  const char *fault = fault_of (work, file, manifest, key);
  if (fault != NULL) {
    cs_release_check_fail (work->check, file->path, "%s", fault);
    return;
  }
  const CsJson *entries = cs_json_get (manifest, "entries");
  for (guint i = 0; i < cs_json_length (entries); i++) {
    const CsJson *entry = cs_json_at (entries, i);
    const char *gid = cs_json_get_string (entry, "case");
    if (gid == NULL)
      continue;
    Signed *one = g_new0 (Signed, 1);
    *one = (Signed){ cs_json_ref (manifest), entry, key };
    g_ptr_array_add (work->entries, one);
    g_ptr_array_add (list_in (work->by_case, gid), one);
  }
}

/* --- the marks --- */

static void
read_lines (Work *work)
{
  GBytes *bytes = cs_release_files_bytes (work->check->files, LINES, NULL);
  gsize size = 0;
  const char *at = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL, *end = at + size;
  while (at != NULL && at < end) {
    const char *stop = memchr (at, '\n', (gsize)(end - at));
    stop = stop != NULL ? stop : end;
    CsHash hash;
    char hex[CS_HASH_HEX + 1];
    cs_hash_data (at, (gsize)(stop - at), &hash);
    g_hash_table_insert (
        work->lines, g_strdup (cs_hash_to_hex (&hash, hex)),
        g_bytes_new_from_bytes (bytes, (gsize)(at - (const char *)g_bytes_get_data (bytes, NULL)),
                                (gsize)(stop - at)));
    at = stop + 1;
  }
}

static GBytes *
fetch_line (const CsHash *hash, gpointer data, GError **error)
{
  const Work *work = data;
  char hex[CS_HASH_HEX + 1];
  GBytes *bytes = g_hash_table_lookup (work->lines, cs_hash_to_hex (hash, hex));
  if (bytes == NULL)
    cs_fail (error, CS_ERROR_NOT_FOUND, "no line of " LINES " has the SHA-256 %s", hex);
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

static CsMarkSet *
signed_marks (Work *work, const CsJson *entry, GError **error)
{
  CsHash object;
  gsize size = 0;
  if (!cs_json_get_hash (entry, "object", &object)) {
    cs_fail (error, CS_ERROR_CORRUPT, "the entry names no marks");
    return NULL;
  }
  g_autoptr (GBytes) bytes = fetch_line (&object, work, error);
  if (bytes == NULL)
    return NULL;
  const char *text = g_bytes_get_data (bytes, &size);
  return cs_revision_read (text, size, fetch_line, work, error);
}

static void
read_marks (Work *work, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  const CsFormat *format = cs_format_find ("jsonl", &error);
  GBytes *bytes =
      format != NULL ? cs_release_files_bytes (work->check->files, MARKS, &error) : NULL;
  if (bytes != NULL) {
    g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (bytes);
    work->dataset = format->read (input, work->check->problems, cancellable, &error);
  }
  if (work->dataset == NULL) {
    cs_release_check_fail (work->check, MARKS, "%s", error->message);
    return;
  }
  work->check->report->items = work->dataset->items->len;
  work->check->report->marks = cs_dataset_count_marks (work->dataset);
  for (guint i = 0; i < work->dataset->items->len; i++) {
    CsDatasetItem *item = g_ptr_array_index (work->dataset->items, i);
    char gid[CS_GID_HEX + 1];
    g_ptr_array_add (list_in (work->items, cs_gid_to_hex (&item->case_gid, gid)), item);
  }
}

/* What marks.jsonl says of a case. */
static CsMarkSet *
released_marks (const GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  for (guint i = 0; i < items->len; i++) {
    const CsDatasetItem *item = items->pdata[i];
    for (guint j = 0; j < item->marks->len; j++)
      g_ptr_array_add (marks, g_ptr_array_index (item->marks, j));
    if (item->answer != CS_ANSWER_NONE)
      cs_mark_answers_add (answers, &item->gid, item->answer, item->note);
  }
  return cs_mark_set_new (marks, answers, error);
}

/* --- a case --- */

/* Its items are those that were signed, with the same files in the same order. */
static gboolean
same_items (const CsJson *entry, const GPtrArray *items)
{
  const CsJson *list = cs_json_get (entry, "items");
  if (cs_json_length (list) != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const CsDatasetItem *item = items->pdata[i]; /* by gid, and so is the entry */
    const CsJson *parts = cs_json_get (cs_json_at (list, i), "parts");
    CsGid gid;
    if (!cs_json_get_gid (cs_json_at (list, i), "item", &gid) || !cs_gid_equal (&gid, &item->gid) ||
        cs_json_length (parts) != item->parts->len)
      return FALSE;
    for (guint j = 0; j < item->parts->len; j++) {
      const CsDatasetPart *part = cs_dataset_item_part (item, j);
      const char *hex = cs_json_string (cs_json_at (parts, j));
      CsHash hash;
      if (hex == NULL || !cs_hash_from_hex (hex, &hash) || !part->has_sha256 ||
          !cs_hash_equal (&hash, &part->sha256))
        return FALSE;
    }
  }
  return TRUE;
}

static void
check_documents (Work *work, const char *path, const CsJson *entry)
{
  static const char *const keys[] = { "schema", "guideline", "workflow" };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    CsHash hash;
    char hex[CS_HASH_HEX + 1];
    if (!cs_json_get_hash (entry, keys[i], &hash))
      continue;
    g_autofree char *name = g_strdup_printf ("documents/%s.json", cs_hash_to_hex (&hash, hex));
    const CsReleaseFile *file = cs_release_files_find (work->check->files, name);
    if (file == NULL || !cs_hash_equal (&file->hash, &hash))
      cs_release_check_fail (work->check, path, "the %s that was signed is not here", keys[i]);
  }
}

static void
check_content (Work *work, const char *path, const char *gid, const CsJson *entry)
{
  g_autoptr (GError) error = NULL;
  const GPtrArray *items = g_hash_table_lookup (work->items, gid);
  g_autoptr (CsMarkSet) was = signed_marks (work, entry, &error);
  if (was == NULL) {
    cs_release_check_fail (work->check, path, "%s", error->message);
    return;
  }
  g_autoptr (CsMarkSet) is = items != NULL ? released_marks (items, &error) : NULL;
  if (is == NULL)
    cs_release_check_fail (work->check, path, "%s",
                           error != NULL ? error->message : MARKS " has nothing of the case");
  else if (!same_items (entry, items))
    cs_release_check_fail (work->check, path, MARKS " has other items or files than were signed");
  else if (!cs_mark_set_equal (was, is))
    cs_release_check_fail (work->check, path, MARKS " has other marks or answers than were signed");
}

static void
check_case (Work *work, const CsReleaseFile *file)
{
  g_autoptr (CsJson) entry = cs_release_check_json (work->check, file->path);
  const char *gid = entry != NULL ? cs_json_get_string (entry, "case") : NULL;
  work->check->report->cases++;
  if (entry == NULL)
    return;
  g_autofree char *name = g_strdup_printf (FOLDER_SIGNATURES "%s.json", gid != NULL ? gid : "");
  const GPtrArray *list = gid != NULL ? g_hash_table_lookup (work->by_case, gid) : NULL;
  Signed *found = NULL;
  for (guint i = 0; list != NULL && found == NULL && i < list->len; i++)
    if (cs_json_equal (((Signed *)list->pdata[i])->entry, entry))
      found = list->pdata[i];
  if (strcmp (name, file->path) != 0 || found == NULL) {
    cs_release_check_fail (work->check, file->path, "no signed list has this entry");
    return;
  }
  found->key->cases++;
  check_documents (work, file->path, entry);
  check_content (work, file->path, gid, entry);
}

/* Nothing is released that nobody signed. */
static void
check_unsigned (Work *work)
{
  GHashTableIter iter;
  gpointer gid;
  g_hash_table_iter_init (&iter, work->items);
  while (g_hash_table_iter_next (&iter, &gid, NULL)) {
    g_autofree char *path = g_strdup_printf (FOLDER_SIGNATURES "%s.json", (const char *)gid);
    if (cs_release_files_find (work->check->files, path) == NULL)
      cs_release_check_fail (work->check, MARKS, "the case %s is not signed", (const char *)gid);
  }
}

static void
each_in (Work *work, const char *folder, void (*func) (Work *, const CsReleaseFile *),
         GCancellable *cancellable)
{
  const GPtrArray *files = work->check->files->files;
  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++) {
    const CsReleaseFile *file = files->pdata[i];
    if (g_str_has_prefix (file->path, folder) && g_str_has_suffix (file->path, ".json"))
      func (work, file);
  }
}

static void
work_clear (Work *work)
{
  g_ptr_array_unref (work->entries);
  g_hash_table_unref (work->by_case);
  g_hash_table_unref (work->lines);
  g_hash_table_unref (work->items);
  g_clear_pointer (&work->dataset, cs_dataset_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static GHashTable *
table_of (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

void
cs_release_check_cases (CsReleaseCheck *check, GCancellable *cancellable)
{
  g_auto (Work) work = { .check = check };
  work.entries = g_ptr_array_new_with_free_func (signed_free);
  work.by_case = table_of ((GDestroyNotify)g_ptr_array_unref);
  work.lines = table_of ((GDestroyNotify)g_bytes_unref);
  work.items = table_of ((GDestroyNotify)g_ptr_array_unref);
  each_in (&work, FOLDER_MANIFESTS, read_manifest, cancellable);
  read_lines (&work);
  read_marks (&work, cancellable);
  each_in (&work, FOLDER_SIGNATURES, check_case, cancellable);
  check_unsigned (&work);
}
