/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of a text, block by block and within a block word by word: the longest common
 * subsequence of each, which for clauses of a page is quick enough to be the plain table. */
#include "cs-prose-private.h"

#include <string.h>

#define MAX_CELLS (1000 * 1000) /* of a table; what is larger is taken for replaced whole */
#define ALIKE 0.4               /* share of words from which two blocks are the same one, changed */
#define CHANGED (CS_PROSE_NOW | CS_PROSE_WAS)

/* --- the longest common subsequence --- */

typedef gboolean (*Equal) (gconstpointer data, guint a, guint b);

/* For each of N_A its partner among N_B, or -1. */
static int *
match (guint n_a, guint n_b, Equal equal, gconstpointer data)
{
  int *partner = g_new (int, n_a + 1);
  guint head = 0, tail = 0;
  for (guint i = 0; i <= n_a; i++)
    partner[i] = -1;
  for (; head < n_a && head < n_b && equal (data, head, head); head++)
    partner[head] = (int)head;
  while (tail < MIN (n_a, n_b) - head && equal (data, n_a - 1 - tail, n_b - 1 - tail)) {
    partner[n_a - 1 - tail] = (int)(n_b - 1 - tail);
    tail++;
  }
  guint rows = n_a - head - tail, columns = n_b - head - tail, stride = columns + 1;
  if ((guint64)rows * columns > MAX_CELLS || rows * columns == 0)
    return partner;
  g_autofree guint *longest = g_new0 (guint, (gsize)(rows + 1) * stride);
  for (guint i = rows; i-- > 0;)
    for (guint k = columns; k-- > 0;)
      longest[i * stride + k] =
          equal (data, head + i, head + k)
              ? longest[(i + 1) * stride + k + 1] + 1
              : MAX (longest[(i + 1) * stride + k], longest[i * stride + k + 1]);
  for (guint i = 0, k = 0; i < rows && k < columns;) {
    if (equal (data, head + i, head + k)) {
      partner[head + i] = (int)(head + k);
      i++, k++;
    } else if (longest[(i + 1) * stride + k] >= longest[i * stride + k + 1]) {
      i++;
    } else {
      k++;
    }
  }
  return partner;
}

/* --- words --- */

typedef struct {
  guint start, end; /* bytes */
  gboolean word;    /* letters or digits, not space or a sign */
} Token;

static GArray *
tokens_of (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  gboolean last_word = FALSE, last_space = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    const char *next = g_utf8_next_char (p);
    /* "2.5" is one number. */
    gboolean point =
        (c == '.' || c == ',') && p > text && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (*next);
    gboolean word = g_unichar_isalnum (c) || point, space = g_unichar_isspace (c);
    if ((word && last_word) || (space && last_space)) {
      g_array_index (tokens, Token, tokens->len - 1).end = (guint)(next - text);
    } else {
      Token token = { (guint)(p - text), (guint)(next - text), word };
      g_array_append_val (tokens, token);
    }
    last_word = word;
    last_space = space;
  }
  return tokens;
}

typedef struct {
  const CsProseBlock *a, *b;
  GArray *in_a, *in_b; /* Token */
} Pair;

static gboolean
same_token (gconstpointer data, guint a, guint b)
{
  const Pair *pair = data;
  const Token *in_a = &g_array_index (pair->in_a, Token, a);
  const Token *in_b = &g_array_index (pair->in_b, Token, b);
  guint size = in_a->end - in_a->start;
  return size == in_b->end - in_b->start &&
         memcmp (pair->a->text + in_a->start, pair->b->text + in_b->start, size) == 0;
}

/* Signs and spaces between two changes would only make the sentence ragged. */
static void
drop_lone_signs (const Pair *pair, int *partner)
{
  for (guint i = 1; i < pair->in_a->len; i++) {
    guint end = i;
    while (end < pair->in_a->len && partner[end] >= 0 &&
           !g_array_index (pair->in_a, Token, end).word)
      end++;
    if (end == i || end == pair->in_a->len || partner[i - 1] >= 0 || partner[end] >= 0)
      continue;
    for (; i < end; i++)
      partner[i] = -1;
  }
}

static gboolean
repeats (const Pair *pair, guint a, guint b)
{
  const Token *one = &g_array_index (pair->in_b, Token, a);
  const Token *other = &g_array_index (pair->in_b, Token, b);
  guint size = one->end - one->start;
  return size == other->end - other->start &&
         memcmp (pair->b->text + one->start, pair->b->text + other->start, size) == 0;
}

/* ". [Smaller ones too.]" and not "[. Smaller ones too].", which are the same letters. */
static void
begin_with_words (const Pair *pair, int *partner)
{
  for (guint i = 0; i < pair->in_a->len; i++) {
    guint k = i == 0 ? 0 : (guint)(partner[i - 1] + 1);
    if (partner[i] <= (int)k || (i > 0 && partner[i - 1] < 0) ||
        g_array_index (pair->in_b, Token, k).word)
      continue;
    if (repeats (pair, k, (guint)partner[i]))
      partner[i] = (int)k;
  }
}

static gboolean
is_number (GArray *tokens, const char *text, guint n)
{
  const Token *token = &g_array_index (tokens, Token, n);
  return token->word && g_ascii_isdigit (text[token->start]);
}

static gboolean
is_unit (const Pair *pair, guint n)
{
  const Token *token = &g_array_index (pair->in_a, Token, n);
  return token->word && token->end - token->start <= 3 && !is_number (pair->in_a, pair->a->text, n);
}

/* "[5 mm] {4 mm}": a number goes with its unit, or the two would be read as one. */
static void
keep_units (const Pair *pair, int *partner)
{
  for (guint i = 0; i + 2 < pair->in_a->len; i++) {
    int at = partner[i + 1];
    if (partner[i] >= 0 || at < 1 || partner[i + 2] != at + 1 ||
        !is_number (pair->in_a, pair->a->text, i) ||
        !is_number (pair->in_b, pair->b->text, (guint)at - 1) ||
        g_array_index (pair->in_a, Token, i + 1).word || !is_unit (pair, i + 2))
      continue;
    partner[i + 1] = partner[i + 2] = -1;
  }
}

/* --- a block that changed --- */

typedef struct {
  GString *text;
  GByteArray *styles; /* one a byte of TEXT */
} Merged;

static void
put (Merged *merged, const char *text, guint size, const guint8 *styles, guint8 style)
{
  g_string_append_len (merged->text, text, (gssize)size);
  for (guint i = 0; i < size; i++) {
    guint8 here = (guint8)((styles != NULL ? styles[i] : 0) | style);
    g_byte_array_append (merged->styles, &here, 1);
  }
}

static gboolean
space_at (const char *text, guint at)
{
  return g_ascii_isspace (text[at]);
}

/* Leaves out the space at both ends of [*START, *END). */
static void
trim (const char *text, guint *start, guint *end)
{
  while (*start < *end && space_at (text, *start))
    ++*start;
  while (*start < *end && space_at (text, *end - 1))
    --*end;
}

static void
put_now (Merged *merged, const char *text, guint start, guint end, const guint8 *styles)
{
  guint from = start, to = end;
  trim (text, &from, &to);
  put (merged, text + start, from - start, styles + start, 0);
  put (merged, text + from, to - from, styles + from, CS_PROSE_NOW);
  put (merged, text + to, end - to, styles + to, 0);
}

/* What was there stands apart from the words around it. */
static void
put_was (Merged *merged, const char *text, guint start, guint end, const char *rest)
{
  guint from = start, to = end;
  trim (text, &from, &to);
  if (from == to)
    return;
  if (merged->text->len > 0 && !space_at (merged->text->str, (guint)merged->text->len - 1))
    put (merged, " ", 1, NULL, 0);
  put (merged, text + from, to - from, NULL, CS_PROSE_WAS);
  if (to < end && *rest != '\0' && !g_ascii_isspace (*rest))
    put (merged, " ", 1, NULL, 0);
}

static guint8 *
styles_of (const CsProseBlock *block)
{
  guint8 *styles = g_new0 (guint8, strlen (block->text) + 1);
  for (guint i = 0; i < block->n_pieces; i++)
    memset (styles + block->pieces[i].start, (int)block->pieces[i].style,
            block->pieces[i].end - block->pieces[i].start);
  return styles;
}

static CsProseBlock
copy_block (const CsProseBlock *block, guint clause)
{
  CsProseBlock copy = *block;
  copy.clause = clause;
  copy.marker = g_strdup (block->marker);
  copy.text = g_strdup (block->text);
  copy.pieces = g_memdup2 (block->pieces, block->n_pieces * sizeof (CsProsePiece));
  return copy;
}

/* BLOCK with other words. */
static CsProseBlock
finish (const CsProseBlock *block, const Merged *merged, guint clause)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (CsProsePiece));
  const guint8 *styles = merged->styles->data;
  for (guint i = 0; i < merged->styles->len;) {
    guint end = i + 1;
    while (end < merged->styles->len && styles[end] == styles[i])
      end++;
    CsProsePiece piece = { i, end, styles[i] };
    if (styles[i] != 0)
      g_array_append_val (pieces, piece);
    i = end;
  }
  CsProseBlock made = *block;
  made.clause = clause;
  made.marker = g_strdup (block->marker);
  made.text = g_strdup (merged->text->str);
  made.n_pieces = pieces->len;
  made.pieces = g_memdup2 (pieces->data, pieces->len * sizeof (CsProsePiece));
  return made;
}

static CsProseBlock
whole (const CsProseBlock *block, guint clause, guint8 style)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *styles = styles_of (block);
  Merged merged = { text, bytes };
  put (&merged, block->text, (guint)strlen (block->text), styles, style);
  return finish (block, &merged, clause);
}

static guint
token_start (GArray *tokens, guint n, const char *text)
{
  return n < tokens->len ? g_array_index (tokens, Token, n).start : (guint)strlen (text);
}

static CsProseBlock
merge (const Pair *pair, guint clause)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *styles = styles_of (pair->b);
  g_autofree int *partner = match (pair->in_a->len, pair->in_b->len, same_token, pair);
  Merged merged = { text, bytes };
  const char *was = pair->a->text, *now = pair->b->text;
  begin_with_words (pair, partner);
  drop_lone_signs (pair, partner);
  keep_units (pair, partner);
  for (guint i = 0, k = 0; i < pair->in_a->len || k < pair->in_b->len;) {
    guint gone = i;
    while (gone < pair->in_a->len && partner[gone] < 0)
      gone++;
    guint until = gone < pair->in_a->len ? (guint)partner[gone] : pair->in_b->len;
    guint from = token_start (pair->in_b, k, now), to = token_start (pair->in_b, until, now);
    put_now (&merged, now, from, to, styles);
    put_was (&merged, was, token_start (pair->in_a, i, was), token_start (pair->in_a, gone, was),
             now + to);
    if (gone < pair->in_a->len) {
      guint end = token_start (pair->in_b, until + 1, now);
      put (&merged, now + to, end - to, styles + to, 0);
    }
    i = gone + 1;
    k = until + 1;
  }
  return finish (pair->b, &merged, clause);
}

static double
likeness (const Pair *pair)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_a = 0, n_b = 0, common = 0;
  for (guint i = 0; i < pair->in_a->len; i++) {
    const Token *token = &g_array_index (pair->in_a, Token, i);
    if (!token->word)
      continue;
    g_hash_table_add (words, g_strndup (pair->a->text + token->start, token->end - token->start));
    n_a++;
  }
  for (guint i = 0; i < pair->in_b->len; i++) {
    const Token *token = &g_array_index (pair->in_b, Token, i);
    if (!token->word)
      continue;
    g_autofree char *word = g_strndup (pair->b->text + token->start, token->end - token->start);
    common += g_hash_table_contains (words, word);
    n_b++;
  }
  return n_a + n_b > 0 ? 2.0 * common / (n_a + n_b) : 1;
}

/* --- the blocks of a clause --- */

typedef struct {
  GPtrArray *a, *b; /* CsProseBlock */
  guint clause;     /* in the later version */
  GArray *list;     /* where it goes */
} Clauses;

static gboolean
same_block (gconstpointer data, guint a, guint b)
{
  const Clauses *clauses = data;
  const CsProseBlock *in_a = clauses->a->pdata[a], *in_b = clauses->b->pdata[b];
  return in_a->kind == in_b->kind && strcmp (in_a->text, in_b->text) == 0;
}

static void
add (const Clauses *clauses, CsProseBlock block)
{
  g_array_append_val (clauses->list, block);
}

/* Merges A and B into the list when they are one block that changed. */
static gboolean
add_merged (const Clauses *clauses, const CsProseBlock *a, const CsProseBlock *b)
{
  if (a->kind != b->kind || a->kind == CS_PROSE_RULE)
    return FALSE;
  g_autoptr (GArray) in_a = tokens_of (a->text), in_b = tokens_of (b->text);
  Pair pair = { a, b, in_a, in_b };
  if (likeness (&pair) < ALIKE)
    return FALSE;
  add (clauses, merge (&pair, clauses->clause));
  return TRUE;
}

/* What stands between two blocks that stayed. */
static void
add_gap (const Clauses *clauses, guint a, guint a_end, guint b, guint b_end)
{
  while (b < b_end) {
    const CsProseBlock *now = clauses->b->pdata[b++];
    if (a < a_end && add_merged (clauses, clauses->a->pdata[a], now))
      a++;
    else
      add (clauses, whole (now, clauses->clause, CS_PROSE_NOW));
  }
  while (a < a_end)
    add (clauses, whole (clauses->a->pdata[a++], clauses->clause, CS_PROSE_WAS));
}

static void
add_clause (const Clauses *clauses)
{
  g_autofree int *partner = match (clauses->a->len, clauses->b->len, same_block, clauses);
  guint a = 0, b = 0;
  for (guint i = 0; i < clauses->a->len; i++) {
    if (partner[i] < 0)
      continue;
    add_gap (clauses, a, i, b, (guint)partner[i]);
    add (clauses, copy_block (clauses->b->pdata[partner[i]], clauses->clause));
    a = i + 1;
    b = (guint)partner[i] + 1;
  }
  add_gap (clauses, a, clauses->a->len, b, clauses->b->len);
}

static GPtrArray *
blocks_of (const CsProse *prose, guint clause)
{
  GPtrArray *blocks = g_ptr_array_new ();
  for (guint i = 0; i < prose->n_blocks; i++)
    if (prose->blocks[i].clause == clause)
      g_ptr_array_add (blocks, (gpointer)&prose->blocks[i]);
  return blocks;
}

CsProse *
cs_prose_compare (const CsProse *before, const CsClauses *then, const CsProse *after,
                  const CsClauses *now)
{
  GArray *list = cs_prose_list_new ();
  for (guint i = 0; i < now->n_clauses; i++) {
    const CsClause *was = cs_clauses_find (then, now->clauses[i].id);
    g_autoptr (GPtrArray) b = blocks_of (after, i);
    g_autoptr (GPtrArray) a =
        was != NULL ? blocks_of (before, (guint)(was - then->clauses)) : g_ptr_array_ref (b);
    Clauses clauses = { a, b, i, list };
    add_clause (&clauses);
  }
  return cs_prose_new (list);
}

gboolean
cs_prose_block_changed (const CsProseBlock *block)
{
  for (guint i = 0; i < block->n_pieces; i++)
    if (block->pieces[i].style & CHANGED)
      return TRUE;
  return FALSE;
}
