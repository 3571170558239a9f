/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing a long job has to tell: a quarantined file, a loss, a failed check. Immutable value,
 * owned by the list it stands in. Any thread. */
#pragma once

#include "cs-error.h"

typedef enum { CS_SEVERITY_INFO, CS_SEVERITY_WARNING, CS_SEVERITY_ERROR } CsSeverity;

typedef struct {
  CsSeverity severity;
  char *code;     /* nick of CS_ERROR, or a stable word of the job: "duplicate" */
  char *location; /* file, item, line: where to look */
  char *message;  /* a sentence for a person */
} CsProblem;

const char *cs_severity_nick (CsSeverity severity);

/* A list that owns its problems (GPtrArray of CsProblem). */
GPtrArray *cs_problems_new (void);
void cs_problems_add (GPtrArray *problems, CsSeverity severity, const char *code,
                      const char *location, const char *format, ...) G_GNUC_PRINTF (5, 6);
/* The same from a GError: its nick and message. */
void cs_problems_add_error (GPtrArray *problems, CsSeverity severity, const char *location,
                            const GError *error);
