/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts single pictures of one DICOM series together and in order, by what their headers say and
 * never by file names. Nothing is hidden: what does not fit is split off or told. Pure functions
 * over immutable probes; any thread. */
#pragma once

#include "cs-probe.h"

typedef struct {
  char *code;    /* "gap", "mixed-size", ... */
  char *message; /* a sentence for a person */
} CsSeriesFinding;

typedef enum {
  CS_SERIES_ALONE,       /* one file */
  CS_SERIES_BY_POSITION, /* along the normal of the slices */
  CS_SERIES_BY_INSTANCE, /* by instance number, for lack of positions */
  CS_SERIES_BY_NAME,     /* by name, for lack of both */
} CsSeriesOrder;

typedef struct {
  GArray *members; /* guint: which of the probes, in order */
  CsSeriesOrder order;
  double step;         /* mm between neighbours, 0 unknown */
  GPtrArray *findings; /* of CsSeriesFinding */
} CsSeries;

/* "position", "instance-number", "name"; NULL for a single file. */
const char *cs_series_order_nick (CsSeriesOrder order);

/* PROBES[i] is the file NAMES[i]. Files belong together when series, frame of reference,
 * orientation, size and spacing agree, and both are localisers or none is; a file with several
 * frames, a view that lies nowhere (of a breast, say), one without a series or that is no DICOM
 * stands alone. GPtrArray of CsSeries in the order of their first files, owned by the
 * caller. */
GPtrArray *cs_series_group (const CsProbe *const *probes, const char *const *names, guint n);

/* {"findings":[..],"order","step"} as in the facts of an item; NULL when there is nothing to say.
 */
CsJson *cs_series_to_json (const CsSeries *series);
