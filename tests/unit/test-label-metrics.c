/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of label types: whole, and of metrics that there are. */
#include "cs-attribute.h"
#include "cs-label-metrics.h"
#include "cs-mark-kind.h"
#include "cs-metric.h"
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

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/label-metrics/types", test_types);
  g_test_add_func ("/label-metrics/words", test_words);
  return g_test_run ();
}
