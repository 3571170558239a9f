/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of label types: whole, and of metrics that there are. */
#include "cs-attribute.h"
#include "cs-label-metrics.h"
#include "cs-mark-kind.h"
#include "cs-metric.h"
#include "cs-quality-defaults.h"
#include "cs-test.h"

#include <string.h>

/* KEY is one of KEYS, "key: what it is|key: ..." */
static gboolean
is_key (const char *keys, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (keys, "|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_has_prefix (parts[i], key) && parts[i][strlen (key)] == ':')
      return TRUE;
  return FALSE;
}

/* That the metrics of LIST are there and know their params. */
static guint
check_list (const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, "|", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) params = NULL;
    g_autofree char *name = cs_label_metric_read (words[i], &params);
    const CsMetric *metric = cs_metric_find (name, &error);
    g_assert_no_error (error);
    for (guint k = 0; k < cs_json_length (params); k++)
      if (!is_key (metric->params, cs_json_key_at (params, k)))
        g_error ("%s has no params.%s", name, cs_json_key_at (params, k));
  }
  return g_strv_length (words);
}

static void
check_type (const char *type, GHashTable *reached)
{
  const CsLabelMetrics *otherwise = NULL, *metrics = cs_label_metrics_of (type, &otherwise);
  if (metrics == NULL)
    g_error ("cs-label-metrics.def has no row for %s", type);
  g_hash_table_add (reached, (gpointer)metrics);
  if (otherwise != NULL)
    g_hash_table_add (reached, (gpointer)otherwise);
}

/* Every kind of mark and every type of attribute has a row, and every row is of one. */
static void
test_types (void)
{
  guint n = 0;
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  const CsMarkKind *const *kinds = cs_mark_kinds (&n);
  for (guint i = 0; i < n; i++)
    check_type (kinds[i]->tag, reached);
  const CsAttributeType *types = cs_attribute_types (&n);
  for (guint i = 0; i < n; i++)
    check_type (types[i].nick, reached);
  const CsLabelMetrics *otherwise = NULL;
  g_assert_null (cs_label_metrics_of ("ranking", &otherwise));
  g_assert_null (otherwise);
  const CsLabelMetrics *rows = cs_label_metrics (&n);
  for (guint i = 0; i < n; i++) {
    g_assert_true (g_hash_table_contains (reached, &rows[i]));
    g_assert_cmpuint (check_list (rows[i].headline), >, 0);
    check_list (rows[i].also);
    check_list (rows[i].consensus);
  }
}

static void
test_words (void)
{
  g_autoptr (CsJson) params = NULL;
  g_autofree char *name = cs_label_metric_read ("span_f1 match=exact label=false of=0.5", &params);
  g_autofree char *said = cs_json_to_line (params);
  g_assert_cmpstr (name, ==, "span_f1");
  g_assert_cmpstr (said, ==, "{\"label\":false,\"match\":\"exact\",\"of\":0.5}");
}

/* --- the page about them --- */

static gboolean
is_metric_or_key (const char *word)
{
  static const char *const said[] = { "ci_low", "ci_high" }; /* in answers */
  guint n = 0;
  const CsMetric *const *metrics = cs_metrics (&n);
  for (guint i = 0; i < n; i++)
    if (strcmp (metrics[i]->name, word) == 0 || is_key (metrics[i]->input, word) ||
        is_key (metrics[i]->params, word))
      return TRUE;
  return strcmp (word, said[0]) == 0 || strcmp (word, said[1]) == 0;
}

static char *
page_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = cs_test_source (path);
  char *text = NULL;
  g_file_get_contents (source, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Every name in the page is one, what it shows is run by tests/cli, and its numbers are those that
 * hold. */
static void
test_page (void)
{
  g_autofree char *page = page_of ("../data/help/metrics.md");
  g_autofree char *shown = page_of ("cli/metric/page.test");
  g_auto (GStrv) codes = g_strsplit (page, "`", -1);
  g_auto (GStrv) lines = g_strsplit (page, "\n", -1);
  guint n_names = 0, n_shown = 0;
  for (guint i = 1; codes[i] != NULL && codes[i + 1] != NULL; i += 2)
    if (strchr (codes[i], '_') != NULL) {
      n_names++;
      if (!is_metric_or_key (codes[i]))
        g_error ("the page names %s, which is nothing", codes[i]);
    }
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "    ")) {
      const char *line = lines[i] + 4, *command = "countersign-cli ";
      gboolean is_command = g_str_has_prefix (line, command);
      g_autofree char *wanted = g_strdup_printf ("%s %s\n", is_command ? "$" : "|",
                                                 is_command ? line + strlen (command) : line);
      n_shown++;
      if (strstr (shown, wanted) == NULL)
        g_error ("the page shows what no test does: %s", line);
    }
  g_assert_cmpuint (n_names, >, 5);
  g_assert_cmpuint (n_shown, >, 5);
  char *numbers[] = {
    g_strdup_printf ("Below %d items", CS_LEAST_ITEMS),
    g_strdup_printf ("fewer than %d times", CS_LEAST_USES),
    g_strdup_printf ("more than %d %%", (int)(100 * CS_PREVALENT_SHARE)),
    g_strdup_printf ("more than %g apart", CS_PREVALENT_GAP),
    g_strdup_printf ("\"firm\" from %g on, \"tentative\" from %g on", CS_ALPHA_FIRM,
                     CS_ALPHA_TENTATIVE),
    g_strdup_printf ("\"look\" from %g on and \"act\" from %g on", CS_PSI_LOOK, CS_PSI_ACT),
    g_strdup_printf ("%d items in both windows", CS_PSI_LEAST),
    g_strdup_printf ("after %d points", CS_P_CHART_LEAST),
    g_strdup_printf ("%d %% where nothing else", (int)(100 * CS_CONFIDENCE)),
  };
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (strstr (page, numbers[i]) == NULL)
      g_error ("the page does not say: %s", numbers[i]);
    g_free (numbers[i]);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/label-metrics/types", test_types);
  g_test_add_func ("/label-metrics/words", test_words);
  g_test_add_func ("/label-metrics/page", test_page);
  return g_test_run ();
}
