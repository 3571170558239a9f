/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-clause.h"

#include "cs-markdown.h"

#include <string.h>

typedef struct {
  const char *text;
  gsize size;
  GArray *starts;      /* gsize: byte at which line n + 1 begins */
  GHashTable *seen;    /* id -> index + 1 */
  GHashTable *repeats; /* generated id -> how often its way of headings came */
  GArray *clauses;
  GString *plain; /* of the clause that is open */
  guint skipped;  /* lines before cmark's first */
  guint n_images;
} Build;

gsize
cs_clause_id_size (const char *text)
{
  const char *p = text;
  while (g_ascii_isupper (*p))
    p++;
  if (p == text || *p != '-' || !g_ascii_isdigit (p[1]))
    return 0;
  p++;
  while (g_ascii_isdigit (*p) || (*p == '.' && g_ascii_isdigit (p[1])))
    p++;
  gunichar next = g_utf8_get_char (p);
  if (g_unichar_isalnum (next) || next == '_' || next == '-')
    return 0;
  return (gsize)(p - text);
}

static void
clear_image (gpointer data)
{
  CsClauseImage *image = data;
  g_free (image->target);
  g_free (image->alt);
}

static void
clear_clause (gpointer data)
{
  CsClause *clause = data;
  g_free (clause->id);
  g_free (clause->heading);
  g_free (clause->plain);
  g_clear_pointer (&clause->image_list, g_array_unref);
}

/* --- pictures --- */

static gboolean
path_stays_inside (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  if (path[0] == '\0' || strpbrk (path, "\\:?#") != NULL)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return TRUE;
}

static CsClauseImage
read_image (cmark_node *node)
{
  const char *url = cmark_node_get_url (node);
  CsClauseImage image = { .kind = CS_CLAUSE_IMAGE_OUTSIDE };
  g_autoptr (GString) alt = g_string_new (NULL);
  cs_markdown_append_plain (node, alt);
  image.alt = g_string_free (g_steal_pointer (&alt), FALSE);
  url = url != NULL ? url : "";
  if (g_str_has_prefix (url, "blob:") && cs_hash_from_hex (url + 5, &image.hash)) {
    image.kind = CS_CLAUSE_IMAGE_BLOB;
    image.target = g_strdup (url);
    return image;
  }
  g_autofree char *path =
      g_uri_unescape_string (g_str_has_prefix (url, "./") ? url + 2 : url, NULL);
  if (path != NULL && g_utf8_validate (path, -1, NULL) && path_stays_inside (path)) {
    image.kind = CS_CLAUSE_IMAGE_FILE;
    image.target = g_steal_pointer (&path);
  } else {
    image.target = g_strdup (url);
  }
  return image;
}

/* --- ids --- */

static const char *
way_word (const CsClause *clause)
{
  return clause->is_generated ? clause->heading : clause->id;
}

/* Digest of the headings above and of its own; AGAIN tells equal ways apart. */
static char *
generate_id (const GArray *clauses, const CsClause *clause, guint again)
{
  g_autoptr (GString) way = g_string_new (NULL);
  g_string_append_printf (way, "%u\n%s", again, clause->heading);
  for (int at = clause->parent; at >= 0;) {
    const CsClause *above = &g_array_index (clauses, CsClause, at);
    g_string_append_printf (way, "\n%s", way_word (above));
    at = above->parent;
  }
  CsHash hash;
  char hex[CS_HASH_HEX + 1];
  cs_hash_data (way->str, way->len, &hash);
  return g_strdup_printf ("h-%.8s", cs_hash_to_hex (&hash, hex));
}

static void
settle_generated (Build *build, CsClause *clause)
{
  clause->id = clause->level == 0 ? g_strdup ("top") : generate_id (build->clauses, clause, 1);
  if (!g_hash_table_contains (build->seen, clause->id))
    return;
  g_autofree char *first = g_steal_pointer (&clause->id);
  guint again = GPOINTER_TO_UINT (g_hash_table_lookup (build->repeats, first));
  again = MAX (again, 1);
  do {
    g_free (clause->id);
    clause->id = generate_id (build->clauses, clause, ++again);
  } while (g_hash_table_contains (build->seen, clause->id));
  g_hash_table_replace (build->repeats, g_steal_pointer (&first), GUINT_TO_POINTER (again));
}

static gboolean
settle_id (Build *build, CsClause *clause, GError **error)
{
  if (clause->is_generated)
    settle_generated (build, clause);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (build->seen, clause->id));
  if (first == 0)
    return TRUE;
  return cs_fail (error, CS_ERROR_INVALID, "line %u: clause %s is already at line %u", clause->line,
                  clause->id, g_array_index (build->clauses, CsClause, first - 1).line);
}

/* --- clauses --- */

static gsize
byte_of_line (const Build *build, guint line)
{
  if (line == 0 || line > build->starts->len)
    return build->size;
  return g_array_index (build->starts, gsize, line - 1);
}

/* TRUE when LINE is a row of = or - and nothing else. */
static gboolean
is_underline (const Build *build, guint line)
{
  gsize at = byte_of_line (build, line), end = byte_of_line (build, line + 1);
  g_autofree char *row = g_strstrip (g_strndup (build->text + at, end - at));
  return row[0] != '\0' && row[strspn (row, row[0] == '=' ? "=" : "-")] == '\0';
}

/* The line after the heading at LINE, which may be underlined instead of opened by a #. */
static guint
line_after_heading (const Build *build, guint line)
{
  const char *p = build->text + byte_of_line (build, line);
  while (*p == ' ')
    p++;
  if (*p == '#')
    return line + 1;
  while (line < build->starts->len && !is_underline (build, line + 1))
    line++;
  return line + 2;
}

static void
close_clause (Build *build, gsize end)
{
  if (build->clauses->len == 0)
    return;
  CsClause *clause = &g_array_index (build->clauses, CsClause, build->clauses->len - 1);
  clause->end = end;
  clause->body = MIN (clause->body, end);
  clause->plain = g_strndup (build->plain->str, build->plain->len);
  clause->images = (const CsClauseImage *)clause->image_list->data;
  clause->n_images = clause->image_list->len;
  g_string_truncate (build->plain, 0);
}

/* The clause that a heading of LEVEL at the end of the list lies in, or -1. */
static int
enclosing (const GArray *clauses, guint level)
{
  int at = (int)clauses->len - 1;
  while (at >= 0) {
    const CsClause *clause = &g_array_index (clauses, CsClause, at);
    if (clause->level > 0 && clause->level < level)
      return at;
    at = clause->parent;
  }
  return -1;
}

/* Takes CLAUSE over, also on failure. */
static gboolean
open_clause (Build *build, CsClause clause, GError **error)
{
  clause.parent = enclosing (build->clauses, clause.level);
  gboolean ok = settle_id (build, &clause, error);
  if (ok && build->clauses->len >= CS_CLAUSE_MAX_COUNT)
    ok = cs_fail (error, CS_ERROR_LIMIT, "line %u: more than %d clauses", clause.line,
                  CS_CLAUSE_MAX_COUNT);
  if (!ok) {
    clear_clause (&clause);
    return FALSE;
  }
  close_clause (build, clause.start);
  clause.image_list = g_array_new (FALSE, FALSE, sizeof (CsClauseImage));
  g_array_set_clear_func (clause.image_list, clear_image);
  g_array_append_val (build->clauses, clause);
  g_hash_table_insert (build->seen, clause.id, GUINT_TO_POINTER (build->clauses->len));
  return TRUE;
}

static gboolean
open_heading (Build *build, cmark_node *node, GError **error)
{
  guint line = (guint)cmark_node_get_start_line (node) + build->skipped;
  g_autoptr (GString) words = g_string_new (NULL);
  cs_markdown_append_plain (node, words);
  g_strstrip (words->str);
  gsize id_size = cs_clause_id_size (words->str);
  if (strlen (words->str) > CS_CLAUSE_MAX_HEADING)
    return cs_fail (error, CS_ERROR_LIMIT, "line %u: a heading of more than %d bytes", line,
                    CS_CLAUSE_MAX_HEADING);
  if (id_size > CS_CLAUSE_MAX_ID)
    return cs_fail (error, CS_ERROR_LIMIT, "line %u: a clause id of more than %d bytes", line,
                    CS_CLAUSE_MAX_ID);
  const char *rest = words->str + id_size;
  while (id_size > 0 && *rest != '\0' && strchr (" \t.:)", *rest) != NULL)
    rest++;
  CsClause clause = {
    .id = id_size > 0 ? g_strndup (words->str, id_size) : NULL,
    .is_generated = id_size == 0,
    .heading = g_strdup (rest),
    .level = (guint)cmark_node_get_heading_level (node),
    .parent = -1,
    .line = line,
    .start = byte_of_line (build, line),
    .body = byte_of_line (build, line_after_heading (build, line)),
  };
  return open_clause (build, clause, error);
}

static gboolean
add_images (Build *build, CsClause *clause, cmark_node *node, GError **error)
{
  cmark_iter *iter = cmark_iter_new (node);
  gboolean ok = TRUE;
  for (cmark_event_type event = cmark_iter_next (iter); ok && event != CMARK_EVENT_DONE;
       event = cmark_iter_next (iter)) {
    cmark_node *at = cmark_iter_get_node (iter);
    if (event != CMARK_EVENT_ENTER || cmark_node_get_type (at) != CMARK_NODE_IMAGE)
      continue;
    if (++build->n_images > CS_CLAUSE_MAX_IMAGES) {
      ok = cs_fail (error, CS_ERROR_LIMIT, "more than %d pictures", CS_CLAUSE_MAX_IMAGES);
    } else {
      CsClauseImage image = read_image (at);
      g_array_append_val (clause->image_list, image);
    }
  }
  cmark_iter_free (iter);
  return ok;
}

static gboolean
add_block (Build *build, cmark_node *node, GError **error)
{
  if (cmark_node_get_type (node) == CMARK_NODE_HEADING)
    return open_heading (build, node, error);
  if (build->clauses->len == 0) {
    guint line = (guint)cmark_node_get_start_line (node) + build->skipped;
    gsize start = byte_of_line (build, line);
    CsClause top = { .is_generated = TRUE,
                     .heading = g_strdup (""),
                     .parent = -1,
                     .line = line,
                     .start = start,
                     .body = start };
    if (!open_clause (build, top, error))
      return FALSE;
  }
  CsClause *clause = &g_array_index (build->clauses, CsClause, build->clauses->len - 1);
  cs_markdown_append_plain (node, build->plain);
  return add_images (build, clause, node, error);
}

static GArray *
find_lines (const char *text, gsize size)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize start = 0;
  for (gsize i = 0; i < size; i++) {
    if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < size && text[i + 1] == '\n')))
      continue;
    g_array_append_val (starts, start);
    start = i + 1;
  }
  if (start < size)
    g_array_append_val (starts, start);
  return starts;
}

CsClauses *
cs_clauses_parse (const char *text, gsize size, GError **error)
{
  Build build = { .text = text, .size = size };
  g_autoptr (cmark_node) root = cs_markdown_parse (text, size, &build.skipped, error);
  if (root == NULL)
    return NULL;
  g_autoptr (GArray) starts = find_lines (text, size);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) repeats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) clauses = g_array_new (FALSE, FALSE, sizeof (CsClause));
  g_autoptr (GString) plain = g_string_new (NULL);
  g_array_set_clear_func (clauses, clear_clause);
  build.starts = starts;
  build.seen = seen;
  build.repeats = repeats;
  build.clauses = clauses;
  build.plain = plain;
  for (cmark_node *node = cmark_node_first_child (root); node != NULL;
       node = cmark_node_next (node))
    if (!add_block (&build, node, error))
      return NULL;
  close_clause (&build, size);
  CsClauses *self = g_new0 (CsClauses, 1);
  self->refs = 1;
  self->list = g_steal_pointer (&clauses);
  self->clauses = (const CsClause *)self->list->data;
  self->n_clauses = self->list->len;
  return self;
}

CsClauses *
cs_clauses_ref (const CsClauses *clauses)
{
  CsClauses *self = (CsClauses *)clauses;
  __atomic_add_fetch (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_clauses_unref (CsClauses *clauses)
{
  if (clauses == NULL || __atomic_sub_fetch (&clauses->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  g_array_unref (clauses->list);
  g_free (clauses);
}

const CsClause *
cs_clauses_find (const CsClauses *clauses, const char *id)
{
  for (guint i = 0; i < clauses->n_clauses; i++)
    if (strcmp (clauses->clauses[i].id, id) == 0)
      return &clauses->clauses[i];
  return NULL;
}
