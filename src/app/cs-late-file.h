/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small file of ours that is replaced a moment after it changed, behind the main thread: the home
 * folder may lie on a share that takes seconds. Owned by who fills it; main thread. */
#pragma once

#include <glib.h>

typedef struct _CsLateFile CsLateFile;

/* What is to stand in it now; caller frees. NULL: it stays as it is. */
typedef char *(*CsLateText) (gpointer data);

/* It is written AFTER milliseconds after a change, and asks TEXT then. That it cannot be written is
 * no trouble worth a word. */
CsLateFile *cs_late_file_new (const char *path, guint after, CsLateText text, gpointer data);
void cs_late_file_changed (CsLateFile *self);
/* Writes what has changed and waits until it is written. NULL is fine. */
void cs_late_file_close (CsLateFile *self);
