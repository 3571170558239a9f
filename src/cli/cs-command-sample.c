/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-sample.h"

static void
tell (CsCli *cli, const char *path)
{
  CsJson *people = cs_json_new_array ();
  cs_json_append (people, cs_json_new_string (CS_SAMPLE_LABELER));
  cs_json_append (people, cs_json_new_string (CS_SAMPLE_REVIEWER));
  cs_json_append (people, cs_json_new_string (CS_SAMPLE_EXPERT));
  cs_json_put_string (cs_cli_data (cli), "path", path);
  cs_json_put (cs_cli_data (cli), "people", people);
  cs_json_put_string (cs_cli_data (cli), "passphrase", CS_SAMPLE_PASSPHRASE);
  cs_cli_print (cli,
                "Work in it as %s (labels), %s (reviews) or %s (approves, signs, leads); the "
                "passphrase of the last one's signing key is \"%s\".",
                CS_SAMPLE_LABELER, CS_SAMPLE_REVIEWER, CS_SAMPLE_EXPERT, CS_SAMPLE_PASSPHRASE);
}

static gboolean
make_studies (CsCli *cli, const char *dir, CsDecoder *decoder, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "studies.countersign", NULL);
  if (!cs_sample_create_studies (cs_cli_env (cli), dir, decoder, error))
    return FALSE;
  cs_cli_print (cli,
                "Made %s with three cases to read: a chest CT with its prior, the four views of a "
                "mammography, a loop of colour ultrasound.",
                path);
  tell (cli, path);
  cs_cli_print (cli, "Next: task next %s --as %s", path, CS_SAMPLE_LABELER);
  return TRUE;
}

static gboolean
make_stages (CsCli *cli, const char *dir, CsDecoder *decoder, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "sample.countersign", NULL);
  if (!cs_sample_create (cs_cli_env (cli), dir, decoder, error))
    return FALSE;
  cs_cli_print (cli, "Made %s with six cases, one at each stage.", path);
  tell (cli, path);
  cs_cli_print (cli,
                "On \"Slide 1\", which waits for review, two mistakes are planted to be found.");
  cs_cli_print (cli, "Next: status %s --as %s", path, CS_SAMPLE_EXPERT);
  return TRUE;
}

static gboolean
run (CsCli *cli, GError **error)
{
  const char *dir = cs_cli_argument (cli, 0);
  g_autoptr (CsDecoder) decoder = cs_decoder_new (cs_cli_host (cli)->decoder, error);
  if (decoder == NULL)
    return FALSE;
  return cs_cli_option (cli, "studies") != NULL ? make_studies (cli, dir, decoder, error)
                                                : make_stages (cli, dir, decoder, error);
}

static const CsCliOption options[] = {
  { "studies", NULL, "a project of pairs, a prior and a loop instead, all still to be read" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "DIR [--studies]", "make a sample project with its sources in a new folder", options, 1,
    1, run },
};

const CsCommand cs_command_sample = { "sample", actions, G_N_ELEMENTS (actions) };
