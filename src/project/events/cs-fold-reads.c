/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several people read one case, each for themselves: what they agree on, and who still may. */
#include "cs-case-offer.h"
#include "cs-event-kind.h"

#include <string.h>

static GBytes *
fetch_object (const CsHash *hash, gpointer store, GError **error)
{
  return cs_store_get_object (store, hash, error);
}

CsMarkSet *
cs_fold_read_marks (CsFold *fold, const CsHash *object, GError **error)
{
  g_autoptr (GBytes) bytes = cs_store_get_object (fold->store, object, error);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  return text != NULL ? cs_revision_read (text, size, fetch_object, fold->store, error) : NULL;
}

typedef struct {
  CsMarkSet *sets[CS_READINGS_MAX];
  guint n;
  CsHash schema; /* the newest */
  gint64 schema_version;
  gboolean schemas_differ;
} Reads;

static void
reads_clear (Reads *reads)
{
  for (guint i = 0; i < reads->n; i++)
    cs_mark_set_unref (reads->sets[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reads, reads_clear)

static gboolean
read_one (CsFold *fold, const CsHash *revision, Reads *reads, GError **error)
{
  CsHash object = { { 0 } }, schema = { { 0 } };
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error,
                   "SELECT object, schema, (SELECT max (version) FROM document WHERE"
                   " kind = 'schema' AND document.hash = schema) FROM revision WHERE hash = ?",
                   "h", revision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state < 0 ? FALSE : cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  cs_stmt_hash (stmt, 0, &object);
  cs_stmt_hash (stmt, 1, &schema);
  gint64 version = cs_stmt_int (stmt, 2);
  reads->schemas_differ =
      reads->schemas_differ || (reads->n > 0 && !cs_hash_equal (&schema, &reads->schema));
  if (version > reads->schema_version) {
    reads->schema = schema;
    reads->schema_version = version;
  }
  reads->sets[reads->n] = cs_fold_read_marks (fold, &object, error);
  return reads->sets[reads->n] != NULL && ++reads->n > 0;
}

/* Whether what is agreed could be handed in. */
static gboolean
is_sound (CsFold *fold, const CsWork *work, const CsHash *schema_hash, const CsConsensus *found,
          gboolean *ret_sound, GError **error)
{
  g_autoptr (GError) no = NULL;
  CsSchema *schema = cs_fold_schema_of (fold, schema_hash, error);
  g_autoptr (CsCaseOffer) offer =
      schema != NULL ? cs_case_offer_load (fold->db, &work->gid, error) : NULL;
  if (offer == NULL)
    return FALSE;
  *ret_sound =
      cs_case_offer_check_version (offer, schema, found->agreed, found->disputes->len == 0, &no);
  return TRUE;
}

/* What the schema in force when it was read last lets be handed in. */
typedef struct {
  const CsCaseOffer *offer;
  const CsSchema *schema;
} Keeps;

static gboolean
fits (const CsMark *mark, gpointer data)
{
  const Keeps *keeps = data;
  return cs_case_offer_check_mark (keeps->offer, keeps->schema, mark, NULL) &&
         cs_schema_check_mark (keeps->schema, mark, NULL);
}

static gboolean
fits_not (const CsMark *mark, gpointer data)
{
  return FALSE;
}

/* Each read other labels: all of it is one version. What a schema that came since does not know
 * any more stays out of it, and is counted. */
static CsConsensus *
join_groups (CsFold *fold, const CsWork *work, const Reads *reads, GError **error)
{
  CsSchema *schema = cs_fold_schema_of (fold, &reads->schema, error);
  g_autoptr (CsCaseOffer) offer =
      schema != NULL ? cs_case_offer_load (fold->db, &work->gid, error) : NULL;
  Keeps keeps = { offer, schema };
  gboolean sound = FALSE;
  if (offer == NULL)
    return NULL;
  g_autoptr (CsConsensus) joined = cs_consensus_join (reads->sets, reads->n, fits, &keeps);
  if (!is_sound (fold, work, &reads->schema, joined, &sound, error))
    return NULL;
  return sound ? g_steal_pointer (&joined)
               : cs_consensus_join (reads->sets, reads->n, fits_not, NULL);
}

static gboolean
tell (CsFold *fold, const Reads *reads, CsReadsFound *ret_reads, GError **error)
{
  CsSchema *schema = cs_fold_schema_of (fold, &reads->schema, error);
  *ret_reads = (CsReadsFound){ .schema = reads->schema };
  for (guint i = 0; schema != NULL && i < reads->n; i++)
    ret_reads->tier = cs_risk_stricter (ret_reads->tier, cs_risk_of (schema, reads->sets[i]).tier);
  return schema != NULL;
}

CsConsensus *
cs_fold_consensus (CsFold *fold, const CsWork *work, gboolean nothing_agreed,
                   CsReadsFound *ret_reads, GError **error)
{
  g_auto (Reads) reads = { 0 };
  const CsWorkflow *workflow = cs_fold_workflow (fold, work, error);
  if (workflow == NULL)
    return NULL;
  for (guint i = 0; i < work->n_readings; i++)
    if (!read_one (fold, &work->readings[i].act, &reads, error))
      return NULL;
  if (reads.n < (work->stage >= CS_STAGE_VERSIONS ? 2 : 1)) {
    cs_fail (error, CS_ERROR_CORRUPT, "nobody has read the case");
    return NULL;
  }
  if (ret_reads != NULL && !tell (fold, &reads, ret_reads, error))
    return NULL;
  if (work->stage < CS_STAGE_VERSIONS && workflow->stages[0].n_groups > 0)
    return join_groups (fold, work, &reads, error);
  CsAgreeRule rule = workflow->stages[0].agree; /* of more than were wanted at first, or fewer */
  rule.votes = CLAMP (rule.votes, reads.n / 2 + 1, reads.n);
  if (work->stage >= CS_STAGE_VERSIONS) { /* each copy had one, and both have to say it */
    rule = workflow->meeting[0].agree;
    rule.votes = reads.n;
  }
  g_autoptr (CsConsensus) found =
      cs_consensus_find (reads.sets, reads.n, &rule, nothing_agreed || reads.schemas_differ);
  gboolean sound = FALSE;
  if (!is_sound (fold, work, &reads.schema, found, &sound, error))
    return NULL;
  return sound ? g_steal_pointer (&found) : cs_consensus_find (reads.sets, reads.n, &rule, TRUE);
}

CsConsensus *
cs_fold_open_disputes (CsFold *fold, const CsWork *work, GError **error)
{
  if (work->stage >= CS_STAGE_VERSIONS)
    return cs_fold_consensus (fold, work, FALSE, NULL, error);
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT body FROM decision WHERE hash = ?", "h", &work->merge);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  const char *text = state > 0 ? cs_stmt_text (stmt, 0) : NULL;
  g_autoptr (CsJson) body =
      text != NULL ? cs_json_parse_canonical (text, strlen (text), error) : NULL;
  if (state == 0)
    cs_fail (error, CS_ERROR_NOT_FOUND, "nothing is open between readers of the case");
  return body != NULL
             ? cs_fold_consensus (fold, work, cs_json_get_bool (body, "disputed"), NULL, error)
             : NULL;
}

gboolean
cs_fold_names_reads (const CsJson *body, const CsWork *work)
{
  const CsJson *list = cs_json_get (body, "reads");
  if (cs_json_length (list) != work->n_readings)
    return FALSE;
  for (guint i = 0; i < work->n_readings; i++) {
    char hex[CS_HASH_HEX + 1];
    if (g_strcmp0 (cs_json_string (cs_json_at (list, i)),
                   cs_hash_to_hex (&work->readings[i].act, hex)) != 0)
      return FALSE;
  }
  return TRUE;
}

/* --- who still may --- */

typedef struct {
  CsFold *fold;
  const CsWork *work;
} Settled;

static guint
roles_of (const CsGid *person, gpointer data)
{
  const Settled *settled = data;
  guint roles = 0;
  cs_fold_roles_on (settled->fold, settled->work, person, &roles, NULL);
  return roles;
}

gboolean
cs_fold_settle (CsFold *fold, CsWork *work, GError **error)
{
  const CsWorkflow *workflow = cs_fold_workflow (fold, work, error);
  if (workflow == NULL)
    return FALSE;
  Settled settled = { fold, work };
  guint pinned = work->workflow;
  cs_flow_settle (workflow, work, roles_of, &settled);
  if (pinned == 0 || work->workflow > 0)
    return TRUE;
  workflow =
      cs_fold_workflow (fold, work, error); /* it is as it came: the newest, and its places */
  if (workflow != NULL)
    cs_flow_settle (workflow, work, roles_of, &settled);
  return workflow != NULL;
}

gboolean
cs_fold_settle_cases (CsFold *fold, CsStmt *stmt, GError **error)
{
  g_autoptr (CsStmt) cases = stmt;
  g_autoptr (GArray) gids = g_array_new (FALSE, FALSE, sizeof (CsGid));
  int state = cases != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (cases, error)) > 0) {
    CsGid gid;
    if (cs_stmt_gid (cases, 0, &gid))
      g_array_append_val (gids, gid);
  }
  for (guint i = 0; state == 0 && i < gids->len; i++) {
    g_auto (CsWork) work = { 0 };
    if (cs_work_load (fold->db, &g_array_index (gids, CsGid, i), &work, error) <= 0 ||
        !cs_fold_settle (fold, &work, error) || !cs_work_save (fold->db, &work, error))
      return FALSE;
  }
  return state == 0;
}
