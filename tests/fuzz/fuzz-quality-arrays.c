/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every function of the families of src/quality on random arrays. */
#include "cs-fuzz.h"
#include "quality-draw.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const struct {
    const Check *checks;
    guint n;
  } families[] = {
    { agreement_checks, n_agreement_checks }, { number_checks, n_number_checks },
    { region_checks, n_region_checks },       { sampling_checks, n_sampling_checks },
    { crowd_checks, n_crowd_checks },         { label_checks, n_label_checks },
  };
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    for (guint k = 0; k < families[i].n; k++) {
      Draw draw;
      draw_init (&draw, data, size);
      draw.state += 64 * i + k; /* each goes on with numbers of its own */
      families[i].checks[k](&draw);
    }
  return 0;
}
