/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that is full, in a child process of the test. Nobody else sees it. */
#pragma once

#include <glib.h>

/* A private disk of KIB at DIR, from now on and for this process only: call it in a child. FALSE
 * without the right to mount; then no file grows beyond nine tenths of KIB, which does as much. */
gboolean cs_test_small_disk (const char *dir, guint kib);
/* Runs FUNC on DATA in a child and asserts that it ended well. */
void cs_test_in_child (void (*func) (gpointer data), gpointer data);
