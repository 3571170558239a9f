/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-problem.h"

static void
problem_free (gpointer data)
{
  CsProblem *problem = data;
  g_free (problem->code);
  g_free (problem->location);
  g_free (problem->message);
  g_free (problem);
}

static void
add_taking (GPtrArray *problems, CsSeverity severity, const char *code, const char *location,
            char *message)
{
  CsProblem *problem = g_new0 (CsProblem, 1);
  problem->severity = severity;
  problem->code = g_strdup (code);
  problem->location = g_strdup (location);
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

const char *
cs_severity_nick (CsSeverity severity)
{
  static const char *const nicks[] = { "info", "warning", "error" };
  return nicks[severity];
}

GPtrArray *
cs_problems_new (void)
{
  return g_ptr_array_new_with_free_func (problem_free);
}

void
cs_problems_add (GPtrArray *problems, CsSeverity severity, const char *code, const char *location,
                 const char *format, ...)
{
  va_list args;
  va_start (args, format);
  add_taking (problems, severity, code, location, g_strdup_vprintf (format, args));
  va_end (args);
}

void
cs_problems_add_error (GPtrArray *problems, CsSeverity severity, const char *location,
                       const GError *error)
{
  add_taking (problems, severity, cs_error_nick (error), location, g_strdup (error->message));
}
