/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One more event, hashed into a sitting of somebody, in a project with a case at every stage. It
 * counts or it does not; the index stays readable, and so does every sentence about it. */
#include "cs-fuzz.h"

#include "cs-event-kind.h"
#include "cs-project-private.h"
#include "cs-test-project.h"
#include "cs-test-world.h"

#include <string.h>

#define TWISTS 4

static const char *const handles[] = { "lee", "ana", "ben", "cat", "dan", "eve" };

typedef struct {
  CsTestWorld *world;
  CsProject *project;
  CsSitting *sittings[G_N_ELEMENTS (handles)];
  CsSigner *signers[G_N_ELEMENTS (handles)];
} Stage;

static Stage stage;

/* Opens a sitting for each of them, so that what follows stands in a sealed one. */
static void
open_sittings (void)
{
  CsStore *store = cs_project_store (stage.project);
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++) {
    g_autoptr (GError) error = NULL;
    g_auto (CsEvent) opened = { 0 };
    stage.signers[i] = cs_test_signer (stage.world->env, handles[i]);
    stage.sittings[i] =
        cs_sitting_new (store, stage.signers[i], cs_project_gid (stage.project),
                        cs_index_last_at (stage.project->index), cs_json_new_array ());
    CsAct *act = cs_act_begin (stage.sittings[i], &error);
    g_assert_no_error (error);
    g_assert_true (cs_act_open_sitting (act, &opened, &error));
    g_assert_true (cs_act_commit (act, &error));
    g_assert_true (cs_index_follow (stage.project->index, &error));
  }
}

static void
close_all (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++) {
    cs_sitting_free (stage.sittings[i]);
    cs_signer_free (stage.signers[i]);
  }
  cs_project_close (stage.project);
  cs_test_world_free (stage.world);
}

static void
set_up (void)
{
  int argc = 1;
  char *name[] = { (char *)"fuzz-project", NULL };
  char **argv = name;
  if (stage.project != NULL)
    return;
  cs_test_init (&argc, &argv);
  stage.world = cs_test_world_new ();
  stage.project = cs_test_open (stage.world->env, stage.world->path, "lee");
  cs_db_exec (cs_store_db (stage.project->store), "PRAGMA synchronous=OFF", NULL);
  open_sittings ();
  atexit (close_all);
}

/* --- one more twist, which a change of bytes seldom makes --- */

static CsJson *
odd_value (GRand *dice)
{
  static const gint64 ints[] = { 0, 1, -1, 2, 7, 16, 255, CS_JSON_MAX_INT, -CS_JSON_MAX_INT };
  static const char *const texts[] = {
    "",           "x",        "\xe2\x80\xae", "\n",        "@case-0",
    "@submitted", "@signed",  "@held",        "@item-0",   "@item-2",
    "@blob-0",    "@empty",   "@schema",      "@ana",      "@revision submitted",
    "@workflow",  "@lee",     "@elsewhere",   "@key eve",  "@eve",
    "@answered",  "../x",     "accept",       "send-back", "@accepted",
    "approved",   "reviewed", "@project",
  };
  switch (g_rand_int_range (dice, 0, 6)) {
  case 0:
    return cs_json_new_int (ints[g_rand_int_range (dice, 0, G_N_ELEMENTS (ints))]);
  case 1:
    return cs_json_new_array ();
  case 2:
    return cs_json_new_object ();
  default:
    return cs_json_new_string (texts[g_rand_int_range (dice, 0, G_N_ELEMENTS (texts))]);
  }
}

static CsJson *
twist (const CsJson *json, GRand *dice)
{
  if (g_rand_int_range (dice, 0, 12) == 0)
    return odd_value (dice);
  if (cs_json_type (json) == CS_JSON_OBJECT) {
    CsJson *object = cs_json_new_object ();
    for (guint i = 0; i < cs_json_length (json); i++)
      if (g_rand_int_range (dice, 0, 40) != 0)
        cs_json_put (object, cs_json_key_at (json, i), twist (cs_json_member_at (json, i), dice));
    return object;
  }
  if (cs_json_type (json) == CS_JSON_ARRAY) {
    CsJson *array = cs_json_new_array ();
    for (guint i = 0; i < cs_json_length (json); i++)
      for (int n = g_rand_int_range (dice, 0, 8) == 0 ? 2 : 1; n > 0; n--)
        cs_json_append (array, twist (cs_json_at (json, i), dice));
    return array;
  }
  return cs_json_ref (json);
}

/* Only what a canonical document may hold. */
static gboolean
is_plain (const CsJson *json)
{
  gboolean plain = cs_json_type (json) != CS_JSON_REAL &&
                   (cs_json_string (json) == NULL || cs_json_text_ok (cs_json_string (json)));
  gboolean object = cs_json_type (json) == CS_JSON_OBJECT;
  for (guint i = 0; plain && i < cs_json_length (json); i++)
    plain = is_plain (object ? cs_json_member_at (json, i) : cs_json_at (json, i));
  return plain;
}

/* --- the event --- */

static void
look_around (const CsEvent *event, gboolean recognised)
{
  const CsEventKind *kind = cs_event_kind_find (event->kind);
  for (guint role = CS_ROLE_LABELER; role <= CS_ROLE_OBSERVER; role <<= 1) {
    g_autoptr (GError) error = NULL;
    CsReader reader = { .person = event->feed, .roles = role };
    g_autoptr (GPtrArray) cases = cs_project_cases (stage.project, &reader, &error);
    g_assert_no_error (error);
    g_autoptr (CsStatus) status = cs_project_status (stage.project, &reader, &error);
    g_assert_no_error (error);
    g_autoptr (GPtrArray) tasks = cs_project_tasks (stage.project, &reader, &error);
    g_assert_no_error (error);
    g_autoptr (GPtrArray) items = cs_project_items (stage.project, &reader, &error);
    g_assert_no_error (error);
    g_assert_cmpint (status->bytes, <=, CS_JSON_MAX_INT);
    g_assert_cmpint (status->marks, <=, CS_JSON_MAX_INT);
    g_assert_cmpint (status->suggestions, <=, CS_JSON_MAX_INT);
  }
  if (recognised) {
    g_autofree char *sentence = kind->sentence (event->body);
    g_assert_true (g_utf8_validate (sentence, -1, NULL));
  }
}

static void
try_event (CsSitting *sitting, const char *kind, const CsJson *body)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsEvent) written = { 0 }, event = { 0 };
  gboolean recognised = FALSE;
  g_autoptr (CsAct) act = cs_act_begin (sitting, &error);
  g_assert_no_error (error);
  if (!cs_act_event (act, kind, body, &written, &error))
    return;
  g_autoptr (CsIndexBatch) batch = cs_index_begin (stage.project->index, &error);
  g_assert_no_error (error);
  g_assert_true (cs_journal_read (stage.project->store, written.id, &event, &error));
  if (!cs_index_fold (stage.project->index, &event, &recognised, &error))
    g_error ("%s: %s", kind, error->message);
  look_around (&event, recognised);
}

/* {"as":handle,"body":{..},"kind":tag}; how the body is twisted follows from the bytes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  CsHash seed;
  guint32 number;
  guint who = 0;
  set_up ();
  g_autoptr (CsJson) json = cs_json_parse_text ((const char *)data, size, 1024 * 1024, NULL);
  const char *kind = cs_json_get_string (json, "kind");
  const CsJson *body = cs_json_get (json, "body");
  if (kind == NULL || strlen (kind) > 255 || body == NULL || !is_plain (body))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    if (g_strcmp0 (cs_json_get_string (json, "as"), handles[i]) == 0)
      who = i;
  cs_hash_data (data, size, &seed);
  memcpy (&number, seed.bytes, sizeof number);
  g_autoptr (GRand) dice = g_rand_new_with_seed (number);
  g_autoptr (CsJson) resolved = cs_test_world_resolve (stage.world, body);
  try_event (stage.sittings[who], kind, resolved);
  for (guint i = 0; i < TWISTS; i++) {
    g_autoptr (CsJson) twisted = twist (body, dice);
    g_autoptr (CsJson) named = cs_test_world_resolve (stage.world, twisted);
    try_event (stage.sittings[who], kind, named);
  }
  return 0;
}
