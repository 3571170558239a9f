/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of pictures on their way through a clipboard, as JSON text:
 * {"format":"countersign-marks-1","marks":[{..},..]}. What they are and how they lie goes along,
 * not whose they are, where they came from or on which picture: who pastes them makes them. What is
 * read may be of a stranger. Pure; any thread. */
#pragma once

#include "cs-mark-set.h"

#define CS_MARK_CLIP_TYPE "application/vnd.countersign.marks+json"
#define CS_MARK_CLIP_MAX_SIZE (4 * 1024 * 1024)
#define CS_MARK_CLIP_MAX_MARKS 10000

/* MARKS: GPtrArray of CsMark. INVALID where one does not lie on a picture, or there is none; LIMIT.
 */
GBytes *cs_mark_clip_write (const GPtrArray *marks, GError **error);
/* GPtrArray of CsMark that belong to no picture yet, at least one. INVALID or LIMIT, a sentence. */
GPtrArray *cs_mark_clip_read (const char *text, gsize size, GError **error);
/* Those of CLIP on the frame of an item that is WIDTH x HEIGHT pixels, with the ids 1, 2, ..: at
 * the same place, or a little aside when SET has the first of them there already. */
GPtrArray *cs_mark_clip_place (const GPtrArray *clip, const CsMarkSet *set, const CsGid *item,
                               guint part, guint frame, guint width, guint height);
