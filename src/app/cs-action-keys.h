/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which key an action may have, and who has it already. Nothing is kept; main thread. */
#pragma once

#include "cs-actions.h"

/* Both can be heard by the same press: a place hears its own keys and those around it. */
gboolean cs_action_places_meet (CsActionPlace a, CsActionPlace b);
/* The key that was pressed as it is written ("<Control>b"), NULL when it is only held with others.
 * Caller frees. */
char *cs_action_key_pressed (GdkDisplay *display, guint keyval, guint keycode,
                             GdkModifierType state);
/* INVALID says why ACTION cannot have KEYS. */
gboolean cs_action_key_may (const CsAction *action, const char *keys, GError **error);
/* Who hears one of KEYS in PROFILE where ACTION would hear it too; NULL: nobody. */
const CsAction *cs_action_key_owner (const CsProfile *profile, const CsAction *action,
                                     const char *keys);
/* Gives KEYS to ACTION and takes them from whoever had them. */
void cs_action_key_give (CsProfile *profile, const CsAction *action, const char *keys);
/* What is used can be used: actions that there are, keys that may be theirs, none of them twice. */
gboolean cs_action_keys_check (const CsProfile *profile, GError **error);
