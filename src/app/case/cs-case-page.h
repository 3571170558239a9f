/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case on one screen: header, tools, picture and text, pane, action bar. The task decides what
 * is in them. Main thread. */
#pragma once

#include "cs-case-bar.h"
#include "cs-case-pane.h"

#include <adwaita.h>

#define CS_TYPE_CASE_PAGE (cs_case_page_get_type ())
G_DECLARE_FINAL_TYPE (CsCasePage, cs_case_page, CS, CASE_PAGE, AdwBin)

/* NULL shows nothing. */
void cs_case_page_set_model (CsCasePage *self, CsCaseModel *model);
CsCaseModel *cs_case_page_model (CsCasePage *self); /* or NULL */
/* What the keys 1 to 9 choose for the picture shown; NULL without one. Caller frees. */
GStrv cs_case_page_windows (CsCasePage *self);
/* Before the window goes: an open stroke becomes part of the draft. */
void cs_case_page_keep_stroke (CsCasePage *self);
/* Gives the focus to the picture or the text. */
void cs_case_page_focus (CsCasePage *self);
