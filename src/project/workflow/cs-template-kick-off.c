/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow.h"

#include <glib/gi18n.h>

/* For the first weeks, when nobody knows yet how well people read: two read each case, each for
 * themselves, what they do not agree on is settled, every case is reviewed, and an SME approves and
 * signs. Once nearly all are accepted as they were the review may be of a quarter, and then of a
 * tenth of the cases, of tier 1 always of all. */
const CsTemplate cs_template_kick_off = {
  .id = "kick-off",
  .title = N_ ("Strict at first"),
  .about =
      N_ ("Two read each case, each for themselves; what they do not agree on is settled, every "
          "case is reviewed, and an expert approves and signs. The review may be relaxed once "
          "48 of the last 50 cases were accepted as they were."),
  .text =
      "{\"coverage\":\"warn\",\"format\":\"countersign-workflow-1\",\"name\":\"Kick-off\","
      "\"stages\":["
      "{\"agree\":{\"distance\":10,\"overlap\":50,\"votes\":2},\"key\":\"label\",\"reads\":2,"
      "\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
      "{\"exclude\":[\"author\"],\"key\":\"adjudicate\","
      "\"roles\":[\"reviewer\",\"adjudicator\",\"sme\"]},"
      "{\"exclude\":[\"author\"],\"key\":\"review\",\"roles\":[\"reviewer\",\"sme\"],\"relax\":["
      "{\"accepted\":48,\"of\":50,\"share\":25,\"tiers\":{\"1\":100}},"
      "{\"accepted\":96,\"of\":100,\"share\":10}]},"
      "{\"exclude\":[\"author\"],\"key\":\"approve\",\"roles\":[\"sme\"],\"sign\":true}]}",
};
