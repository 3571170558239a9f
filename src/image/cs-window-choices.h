/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows to choose from for a picture: those of its header first, then the usual ones of its
 * modality, then what its values suggest. In a series the header of one slice speaks for all, so
 * that a key means the same on each; what a slice has of its own comes last. Owned by the caller;
 * any thread. */
#pragma once

#include "cs-window-level.h"

typedef enum {
  CS_WINDOW_HEADER, /* the name is the header's; NULL when it gives none */
  CS_WINDOW_USUAL,  /* the name is to be translated */
  CS_WINDOW_OWN,    /* of the person, instead of the usual ones; the name is as they wrote it */
  CS_WINDOW_AUTO,   /* percentiles 1 to 99 of this frame; the name is to be translated */
  CS_WINDOW_FULL,   /* the same */
  CS_WINDOW_SLICE,  /* of the header of this slice, which is not that of the series; as before */
} CsWindowOrigin;

typedef struct {
  CsWindowOrigin origin;
  const char *name; /* lives as long as the picture and the series */
  CsWindowLevel window;
} CsWindowChoice;

typedef struct {
  const char *modality, *unit, *name; /* the name is to be translated */
  double width, center;
} CsWindowUsual;

const CsWindowUsual *cs_window_usual (guint *ret_count);

/* Those somebody wants to have for the modality of a picture, instead of the usual ones. Where
 * usual ones need a unit, these need it too. */
typedef struct {
  const char *name;
  double width, center;
} CsWindowOwn;

/* GArray of CsWindowChoice, in the order of the keys 1 to 9; for a colour picture only FULL, which
 * leaves it as it is. Windows of the header that repeat an earlier one are left out.
 * SERIES: as for cs_window_level_default. OWN: NULL when the usual ones are wanted; its names have
 * to live as long as the list. */
GArray *cs_window_choices_new (const CsPicture *picture, const CsFrameFacts *series,
                               const CsWindowOwn *own, guint n_own);
