/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open files of a CsFrameCache, the recent ones kept open. Private to it, under its lock. */
#pragma once

#include "cs-frame-cache.h"

typedef enum { CS_SOURCE_ASKED, CS_SOURCE_OPEN, CS_SOURCE_REFUSED } CsSourceState;

typedef struct {
  CsFrameKey key; /* frame 0 */
  CsSourceState state;
  CsFrameSource bytes; /* while open */
  GError *error;       /* when refused */
  guint users;         /* threads that read it */
  gboolean forgotten;  /* closed by the last of them */
  GList link;          /* among the recent ones, while open */
} CsSource;

typedef struct {
  GHashTable *all; /* CsFrameKey with frame 0 -> CsSource */
  GQueue recent;   /* the open ones, last used first */
  guint64 open_bytes;
  guint n_asked;
} CsSourceList;

guint cs_frame_key_hash (gconstpointer key);
gboolean cs_frame_key_equal (gconstpointer a, gconstpointer b);

void cs_source_list_init (CsSourceList *list);
void cs_source_list_clear (CsSourceList *list);
/* NULL when nobody asked for it yet. */
CsSource *cs_source_list_find (const CsSourceList *list, const CsFrameKey *key);
/* A new one that is asked for. */
CsSource *cs_source_list_ask (CsSourceList *list, const CsFrameKey *key);
/* The answer; without BYTES it is refused. What nobody asked for, or twice, is closed. */
void cs_source_list_answer (CsSourceList *list, const CsFrameKey *key, const CsFrameSource *bytes,
                            const GError *error);
/* Those that were refused are as if never asked for. */
void cs_source_list_forget_refused (CsSourceList *list);
/* All parts of ITEM are as if never asked for. */
void cs_source_list_forget (CsSourceList *list, const CsGid *item);
/* Between the two it is not closed. */
void cs_source_list_use (CsSourceList *list, CsSource *source);
void cs_source_list_leave (CsSourceList *list, CsSource *source);

/* What to tell a person about frame N of SOURCE, for which the decoder said ERROR: "Frame 12 of 33
 * is damaged (8130 of 8192 bytes)". */
GError *cs_source_sentence (const CsSource *source, guint n, const GError *error);
