/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain. Codes say what the caller can do about a failure. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CS_ERROR_NOT_FOUND,   /* name something that exists */
  CS_ERROR_INVALID,     /* mend the input */
  CS_ERROR_CORRUPT,     /* restore from a copy */
  CS_ERROR_TOO_NEW,     /* update the program */
  CS_ERROR_READ_ONLY,   /* write elsewhere */
  CS_ERROR_LOCKED,      /* open elsewhere: close it there */
  CS_ERROR_CONFLICT,    /* the state moved on: look again */
  CS_ERROR_DENIED,      /* a rule says no */
  CS_ERROR_UNSUPPORTED, /* convert it first */
  CS_ERROR_LIMIT,       /* larger than we accept */
  CS_ERROR_CANCELLED,   /* the user stopped it */
  CS_ERROR_FAILED,      /* the machine failed: disk, memory, process */
} CsError;

#define CS_ERROR (cs_error_quark ())
GQuark cs_error_quark (void);

/* The stable word for a code ("not-found"); foreign domains give "failed". Never NULL. */
const char *cs_error_nick (const GError *error);

/* Sets ERROR from an errno value: `FORMAT: strerror`. Missing files become NOT_FOUND, read-only
 * places READ_ONLY, missing permission DENIED, the rest FAILED. Always returns FALSE. */
gboolean cs_set_errno (GError **error, int saved_errno, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* g_set_error with our domain; always returns FALSE so that a caller can `return cs_fail (...)`. */
gboolean cs_fail (GError **error, CsError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
