/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-private.h"

#include <string.h>

static const CsCommand *const commands[] = {
#define CS_COMMAND(name) &cs_command_##name,
#include "cs-commands.def"
#undef CS_COMMAND
  NULL,
};

const CsCliOption cs_cli_common_options[] = {
  { "as", "HANDLE", "act as this local identity" },
  { "json", NULL, "print one JSON object" },
  { "passphrase-file", "FILE", "read the passphrase from the first line of FILE" },
  { NULL },
};

const CsCommand *const *
cs_commands (void)
{
  return commands;
}

/* --- what was meant --- */

/* Number of letters to change, for "did you mean". */
static guint
distance (const char *a, const char *b)
{
  guint rows[2][32];
  guint n = (guint)strlen (b);
  if (strlen (a) > 30 || n > 30)
    return 99;
  for (guint j = 0; j <= n; j++)
    rows[0][j] = j;
  for (guint i = 1; a[i - 1] != '\0'; i++) {
    guint *now = rows[i & 1], *before = rows[(i - 1) & 1];
    now[0] = i;
    for (guint j = 1; j <= n; j++)
      now[j] = MIN (MIN (before[j], now[j - 1]) + 1, before[j - 1] + (a[i - 1] != b[j - 1]));
  }
  return rows[strlen (a) & 1][n];
}

/* The NAME nearest to WORD among those considered, if any is near at all. */
typedef struct {
  const char *word, *name;
  guint distance;
} Nearest;

static void
consider (Nearest *nearest, const char *name)
{
  guint d = distance (nearest->word, name);
  if (d < nearest->distance) {
    nearest->distance = d;
    nearest->name = name;
  }
}

gboolean
cs_cli_unknown_command (const char *word, GError **error)
{
  Nearest near = { word, NULL, 3 };
  for (guint i = 0; commands[i] != NULL; i++)
    consider (&near, commands[i]->word);
  if (near.name != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no command; did you mean \"%s\"?", word,
                    near.name);
  return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no command; \"help\" lists them", word);
}

static gboolean
unknown_option (const char *word, const CsCommand *command, const CsCliOption *options,
                GError **error)
{
  Nearest near = { word, NULL, 3 };
  const CsCliOption *const lists[] = { options, cs_cli_common_options };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const CsCliOption *o = lists[i]; o != NULL && o->name != NULL; o++)
      consider (&near, o->name);
  if (near.name != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "--%s is no option here; did you mean --%s?", word,
                    near.name);
  return cs_fail (error, CS_ERROR_INVALID, "--%s is no option here; \"help %s\" lists them", word,
                  command->word);
}

/* --- parsing --- */

const CsCommand *
cs_cli_find_command (const char *word)
{
  for (guint i = 0; commands[i] != NULL; i++)
    if (strcmp (commands[i]->word, word) == 0)
      return commands[i];
  return NULL;
}

static const CsCliOption *
find_option (const CsCliOption *options, const char *name)
{
  for (const CsCliOption *o = options; o != NULL && o->name != NULL; o++)
    if (strcmp (o->name, name) == 0)
      return o;
  return NULL;
}

/* WORD of a command with several, or what there is instead. */
const CsCliAction *
cs_cli_find_action (const CsCommand *command, const char *word, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  Nearest near = { word != NULL ? word : "", NULL, 3 };
  for (guint i = 0; i < command->n_actions; i++) {
    const CsCliAction *action = &command->actions[i];
    if (g_strcmp0 (word, action->name) == 0)
      return action;
    consider (&near, action->name);
    g_string_append_printf (names, "%s%s %s", i > 0 ? ", " : "", command->word, action->name);
  }
  if (word != NULL && near.name != NULL)
    cs_fail (error, CS_ERROR_INVALID, "\"%s %s\" is no command; did you mean \"%s %s\"?",
             command->word, word, command->word, near.name);
  else
    cs_fail (error, CS_ERROR_INVALID, "say which: %s", names->str);
  return NULL;
}

static const CsCliAction *
choose_action (const CsCommand *command, int *argc, const char *const **argv, GError **error)
{
  if (command->actions[0].name == NULL)
    return &command->actions[0];
  const CsCliAction *action = cs_cli_find_action (command, *argc > 0 ? (*argv)[0] : NULL, error);
  if (action != NULL) {
    (*argc)--;
    (*argv)++;
  }
  return action;
}

static gboolean
parse_option (CsCli *cli, const char *text, int *n, int argc, const char *const *argv,
              GError **error)
{
  g_auto (GStrv) halves = g_strsplit (text + 2, "=", 2);
  const CsCliOption *option = find_option (cli->action->options, halves[0]);
  if (option == NULL)
    option = find_option (cs_cli_common_options, halves[0]);
  if (option == NULL)
    return unknown_option (halves[0], cli->command, cli->action->options, error);
  if (option->value == NULL && halves[1] != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "--%s takes no value", option->name);
  if (cli->shared != NULL && strcmp (option->name, "as") == 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "a sitting is one person's: say --as with \"run\", not on a line");
  const char *value = halves[1];
  if (option->value != NULL && value == NULL) {
    if (*n + 1 >= argc || g_str_has_prefix (argv[*n + 1], "--"))
      return cs_fail (error, CS_ERROR_INVALID, "--%s wants a value: --%s %s", option->name,
                      option->name, option->value);
    value = argv[++*n];
  }
  /* A repeated option gathers its values by line. */
  const char *before = g_hash_table_lookup (cli->options, option->name);
  char *kept = before != NULL && value != NULL ? g_strconcat (before, "\n", value, NULL)
                                               : g_strdup (value != NULL ? value : "");
  g_hash_table_replace (cli->options, g_strdup (option->name), kept);
  return TRUE;
}

char *
cs_cli_usage (const CsCli *cli)
{
  const char *name = cli->action->name;
  g_autofree char *words = name != NULL ? g_strconcat (cli->command->word, " ", name, NULL)
                                        : g_strdup (cli->command->word);
  return g_strchomp (g_strconcat ("usage: ", words, " ", cli->action->arguments, NULL));
}

static gboolean
enough_arguments (CsCli *cli, GError **error)
{
  guint n = cli->arguments->len, most = cli->action->max_arguments;
  g_autofree char *usage = cs_cli_usage (cli);
  if (n < cli->action->min_arguments)
    return cs_fail (error, CS_ERROR_INVALID, "something is missing; %s", usage);
  return n <= most || cs_fail (error, CS_ERROR_INVALID,
                               "\"%s\" is one word too many; put a name with spaces in quotes; %s",
                               (const char *)cli->arguments->pdata[most], usage);
}

static gboolean
parse (CsCli *cli, int argc, const char *const *argv, GError **error)
{
  gboolean only_arguments = FALSE;
  if (cli->shared != NULL && strstr (cli->action->arguments, "PROJECT") != NULL)
    g_ptr_array_add (cli->arguments, g_strdup (cs_store_path (cs_project_store (cli->shared))));
  for (int n = 0; n < argc; n++) {
    if (!only_arguments && strcmp (argv[n], "--") == 0)
      only_arguments = TRUE;
    else if (!only_arguments && g_str_has_prefix (argv[n], "--")) {
      if (!parse_option (cli, argv[n], &n, argc, argv, error))
        return FALSE;
    } else {
      g_ptr_array_add (cli->arguments, g_strdup (argv[n]));
    }
  }
  return enough_arguments (cli, error);
}

/* --- running --- */

static gboolean
wants_json (int argc, const char *const *argv)
{
  for (int i = 0; i < argc; i++)
    if (strcmp (argv[i], "--json") == 0)
      return TRUE;
  return FALSE;
}

static gboolean
run_words (CsCli *cli, int argc, const char *const *argv, GError **error)
{
  cli->command = cs_cli_find_command (argv[0]);
  if (cli->command == NULL)
    return cs_cli_unknown_command (argv[0], error);
  argc--;
  argv++;
  cli->action = choose_action (cli->command, &argc, &argv, error);
  return cli->action != NULL && parse (cli, argc, argv, error) && cli->action->run (cli, error);
}

/* REFUSED (taken) says why the words are not even tried; else NULL. */
static int
answer_line (const CsCliHost *host, CsProject *shared, const char *handle, int argc,
             const char *const *argv, GError *refused)
{
  g_autoptr (GError) trouble = refused;
  CsCli cli = { .host = host,
                .options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                .arguments = g_ptr_array_new_with_free_func (g_free),
                .json = shared != NULL || wants_json (argc, argv),
                .data = cs_json_new_object (),
                .problems = cs_problems_new (),
                .shared = shared };
  if (handle != NULL)
    g_hash_table_insert (cli.options, g_strdup ("as"), g_strdup (handle));
  if (trouble == NULL)
    run_words (&cli, argc, argv, &trouble);
  int code = cs_cli_finish (&cli, argv[0], trouble);
  cs_project_close (cli.project);
  cs_json_unref (cli.data);
  g_ptr_array_unref (cli.problems);
  g_ptr_array_unref (cli.arguments);
  g_hash_table_unref (cli.options);
  return code;
}

int
cs_cli_run_line (const CsCliHost *host, CsProject *shared, const char *handle, int argc,
                 const char *const *argv)
{
  return answer_line (host, shared, handle, argc, argv, NULL);
}

int
cs_cli_refuse_line (const CsCliHost *host, CsProject *shared, const char *command, GError *why)
{
  return answer_line (host, shared, NULL, 1, &command, why);
}

int
cs_cli_main (const CsCliHost *host, int argc, const char *const *argv)
{
  if (argc == 0 || strcmp (argv[0], "help") == 0 || strcmp (argv[0], "--help") == 0)
    return cs_cli_help (host, argc - MIN (argc, 1), argv + MIN (argc, 1));
  if (strcmp (argv[argc - 1], "--help") == 0)
    return cs_cli_help (host, argc - 1, argv);
  if (strcmp (argv[0], "--version") == 0) {
    cs_cli_say (host, FALSE, "countersign " CS_VERSION);
    return 0;
  }
  return cs_cli_run_line (host, NULL, NULL, argc, argv);
}
