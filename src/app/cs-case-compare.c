/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-compare.h"
#include "cs-case-model-private.h"

static void
set_instead (CsCaseModel *model, const CsMarkSet *before, const CsMarkSet *now, const char *words)
{
  CsCaseComparing *comparing = &model->comparing;
  CsMarkSet *old_before = comparing->before, *old_now = comparing->now;
  comparing->before = before != NULL ? cs_mark_set_ref (before) : NULL;
  comparing->now = now != NULL ? cs_mark_set_ref (now) : NULL;
  cs_mark_set_unref (old_before);
  cs_mark_set_unref (old_now);
  g_free (comparing->words);
  comparing->words = g_strdup (words);
  cs_case_hold_follow (model);
  cs_case_model_emit (model, CS_CASE_MARKS);
  cs_case_model_emit (model, CS_CASE_COMPARE);
}

void
cs_case_compare_begin (CsCaseModel *model, const CsMarkSet *before, const CsMarkSet *now,
                       const char *now_words)
{
  cs_case_model_keep_stroke (model);
  cs_case_model_select (model, 0, FALSE);
  set_instead (model, before, now, now_words);
}

void
cs_case_compare_end (CsCaseModel *model)
{
  if (cs_case_compare_is_on (model))
    set_instead (model, NULL, NULL, NULL);
}

gboolean
cs_case_compare_is_on (CsCaseModel *model)
{
  return model->comparing.now != NULL;
}

const CsMarkSet *
cs_case_compare_before (CsCaseModel *model)
{
  return model->comparing.before;
}

const char *
cs_case_compare_words (CsCaseModel *model)
{
  return model->comparing.words;
}

void
cs_case_compare_set_way (CsCaseModel *model, CsCompareWay way)
{
  if (model->comparing.way == way)
    return;
  model->comparing.way = way;
  cs_case_model_emit (model, CS_CASE_COMPARE);
}

CsCompareWay
cs_case_compare_way (CsCaseModel *model)
{
  return model->comparing.way;
}

void
cs_case_compare_set_line (CsCaseModel *model, double line)
{
  line = CLAMP (line, 0.0, 1.0);
  if (model->comparing.line == line)
    return;
  model->comparing.line = line;
  cs_case_model_emit (model, CS_CASE_COMPARE);
}

double
cs_case_compare_line (CsCaseModel *model)
{
  return model->comparing.line;
}
