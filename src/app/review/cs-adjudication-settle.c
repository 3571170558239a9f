/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the case lacks before it is settled, and the act that settles it. */
#include "cs-adjudication-private.h"

CsAdjudicationMissing
cs_adjudication_missing (CsAdjudication *self)
{
  CsAdjudicationMissing missing = { 0 };
  CsCaseMissing of_case = cs_case_model_missing (self->model);
  for (guint n = 0; n < cs_adjudication_n (self); n++) {
    gboolean ruled = cs_adjudication_ruled (self, n, NULL) != CS_RULED_NOT;
    missing.open += !ruled;
    missing.reasons += ruled && cs_adjudication_reason (self, n) == NULL;
  }
  /* While disputes are open nobody knows which items stay without a mark. */
  missing.items = missing.open == 0 ? of_case.items : 0;
  missing.item = of_case.item;
  missing.values = of_case.values;
  missing.ready = missing.open + missing.reasons + missing.items + missing.values == 0 &&
                  cs_adjudication_n (self) > 0 && !of_case.unread &&
                  cs_case_model_may_edit (self->model) &&
                  cs_session_trouble (cs_case_model_session (self->model)) == NULL;
  return missing;
}

/* --- the act --- */

typedef struct {
  CsGid case_gid;
  GArray *rulings;    /* of CsRuling; their reasons lie in REASONS */
  GPtrArray *reasons; /* of char * */
} Settling;

static void
settling_free (gpointer data)
{
  Settling *settling = data;
  g_array_unref (settling->rulings);
  g_ptr_array_unref (settling->reasons);
  g_free (settling);
}

static gpointer
settle_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Settling *settling = data;
  g_autoptr (CsEvidence) shown = cs_project_shown (desk->project, &settling->case_gid, error);
  if (shown != NULL)
    cs_project_adjudicate (
        desk->project, &settling->case_gid, (const CsRuling *)(gpointer)settling->rulings->data,
        settling->rulings->len, NULL, cs_evidence_is_empty (shown) ? NULL : shown, error);
  return NULL;
}

CsJobSpec
cs_adjudication_job (CsAdjudication *self)
{
  static const CsRulingChoice choices[] = { [CS_RULED_NOT] = CS_RULING_NOBODY,
                                            [CS_RULED_POSITION] = CS_RULING_POSITION,
                                            [CS_RULED_DRAWN] = CS_RULING_DRAWN,
                                            [CS_RULED_NOBODY] = CS_RULING_NOBODY };
  Settling *settling = g_new0 (Settling, 1);
  cs_adjudication_write_reason (self); /* it is there when the act is taken back */
  settling->case_gid = cs_case_model_view (self->model)->row->gid;
  settling->rulings = g_array_new (FALSE, TRUE, sizeof (CsRuling));
  settling->reasons = g_ptr_array_new_with_free_func (g_free);
  for (guint n = 0; n < cs_adjudication_n (self); n++) {
    CsRuling ruling = { 0 };
    ruling.choice = choices[cs_adjudication_ruled (self, n, &ruling.position)];
    ruling.reason = g_strdup (cs_adjudication_reason (self, n));
    g_ptr_array_add (settling->reasons, (gpointer)ruling.reason);
    g_array_append_val (settling->rulings, ruling);
  }
  return (CsJobSpec){
    .run = settle_job, .data = settling, .free_data = settling_free, .flags = CS_JOB_CHANGES
  };
}
