/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cases of a project as one table: where each stands, with whom, what it holds. On the
 * project's thread; rows are plain values that may cross threads. */
#pragma once

#include "cs-project.h"

typedef struct {
  CsCaseRow *row;
  char *with;     /* handle of who holds it, or for whom it is kept; of several "ana, ben"; NULL */
  gboolean marks; /* how many marks it has is known to the reader */
  guint images, series, texts;
  gint64 slices; /* frames of the series */
  gint64 wall;   /* of the last version or decision that stands; 0 for none */
} CsCaseLine;
void cs_case_line_free (CsCaseLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseLine, cs_case_line_free)

/* In the order of arrival (GPtrArray of CsCaseLine); empty for who is not a member. A cancelled one
 * stops within a millisecond. CANCELLABLE may be NULL. */
GPtrArray *cs_project_case_list (CsProject *project, const CsReader *reader,
                                 GCancellable *cancellable, GError **error);
