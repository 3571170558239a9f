/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads frames in the background and keeps the recent ones. Owned by the window; every function may
 * be called on any thread, and the callbacks come on the thread that calls cs_frame_cache_dispatch.
 * What helpers do to a picture costs that picture only. */
#pragma once

#include "cs-hash.h"
#include "cs-picture.h"

#define CS_FRAME_CACHE_BYTES (256 * G_GUINT64_CONSTANT (1048576))

typedef struct {
  CsGid item;
  guint32 part, frame; /* FRAME of the file PART */
} CsFrameKey;

typedef struct {
  /* Wanted: the bytes of a part. Answer with cs_frame_cache_give or _refuse, sooner or later, once.
   */
  void (*open) (gpointer data, const CsGid *item, guint part);
  /* A frame that was requested is there, or is not to be had (exactly one of PICTURE and ERROR). */
  void (*done) (gpointer data, const CsFrameKey *key, CsPicture *picture, const GError *error);
} CsFrameCacheEvents;

/* The bytes of a part. */
typedef struct {
  int fd; /* taken over; read with pread only */
  gint64 size;
  const char *name;   /* for messages */
  CsProbe *probe;     /* of the file; a reference is taken */
  guint first, total; /* number from 0 of its first frame among all TOTAL of the item */
} CsFrameSource;

typedef struct _CsFrameCache CsFrameCache;

/* PROGRAM as for cs_decoder_new. THREADS 0: one for each processor, at most 4; each starts a helper
 * at once. LIMIT: bytes of pictures kept. EVENTS must live as long as the cache. */
CsFrameCache *cs_frame_cache_new (const char *program, guint threads, guint64 limit,
                                  const CsFrameCacheEvents *events, gpointer data);
/* Ends what is under way. No callback comes any more. NULL is fine. */
void cs_frame_cache_free (CsFrameCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFrameCache, cs_frame_cache_free)

/* Readable while there is something to dispatch: for g_unix_fd_add or poll. Stays the cache's. */
int cs_frame_cache_fd (const CsFrameCache *cache);
/* Calls back what there is, on this thread. The callbacks may ask for more. */
void cs_frame_cache_dispatch (CsFrameCache *cache);

/* The picture if it is there. Else NULL: with ERROR it failed before and stays so until
 * cs_frame_cache_retry; without, it is loaded before everything asked for earlier, and DONE tells.
 */
CsPicture *cs_frame_cache_request (CsFrameCache *cache, const CsFrameKey *key, GError **error);
/* The picture if it is there; asks for nothing. */
CsPicture *cs_frame_cache_peek (CsFrameCache *cache, const CsFrameKey *key);
/* What to load when nothing is requested, first one first; replaces the list given before. Nobody
 * is told. Ends when three quarters of the limit were loaded for it. */
void cs_frame_cache_prefetch (CsFrameCache *cache, const CsFrameKey *keys, guint n_keys);
/* The request is forgotten; with NULL all of them. DONE is not called for it any more, unless it
 * was already waiting to be dispatched. */
void cs_frame_cache_cancel (CsFrameCache *cache, const CsFrameKey *key);
/* Forgets whatever failed, frames and the opening of parts, and requests this frame again; KEY
 * may be NULL. */
void cs_frame_cache_retry (CsFrameCache *cache, const CsFrameKey *key);
/* Everything of ITEM goes: frames, also those that are being loaded, failures, open files. */
void cs_frame_cache_forget (CsFrameCache *cache, const CsGid *item);

/* Answers to OPEN. */
void cs_frame_cache_give (CsFrameCache *cache, const CsGid *item, guint part,
                          const CsFrameSource *source);
/* ERROR is told as it is for every frame of the part. */
void cs_frame_cache_refuse (CsFrameCache *cache, const CsGid *item, guint part,
                            const GError *error);

/* Bytes of the pictures kept. */
guint64 cs_frame_cache_bytes (CsFrameCache *cache);
