/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-label-colour.h"
#include "cs-settings.h"

/* Of Okabe and Ito; sky blue is what can be pressed. */
static const char *const safe[] = {
  "#e69f00", "#cc79a7", "#009e73", "#f0e442", "#d55e00", "#0072b2"
};

const char *
cs_label_colour (const CsSchema *schema, const CsLabel *label)
{
  gboolean own =
      g_str_equal (cs_profile_get_word (cs_settings_profile (), CS_PROFILE_COLOURS), "labels");
  return own ? label->colour : safe[(gsize)(label - schema->labels) % G_N_ELEMENTS (safe)];
}
