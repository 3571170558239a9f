/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside the name of a person: their roles, each with a check button or in words, and a
 * button to take them out. Main thread. */
#pragma once

#include "cs-plan-person.h"

#include <adwaita.h>

/* In lines, as all do not fit beside a name. With LEADS also who leads. They set the roles of
 * PERSON, who outlives them, and say CHANGED with DATA. */
GtkWidget *cs_role_checks_new (CsPlanPerson *person, gboolean leads, void (*changed) (gpointer),
                               gpointer data);
/* A button that takes the person of that name out again. */
GtkWidget *cs_role_remove_new (const char *name);
/* "Labeler, Reviewer", "" for none; caller frees. */
char *cs_role_words (guint roles);
