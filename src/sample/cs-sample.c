/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample.h"
#include "cs-remark.h"
#include "cs-file.h"
#include "cs-intake.h"
#include "cs-sample-marks.h"
#include "cs-sample-open-cases.h"
#include "cs-sample-sources.h"
#include "cs-sample-studies.h"
#include "cs-sample-texts.h"

#include <string.h>

static const struct {
  const char *handle, *name;
  guint roles;
} people[] = {
  { CS_SAMPLE_LABELER, "Ana (sample)", CS_ROLE_LABELER },
  { CS_SAMPLE_REVIEWER, "Ben (sample)", CS_ROLE_REVIEWER },
  { CS_SAMPLE_EXPERT, "Chris (sample)", CS_ROLE_SME | CS_ROLE_LEAD },
};

enum { LABELER, REVIEWER, EXPERT };

typedef struct _Kit Kit;

typedef struct {
  CsEnv *env;
  const char *dir;
  char *path;
  CsDecoder *decoder;
  const Kit *kit;
} Sample;

/* One of the projects that can be made. */
struct _Kit {
  const char *file, *name, *schema;
  gboolean (*write_sources) (const char *dir, GError **error);
  gboolean (*work) (const Sample *sample, GError **error); /* on its cases */
};

/* --- people --- */

static CsSigner *
signer_of (const Sample *sample, guint who, GError **error)
{
  g_autoptr (GError) local = NULL;
  const char *handle = people[who].handle;
  g_autoptr (CsSigner) signer = cs_signer_open (sample->env, handle, &local);
  if (g_error_matches (local, CS_ERROR, CS_ERROR_NOT_FOUND))
    return cs_signer_create (sample->env, handle, people[who].name, error);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  /* A key whose passphrase everybody knows is not for somebody who goes by the same handle. */
  if (strcmp (cs_signer_identity (signer)->name, people[who].name) == 0)
    return g_steal_pointer (&signer);
  cs_fail (error, CS_ERROR_CONFLICT,
           "the identity \"%s\" of this machine is %s, not the sample's; it is left alone. Move "
           "%s/keys/%s away to make the sample",
           handle, cs_signer_identity (signer)->name, sample->env->data_dir, handle);
  return NULL;
}

static CsProject *
open_as (const Sample *sample, guint who, GError **error)
{
  CsSigner *signer = signer_of (sample, who, error);
  return signer != NULL ? cs_project_open (sample->env, sample->path, CS_STORE_WRITE, signer, error)
                        : NULL;
}

static gboolean
add_people (const Sample *sample, CsProject *project, GError **error)
{
  for (guint i = 0; i < EXPERT; i++) {
    g_autoptr (CsSigner) signer = signer_of (sample, i, error);
    if (signer == NULL ||
        !cs_project_add_person (project, cs_signer_identity (signer), people[i].roles, error))
      return FALSE;
  }
  return TRUE;
}

/* The expert's signing key, made now or in an earlier sample. */
static gboolean
unlock (const Sample *sample, CsSigner *signer, GError **error)
{
  g_autoptr (GError) local = NULL;
  gsize length = strlen (CS_SAMPLE_PASSPHRASE);
  if (!cs_signer_identity (signer)->certified)
    return cs_signer_make_signing_key (signer, sample->env, CS_SAMPLE_PASSPHRASE, length, error);
  if (cs_signer_unlock (signer, CS_SAMPLE_PASSPHRASE, length, &local))
    return TRUE;
  if (g_error_matches (local, CS_ERROR, CS_ERROR_DENIED))
    return cs_fail (error, CS_ERROR_DENIED,
                    "the signing key of \"%s\" has another passphrase than \"%s\". Change it back "
                    "with key protect, or move %s/keys/%s away",
                    CS_SAMPLE_EXPERT, CS_SAMPLE_PASSPHRASE, sample->env->data_dir,
                    CS_SAMPLE_EXPERT);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- the project --- */

static gboolean
publish (const Sample *sample, CsProject *project, GError **error)
{
  g_autofree char *path = g_build_filename (sample->dir, "guideline", "guideline.md", NULL);
  const char *schema_text = sample->kit->schema;
  g_autoptr (GHashTable) images = NULL;
  g_autoptr (CsSchema) schema = cs_schema_read (schema_text, strlen (schema_text), error);
  g_autoptr (CsGuideline) guideline =
      schema != NULL ? cs_guideline_load (path, &images, NULL, error) : NULL;
  return guideline != NULL && cs_project_publish_schema (project, schema, NULL, error) &&
         cs_project_publish_guideline (project, guideline, images, NULL, NULL, error);
}

static gboolean
bring_in (const Sample *sample, CsProject *project, GError **error)
{
  g_autofree char *sources = g_build_filename (sample->dir, "sources", NULL);
  g_autofree char *csv = g_build_filename (sample->dir, "cases.csv", NULL);
  const char *const paths[] = { sources, NULL };
  CsIntakeOptions options = { .paths = paths, .case_by = CS_CASE_BY_CSV, .csv = csv };
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsIntakeReport) report = NULL;
  if (!cs_intake_run (project, &options, sample->decoder, NULL, NULL, NULL, &report, problems,
                      error))
    return FALSE;
  if (report->quarantined == 0)
    return TRUE;
  const CsProblem *problem = problems->pdata[0];
  return cs_fail (error, CS_ERROR_FAILED, "%s: %s", problem->location, problem->message);
}

static gboolean
found (const Sample *sample, GError **error)
{
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("labelers-sme", error);
  CsSigner *signer = workflow != NULL ? signer_of (sample, EXPERT, error) : NULL;
  if (signer == NULL)
    return FALSE;
  g_autoptr (CsProject) project = cs_project_create (sample->env, sample->path, sample->kit->name,
                                                     signer, people[EXPERT].roles, workflow, error);
  return project != NULL && unlock (sample, signer, error) && cs_project_certify (project, error) &&
         add_people (sample, project, error) && publish (sample, project, error) &&
         bring_in (sample, project, error);
}

/* --- the work --- */

static gboolean
find_case (CsProject *project, const char *title, CsGid *ret_gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, title, error);
  if (row != NULL)
    *ret_gid = row->gid;
  return row != NULL;
}

static gboolean
label_case (const Sample *sample, CsProject *project, const char *title, CsSampleShare share,
            GError **error)
{
  CsGid gid;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  if (!find_case (project, title, &gid, error) || !cs_project_claim (project, &gid, error))
    return FALSE;
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, error);
  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!cs_sample_mark_item (sample->env, items->pdata[i], share, put, error))
      return FALSE;
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, error);
  return edit != NULL && cs_project_edit_draft (project, &gid, edit, error) &&
         cs_project_submit (project, &gid, NULL, NULL, error);
}

static gboolean
label_all (const Sample *sample, GError **error)
{
  static const struct {
    const char *title;
    CsSampleShare share;
  } work[] = {
    { "Patient 1", CS_SAMPLE_ALL }, { "Slide 1", CS_SAMPLE_WITH_MISTAKES },
    { "Slide 2", CS_SAMPLE_ALL },   { "Slide 3", CS_SAMPLE_BUT_THE_LAST },
    { "Slide 4", CS_SAMPLE_ALL },
  };
  g_autoptr (CsProject) project = open_as (sample, LABELER, error);
  if (project == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (work); i++)
    if (!label_case (sample, project, work[i].title, work[i].share, error))
      return FALSE;
  return TRUE;
}

static gboolean
decide (CsProject *project, const char *title, const CsDecision *decision, GError **error)
{
  CsGid gid;
  return find_case (project, title, &gid, error) &&
         cs_project_decide (project, &gid, decision, error);
}

static gboolean
review_all (const Sample *sample, GError **error)
{
  const CsDecision accept = { .decision = "accept" };
  /* About the case as a whole: what is missing has no mark. */
  const CsRemark missing = { .part = -1,
                             .frame = -1,
                             .category = (char *)"missed",
                             .severity = (char *)"major",
                             .clause = (char *)"G-3.1",
                             .text = (char *)"One gland has no outline yet." };
  const CsRemark *const rejected[] = { &missing };
  const CsDecision back = { .decision = "send-back",
                            .category = missing.category,
                            .severity = missing.severity,
                            .clause = missing.clause,
                            .reason = missing.text,
                            .rejected = rejected,
                            .n_rejected = 1 };
  g_autoptr (CsProject) project = open_as (sample, REVIEWER, error);
  return project != NULL && decide (project, "Patient 1", &accept, error) &&
         decide (project, "Slide 2", &accept, error) && decide (project, "Slide 3", &back, error) &&
         decide (project, "Slide 4", &accept, error);
}

static gboolean
approve_all (const Sample *sample, GError **error)
{
  const CsDecision accept = { .decision = "accept" };
  CsGid gid;
  g_autoptr (CsProject) project = open_as (sample, EXPERT, error);
  return project != NULL && decide (project, "Patient 1", &accept, error) &&
         decide (project, "Slide 4", &accept, error) &&
         find_case (project, "Patient 1", &gid, error) &&
         unlock (sample, cs_project_signer (project), error) &&
         cs_project_sign (project, &gid, 1, "approved", NULL, error);
}

static gboolean
write_open_cases (const Sample *sample, GError **error)
{
  g_autoptr (CsProject) project = open_as (sample, EXPERT, error);
  return project != NULL && cs_sample_write_open_cases (sample->env, project, sample->dir, error);
}

static gboolean
work_on_stages (const Sample *sample, GError **error)
{
  return write_open_cases (sample, error) && label_all (sample, error) &&
         review_all (sample, error) && approve_all (sample, error);
}

/* --- all of it --- */

static const Kit stages = {
  "sample.countersign", "Sample", cs_sample_schema, cs_sample_write_sources, work_on_stages,
};

static const Kit studies = {
  "studies.countersign", "Studies", cs_sample_studies_schema, cs_sample_write_studies, NULL,
};

static gboolean
fill (const Sample *sample, GError **error)
{
  const Kit *kit = sample->kit;
  return kit->write_sources (sample->dir, error) && found (sample, error) &&
         (kit->work == NULL || kit->work (sample, error));
}

/* TRUE with RET_MADE when it was not there. */
static gboolean
prepare (const char *dir, gboolean *ret_made, GError **error)
{
  *ret_made = !g_file_test (dir, G_FILE_TEST_EXISTS);
  if (*ret_made)
    return cs_file_make_dir (dir, 0755, error);
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  if (entries != NULL && g_dir_read_name (entries) == NULL)
    return TRUE;
  return cs_fail (error, CS_ERROR_CONFLICT, "%s: something is there already; name a new folder",
                  dir);
}

/* DIR was empty or absent. */
static void
take_back (const char *dir, gboolean made)
{
  if (cs_file_remove_tree (dir, NULL) && !made)
    cs_file_make_dir (dir, 0755, NULL);
}

static gboolean
create (CsEnv *env, const char *dir, CsDecoder *decoder, const Kit *kit, GError **error)
{
  gboolean made = FALSE;
  if (!prepare (dir, &made, error))
    return FALSE;
  /* Names of sources begin where the sample lies, wherever that is. */
  g_autofree char *absolute = g_canonicalize_filename (dir, NULL);
  g_autofree char *path = g_build_filename (absolute, kit->file, NULL);
  Sample sample = { env, absolute, path, decoder, kit };
  gboolean ok = fill (&sample, error);
  if (!ok)
    take_back (dir, made);
  return ok;
}

gboolean
cs_sample_create (CsEnv *env, const char *dir, CsDecoder *decoder, GError **error)
{
  return create (env, dir, decoder, &stages, error);
}

gboolean
cs_sample_create_studies (CsEnv *env, const char *dir, CsDecoder *decoder, GError **error)
{
  return create (env, dir, decoder, &studies, error);
}
