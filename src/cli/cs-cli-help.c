/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-private.h"

#include <string.h>

static void say (const CsCliHost *host, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (const CsCliHost *host, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  cs_cli_say (host, FALSE, text);
}

static void
help_action (const CsCliHost *host, const CsCommand *command, const CsCliAction *action)
{
  say (host, "  %s%s%s%s%s", command->word, action->name != NULL ? " " : "",
       action->name != NULL ? action->name : "", action->arguments[0] != '\0' ? " " : "",
       action->arguments);
  say (host, "      %s", action->summary);
}

static void
help_options (const CsCliHost *host, const CsCliOption *options)
{
  for (const CsCliOption *o = options; o != NULL && o->name != NULL; o++) {
    g_autofree char *left = g_strdup_printf ("--%s%s%s", o->name, o->value != NULL ? " " : "",
                                             o->value != NULL ? o->value : "");
    say (host, "      %-26s %s", left, o->help);
  }
}

static int
help_all (const CsCliHost *host)
{
  say (host, "countersign-cli COMMAND PROJECT ... [--json] [--as HANDLE] [--passphrase-file FILE]");
  say (host, "%s", "");
  for (guint i = 0; cs_commands ()[i] != NULL; i++)
    for (guint j = 0; j < cs_commands ()[i]->n_actions; j++)
      help_action (host, cs_commands ()[i], &cs_commands ()[i]->actions[j]);
  say (host, "%s", "");
  say (host,
       "help COMMAND shows its options. Cases are named by their title or by the first digits "
       "of their id.");
  return 0;
}

/* One command, or with ONLY that one of its words. */
static void
help_command (const CsCliHost *host, const CsCommand *command, const CsCliAction *only)
{
  for (guint i = 0; i < command->n_actions; i++) {
    const CsCliAction *action = &command->actions[i];
    if (only != NULL && action != only)
      continue;
    help_action (host, command, action);
    help_options (host, action->options);
  }
  help_options (host, cs_cli_common_options);
}

int
cs_cli_help (const CsCliHost *host, int argc, const char *const *argv)
{
  g_autoptr (GError) trouble = NULL;
  if (argc == 0)
    return help_all (host);
  const CsCommand *command = cs_cli_find_command (argv[0]);
  const CsCliAction *only = NULL;
  if (command == NULL)
    cs_cli_unknown_command (argv[0], &trouble);
  else if (argc > 1 && command->actions[0].name != NULL)
    only = cs_cli_find_action (command, argv[1], &trouble);
  if (trouble == NULL) {
    help_command (host, command, only);
    return 0;
  }
  g_autofree char *text = g_strdup_printf ("error: %s", trouble->message);
  cs_cli_say (host, TRUE, text);
  return 2;
}
