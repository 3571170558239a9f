/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of actions and their keys (actions.def): the one place that binds a key, and what
 * cs-shortcuts.c is made from. A profile changes keys while the program runs, and whatever was
 * bound follows. Static; main thread. */
#pragma once

#include "cs-profile.h"

#include <gtk/gtk.h>

typedef enum {
  CS_ACTION_APP,        /* anywhere in a window */
  CS_ACTION_PAGE,       /* anywhere in a window while no case is open */
  CS_ACTION_CASE,       /* anywhere while a case is open */
  CS_ACTION_CASE_FIRST, /* the same, before the widget that has the focus sees the key */
  CS_ACTION_READING,    /* while a canvas, its list or the rule has the focus */
  CS_ACTION_WALK,       /* the same, not in the rule: there the key goes on to what is next to it */
  CS_ACTION_IMAGE,      /* while the image canvas, or the list beside it, has the focus */
  CS_ACTION_TEXT,       /* while the text canvas, or the list beside it, has the focus */
  CS_ACTION_SOURCE,     /* while the guideline is edited, before the text sees the key */
  CS_ACTION_DIALOG,     /* in a window above the main one */
  CS_ACTION_FORM,       /* the same, before what is written in sees the key */
  CS_ACTION_HOLD,       /* as IMAGE; works while it is held, the canvas looks after it */
} CsActionPlace;

typedef struct {
  const char *name; /* detailed action name; with HOLD a mere name */
  const char *keys; /* in force: triggers separated by "|", the first is shown */
  CsActionPlace place;
  const char *group; /* heading, translated */
  const char *title; /* translated */
} CsAction;

const CsAction *cs_actions (guint *ret_count);
/* In class_init of a widget: its keys of PLACE. */
void cs_actions_bind (GtkWidgetClass *klass, CsActionPlace place);
/* A controller with the keys of PLACE, for the capture phase; WIDGET takes it over. */
void cs_actions_capture (GtkWidget *widget, CsActionPlace place);
/* Puts the keys of PROFILE in force, everywhere; those of CS_ACTION_APP in APPLICATION (may be
 * NULL).
 */
void cs_actions_use (const CsProfile *profile, GtkApplication *application);
/* What ACTION has in PROFILE when nothing of its own is set. */
const char *cs_actions_usual_keys (const CsAction *action, const CsProfile *profile);
const CsAction *cs_actions_find (const char *name); /* NULL when there is none */
/* The first key of a detailed action name as it stands on the keyboard, {"Ctrl", "Enter"}, and as
 * people read it, "Ctrl+Enter"; NULL without one. Caller frees. */
char **cs_actions_key_caps (const char *name);
char *cs_actions_key_label (const char *name);
/* The same of the first of KEYS. Sentences that name keys: cs-key-words.h. */
char *cs_keys_label (const char *keys);
