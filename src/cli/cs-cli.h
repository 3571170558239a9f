/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line as a function: what every command shares. A command parses, calls the core and
 * says what happened; rules are the core's. One thread. */
#pragma once

#include "cs-project.h"

/* Where a command line runs. Tests give their own. */
typedef struct {
  CsEnv *env;
  void (*write) (gpointer data, gboolean to_errors, const char *text);
  char *(*read_line) (gpointer data);                    /* next input line, NULL at the end */
  char *(*ask_secret) (gpointer data, const char *what); /* NULL when there is no terminal */
  gpointer data;
  guint columns;       /* of the terminal that is written to; 0: it is none */
  const char *decoder; /* path of countersign-decode */
  GCancellable *cancellable;
} CsCliHost;

typedef struct {
  const char *name;  /* "role"; given as --role */
  const char *value; /* what its value is called, NULL for a switch */
  const char *help;
} CsCliOption;

typedef struct _CsCli CsCli;

#define CS_CLI_ANY G_MAXUINT /* as max_arguments */

typedef struct {
  const char *name;      /* "add" of "person add"; NULL when the command is one word */
  const char *arguments; /* "PROJECT --identity FILE --role R[,R]" */
  const char *summary;
  const CsCliOption *options;         /* NULL-terminated by name; may be NULL */
  guint min_arguments, max_arguments; /* PROJECT counts */
  gboolean (*run) (CsCli *cli, GError **error);
} CsCliAction;

typedef struct {
  const char *word; /* "person" */
  const CsCliAction *actions;
  guint n_actions;
} CsCommand;

#define CS_COMMAND(name) extern const CsCommand cs_command_##name;
#include "cs-commands.def"
#undef CS_COMMAND
const CsCommand *const *cs_commands (void); /* NULL-terminated */

/* 0 yes, 1 no or only partly, 2 error. */
int cs_cli_main (const CsCliHost *host, int argc, const char *const *argv);

/* --- for commands --- */

const CsCliHost *cs_cli_host (CsCli *cli);
CsEnv *cs_cli_env (CsCli *cli);
guint cs_cli_n_arguments (CsCli *cli);
const char *cs_cli_argument (CsCli *cli, guint n);        /* 0 is PROJECT where there is one */
const char *cs_cli_option (CsCli *cli, const char *name); /* NULL when not given; "" for a switch */
const char *cs_cli_handle (CsCli *cli);                   /* --as, or NULL */

/* Lines for a person; nothing with --json. */
void cs_cli_print (CsCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* "3 days", "5 h", "12 min"; caller frees. */
char *cs_cli_age (gint64 microseconds);
/* What --json gives as "data": an object that the command fills. */
CsJson *cs_cli_data (CsCli *cli);
GPtrArray *cs_cli_problems (CsCli *cli);
/* The answer is no, or only partly yes: exit 1. */
void cs_cli_say_no (CsCli *cli);

/* The project of argument 0, opened once. To write: as --as, or as the only local identity that is
 * a member. To look: the same if there is one, else nobody. Owned by CLI. */
CsProject *cs_cli_project (CsCli *cli, CsStoreMode mode, GError **error);
/* The same to look, for what only a member may see. */
CsProject *cs_cli_member_project (CsCli *cli, GError **error);
/* What READ gives of that project; RET_LIST is a list in the answer under KEY, to be filled. */
typedef GPtrArray *(*CsCliRead) (CsProject *project, const CsReader *reader, GError **error);
GPtrArray *cs_cli_rows (CsCli *cli, const char *key, CsCliRead read, CsJson **ret_list,
                        GError **error);
/* The project that the command made instead; taken over. */
void cs_cli_take_project (CsCli *cli, CsProject *project);
/* The local identity of --as, or the only one. NOT_FOUND says how to make one. */
CsSigner *cs_cli_signer (CsCli *cli, GError **error);
/* The passphrase from --passphrase-file or asked for; wiped by the caller with cs_cli_wipe. */
char *cs_cli_passphrase (CsCli *cli, const char *what, GError **error);
void cs_cli_wipe (char *secret);
/* The same for a passphrase that is chosen now: from the file of OPTION, or asked for twice. */
char *cs_cli_new_passphrase (CsCli *cli, const char *option, GError **error);
/* Always FALSE: the error names the file of OPTION that the passphrase came from. */
gboolean cs_cli_blame_passphrase (CsCli *cli, const char *option, GError **error);
/* Signing key ready to use: made (with its passphrase, told to the project) when there is none,
 * unlocked otherwise. */
gboolean cs_cli_unlock (CsCli *cli, CsProject *project, GError **error);
/* The case named by argument N. */
CsCaseRow *cs_cli_case (CsCli *cli, CsProject *project, guint n, GError **error);
/* Always FALSE: a refusal says which case it is about and where that stands. */
gboolean cs_cli_refused (const CsCaseRow *row, GError **error);
/* The versions of a kind of document. */
gboolean cs_cli_list_documents (CsCli *cli, const char *kind, GError **error);
/* Option "answer", lines of "[ITEM=]ANSWER[:TEXT]": an edit of the signer's draft of CASE_GID; NULL
 * when it is not given. Caller unrefs. */
gboolean cs_cli_answers (CsCli *cli, CsProject *project, const CsGid *case_gid,
                         CsMarkEdit **ret_edit, GError **error);
/* Warns of marks in the draft on the case that are far from the usual size; to be asked before it
 * is handed in. */
gboolean cs_cli_warn_unusual (CsCli *cli, CsProject *project, const CsCaseRow *row, GError **error);
/* Warns of what the people of the project cannot do under the workflow in force. */
gboolean cs_cli_warn_roster (CsCli *cli, CsProject *project, GError **error);
/* Publishes a Markdown file with the pictures that it shows from its own folder. */
gboolean cs_cli_publish_guideline (CsCli *cli, CsProject *project, const char *path,
                                   const char *change, const char *note, GError **error);
/* A whole text file the user named. */
GBytes *cs_cli_read_file (const char *path, GError **error);
