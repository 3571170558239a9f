/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two copies went on from one state of a case: what comes later in the journal finds the case gone
 * past. It is kept beside what came before, with the stage that it was made at, and changes
 * nothing. Once the copies are together what is kept is brought to somebody who made none of it
 * (rivals.meet). Until then the case goes on by what came first, as both sides knew it. */
#include "cs-event-kind.h"

#include <string.h>

typedef enum { OPEN, MEETS, OVER } RivalState;

static const CsHash none;

static const CsHash *
or_null (const CsHash *hash)
{
  return cs_hash_is_zero (hash) ? NULL : hash;
}

static void
named_by (const CsJson *body, CsHash *ret_named)
{
  *ret_named = none;
  if (!cs_json_get_hash (body, "parent", ret_named))
    cs_json_get_hash (body, "revision", ret_named);
}

static const char *
word_of (const CsJson *body, CsDeed deed)
{
  if (deed == CS_DEED_SUBMIT)
    return "submit";
  if (deed == CS_DEED_CORRECT)
    return "correct";
  return deed == CS_DEED_ADJUDICATE ? "adjudicate" : cs_json_get_string (body, "decision");
}

static gboolean
makes_version (const char *word)
{
  return strcmp (word, "submit") == 0 || strcmp (word, "correct") == 0 ||
         strcmp (word, "adjudicate") == 0;
}

/* "submit" for a word that is not kept. */
static const char *
kept_word (const char *word)
{
  static const char *const words[] = { "accept", "adjudicate", "correct", "reject", "send-back" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i], word) == 0)
      return words[i];
  return "submit";
}

/* --- the place --- */

/* What others did on VERSION and counts, the last first, and by the actor, who acts once. */
static CsStmt *
acts_on (CsFold *fold, const CsGid *case_gid, const CsHash *version, CsDeed deed, GError **error)
{
  if (deed == CS_DEED_SUBMIT)
    return cs_db_query (fold->db, error,
                        "SELECT hash, person, 'submit', 0 FROM revision WHERE case_gid = ?1"
                        " AND parent IS ?2 AND withdrawn = 0 AND hash NOT IN (SELECT hash FROM"
                        " decision WHERE case_gid = ?1 AND kind IN ('merge', 'unmerge'))"
                        " ORDER BY ord DESC",
                        "gh", case_gid, or_null (version));
  return cs_db_query (fold->db, error,
                      "SELECT hash, person, kind, stage FROM decision WHERE case_gid = ?"
                      " AND revision IS ? AND withdrawn = 0 AND kind IN ('accept', 'adjudicate',"
                      " 'correct', 'reject', 'send-back') ORDER BY ord DESC",
                      "gh", case_gid, or_null (version));
}

static gboolean
find_beside (CsFold *fold, const CsGid *case_gid, const CsJson *body, CsDeed deed,
             CsRivalPlace *place, GError **error)
{
  gint64 said = cs_json_get_int (body, "stage", -1);
  g_autoptr (CsStmt) stmt = acts_on (fold, case_gid, &place->on, deed, error);
  int state = stmt != NULL ? 1 : -1;
  gboolean acted = FALSE;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid person = { { 0 } };
    gint64 stage = cs_stmt_int (stmt, 3);
    cs_stmt_gid (stmt, 1, &person);
    if (deed != CS_DEED_SUBMIT && said >= 0 && said != stage)
      continue;
    acted = acted || cs_gid_equal (&person, &fold->actor.person);
    if (place->is)
      continue;
    place->is = TRUE;
    place->stage = (guint)stage;
    cs_stmt_hash (stmt, 0, &place->beside);
    place->than = kept_word (cs_stmt_text (stmt, 2));
  }
  place->is = place->is && !acted;
  return state == 0;
}

/* Acts that go on from what is kept belong beside the case as well. */
static gboolean
find_kept (CsFold *fold, const CsWork *work, const CsWorkflow *workflow, CsDeed deed,
           CsRivalPlace *place, GError **error)
{
  gint64 from = -1;
  if (cs_hash_is_zero (&place->on))
    return TRUE;
  if (!cs_db_get_int (fold->db, -1, &from, error,
                      "SELECT stage FROM rival WHERE version = ? AND case_gid = ? AND act = version"
                      " ORDER BY ord DESC LIMIT 1",
                      "hg", &place->on, &work->gid))
    return FALSE;
  if (from < 0)
    return TRUE;
  place->is = place->follows = TRUE;
  place->than = "submit";
  place->stage = deed == CS_DEED_SUBMIT ? 0 : 1;
  while (deed != CS_DEED_SUBMIT && place->stage + 1 < workflow->n_stages &&
         (workflow->stages[place->stage].roles & fold->actor.roles) == 0)
    place->stage++;
  return TRUE;
}

/* Somebody else has it at work, and has handed in nothing. */
static void
find_held (const CsWork *work, const CsWorkflow *workflow, const CsRuleState *state, CsDeed deed,
           CsRivalPlace *place)
{
  place->is = deed == CS_DEED_SUBMIT && work->stage == 0 && work->status <= CS_CASE_HELD &&
              !cs_workflow_has_rounds (workflow) && state->revision_current &&
              (state->other_holds || state->assigned_to_other);
  place->than = "claim";
}

/* As the case was then. */
static gboolean
look_back (CsFold *fold, const CsJson *body, const CsWork *work, const CsWorkflow *workflow,
           CsRuleState *state, GError **error)
{
  CsWork then = { .gid = work->gid,
                  .stage = fold->rival.stage,
                  .revision = fold->rival.on,
                  .workflow = work->workflow };
  gboolean author = FALSE;
  if (!cs_fold_is_author (fold, &then.revision, &fold->actor.person, &author, error))
    return FALSE;
  cs_flow_state (workflow, &then, &fold->actor.person, author, state);
  if (!cs_gather_looked (fold, &work->gid, state, error))
    return FALSE;
  state->revision_current = state->merge_right = state->served = TRUE;
  state->group_taken = state->kept = FALSE;
  state->slices_not_shown = state->texts_not_shown = 0;
  return cs_gather_evidence (fold, body, state, error);
}

gboolean
cs_gather_rival (CsFold *fold, const CsJson *body, CsDeed deed, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsRivalPlace *place = &fold->rival;
  if (!state->case_exists)
    return TRUE;
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  *place = (CsRivalPlace){ 0 };
  named_by (body, &place->on);
  if (!find_beside (fold, &work.gid, body, deed, place, error) ||
      (!place->is && !find_kept (fold, &work, workflow, deed, place, error)))
    return FALSE;
  if (!place->is)
    find_held (&work, workflow, state, deed, place);
  return !place->is || look_back (fold, body, &work, workflow, state, error);
}

/* --- keeping it --- */

static gboolean
keep_version (CsFold *fold, const CsJson *body, const CsWork *work, const char *word,
              GError **error)
{
  return !makes_version (word) ||
         (cs_fold_version_beside (fold, body, work, or_null (&fold->rival.on), error) &&
          cs_fold_dropped (fold, body, error));
}

static gboolean
keep_judgement (CsFold *fold, const CsJson *body, const char *word, GError **error)
{
  if (strcmp (word, "submit") == 0)
    return cs_fold_effort (fold, body, error);
  return cs_fold_decision (fold, body, word, &fold->rival.on, error) &&
         cs_fold_remarks (fold, body, "rejected", &fold->rival.on, error);
}

/* What it goes on from is past; a judgement of that is no position of its own. */
static gboolean
follow (CsFold *fold, const char *word, GError **error)
{
  return strcmp (word, "accept") == 0 ||
         cs_db_run (fold->db, error,
                    "UPDATE rival SET state = 2, settled = ? WHERE version = ? AND state = 0", "hh",
                    &fold->event->hash, &fold->rival.on);
}

static gboolean
put_row (CsFold *fold, const CsWork *work, const char *word, RivalState state, GError **error)
{
  const CsRivalPlace *place = &fold->rival;
  const CsHash *version = makes_version (word) ? &fold->event->hash : NULL;
  guint stage = place->stage;
  if (strcmp (word, "accept") == 0 && makes_version (place->than))
    version = &place->on; /* as it was, beside what somebody made of it */
  return cs_db_run (fold->db, error,
                    "INSERT INTO rival (act, case_gid, ord, person, kind, stage, named, beside,"
                    " than, version, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    "hgigtihhthi", &fold->event->hash, &work->gid, fold->ord, &fold->actor.person,
                    word, (gint64)stage, or_null (&place->on), or_null (&place->beside),
                    place->than, version, (gint64)state);
}

/* One reading more than were wanted: whoever made it is no second pair of eyes for what the others
 * read. */
gboolean
cs_fold_readers_over (CsFold *fold, const CsWork *work, GError **error)
{
  return cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO author (revision, person) SELECT ?, person FROM rival"
                    " WHERE case_gid = ? AND kind = 'submit' AND state = 2 AND settled IS NULL",
                    "hg", &work->revision, &work->gid);
}

gboolean
cs_fold_rival (CsFold *fold, const CsJson *body, CsDeed deed, GError **error)
{
  g_auto (CsWork) work = { 0 };
  const char *word = word_of (body, deed);
  const CsRivalPlace *place = &fold->rival;
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL || !keep_version (fold, body, &work, word, error) ||
      !keep_judgement (fold, body, word, error) || (place->follows && !follow (fold, word, error)))
    return FALSE;
  /* Both say the same; or it is one reading more than were wanted. */
  if ((!makes_version (word) && strcmp (word, place->than) == 0) ||
      (place->follows && !makes_version (word)))
    return TRUE;
  /* Where one reader was enough two versions meet like any others. */
  gboolean reading = deed == CS_DEED_SUBMIT && cs_workflow_has_rounds (workflow) &&
                     cs_flow_readers (workflow, &work) > 1;
  return put_row (fold, &work, word, reading ? OVER : OPEN, error) &&
         (!reading || cs_hash_is_zero (&work.revision) ||
          cs_fold_readers_over (fold, &work, error));
}

/* --- what they come to --- */

void
cs_meeting_free (CsMeeting *meeting)
{
  if (meeting == NULL)
    return;
  g_array_unref (meeting->acts);
  g_free (meeting);
}

gboolean
cs_fold_has_rivals (CsFold *fold, const CsGid *case_gid, gboolean *ret_has, GError **error)
{
  gint64 has = 0;
  if (!cs_db_get_int (fold->db, 0, &has, error,
                      "SELECT 1 FROM rival WHERE state = 0 AND case_gid = ? LIMIT 1", "g",
                      case_gid))
    return FALSE;
  *ret_has = has != 0;
  return TRUE;
}

static void
add_party (CsMeeting *meeting, const CsGid *person, const CsHash *act)
{
  const CsReading party = { *person, CS_READING_DONE, *act, *person };
  for (guint i = 0; i < meeting->n; i++)
    if (cs_hash_equal (&meeting->meet[i].act, act))
      return;
  if (meeting->n < CS_READINGS_MAX)
    meeting->meet[meeting->n++] = party;
}

/* Who handed in VERSION. */
static gboolean
add_current (CsFold *fold, CsMeeting *meeting, const CsHash *version, GError **error)
{
  CsGid person = { { 0 } };
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT person FROM revision WHERE hash = ?", "h", version);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0 && cs_stmt_gid (stmt, 0, &person))
    add_party (meeting, &person, version);
  return state >= 0;
}

static CsStmt *
open_rivals (CsFold *fold, const CsGid *case_gid, GError **error)
{
  return cs_db_query (fold->db, error,
                      "SELECT act, rival.person, rival.kind, rival.stage, named, beside,"
                      " decision.person, version FROM rival LEFT JOIN decision ON decision.hash ="
                      " beside WHERE state < 2 AND rival.case_gid = ? ORDER BY rival.ord",
                      "g", case_gid);
}

/* Nothing was handed in on the other side but that somebody had it at work, or took it back. */
static gboolean
is_alone (const CsWork *work, const CsHash *named)
{
  return work->stage == 0 && work->status <= CS_CASE_HELD && cs_hash_equal (&work->revision, named);
}

static gboolean
meet_versions (CsFold *fold, const CsWork *work, CsMeeting *meeting, GError **error)
{
  g_autoptr (CsStmt) stmt = open_rivals (fold, &work->gid, error);
  int state = stmt != NULL ? 1 : -1;
  if (!cs_hash_is_zero (&work->revision) && !add_current (fold, meeting, &work->revision, error))
    return FALSE;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash act = none, named = none, version = none;
    CsGid person = { { 0 } };
    cs_stmt_hash (stmt, 0, &act);
    cs_stmt_gid (stmt, 1, &person);
    cs_stmt_hash (stmt, 4, &named);
    if (!cs_stmt_hash (stmt, 7, &version))
      continue;
    if (cs_hash_is_zero (&meeting->takes) && is_alone (work, &named) &&
        cs_hash_equal (&act, &version)) {
      meeting->takes = version;
      meeting->takes_person = person;
      meeting->n = 0;
    }
    meeting->stage = MIN (meeting->stage, (guint)cs_stmt_int (stmt, 3) % CS_STAGE_VERSIONS);
    add_party (meeting, &person, &version);
  }
  meeting->versions = meeting->n > 1;
  return state == 0;
}

static gboolean
meet_decisions (CsFold *fold, const CsWork *work, CsMeeting *meeting, GError **error)
{
  g_autoptr (CsStmt) stmt = open_rivals (fold, &work->gid, error);
  int state = stmt != NULL ? 1 : -1;
  meeting->n = 0;
  meeting->stage = G_MAXUINT;
  while (!cs_hash_is_zero (&work->revision) && state > 0 &&
         (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash act = none, named = none, beside = none;
    CsGid person = { { 0 } }, other = { { 0 } };
    cs_stmt_hash (stmt, 0, &act);
    cs_stmt_gid (stmt, 1, &person);
    cs_stmt_hash (stmt, 4, &named);
    /* Of what was handed in anew since nobody has to say whether it was good before. */
    if (!cs_stmt_is_null (stmt, 7) || (!cs_hash_equal (&named, &work->revision) &&
                                       strcmp (cs_stmt_text (stmt, 2), "accept") == 0))
      continue;
    if (cs_stmt_hash (stmt, 5, &beside) && cs_stmt_gid (stmt, 6, &other))
      add_party (meeting, &other, &beside);
    add_party (meeting, &person, &act);
    meeting->stage = MIN (meeting->stage, (guint)cs_stmt_int (stmt, 3) % CS_STAGE_VERSIONS);
  }
  return state >= 0;
}

static gboolean
list_open (CsFold *fold, const CsGid *case_gid, CsMeeting *meeting, GError **error)
{
  g_autoptr (CsStmt) stmt = open_rivals (fold, case_gid, error);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash act = none;
    if (cs_stmt_hash (stmt, 0, &act))
      g_array_append_val (meeting->acts, act);
  }
  return state == 0;
}

/* Versions that say the same are no dispute. */
static gboolean
compare_versions (CsFold *fold, const CsWork *work, CsMeeting *meeting, GError **error)
{
  CsWork met = *work;
  met.undo = NULL; /* stays WORK's */
  cs_flow_meet (&met, meeting->stage, TRUE, meeting->meet, meeting->n);
  g_autoptr (CsConsensus) found = cs_fold_consensus (fold, &met, FALSE, NULL, error);
  if (found == NULL)
    return FALSE;
  if (found->disputes->len == 0) {
    meeting->n = 0;
    meeting->versions = FALSE;
  }
  return TRUE;
}

CsMeeting *
cs_fold_meeting (CsFold *fold, const CsWork *work, GError **error)
{
  g_autoptr (CsMeeting) meeting = g_new0 (CsMeeting, 1);
  meeting->stage = G_MAXUINT;
  meeting->acts = g_array_new (FALSE, FALSE, sizeof (CsHash));
  gboolean fresh = FALSE;
  if (!cs_fold_has_rivals (fold, &work->gid, &fresh, error))
    return NULL;
  if (!fresh || work->status >= CS_CASE_SIGNED || work->asked != CS_ASKED_NOBODY)
    return g_steal_pointer (&meeting);
  const CsWorkflow *workflow = cs_fold_workflow (fold, work, error);
  if (workflow == NULL || !list_open (fold, &work->gid, meeting, error))
    return NULL;
  if (cs_flow_in_round (workflow, work)) /* it is read anew, and nothing of before counts */
    return g_steal_pointer (&meeting);
  if (!meet_versions (fold, work, meeting, error) ||
      (meeting->versions && !compare_versions (fold, work, meeting, error)) ||
      (!meeting->versions && cs_hash_is_zero (&meeting->takes) &&
       !meet_decisions (fold, work, meeting, error)))
    return NULL;
  return g_steal_pointer (&meeting);
}
