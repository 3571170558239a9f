/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quiet line under a selected mark: who made it and who changed it last. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

GtkWidget *cs_credit_label_new (void);
/* FALSE, and hidden, when there is nothing to say, or not yet: again at "life". */
gboolean cs_credit_label_show (GtkWidget *self, CsCaseModel *model, guint64 id);
