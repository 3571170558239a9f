/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small pictures for lists and cards, made in the background: a frame, or the surroundings of a
 * mark in it. Main thread. */
#pragma once

#include "cs-case-model.h"

#include "cs-window-level.h"

#include <gdk/gdk.h>

typedef struct {
  guint width, height;         /* pixels of the texture */
  const CsWindowLevel *window; /* NULL: what the picture opens with */
  const CsMark *mark;          /* NULL: the whole frame, cut to the proportions */
  const CsMark *beside;        /* whose place is shown as well: what MARK was, or became; or NULL */
  const char *colour;          /* of MARK, "#rrggbb" */
  gboolean before;             /* MARK as it was: dashed, without its colour */
} CsThumbnailWish;

/* FRAME of PART of an item of SESSION with the facts of its CsItemRow. WISH is copied. */
void cs_thumbnail_async (CsSession *session, const CsGid *item, const CsJson *facts, guint part,
                         guint frame, const CsThumbnailWish *wish, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
/* The first frame of the first picture of a case; NOT_FOUND when it has none. */
void cs_thumbnail_case_async (CsSession *session, const CsGid *case_gid,
                              const CsThumbnailWish *wish, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GdkTexture *cs_thumbnail_finish (GAsyncResult *result, GError **error);
