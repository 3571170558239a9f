/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instead of the action bar while two versions of the case are compared: which, in which way, and
 * how many changes separate them. Shows; changes nothing. Main thread. */
#pragma once

#include "cs-case-model.h"
#include "cs-project-review.h"

#include <gtk/gtk.h>

#define CS_TYPE_COMPARE_BAR (cs_compare_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsCompareBar, cs_compare_bar, CS, COMPARE_BAR, GtkWidget)

/* Signals:
 * "shown" ()  other versions are compared: what cs_compare_bar_changes gives */

/* Reads the versions that the person may see, and compares what they last saw, or the version
 * before, with the current one. NULL ends that. */
void cs_compare_bar_begin (CsCompareBar *self, CsCaseModel *model);
/* It was begun and not ended. */
gboolean cs_compare_bar_is_on (CsCompareBar *self);
/* NULL until they are read; owned by SELF. */
const CsChanges *cs_compare_bar_changes (CsCompareBar *self);
/* "Version 2, Ana, Yesterday 10:12"; NULL for nothing, or before they are read. Caller frees. */
char *cs_compare_bar_before_words (CsCompareBar *self);
/* Puts the keys on the first choice. */
void cs_compare_bar_focus (CsCompareBar *self);
