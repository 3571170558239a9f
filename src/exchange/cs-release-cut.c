/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-file.h"
#include "cs-journal.h"
#include "cs-minisign.h"
#include "cs-release-private.h"
#include "cs-sshsig.h"

#include <string.h>

#define STATEMENT                                                                                  \
  "Released: this is the frozen list of cases that carry a valid signature, as the files named "   \
  "in "                                                                                            \
  "SHA256SUMS."
#define MAX_NAME 100

/* --- files --- */

gboolean
cs_release_cut_add (CsReleaseCut *cut, const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) owned = bytes;
  if (!cs_release_path_ok (path))
    return cs_fail (error, CS_ERROR_INVALID, "%s is no proper file name", path);
  if (g_hash_table_contains (cut->files, path))
    return cs_fail (error, CS_ERROR_CONFLICT, "the release would have two files %s", path);
  g_hash_table_insert (cut->files, g_strdup (path), g_steal_pointer (&owned));
  return TRUE;
}

gboolean
cs_release_cut_add_text (CsReleaseCut *cut, const char *path, const char *text, GError **error)
{
  return cs_release_cut_add (cut, path, g_bytes_new (text, strlen (text)), error);
}

static gboolean
add_json (CsReleaseCut *cut, const char *path, CsJson *json, GError **error)
{
  g_autoptr (CsJson) owned = json;
  g_autofree char *text = cs_json_to_canonical (owned, NULL);
  return cs_release_cut_add_text (cut, path, text, error);
}

/* --- formats --- */

static gboolean
has_pictures (const CsDataset *dataset)
{
  for (guint i = 0; i < dataset->items->len; i++)
    if (((CsDatasetItem *)g_ptr_array_index (dataset->items, i))->media != CS_DATASET_TEXT)
      return TRUE;
  return FALSE;
}

static void
add_format (CsReleaseCut *cut, const CsFormat *format)
{
  if (!g_ptr_array_find (cut->formats, format, NULL))
    g_ptr_array_add (cut->formats, (gpointer)format);
}

/* Our own lines always: they alone carry everything, and the verifier compares them with what was
 * signed. */
static gboolean
choose_formats (CsReleaseCut *cut, GError **error)
{
  const CsFormat *own = cs_format_find ("jsonl", error);
  if (own == NULL)
    return FALSE;
  add_format (cut, own);
  if (cut->order->formats == NULL && has_pictures (cut->export->chosen)) {
    const CsFormat *coco = cs_format_find ("coco", error);
    if (coco == NULL)
      return FALSE;
    add_format (cut, coco);
  }
  for (guint i = 0; cut->order->formats != NULL && cut->order->formats[i] != NULL; i++)
    add_format (cut, cut->order->formats[i]);
  return TRUE;
}

static gboolean
add_formats (CsReleaseCut *cut, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  if (!choose_formats (cut, error))
    return FALSE;
  for (guint i = 0; i < cut->formats->len; i++) {
    const CsFormat *format = cut->formats->pdata[i];
    format->losses (cut->export->chosen, problems);
    GBytes *bytes = cs_export_format (cut->export, format, cancellable, error);
    if (bytes == NULL || !cs_release_cut_add (cut, format->file_name, bytes, error))
      return FALSE;
  }
  return cs_release_cut_add (cut, "items.jsonl", cs_export_items (cut->export), error);
}

/* --- what it is, and who signs --- */

static CsJson *
describe (const CsReleaseCut *cut, const CsReleaseKey *releaser, GError **error)
{
  CsJson *tips = cs_project_tips (cut->project, error);
  if (tips == NULL)
    return NULL;
  CsJson *json = cs_json_new_object ();
  CsJson *formats = cs_json_new_array ();
  CsHash shown;
  cs_hash_data (STATEMENT, strlen (STATEMENT), &shown);
  for (guint i = 0; i < cut->formats->len; i++)
    cs_json_append (formats, cs_json_new_string (((const CsFormat *)cut->formats->pdata[i])->id));
  cs_json_put_string (json, "by", releaser->handle);
  cs_json_put_int (json, "cases", cut->export->cases->len);
  cs_json_put_string (json, "format", CS_RELEASE_FORMAT);
  cs_json_put (json, "formats", formats);
  cs_json_put_int (json, "items", cut->export->chosen->items->len);
  cs_json_put_string (json, "language", "en");
  cs_json_put_int (json, "marks", (gint64)cs_dataset_count_marks (cut->export->chosen));
  cs_json_put_string (json, "meaning", "released");
  cs_json_put_string (json, "name", cut->order->name);
  cs_json_put_gid (json, "person", &releaser->person);
  cs_json_put_gid (json, "project", cs_project_gid (cut->project));
  cs_json_put_string (json, "project_name", cs_project_name (cut->project));
  cs_json_put_int (json, "sources", g_hash_table_size (cut->sources));
  cs_json_put_string (json, "statement", STATEMENT);
  cs_json_put_hash (json, "statement_hash", &shown);
  cs_json_put (json, "tips", tips);
  cs_json_put_string (json, "tool", "countersign " CS_VERSION);
  cs_json_put_bool (json, "with_sources", cut->order->with_sources);
  cs_put_time (json, cs_store_env (cs_project_store (cut->project)));
  return json;
}

static gboolean
add_descriptions (CsReleaseCut *cut, GError **error)
{
  const CsIdentity *identity = cs_signer_identity (cs_project_signer (cut->project));
  CsReleaseKey *releaser = cs_release_keys_get (
      cut->keys, &identity->person, &identity->signing_key, identity->handle, identity->name);
  releaser->releases = TRUE;
  cs_release_keys_sort (cut->keys);
  g_autofree char *signers = cs_release_keys_allowed_signers (cut->keys);
  g_autofree char *minisign = cs_minisign_public_key (&identity->signing_key);
  g_autofree char *recipe = cs_release_verify_text (cut, releaser);
  g_autoptr (CsJson) about = describe (cut, releaser, error);
  return cs_release_cut_add_text (cut, "allowed_signers", signers, error) &&
         cs_release_cut_add_text (cut, "signer.pub", minisign, error) &&
         cs_release_cut_add_text (cut, "VERIFY.txt", recipe, error) &&
         cs_release_cut_add_text (cut, "read.py", cs_release_reader, error) &&
         add_json (cut, "people.json", cs_release_keys_to_json (cut->keys), error) &&
         about != NULL && add_json (cut, "release.json", cs_json_ref (about), error);
}

static GBytes *
sums_of (const CsReleaseCut *cut)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer path, bytes;
  g_hash_table_iter_init (&iter, cut->files);
  while (g_hash_table_iter_next (&iter, &path, &bytes)) {
    CsHash *hash = g_new (CsHash, 1);
    gsize size = 0;
    gconstpointer data = g_bytes_get_data (bytes, &size);
    cs_hash_data (data, size, hash);
    g_hash_table_insert (hashes, path, hash);
  }
  return cs_release_sums_write (hashes);
}

static gboolean
sign_sums (CsReleaseCut *cut, GError **error)
{
  CsSigner *signer = cs_project_signer (cut->project);
  const CsPublicKey *key = &cs_signer_identity (signer)->signing_key;
  char project[CS_GID_HEX + 1];
  g_autoptr (GBytes) sums = sums_of (cut);
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (sums, &size);
  CsSignature signature;
  if (!cs_signer_sign (signer, CS_SSHSIG_RELEASE, data, size, &signature, error))
    return FALSE;
  g_autofree char *comment =
      g_strdup_printf ("countersign release %s of project %s", cut->order->name,
                       cs_gid_to_hex (cs_project_gid (cut->project), project));
  g_autofree char *armour = cs_sshsig_to_armour (key, CS_SSHSIG_RELEASE, &signature);
  g_autofree char *minisig = cs_minisign_sign (cs_signer_signing_key (signer), data, size, comment);
  return cs_release_cut_add (cut, CS_RELEASE_SUMS, g_bytes_ref (sums), error) &&
         cs_release_cut_add_text (cut, CS_RELEASE_SUMS_SSH, armour, error) &&
         cs_release_cut_add_text (cut, CS_RELEASE_SUMS_MINISIGN, minisig, error);
}

/* --- the whole --- */

static gboolean
check_name (CsProject *project, const CsReader *reader, const char *name, GError **error)
{
  if (name[0] == '\0' || strlen (name) > MAX_NAME || !cs_json_text_ok (name) ||
      strpbrk (name, "\n\r\t") != NULL || g_str_has_prefix (name, " ") ||
      g_str_has_suffix (name, " "))
    return cs_fail (error, CS_ERROR_INVALID,
                    "a release's name is one line of 1 to %d bytes of plain text", MAX_NAME);
  g_autoptr (GPtrArray) there = cs_project_releases (project, reader, error);
  for (guint i = 0; there != NULL && i < there->len; i++)
    if (strcmp (((CsReleaseRow *)there->pdata[i])->name, name) == 0)
      return cs_fail (error, CS_ERROR_CONFLICT,
                      "there is a release \"%s\" already; releases are never changed, name a new"
                      " one",
                      name);
  return there != NULL;
}

gboolean
cs_release_may_cut (CsProject *project, const char *name, GError **error)
{
  CsReader reader = cs_project_reader (project);
  if (!(reader.roles & CS_ROLE_LEAD))
    return cs_fail (error, CS_ERROR_DENIED, "only a lead of the project cuts releases");
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, error);
  if (status == NULL || !check_name (project, &reader, name, error))
    return FALSE;
  return status->by_status[CS_CASE_SIGNED] > 0 ||
         cs_fail (error, CS_ERROR_DENIED,
                  "no case is signed; \"status\" says where the cases stand");
}

static void
cut_clear (CsReleaseCut *cut)
{
  g_clear_pointer (&cut->export, cs_export_free);
  g_clear_pointer (&cut->files, g_hash_table_unref);
  g_clear_pointer (&cut->keys, g_ptr_array_unref);
  g_clear_pointer (&cut->documents, g_hash_table_unref);
  g_clear_pointer (&cut->sources, g_hash_table_unref);
  g_clear_pointer (&cut->formats, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsReleaseCut, cut_clear)

gboolean
cs_release_cut (CsProject *project, const CsReleaseOrder *order, GPtrArray *problems,
                GCancellable *cancellable, CsReleaseCounts *ret_counts, GError **error)
{
  CsReader reader = cs_project_reader (project);
  CsSigner *signer = cs_project_signer (project);
  g_auto (CsReleaseCut) cut = { .project = project, .order = order };
  if (!cs_release_may_cut (project, order->name, error))
    return FALSE;
  if (signer == NULL || cs_signer_signing_key (signer) == NULL)
    return cs_fail (error, CS_ERROR_DENIED, "the signing key is locked; a release is signed");
  cut.export = cs_export_new (project, &reader, CS_EXPORT_SIGNED, cancellable, error);
  if (cut.export == NULL)
    return FALSE;
  if (cut.export->cases->len == 0)
    return cs_fail (error, CS_ERROR_DENIED,
                    "no case is signed as it is now; those that were have changed since: "
                    "sign them again, or put a changed file back where it was");
  cut.files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  cut.keys = cs_release_keys_new ();
  cut.documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cut.sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  cut.formats = g_ptr_array_new ();
  if (!cs_release_cut_cases (&cut, cancellable, error) || !cs_release_cut_documents (&cut, error) ||
      !cs_release_cut_look_at_sources (&cut, problems, error) ||
      !cs_release_cut_sources (&cut, error) || !add_formats (&cut, problems, cancellable, error) ||
      !add_descriptions (&cut, error) || !sign_sums (&cut, error) ||
      !cs_project_cut_release (project, order->name, cut.files, error))
    return FALSE;
  if (ret_counts != NULL)
    *ret_counts = (CsReleaseCounts){ cut.export->cases->len, cut.export->chosen->items->len,
                                     g_hash_table_size (cut.files),
                                     cs_dataset_count_marks (cut.export->chosen) };
  return TRUE;
}
