/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-markdown.h"

#include <string.h>

#define FRONT_LINES 200 /* longest metadata block */

/* Length of the line at TEXT with its line end: LF, CRLF or CR. */
static gsize
line_size (const char *text, gsize left)
{
  gsize n = 0;
  while (n < left && text[n] != '\n' && text[n] != '\r')
    n++;
  if (n < left && text[n] == '\r' && n + 1 < left && text[n + 1] == '\n')
    return n + 2;
  return n < left ? n + 1 : n;
}

static gboolean
is_fence (const char *line, gsize size)
{
  if (size < 3 || memcmp (line, "---", 3) != 0)
    return FALSE;
  for (gsize i = 3; i < size; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;
  return TRUE;
}

/* Bytes of the metadata block at the top, 0 when there is none. */
static gsize
front_matter_size (const char *text, gsize size, guint *ret_lines)
{
  gsize at = line_size (text, size);
  if (!is_fence (text, at))
    return 0;
  for (guint lines = 2; lines <= FRONT_LINES && at < size; lines++) {
    gsize length = line_size (text + at, size - at);
    at += length;
    if (is_fence (text + at - length, length)) {
      *ret_lines = lines;
      return at;
    }
  }
  return 0;
}

/* Containers that the line's beginning may open: quotes, bullets, numbers, deep indents. */
static guint
containers_of (const char *line, gsize size)
{
  guint count = 0;
  for (gsize i = 0; i < size; i++) {
    char next = i + 1 < size ? line[i + 1] : '\n';
    if (line[i] == '>')
      count++;
    else if (strchr ("-+*.)", line[i]) != NULL)
      count += g_ascii_isspace (next) ? 1 : 0;
    else if (!g_ascii_isspace (line[i]) && !g_ascii_isdigit (line[i]))
      break;
  }
  return count;
}

static gboolean
check_limits (const char *text, gsize size, GError **error)
{
  gsize signs = 0;
  guint line = 1;
  for (gsize i = 0; i < size; i++)
    signs += strchr ("[]!*_`<>&\\-+", text[i]) != NULL ? 1 : 0;
  if (signs > CS_MARKDOWN_MAX_SIGNS)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "%" G_GSIZE_FORMAT " signs of Markdown such as [ or *, more than %d", signs,
                    CS_MARKDOWN_MAX_SIGNS);
  for (gsize at = 0; at < size; line++) {
    gsize length = line_size (text + at, size - at);
    if (containers_of (text + at, length) > CS_MARKDOWN_MAX_NESTING)
      return cs_fail (error, CS_ERROR_LIMIT, "line %u: quotes or lists nested deeper than %d", line,
                      CS_MARKDOWN_MAX_NESTING);
    at += length;
  }
  return TRUE;
}

cmark_node *
cs_markdown_parse (const char *text, gsize size, guint *ret_skipped, GError **error)
{
  const char *end = NULL;
  guint skipped = 0;
  if (size > CS_MARKDOWN_MAX_SIZE) {
    cs_fail (error, CS_ERROR_LIMIT, "Markdown of %" G_GSIZE_FORMAT " bytes, more than %d", size,
             CS_MARKDOWN_MAX_SIZE);
    return NULL;
  }
  if (!g_utf8_validate_len (text, size, &end)) {
    cs_fail (error, CS_ERROR_INVALID, "byte %" G_GSIZE_FORMAT " is not UTF-8", (gsize)(end - text));
    return NULL;
  }
  if (!check_limits (text, size, error))
    return NULL;
  gsize front = front_matter_size (text, size, &skipped);
  *ret_skipped = skipped;
  return cmark_parse_document (text + front, size - front, CMARK_OPT_DEFAULT);
}

static void
end_block (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

void
cs_markdown_append_plain (cmark_node *node, GString *out)
{
  cmark_iter *iter = cmark_iter_new (node);
  for (cmark_event_type event = cmark_iter_next (iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next (iter)) {
    cmark_node *at = cmark_iter_get_node (iter);
    const char *literal = cmark_node_get_literal (at);
    switch (cmark_node_get_type (at)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
      g_string_append (out, literal != NULL ? literal : "");
      break;
    case CMARK_NODE_CODE_BLOCK:
      g_string_append (out, literal != NULL ? literal : "");
      end_block (out);
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (out, ' ');
      break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
      if (event == CMARK_EVENT_EXIT)
        end_block (out);
      break;
    default:
      break;
    }
  }
  cmark_iter_free (iter);
}
