/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program `countersign`. */
#include "cs-application.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  struct sigaction ignore = { .sa_handler = SIG_IGN };
  sigaction (SIGXFSZ, &ignore, NULL);
  sigaction (SIGPIPE, &ignore, NULL);
  g_autoptr (CsApplication) application = cs_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
