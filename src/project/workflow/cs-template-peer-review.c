/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow.h"

#include <glib/gi18n.h>

/* Any expert reads, any other expert approves and signs; nobody their own work. */
const CsTemplate cs_template_peer_review = {
  .id = "peer-review",
  .title = N_ ("Experts among themselves"),
  .about = N_ ("An expert reads, any other expert approves and signs."),
  .text = "{\"coverage\":\"warn\",\"format\":\"countersign-workflow-1\",\"name\":\"Peer "
          "review\",\"stages\":["
          "{\"key\":\"label\",\"roles\":[\"sme\"]},"
          "{\"exclude\":[\"author\"],\"key\":\"approve\",\"roles\":[\"sme\"],\"sign\":true}]}",
};
