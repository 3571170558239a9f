/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-rules-talk.h"

const char *
cs_rule_remark (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (!state->revision_known)
    return "the case has no such version";
  if (cs_rules_hides_marks (reader, state))
    return "the marks are hidden until they are asked for{; ask for them first (\"task look\")|}";
  return cs_rules_sees_marks (reader, state) ? NULL : "{you are|@ is} not at work on this case";
}

const char *
cs_rule_reply (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists || !state->remark_known)
    return "there is no such remark";
  if (state->remark_closed)
    return "the remark is closed";
  if (state->said_by_actor)
    return "the remark is {your|their} own";
  if (!state->said_to_actor)
    return "only who made the work, or works on it now, answers";
  return state->remark_agreed ? "it is agreed already" : NULL;
}

const char *
cs_rule_close_remark (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists || !state->remark_known)
    return "there is no such remark";
  if (state->remark_closed)
    return "the remark is closed";
  if (state->said_by_actor)
    return NULL;
  /* Who has the case to judge it is not who the remark was said to. */
  gboolean judges = state->actor_holds && state->stage > 0 && !state->actor_is_author;
  if (!(reader->roles & (CS_ROLE_REVIEWER | CS_ROLE_SME)) || (state->said_to_actor && !judges))
    return "only who made the remark, or another reviewer, closes it";
  return NULL;
}

/* Nobody rules on their own question, or on their own work. */
static const char *
may_hear (const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (state->asked == CS_ASKED_NOBODY)
    return "no such question is open on the case";
  if (state->asked_by_actor)
    return "the question is {your|their} own; somebody else rules on it";
  if (state->actor_is_author)
    return "{you are|@ is} an author of this work; somebody else rules on it";
  return NULL;
}

const char *
cs_rule_rule (const CsReader *reader, const CsRuleState *state)
{
  gboolean expert = (reader->roles & CS_ROLE_SME) != 0, lead = (reader->roles & CS_ROLE_LEAD) != 0;
  const char *no = may_hear (state);
  if (no != NULL)
    return no;
  if (state->asked == CS_ASKED_BOARD)
    return expert || lead ? NULL : "the question is for the board: an SME and a lead who agree";
  if (expert)
    return NULL;
  if (!lead || state->asked == CS_ASKED_SME)
    return state->asked == CS_ASKED_SME ? "the question is for an SME"
                                        : "the question is for a lead";
  return state->asked_minor ? NULL
                            : "a lead rules on what is minor; {send|a lead sends} it up to an SME";
}

const char *
cs_rule_agree (const CsReader *reader, const CsRuleState *state)
{
  guint mine = reader->roles, theirs = state->half_roles;
  const char *no = may_hear (state);
  if (no != NULL)
    return no;
  if (state->asked != CS_ASKED_BOARD || theirs == 0)
    return "there is no such ruling of the board to agree with";
  if (state->half_by_actor)
    return "the ruling is {your|their} own; somebody else agrees with it";
  return ((mine & CS_ROLE_SME) && (theirs & CS_ROLE_LEAD)) ||
                 ((mine & CS_ROLE_LEAD) && (theirs & CS_ROLE_SME))
             ? NULL
             : "the board is an SME and a lead; the other of them agrees";
}

const char *
cs_rule_send_up (const CsReader *reader, const CsRuleState *state)
{
  if (!state->case_exists)
    return "there is no such case";
  if (state->asked == CS_ASKED_NOBODY)
    return "no such question is open on the case";
  if (!(reader->roles & (CS_ROLE_LEAD | CS_ROLE_SME)))
    return "only a lead or an SME sends a question up";
  if (state->asked_next <= state->asked)
    return "a question goes up only: lead, sme, board";
  return state->asked_somebody ? NULL
                               : "nobody there could rule on it who neither asked nor made the "
                                 "work";
}
