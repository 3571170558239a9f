/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as a text widget holds it, and the way between both. Every line end is one LF,
 * overlong paragraphs are cut into lines of their own, and characters that a widget cannot show
 * stand as pictures of themselves; offsets of the document never change by it. Immutable; any
 * thread. */
#pragma once

#include "cs-text-document.h"

#define CS_TEXT_SCREEN_LINE 2000 /* characters: longer paragraphs make a widget slow */

typedef struct {
  const char *text; /* UTF-8, NUL-terminated */
  gsize bytes;
  guint32 length; /* characters */
  /*< private >*/
  GString *buffer;
  GArray *steps;
} CsTextScreen;

/* LINE is the longest paragraph in characters, at least 2. */
CsTextScreen *cs_text_screen_new (const CsTextDocument *document, guint line);
void cs_text_screen_free (CsTextScreen *screen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTextScreen, cs_text_screen_free)

/* Where the character at POSITION of the document stands; within CR LF, the line end. Clamps. */
guint32 cs_text_screen_offset (const CsTextScreen *screen, guint32 position);
/* The end of what ends before POSITION: never on the line after a cut. Clamps. */
guint32 cs_text_screen_end_offset (const CsTextScreen *screen, guint32 position);
/* The position in the document of what stands at OFFSET; of a cut, what follows it. Clamps. */
guint32 cs_text_screen_position (const CsTextScreen *screen, guint32 offset);
