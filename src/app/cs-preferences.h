/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window remembers on this machine: its size, the pane, recent projects, who worked where.
 * One small file in the state folder, so that nothing of a project reaches the desktop's list of
 * recent files. Main thread; written a moment after a change. */
#pragma once

#include "cs-env.h"
#include "cs-hash.h"

typedef struct _CsPreferences CsPreferences;

/* A file that is absent or damaged gives the defaults. */
CsPreferences *cs_preferences_new (CsEnv *env);
/* Writes what has changed, then frees. */
void cs_preferences_free (CsPreferences *self);

/* DEFAULT when it was never set. */
int cs_preferences_int (CsPreferences *self, const char *key, int fallback);
void cs_preferences_set_int (CsPreferences *self, const char *key, int value);
/* NULL when it was never set; caller frees. */
char *cs_preferences_text (CsPreferences *self, const char *key);
void cs_preferences_set_text (CsPreferences *self, const char *key, const char *value);

/* Who worked last in which project: hex of its id -> handle, a value of its own; caller unrefs. */
GHashTable *cs_preferences_people (CsPreferences *self);
void cs_preferences_set_person (CsPreferences *self, const CsGid *project, const char *handle);

/* Paths of projects, the last one opened first, NULL-terminated, at most 10. */
char **cs_preferences_recent (CsPreferences *self);
/* What the project NAME calls itself is kept with it, and WALL, when it was opened. */
void cs_preferences_add_recent (CsPreferences *self, const char *path, const char *name,
                                gint64 wall);
/* NULL and 0 when they are not known; caller frees. */
char *cs_preferences_recent_name (CsPreferences *self, const char *path, gint64 *ret_wall);
/* It could not be opened because of ERROR: forgotten, unless a share or a right may come back. */
void cs_preferences_not_opened (CsPreferences *self, const char *path, const GError *error);
