/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-trend-walk.h"

#include <string.h>

/* One case on its way. */
typedef struct {
  CsTrendWalk *walk;
  const CsWork *work;
  const CsWorkflow *workflow;
  const CsTrendAct *acts;
  guint n, at;
  gint64 since;                /* it came, or was reopened */
  gint64 last;                 /* wall time of the act before */
  gint64 came, open;           /* to where it is; to be read: 0 where that is not known */
  const CsTrendAct *handed_in; /* of which nothing was said yet; NULL: nothing, or of several */
  gboolean touched;            /* changed, sent back or disputed since it came */
  gboolean worked;             /* by whom alone is asked */
  GPtrArray *disputes;         /* of this case, open or not (CsTrendDispute) */
  GHashTable *who;             /* CsTrendPerson who worked on it in the time */
} Way;

void
cs_trend_walk_free (CsTrendWalk *walk)
{
  if (walk == NULL)
    return;
  g_hash_table_unref (walk->seconds);
  g_hash_table_unref (walk->hidden);
  g_hash_table_unref (walk->by_gid);
  g_hash_table_unref (walk->times);
  g_hash_table_unref (walk->waits);
  g_free (walk);
}

/* --- small things --- */

static CsTrendPerson *
find_person (const CsTrendWalk *walk, const CsGid *gid)
{
  return g_hash_table_lookup (walk->by_gid, gid);
}

static CsTrendWeek *
find_week (const CsTrendWalk *walk, gint64 wall)
{
  const CsTrends *trends = walk->trends;
  const gint64 week = (gint64)7 * 24 * 60 * 60 * G_USEC_PER_SEC;
  gint64 n = (wall - cs_trends_monday (trends->from, 0)) / week;
  return wall >= trends->from && n < (gint64)trends->weeks->len ? trends->weeks->pdata[n] : NULL;
}

static void
add_time (GHashTable *table, gpointer key, gint64 time)
{
  GArray *times = g_hash_table_lookup (table, key);
  if (times == NULL) {
    times = g_array_new (FALSE, FALSE, sizeof time);
    g_hash_table_insert (table, key, times);
  }
  g_array_append_val (times, time);
}

static const CsWorkflowStage *
place_of (const Way *way, const CsTrendAct *act)
{
  if (act->stage >= CS_STAGE_VERSIONS)
    return &way->workflow->meeting[act->stage >= CS_STAGE_DECISIONS];
  return act->stage < way->workflow->n_stages ? &way->workflow->stages[act->stage] : NULL;
}

CsTrendWalk *
cs_trend_walk_new (CsTrends *trends, const CsLook *look, const CsGid *only)
{
  CsTrendWalk *walk = g_new0 (CsTrendWalk, 1);
  walk->trends = trends;
  walk->look = look;
  walk->only = only;
  walk->seconds = g_hash_table_new_full (cs_hash_hash_func, cs_hash_equal_func, g_free, g_free);
  walk->hidden = g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  walk->by_gid = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  walk->times = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  walk->waits = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < trends->people->len; i++) {
    CsTrendPerson *person = trends->people->pdata[i];
    g_hash_table_insert (walk->by_gid, &person->gid, person);
  }
  const CsWorkflows *all = look->sight.workflows;
  const CsWorkflow *newest = all->versions[all->n - 1];
  for (guint i = 0; i < newest->n_stages; i++)
    cs_stage_tally_of (trends->stages, newest->stages[i].key, newest->stages[i].task,
                       newest->stages[i].roles);
  cs_stage_tally_of (trends->stages, "sign", CS_TASK_APPROVE, CS_ROLE_SME);
  return walk;
}

/* --- disagreements --- */

static CsTrendDispute *
raise_dispute (Way *way, CsTrendCause cause, const CsTrendAct *act, guint points)
{
  CsTrendDispute *dispute = g_new0 (CsTrendDispute, 1);
  dispute->case_gid = way->work->gid;
  dispute->title = g_strdup (way->work->title);
  dispute->cause = cause;
  dispute->points = points;
  dispute->wall = act->wall;
  dispute->by =
      cause == CS_TREND_READERS ? NULL : g_strdup (cs_look_handle (way->walk->look, &act->person));
  dispute->open = TRUE;
  g_ptr_array_add (way->disputes, dispute);
  return dispute;
}

/* ACT, or what came of itself. */
static void
resolve (const Way *way, CsTrendDispute *dispute, const CsTrendAct *act)
{
  static const char *const words[] = {
    [CS_TREND_SUBMIT] = "submit",     [CS_TREND_ACCEPT] = "accept",
    [CS_TREND_CORRECT] = "correct",   [CS_TREND_SEND_BACK] = "send-back",
    [CS_TREND_REJECT] = "reject",     [CS_TREND_SETTLE] = "adjudicate",
    [CS_TREND_AGREE] = "countersign", [CS_TREND_MERGE] = "merge",
    [CS_TREND_OPEN] = "unmerge",
  };
  dispute->open = FALSE;
  dispute->how = words[act->kind];
  dispute->settled = act->wall;
  dispute->settled_by = act->kind == CS_TREND_MERGE
                            ? NULL
                            : g_strdup (cs_look_handle (way->walk->look, &act->person));
}

/* A judgement of the case as it is now ends what was open, of which it is another word. */
static void
resolve_all (Way *way, const CsTrendAct *act)
{
  for (guint i = 0; i < way->disputes->len; i++) {
    CsTrendDispute *dispute = way->disputes->pdata[i];
    if (dispute->open && dispute->cause != CS_TREND_COPIES)
      resolve (way, dispute, act);
  }
}

static void
raise_copies (Way *way, const CsTrendAct *act)
{
  CsTrendDispute *dispute = raise_dispute (way, CS_TREND_COPIES, act, 1);
  if (!act->settled)
    return;
  dispute->open = FALSE;
  for (guint i = 0; i < way->n; i++)
    if (cs_hash_equal (&way->acts[i].hash, &act->by))
      resolve (way, dispute, &way->acts[i]);
}

/* The version that readers were compared in, as it was found or opened again before AT. */
static const CsTrendAct *
compared_before (const Way *way)
{
  for (guint i = way->at; i > 0; i--)
    if (way->acts[i - 1].kind == CS_TREND_MERGE)
      return &way->acts[i - 1];
  return NULL;
}

static CsTrendPerson *
reader_of (const Way *way, const char *hex)
{
  CsHash version;
  if (hex == NULL || !cs_hash_from_hex (hex, &version))
    return NULL;
  for (guint i = 0; i < way->n; i++)
    if (cs_hash_equal (&way->acts[i].hash, &version))
      return find_person (way->walk, &way->acts[i].person);
  return NULL;
}

static void
count_rulings (Way *way, const CsTrendAct *act)
{
  const CsJson *rulings = cs_json_get (act->body, "rulings");
  const CsTrendAct *compared = compared_before (way);
  const CsJson *reads = compared != NULL ? cs_json_get (compared->body, "reads") : NULL;
  for (guint i = 0; i < cs_json_length (reads); i++) {
    CsTrendPerson *reader = reader_of (way, cs_json_string (cs_json_at (reads, i)));
    if (reader != NULL)
      reader->disputes += cs_json_length (rulings);
  }
  for (guint i = 0; reads != NULL && i < cs_json_length (rulings); i++) {
    CsTrendPerson *reader =
        reader_of (way, cs_json_get_string (cs_json_at (rulings, i), "reading"));
    if (reader != NULL)
      reader->chosen++;
  }
}

/* --- acts --- */

static void
count_kind (CsTrendCounts *counts, CsTrendKind kind)
{
  counts->handed_in += kind == CS_TREND_SUBMIT;
  counts->accepted += kind == CS_TREND_ACCEPT || kind == CS_TREND_AGREE;
  counts->corrected += kind == CS_TREND_CORRECT;
  counts->sent_back += kind == CS_TREND_SEND_BACK;
  counts->rejected += kind == CS_TREND_REJECT;
  counts->settled += kind == CS_TREND_SETTLE;
}

/* Whoever's program finds what readers agree on, nobody did it. */
static void
count_act (Way *way, const CsTrendAct *act)
{
  CsTrendPerson *person = find_person (way->walk, &act->person);
  CsTrendWeek *week = find_week (way->walk, act->wall);
  if (act->kind == CS_TREND_MERGE || person == NULL)
    return;
  way->worked = TRUE;
  if (week == NULL)
    return;
  const gint64 *seconds = g_hash_table_lookup (way->walk->seconds, &act->hash);
  count_kind (&week->acts, act->kind);
  count_kind (&person->acts, act->kind);
  g_hash_table_add (way->who, person);
  if (seconds == NULL)
    return;
  person->counted++;
  person->seconds += *seconds;
  add_time (way->walk->times, person, *seconds);
}

static void
count_wait (Way *way, const CsTrendAct *act)
{
  gint64 from = act->kind == CS_TREND_SUBMIT ? way->open : way->came;
  const CsWorkflowStage *place = place_of (way, act);
  if (act->wall < way->walk->trends->from || from == 0 || place == NULL || place->key == NULL ||
      act->kind == CS_TREND_MERGE || act->kind == CS_TREND_OPEN)
    return;
  add_time (way->walk->waits,
            cs_stage_tally_of (way->walk->trends->stages, place->key, place->task, place->roles),
            MAX (act->wall - from, 0));
}

/* What is said first of what somebody handed in. */
static void
judge (Way *way, const CsTrendAct *act)
{
  CsTrendPerson *maker =
      way->handed_in != NULL ? find_person (way->walk, &way->handed_in->person) : NULL;
  way->handed_in = NULL;
  if (maker == NULL || act->wall < way->walk->trends->from)
    return;
  maker->stood += act->kind == CS_TREND_ACCEPT;
  maker->mended += act->kind == CS_TREND_CORRECT;
  maker->returned += act->kind == CS_TREND_SEND_BACK;
  maker->refused += act->kind == CS_TREND_REJECT;
}

static void
pass_readers (Way *way, const CsTrendAct *act)
{
  gint64 points = cs_json_get_int (act->body, "disputes", 0);
  way->handed_in = NULL;
  if (points <= 0)
    return;
  way->touched = TRUE;
  raise_dispute (way, CS_TREND_READERS, act, (guint)points);
}

static void
pass_decision (Way *way, const CsTrendAct *act)
{
  judge (way, act);
  resolve_all (way, act);
  way->touched = way->touched || (act->kind != CS_TREND_ACCEPT && act->kind != CS_TREND_AGREE);
  if (act->kind == CS_TREND_CORRECT)
    raise_dispute (way, CS_TREND_CORRECTED, act, 1);
  if (act->kind == CS_TREND_SEND_BACK) {
    raise_dispute (way, CS_TREND_SENT_BACK, act, 1);
    way->open = act->wall;
  }
  if (act->kind == CS_TREND_SETTLE && act->wall >= way->walk->trends->from)
    count_rulings (way, act);
}

static void
pass (Way *way, const CsTrendAct *act)
{
  if (way->since > way->last && way->since <= act->wall) {
    way->came = way->open = way->since;
    way->touched = FALSE;
  }
  way->last = act->wall;
  count_act (way, act);
  if (act->beside) {
    raise_copies (way, act);
    return;
  }
  count_wait (way, act);
  way->came = act->wall;
  if (act->kind == CS_TREND_SUBMIT)
    way->handed_in = act;
  else if (act->kind == CS_TREND_MERGE || act->kind == CS_TREND_OPEN)
    pass_readers (way, act);
  else
    pass_decision (way, act);
}

/* --- where it is now --- */

static void
count_hands (Way *way)
{
  const CsWork *work = way->work;
  gboolean held = work->status == CS_CASE_HELD;
  CsTrendPerson *person = find_person (way->walk, held ? &work->holder : &work->assigned);
  if (person != NULL && held)
    person->held++;
  else if (person != NULL)
    person->given++;
  gboolean round = cs_flow_in_round (way->workflow, work);
  for (guint i = 0; round && i < work->n_readings; i++) {
    person = find_person (way->walk, &work->readings[i].person);
    if (person != NULL && work->readings[i].state == CS_READING_HELD)
      person->held++;
    else if (person != NULL && work->readings[i].state == CS_READING_GIVEN)
      person->given++;
  }
}

static void
count_waiting (Way *way)
{
  const CsWork *work = way->work;
  const CsWorkflowStage *at = cs_look_stage (way->walk->look, work);
  gboolean through = work->status == CS_CASE_ACCEPTED;
  if (work->status > CS_CASE_ACCEPTED || (!through && at == NULL))
    return;
  CsStageTally *stage =
      through ? cs_stage_tally_of (way->walk->trends->stages, "sign", CS_TASK_APPROVE, CS_ROLE_SME)
              : cs_stage_tally_of (way->walk->trends->stages, at->key, at->task, at->roles);
  gint64 came = cs_flow_in_round (way->workflow, work) ? way->open : way->came;
  if (!through)
    count_hands (way);
  cs_stage_tally_add (stage, work, came, TRUE);
}

static void
count_done (Way *way)
{
  gboolean done = way->work->status == CS_CASE_ACCEPTED || way->work->status == CS_CASE_SIGNED;
  CsTrendWeek *week = done ? find_week (way->walk, way->came) : NULL;
  if (week == NULL || (way->walk->only != NULL && !way->worked))
    return;
  week->done++;
  week->as_were += !way->touched;
}

static void
keep_disputes (Way *way)
{
  const CsWork *work = way->work;
  const CsWorkflowStage *at =
      work->status <= CS_CASE_HELD ? cs_look_stage (way->walk->look, work) : NULL;
  for (guint i = 0; i < way->disputes->len; i++) {
    CsTrendDispute *dispute = way->disputes->pdata[i];
    /* The last word on the case is its own answer. */
    if (dispute->open && dispute->cause == CS_TREND_CORRECTED && work->status > CS_CASE_HELD) {
      dispute->open = FALSE;
      dispute->how = "correct";
      dispute->settled = dispute->wall;
      dispute->settled_by = g_strdup (dispute->by);
    }
    if (dispute->open && at != NULL)
      dispute->stage = g_strdup (at->key);
    if ((dispute->open || dispute->wall >= way->walk->trends->from) &&
        (way->walk->only == NULL || way->worked))
      g_ptr_array_add (way->walk->trends->disputes, dispute);
    else
      cs_trend_dispute_free (dispute);
  }
}

/* The reader reads it beside others, or could, or settles what others read or did. */
static gboolean
is_hidden (const CsTrendWalk *walk, const CsWork *work)
{
  return cs_sight_is_beside (&walk->look->sight, work) ||
         cs_sight_hides_readers (&walk->look->sight, work);
}

void
cs_trend_walk_case (CsTrendWalk *walk, CsWork *work, gint64 since, const CsTrendAct *acts, guint n)
{
  if (is_hidden (walk, work)) {
    g_hash_table_add (walk->hidden, g_memdup2 (&work->gid, sizeof work->gid));
    walk->trends->left_out++;
    return;
  }
  g_autoptr (GPtrArray) disputes = g_ptr_array_new ();
  g_autoptr (GHashTable) who = g_hash_table_new (NULL, NULL);
  Way way = { .walk = walk,
              .work = work,
              .workflow = cs_flow_workflow (walk->look->sight.workflows, work),
              .acts = acts,
              .n = n,
              .since = since,
              .last = G_MININT64,
              .disputes = disputes,
              .who = who };
  for (way.at = 0; way.at < n; way.at++)
    pass (&way, &acts[way.at]);
  if (since > way.last)
    way.came = way.open = since;
  count_waiting (&way);
  count_done (&way);
  keep_disputes (&way);
  GHashTableIter iter;
  gpointer person;
  g_hash_table_iter_init (&iter, who);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    ((CsTrendPerson *)person)->cases[MIN (work->risk.tier, CS_TREND_TIERS - 1)]++;
}

/* --- after all cases --- */

gboolean
cs_trend_walk_sees (const CsTrendWalk *walk, const CsGid *case_gid)
{
  return !g_hash_table_contains (walk->hidden, case_gid);
}

void
cs_trend_walk_skip (CsTrendWalk *walk, const CsGid *case_gid, const CsGid *person, gint64 wall)
{
  CsTrendPerson *who = find_person (walk, person);
  CsTrendWeek *week = find_week (walk, wall);
  if (who == NULL || week == NULL || !cs_trend_walk_sees (walk, case_gid))
    return;
  who->acts.skipped++;
  week->acts.skipped++;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;
  return (first > second) - (first < second);
}

/* The least of TIMES, which is sorted, that PERCENT of them do not exceed. */
static gint64
rank_of (const GArray *times, guint percent)
{
  guint rank = (guint)(((guint64)times->len * percent + 99) / 100);
  return g_array_index (times, gint64, MAX (rank, 1) - 1);
}

void
cs_trend_walk_end (CsTrendWalk *walk)
{
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init (&iter, walk->waits);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    CsStageTally *stage = key;
    g_array_sort (value, compare_times);
    stage->passed = ((GArray *)value)->len;
    stage->median = rank_of (value, 50);
    stage->p90 = rank_of (value, 90);
  }
  g_hash_table_iter_init (&iter, walk->times);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    g_array_sort (value, compare_times);
    ((CsTrendPerson *)key)->median = rank_of (value, 50);
  }
}
