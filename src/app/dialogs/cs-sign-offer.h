/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the signing window shows and does, as jobs: the list as it is when the window opens, and the
 * act itself. Everything is a plain value; the functions run on the worker. */
#pragma once

#include "cs-project-signoff.h"
#include "cs-worker.h"

typedef struct {
  GPtrArray *rows;          /* CsSignRow: what can be signed, in order of arrival */
  GPtrArray *left;          /* CsSignRow: what cannot, and why */
  gboolean approve, review; /* what may be said of every row */
  gboolean has_key;         /* the signer has a signing key */
  gboolean sample;          /* whose passphrase everybody knows */
  char *person;
  guint roles;
  gint64 guideline, labels, workflow; /* versions in force; 0 for none */
} CsSignOffer;
void cs_sign_offer_free (gpointer offer);

/* The program's own sample, and the one in it whose key is sealed with words that are in its
 * documentation. */
gboolean cs_sign_is_sample (CsProject *project, const CsIdentity *identity);
/* DATA: CsGid of one case, or NULL for all that waits. */
gpointer cs_sign_offer_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);

/* --- the act --- */

typedef struct {
  char *passphrase;    /* wiped with it */
  const char *meaning; /* static */
  gboolean new_key;    /* make the signing key under PASSPHRASE first */
  GArray *cases;       /* CsGid */
  GArray *revisions;   /* CsHash of what was shown, parallel to CASES */
} CsSignWish;
CsSignWish *cs_sign_wish_new (const char *passphrase, const char *meaning, gboolean new_key,
                              const GPtrArray *rows);
void cs_sign_wish_free (gpointer wish);

/* Either everything was signed, or nothing, and REFUSED says why. */
typedef struct {
  GPtrArray *refused; /* CsSignRow with their reasons; empty when it was signed */
  CsHash hash;        /* of the signed list */
  CsJson *signoff;    /* the list, see cs-manifest.h */
  GPtrArray *titles;  /* char *, in the order of the list's entries */
} CsSigned;
void cs_signed_free (gpointer done);

/* Within a job: the signing key is open (made under PASSPHRASE first when NEW_KEY), and the project
 * knows it. The caller locks it again. */
gboolean cs_sign_open_key (CsDesk *desk, const char *passphrase, gboolean new_key, GError **error);
/* DATA: CsSignWish. DENIED for a wrong passphrase. The key is locked again whatever happens. */
gpointer cs_sign_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
