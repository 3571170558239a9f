/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rule answers with, in the words for who reads it. Pure. Any thread. */
#pragma once

#include "cs-rules.h"

/* {TO|OF} of SENTENCE is TO where it is said to the actor, and OF, with their name for @, where
 * others read it (`actor` of STATE). Outside of braces $stage, $stage-roles, $roles, $nobody,
 * $nobody-at, $critical, $short and $evidence are what READER and STATE say. Caller frees. */
char *cs_rules_words (const char *sentence, const CsReader *reader, const CsRuleState *state);
