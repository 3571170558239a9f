/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of what changes the project itself, for the table of cs-rules.c: its people, its
 * documents, what it holds. Each answers NULL for yes, or the sentence that says why not
 * (cs-rules-words.h). */
#pragma once

#include "cs-rules.h"

/* For whatever a lead may do, and nobody else. */
const char *cs_rule_lead (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_create (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_certify (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_add_person (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_change_roles (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_pause_person (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_pause_failed (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_resume_person (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_describe_person (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_publish_workflow (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_relax (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_import (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_add_item (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_make_control (const CsReader *reader, const CsRuleState *state);
