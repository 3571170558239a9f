/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stage takes the next step of its rule, as the cases decided there allow it. It names these, so
 * that everybody counts them again; that they are the last ones is asked of who appends it, as no
 * other copy can know what was there. */
#include "cs-event-kind.h"
#include "cs-relax-count.h"

#include <string.h>

static const CsField fields[] = {
  { "accepted", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_RELAX_OF_MAX },
  { "acts", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST, .max_count = CS_RELAX_OF_MAX },
  { "from", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "share", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, 100 },
  { "stage", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 32 },
  CS_EVENT_DOCUMENT_FIELDS,
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_RELAX;
}

typedef struct {
  const CsWorkflow *workflow; /* that is relaxed; NULL: none such */
  guint version, stage;
  const CsRelaxStep *step; /* NULL: there is none */
  gboolean in_force;
} Place;

static gboolean
find_place (CsFold *fold, const CsJson *body, Place *ret_place, GError **error)
{
  CsHash from;
  gint64 version = 0;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  cs_json_get_hash (body, "from", &from);
  if (all == NULL || !cs_db_get_int (fold->db, 0, &version, error,
                                     "SELECT version FROM document WHERE kind = 'workflow' AND"
                                     " act = ?",
                                     "h", &from))
    return FALSE;
  *ret_place = (Place){ .version = (guint)version, .in_force = version == all->n };
  if (version == 0 || version > all->n)
    return TRUE;
  const CsWorkflow *workflow = ret_place->workflow = all->versions[version - 1];
  for (guint i = 0; i < workflow->n_stages; i++)
    if (strcmp (workflow->stages[i].key, cs_json_get_string (body, "stage")) == 0) {
      ret_place->stage = i;
      ret_place->step = workflow->stages[i].n_relax > 0 ? &workflow->stages[i].relax[0] : NULL;
    }
  return TRUE;
}

/* Published meanwhile in another copy, the workflow is relaxed all the same where cases of this one
 * may have been begun under what came of it. */
static gboolean
is_known (CsFold *fold, const CsJson *body, const Place *place, gboolean *ret_known, GError **error)
{
  CsHash object;
  gint64 there = 0;
  *ret_known = place->workflow != NULL && (place->in_force || fold->event != NULL);
  if (!*ret_known || place->in_force)
    return TRUE;
  cs_json_get_hash (body, "object", &object);
  if (!cs_db_get_int (fold->db, 0, &there, error,
                      "SELECT 1 FROM document WHERE kind = 'workflow' AND hash = ? LIMIT 1", "h",
                      &object))
    return FALSE;
  *ret_known = there == 0;
  return TRUE;
}

/* The object is what comes of the step, and is here. */
static gboolean
makes (CsFold *fold, const CsJson *body, const Place *place, gboolean *ret_right, GError **error)
{
  gsize size = 0, wanted = 0;
  const char *text = NULL;
  g_autoptr (GBytes) bytes = cs_fold_object (fold, body, &text, &size, error);
  if (bytes == NULL)
    return FALSE;
  g_autoptr (CsWorkflow) relaxed = cs_workflow_relaxed (place->workflow, place->stage);
  g_autofree char *expected =
      relaxed != NULL ? cs_json_to_canonical (cs_workflow_to_json (relaxed), &wanted) : NULL;
  *ret_right = expected != NULL && size == wanted && memcmp (text, expected, size) == 0 &&
               cs_json_get_int (body, "share", 0) == place->step->shares[0];
  return TRUE;
}

static gboolean
same_acts (const CsJson *list, const GArray *acts)
{
  gboolean same = cs_json_length (list) == acts->len;
  for (guint i = 0; same && i < acts->len; i++) {
    CsHash act;
    cs_hash_from_hex (cs_json_string (cs_json_at (list, i)), &act);
    same = cs_hash_equal (&act, &g_array_index (acts, CsHash, i));
  }
  return same;
}

/* As it is appended: these are the last cases, and no others. */
static gboolean
counts_now (CsFold *fold, const CsJson *body, const Place *place, gboolean *ret_right,
            GError **error)
{
  g_auto (CsRelaxCount) count = { 0 };
  if (!cs_relax_count (fold->db, place->version, place->stage, place->step->of, &count, error))
    return FALSE;
  *ret_right = count.accepted == cs_json_get_int (body, "accepted", -1) &&
               same_acts (cs_json_get (body, "acts"), count.acts);
  return TRUE;
}

static gboolean
counted_then (CsFold *fold, const CsJson *body, const Place *place, gboolean *ret_right,
              GError **error)
{
  int accepted = -1;
  if (!cs_relax_recount (fold->db, place->version, place->stage, cs_json_get (body, "acts"),
                         &accepted, error))
    return FALSE;
  *ret_right = cs_json_get_int (body, "accepted", 0) <= accepted;
  return TRUE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  Place place;
  gboolean counts = FALSE, right = FALSE;
  if (!find_place (fold, body, &place, error) ||
      !is_known (fold, body, &place, &state->relax_known, error))
    return FALSE;
  state->relax_step = place.step != NULL;
  if (!state->relax_known || !state->relax_step)
    return TRUE;
  g_autofree char *words = cs_relax_short_words (
      place.workflow->stages[place.stage].key, place.step,
      (guint)cs_json_get_int (body, "accepted", 0), cs_json_length (cs_json_get (body, "acts")));
  if (words != NULL)
    g_strlcpy (state->relax_short, words, sizeof state->relax_short);
  if (!makes (fold, body, &place, &right, error) ||
      !(fold->event == NULL ? counts_now : counted_then) (fold, body, &place, &counts, error))
    return FALSE;
  state->relax_right =
      right && counts && cs_json_length (cs_json_get (body, "acts")) == place.step->of;
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  Place place;
  if (!find_place (fold, body, &place, error) || !cs_fold_new_workflow (fold, body, error))
    return FALSE;
  return cs_db_run (fold->db, error,
                    "UPDATE document SET relaxes = ?1, relaxed = ?2, accepted = ?3, decided = ?4,"
                    " line = (SELECT line FROM document WHERE kind = 'workflow' AND version = ?1)"
                    " WHERE kind = 'workflow' AND act = ?5",
                    "iiiih", (gint64)place.version, (gint64)place.stage,
                    cs_json_get_int (body, "accepted", 0),
                    (gint64)cs_json_length (cs_json_get (body, "acts")), &fold->event->hash);
}

static char *
sentence (const CsJson *body)
{
  if (cs_json_length (cs_json_get (body, "acts")) == 1)
    return g_strdup_printf (
        "relaxed %s to %" G_GINT64_FORMAT " %%: the last case was accepted as it was",
        cs_stage_word (cs_json_get_string (body, "stage")), cs_json_get_int (body, "share", 0));
  return g_strdup_printf (
      "relaxed %s to %" G_GINT64_FORMAT " %%: %" G_GINT64_FORMAT " of the last %u cases were "
      "accepted as they were",
      cs_stage_word (cs_json_get_string (body, "stage")), cs_json_get_int (body, "share", 0),
      cs_json_get_int (body, "accepted", 0), cs_json_length (cs_json_get (body, "acts")));
}

const CsEventKind cs_event_workflow_relax = {
  .tag = "workflow.relax",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
