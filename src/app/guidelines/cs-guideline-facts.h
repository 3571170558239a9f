/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the place of the guideline knows besides the text: versions, what changed for this person,
 * the labels. A plain value, made on the worker. */
#pragma once

#include "cs-project-news.h"
#include "cs-session.h"

typedef struct {
  CsGuidelineNews *news;
  GPtrArray *versions; /* CsDocumentRow of the guideline, oldest first */
  CsSchema *schema;    /* or NULL */
  gint64 labels;       /* its version */
  gboolean waits;      /* this person wrote something that is not published */
} CsGuidelineFacts;

void cs_guideline_facts_free (gpointer facts);
/* A job; takes no data. */
gpointer cs_guideline_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);

/* The version numbered N, or NULL. */
const CsDocumentRow *cs_guideline_facts_version (const CsGuidelineFacts *facts, gint64 n);
/* "Changes decisions": a change class for people; NULL for none. */
const char *cs_guideline_change_word (const char *change);
