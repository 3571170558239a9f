/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workflow while somebody writes it: the document with whatever mistakes it has. Every change
 * makes a new one; the first stage stays the one that reads and the last the one that signs, and
 * what follows from that is put in. Members that nobody here knows stay as they are. Pure. */
#pragma once

#include "cs-workflow.h"

/* MEMBER of stage N, or of the whole where N is -1; VALUE is taken over, NULL takes it out. */
CsJson *cs_sketch_set (const CsJson *sketch, int n, const char *member, CsJson *value);
/* One more review before the last stage, by reviewers and experts, under a key of its own. */
CsJson *cs_sketch_add (const CsJson *sketch);
/* NULL where stage N has to stay: the first and the last. */
CsJson *cs_sketch_remove (const CsJson *sketch, guint n);
/* Stage N changes places with the one before it (BY -1) or behind it (1); NULL where one of them
 * has to stay. */
CsJson *cs_sketch_move (const CsJson *sketch, guint n, int by);
/* "Second look" -> "second-look", of at most 32 characters. Caller frees. */
char *cs_sketch_key (const char *words);

/* The member "groups" of a stage as a line to write in, "bones: fracture, luxation; lungs: nodule",
 * and back; NULL for none. Caller frees. */
char *cs_sketch_groups_line (const CsJson *groups);
CsJson *cs_sketch_groups (const char *line);

/* What it is when it has no mistake; else NULL, INVALID without the path, which is in RET_STAGE
 * (-1: in no stage) and RET_MEMBER (NULL: in no member; caller frees). */
CsWorkflow *cs_sketch_finish (const CsJson *sketch, int *ret_stage, char **ret_member,
                              GError **error);
