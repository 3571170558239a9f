/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking first: a stage of the workflow may keep the marks of a case from who reviews it until
 * they ask for them. What they drew without them is kept with that act, and is no version. */
#include "cs-project-private.h"
#include "cs-project-review.h"

static gboolean
put_look (CsProject *project, CsProjectAct *act, const CsGid *case_gid, const CsMarkSet *drawn,
          CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsHash object, schema;
  g_autoptr (GError) inner = NULL;
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_project_put_marks (act, drawn, &object, error))
    return FALSE;
  if (!cs_project_document_hash (project, "schema", 0, &schema, &inner)) {
    if (inner != NULL)
      g_propagate_error (error, g_steal_pointer (&inner));
    else
      cs_fail (error, CS_ERROR_DENIED,
               "no label schema is published yet; a lead publishes one first");
    return FALSE;
  }
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_int (body, "marks", drawn->n_marks);
  cs_json_put_hash (body, "object", &object);
  cs_json_put_hash (body, "revision", &work.revision);
  cs_json_put_hash (body, "schema", &schema);
  return TRUE;
}

gboolean
cs_project_look_first (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_autoptr (CsMarkSet) drawn = cs_project_draft (project, case_gid, error);
  g_autoptr (CsProjectAct) act = drawn != NULL ? cs_project_act_begin (project, error) : NULL;
  g_autoptr (CsJson) body = act != NULL ? cs_project_noted_body (project) : NULL;
  return body != NULL && put_look (project, act, case_gid, drawn, body, error) &&
         cs_project_act_event (act, "review.look", g_steal_pointer (&body), NULL, error) &&
         cs_project_drop_steps (project, case_gid, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

CsMarkSet *
cs_project_looked_marks (CsProject *project, const CsHash *act, GError **error)
{
  CsHash object;
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT object FROM look WHERE act = ?", "h", act);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state == 0)
    cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such version");
  return state > 0 && cs_stmt_hash (stmt, 0, &object)
             ? cs_project_read_marks (project, &object, error)
             : NULL;
}
