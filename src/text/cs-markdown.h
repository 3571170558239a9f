/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown as a tree of cmark's, under limits. Only for this folder: nobody else sees cmark. Raw
 * HTML is left out of every text; nothing is ever fetched. Any thread. */
#pragma once

#include "cs-error.h"

#include <cmark.h>

#define CS_MARKDOWN_MAX_SIZE (8 * 1024 * 1024)
#define CS_MARKDOWN_MAX_NESTING 100
#define CS_MARKDOWN_MAX_SIGNS 1000000 /* characters that may open something; 200 bytes each */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_node, cmark_node_free)

/* TEXT is UTF-8 without NUL (INVALID else) and within the limits (LIMIT else). A block between two
 * lines `---` at the very top is metadata of other tools: the tree begins after it, its lines are
 * counted in RET_SKIPPED. */
cmark_node *cs_markdown_parse (const char *text, gsize size, guint *ret_skipped, GError **error);
/* Appends the words below NODE; blocks end with a line feed. */
void cs_markdown_append_plain (cmark_node *node, GString *out);
