/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sign-offer.h"
#include "cs-sample.h"

#include <string.h>

/* --- the offer --- */

void
cs_sign_offer_free (gpointer data)
{
  CsSignOffer *offer = data;
  if (offer == NULL)
    return;
  g_clear_pointer (&offer->rows, g_ptr_array_unref);
  g_clear_pointer (&offer->left, g_ptr_array_unref);
  g_free (offer->person);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSignOffer, cs_sign_offer_free)

static gboolean
version_of (CsProject *project, const char *kind, gint64 *ret_version, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_documents (project, &reader, kind, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    *ret_version = ((const CsDocumentRow *)rows->pdata[rows->len - 1])->version;
  return TRUE;
}

gboolean
cs_sign_is_sample (CsProject *project, const CsIdentity *identity)
{
  g_autoptr (CsPersonRow) labeler = cs_project_find_person (project, CS_SAMPLE_LABELER, NULL);
  g_autoptr (CsPersonRow) reviewer = cs_project_find_person (project, CS_SAMPLE_REVIEWER, NULL);
  return labeler != NULL && reviewer != NULL && strcmp (cs_project_name (project), "Sample") == 0 &&
         strcmp (identity->handle, CS_SAMPLE_EXPERT) == 0;
}

/* A meaning is offered when it fits everything that can be signed at all. */
static void
sort_rows (CsSignOffer *offer, GPtrArray *all)
{
  offer->approve = offer->review = TRUE;
  for (guint i = 0; i < all->len; i++) {
    CsSignRow *row = all->pdata[i];
    g_ptr_array_add (row->reason == NULL ? offer->rows : offer->left, row);
    offer->approve = offer->approve && (row->reason != NULL || row->may_approve);
    offer->review = offer->review && (row->reason != NULL || row->may_review);
  }
}

gpointer
cs_sign_offer_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsProject *project = desk->project;
  const CsIdentity *identity = cs_signer_identity (cs_project_signer (project));
  g_autoptr (GPtrArray) all = cs_project_sign_list (project, data, error);
  g_autoptr (CsSignOffer) offer = g_new0 (CsSignOffer, 1);
  offer->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_sign_row_free);
  offer->left = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_sign_row_free);
  if (all == NULL || !version_of (project, "guideline", &offer->guideline, error) ||
      !version_of (project, "schema", &offer->labels, error) ||
      !version_of (project, "workflow", &offer->workflow, error))
    return NULL;
  g_ptr_array_set_free_func (all, NULL);
  sort_rows (offer, all);
  offer->has_key = identity->certified;
  offer->sample = cs_sign_is_sample (project, identity);
  offer->person = g_strdup (identity->name);
  offer->roles = cs_project_reader (project).roles;
  return g_steal_pointer (&offer);
}

/* --- the wish --- */

CsSignWish *
cs_sign_wish_new (const char *passphrase, const char *meaning, gboolean new_key,
                  const GPtrArray *rows)
{
  CsSignWish *wish = g_new0 (CsSignWish, 1);
  wish->passphrase = g_strdup (passphrase);
  wish->meaning = meaning;
  wish->new_key = new_key;
  wish->cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  wish->revisions = g_array_new (FALSE, FALSE, sizeof (CsHash));
  for (guint i = 0; i < rows->len; i++) {
    const CsSignRow *row = rows->pdata[i];
    g_array_append_val (wish->cases, row->case_gid);
    g_array_append_val (wish->revisions, row->revision);
  }
  return wish;
}

void
cs_sign_wish_free (gpointer data)
{
  CsSignWish *wish = data;
  if (wish->passphrase != NULL)
    cs_secret_wipe (wish->passphrase, strlen (wish->passphrase));
  g_free (wish->passphrase);
  g_array_unref (wish->cases);
  g_array_unref (wish->revisions);
  g_free (wish);
}

void
cs_signed_free (gpointer data)
{
  CsSigned *done = data;
  if (done == NULL)
    return;
  g_clear_pointer (&done->refused, g_ptr_array_unref);
  g_clear_pointer (&done->signoff, cs_json_unref);
  g_clear_pointer (&done->titles, g_ptr_array_unref);
  g_free (done);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSigned, cs_signed_free)

/* --- the act --- */

/* What is there now against what the person was shown. */
static gboolean
ask_again (CsProject *project, const CsSignWish *wish, CsSigned *done, GError **error)
{
  gboolean approve = strcmp (wish->meaning, "approved") == 0;
  for (guint i = 0; i < wish->cases->len; i++) {
    g_autoptr (GPtrArray) one =
        cs_project_sign_list (project, &g_array_index (wish->cases, CsGid, i), error);
    if (one == NULL || one->len == 0)
      return one != NULL ? cs_fail (error, CS_ERROR_NOT_FOUND, "a case is gone") : FALSE;
    CsSignRow *row = one->pdata[0];
    gboolean same = cs_hash_equal (&row->revision, &g_array_index (wish->revisions, CsHash, i));
    if (same && (approve ? row->may_approve : row->may_review))
      continue;
    if (!same || row->reason == NULL) {
      g_free (row->reason);
      row->reason = g_strdup (same ? "signed in this way already" : "changed meanwhile");
    }
    g_ptr_array_set_free_func (one, NULL);
    g_ptr_array_add (done->refused, row);
  }
  return TRUE;
}

gboolean
cs_sign_open_key (CsDesk *desk, const char *passphrase, gboolean new_key, GError **error)
{
  CsSigner *signer = cs_project_signer (desk->project);
  char hex[CS_GID_HEX + 1];
  gsize length = strlen (passphrase);
  if (new_key ? !cs_signer_make_signing_key (signer, desk->env, passphrase, length, error)
              : !cs_signer_unlock (signer, passphrase, length, error))
    return FALSE;
  g_autoptr (CsPersonRow) row = cs_project_find_person (
      desk->project, cs_gid_to_hex (&cs_signer_identity (signer)->person, hex), error);
  return row != NULL && (row->certified || cs_project_certify (desk->project, error));
}

static gboolean
name_cases (CsProject *project, CsSigned *done, GError **error)
{
  const CsJson *entries = cs_json_get (done->signoff, "entries");
  CsReader reader = cs_project_reader (project);
  for (guint i = 0; i < cs_json_length (entries); i++) {
    const char *gid = cs_json_get_string (cs_json_at (entries, i), "case");
    g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, gid, error);
    if (row == NULL)
      return FALSE;
    g_ptr_array_add (done->titles, g_strdup (row->title));
  }
  return TRUE;
}

gpointer
cs_sign_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsSignWish *wish = data;
  CsProject *project = desk->project;
  g_autoptr (CsSigned) done = g_new0 (CsSigned, 1);
  done->refused = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_sign_row_free);
  done->titles = g_ptr_array_new_with_free_func (g_free);
  if (!ask_again (project, wish, done, error))
    return NULL;
  if (done->refused->len > 0)
    return g_steal_pointer (&done);
  gboolean ok = cs_sign_open_key (desk, wish->passphrase, wish->new_key, error) &&
                cs_project_sign (project, (const CsGid *)wish->cases->data, wish->cases->len,
                                 wish->meaning, NULL, error);
  cs_signer_lock (cs_project_signer (project));
  if (!ok)
    return NULL;
  done->signoff = cs_project_last_signoff (project, &done->hash, error);
  if (done->signoff == NULL || !name_cases (project, done, error))
    return NULL;
  return g_steal_pointer (&done);
}
