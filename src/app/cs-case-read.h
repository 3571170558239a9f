/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as it was read from the file, with everything that is needed to show it: made on the
 * worker's thread, immutable and reference counted afterwards, so that it can be read ahead. */
#pragma once

#include "cs-case-place.h"
#include "cs-mark-hold.h"
#include "cs-project-desk.h"
#include "cs-worker.h"

#include "cs-text-document.h"
#include "cs-usual-size.h"

/* One item of the case, made ready when the case is read. Immutable. */
typedef struct {
  const CsItemRow *row;
  gint64 units;         /* frames in display order, or code points of a text */
  CsTextDocument *text; /* NULL for a picture, and for a text that cannot be read: see TROUBLE */
  char *trouble;        /* a sentence; NULL when all is well */
  gboolean loop;        /* its units are frames in time, and not slices */
  gboolean lost;        /* the text lies in a linked file that is not where it was */
} CsCaseItem;

typedef struct {
  CsCaseView *view;
  CsSchema *schema; /* in force, or NULL */
  GPtrArray *items; /* of CsCaseItem, into VIEW */
  gboolean has_place;
  CsCasePlace place; /* where the signer was last on this machine */
  CsMarkHold *hold;  /* what the signer has hidden and locked on this machine; or NULL */
  char *signed_by;   /* handle; NULL unless the case is signed and the signer is told by whom */
  gint64 signed_wall;
  GPtrArray *usual;     /* of CsUsualSize: what the marks of a case at work are held against; none
                           of one that is only looked at */
  GPtrArray *recovered; /* of CsMarkEdit: strokes that the file could not take; NULL: none */
  /*< private >*/
  int refs;
} CsCaseRead;

CsCaseRead *cs_case_read_ref (const CsCaseRead *read);
void cs_case_read_unref (CsCaseRead *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseRead, cs_case_read_unref)

/* A job that gives a CsCaseRead. CLAIM: claims the case where the task allows it. */
CsJobSpec cs_case_read_job (const CsGid *case_gid, gboolean claim);
