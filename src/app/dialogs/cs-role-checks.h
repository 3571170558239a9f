/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roles of a person, each with a check button, and in words. Main thread. */
#pragma once

#include "cs-plan-person.h"

#include <adwaita.h>

/* In lines, as all do not fit beside a name. With LEADS also who leads. They set the roles of
 * PERSON, who outlives them, and say CHANGED with DATA. */
GtkWidget *cs_role_checks_new (CsPlanPerson *person, gboolean leads, void (*changed) (gpointer),
                               gpointer data);
/* "Labeler, Reviewer", "" for none; caller frees. */
char *cs_role_words (guint roles);
