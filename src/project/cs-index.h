/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program queries: tables folded from the journal, in a disposable file under the state
 * folder. Missing, stale, foreign or of another version: folded anew. Never part of a project
 * file. On the store's thread. */
#pragma once

#include "cs-journal.h"
#include "cs-rules.h"
#include "cs-flow.h"

typedef struct _CsIndex CsIndex;

/* Opens and brings it up to the end of the journal. A state folder that cannot be written, or an
 * index that another program keeps locked, gives an index in memory. */
CsIndex *cs_index_open (CsStore *store, GError **error);
void cs_index_close (CsIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIndex, cs_index_close)

CsDb *cs_index_db (CsIndex *index);
CsStore *cs_index_store (CsIndex *index);

/* Throws everything away and folds the whole journal. */
gboolean cs_index_rebuild (CsIndex *index, GError **error);
/* The same within a batch of the caller's. */
gboolean cs_index_refold (CsIndex *index, GError **error);
/* Folds what arrived since; rebuilds when that is not at the end of the total order. */
gboolean cs_index_follow (CsIndex *index, GError **error);

/* A transaction on the index. What was folded in it is gone unless committed. */
typedef struct _CsIndexBatch CsIndexBatch;
CsIndexBatch *cs_index_begin (CsIndex *index, GError **error);
gboolean cs_index_commit (CsIndexBatch *batch, GError **error);
void cs_index_rollback (CsIndexBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIndexBatch, cs_index_rollback)

/* Folds one event, within a batch. RECOGNISED (may be NULL) tells whether the rules allow it at its
 * place; what is not recognised stays in the journal and changes nothing. */
gboolean cs_index_fold (CsIndex *index, const CsEvent *event, gboolean *ret_recognised,
                        GError **error);
/* The same for an event that was appended after cs_index_check said yes of it to ASKED_OF, with
 * nothing folded in between but the opening of a sitting: the rules are not asked a second time. */
gboolean cs_index_fold_asked (CsIndex *index, const CsEvent *event, const CsReader *asked_of,
                              gboolean *ret_recognised, GError **error);
/* The same question without folding: the check before an event is appended. DENIED with the
 * reason, INVALID for a malformed body. */
gboolean cs_index_check (CsIndex *index, const CsReader *actor, const char *kind,
                         const CsJson *body, GError **error);
/* The same as if the signature in BODY, which is yet to be made, were good. */
gboolean cs_index_check_unsigned (CsIndex *index, const CsReader *actor, const char *kind,
                                  const CsJson *body, GError **error);

/* SHA-256 over all tables in a fixed order: equal for equal states, whatever the way to them. */
gboolean cs_index_digest (CsIndex *index, CsHash *ret_digest, GError **error);

/* Roles and person behind a sitting key; roles 0 when unknown. */
gboolean cs_index_person_of_key (CsIndex *index, const CsPublicKey *key, CsReader *ret_reader,
                                 GError **error);
/* Settings of the fold: "project" (gid hex), "name". NULL when absent. Caller frees. */
char *cs_index_meta (CsIndex *index, const char *key);
gint64 cs_index_last_at (CsIndex *index);
/* Owned by INDEX, valid until the next fold. */
const CsWorkflows *cs_index_workflows (CsIndex *index, GError **error);
/* Hashes of the sittings' ends that nobody has named as seen. New array. */
CsJson *cs_index_tips (CsIndex *index, GError **error);
