/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one person works on this machine: keys, mouse, windows of grey values, marks, pane, letters.
 * Copy one and change the copy before it is shared; immutable then, reference counted, any thread.
 * Names of actions are no business of this file: the window knows them. */
#pragma once

#include <glib.h>

#define CS_PROFILE_MAX_SIZE (256 * 1024)
#define CS_PROFILE_MAX_KEYS 400  /* actions with keys of their own */
#define CS_PROFILE_MAX_WINDOWS 9 /* of one modality: as many as there are digits */
#define CS_PROFILE_MAX_MODALITIES 32
#define CS_PROFILE_MAX_NAME 60       /* letters of the name of a window */
#define CS_PROFILE_MAX_VALUE 1000000 /* of a centre or width */

typedef enum {
#define CS_PROFILE_CHOICE(key, id, title, ...) CS_PROFILE_##id,
#include "cs-profile-choices.def"
#undef CS_PROFILE_CHOICE
  CS_N_PROFILE_CHOICES
} CsProfileChoiceId;

typedef struct {
  const char *word;  /* NULL behind the last */
  const char *title; /* to be translated */
} CsProfileValue;

typedef struct {
  const char *key, *title; /* the title is to be translated */
  CsProfileValue values[8];
} CsProfileChoice;

const CsProfileChoice *cs_profile_choice (CsProfileChoiceId id);

typedef struct {
  char *name;
  double width, center;
} CsProfileWindow;

typedef struct _CsProfile CsProfile;

/* The usual one. */
CsProfile *cs_profile_new (void);
/* To be changed. */
CsProfile *cs_profile_copy (const CsProfile *self);
CsProfile *cs_profile_ref (const CsProfile *self);
void cs_profile_unref (CsProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsProfile, cs_profile_unref)
gboolean cs_profile_equal (const CsProfile *a, const CsProfile *b);

/* The place of the value in the values of the choice, and its word. */
guint cs_profile_get (const CsProfile *self, CsProfileChoiceId id);
const char *cs_profile_get_word (const CsProfile *self, CsProfileChoiceId id);
void cs_profile_set (CsProfile *self, CsProfileChoiceId id, guint value);

/* Keys of ACTION when they are this person's own ("<Control>b|F7", "" for none), else NULL. */
const char *cs_profile_keys (const CsProfile *self, const char *action);
/* NULL: as usual again. Actions in the order of their names, NULL behind the last. */
void cs_profile_set_keys (CsProfile *self, const char *action, const char *keys);
guint cs_profile_n_keys (const CsProfile *self);
const char *cs_profile_action_at (const CsProfile *self, guint n);

/* GPtrArray of CsProfileWindow when those of MODALITY ("CT") are this person's own, else NULL. */
const GPtrArray *cs_profile_windows (const CsProfile *self, const char *modality);
/* A new empty list for cs_profile_set_windows; it owns its windows. */
GPtrArray *cs_profile_windows_new (void);
void cs_profile_windows_add (GPtrArray *windows, const char *name, double width, double center);
/* Whether one may be called that and have such values; INVALID says why not. */
gboolean cs_profile_window_may (const char *name, double width, double center, GError **error);
gboolean cs_profile_modality_may (const char *modality);
/* Takes WINDOWS over; NULL: the usual ones again. */
void cs_profile_set_windows (CsProfile *self, const char *modality, GPtrArray *windows);
guint cs_profile_n_modalities (const CsProfile *self);
const char *cs_profile_modality_at (const CsProfile *self, guint n);

/* Ways of the mouse that have a name, to be translated; NULL behind the last. */
const char *cs_mouse_preset_name (guint n);
void cs_mouse_preset_apply (CsProfile *self, guint n);
/* Which one SELF has, or -1. */
int cs_mouse_preset_of (const CsProfile *self);

/* Canonical JSON, a document as it is kept and given away. Caller frees. */
char *cs_profile_to_text (const CsProfile *self);
/* INVALID names what is wrong; TOO_NEW when a later program wrote it; LIMIT. */
CsProfile *cs_profile_read (const char *text, gsize size, GError **error);

typedef enum {
  CS_PROFILE_CHANGED_CHOICE,  /* id */
  CS_PROFILE_CHANGED_KEYS,    /* name: an action */
  CS_PROFILE_CHANGED_WINDOWS, /* name: a modality */
} CsProfileChangeKind;

typedef struct {
  CsProfileChangeKind kind;
  CsProfileChoiceId id;
  char *name;
} CsProfileChange;

/* What is other in AFTER: GPtrArray of CsProfileChange. */
GPtrArray *cs_profile_compare (const CsProfile *before, const CsProfile *after);
