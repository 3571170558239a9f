/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed in the guideline since somebody last said that they read it. On the project's
 * thread; rows are plain values that may cross threads. */
#pragma once

#include "cs-project.h"

typedef enum { CS_CLAUSE_ADDED, CS_CLAUSE_REMOVED, CS_CLAUSE_CHANGED } CsClauseChange;

typedef struct {
  char *id, *heading;
  gboolean is_generated; /* the id: nobody wrote it */
  CsClauseChange change;
  gint64 version; /* that changed it last */
  char *note;     /* of that version, or NULL */
  char *effect;   /* "wording", "clearer", "decisions": the strongest class of the versions that
                     changed it; NULL when none said one */
  gint64 cases;   /* of the reader's own, with marks under labels that name this clause */
} CsClauseNews;

typedef struct {
  gint64 read;         /* version that the reader acknowledged or published last; 0: none */
  gint64 now;          /* version in force; 0 when there is no guideline */
  CsHash read_hash;    /* of READ; zero for none */
  GPtrArray *versions; /* CsDocumentRow: those after READ, oldest first */
  GPtrArray *clauses;  /* CsClauseNews between READ and NOW, in order of the text; when nothing
                          was READ they are all added, by nothing and touching nothing */
  gboolean decisions;  /* one of VERSIONS changes decisions */
} CsGuidelineNews;
CsGuidelineNews *cs_project_guideline_news (CsProject *project, const CsReader *reader,
                                            GError **error);
void cs_guideline_news_free (CsGuidelineNews *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGuidelineNews, cs_guideline_news_free)

/* "I have read these changes": the signer, of the version in force. */
gboolean cs_project_ack_guideline (CsProject *project, GError **error);
