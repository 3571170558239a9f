/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several people read one case, each for themselves: their places in it, for cs-flow.c. Any thread.
 */
#pragma once

#include "cs-flow.h"

/* What cs_flow_state says of a round. */
void cs_reads_state (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor,
                     CsRuleState *ret_state);
/* In place of what READING's person had. */
void cs_reads_put (const CsWorkflow *workflow, CsWork *work, const CsReading *reading);
/* READING is one of WORK's. */
void cs_reads_drop (const CsWorkflow *workflow, CsWork *work, CsReading *reading);
/* What was handed in is theirs to work on again; who was asked to read is asked no more. */
void cs_reads_take_back (const CsWorkflow *workflow, CsWork *work, CsReading *reading);
/* PERSON hands in, and has no place while all are taken: see cs_flow_makes_way. */
void cs_reads_make_way (const CsWorkflow *workflow, CsWork *work, const CsGid *person);
/* Who had a place among the readers longest, and too long at WALL, makes room for ACTOR. */
void cs_reads_make_room (const CsWorkflow *workflow, CsWork *work, const CsGid *actor, gint64 wall);
/* READING's person reads what they have already, NAMED (may be NULL), or what is free. */
void cs_reads_name_group (const CsWorkflow *workflow, const CsWork *work, const char *named,
                          gint64 wall, CsReading *reading);
/* Who was given it under rules of one read is one of several now, and the other way round; who may
 * not read by the roles that ROLES tells has no place. */
void cs_reads_settle (const CsWorkflow *workflow, CsWork *work, CsRolesOf roles, gpointer data);
