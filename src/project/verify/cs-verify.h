/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads every truth table of a project file and recomputes every hash and seal. Works on any open
 * database with our tables, so that a file from outside is verified before anything else reads it.
 * One thread. */
#pragma once

#include "cs-key.h"
#include "cs-problem.h"
#include "cs-sqlite.h"

#include <gio/gio.h>

/* The table definitions are ours word for word, and every page is sound. CORRUPT or INVALID. */
gboolean cs_verify_tables (CsDb *db, GError **error);

typedef struct {
  gint64 events, feeds, objects, blobs, bytes;
} CsVerifyCounts;

/* All hashes: the first altered record is named (ERROR, CORRUPT): feed, number and kind of the
 * event, object or blob chunk. Feeds without a seal are told as warnings in PROBLEMS. */
gboolean cs_verify_truth (CsDb *db, GPtrArray *problems, CsVerifyCounts *ret_counts,
                          GCancellable *cancellable, GError **error);

/* What a sitting's seal signs (SSHSIG, purpose sitting@countersign): canonical JSON
 * {"feed","format":"countersign-seal-1","head","n"}. Caller frees. */
char *cs_seal_text (const CsGid *feed, gint64 n, const CsHash *head, gsize *ret_size);

/* The hash of an event (DESIGN 5): SHA-256 of "csg-event-1", feed, seq as u64 big endian, at as
 * u64 big endian, length of kind as one byte, kind, SHA-256 of body, hash of the event before
 * (zeros for the first). */
void cs_event_hash (const CsGid *feed, gint64 seq, gint64 at, const char *kind,
                    const CsHash *body_hash, const CsHash *previous, CsHash *ret_hash);
