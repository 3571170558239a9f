/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several readers marked and do not agree on, as views draw it: each position in a colour and
 * with a letter of its own, whatever the labels. Immutable, reference counted; main thread. */
#pragma once

#include "cs-mark-set.h"

typedef struct {
  CsMark *mark;
  guint position;
  gboolean current; /* of the dispute that is looked at */
} CsPositionMark;

typedef struct {
  GArray *marks;      /* of CsPositionMark */
  guint columns;      /* to stand side by side, one for each position; 0: in one picture */
  GHashTable *hidden; /* ids of marks of the case that are not drawn meanwhile */
} CsPositionsLook;

CsPositionsLook *cs_positions_look_new (void);
/* Only while it is made. */
void cs_positions_look_add (CsPositionsLook *look, const CsMark *mark, guint position,
                            gboolean current);
void cs_positions_look_hide (CsPositionsLook *look, guint64 id);
CsPositionsLook *cs_positions_look_ref (CsPositionsLook *look); /* NULL is none */
void cs_positions_look_unref (CsPositionsLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPositionsLook, cs_positions_look_unref)

/* LOOK may be NULL. */
gboolean cs_positions_hide (const CsPositionsLook *look, guint64 id);
/* "#e69f00"; of nine, none of which is that of another. */
const char *cs_position_colour (guint position);
