/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the place of the guideline knows besides the text: versions, what changed for this person,
 * the labels. A plain value, made on the worker. */
#pragma once

#include "cs-project-news.h"
#include "cs-prose.h"
#include "cs-session.h"

typedef struct {
  CsGuidelineNews *news;
  GPtrArray *versions; /* CsDocumentRow of the guideline, oldest first */
  CsSchema *schema;    /* or NULL */
  gint64 labels;       /* its version */
  CsProse *compared;   /* the words in force with those that were read last; NULL when nothing is
                          new, or nothing was read */
  gboolean waits;      /* this person wrote something that is not published */
} CsGuidelineFacts;

void cs_guideline_facts_free (gpointer facts);
/* A job; takes no data. */
gpointer cs_guideline_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);

/* The version numbered N, or NULL. */
const CsDocumentRow *cs_guideline_facts_version (const CsGuidelineFacts *facts, gint64 n);
/* What is new in the clause ID, or NULL. */
const CsClauseNews *cs_guideline_facts_clause (const CsGuidelineFacts *facts, const char *id);
/* Icon and CSS class of a change class, of which NULL is none. */
const char *cs_guideline_effect_icon (const char *change);
const char *cs_guideline_effect_css (const char *change);
/* "Changes decisions": a change class for people; NULL for none. */
const char *cs_guideline_change_word (const char *change);
