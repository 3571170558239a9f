/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of what people say to each other of a case, for the table of cs-rules.c: remarks, and
 * questions that go up. Each answers NULL for yes, or the sentence that says why not
 * (cs-rules-words.h). */
#pragma once

#include "cs-rules.h"

const char *cs_rule_remark (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_reply (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_close_remark (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_rule (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_agree (const CsReader *reader, const CsRuleState *state);
const char *cs_rule_send_up (const CsReader *reader, const CsRuleState *state);
