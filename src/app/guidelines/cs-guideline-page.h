/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guideline: its contents, the clauses with pictures and words, what changed since it was read,
 * older versions, the labels. Read when it is looked at, not before. Main thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_GUIDELINE_PAGE (cs_guideline_page_get_type ())
G_DECLARE_FINAL_TYPE (CsGuidelinePage, cs_guideline_page, CS, GUIDELINE_PAGE, AdwBin)

void cs_guideline_page_set_session (CsGuidelinePage *self, CsSession *session);
/* The project is another one. */
void cs_guideline_page_refresh (CsGuidelinePage *self);
/* Property "editing": whether the source is on the screen instead of the page. For leads. */
void cs_guideline_page_set_editing (CsGuidelinePage *self, gboolean editing);
gboolean cs_guideline_page_is_editing (CsGuidelinePage *self);
/* Contents and changes at the sides, or in a bar at the foot; TIGHT: with smaller pictures. */
void cs_guideline_page_set_room (CsGuidelinePage *self, gboolean wide, gboolean tight,
                                 gboolean slim);
