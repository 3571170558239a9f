/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: events in hash-chained sittings, one sitting for one person, one open-for-write and
 * one tool version. Every transaction ends with a fresh seal, so that a kill leaves no unsealed
 * sitting. On the store's thread. */
#pragma once

#include "cs-json.h"
#include "cs-signer.h"
#include "cs-store.h"

typedef struct {
  gint64 id;  /* local arrival order */
  CsGid feed; /* the sitting */
  gint64 seq; /* its place in the sitting */
  gint64 at;  /* logical time, microseconds */
  char *kind;
  CsJson *body; /* NULL when erased or malformed */
  gboolean malformed;
  gboolean sealed; /* its sitting has a seal; without one nobody knows who wrote it */
  CsHash hash;
  CsHash previous; /* of the event before it in its sitting; zeros for the first */
  CsPublicKey key; /* of the sitting */
} CsEvent;

/* Logical times and bodies beyond these are never written and never accepted. */
#define CS_EVENT_AT_MAX CS_JSON_MAX_INT
#define CS_EVENT_BODY_MAX CS_JSON_MAX_SIZE

void cs_event_clear (CsEvent *event);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsEvent, cs_event_clear)

/* Walks events after local id AFTER up to THROUGH. TOTAL_ORDER: by (at, feed, seq, hash), else as
 * they arrived. What two branches of a forked sitting share comes once. */
typedef gboolean (*CsEventFunc) (const CsEvent *event, gpointer data, GError **error);
gboolean cs_journal_foreach (CsStore *store, gint64 after, gint64 through, gboolean total_order,
                             CsEventFunc func, gpointer data, GError **error);
/* One event by its local id; NOT_FOUND. */
gboolean cs_journal_read (CsStore *store, gint64 id, CsEvent *ret_event, GError **error);
/* Highest local id, 0 when empty, and that event's hash (zeros when empty). */
gboolean cs_journal_last (CsStore *store, gint64 *ret_id, CsHash *ret_hash, GError **error);

typedef struct _CsSitting CsSitting;

/* Nothing is written before the first event. PROJECT is NULL only for the sitting that creates one;
 * LAST_AT is the latest logical time in the file; PARENTS (array of hash texts, taken) the tips
 * that this sitting has seen. STORE and SIGNER outlive it. */
CsSitting *cs_sitting_new (CsStore *store, CsSigner *signer, const CsGid *project, gint64 last_at,
                           CsJson *parents);
void cs_sitting_free (CsSitting *sitting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSitting, cs_sitting_free)
CsSigner *cs_sitting_signer (CsSitting *sitting);

/* One act: a transaction that holds its events and objects. Rolls back, sitting included, unless
 * committed. */
typedef struct _CsAct CsAct;
CsAct *cs_act_begin (CsSitting *sitting, GError **error);
/* The sitting's first event, when it has none yet: RET_EVENT has kind NULL otherwise. */
gboolean cs_act_open_sitting (CsAct *act, CsEvent *ret_event, GError **error);
/* Appends an event to the opened sitting and gives it back as it stands in the journal. */
gboolean cs_act_event (CsAct *act, const char *kind, const CsJson *body, CsEvent *ret_event,
                       GError **error);
/* Seals and commits. Consumes ACT in every case. */
gboolean cs_act_commit (CsAct *act, GError **error);
void cs_act_rollback (CsAct *act);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAct, cs_act_rollback)

/* What a person sees as time: puts "wall", "offset" and "zone" into BODY. */
void cs_put_time (CsJson *body, CsEnv *env);
/* Puts a fresh 128-bit "nonce" into a BODY with personal text, so that its hash tells nothing. */
void cs_put_nonce (CsJson *body, CsEnv *env);
