/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-private.h"

#include <string.h>

static const CsCommand *const commands[] = {
#define CS_COMMAND(name) &cs_command_##name,
#include "cs-commands.def"
#undef CS_COMMAND
  NULL,
};

static const CsCliOption common_options[] = {
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

static gboolean
unknown_command (const char *word, GError **error)
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
unknown_option (const char *word, const CsCliOption *options, GError **error)
{
  Nearest near = { word, NULL, 3 };
  const CsCliOption *const lists[] = { options, common_options };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const CsCliOption *o = lists[i]; o != NULL && o->name != NULL; o++)
      consider (&near, o->name);
  if (near.name != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "--%s is no option here; did you mean --%s?", word,
                    near.name);
  return cs_fail (error, CS_ERROR_INVALID, "--%s is no option here; \"help COMMAND\" lists them",
                  word);
}

/* --- help --- */

static void write_out (const CsCliHost *host, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
write_out (const CsCliHost *host, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  host->write (host->data, FALSE, text);
}

static void
help_action (const CsCliHost *host, const CsCommand *command, const CsCliAction *action)
{
  write_out (host, "  %s%s%s%s%s\n      %s\n", command->word, action->name != NULL ? " " : "",
             action->name != NULL ? action->name : "", action->arguments[0] != '\0' ? " " : "",
             action->arguments, action->summary);
}

static void
help_options (const CsCliHost *host, const CsCliOption *options)
{
  for (const CsCliOption *o = options; o != NULL && o->name != NULL; o++) {
    g_autofree char *left = g_strdup_printf ("--%s%s%s", o->name, o->value != NULL ? " " : "",
                                             o->value != NULL ? o->value : "");
    write_out (host, "      %-26s %s\n", left, o->help);
  }
}

static int
help (const CsCliHost *host, const char *word)
{
  gboolean found = FALSE;
  if (word == NULL)
    write_out (host, "countersign-cli COMMAND PROJECT ... [--json] [--as HANDLE] "
                     "[--passphrase-file FILE]\n\n");
  for (guint i = 0; commands[i] != NULL; i++) {
    if (word != NULL && strcmp (word, commands[i]->word) != 0)
      continue;
    found = TRUE;
    for (guint j = 0; j < commands[i]->n_actions; j++) {
      help_action (host, commands[i], &commands[i]->actions[j]);
      if (word != NULL)
        help_options (host, commands[i]->actions[j].options);
    }
  }
  if (word != NULL && found)
    help_options (host, common_options);
  if (word == NULL)
    write_out (host, "\nhelp COMMAND shows its options. Cases are named by their title or by the "
                     "first digits of their id.\n");
  g_autoptr (GError) trouble = NULL;
  if (found || unknown_command (word, &trouble))
    return 0;
  g_autofree char *text = g_strdup_printf ("error: %s\n", trouble->message);
  host->write (host->data, TRUE, text);
  return 2;
}

/* --- parsing --- */

static const CsCommand *
find_command (const char *word)
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

static const CsCliAction *
choose_action (const CsCommand *command, int *argc, const char *const **argv, GError **error)
{
  if (command->actions[0].name == NULL)
    return &command->actions[0];
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < command->n_actions; i++) {
    if (*argc > 0 && strcmp ((*argv)[0], command->actions[i].name) == 0) {
      (*argc)--;
      (*argv)++;
      return &command->actions[i];
    }
    g_string_append_printf (names, "%s%s %s", i > 0 ? ", " : "", command->word,
                            command->actions[i].name);
  }
  cs_fail (error, CS_ERROR_INVALID, "say which: %s", names->str);
  return NULL;
}

static gboolean
parse_option (CsCli *cli, const CsCliAction *action, const char *text, int *n, int argc,
              const char *const *argv, GError **error)
{
  g_auto (GStrv) halves = g_strsplit (text + 2, "=", 2);
  const CsCliOption *option = find_option (action->options, halves[0]);
  if (option == NULL)
    option = find_option (common_options, halves[0]);
  if (option == NULL)
    return unknown_option (halves[0], action->options, error);
  if (option->value == NULL && halves[1] != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "--%s takes no value", option->name);
  if (cli->shared != NULL && strcmp (option->name, "as") == 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "a sitting is one person's: say --as with \"run\", not on a line");
  const char *value = halves[1];
  if (option->value != NULL && value == NULL) {
    if (*n + 1 >= argc)
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

static gboolean
parse (CsCli *cli, const CsCommand *command, const CsCliAction *action, int argc,
       const char *const *argv, GError **error)
{
  gboolean only_arguments = FALSE;
  for (int n = 0; n < argc; n++) {
    if (!only_arguments && strcmp (argv[n], "--") == 0)
      only_arguments = TRUE;
    else if (!only_arguments && g_str_has_prefix (argv[n], "--")) {
      if (!parse_option (cli, action, argv[n], &n, argc, argv, error))
        return FALSE;
    } else {
      g_ptr_array_add (cli->arguments, g_strdup (argv[n]));
    }
  }
  if (cli->arguments->len < action->min_arguments ||
      (action->max_arguments > 0 && cli->arguments->len > action->max_arguments))
    return cs_fail (error, CS_ERROR_INVALID, "usage: %s%s%s %s", command->word,
                    action->name != NULL ? " " : "", action->name != NULL ? action->name : "",
                    action->arguments);
  return TRUE;
}

/* --- saying --- */

/* More than these in a row help nobody at a terminal. */
#define PROBLEMS_SHOWN 40

static void
say_problem (const CsCliHost *host, const CsProblem *problem)
{
  /* Many messages begin with the file that they are about. */
  const char *place = problem->location;
  if (place != NULL && g_str_has_prefix (problem->message, place))
    place = NULL;
  g_autofree char *line =
      g_strdup_printf ("%s: %s%s%s\n", cs_severity_nick (problem->severity),
                       place != NULL ? place : "", place != NULL ? ": " : "", problem->message);
  host->write (host->data, TRUE, line);
}

static void
say_problems (const CsCliHost *host, GPtrArray *problems)
{
  guint shown = problems->len > PROBLEMS_SHOWN + 10 ? PROBLEMS_SHOWN : problems->len;
  for (guint i = 0; i < shown; i++)
    say_problem (host, problems->pdata[i]);
  if (shown == problems->len)
    return;
  g_autofree char *rest =
      g_strdup_printf ("... and %u more; --json lists them all\n", problems->len - shown);
  host->write (host->data, TRUE, rest);
  /* What stopped the command stands last and is never among those left out. */
  const CsProblem *last = problems->pdata[problems->len - 1];
  if (last->location == NULL && last->severity == CS_SEVERITY_ERROR)
    say_problem (host, last);
}

static CsJson *
problem_json (const CsProblem *problem)
{
  CsJson *json = cs_json_new_object ();
  g_autofree char *location =
      problem->location != NULL ? g_utf8_make_valid (problem->location, -1) : NULL;
  g_autofree char *message = g_utf8_make_valid (problem->message, -1);
  cs_json_put_string (json, "code", problem->code);
  cs_json_put_string (json, "location", location);
  cs_json_put_string (json, "message", message);
  cs_json_put_string (json, "severity", cs_severity_nick (problem->severity));
  return json;
}

static void
say_json (CsCli *cli, const char *command, gboolean ok)
{
  g_autoptr (CsJson) answer = cs_json_new_object ();
  CsJson *problems = cs_json_new_array ();
  CsProject *project = cli->shared != NULL ? cli->shared : cli->project;
  char hex[CS_GID_HEX + 1];
  for (guint i = 0; i < cli->problems->len; i++)
    cs_json_append (problems, problem_json (cli->problems->pdata[i]));
  cs_json_put_string (answer, "command", command);
  cs_json_put (answer, "data", cs_json_ref (cli->data));
  cs_json_put_bool (answer, "ok", ok);
  cs_json_put (answer, "problems", problems);
  cs_json_put (answer, "project",
               project != NULL ? cs_json_new_string (cs_gid_to_hex (cs_project_gid (project), hex))
                               : cs_json_new_null ());
  g_autofree char *text =
      cli->shared != NULL ? cs_json_to_canonical (answer, NULL) : cs_json_to_pretty (answer);
  g_autofree char *line = g_strconcat (text, "\n", NULL);
  cli->host->write (cli->host->data, FALSE, line);
}

static int
finish (CsCli *cli, const char *command, GError *trouble)
{
  if (trouble != NULL)
    cs_problems_add_error (cli->problems, CS_SEVERITY_ERROR, NULL, trouble);
  int code = trouble != NULL ? 2 : (cli->no ? 1 : 0);
  if (cli->json)
    say_json (cli, command, code == 0);
  else
    say_problems (cli->host, cli->problems);
  return code;
}

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
  const CsCommand *command = find_command (argv[0]);
  if (command == NULL)
    return unknown_command (argv[0], error);
  argc--;
  argv++;
  const CsCliAction *action = choose_action (command, &argc, &argv, error);
  return action != NULL && parse (cli, command, action, argc, argv, error) &&
         action->run (cli, error);
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
  if (shared != NULL)
    g_ptr_array_add (cli.arguments, g_strdup (cs_store_path (cs_project_store (shared))));
  if (trouble == NULL)
    run_words (&cli, argc, argv, &trouble);
  int code = finish (&cli, argv[0], trouble);
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
    return help (host, argc > 1 ? argv[1] : NULL);
  if (strcmp (argv[0], "--version") == 0) {
    write_out (host, "countersign " CS_VERSION "\n");
    return 0;
  }
  return cs_cli_run_line (host, NULL, NULL, argc, argv);
}
