/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-offer.h"
#include "cs-event-kind.h"
#include "cs-index-private.h"
#include "cs-item-scale.h"
#include "cs-mark-gauge.h"

#include <string.h>

#define ANSWERS_MAX 65536

/* --- reading what an event points at --- */

static GBytes *
fetch_object (const CsHash *hash, gpointer store, GError **error)
{
  return cs_store_get_object (store, hash, error);
}

CsRevision *
cs_fold_read_revision (CsFold *fold, const CsJson *body, GError **error)
{
  gsize size = 0;
  const char *text = NULL;
  g_autoptr (GBytes) bytes = cs_fold_object (fold, body, &text, &size, error);
  g_autoptr (CsRevision) content = bytes != NULL ? cs_revision_parse (text, size, error) : NULL;
  if (content != NULL && content->n_marks != (guint64)cs_json_get_int (body, "marks", 0)) {
    cs_fail (error, CS_ERROR_CORRUPT, "it says another number of marks than there are");
    return NULL;
  }
  return g_steal_pointer (&content);
}

/* The documents that a revision says it was made under were in force once. */
static gboolean
check_stamps (CsFold *fold, const CsJson *body, GError **error)
{
  static const char *const stamps[] = { "guideline", "schema", "workflow" };
  for (guint i = 0; i < G_N_ELEMENTS (stamps); i++) {
    CsHash hash;
    gint64 there = 0;
    if (!cs_json_get_hash (body, stamps[i], &hash))
      continue;
    if (!cs_db_get_int (fold->db, 0, &there, error,
                        "SELECT 1 FROM document WHERE kind = ? AND hash = ?", "th", stamps[i],
                        &hash))
      return FALSE;
    if (there == 0)
      return cs_fail (error, CS_ERROR_CORRUPT, "the %s that it names was never published",
                      stamps[i]);
  }
  return TRUE;
}

/* The version of the schema that was named last, which is mostly the one that is named next. */
CsSchema *
cs_fold_schema_of (CsFold *fold, const CsHash *hash, GError **error)
{
  CsIndex *index = fold->index;
  if (index->schema != NULL && cs_hash_equal (&index->schema_hash, hash))
    return index->schema;
  g_autoptr (GBytes) bytes = cs_store_get_object (fold->store, hash, error);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  CsSchema *schema = text != NULL ? cs_schema_parse (text, size, error) : NULL;
  if (schema == NULL)
    return NULL;
  g_clear_pointer (&index->schema, cs_schema_unref);
  index->schema = schema;
  index->schema_hash = *hash;
  return schema;
}

/* --- whether a version could have been handed in --- */

typedef struct {
  guint relations; /* among its marks */
  CsRisk risk;
} Found;

typedef struct {
  char *no; /* why not; NULL when it could */
  Found found;
} Answer;

void
cs_fold_answer_free (gpointer answer)
{
  g_free (((Answer *)answer)->no);
  g_free (answer);
}

gboolean
cs_fold_schema (CsFold *fold, const CsSchema **ret_schema, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (fold->db, error,
                                         "SELECT hash FROM document WHERE kind = 'schema'"
                                         " ORDER BY version DESC LIMIT 1",
                                         "");
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  CsHash hash = { { 0 } };
  *ret_schema = NULL;
  if (state <= 0)
    return state == 0;
  cs_stmt_hash (stmt, 0, &hash);
  *ret_schema = cs_fold_schema_of (fold, &hash, error);
  return *ret_schema != NULL;
}

/* One name for the question: this content, under this schema, on these items. */
static gboolean
name_question (CsFold *fold, const CsGid *case_gid, const CsHash *object, const CsHash *schema,
               gboolean whole, CsHash *ret_name, GError **error)
{
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  g_autoptr (CsStmt) stmt = cs_db_query (
      fold->db, error, "SELECT gid FROM item WHERE case_gid = ? ORDER BY gid", "g", case_gid);
  int state = stmt != NULL ? 1 : -1;
  cs_hasher_add (hasher, object->bytes, sizeof object->bytes);
  cs_hasher_add (hasher, schema->bytes, sizeof schema->bytes);
  cs_hasher_add (hasher, whole ? "whole" : "partly", whole ? 5 : 6);
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid = { { 0 } };
    cs_stmt_gid (stmt, 0, &gid);
    cs_hasher_add (hasher, gid.bytes, sizeof gid.bytes);
  }
  cs_hasher_finish (hasher, ret_name);
  return state == 0;
}

static gboolean
check_content (CsFold *fold, const CsGid *case_gid, const CsHash *object, const CsHash *schema_hash,
               gboolean whole, Found *ret_found, GError **error)
{
  CsSchema *schema = cs_fold_schema_of (fold, schema_hash, error);
  g_autoptr (CsCaseOffer) offer =
      schema != NULL ? cs_case_offer_load (fold->db, case_gid, error) : NULL;
  g_autoptr (GBytes) bytes =
      offer != NULL ? cs_store_get_object (fold->store, object, error) : NULL;
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsMarkSet) set =
      text != NULL ? cs_revision_read (text, size, fetch_object, fold->store, error) : NULL;
  if (set == NULL || !cs_case_offer_check_version (offer, schema, set, whole, error))
    return FALSE;
  *ret_found = (Found){ set->n_relations, cs_risk_of (schema, set) };
  return TRUE;
}

/* Keeps the answer, unless it is about the files and not about what was asked. */
static void
keep_answer (CsFold *fold, const CsHash *name, const GError *no, const Found *found)
{
  GHashTable *answers = fold->index->answers;
  if (no != NULL && (no->domain != CS_ERROR || no->code != CS_ERROR_INVALID))
    return;
  if (g_hash_table_size (answers) >= ANSWERS_MAX)
    g_hash_table_remove_all (answers);
  Answer answer = { no != NULL ? g_strdup (no->message) : NULL, *found };
  g_hash_table_insert (answers, g_memdup2 (name, sizeof *name), g_memdup2 (&answer, sizeof answer));
}

/* What a local submission meets. The same content handed in again and again is read once. */
static gboolean
check_version (CsFold *fold, const CsGid *case_gid, const CsHash *object, const CsHash *schema,
               gboolean whole, Found *ret_found, GError **error)
{
  CsHash name;
  g_autoptr (GError) no = NULL;
  if (!name_question (fold, case_gid, object, schema, whole, &name, error))
    return FALSE;
  const Answer *before = g_hash_table_lookup (fold->index->answers, &name);
  *ret_found = before != NULL ? before->found : (Found){ 0 };
  if (before != NULL)
    return before->no == NULL || cs_fail (error, CS_ERROR_INVALID, "%s", before->no);
  gboolean sound = check_content (fold, case_gid, object, schema, whole, ret_found, &no);
  keep_answer (fold, &name, no, ret_found);
  if (!sound)
    g_propagate_error (error, g_steal_pointer (&no));
  return sound;
}

/* The same with all else that BODY says of it. */
static gboolean
check_body (CsFold *fold, const CsJson *body, const CsGid *case_gid, gboolean whole,
            Found *ret_found, GError **error)
{
  CsHash object, schema;
  cs_json_get_hash (body, "object", &object);
  cs_json_get_hash (body, "schema", &schema);
  g_autoptr (CsRevision) content = cs_fold_read_revision (fold, body, error);
  return content != NULL && check_stamps (fold, body, error) &&
         check_version (fold, case_gid, &object, &schema, whole, ret_found, error);
}

gboolean
cs_fold_risk (CsFold *fold, const CsJson *body, const CsGid *case_gid, gboolean whole,
              CsRisk *ret_risk, GError **error)
{
  Found found;
  if (!check_body (fold, body, case_gid, whole, &found, error))
    return FALSE;
  *ret_risk = found.risk;
  return TRUE;
}

/* --- the version itself --- */

/* A row; what it is for the case is the caller's to say. */
static gboolean
put_version (CsFold *fold, const CsJson *body, const CsWork *work, const CsHash *parent,
             gboolean whole, GError **error)
{
  CsHash object, schema, guideline, workflow, evidence;
  Found found;
  cs_json_get_hash (body, "object", &object);
  cs_json_get_hash (body, "schema", &schema);
  cs_json_get_hash (body, "workflow", &workflow);
  gboolean guided = cs_json_get_hash (body, "guideline", &guideline);
  gboolean read = cs_json_get_hash (body, "evidence", &evidence);
  return check_body (fold, body, &work->gid, whole, &found, error) &&
         cs_db_run (fold->db, error,
                    "INSERT INTO revision (hash, case_gid, ord, person, object, parent, schema,"
                    " guideline, workflow, marks, relations, unsure, wall, evidence,"
                    " withdrawn)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    "hgighhhhhiiiih", &fold->event->hash, &work->gid, fold->ord,
                    &fold->actor.person, &object, parent, &schema, guided ? &guideline : NULL,
                    &workflow, cs_json_get_int (body, "marks", 0), (gint64)found.relations,
                    (gint64)found.risk.unsure, cs_json_get_int (body, "wall", 0),
                    read ? &evidence : NULL);
}

/* Who made VERSION made this one too. */
gboolean
cs_fold_inherit (CsFold *fold, const CsHash *version, GError **error)
{
  return cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO author (revision, person)"
                    " SELECT ?, person FROM author WHERE revision = ?",
                    "hh", &fold->event->hash, version);
}

static gboolean
add_author (CsFold *fold, GError **error)
{
  return cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO author (revision, person) VALUES (?, ?)", "hg",
                    &fold->event->hash, &fold->actor.person);
}

static void
make_current (CsFold *fold, CsWork *work)
{
  cs_fold_moves_on (fold, work);
  /* A case that was signed before and has a newer version now says so. */
  work->changed = work->changed || !cs_hash_is_zero (&work->signature);
  work->revision = fold->event->hash;
}

gboolean
cs_fold_revision (CsFold *fold, const CsJson *body, CsWork *work, GError **error)
{
  const CsHash *parent = cs_hash_is_zero (&work->revision) ? NULL : &work->revision;
  if (!put_version (fold, body, work, parent, TRUE, error) ||
      (parent != NULL && !cs_fold_inherit (fold, parent, error)) || !add_author (fold, error))
    return FALSE;
  make_current (fold, work);
  return TRUE;
}

gboolean
cs_fold_reading (CsFold *fold, const CsJson *body, const CsWork *work, GError **error)
{
  return put_version (fold, body, work, NULL, TRUE, error) && add_author (fold, error);
}

gboolean
cs_fold_version_beside (CsFold *fold, const CsJson *body, const CsWork *work, const CsHash *parent,
                        GError **error)
{
  return put_version (fold, body, work, parent, TRUE, error) &&
         (parent == NULL || cs_fold_inherit (fold, parent, error)) && add_author (fold, error);
}

gboolean
cs_fold_merge (CsFold *fold, const CsJson *body, gboolean whole, CsWork *work, GError **error)
{
  const CsHash *parent = cs_hash_is_zero (&work->revision) ? NULL : &work->revision;
  if (!put_version (fold, body, work, parent, whole, error))
    return FALSE;
  for (guint i = 0; i < work->n_readings; i++)
    if (!cs_fold_inherit (fold, &work->readings[i].act, error))
      return FALSE;
  make_current (fold, work);
  work->merge = work->revision;
  return cs_fold_readers_over (fold, work, error);
}

/* --- its marks --- */

void
cs_fold_moves_on (CsFold *fold, const CsWork *work)
{
  GHashTable *moved = fold->index->moved;
  if (!g_hash_table_contains (moved, &work->gid))
    g_hash_table_insert (moved, g_memdup2 (&work->gid, sizeof work->gid),
                         g_memdup2 (&work->revision, sizeof work->revision));
}

typedef struct {
  CsDb *db;
  const CsHash *revision;
  GHashTable *facts; /* CsGid of an item -> CsJson; marks come by their id, so items alternate */
} MarkIndexer;

static gboolean
read_facts (MarkIndexer *indexer, const CsGid *item, const CsJson **ret_facts, GError **error)
{
  *ret_facts = g_hash_table_lookup (indexer->facts, item);
  if (*ret_facts != NULL)
    return TRUE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (indexer->db, error, "SELECT facts FROM item WHERE gid = ?", "g", item);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  const char *text = state > 0 ? cs_stmt_text (stmt, 0) : NULL;
  CsJson *facts = text != NULL ? cs_json_parse_canonical (text, strlen (text), error) : NULL;
  if (facts != NULL)
    g_hash_table_insert (indexer->facts, g_memdup2 (item, sizeof *item), facts);
  *ret_facts = facts;
  return state == 0 || facts != NULL;
}

/* In millionths. */
static gboolean
gauge (MarkIndexer *indexer, const CsMark *mark, gint64 *ret_gauge, gint64 *ret_size,
       GError **error)
{
  CsFrameGeometry geometry = { 0 };
  gboolean scaled = FALSE;
  if (mark->kind->target == CS_MARK_TARGET_IMAGE) {
    const CsJson *facts = NULL;
    if (!read_facts (indexer, &mark->item, &facts, error))
      return FALSE;
    scaled = cs_item_scale (facts, mark->part, mark->frame, &geometry);
  }
  CsMarkGauge gauged = cs_mark_gauge (mark, scaled ? &geometry : NULL);
  *ret_gauge = gauged.gauge;
  *ret_size = (gint64)(MIN (gauged.size, 1e12) * 1e6);
  return TRUE;
}

static gboolean
index_mark (const CsMark *mark, gpointer data, GError **error)
{
  MarkIndexer *indexer = data;
  gint64 what = 0, size = 0;
  return gauge (indexer, mark, &what, &size, error) &&
         cs_db_run (indexer->db, error,
                    "INSERT OR IGNORE INTO mark (revision, id, item, kind, label, gauge, size)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    "higttii", indexer->revision, (gint64)mark->id, &mark->item, mark->kind->tag,
                    mark->label, what, size);
}

static gboolean
index_marks (CsIndex *index, const CsHash *revision, GError **error)
{
  CsHash object;
  g_autoptr (CsStmt) stmt =
      cs_db_query (index->db, error, "SELECT object FROM revision WHERE hash = ?", "h", revision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  if (state == 0 || !cs_stmt_hash (stmt, 0, &object))
    return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  g_autoptr (GBytes) bytes = cs_store_get_object (index->store, &object, error);
  if (bytes == NULL)
    return FALSE;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsRevision) content = cs_revision_parse (text, size, error);
  g_autoptr (GHashTable) facts = g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free,
                                                        (GDestroyNotify)cs_json_unref);
  MarkIndexer indexer = { index->db, revision, facts };
  return content != NULL &&
         cs_revision_each (content, fetch_object, index->store, index_mark, &indexer, error);
}

static gboolean
index_case (CsIndex *index, const CsGid *case_gid, const CsHash *indexed, GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (cs_work_load (index->db, case_gid, &work, error) < 0)
    return FALSE;
  if (cs_hash_equal (indexed, &work.revision))
    return TRUE;
  if (!cs_db_run (index->db, error, "DELETE FROM mark WHERE revision = ?", "h", indexed))
    return FALSE;
  return cs_hash_is_zero (&work.revision) || index_marks (index, &work.revision, error);
}

gboolean
cs_index_marks (CsIndex *index, GError **error)
{
  GHashTableIter iter;
  gpointer case_gid, indexed;
  g_hash_table_iter_init (&iter, index->moved);
  while (g_hash_table_iter_next (&iter, &case_gid, &indexed))
    if (!index_case (index, case_gid, indexed, error))
      return FALSE;
  g_hash_table_remove_all (index->moved);
  return TRUE;
}
