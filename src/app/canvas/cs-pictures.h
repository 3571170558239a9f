/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of one open project: the frame cache, with the worker of the session as the one who
 * opens files. Belongs to the session and lives as long, so that the next case is warm. Main
 * thread. */
#pragma once

#include "cs-session.h"

#include "cs-frame-cache.h"
#include "cs-series-view.h"

#define CS_TYPE_PICTURES (cs_pictures_get_type ())
G_DECLARE_FINAL_TYPE (CsPictures, cs_pictures, CS, PICTURES, GObject)

/* Signals:
 * "loaded" (const CsFrameKey *)  a frame that was requested is there, or failed: request it again
 * "series" (const CsGid *)       cs_pictures_series of this item is there now */

/* The one of SESSION, made when first asked for (then helpers start). Owned by SESSION. */
CsPictures *cs_pictures_of (CsSession *session);

/* What the item's files are, from the facts of CsItemRow; needed before anything else is asked of
 * it. Reads its headers in the background. Once each who said it has said leave, the item and its
 * frames are dropped, unless it is said again within some seconds. */
void cs_pictures_know (CsPictures *self, const CsGid *item, const CsJson *facts);
void cs_pictures_leave (CsPictures *self, const CsGid *item);
/* NULL while it is being read. Owned by SELF. */
const CsSeriesView *cs_pictures_series (CsPictures *self, const CsGid *item);

/* The picture if it is there; NULL with ERROR when it cannot be had; NULL without when it is being
 * loaded: "loaded" tells. Caller unrefs. */
CsPicture *cs_pictures_request (CsPictures *self, const CsFrameKey *key, GError **error);
/* The picture if it is there; asks for nothing. Caller unrefs. */
CsPicture *cs_pictures_peek (CsPictures *self, const CsFrameKey *key);
/* Forgets whatever failed, and asks for this one again; KEY may be NULL. */
void cs_pictures_retry (CsPictures *self, const CsFrameKey *key);

/* What to load when nothing is requested: the frames around those that the views (VIEW is only
 * compared) look at, nearest first, and behind them the first ones of CASES. Each replaces what was
 * said before, by the same view. */
void cs_pictures_set_near (CsPictures *self, gconstpointer view, const CsFrameKey *keys,
                           guint n_keys);
void cs_pictures_set_cases (CsPictures *self, const CsGid *cases, guint n_cases);
