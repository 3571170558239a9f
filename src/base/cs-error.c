/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-error.h"

#include <errno.h>

G_DEFINE_QUARK (cs - error - quark, cs_error)

static const char *const nicks[] = {
  [CS_ERROR_NOT_FOUND] = "not-found",     [CS_ERROR_INVALID] = "invalid",
  [CS_ERROR_CORRUPT] = "corrupt",         [CS_ERROR_TOO_NEW] = "too-new",
  [CS_ERROR_READ_ONLY] = "read-only",     [CS_ERROR_LOCKED] = "locked",
  [CS_ERROR_CONFLICT] = "conflict",       [CS_ERROR_DENIED] = "denied",
  [CS_ERROR_UNSUPPORTED] = "unsupported", [CS_ERROR_LIMIT] = "limit",
  [CS_ERROR_CANCELLED] = "cancelled",     [CS_ERROR_FAILED] = "failed",
};

const char *
cs_error_nick (const GError *error)
{
  if (error == NULL || error->domain != CS_ERROR || error->code < 0 ||
      error->code >= (int)G_N_ELEMENTS (nicks))
    return "failed";
  return nicks[error->code];
}

static CsError
code_of_errno (int number)
{
  switch (number) {
  case ENOENT:
  case ENOTDIR:
    return CS_ERROR_NOT_FOUND;
  case EROFS:
    return CS_ERROR_READ_ONLY;
  case EACCES:
  case EPERM:
    return CS_ERROR_DENIED;
  case ELOOP:
  case EISDIR:
  case EINVAL:
    return CS_ERROR_INVALID;
  default:
    return CS_ERROR_FAILED;
  }
}

gboolean
cs_set_errno (GError **error, int saved_errno, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, CS_ERROR, code_of_errno (saved_errno), "%s: %s", what,
               g_strerror (saved_errno));
  return FALSE;
}

gboolean
cs_fail (GError **error, CsError code, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, CS_ERROR, code, message);
  return FALSE;
}
