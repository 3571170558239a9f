/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-private.h"
#include "cs-blob-locate.h"
#include "cs-error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* So many files are open, and so many bytes of archives in memory, at once. */
#define BATCH_FILES 128
#define BATCH_BYTES (64 * 1024 * 1024)
#define TRANSACTION_BYTES (32 * 1024 * 1024)
#define TRANSACTION_FILES 512

/* --- measuring --- */

static gboolean
check_way (CsIntake *intake, CsIntakeFile *file)
{
  if (intake->options->link && file->path == NULL)
    cs_intake_file_refuse_as (file, "unsupported",
                              "it lies in an archive and cannot be linked; import the archive "
                              "without --link");
  else if (!intake->options->link && file->size > CS_BLOB_MEMORY_MAX)
    cs_intake_file_refuse_as (file, "limit",
                              "larger than 1 GiB; import it with --link, so that it stays where "
                              "it lies");
  return file->code == NULL;
}

static const CsIntakeFile *
stored_already (const CsIntake *intake, const CsIntakeFile *file)
{
  return g_hash_table_lookup (intake->by_hash, &file->blob.hash);
}

static gboolean
project_has (const CsIntake *intake, const CsIntakeFile *file)
{
  return intake->project != NULL && cs_project_has_source (intake->project, &file->blob.hash);
}

/* Hashes what is waiting. FALSE when stopped. */
static gboolean
measure_all (CsIntake *intake, GError **error)
{
  for (guint i = 0; i < intake->batch->len; i++) {
    CsIntakeFile *file = intake->batch->pdata[i];
    g_autoptr (GError) local = NULL;
    if (file->code != NULL || file->stored || !check_way (intake, file))
      continue;
    if (cs_blob_measure (file->fd, file->size, "application/octet-stream", &file->blob,
                         intake->cancellable, &local)) {
      file->unwanted = intake->options->take != NULL &&
                       g_hash_table_contains (intake->options->leave, &file->blob.hash);
      continue;
    }
    if (cs_intake_stopped (intake, error))
      return FALSE;
    cs_intake_file_refuse (file, local);
  }
  return TRUE;
}

/* --- looking into them --- */

typedef struct {
  GPtrArray *files; /* of CsIntakeFile, borrowed */
} Pictures;

static int
open_picture (gpointer data, guint n, gint64 *ret_size, char **ret_name, GError **error)
{
  const CsIntakeFile *file = ((Pictures *)data)->files->pdata[n];
  int fd = fcntl (file->fd, F_DUPFD_CLOEXEC, 3);
  if (fd < 0) {
    cs_set_errno (error, errno, "%s", file->name);
    return -1;
  }
  *ret_size = file->size;
  *ret_name = g_strdup (file->name);
  return fd;
}

/* A picture that is not whole is no picture to judge: half of it would pass as all of it. */
static void
take_probe (CsIntakeFile *file, CsProbe *probe)
{
  const CsProbeFacts *facts = cs_probe_facts (probe);
  const char *damage = cs_json_string (cs_json_at (facts->damage, 0));
  if (damage != NULL) {
    g_autofree char *message =
        g_strconcat (damage, "; get the file again from where it came", NULL);
    cs_intake_file_refuse_as (file, "corrupt", message);
    return;
  }
  file->probe = cs_probe_ref (probe);
  g_strlcpy (file->blob.media, facts->media_type, sizeof file->blob.media);
}

static void
picture_done (gpointer data, guint n, CsProbe *probe, const GError *error)
{
  CsIntakeFile *file = ((Pictures *)data)->files->pdata[n];
  if (probe != NULL) {
    take_probe (file, probe);
    return;
  }
  if (file->may_be_text && g_error_matches (error, CS_ERROR, CS_ERROR_UNSUPPORTED)) {
    g_autoptr (GError) hinted = g_error_copy (error);
    g_autofree char *message = g_steal_pointer (&hinted->message);
    hinted->message = g_strconcat (message, "; to import it as a text, add --text", NULL);
    cs_intake_file_refuse (file, hinted);
    return;
  }
  cs_intake_file_refuse (file, error);
}

static void
read_text (CsIntake *intake, CsIntakeFile *file)
{
  g_autofree char *lower = g_ascii_strdown (file->name, -1);
  cs_intake_file_read_text (file, intake->options->encoding);
  g_strlcpy (file->blob.media, g_str_has_suffix (lower, ".md") ? "text/markdown" : "text/plain",
             sizeof file->blob.media);
}

static gboolean
read_all (CsIntake *intake, GError **error)
{
  static const CsProbeMany job = { open_picture, picture_done };
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  for (guint i = 0; i < intake->batch->len; i++) {
    CsIntakeFile *file = intake->batch->pdata[i];
    if (file->code != NULL || file->stored || file->unwanted ||
        stored_already (intake, file) != NULL || project_has (intake, file))
      continue;
    if (cs_intake_stopped (intake, error))
      return FALSE;
    if (file->kind == CS_INTAKE_TEXT)
      read_text (intake, file);
    else
      g_ptr_array_add (files, file);
  }
  Pictures pictures = { files };
  return cs_decoder_probe_many (intake->decoder, files->len, &job, &pictures, CS_PROBE_DEFAULT,
                                intake->cancellable, error);
}

/* --- storing them --- */

static gboolean
commit (CsIntake *intake, GError **error)
{
  intake->pending = 0;
  intake->n_pending = 0;
  if (intake->txn != NULL && !cs_txn_commit (g_steal_pointer (&intake->txn), error))
    return FALSE;
  if (intake->record != NULL)
    cs_intake_record_write (intake->record, intake->total);
  return TRUE;
}

static gboolean
put (CsIntake *intake, const CsIntakeFile *file, GError **error)
{
  if (intake->options->look || file->stored)
    return TRUE;
  CsStore *store = cs_project_store (intake->project);
  if (intake->txn == NULL)
    intake->txn = cs_project_begin_blobs (intake->project, error);
  if (intake->txn == NULL)
    return FALSE;
  if (intake->options->link)
    return cs_store_link_blob (store, file->path, &file->blob, error);
  return cs_store_put_blob (store, file->fd, &file->blob, intake->cancellable, error);
}

/* Whether only this file cannot be stored, and nothing of it was written. */
static gboolean
concerns_file_only (const CsIntake *intake, const GError *error)
{
  return intake->options->link && (g_error_matches (error, CS_ERROR, CS_ERROR_INVALID) ||
                                   g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND));
}

static void
tell_notes (CsIntake *intake, const CsIntakeFile *file)
{
  const CsJson *notes = file->probe != NULL ? cs_probe_facts (file->probe)->notes : NULL;
  for (guint i = 0; i < cs_json_length (notes); i++)
    cs_problems_add (intake->problems, CS_SEVERITY_INFO, "note", file->name, "%s",
                     cs_json_string (cs_json_at (notes, i)));
}

/* Takes FILE over. */
static gboolean
store (CsIntake *intake, CsIntakeFile *given, GError **error)
{
  g_autoptr (CsIntakeFile) file = given;
  g_autoptr (GError) local = NULL;
  if (!put (intake, file, &local)) {
    if (cs_intake_stopped (intake, error))
      return FALSE;
    if (concerns_file_only (intake, local)) {
      cs_intake_file_refuse (file, local);
      cs_intake_refuse (intake, file->name, file->code, file->message);
      return TRUE;
    }
    g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", file->name);
    return FALSE;
  }
  tell_notes (intake, file);
  if (intake->record != NULL)
    cs_intake_record_add (intake->record, file);
  intake->report->went_on += file->stored;
  cs_intake_file_close (file);
  intake->pending += file->stored ? 0 : file->size;
  intake->n_pending += !file->stored;
  g_ptr_array_add (intake->accepted, file);
  g_hash_table_insert (intake->by_hash, &file->blob.hash, file);
  g_steal_pointer (&file);
  return (intake->pending < TRANSACTION_BYTES && intake->n_pending < TRANSACTION_FILES) ||
         commit (intake, error);
}

/* Of a source that was linked and is not where it was: it lies where FILE does. */
static gboolean
find_again (CsIntake *intake, const CsIntakeFile *file, GError **error)
{
  CsStore *store = cs_project_store (intake->project);
  g_autofree char *path = g_canonicalize_filename (file->path, NULL);
  if (intake->txn == NULL)
    intake->txn = cs_project_begin_blobs (intake->project, error);
  if (intake->txn == NULL || !cs_store_move_blob (store, &file->blob.hash, path, error))
    return FALSE;
  intake->report->found_again++;
  cs_problems_add (intake->problems, CS_SEVERITY_INFO, "found-again", file->name,
                   "it was linked and not where it was; from now on it is read from %s", path);
  return TRUE;
}

/* A text may be the report of several cases, or of one and an item: what it is the plan says. */
static void
take_again (CsIntake *intake, CsIntakeFile *file, const CsIntakeFile *other)
{
  cs_json_unref (file->text); /* read as well, where both came in one batch */
  file->text = cs_json_ref (other->text);
  file->words = other->words;
  file->again = other->name;
  g_strlcpy (file->blob.media, other->blob.media, sizeof file->blob.media);
  cs_intake_file_close (file);
  g_ptr_array_add (intake->accepted, file);
}

static gboolean
is_found_again (const CsIntake *intake, const CsIntakeFile *file)
{
  return intake->options->link && !intake->options->look &&
         cs_store_blob_is_lost (cs_project_store (intake->project), &file->blob.hash);
}

/* What was chosen by its bytes is taken as it was then, or not at all. */
static gboolean
was_looked_at (const CsIntake *intake, const CsIntakeFile *file)
{
  return intake->options->take == NULL ||
         g_hash_table_contains (intake->options->take, &file->blob.hash);
}

/* Takes FILE over. */
static gboolean
settle (CsIntake *intake, CsIntakeFile *given, GError **error)
{
  g_autoptr (CsIntakeFile) file = given;
  if (file->code != NULL) {
    cs_intake_refuse (intake, file->name, file->code, file->message);
    return TRUE;
  }
  if (file->unwanted) {
    intake->report->not_wanted++;
    cs_problems_add (intake->problems, CS_SEVERITY_INFO, "not-wanted", file->name,
                     "left out, as it was chosen");
    return TRUE;
  }
  const CsIntakeFile *other = stored_already (intake, file);
  if (other != NULL && other->text != NULL) {
    take_again (intake, g_steal_pointer (&file), other);
    return TRUE;
  }
  if (other != NULL || project_has (intake, file)) {
    intake->report->duplicates++;
    if (other == NULL)
      cs_hash_set_add (intake->again, &file->blob.hash);
    cs_problems_add (intake->problems, CS_SEVERITY_INFO, "duplicate", file->name,
                     "the same bytes as %s; stored once",
                     other != NULL ? other->name : "a file that the project has already");
    return other != NULL || !is_found_again (intake, file) || find_again (intake, file, error);
  }
  if (!was_looked_at (intake, file)) {
    cs_intake_refuse (intake, file->name, "conflict",
                      "it is not what it was when it was looked at; import it again");
    return TRUE;
  }
  return store (intake, g_steal_pointer (&file), error);
}

static gboolean
settle_all (CsIntake *intake, GError **error)
{
  for (guint i = 0; i < intake->batch->len; i++) {
    CsIntakeFile *file = g_steal_pointer (&intake->batch->pdata[i]);
    g_autofree char *name = g_strdup (file->name);
    if (!settle (intake, file, error) || cs_intake_stopped (intake, error))
      return FALSE;
    cs_intake_step (intake, name);
  }
  return TRUE;
}

static gboolean
work_off (CsIntake *intake, GError **error)
{
  if (!measure_all (intake, error) || !read_all (intake, error) || !settle_all (intake, error))
    return FALSE;
  g_ptr_array_set_size (intake->batch, 0);
  intake->batch_bytes = 0;
  return TRUE;
}

gboolean
cs_intake_take (CsIntake *intake, CsIntakeFile *file, GError **error)
{
  g_ptr_array_add (intake->batch, file);
  if (file->path == NULL)
    intake->batch_bytes += file->size;
  return (intake->batch->len < BATCH_FILES && intake->batch_bytes < BATCH_BYTES) ||
         work_off (intake, error);
}

gboolean
cs_intake_flush (CsIntake *intake, GError **error)
{
  return work_off (intake, error) && commit (intake, error);
}
