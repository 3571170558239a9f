/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-label-metrics.h"

#include <string.h>

static const CsLabelMetrics rows[] = {
#define CS_LABEL_METRICS(id, title, headline, also, consensus)                                     \
  { #id, title, headline, also, consensus },
#define CS_LABEL_TYPE(type, id, otherwise)
#include "cs-label-metrics.def"
#undef CS_LABEL_METRICS
#undef CS_LABEL_TYPE
};

/* Places in ROWS. */
enum {
#define CS_LABEL_METRICS(id, title, headline, also, consensus) ROW_##id,
#define CS_LABEL_TYPE(type, id, otherwise)
#include "cs-label-metrics.def"
#undef CS_LABEL_METRICS
#undef CS_LABEL_TYPE
  ROW_none,
};

typedef struct {
  const char *type;
  guint row, otherwise;
} Type;

static const Type types[] = {
#define CS_LABEL_METRICS(id, title, headline, also, consensus)
#define CS_LABEL_TYPE(type, id, otherwise) { type, ROW_##id, ROW_##otherwise },
#include "cs-label-metrics.def"
#undef CS_LABEL_METRICS
#undef CS_LABEL_TYPE
};

const CsLabelMetrics *
cs_label_metrics (guint *ret_count)
{
  *ret_count = G_N_ELEMENTS (rows);
  return rows;
}

const CsLabelMetrics *
cs_label_metrics_of (const char *type, const CsLabelMetrics **ret_otherwise)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].type, type) == 0) {
      *ret_otherwise = types[i].otherwise < ROW_none ? &rows[types[i].otherwise] : NULL;
      return &rows[types[i].row];
    }
  *ret_otherwise = NULL;
  return NULL;
}

static CsJson *
value_of (const char *word)
{
  char *end = NULL;
  double number = g_ascii_strtod (word, &end);
  if (strcmp (word, "true") == 0 || strcmp (word, "false") == 0)
    return cs_json_new_bool (word[0] == 't');
  return end != word && *end == '\0' ? cs_json_new_real (number) : cs_json_new_string (word);
}

char *
cs_label_metric_read (const char *words, CsJson **ret_params)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  *ret_params = cs_json_new_object ();
  for (guint i = 1; i < g_strv_length (parts); i++) {
    g_auto (GStrv) halves = g_strsplit (parts[i], "=", 2);
    cs_json_put (*ret_params, halves[0], value_of (halves[1]));
  }
  return g_strdup (parts[0]);
}
