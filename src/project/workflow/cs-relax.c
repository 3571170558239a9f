/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-relax.h"
#include "cs-workflow-sketch.h"

static const char *const tier_keys[] = { NULL, "1", "2", "3" };

const CsField cs_tier_fields[] = {
  { "1", CS_FIELD_INT, 0, 1, 100 },
  { "2", CS_FIELD_INT, 0, 1, 100 },
  { "3", CS_FIELD_INT, 0, 1, 100 },
  { NULL },
};

const CsField cs_relax_fields[] = {
  { "accepted", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, CS_RELAX_OF_MAX },
  { "of", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, CS_RELAX_OF_MAX },
  { "share", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, 100 },
  { "tiers", CS_FIELD_OBJECT, .fields = cs_tier_fields },
  { NULL },
};

/* What TIER has when nothing is said of it. */
static guint
unsaid (const guint *numbers, const guint *before, guint tier)
{
  return before != NULL && before[tier] != before[0] ? before[tier] : numbers[0];
}

void
cs_tiers_read (const CsJson *json, const char *member, const guint *before, guint *numbers)
{
  const CsJson *tiers = cs_json_get (json, member);
  for (guint i = 1; i <= 3; i++)
    numbers[i] = (guint)cs_json_get_int (tiers, tier_keys[i], unsaid (numbers, before, i));
}

gboolean
cs_tiers_check (const guint *shares, const char *path, GError **error)
{
  for (guint i = 2; i <= 3; i++)
    if (shares[i] > shares[i - 1])
      return cs_fail (error, CS_ERROR_INVALID,
                      "%s.tiers: %u %% of tier %u, which is the stricter one, and %u %% of "
                      "tier %u",
                      path, shares[i - 1], i - 1, shares[i], i);
  return TRUE;
}

void
cs_tiers_put (CsJson *json, const char *member, const guint *numbers, const guint *before)
{
  g_autoptr (CsJson) tiers = cs_json_new_object ();
  for (guint i = 1; i <= 3; i++)
    if (numbers[i] != unsaid (numbers, before, i))
      cs_json_put_int (tiers, tier_keys[i], numbers[i]);
  if (cs_json_length (tiers) > 0)
    cs_json_put (json, member, g_steal_pointer (&tiers));
}

void
cs_relax_read (const CsJson *json, CsWorkflowStage *stage)
{
  const CsJson *list = cs_json_get (json, "relax");
  const guint *before = stage->shares;
  for (guint i = 0; i < cs_json_length (list) && i < CS_RELAX_STEPS_MAX; i++) {
    const CsJson *from = cs_json_at (list, i);
    CsRelaxStep *step = &stage->relax[stage->n_relax++];
    step->accepted = (guint)cs_json_get_int (from, "accepted", 0);
    step->of = (guint)cs_json_get_int (from, "of", 0);
    step->shares[0] = (guint)cs_json_get_int (from, "share", 0);
    cs_tiers_read (from, "tiers", before, step->shares);
    before = step->shares;
  }
}

static gboolean
check_step (const CsRelaxStep *step, const guint *before, const char *path, GError **error)
{
  gboolean less = FALSE;
  if (step->accepted > step->of)
    return cs_fail (error, CS_ERROR_INVALID, "%s.accepted: %u of the last %u cases cannot be", path,
                    step->accepted, step->of);
  if (!cs_tiers_check (step->shares, path, error))
    return FALSE;
  for (guint i = 0; i <= 3; i++) {
    if (step->shares[i] > before[i])
      return cs_fail (error, CS_ERROR_INVALID, "%s.%s: %u %% is more than the %u %% before it",
                      path, i == 0 ? "share" : "tiers", step->shares[i], before[i]);
    less = less || step->shares[i] < before[i];
  }
  return less || cs_fail (error, CS_ERROR_INVALID, "%s.share: a step makes a share smaller", path);
}

gboolean
cs_relax_check (const CsWorkflowStage *stage, const char *path, GError **error)
{
  const guint *before = stage->shares;
  for (guint i = 0; i < stage->n_relax; i++) {
    g_autofree char *step = g_strdup_printf ("%s.relax[%u]", path, i);
    if (!check_step (&stage->relax[i], before, step, error))
      return FALSE;
    before = stage->relax[i].shares;
  }
  return TRUE;
}

CsJson *
cs_relax_to_json (const CsWorkflowStage *stage)
{
  const guint *before = stage->shares;
  if (stage->n_relax == 0)
    return NULL;
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < stage->n_relax; i++) {
    const CsRelaxStep *step = &stage->relax[i];
    CsJson *json = cs_json_new_object ();
    cs_json_put_int (json, "accepted", step->accepted);
    cs_json_put_int (json, "of", step->of);
    cs_json_put_int (json, "share", step->shares[0]);
    cs_tiers_put (json, "tiers", step->shares, before);
    cs_json_append (list, json);
    before = step->shares;
  }
  return list;
}

/* Those that are left after the first; NULL for none. */
static CsJson *
steps_after (const CsWorkflowStage *stage)
{
  g_autofree CsWorkflowStage *then = g_memdup2 (stage, sizeof *stage);
  for (guint i = 0; i < 4; i++)
    then->shares[i] = stage->relax[0].shares[i];
  then->n_relax--;
  for (guint i = 0; i < then->n_relax; i++)
    then->relax[i] = stage->relax[i + 1];
  return cs_relax_to_json (then);
}

CsWorkflow *
cs_workflow_relaxed (const CsWorkflow *workflow, guint stage)
{
  const CsWorkflowStage *from = &workflow->stages[stage];
  if (from->n_relax == 0)
    return NULL;
  const guint *shares = from->relax[0].shares;
  g_autoptr (CsJson) said = cs_json_new_object ();
  cs_tiers_put (said, "tiers", shares, NULL);
  const CsJson *tiers = cs_json_get (said, "tiers");
  int n = (int)stage;
  g_autoptr (CsJson) shared = cs_sketch_set (cs_workflow_to_json (workflow), n, "share",
                                             shares[0] < 100 ? cs_json_new_int (shares[0]) : NULL);
  g_autoptr (CsJson) tiered =
      cs_sketch_set (shared, n, "tiers", tiers != NULL ? cs_json_ref (tiers) : NULL);
  g_autoptr (CsJson) stepped = cs_sketch_set (tiered, n, "relax", steps_after (from));
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (stepped, &size);
  return cs_workflow_parse (text, size, NULL);
}
