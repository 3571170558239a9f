/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-life.h"
#include "cs-mark-overlap.h"
#include "cs-mark-diff.h"
#include "cs-project-sight.h"

#include <string.h>

void
cs_life_step_free (CsLifeStep *step)
{
  if (step == NULL)
    return;
  cs_history_row_free (step->act);
  g_free (step->role);
  g_clear_pointer (&step->marks, cs_mark_set_unref);
  g_free (step);
}

/* --- what an act says --- */

static void
read_words (CsLifeStep *step)
{
  const CsJson *body = step->act->body;
  step->decision = cs_json_get_string (body, "decision");
  if (strcmp (step->act->kind, "review.correct") == 0)
    step->decision = "correct";
  step->category = cs_json_get_string (body, "category");
  step->severity = cs_json_get_string (body, "severity");
  step->clause = cs_json_get_string (body, "clause");
  step->reason = cs_json_get_string (body, "reason");
  step->n_remarks = cs_json_length (cs_json_get (body, "rejected")) +
                    cs_json_length (cs_json_get (body, "remarks"));
}

/* As what somebody signed stands in what was signed. */
static gboolean
read_role (CsProject *project, CsLifeStep *step, GError **error)
{
  CsHash manifest;
  gint64 roles = 0;
  if (cs_json_get_hash (step->act->body, "manifest", &manifest)) {
    g_autoptr (GBytes) bytes = cs_project_object (project, &manifest, error);
    gsize size = 0;
    const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
    g_autoptr (CsJson) signoff = text != NULL ? cs_json_parse_canonical (text, size, error) : NULL;
    step->role = g_strdup (cs_json_get_string (signoff, "role"));
    return signoff != NULL;
  }
  if (!cs_db_get_int (cs_index_db (project->index), 0, &roles, error,
                      "SELECT roles FROM person WHERE handle = ?", "t", step->act->who))
    return FALSE;
  step->role = roles != 0 ? cs_roles_to_text ((guint)roles) : NULL;
  return TRUE;
}

static gboolean
read_taken_back (CsProject *project, CsLifeStep *step, GError **error)
{
  gint64 there = 0;
  if (!cs_db_get_int (cs_index_db (project->index), 0, &there, error,
                      "SELECT max(withdrawn) FROM (SELECT withdrawn FROM revision WHERE hash = ?1"
                      " UNION ALL SELECT withdrawn FROM decision WHERE hash = ?1 UNION ALL SELECT"
                      " withdrawn FROM escalation WHERE act = ?1)",
                      "h", &step->act->hash))
    return FALSE;
  step->taken_back = there != 0;
  return TRUE;
}

/* --- what it changed --- */

static void
compare (CsLifeStep *step, const CsMarkSet *before)
{
  g_autoptr (CsMarkDiff) diff = cs_mark_diff (before, step->marks);
  step->compared = TRUE;
  step->answers = diff->answers->len;
  for (guint i = 0; i < diff->marks->len; i++) {
    const CsMarkChange *change = &g_array_index (diff->marks, CsMarkChange, i);
    double overlap = 0;
    if ((change->after != NULL ? change->after : change->before)->kind->target ==
        CS_MARK_TARGET_MARKS) {
      step->relations++;
      continue;
    }
    step->added += change->before == NULL;
    step->removed += change->after == NULL;
    if (change->before == NULL || change->after == NULL)
      continue;
    step->changed++;
    if ((change->aspects & CS_MARK_DIFF_GEOMETRY) != 0 &&
        cs_mark_overlap (change->before, change->after, &overlap) &&
        (step->overlap < 0 || overlap < step->overlap))
      step->overlap = overlap;
  }
}

static gboolean
read_version (const CsSight *sight, CsStmt *stmt, CsLifeStep *step, GError **error)
{
  CsHash object, parent;
  cs_stmt_hash (stmt, 2, &step->workflow);
  step->schema = (int)cs_stmt_int (stmt, 3);
  step->guideline = (int)cs_stmt_int (stmt, 4);
  if (!cs_stmt_hash (stmt, 0, &object))
    return FALSE;
  step->marks = cs_project_read_marks (sight->project, &object, error);
  if (step->marks == NULL)
    return FALSE;
  gboolean any = cs_stmt_hash (stmt, 1, &parent) && !cs_hash_is_zero (&parent);
  if (any && !cs_sight_version (sight, &parent, NULL))
    return TRUE;
  g_autoptr (CsMarkSet) before =
      any ? cs_project_marks_of (sight->project, &parent, error) : cs_mark_set_new_empty ();
  if (before != NULL)
    compare (step, before);
  return before != NULL;
}

static gboolean
read_work (const CsSight *sight, CsLifeStep *step, GError **error)
{
  const CsHash *act = &step->act->hash;
  if (step->act->unrecognised != NULL || !cs_sight_version (sight, act, NULL))
    return TRUE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (sight->project->index), error,
                   "SELECT object, parent, workflow,"
                   " (SELECT version FROM document WHERE kind = 'schema' AND hash = schema),"
                   " (SELECT version FROM document WHERE kind = 'guideline' AND hash = guideline)"
                   " FROM revision WHERE hash = ?",
                   "h", act);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  return state == 0 || (state > 0 && read_version (sight, stmt, step, error));
}

static CsLifeStep *
new_step (const CsSight *sight, CsHistoryRow *act, GError **error)
{
  CsLifeStep *step = g_new0 (CsLifeStep, 1);
  step->act = act;
  step->overlap = -1;
  read_words (step);
  if (read_role (sight->project, step, error) && read_taken_back (sight->project, step, error) &&
      read_work (sight, step, error))
    return step;
  cs_life_step_free (step);
  return NULL;
}

/* --- releases that have it --- */

static gboolean
holds (const CsReleaseRow *release, const char *path)
{
  for (guint i = 0; i < cs_json_length (release->files); i++)
    if (g_strcmp0 (cs_json_get_string (cs_json_at (release->files, i), "path"), path) == 0)
      return TRUE;
  return FALSE;
}

/* Behind all that was done before it. */
static void
add_release (GPtrArray *life, const CsReleaseRow *release)
{
  CsLifeStep *step = g_new0 (CsLifeStep, 1);
  guint at = life->len;
  step->act = g_new0 (CsHistoryRow, 1);
  step->act->wall = release->wall;
  step->act->who = g_strdup (release->by);
  step->act->kind = g_strdup ("release.cut");
  step->act->sentence = g_strdup_printf ("took it into the release \"%s\"", release->name);
  step->act->hash = release->hash;
  step->overlap = -1;
  while (at > 0 && ((CsLifeStep *)life->pdata[at - 1])->act->wall > release->wall)
    at--;
  g_ptr_array_insert (life, (int)at, step);
}

static gboolean
add_releases (CsProject *project, const CsReader *reader, const CsGid *case_gid, GPtrArray *life,
              GError **error)
{
  char gid[CS_GID_HEX + 1];
  if (!cs_rules_sees_releases (reader))
    return TRUE;
  g_autofree char *path = g_strdup_printf ("signatures/%s.json", cs_gid_to_hex (case_gid, gid));
  g_autoptr (GPtrArray) releases = cs_project_releases (project, reader, error);
  for (guint i = 0; releases != NULL && i < releases->len; i++)
    if (holds (releases->pdata[i], path))
      add_release (life, releases->pdata[i]);
  return releases != NULL;
}

GPtrArray *
cs_project_life (CsProject *project, const CsReader *reader, const CsGid *case_gid, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  g_autoptr (GPtrArray) acts = cs_project_history (project, reader, case_gid, error);
  if (acts == NULL || !cs_sight_begin (project, reader, &sight, error))
    return NULL;
  g_autoptr (GPtrArray) life = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_life_step_free);
  while (acts->len > 0) {
    CsLifeStep *step = new_step (&sight, g_ptr_array_steal_index (acts, 0), error);
    if (step == NULL)
      return NULL;
    g_ptr_array_add (life, step);
  }
  return add_releases (project, reader, case_gid, life, error) ? g_steal_pointer (&life) : NULL;
}

/* --- one mark --- */

static gboolean
counts (const CsLifeStep *step)
{
  return step->marks != NULL && !step->taken_back;
}

GArray *
cs_life_states (const GPtrArray *life, guint64 id)
{
  GArray *states = g_array_new (FALSE, FALSE, sizeof (CsMarkState));
  const CsMark *before = NULL;
  for (guint i = 0; i < life->len; i++) {
    const CsLifeStep *step = life->pdata[i];
    if (!counts (step))
      continue;
    const CsMark *mark = cs_mark_set_get (step->marks, id);
    CsMarkState state = { i, (CsMark *)mark, 0 };
    if (mark == NULL || before == NULL)
      state.aspects = CS_MARK_DIFF_GEOMETRY | CS_MARK_DIFF_LABEL | CS_MARK_DIFF_ATTRIBUTES |
                      CS_MARK_DIFF_ORIGIN;
    else
      state.aspects = cs_mark_compare (before, mark);
    if (state.aspects != 0 && (mark != NULL || before != NULL))
      g_array_append_val (states, state);
    before = mark;
  }
  return states;
}

/* What a version did is known only where the one before it may be seen: else what somebody else
 * did in between would be laid at its door. */
static guint
known (const GPtrArray *life, const CsMarkState *state)
{
  const CsLifeStep *step = life->pdata[state->step];
  return step->compared ? state->step : G_MAXUINT;
}

gboolean
cs_life_credit (const GPtrArray *life, guint64 id, CsLifeCredit *ret_credit)
{
  g_autoptr (GArray) states = cs_life_states (life, id);
  if (states->len == 0)
    return FALSE;
  const CsMarkState *first = &g_array_index (states, CsMarkState, 0);
  const CsMarkState *last = first + states->len - 1;
  if (last->mark == NULL)
    return FALSE;
  *ret_credit = (CsLifeCredit){ .made = known (life, first),
                                .changed = states->len > 1 ? known (life, last) : G_MAXUINT,
                                .last = last->mark };
  return TRUE;
}

CsMarkBlame *
cs_life_blame (const GPtrArray *life, guint64 id, guint step)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < life->len && i <= step; i++) {
    const CsLifeStep *one = life->pdata[i];
    if (!counts (one))
      continue;
    g_ptr_array_add (marks, (gpointer)cs_mark_set_get (one->marks, id));
    g_array_append_val (steps, i);
  }
  if (marks->len == 0 || marks->pdata[marks->len - 1] == NULL)
    return NULL;
  CsMarkBlame *blame = cs_mark_blame ((const CsMark *const *)marks->pdata, marks->len);
  blame->label = g_array_index (steps, guint, blame->label);
  blame->attributes = g_array_index (steps, guint, blame->attributes);
  for (guint i = 0; i < blame->pieces->len; i++) {
    CsMarkPiece *piece = &g_array_index (blame->pieces, CsMarkPiece, i);
    piece->since = g_array_index (steps, guint, piece->since);
  }
  return blame;
}

/* The last one of LIST about ID, or about no mark. */
static gboolean
find_remark (const CsJson *list, guint64 id, CsRemark *ret_remark)
{
  for (guint i = cs_json_length (list); i-- > 0;) {
    const CsJson *one = cs_json_at (list, i);
    guint64 mark = (guint64)cs_json_get_int (one, "mark", 0);
    if ((mark == id || mark == 0) && cs_remark_from_json (one, ret_remark, NULL))
      return TRUE;
  }
  return FALSE;
}

/* What a decision says of the case as a whole. */
static gboolean
said_of_all (const CsLifeStep *step, CsRemark *ret_remark)
{
  if (step->decision == NULL || strcmp (step->decision, "accept") == 0 ||
      (step->reason == NULL && step->clause == NULL && step->category == NULL))
    return FALSE;
  *ret_remark = (CsRemark){ .part = -1,
                            .frame = -1,
                            .category = g_strdup (step->category),
                            .severity = g_strdup (step->severity),
                            .clause = g_strdup (step->clause),
                            .text = g_strdup (step->reason) };
  return TRUE;
}

gboolean
cs_life_remark_before (const GPtrArray *life, guint step, guint64 id, CsRemark *ret_remark,
                       guint *ret_said)
{
  for (guint i = MIN (step + 1, life->len); i-- > 0;) {
    const CsLifeStep *one = life->pdata[i];
    /* A correction is its own reason. */
    if (i == step && one->decision == NULL)
      continue;
    if (one->taken_back)
      continue;
    *ret_said = i;
    if (find_remark (cs_json_get (one->act->body, "rejected"), id, ret_remark) ||
        find_remark (cs_json_get (one->act->body, "remarks"), id, ret_remark) ||
        said_of_all (one, ret_remark))
      return TRUE;
    if (i < step && counts (one))
      return FALSE;
  }
  return FALSE;
}
