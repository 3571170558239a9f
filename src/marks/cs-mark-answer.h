/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader says of one item beside marks. A value owned by the set or edit it stands in.
 * Any thread. */
#pragma once

#include "cs-json.h"

#define CS_MARK_MAX_NOTE 4096 /* bytes */

typedef enum {
  CS_ANSWER_NONE, /* in an edit: take the answer back */
  CS_ANSWER_NOTHING,
  CS_ANSWER_NOT_ASSESSABLE,
  CS_ANSWER_EQUIVOCAL,
} CsAnswer;

typedef struct {
  CsGid item;
  CsAnswer answer;
  char *note; /* or NULL */
} CsMarkAnswer;

/* "nothing", "not-assessable", "equivocal"; NULL for NONE. */
const char *cs_answer_nick (CsAnswer answer);
/* CS_ANSWER_NONE for an unknown word or NULL. */
CsAnswer cs_answer_from_nick (const char *nick);

/* A GArray of CsMarkAnswer that owns its notes. */
GArray *cs_mark_answers_new (void);
void cs_mark_answers_add (GArray *answers, const CsGid *item, CsAnswer answer, const char *note);
/* Sorts by item. INVALID when an item comes twice or a note is too long or not plain text; NONE is
 * refused unless MAY_CLEAR. */
gboolean cs_mark_answers_settle (GArray *answers, gboolean may_clear, GError **error);
gboolean cs_mark_answer_equal (const CsMarkAnswer *a, const CsMarkAnswer *b);
/* A canonical list `[{"answer":..,"item":..,"note":..}]`, and back: sorted by item. */
void cs_mark_answers_write (const CsMarkAnswer *answers, guint count, GString *out);
GArray *cs_mark_answers_read (const CsJson *list, gboolean may_clear, GError **error);
