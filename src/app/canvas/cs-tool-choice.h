/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tools a case offers, and choosing one. Main thread. */
#pragma once

#include "cs-case-model.h"

#include "cs-tool-kind.h"

/* Some label of the schema is drawn with it, or it draws nothing. */
gboolean cs_tool_choice_offers (CsCaseModel *model, const CsToolKind *kind);
/* The action NAME chooses a tool that no label of the schema is drawn with: its key is free. */
gboolean cs_tool_choice_is_idle (CsCaseModel *model, const char *name);
/* Takes the tool TAG. A tool that the armed label is not drawn with arms another one that is: the
 * one that was drawn so last, else one that is in the case, else the first. A sentence says so, or
 * that there is none; else NULL. Caller frees. */
char *cs_tool_choice_take (CsCaseModel *model, const char *tag);
/* MARK was drawn by hand, or changed. */
void cs_tool_choice_drawn (CsCaseModel *model, const CsMark *mark);
