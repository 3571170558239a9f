/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-prose-private.h"

#include "cs-markdown.h"

#include <string.h>

typedef struct {
  GArray *list;   /* CsProseBlock */
  GString *text;  /* of the block that is open */
  GArray *pieces; /* CsProsePiece, of the same */
  guint style;    /* where we are */
  guint images;   /* pictures around us: their words are captions */
  guint depth, quotes;
  int clause;       /* -1 before the first */
  GPtrArray *items; /* char *: markers of the items around us, innermost last; taken ones are "" */
} Reading;

static void
clear_block (gpointer data)
{
  CsProseBlock *block = data;
  g_free (block->marker);
  g_free (block->text);
  g_free ((gpointer)block->pieces);
}

GArray *
cs_prose_list_new (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (CsProseBlock));
  g_array_set_clear_func (list, clear_block);
  return list;
}

CsProse *
cs_prose_new (GArray *list)
{
  CsProse *prose = g_new0 (CsProse, 1);
  prose->refs = 1;
  prose->list = list;
  prose->blocks = (const CsProseBlock *)list->data;
  prose->n_blocks = list->len;
  return prose;
}

/* --- blocks --- */

static char *
take_marker (Reading *reading)
{
  if (reading->items->len == 0)
    return NULL;
  char **last = (char **)&reading->items->pdata[reading->items->len - 1];
  char *marker = *last;
  *last = g_strdup ("");
  return marker;
}

/* The open text as a block; nothing when there is none, unless it is a RULE. */
static void
end_block (Reading *reading, CsProseKind kind)
{
  g_autofree char *text = g_strchomp (g_strdup (reading->text->str));
  guint size = (guint)strlen (text);
  g_string_truncate (reading->text, 0);
  if (size == 0 && kind != CS_PROSE_RULE) {
    g_array_set_size (reading->pieces, 0);
    return;
  }
  CsProseBlock block = { .kind = kind,
                         .clause = (guint)MAX (reading->clause, 0),
                         .depth = reading->depth,
                         .quote = reading->quotes > 0,
                         .marker = take_marker (reading),
                         .text = g_steal_pointer (&text) };
  for (guint i = 0; i < reading->pieces->len; i++) {
    CsProsePiece *piece = &g_array_index (reading->pieces, CsProsePiece, i);
    piece->end = MIN (piece->end, size);
    if (piece->start < piece->end)
      block.n_pieces++;
  }
  block.pieces = g_memdup2 (reading->pieces->data, block.n_pieces * sizeof (CsProsePiece));
  g_array_set_size (reading->pieces, 0);
  g_array_append_val (reading->list, block);
}

/* --- words --- */

static void
add_words (Reading *reading, const char *words, guint style)
{
  if (words == NULL || words[0] == '\0' || reading->images > 0)
    return;
  guint start = (guint)reading->text->len;
  g_string_append (reading->text, words);
  CsProsePiece piece = { start, (guint)reading->text->len, reading->style | style };
  CsProsePiece *last = reading->pieces->len > 0 ? &g_array_index (reading->pieces, CsProsePiece,
                                                                  reading->pieces->len - 1)
                                                : NULL;
  if (last != NULL && last->end == start && last->style == piece.style)
    last->end = piece.end;
  else if (piece.style != 0)
    g_array_append_val (reading->pieces, piece);
}

static void
add_break (Reading *reading, gboolean hard)
{
  if (reading->text->len == 0)
    return;
  add_words (reading, hard || reading->text->str[0] == '|' ? "\n" : " ", 0);
}

static guint
style_of (cmark_node_type type)
{
  switch (type) {
  case CMARK_NODE_STRONG:
    return CS_PROSE_STRONG;
  case CMARK_NODE_EMPH:
    return CS_PROSE_EMPHASIS;
  case CMARK_NODE_LINK:
    return CS_PROSE_LINK;
  default:
    return 0;
  }
}

static void
read_inline (Reading *reading, cmark_node *node, gboolean enter)
{
  cmark_node_type type = cmark_node_get_type (node);
  guint style = style_of (type);
  reading->style = enter ? reading->style | style : reading->style & ~style;
  switch (type) {
  case CMARK_NODE_TEXT:
    add_words (reading, cmark_node_get_literal (node), 0);
    break;
  case CMARK_NODE_CODE:
    add_words (reading, cmark_node_get_literal (node), CS_PROSE_CODE);
    break;
  case CMARK_NODE_SOFTBREAK:
  case CMARK_NODE_LINEBREAK:
    add_break (reading, type == CMARK_NODE_LINEBREAK);
    break;
  case CMARK_NODE_IMAGE:
    reading->images += enter ? 1 : -1;
    break;
  default:
    break;
  }
}

/* --- the tree --- */

static void
begin_item (Reading *reading, cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);
  if (cmark_node_get_list_type (list) != CMARK_ORDERED_LIST) {
    g_ptr_array_add (reading->items, g_strdup ("•"));
    return;
  }
  int number = cmark_node_get_list_start (list);
  for (cmark_node *at = cmark_node_previous (item); at != NULL; at = cmark_node_previous (at))
    number++;
  g_ptr_array_add (reading->items, g_strdup_printf ("%d.", number));
}

static void
read_item (Reading *reading, cmark_node *node, gboolean enter)
{
  reading->depth += enter ? 1 : -1;
  if (enter)
    begin_item (reading, node);
  else
    g_ptr_array_remove_index (reading->items, reading->items->len - 1);
}

/* Headings of the document itself open a clause, as in cs_clauses_parse. */
static void
read_heading (Reading *reading, cmark_node *node, gboolean enter)
{
  gboolean top = cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_DOCUMENT;
  if (enter && top)
    reading->clause++;
  if (enter)
    return;
  if (top) {
    g_string_truncate (reading->text, 0);
    g_array_set_size (reading->pieces, 0);
  } else {
    end_block (reading, CS_PROSE_HEADING);
  }
}

static void
read_node (Reading *reading, cmark_node *node, gboolean enter)
{
  cmark_node_type type = cmark_node_get_type (node);
  gboolean top = cmark_node_parent (node) != NULL &&
                 cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_DOCUMENT;
  if (enter && top && reading->clause < 0 && type != CMARK_NODE_HEADING)
    reading->clause = 0;
  switch (type) {
  case CMARK_NODE_HEADING:
    read_heading (reading, node, enter);
    break;
  case CMARK_NODE_PARAGRAPH:
    if (!enter)
      end_block (reading, reading->text->str[0] == '|' ? CS_PROSE_LITERAL : CS_PROSE_PARAGRAPH);
    break;
  case CMARK_NODE_CODE_BLOCK:
    g_string_append (reading->text, cmark_node_get_literal (node));
    end_block (reading, CS_PROSE_LITERAL);
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    end_block (reading, CS_PROSE_RULE);
    break;
  case CMARK_NODE_ITEM:
    read_item (reading, node, enter);
    break;
  case CMARK_NODE_BLOCK_QUOTE:
    reading->depth += enter ? 1 : -1;
    reading->quotes += enter ? 1 : -1;
    break;
  default:
    read_inline (reading, node, enter);
  }
}

CsProse *
cs_prose_read (const char *text, gsize size, GError **error)
{
  guint skipped = 0;
  g_autoptr (cmark_node) root = cs_markdown_parse (text, size, &skipped, error);
  if (root == NULL)
    return NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (CsProsePiece));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  Reading reading = {
    .list = cs_prose_list_new (), .text = words, .pieces = pieces, .clause = -1, .items = items
  };
  cmark_iter *iter = cmark_iter_new (root);
  for (cmark_event_type event = cmark_iter_next (iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next (iter))
    read_node (&reading, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  cmark_iter_free (iter);
  return cs_prose_new (reading.list);
}

CsProse *
cs_prose_ref (CsProse *prose)
{
  __atomic_add_fetch (&prose->refs, 1, __ATOMIC_RELAXED);
  return prose;
}

void
cs_prose_unref (CsProse *prose)
{
  if (prose == NULL || __atomic_sub_fetch (&prose->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  g_array_unref (prose->list);
  g_free (prose);
}

/* --- examples --- */

CsExample
cs_example_read (const char *alt, const char **ret_caption)
{
  static const struct {
    const char *word;
    CsExample example;
  } words[] = {
    { "mark", CS_EXAMPLE_MARK },
    { "yes", CS_EXAMPLE_MARK },
    { "borderline", CS_EXAMPLE_BORDERLINE },
    { "do not mark", CS_EXAMPLE_DO_NOT_MARK },
    { "no", CS_EXAMPLE_DO_NOT_MARK },
  };
  const char *colon = strchr (alt, ':');
  gsize size = colon != NULL ? (gsize)(colon - alt) : 0;
  *ret_caption = alt;
  for (guint i = 0; colon != NULL && i < G_N_ELEMENTS (words); i++) {
    if (strlen (words[i].word) != size || g_ascii_strncasecmp (alt, words[i].word, size) != 0)
      continue;
    *ret_caption = colon + 1 + strspn (colon + 1, " ");
    return words[i].example;
  }
  return CS_EXAMPLE_PLAIN;
}
