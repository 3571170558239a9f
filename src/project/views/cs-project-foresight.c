/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-project-sight.h"

#include <string.h>

/* --- who may --- */

/* Those whose roles fit STAGE and who are no author of the current version where authors may not
 * act; ALSO (may be NULL) counts as one. */
static GPtrArray *
who_may (CsProject *project, const CsReader *reader, const CsWork *work,
         const CsWorkflowStage *stage, const CsGid *also, GError **error)
{
  CsFold fold = { .index = project->index, .db = cs_index_db (project->index) };
  g_autoptr (GPtrArray) people = cs_project_everybody (project, error);
  for (guint i = 0; people != NULL && i < people->len;) {
    CsPersonRow *row = people->pdata[i];
    gboolean author = FALSE;
    if (!cs_fold_is_author (&fold, &work->revision, &row->gid, &author, error))
      return NULL;
    author = author || (also != NULL && cs_gid_equal (also, &row->gid));
    gboolean admits = cs_traits_admits (&row->traits, row->roles, work->sensitive, work->expertise);
    cs_person_row_veil (row, reader);
    if (admits && cs_flow_admits (stage, row->roles, author, cs_flow_decided (work, &row->gid)))
      i++;
    else
      g_ptr_array_remove_index (people, i);
  }
  return g_steal_pointer (&people);
}

static const CsWorkflowStage *
find_stage (const CsWorkflow *workflow, const char *key, guint at, GError **error)
{
  if (key == NULL && at < workflow->n_stages)
    return &workflow->stages[at];
  for (guint i = 0; key != NULL && i < workflow->n_stages; i++)
    if (strcmp (workflow->stages[i].key, key) == 0)
      return &workflow->stages[i];
  cs_fail (error, CS_ERROR_NOT_FOUND,
           key != NULL ? "the workflow has no such stage" : "the case is through all stages");
  return NULL;
}

/* Who may not act at a stage is an author, so who does not see the work is not told who may. */
static gboolean
check_sight (CsProject *project, const CsReader *reader, const CsWork *work, GError **error)
{
  gboolean sees = FALSE;
  if (!cs_project_sees (project, reader, work, &sees, error))
    return FALSE;
  return sees || (cs_hash_is_zero (&work->revision) && reader->roles != 0) ||
         cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such case");
}

/* The rules tell them to look, and nothing else. */
static gboolean
looks_first (CsProject *project, const CsReader *reader, const CsWork *work)
{
  g_auto (CsSight) sight = { 0 };
  return cs_sight_begin (project, reader, &sight, NULL) && cs_sight_case (&sight, work) &&
         cs_sight_hides (&sight, work);
}

GPtrArray *
cs_project_people_who_may (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                           const char *stage, GError **error)
{
  g_auto (CsWork) work = { 0 };
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL || !cs_project_work (project, case_gid, &work, error) ||
      !check_sight (project, reader, &work, error))
    return NULL;
  const CsWorkflow *workflow = cs_flow_workflow (all, &work);
  const CsWorkflowStage *at =
      stage == NULL || work.stage >= CS_STAGE_VERSIONS ? cs_flow_stage (workflow, &work) : NULL;
  if (at == NULL)
    at = find_stage (workflow, stage, work.stage, error);
  return at != NULL ? who_may (project, reader, &work, at, NULL, error) : NULL;
}

/* --- where to --- */

void
cs_foresight_free (CsForesight *foresight)
{
  if (foresight == NULL)
    return;
  g_free (foresight->stage);
  g_free (foresight->sentence);
  g_clear_pointer (&foresight->people, g_ptr_array_unref);
  g_free (foresight);
}

static const struct {
  const char *word;
  CsDeed deed;
} deeds[] = {
  { "accept", CS_DEED_ACCEPT },       { "correct", CS_DEED_CORRECT }, { "reject", CS_DEED_REJECT },
  { "send-back", CS_DEED_SEND_BACK }, { "submit", CS_DEED_SUBMIT },
};

gboolean
cs_project_may_decide (CsProject *project, const CsGid *case_gid, const char *decision,
                       CsDeed *ret_deed, GError **error)
{
  CsFold fold = { .index = project->index,
                  .db = cs_index_db (project->index),
                  .store = project->store,
                  .actor = cs_project_reader (project) };
  CsRuleState state = { .project_exists = TRUE, .revision_current = TRUE };
  g_auto (CsWork) work = { 0 };
  g_autofree char *reason = NULL;
  guint n = 0;
  while (n < G_N_ELEMENTS (deeds) && strcmp (deeds[n].word, decision) != 0)
    n++;
  if (n == G_N_ELEMENTS (deeds))
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no decision", decision);
  if (!cs_gather_case (&fold, case_gid, &state, &work, error) ||
      (deeds[n].deed == CS_DEED_ACCEPT && !cs_gather_critical (&fold, case_gid, &state, error)))
    return FALSE;
  state.reading_evidence_missing = FALSE;
  *ret_deed = deeds[n].deed;
  if (cs_rules_may (&fold.actor, deeds[n].deed, &state, &reason))
    return TRUE;
  return state.case_exists && cs_project_sees_case (project, &fold.actor, &work)
             ? cs_fail (error, CS_ERROR_DENIED, "%s", reason)
             : cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such case");
}

static char *
names_of (const GPtrArray *people)
{
  g_autoptr (GString) text = g_string_new (NULL);
  if (people->len > 3)
    return g_strdup_printf ("one of %u people", people->len);
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    g_string_append_printf (text, "%s%s", i == 0 ? "" : (i + 1 < people->len ? ", " : " or "),
                            row->name);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Of what WRITES a version nobody knows yet how much depends on it. */
static gboolean
draws (const CsWorkflowStage *stage, const CsWork *then, gboolean writes)
{
  return !then->risk.flagged &&
         (writes ? cs_workflow_stage_draws (stage) : stage->shares[then->risk.tier] < 100);
}

/* Nobody is told before they act whether the case is drawn for a stage that only some pass: the one
 * after those is where it goes, unless it is. Their words in RET_UNLESS, NULL for none. */
static const CsWorkflowStage *
without_draw (const CsWorkflow *workflow, const CsWork *then, guint from, gboolean writes,
              char **ret_unless)
{
  g_autoptr (GString) unless = g_string_new (NULL);
  guint next = from + 1;
  for (; next < workflow->n_stages && draws (&workflow->stages[next], then, writes); next++)
    g_string_append_printf (unless, "%s%s", unless->len > 0 ? " or " : "",
                            cs_stage_word (workflow->stages[next].key));
  if (unless->len == 0)
    return NULL;
  *ret_unless = g_string_free (g_steal_pointer (&unless), FALSE);
  return &workflow->stages[next];
}

static void
say_where (CsForesight *foresight, const CsWorkflowStage *stage, gboolean back, const char *unless)
{
  g_autofree char *names = names_of (foresight->people);
  g_autofree char *wanted = cs_roles_to_words (stage->roles, " or ");
  foresight->blocked = foresight->people->len == 0;
  foresight->stage = g_strdup (stage->key);
  foresight->sentence =
      foresight->blocked
          ? g_strdup_printf ("blocked: needs %s%s", wanted, cs_flow_excluded_words (stage))
          : g_strdup_printf (
                "goes %sto %s (%s)%s%s", back ? "back " : "", names, cs_stage_word (stage->key),
                unless != NULL ? ", unless it is drawn for " : "", unless != NULL ? unless : "");
}

/* A case that is sent back goes to who labelled it, if they still may. */
static void
keep_labeler (const CsWork *work, GPtrArray *people)
{
  gboolean there = FALSE;
  for (guint i = 0; i < people->len; i++)
    there = there || cs_gid_equal (&((CsPersonRow *)people->pdata[i])->gid, &work->last_labeler);
  for (guint i = 0; there && i < people->len;)
    if (cs_gid_equal (&((CsPersonRow *)people->pdata[i])->gid, &work->last_labeler))
      i++;
    else
      g_ptr_array_remove_index (people, i);
}

/* Through all stages, or out. */
static void
say_end (CsForesight *foresight, CsDeed deed)
{
  foresight->stage = g_strdup ("");
  foresight->people = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_person_row_free);
  foresight->sentence = g_strdup (deed == CS_DEED_REJECT ? "is out until a lead reopens it"
                                                         : "waits for your signature");
}

/* How many others have read it is theirs to know who do not. */
static void
say_round (CsForesight *foresight, const CsWorkflowStage *stage)
{
  foresight->stage = g_strdup (stage->key);
  foresight->people = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_person_row_free);
  g_autofree char *who = stage->readers[1] > stage->readers[0]
                             ? g_strdup ("as many have read it as its tier asks for")
                             : g_strdup_printf ("%u have read it", stage->readers[0]);
  foresight->sentence = g_strdup_printf ("waits until %s, each %s", who,
                                         stage->n_groups > 0 ? "their labels" : "for themselves");
}

/* Of what the signer would hand in. */
static gboolean
weigh_draft (CsProject *project, const CsGid *case_gid, CsRisk *ret_risk, GError **error)
{
  CsSchema *schema = NULL; /* the project's */
  g_autoptr (CsMarkSet) set = cs_project_draft (project, case_gid, error);
  if (set == NULL || !cs_project_schema (project, &schema, NULL, error))
    return FALSE;
  *ret_risk = schema != NULL ? cs_risk_of (schema, set) : (CsRisk){ 0 };
  return TRUE;
}

/* Who made what the signer corrects, and could agree to it. */
static GPtrArray *
who_agrees (CsProject *project, const CsReader *reader, const CsWork *work, GError **error)
{
  CsFold fold = { .index = project->index, .db = cs_index_db (project->index) };
  g_autoptr (GPtrArray) people = cs_project_people (project, reader, error);
  for (guint i = 0; people != NULL && i < people->len;) {
    const CsPersonRow *row = people->pdata[i];
    gboolean author = FALSE;
    if (!cs_fold_is_author (&fold, &work->revision, &row->gid, &author, error))
      return NULL;
    if (author && (row->roles & CS_ROLES_WORKING) && !cs_gid_equal (&row->gid, &reader->person))
      i++;
    else
      g_ptr_array_remove_index (people, i);
  }
  return g_steal_pointer (&people);
}

/* A correction of the signer at the end goes to another expert, or to who made it; AGREEING is
 * taken over. */
static void
say_agreement (CsForesight *foresight, GPtrArray *agreeing)
{
  g_autofree char *names = names_of (agreeing);
  g_autofree char *before = g_steal_pointer (&foresight->sentence);
  foresight->sentence =
      foresight->blocked
          ? g_strdup_printf ("goes to %s, to agree with your correction", names)
          : g_strdup_printf ("%s, or to %s, to agree with your correction", before, names);
  foresight->blocked = FALSE;
  g_ptr_array_extend_and_steal (foresight->people, agreeing);
}

/* Where WORK would be after DEED by ACTOR. */
static CsWork
try_out (const CsWorkflows *all, const CsWork *work, const CsRisk *risk, CsDeed deed,
         const CsGid *actor)
{
  const CsWorkflow *workflow = cs_flow_workflow (all, work);
  CsWork then = *work;
  const CsHash act = { { 0 } };
  then.undo = NULL;
  if (deed == CS_DEED_SUBMIT)
    cs_flow_submit (all, all->n, &then, risk, actor, NULL, &act);
  else if (deed == CS_DEED_CORRECT)
    cs_flow_correct (workflow, &then, risk, actor, &act);
  else if (deed == CS_DEED_SEND_BACK)
    cs_flow_send_back (workflow, &then, 0, actor, &act);
  else if (deed == CS_DEED_REJECT)
    cs_flow_reject (&then, actor, &act);
  else
    cs_flow_accept (workflow, &then, actor, &act);
  g_clear_pointer (&then.undo, g_free);
  return then;
}

CsForesight *
cs_project_foresee (CsProject *project, const CsGid *case_gid, const char *decision, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsDeed deed = CS_DEED_ACCEPT;
  CsReader reader = cs_project_reader (project);
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL || !cs_project_work (project, case_gid, &work, error) ||
      (!looks_first (project, &reader, &work) && !check_sight (project, &reader, &work, error)) ||
      !cs_project_may_decide (project, case_gid, decision, &deed, error) ||
      !check_sight (project, &reader, &work, error))
    return NULL;
  gboolean back = deed == CS_DEED_SEND_BACK;
  gboolean writes = deed == CS_DEED_CORRECT || deed == CS_DEED_SUBMIT;
  g_autoptr (CsForesight) foresight = g_new0 (CsForesight, 1);
  CsRisk risk = work.risk;
  const CsWorkflowStage *at = cs_flow_stage (cs_flow_workflow (all, &work), &work);
  gboolean ends = deed == CS_DEED_CORRECT && at != NULL && at->signs;
  if (ends && !weigh_draft (project, case_gid, &risk, error))
    return NULL;
  CsWork then = try_out (all, &work, &risk, deed, &reader.person);
  const CsWorkflowStage *stage = cs_flow_stage (cs_flow_workflow (all, &then), &then);
  g_autofree char *unless = NULL;
  if (cs_flow_in_round (cs_flow_workflow (all, &then), &then)) {
    say_round (foresight, stage);
    return g_steal_pointer (&foresight);
  }
  if (then.status > CS_CASE_HELD || stage == NULL) {
    say_end (foresight, deed);
    return g_steal_pointer (&foresight);
  }
  const CsWorkflowStage *sure =
      then.stage > work.stage
          ? without_draw (cs_flow_workflow (all, &then), &then, work.stage, writes, &unless)
          : NULL;
  stage = sure != NULL ? sure : stage;
  foresight->people =
      who_may (project, &reader, &then, stage, writes ? &reader.person : NULL, error);
  if (foresight->people == NULL)
    return NULL;
  if (back)
    keep_labeler (&work, foresight->people);
  say_where (foresight, stage, back, unless);
  g_autoptr (GPtrArray) agreeing =
      ends && cs_flow_awaits_agreement (cs_flow_workflow (all, &then), &then)
          ? who_agrees (project, &reader, &work, error)
          : g_ptr_array_new ();
  if (agreeing == NULL)
    return NULL;
  if (agreeing->len > 0)
    say_agreement (foresight, g_steal_pointer (&agreeing));
  return g_steal_pointer (&foresight);
}

/* --- what could be taken back --- */

void
cs_undoable_free (CsUndoable *undoable)
{
  if (undoable == NULL)
    return;
  g_free (undoable->title);
  g_free (undoable->label);
  g_free (undoable);
}

static const char *
label_of (const char *kind)
{
  static const struct {
    const char *kind, *label;
  } labels[] = { { "accept", "Accepted" },     { "adjudicate", "Settled" },
                 { "correct", "Corrected" },   { "countersign", "Agreed" },
                 { "reject", "Rejected" },     { "send-back", "Sent back" },
                 { "unmerge", "Opened again" } };
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].kind, kind) == 0)
      return labels[i].label;
  return "Submitted";
}

static CsUndoable *
read_undoable (CsStmt *stmt, gint64 *ret_ord)
{
  CsUndoable *undoable = g_new0 (CsUndoable, 1);
  cs_stmt_gid (stmt, 0, &undoable->case_gid);
  undoable->title = g_strdup (cs_stmt_text (stmt, 1));
  cs_stmt_hash (stmt, 2, &undoable->act);
  undoable->label = g_strdup (label_of (cs_stmt_text (stmt, 3)));
  undoable->wall = cs_stmt_int (stmt, 4);
  *ret_ord = cs_stmt_int (stmt, 5);
  return undoable;
}

static CsUndoable *
query_undoable (CsStmt *taken_stmt, gint64 *ret_ord, GError **error)
{
  g_autoptr (CsStmt) stmt = taken_stmt;
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  *ret_ord = -1;
  return state > 0 ? read_undoable (stmt, ret_ord) : NULL;
}

/* What somebody read beside others, who have not all done so, is theirs to take back whatever these
 * did: their last version, if it still is such a reading. */
static CsUndoable *
undoable_reading (CsProject *project, const CsGid *person, const CsGid *case_gid, gint64 *ret_ord,
                  GError **error)
{
  return query_undoable (
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT work.gid, work.title, last.hash, NULL, last.wall, last.ord FROM"
                   " (SELECT hash, case_gid, wall, ord FROM revision WHERE person = ?1 AND"
                   " withdrawn = 0 AND (?2 IS NULL OR case_gid = ?2) ORDER BY ord DESC LIMIT 1)"
                   " AS last JOIN work ON work.gid = last.case_gid WHERE work.stage = 0 AND"
                   " work.status <= ?3 AND instr (work.readings, last.hash) > 0",
                   "ggi", person, case_gid, (gint64)CS_CASE_HELD),
      ret_ord, error);
}

/* LAST (taken over), if it can be taken back still. */
static CsUndoable *
unless_gone_on (CsProject *project, const CsReader *reader, CsUndoable *last, GError **error)
{
  g_autoptr (CsUndoable) found = last;
  g_auto (CsWork) work = { 0 };
  gboolean goes_on = FALSE;
  if (found == NULL || !cs_project_work (project, &found->case_gid, &work, error) ||
      !cs_project_goes_on (project, reader, &work, &goes_on, error))
    return NULL;
  return goes_on ? NULL : g_steal_pointer (&found);
}

CsUndoable *
cs_project_undoable (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_autoptr (GError) inner = NULL;
  gint64 ord = -1, reading_ord = -1;
  CsReader reader = cs_project_reader (project);
  CsUndoable *act = query_undoable (
      cs_db_query (
          cs_index_db (project->index), &inner,
          "SELECT work.gid, work.title, last_act, decision.kind, coalesce(decision.wall,"
          " revision.wall), coalesce(decision.ord, revision.ord)"
          " FROM work LEFT JOIN decision ON decision.hash = last_act"
          " LEFT JOIN revision ON revision.hash = last_act WHERE last_person = ?1 AND undo IS NOT"
          " NULL AND status != ?2 AND (?3 IS NULL OR work.gid = ?3)"
          " AND (decision.hash IS NOT NULL OR revision.hash IS NOT NULL)"
          " ORDER BY coalesce(decision.ord, revision.ord) DESC LIMIT 1",
          "gig", &reader.person, (gint64)CS_CASE_SIGNED, case_gid),
      &ord, &inner);
  CsUndoable *reading =
      inner == NULL ? undoable_reading (project, &reader.person, case_gid, &reading_ord, &inner)
                    : NULL;
  CsUndoable *last = reading_ord > ord ? reading : act;
  cs_undoable_free (last == act ? reading : act);
  if (inner == NULL)
    return unless_gone_on (project, &reader, last, error);
  g_propagate_error (error, g_steal_pointer (&inner));
  cs_undoable_free (last);
  return NULL;
}
