/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that a reviewer has against a version: about a mark, an item, a slice, a stretch of a
 * text, a clause. A value that owns its texts. Any thread. */
#pragma once

#include "cs-json-check.h"

#define CS_REMARK_MAX_TEXT 4096  /* bytes */
#define CS_REMARK_MAX_QUOTE 8192 /* bytes */
#define CS_REMARKS_MAX 1000      /* in one act */

typedef struct {
  guint64 mark;      /* 0: none */
  CsGid item;        /* zero: none */
  int part, frame;   /* of ITEM; -1: none */
  gint64 start, end; /* code points of the text ITEM; equal: none */
  char *quote;       /* the words there, or NULL */
  char *category;    /* "missed", "extra", "label", "boundary", "attribute", "other" */
  char *severity;    /* "minor", "major", "critical", or NULL */
  char *clause;      /* or NULL */
  char *text;        /* or NULL */
} CsRemark;

/* The shape of one remark in an event, and of the closed lists in it. */
extern const CsField cs_remark_fields[];
extern const char *const cs_remark_categories[]; /* in the order of the digits that people press */
#define CS_REMARK_DROP_CATEGORIES (cs_remark_categories + 1) /* what is there was not missed */
extern const char *const cs_remark_severities[];

void cs_remark_clear (CsRemark *remark);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsRemark, cs_remark_clear)
CsRemark *cs_remark_copy (const CsRemark *remark);
void cs_remark_free (CsRemark *remark);

CsJson *cs_remark_to_json (const CsRemark *remark);
/* INVALID unless OBJECT has the shape; a stretch of a text has a beginning, an end after it, the
 * words there and the item. */
gboolean cs_remark_from_json (const CsJson *object, CsRemark *ret_remark, GError **error);
