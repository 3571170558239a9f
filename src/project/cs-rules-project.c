/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-rules-project.h"

const char *
cs_rule_lead (const CsReader *reader, const CsRuleState *state)
{
  return reader->roles & CS_ROLE_LEAD ? NULL : "only a lead may do this";
}

const char *
cs_rule_create (const CsReader *reader, const CsRuleState *state)
{
  if (state->project_exists)
    return "the project exists already";
  return state->signature_good ? NULL : "the founder is not who writes, or is no lead";
}

const char *
cs_rule_certify (const CsReader *reader, const CsRuleState *state)
{
  if (reader->roles == 0)
    return "only a member of the project may do this{; ask a lead to add you|}";
  return state->signature_good ? NULL : "the certificate does not fit the keys";
}

const char *
cs_rule_add_person (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  if (state->name_taken)
    return "somebody in the project has this handle or one of these keys already; \"person list\" "
           "shows "
           "who, and \"person role\" changes roles";
  return state->signature_good ? NULL : "the certificate does not fit the person and their keys";
}

const char *
cs_rule_change_roles (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  if (!state->person_known)
    return "there is nobody of that id in the project";
  return state->last_lead ? "the project would be left without a lead" : NULL;
}

const char *
cs_rule_pause_person (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  if (!state->person_known)
    return "there is nobody of that id in the project";
  return state->person_paused ? "that person is paused already" : NULL;
}

/* Never in their own act, which would tell which case it was. */
const char *
cs_rule_pause_failed (const CsReader *reader, const CsRuleState *state)
{
  if (!state->person_known)
    return "there is nobody of that id in the project";
  if (state->person_is_actor)
    return "nobody is paused by the rule in an act of their own";
  if (state->person_paused)
    return "that person is paused already";
  return state->pause_due ? NULL
                          : "the workflow does not ask for it, or that person did not fail so "
                            "many control cases since they last went on after such a pause";
}

const char *
cs_rule_resume_person (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  if (!state->person_paused)
    return "that person is not paused";
  return state->person_is_actor && state->others_lead ? "another lead lets {you|@} go on" : NULL;
}

const char *
cs_rule_describe_person (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  if (!state->person_known)
    return "there is nobody of that id in the project";
  if (state->reason_missing)
    return "another level needs a reason, and a higher one also what qualifies them{ (--reason, "
           "--qualification)|}";
  if (state->level_rises && !state->record_right)
    return "the figures are not what became of that person's work here{; more may have been handed "
           "in since: do it again|}";
  return NULL;
}

const char *
cs_rule_publish_workflow (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  if (state->deserted_roles == 0)
    return NULL;
  return state->deserted_by > 1
             ? "stages[$nobody-at].reads: so many read each case, and fewer people of the project "
               "are $nobody; add them first (\"person add\", \"person role\")"
             : "stages[$nobody-at].roles: nobody in the project is $nobody; add them first "
               "(\"person add\", \"person role\")";
}

const char *
cs_rule_relax (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  if (!state->relax_known)
    return "the workflow is another one now{; look at it again|}";
  if (!state->relax_step)
    return "the workflow allows no further step at this stage";
  if (state->relax_short[0] != '\0')
    return "$short";
  return state->relax_right ? NULL
                            : "what it says of the cases, or makes of the workflow, is not so";
}

const char *
cs_rule_import (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  return state->gid_taken ? "something in the project has this id already" : NULL;
}

const char *
cs_rule_add_item (const CsReader *reader, const CsRuleState *state)
{
  return state->case_exists ? cs_rule_import (reader, state) : "there is no such case";
}

const char *
cs_rule_make_control (const CsReader *reader, const CsRuleState *state)
{
  const char *no = cs_rule_lead (reader, state);
  if (no != NULL)
    return no;
  if (!state->case_exists)
    return "there is no such case";
  if (state->control || state->case_worked)
    return "it is a control case already, or somebody has worked on it";
  if (!state->control_signed)
    return "a control case is made of a case that is signed, in the version that is";
  if (!state->control_reads)
    return "that person reads no cases here, or is told which are control cases";
  if (state->control_seen)
    return "that person has worked on the case";
  if (state->control_twice)
    return "that person has a control case of it already";
  return state->control_fits ? NULL : "it does not hold the files of the case that it is made of";
}
