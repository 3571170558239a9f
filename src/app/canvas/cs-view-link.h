/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes along when one of the views of a case is scrolled, moved or windowed. Owned by the grid
 * of views, which says what they are. Main thread. */
#pragma once

#include "cs-canvas.h"
#include "cs-series-link.h"

typedef struct _CsViewLink CsViewLink;

CsViewLink *cs_view_link_new (void);
void cs_view_link_free (CsViewLink *self);

/* Forgets what was linked; NULL: nothing is. */
void cs_view_link_set_model (CsViewLink *self, CsCaseModel *model);
/* The views that are seen, each with the item that it shows, and which of them is the active one;
 * the others follow it at once. */
void cs_view_link_set_views (CsViewLink *self, CsCanvas *const *views, const int *items, guint n,
                             guint active);
/* On at first. Turned on, views stay linked as they stand then, where no position says better. */
void cs_view_link_set_on (CsViewLink *self, gboolean on);
gboolean cs_view_link_is_on (CsViewLink *self);
