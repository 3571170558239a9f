/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels of a project with what they mean, for reading. Main thread. */
#pragma once

#include "cs-schema.h"

#include <gtk/gtk.h>

/* Buttons to their rules activate "guideline.go". */
GtkWidget *cs_label_list_new (const CsSchema *schema, gint64 version);
