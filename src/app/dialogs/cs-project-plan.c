/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-plan.h"
#include "cs-file.h"

#include <string.h>
#include <unistd.h>

void
cs_plan_guideline_free (gpointer data)
{
  CsPlanGuideline *guideline = data;
  if (guideline == NULL)
    return;
  g_clear_pointer (&guideline->guideline, cs_guideline_unref);
  g_clear_pointer (&guideline->images, g_hash_table_unref);
  g_free (guideline);
}

void
cs_project_plan_free (gpointer data)
{
  CsProjectPlan *plan = data;
  g_free (plan->path);
  g_free (plan->name);
  g_free (plan->setup);
  g_clear_pointer (&plan->people, g_ptr_array_unref);
  g_clear_pointer (&plan->schema, cs_schema_unref);
  cs_plan_guideline_free (plan->guideline);
  cs_intake_order_free (plan->sources);
  g_free (plan);
}

/* --- reading what was chosen --- */

/* At most LIMIT bytes. */
static char *
read_text (const char *path, gsize limit, gsize *ret_size, GError **error)
{
  gint64 size = 0;
  int fd = cs_file_open (path, &size, error);
  if (fd < 0)
    return NULL;
  if (size > (gint64)limit) {
    close (fd);
    cs_fail (error, CS_ERROR_LIMIT, "%s: too large for such a file", path);
    return NULL;
  }
  g_autofree char *text = g_malloc ((gsize)size + 1);
  ssize_t got = pread (fd, text, (gsize)size, 0);
  close (fd);
  if (got < 0) {
    cs_fail (error, CS_ERROR_FAILED, "%s: it cannot be read", path);
    return NULL;
  }
  text[got] = '\0';
  *ret_size = (gsize)got;
  return g_steal_pointer (&text);
}

gpointer
cs_plan_schema_job (CsDesk *desk, CsJob *job, gpointer path, GError **error)
{
  gsize size = 0;
  g_autofree char *text = read_text (path, CS_SCHEMA_MAX_SIZE, &size, error);
  CsSchema *schema = text != NULL ? cs_schema_read (text, size, error) : NULL;
  if (schema == NULL && text != NULL)
    g_prefix_error (error, "%s: ", (const char *)path);
  return schema;
}

gpointer
cs_plan_identity_job (CsDesk *desk, CsJob *job, gpointer path, GError **error)
{
  gsize size = 0;
  g_autofree char *text = read_text (path, 16 * 1024, &size, error);
  CsIdentity *identity = text != NULL ? cs_identity_parse (text, size, error) : NULL;
  if (identity == NULL && text != NULL)
    g_prefix_error (error, "%s: ", (const char *)path);
  return identity;
}

gpointer
cs_plan_guideline_job (CsDesk *desk, CsJob *job, gpointer path, GError **error)
{
  CsPlanGuideline *guideline = g_new0 (CsPlanGuideline, 1);
  guideline->guideline = cs_guideline_load (path, &guideline->images, NULL, error);
  if (guideline->guideline != NULL)
    return guideline;
  cs_plan_guideline_free (guideline);
  return NULL;
}

gpointer
cs_plan_identities_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  return cs_signer_list (desk->env, problems, error);
}

/* --- making it --- */

static gboolean
fill (CsEnv *env, CsProject *project, const CsProjectPlan *plan, GError **error)
{
  for (guint i = 1; i < plan->people->len; i++)
    if (!cs_plan_person_add (env, project, plan->people->pdata[i], NULL, error))
      return FALSE;
  return cs_project_publish_schema (project, plan->schema, NULL, error) &&
         (plan->guideline == NULL ||
          cs_project_publish_guideline (project, plan->guideline->guideline,
                                        plan->guideline->images, NULL, NULL, error));
}

static CsIntakeResult *
bring_in (const CsProjectPlan *plan, CsProject *project, CsJob *job, GError **error)
{
  if (plan->sources != NULL)
    return cs_intake_order_run (plan->sources, project, job, error);
  CsIntakeResult *nothing = g_new0 (CsIntakeResult, 1);
  nothing->problems = cs_problems_new ();
  return nothing;
}

gpointer
cs_project_plan_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsProjectPlan *plan = data;
  const CsPlanPerson *founder = plan->people->pdata[0];
  if (g_file_test (plan->path, G_FILE_TEST_EXISTS)) {
    cs_fail (error, CS_ERROR_CONFLICT, "%s is there already; choose another name or folder",
             plan->path);
    return NULL;
  }
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template (plan->setup, error);
  CsSigner *signer = workflow != NULL ? cs_plan_person_signer (desk->env, founder, error) : NULL;
  g_autoptr (CsProject) project = signer != NULL
                                      ? cs_project_create (desk->env, plan->path, plan->name,
                                                           signer, founder->roles, workflow, error)
                                      : NULL;
  if (project == NULL)
    return NULL;
  CsIntakeResult *result =
      fill (desk->env, project, plan, error) ? bring_in (plan, project, job, error) : NULL;
  g_clear_pointer (&project, cs_project_close);
  if (result == NULL)
    unlink (plan->path);
  return result;
}
