/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-relax.h"
#include "cs-workflow-groups.h"

#include "cs-document-diff.h"

#include <string.h>

#define STAGES_MAX 16
#define CLAIM_HOURS_MAX 8760
#define CONTROLS_MAX 100
#define GROUP_LABELS_MAX 1000

#define FORMAT "countersign-workflow-1"

static const char *const autonomies[] = { "free", "order", "segments", NULL };
static const char *const coverages[] = { "off", "warn", "block", NULL };
static const char *const excludes[] = { "author", "decider", NULL };
static const char *const roles[] = { "labeler", "reviewer", "adjudicator", "sme", NULL };

static const char *const tie_breakers[] = { "adjudicate", "another", NULL };

static const CsField agree_fields[] = {
  { "distance", CS_FIELD_INT, 0, 0, 10000 },
  { "overlap", CS_FIELD_INT, 0, 1, 100 },
  { "votes", CS_FIELD_INT, 0, 1, CS_READERS_MAX },
  { NULL },
};

static const CsField reads_fields[] = {
  { "1", CS_FIELD_INT, 0, 1, CS_READERS_MAX },
  { "2", CS_FIELD_INT, 0, 1, CS_READERS_MAX },
  { "3", CS_FIELD_INT, 0, 1, CS_READERS_MAX },
  { NULL },
};

static const CsField group_fields[] = {
  { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_GROUP_KEY_MAX },
  { "labels", CS_FIELD_STRING, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY, 1, 64,
    .max_count = GROUP_LABELS_MAX },
  { NULL },
};

static const CsField stage_fields[] = {
  { "agree", CS_FIELD_OBJECT, .fields = agree_fields },
  { "exclude", CS_FIELD_STRING, CS_FIELD_LIST, .choices = excludes, .max_count = 2 },
  { "groups", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = group_fields, .max_count = CS_READERS_MAX },
  { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 32 },
  { "look_first", CS_FIELD_BOOL },
  { "reads", CS_FIELD_INT, 0, 1, CS_READERS_MAX },
  { "reads_by_tier", CS_FIELD_OBJECT, .fields = reads_fields },
  { "relax", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = cs_relax_fields,
    .max_count = CS_RELAX_STEPS_MAX },
  { "roles", CS_FIELD_STRING, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .choices = roles, .max_count = 4 },
  { "share", CS_FIELD_INT, 0, 1, 100 },
  { "sign", CS_FIELD_BOOL },
  { "tie_breaker", CS_FIELD_STRING, .choices = tie_breakers },
  { "tiers", CS_FIELD_OBJECT, .fields = cs_tier_fields },
  { NULL },
};

/* In the order of CsSendBackFrom. */
static const char *const send_backs[] = { "free", "critical", "major", "minor", NULL };

static const CsField control_fields[] = {
  { "at_least", CS_FIELD_INT, 0, 1, 100 },
  { "fails", CS_FIELD_INT, 0, 0, CONTROLS_MAX },
  { "of_last", CS_FIELD_INT, 0, 1, CONTROLS_MAX },
  { "pause", CS_FIELD_BOOL },
  { NULL },
};

static const CsField fields[] = {
  { "autonomy", CS_FIELD_STRING, .choices = autonomies },
  { "claim_hours", CS_FIELD_INT, 0, 1, CLAIM_HOURS_MAX },
  { "control", CS_FIELD_OBJECT, .fields = control_fields },
  { "coverage", CS_FIELD_STRING, .choices = coverages },
  { "doubt_below", CS_FIELD_INT, 0, 0, 100 },
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "name", CS_FIELD_STRING, 0, 1, 200 },
  { "send_back", CS_FIELD_STRING, .choices = send_backs },
  { "stages", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .fields = stage_fields, .max_count = STAGES_MAX },
  { NULL },
};

static const CsTemplate *const templates[] = {
#define CS_TEMPLATE(name) &cs_template_##name,
#include "cs-templates.def"
#undef CS_TEMPLATE
  NULL,
};

const CsTemplate *const *
cs_workflow_templates (void)
{
  return templates;
}

const char *
cs_stage_task_name (CsStageTask task)
{
  static const char *const names[] = { "label", "adjudicate", "review", "approve" };
  return names[task];
}

const char *
cs_stage_word (const char *key)
{
  static const char *const words[][2] = {
    { "adjudicate", "adjudication" },
    { "label", "labelling" },
    { "approve", "approval" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i][0], key) == 0)
      return words[i][1];
  return key;
}

gboolean
cs_workflow_stage_draws (const CsWorkflowStage *stage)
{
  return MIN (MIN (stage->shares[0], stage->shares[1]), MIN (stage->shares[2], stage->shares[3])) <
         100;
}

gboolean
cs_workflow_doubts (const CsWorkflow *workflow, const CsRisk *risk)
{
  return 1000 - risk->unsure < workflow->doubt_below * 10;
}

gboolean
cs_workflow_has_rounds (const CsWorkflow *workflow)
{
  return workflow->stages[0].readers[1] > 1;
}

gboolean
cs_workflow_compares (const CsWorkflow *workflow)
{
  return cs_workflow_has_rounds (workflow) && workflow->stages[0].n_groups == 0;
}

static gboolean
excludes_some (const CsJson *stage, const char *whom)
{
  const CsJson *names = cs_json_get (stage, "exclude");
  for (guint i = 0; i < cs_json_length (names); i++)
    if (strcmp (cs_json_string (cs_json_at (names, i)), whom) == 0)
      return TRUE;
  return FALSE;
}

static void
read_stage (const CsJson *json, CsWorkflowStage *ret_stage)
{
  const CsJson *names = cs_json_get (json, "roles");
  ret_stage->key = g_strdup (cs_json_get_string (json, "key"));
  for (guint i = 0; i < cs_json_length (names); i++)
    ret_stage->roles |= cs_role_from_name (cs_json_string (cs_json_at (names, i)));
  ret_stage->excludes_author = excludes_some (json, excludes[0]);
  ret_stage->excludes_decider = excludes_some (json, excludes[1]);
  ret_stage->signs = cs_json_get_bool (json, "sign");
  ret_stage->looks_first = cs_json_get_bool (json, "look_first");
  ret_stage->shares[0] = (guint)cs_json_get_int (json, "share", 100);
  cs_tiers_read (json, "tiers", NULL, ret_stage->shares);
  cs_relax_read (json, ret_stage);
  cs_workflow_groups_read (json, ret_stage);
  ret_stage->readers[0] = (guint)cs_json_get_int (json, "reads", MAX (ret_stage->n_groups, 1));
  cs_tiers_read (json, "reads_by_tier", NULL, ret_stage->readers);
  if (g_strcmp0 (cs_json_get_string (json, "tie_breaker"), tie_breakers[CS_TIE_ANOTHER]) == 0)
    ret_stage->tie_breaker = CS_TIE_ANOTHER;
  if (ret_stage->readers[1] == 1 || ret_stage->n_groups > 0)
    return;
  const CsJson *agree = cs_json_get (json, "agree");
  ret_stage->agree.votes = (guint)cs_json_get_int (agree, "votes", ret_stage->readers[0] / 2 + 1);
  ret_stage->agree.overlap = (guint)cs_json_get_int (agree, "overlap", 50);
  ret_stage->agree.distance = (guint)cs_json_get_int (agree, "distance", 10);
}

static gboolean
check_key (const CsWorkflow *workflow, guint n, GError **error)
{
  const char *key = workflow->stages[n].key;
  if (strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (key))
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[%u].key: \"%s\" has other characters than a-z 0-9 -", n, key);
  for (guint i = 0; i < n; i++)
    if (strcmp (workflow->stages[i].key, key) == 0)
      return cs_fail (error, CS_ERROR_INVALID, "stages[%u].key: \"%s\" comes twice", n, key);
  return TRUE;
}

/* Of each tier as many as at first, at least, and of a stricter one no fewer. */
static gboolean
check_reads_by_tier (const CsWorkflowStage *stage, guint n, GError **error)
{
  for (guint tier = 3, fewest = stage->readers[0]; tier > 0; fewest = stage->readers[tier--])
    if (stage->readers[tier] < fewest)
      return cs_fail (error, CS_ERROR_INVALID,
                      "stages[%u].reads_by_tier: %u read tier %u, and %u before that is known or "
                      "a laxer one; a stricter tier is read by no fewer",
                      n, stage->readers[tier], tier, fewest);
  return TRUE;
}

/* Half of them cannot outvote the other half. */
static gboolean
check_readers (const CsWorkflow *workflow, guint n, GError **error)
{
  const CsWorkflowStage *stage = &workflow->stages[n];
  guint first = stage->readers[0], all = stage->readers[1], most = CS_READERS_MAX - 1;
  if (!check_reads_by_tier (stage, n, error) || !cs_workflow_groups_check (stage, n, error))
    return FALSE;
  if (stage->tie_breaker == CS_TIE_ANOTHER && (all == 1 || all > most))
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[%u].tie_breaker: one more reads what 2 to %u readers do not agree on",
                    n, most);
  if (all == 1 || stage->n_groups > 0)
    return TRUE;
  if (n > 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[%u].reads: only at the first stage several read", n);
  if (stage->agree.votes * 2 <= first || stage->agree.votes > all)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[%u].agree.votes: of %u readers, %u to %u make a finding count", n,
                    first, first / 2 + 1, all);
  if (workflow->n_stages < 3 || cs_workflow_stage_draws (&workflow->stages[1]) ||
      workflow->stages[1].n_relax > 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[1]: after several reads comes a stage that settles what they do not "
                    "agree on, in every such case, and does not sign");
  return TRUE;
}

static gboolean
check_shares (const CsWorkflowStage *stage, guint n, gboolean all, GError **error)
{
  g_autofree char *path = g_strdup_printf ("stages[%u]", n);
  if (all && (cs_workflow_stage_draws (stage) || stage->n_relax > 0))
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s.%s: every case passes the first stage and the last", path,
                    stage->shares[0] < 100            ? "share"
                    : cs_workflow_stage_draws (stage) ? "tiers"
                                                      : "relax");
  return cs_tiers_check (stage->shares, path, error) && cs_relax_check (stage, path, error);
}

static gboolean
check_stages (const CsWorkflow *workflow, GError **error)
{
  guint last = workflow->n_stages - 1;
  if (last == 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages: there are two at least, one that labels and one that signs");
  const CsWorkflowStage *first = &workflow->stages[0];
  if (first->excludes_author || first->excludes_decider || first->signs)
    return cs_fail (error, CS_ERROR_INVALID,
                    "stages[0]: the first stage labels; it cannot exclude anybody or sign");
  for (guint i = 0; i < workflow->n_stages; i++) {
    const CsWorkflowStage *stage = &workflow->stages[i];
    if (stage->signs != (i == last))
      return cs_fail (error, CS_ERROR_INVALID, "stages[%u].sign: the last stage signs, and only it",
                      i);
    if (!check_shares (stage, i, i == 0 || i == last, error))
      return FALSE;
    if (stage->signs && stage->roles != CS_ROLE_SME)
      return cs_fail (error, CS_ERROR_INVALID, "stages[%u].roles: only an SME signs", i);
    if (i > 0 && !stage->excludes_author)
      return cs_fail (error, CS_ERROR_INVALID,
                      "stages[%u].exclude: nobody reviews their own work; exclude the author", i);
    if (stage->looks_first && (i == 0 || stage->task == CS_TASK_ADJUDICATE))
      return cs_fail (
          error, CS_ERROR_INVALID,
          "stages[%u].look_first: only where there are marks to be reviewed; not at the "
          "first stage, nor where it is settled what readers differ on",
          i);
    if (!check_key (workflow, i, error) || !check_readers (workflow, i, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_format (const CsJson *json, GError **error)
{
  const char *format = cs_json_get_string (json, "format");
  if (format == NULL || strcmp (format, FORMAT) == 0)
    return TRUE;
  if (g_str_has_prefix (format, "countersign-workflow-"))
    return cs_fail (error, CS_ERROR_TOO_NEW,
                    "format: \"%s\" is of a later version of this program, which knows " FORMAT,
                    format);
  return cs_fail (error, CS_ERROR_INVALID, "format: \"%s\" is not " FORMAT, format);
}

/* The one form that is stored: nothing left out that means something, roles in our order. */
static CsJson *
normal_form (const CsWorkflow *workflow)
{
  CsJson *json = cs_json_new_object ();
  CsJson *list = cs_json_new_array ();
  if (workflow->autonomy != CS_AUTONOMY_FREE)
    cs_json_put_string (json, "autonomy", autonomies[workflow->autonomy]);
  if (workflow->claim_hours > 0)
    cs_json_put_int (json, "claim_hours", workflow->claim_hours);
  if (workflow->control.said) {
    CsJson *control = cs_json_new_object ();
    cs_json_put_int (control, "at_least", workflow->control.at_least);
    cs_json_put_int (control, "fails", workflow->control.fails);
    cs_json_put_int (control, "of_last", workflow->control.of_last);
    if (workflow->control.pauses)
      cs_json_put_bool (control, "pause", TRUE);
    cs_json_put (json, "control", control);
  }
  cs_json_put_string (json, "coverage", coverages[workflow->coverage]);
  if (workflow->doubt_below > 0)
    cs_json_put_int (json, "doubt_below", workflow->doubt_below);
  cs_json_put_string (json, "format", FORMAT);
  cs_json_put_string (json, "name", workflow->name);
  if (workflow->send_back != CS_SEND_BACK_FREE)
    cs_json_put_string (json, "send_back", send_backs[workflow->send_back]);
  cs_json_put (json, "stages", list);
  for (guint i = 0; i < workflow->n_stages; i++) {
    const CsWorkflowStage *from = &workflow->stages[i];
    CsJson *stage = cs_json_new_object ();
    CsJson *exclude = cs_json_new_array ();
    CsJson *names = cs_json_new_array ();
    if (from->excludes_author)
      cs_json_append (exclude, cs_json_new_string (excludes[0]));
    if (from->excludes_decider)
      cs_json_append (exclude, cs_json_new_string (excludes[1]));
    for (guint k = 0; roles[k] != NULL; k++)
      if (from->roles & cs_role_from_name (roles[k]))
        cs_json_append (names, cs_json_new_string (roles[k]));
    cs_json_put (stage, "exclude", exclude);
    cs_json_put_string (stage, "key", from->key);
    if (from->looks_first)
      cs_json_put_bool (stage, "look_first", TRUE);
    if (from->n_groups > 0)
      cs_workflow_groups_put (stage, from);
    else if (from->readers[1] > 1) {
      CsJson *agree = cs_json_new_object ();
      cs_json_put_int (agree, "distance", from->agree.distance);
      cs_json_put_int (agree, "overlap", from->agree.overlap);
      cs_json_put_int (agree, "votes", from->agree.votes);
      cs_json_put (stage, "agree", agree);
    }
    cs_json_put_int (stage, "reads", from->readers[0]);
    cs_tiers_put (stage, "reads_by_tier", from->readers, NULL);
    cs_json_put (stage, "relax", cs_relax_to_json (from));
    cs_json_put (stage, "roles", names);
    if (from->shares[0] < 100)
      cs_json_put_int (stage, "share", from->shares[0]);
    cs_json_put_bool (stage, "sign", from->signs);
    cs_tiers_put (stage, "tiers", from->shares, NULL);
    if (from->tie_breaker != CS_TIE_ADJUDICATE)
      cs_json_put_string (stage, "tie_breaker", tie_breakers[from->tie_breaker]);
    cs_json_append (list, stage);
  }
  return json;
}

static void
add_meeting (CsWorkflow *workflow)
{
  const CsWorkflowStage *last = &workflow->stages[workflow->n_stages - 1];
  for (guint i = 0; i < G_N_ELEMENTS (workflow->meeting); i++) {
    CsWorkflowStage *stage = &workflow->meeting[i];
    *stage = (CsWorkflowStage){ .key = g_strdup ("adjudicate"),
                                .task = i == 0 ? CS_TASK_ADJUDICATE : CS_TASK_REVIEW,
                                .roles = last->roles | CS_ROLE_ADJUDICATOR,
                                .excludes_author = TRUE,
                                .excludes_decider = TRUE,
                                .meets = TRUE,
                                .shares = { 100, 100, 100, 100 },
                                .readers = { 1, 1, 1, 1 },
                                .agree = workflow->stages[0].agree };
    if (!cs_workflow_compares (workflow))
      stage->agree = (CsAgreeRule){ .overlap = 90, .distance = 2 };
  }
}

CsRoute
cs_send_back_route (CsSendBackFrom from, const char *severity)
{
  if (from == CS_SEND_BACK_FREE || severity == NULL)
    return CS_ROUTE_FREE;
  for (guint i = CS_SEND_BACK_CRITICAL; i <= (guint)from; i++)
    if (strcmp (send_backs[i], severity) == 0)
      return CS_ROUTE_SEND_BACK;
  return CS_ROUTE_CORRECT;
}

static gboolean
read_control (const CsJson *json, CsControlRule *ret_rule, GError **error)
{
  ret_rule->at_least = (guint)cs_json_get_int (json, "at_least", 80);
  ret_rule->of_last = (guint)cs_json_get_int (json, "of_last", 5);
  ret_rule->fails = (guint)cs_json_get_int (json, "fails", json != NULL ? 2 : 0);
  ret_rule->pauses = cs_json_get_bool (json, "pause");
  ret_rule->said = json != NULL;
  if (ret_rule->pauses && ret_rule->fails == 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "control.pause: after 0 failed cases nobody can be paused; say how many "
                    "(\"fails\")");
  return ret_rule->fails <= ret_rule->of_last ||
         cs_fail (error, CS_ERROR_INVALID, "control.fails: %u of the last %u can never be",
                  ret_rule->fails, ret_rule->of_last);
}

CsWorkflow *
cs_workflow_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (CsJson) json = cs_json_parse_text (text, size, 256 * 1024, error);
  if (json == NULL || !check_format (json, error) || !cs_json_check (json, fields, error))
    return NULL;
  const CsJson *list = cs_json_get (json, "stages");
  const char *coverage = cs_json_get_string (json, "coverage");
  g_autoptr (CsWorkflow) workflow = g_new0 (CsWorkflow, 1);
  workflow->refs = 1;
  workflow->n_stages = cs_json_length (list);
  workflow->stages = g_new0 (CsWorkflowStage, workflow->n_stages);
  workflow->coverage = CS_COVERAGE_WARN;
  for (guint i = 0; autonomies[i] != NULL; i++)
    if (g_strcmp0 (autonomies[i], cs_json_get_string (json, "autonomy")) == 0)
      workflow->autonomy = (CsAutonomy)i;
  workflow->claim_hours = (guint)cs_json_get_int (json, "claim_hours", 0);
  workflow->doubt_below = (guint)cs_json_get_int (json, "doubt_below", 0);
  if (!read_control (cs_json_get (json, "control"), &workflow->control, error))
    return NULL;
  for (guint i = 0; coverage != NULL && coverages[i] != NULL; i++)
    if (strcmp (coverages[i], coverage) == 0)
      workflow->coverage = (CsCoverage)i;
  for (guint i = 0; send_backs[i] != NULL; i++)
    if (g_strcmp0 (send_backs[i], cs_json_get_string (json, "send_back")) == 0)
      workflow->send_back = (CsSendBackFrom)i;
  workflow->name = g_strdup (cs_json_get_string (json, "name"));
  for (guint i = 0; i < workflow->n_stages; i++) {
    CsWorkflowStage *stage = &workflow->stages[i];
    read_stage (cs_json_at (list, i), stage);
    gboolean settles = i == 1 && cs_workflow_compares (workflow);
    stage->task = i == 0         ? CS_TASK_READ
                  : stage->signs ? CS_TASK_APPROVE
                  : settles      ? CS_TASK_ADJUDICATE
                                 : CS_TASK_REVIEW;
  }
  if (!check_stages (workflow, error))
    return NULL;
  add_meeting (workflow);
  workflow->json = normal_form (workflow);
  return g_steal_pointer (&workflow);
}

CsWorkflow *
cs_workflow_ref (CsWorkflow *workflow)
{
  __atomic_fetch_add (&workflow->refs, 1, __ATOMIC_RELAXED);
  return workflow;
}

void
cs_workflow_unref (CsWorkflow *workflow)
{
  if (workflow == NULL || __atomic_fetch_sub (&workflow->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  for (guint i = 0; i < workflow->n_stages; i++) {
    g_free (workflow->stages[i].key);
    cs_workflow_groups_clear (&workflow->stages[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (workflow->meeting); i++)
    g_free (workflow->meeting[i].key);
  g_free (workflow->stages);
  g_free (workflow->name);
  cs_json_unref (workflow->json);
  g_free (workflow);
}

const CsJson *
cs_workflow_to_json (const CsWorkflow *workflow)
{
  return workflow->json;
}

char *
cs_workflow_to_text (const CsWorkflow *workflow)
{
  g_autofree char *text = g_strchomp (cs_json_to_pretty (workflow->json));
  return g_strconcat (text, "\n", NULL);
}

GPtrArray *
cs_workflow_diff (const CsWorkflow *before, const CsWorkflow *after)
{
  return cs_document_diff (before->json, after->json);
}

CsWorkflow *
cs_workflow_from_template (const char *id, GError **error)
{
  for (guint i = 0; templates[i] != NULL; i++)
    if (strcmp (templates[i]->id, id) == 0)
      return cs_workflow_parse (templates[i]->text, strlen (templates[i]->text), error);
  g_autoptr (GString) known = g_string_new (NULL);
  for (guint i = 0; templates[i] != NULL; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", templates[i]->id);
  cs_fail (error, CS_ERROR_NOT_FOUND, "there is no template \"%s\"; there is: %s", id, known->str);
  return NULL;
}
