/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on the action bar of the sample for who does something for the first time: what to do
 * next. It goes when that is done, however it came about, and never comes back on this machine. */
#include "cs-case-page-private.h"
#include "cs-main-window.h"
#include "cs-tool-kind.h"

#include <glib/gi18n.h>

static const struct {
  const char *key;  /* of the preferences */
  const char *hint; /* NULL: what the tool says */
} acts[] = {
  [CS_COACH_SLICES] = { "coach-slices", N_ ("Turn the wheel to go through the slices.") },
  [CS_COACH_DRAW] = { "coach-draw", NULL },
  [CS_COACH_LABEL] = { "coach-label", N_ ("Press {mark.label} to draw something else.") },
  [CS_COACH_FINISH] = { "coach-finish", N_ ("Press {case.finish} when the case is done.") },
};

static CsPreferences *
preferences_of (CsCasePage *self)
{
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  return window != NULL ? cs_main_window_preferences (window) : NULL;
}

static gboolean
is_sample (CsCasePage *self)
{
  const CsSessionFacts *facts = cs_session_facts (cs_case_model_session (self->model));
  return facts->handle != NULL && g_str_has_prefix (facts->handle, "sample-") &&
         g_str_equal (facts->name, "Sample");
}

/* How the tool that is chosen draws; NULL for one that does not. */
static const char *
tool_hint (CsCasePage *self)
{
  const CsToolKind *tool = cs_tool_kind_find (cs_case_model_tool (self->model));
  return tool != NULL ? tool->hint : NULL;
}

/* Whether ACT can be done where the person is. */
static gboolean
is_possible (CsCasePage *self, CsCoachAct act)
{
  const CsCaseItem *item =
      cs_case_model_item (self->model, cs_case_model_place (self->model, NULL));
  if (act == CS_COACH_FINISH)
    return cs_case_model_missing (self->model).ready;
  if (item == NULL || g_str_equal (item->row->kind, "text"))
    return FALSE;
  if (act == CS_COACH_SLICES)
    return item->units > 1;
  if (act == CS_COACH_DRAW)
    return cs_case_model_armed (self->model).kind != NULL && tool_hint (self) != NULL;
  return TRUE;
}

static gboolean
at_loop (CsCasePage *self)
{
  const CsCaseItem *item =
      cs_case_model_item (self->model, cs_case_model_place (self->model, NULL));
  return item != NULL && item->loop;
}

static const char *
hint_of (CsCasePage *self)
{
  CsPreferences *preferences = preferences_of (self);
  if (preferences == NULL || self->coach_over || self->review != NULL ||
      !cs_case_model_may_edit (self->model) || !is_sample (self))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (!cs_preferences_int (preferences, acts[i].key, FALSE) && is_possible (self, i))
      return i == CS_COACH_SLICES && at_loop (self)
                 ? _ ("Press {view.cine} to play the loop, or turn the wheel.")
                 : _ (acts[i].hint != NULL ? acts[i].hint : tool_hint (self));
  return NULL;
}

void
cs_case_page_coach_update (CsCasePage *self)
{
  if (self->model != NULL)
    cs_case_bar_set_hint (self->bar, hint_of (self));
}

void
cs_case_page_coach_done (CsCasePage *self, CsCoachAct act)
{
  CsPreferences *preferences = preferences_of (self);
  if (preferences != NULL && !cs_preferences_int (preferences, acts[act].key, FALSE))
    cs_preferences_set_int (preferences, acts[act].key, TRUE);
  /* From the second case on, the bar has what was decided to say. */
  self->coach_over = self->coach_over || act == CS_COACH_FINISH;
  cs_case_page_coach_update (self);
}

static void
place_cb (CsCaseModel *model, CsCasePage *self)
{
  gint64 unit = 0;
  guint item = cs_case_model_place (model, &unit);
  gboolean moved = item == self->coach_item && unit != self->coach_unit;
  const CsCaseItem *shown = cs_case_model_item (model, item);
  self->coach_item = item;
  self->coach_unit = unit;
  if (moved && shown != NULL && !g_str_equal (shown->row->kind, "text"))
    cs_case_page_coach_done (self, CS_COACH_SLICES);
  else
    cs_case_page_coach_update (self);
}

/* One more on the picture that is looked at. */
static void
marks_cb (CsCaseModel *model, CsCasePage *self)
{
  guint item = cs_case_model_place (model, NULL), count = cs_case_model_count (model, item);
  const CsCaseItem *shown = cs_case_model_item (model, item);
  gboolean more = item == self->coach_counted && count > self->coach_marks;
  self->coach_counted = item;
  self->coach_marks = count;
  if (more && shown != NULL && !g_str_equal (shown->row->kind, "text"))
    cs_case_page_coach_done (self, CS_COACH_DRAW);
  else
    cs_case_page_coach_update (self);
}

static void
armed_cb (CsCaseModel *model, CsCasePage *self)
{
  cs_case_page_coach_update (self);
}

void
cs_case_page_coach_set (CsCasePage *self)
{
  self->coach_item = cs_case_model_place (self->model, &self->coach_unit);
  self->coach_counted = self->coach_item;
  self->coach_marks = cs_case_model_count (self->model, self->coach_item);
  g_signal_connect (self->model, "place", G_CALLBACK (place_cb), self);
  g_signal_connect (self->model, "marks", G_CALLBACK (marks_cb), self);
  g_signal_connect (self->model, "armed", G_CALLBACK (armed_cb), self);
  g_signal_connect (self->model, "review", G_CALLBACK (armed_cb), self);
  cs_case_page_coach_update (self);
}
