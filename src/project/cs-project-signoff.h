/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is about to sign, case by case, and what they signed last. On the project's thread;
 * rows are plain values that may cross threads. */
#pragma once

#include "cs-mark-answer.h"
#include "cs-project.h"

typedef struct {
  CsGid case_gid;
  char *title;
  CsHash revision;         /* what would be signed */
  gint64 marks, relations; /* apart */
  CsAnswer answer;         /* the gravest of its items; NONE when there is none */
  gint64 not_shown;        /* slices, when the signer accepted it */
  gint64 texts_not_shown;  /* texts of which a part was not */
  gboolean may_approve;    /* the rules let the signer sign it as "approved" */
  gboolean may_review;     /* as "reviewed", and they have not yet */
  gboolean corrected;      /* by the signer, so that it waits for somebody else */
  char *reason;            /* why it can be signed in no way; NULL else */
} CsSignRow;
void cs_sign_row_free (CsSignRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSignRow, cs_sign_row_free)

/* What waits for the signer: cases that they accepted at the end; for who is no SME, versions that
 * they accepted on the way and have not signed; and those that they corrected, which wait for
 * somebody else. Or CASE_GID alone, whatever its state. GPtrArray of CsSignRow in order of arrival.
 */
GPtrArray *cs_project_sign_list (CsProject *project, const CsGid *case_gid, GError **error);

/* The list that the signer signed last (see cs-manifest.h), and its hash; NULL without ERROR when
 * they never signed. */
CsJson *cs_project_last_signoff (CsProject *project, CsHash *ret_hash, GError **error);
