/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passages of one text as they are drawn: marks and open suggestions, with their lanes. Made
 * anew whenever marks change; owned by the text canvas. Main thread. */
#pragma once

#include "cs-case-model.h"

#include "cs-text-screen.h"

#include <gdk/gdk.h>

typedef struct {
  const CsMark *mark;                /* valid as long as the model's marks and review */
  const CsSuggestionRow *suggestion; /* NULL for a mark */
  guint32 start, end;                /* of one fragment, offsets of the screen */
  gboolean first;                    /* the fragment that carries the name */
  guint lane;                        /* 0 next to the text */
  gboolean alone; /* it should be tied to something on the picture of the case, and is not */
  guint number;   /* 0 for a suggestion */
  GdkRGBA colour;
} CsTextSpan;

/* A relation both ends of which lie on this text. */
typedef struct {
  const CsMark *mark;
  guint from, to; /* among the spans */
} CsTextArc;

typedef struct {
  GArray *spans;   /* of CsTextSpan, by start */
  GArray *arcs;    /* of CsTextArc */
  guint marks;     /* passages, without suggestions */
  guint32 longest; /* characters of one fragment at the most */
  /*< private >*/
  GHashTable *by_id; /* mark id -> index + 1 of its first fragment */
} CsTextSpans;

/* SCREEN shows item ITEM of MODEL; INSTEAD, or NULL, what is marked on it for what the model has.
 */
CsTextSpans *cs_text_spans_new (CsCaseModel *model, guint item, const CsTextScreen *screen,
                                const CsMarkSet *instead);
void cs_text_spans_free (CsTextSpans *spans);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTextSpans, cs_text_spans_free)
/* The first of the spans that may reach to START or beyond. */
guint cs_text_spans_from (const CsTextSpans *spans, guint32 start);
/* The first fragment of the mark ID; NULL when it is not on this text. Not of suggestions. */
const CsTextSpan *cs_text_spans_find (const CsTextSpans *spans, guint64 id);
/* The same of the open suggestion of a mark ID. */
const CsTextSpan *cs_text_spans_find_suggested (const CsTextSpans *spans, guint64 id);
/* The shortest open suggestion that covers the document's POSITION, or NULL. */
const CsSuggestionRow *cs_text_spans_suggestion_at (const CsTextSpans *spans, gint64 position);
